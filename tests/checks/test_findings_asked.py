"""Findings of a whole installation, asked of the workspace and on the command line."""

import csv
import io
import json

import pandas as pd
import pytest
from typer.testing import CliRunner

from yardstick.checks.wording import HINTS, SAYS
from yardstick.cli.app import app
from yardstick.cli.checking import COLUMNS
from yardstick.i18n import words
from yardstick.workspace import Workspace


@pytest.fixture(scope="module")
def workspace(installation):
    return Workspace.open(installation)


@pytest.fixture(scope="module")
def findings(workspace):
    return workspace.findings()


def run(*options):
    return CliRunner().invoke(app, ["validate", "--data", *options])


def test_every_code_has_a_hint_and_both_languages():
    assert SAYS.keys() == HINTS.keys()
    assert all(words("zh").catalogue.get(text) for text in (*SAYS.values(), *HINTS.values()))


def test_the_sources_of_luoyangs_gdp_of_2022_disagree(workspace, findings):
    (one,) = (
        r.finding for r in findings.open if r.finding.key[:5] == ("sources_differ", "gdp", "410300", "value", "2022")
    )
    assert "(5800 ÷ 5386.2 − 1) × 100 = 7.68%" in workspace.finding_sentence(one, "zh")
    en = workspace.finding_explanation(one, "en")
    assert en[0].startswith("Luoyang, Gross domestic product, 2022: ")
    assert len(en) == len(one.sources) + 2
    assert en[-1] == "see which source speaks of what; drop or flag the other"


def test_what_the_sources_state_rightly_is_no_finding(findings):
    told = {(r.finding.area, r.finding.indicator, r.finding.period) for r in findings.reviewed}
    assert ("500000-outer", "tech_enterprises", "2019-Q1") not in told  # 52.8 %
    assert ("411400", "sci_progress_awards_municipal", "2016") not in told  # 16 + 43 = 59
    assert ("420000", "high_tech_enterprises", "2022") not in told  # 3837 is corrected to 38.37


def test_what_is_told_stays_worth_reading(findings):
    assert findings.problems == ()
    assert len(findings.open) < 100
    assert {r.finding.code for r in findings.open if r.finding.severity == "error"} == {"sum_differs"}


def test_every_finding_is_said_in_both_languages(workspace, findings):
    for one in findings.reviewed:
        for lang in ("zh", "en"):
            said = workspace.finding_sentence(one.finding, lang)
            assert said
            assert "{" not in said


def test_an_incoming_figure_is_held_against_the_store(workspace):
    candidate = pd.DataFrame(
        [
            {
                "indicator": "gdp", "area": "410300", "measure": "value", "period": "2026", "value": 61000000.0,
                "value_high": None, "qualifier": "=", "unit": "cny_1e8", "obs_status": "A", "source": "new",
                "locator": "Sheet1!C7", "base_period": "", "stated_value": "61000000",
            }
        ]
    )  # fmt: skip
    (one,) = workspace.suspicious(candidate)
    assert (one.code, one.severity, one.incoming) == ("unit_off", "error", ("Sheet1!C7",))
    assert workspace.suspicious(candidate.assign(value=6100.0, stated_value="6100")) == ()


def test_open_findings_are_printed_and_an_error_is_exit_status_one(installation):
    result = run("--folder", str(installation), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert (result.exit_code, rows[0]["severity"], rows[0]["code"]) == (1, "error", "sum_differs")
    assert {row["state"] for row in rows} == {"open"}


def test_all_prints_the_decided_ones_too(installation):
    rows = json.loads(run("--folder", str(installation), "--format", "json", "--all", "--lang", "en").stdout)
    accepted = [row for row in rows if row["state"] == "accepted"]
    assert ("copied_year", "incubators_national") in {(row["code"], row["indicator"]) for row in accepted}
    assert all(row["reason"] for row in accepted)


def test_accepting_every_error_makes_the_exit_status_zero(own_installation):
    folder = own_installation()
    errors = [r.finding for r in Workspace.open(folder).findings().open if r.finding.severity == "error"]
    with (folder / "data" / "findings.yaml").open("a", encoding="utf-8") as file:
        for one in errors:
            names = ("code", "indicator", "area", "measure", "period", "source")
            lines = [f'  {name}: "{word}"' for name, word in zip(names, one.key, strict=True)]
            lines += [
                f"  expect: {one.found}",
                "  reason: {zh: 已核对, en: looked up}",
                "  author: a",
                "  date: 2026-11-22",
            ]
            file.write("-" + "\n".join(lines)[1:] + "\n")
    assert run("--folder", str(folder), "--format", "csv").exit_code == 0


def test_a_problem_of_the_file_is_told_with_its_line(own_installation):
    folder = own_installation()
    with (folder / "data" / "findings.yaml").open("a", encoding="utf-8") as file:
        file.write("- code: jmp\n")
    result = run("--folder", str(folder), "--format", "csv")
    assert result.exit_code == 1
    assert "code: unknown code, found jmp" in result.stderr
    assert "code,sentence" not in result.stderr


def test_an_unknown_language_is_wrong_usage(installation):
    assert run("--folder", str(installation), "--lang", "fr").exit_code == 2
