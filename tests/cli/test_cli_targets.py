"""The verb `targets` on an installation of a few rows: at least 30,000 firms by 2025, 20,000 in 2022."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from yardstick.cli.targeting import COLUMNS

Run = Callable[..., Result]

PROMISED = (
    *("area", "indicator", "measure", "period", "operator", "value", "status", "achieved_share", "elapsed_share"),
    "reason",
)
PAGE = (Path(__file__).parents[2] / "docs/cli.md").read_text(encoding="utf-8")
SECTION = PAGE[PAGE.index("## targets") :].partition("\n## ")[0]


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_the_promised_columns_come_first_in_their_order() -> None:
    assert COLUMNS[: len(PROMISED)] == PROMISED


def test_a_target_without_a_figure_since_its_base_is_not_due_and_later_overdue(built: Run) -> None:
    before = rows(built("targets", "--as-of", "2025-06-30", "--format", "csv"))
    after = rows(built("targets", "--as-of", "2026-01-01", "--format", "csv"))
    assert [(r["area"], r["indicator"], r["value"], r["status"]) for r in before] == [
        ("420000", "firms", "30000", "not_due_no_data")
    ]
    assert [r["status"] for r in after] == ["overdue_no_data"]


def test_what_is_not_known_is_empty(built: Run) -> None:
    (row,) = rows(built("targets", "--as-of", "2025-06-30", "--format", "csv"))
    assert (row["achieved_share"], row["elapsed_share"], row["reason"], row["actual"]) == ("", "", "not_due", "")
    assert (row["base"], row["base_period"], row["nature"]) == ("20000", "2022", "expected")
    (target,) = json.loads(built("targets", "--as-of", "2025-06-30", "--format", "json").stdout)
    assert target["achieved_share"] is None
    assert target["announced"] == "2023-01-15"


def test_a_target_is_unknown_before_it_was_announced(built: Run) -> None:
    assert rows(built("targets", "--as-of", "2023-01-14", "--format", "csv")) == []


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        (("--area", "420000"), 1),
        (("--area", "湖北"), 1),
        (("--area", "hubei"), 1),
        (("--area", "鄂", "--area", "420000"), 1),
        (("--area", "410300"), 0),
        (("--area", "410300", "--area", "420000"), 1),
        (("--indicator", "firms"), 1),
        (("--indicator", "gdp"), 0),
        (("--status", "not_due_no_data"), 1),
        (("--status", "met", "--status", "missed"), 0),
    ],
)
def test_choices_narrow_it(built: Run, choice: tuple[str, ...], count: int) -> None:
    assert len(rows(built("targets", "--as-of", "2025-06-30", *choice, "--format", "csv"))) == count


def test_the_sentence_is_in_the_language_asked_for(built: Run) -> None:
    (chinese,) = rows(built("targets", "--as-of", "2025-06-30", "--format", "csv"))
    (english,) = rows(built("targets", "--as-of", "2025-06-30", "--lang", "en", "--format", "csv"))
    assert chinese["sentence"] == (
        "湖北企业数2025年目标为≥30,000家——未到期、无数据：2025年尚未结束，最近的数据是2022年的20,000家。"
    )
    assert english["sentence"] == (
        "Hubei, Firms, 2025: the aim is ≥30,000 enterprises — not due, no figure yet: 2025 is not over, "
        "the last figure is 20,000 enterprises (2022)."
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--as-of", "2024-02-30"), "2024-02-30: not a date"),
        (("--as-of", ""), "empty: not a date; use 2024-01-31"),
        (("--method", ""), "unknown: empty"),
        (("--area", ""), "unknown: empty"),
        (("--area", "Hubai"), "unknown: Hubai, did you mean 420000 (hubei)?"),
        (("--status", "mett"), "did you mean met?"),
        (("--area", "42000"), "unknown: 42000"),
        (("--indicator", "firm"), "did you mean firms?"),
        (("--method", "lineal"), "did you mean linear?"),
        (("--lang", "fr"), "unknown: fr"),
    ],
)
def test_a_word_that_is_none_is_wrong_usage(built: Run, words: tuple[str, str], told: str) -> None:
    result = built("targets", *words)
    assert result.exit_code == 2
    assert told in " ".join(result.output.replace("│", " ").split())


def test_sound_only_tells_every_target_that_cannot_be_and_judges_the_rest(run: Run) -> None:
    ledger = Path("data/targets/reports.csv")
    sound = ledger.read_text(encoding="utf-8").splitlines()[1]
    wrong = [
        sound.replace("2025,,", "2025,2025,").replace("46-47", "1-2"),
        sound.replace("2023-01-15", "2026-01-01").replace("46-47", "2-3"),
        sound.replace(",,report", ",report char:9-9,report").replace("46-47", "3-4"),
        sound.replace("expected,,", "expected,100000,").replace("46-47", "4-5"),
    ]
    with ledger.open("a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in wrong))
    built = run("build", "--sound-only")
    assert (built.exit_code, "1 targets" in built.stdout) == (1, True)
    told = [
        line.partition(f"{ledger}:")[2].split(": ")[:2] for line in built.stderr.splitlines() if str(ledger) in line
    ]
    assert told == [["3", "base_period"], ["4", "announced"], ["5", "supersedes"], ["6", "reference_area"]]
    assert len(rows(run("targets", "--as-of", "2025-06-30", "--format", "csv"))) == 1


def test_without_a_store_it_says_so(run: Run) -> None:
    result = run("targets")
    assert result.exit_code == 1
    assert "build" in result.output


def test_the_columns_are_described() -> None:
    assert [name for name in COLUMNS if f"`{name}`" not in SECTION] == []
