"""Accepting a finding: one entry more, everything else as it stood, however many write at once."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yardstick.checks import Finding
from yardstick.checks.acceptance import Acceptance, read_acceptances, review
from yardstick.errors import InputError, StoreError
from yardstick.workspace.accepting import accept
from yardstick.workspace.aside import as_yaml

KNOWN = {"indicators": ["gdp"], "areas": ["410300", "420000"], "sources": ["s1", "s2"]}
DAY = dt.date(2026, 11, 22)
FILE = """# A remark of the steward's,
# on two lines.
- code: gap          # looked at twice
  indicator: gdp
  area: "420000"
  measure: value
  period: "2021"
  source: s2
  expect: none
  reason: {zh: 未公布, en: not published}
  author: 李
  date: 2026-01-02

# The end.
"""


def finding(**more: Any) -> Finding:
    told: dict[str, Any] = {
        "code": "jump", "area": "410300", "indicator": "gdp", "measure": "value", "period": "2022", "found": 5386.2,
        "expected": 1e9, "sources": ("s1", "s2"), "blanks": (), "severity": "warning",
    }  # fmt: skip
    return Finding(**(told | more))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "findings.yaml"
    found.write_text(FILE, encoding="utf-8")
    return found


def say(path: Path, one: Finding, **more: Any) -> Acceptance:
    words: dict[str, Any] = {"author": "王工", "reason": "已核对", "date": DAY} | more
    return accept(path, one, known=KNOWN, lock=path.parent, **words)


def states(path: Path, *findings: Finding) -> list[str]:
    accepted, problems = read_acceptances(path, **KNOWN)
    assert not problems
    reviewed, _ = review(findings, accepted, {})
    return [one.state for one in reviewed]


def test_an_entry_is_added_and_everything_else_stays_as_it_stood(path: Path) -> None:
    made = say(path, finding(), reason_en="looked up")
    assert path.read_text(encoding="utf-8") == FILE + (
        "- code: jump\n"
        "  indicator: gdp\n"
        '  area: "410300"\n'
        "  measure: value\n"
        '  period: "2022"\n'
        "  source: s1\n"
        "  expect: 5386.2\n"
        "  against: 1000000000\n"
        "  reason:\n"
        "    zh: 已核对\n"
        "    en: looked up\n"
        "  author: 王工\n"
        "  date: 2026-11-22\n"
    )
    assert (made.author, made.reason, made.reason_en, made.date) == ("王工", "已核对", "looked up", DAY)
    assert states(path, finding()) == ["accepted"]
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(".")] == []


def test_a_figure_that_changed_opens_it_again_and_it_can_be_accepted_anew(path: Path) -> None:
    say(path, finding())
    say(path, finding(area="420000"))
    other = finding(found=-0.5, expected=None)
    assert states(path, other) == ["reopened"]
    say(path, other, reason="再次核对")
    assert states(path, other, finding(area="420000")) == ["accepted", "accepted"]
    text = path.read_text(encoding="utf-8")
    assert text.startswith(FILE)
    assert text.count("code: jump") == 2
    assert "expect: -0.5\n  reason:\n    zh: 再次核对" in text


def test_an_entry_between_others_is_replaced_where_it_stands(path: Path) -> None:
    gap = finding(code="gap", area="420000", period="2021", sources=("s2",), found=3.0, expected=None)
    say(path, finding())
    say(path, gap)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# A remark of the steward's,\n# on two lines.\n- code: gap\n")
    assert "\n\n# The end.\n- code: jump\n" in text
    assert states(path, gap, finding()) == ["accepted", "accepted"]


@pytest.mark.parametrize("before", [None, "", "[]\n", "# only words\n", "# words\n[]"])
def test_a_file_without_entries(path: Path, before: str | None) -> None:
    path.unlink() if before is None else path.write_text(before, encoding="utf-8")
    say(path, finding())
    assert states(path, finding()) == ["accepted"]


def test_a_finding_without_a_figure(path: Path) -> None:
    gap = finding(code="gap", found=None, expected=None)
    say(path, gap)
    assert "expect: none\n  reason:" in path.read_text(encoding="utf-8")
    assert states(path, gap) == ["accepted"]


def test_who_comes_second_is_told(path: Path) -> None:
    say(path, finding())
    before = path.read_text(encoding="utf-8")
    with pytest.raises(StoreError, match="accepted in the meantime, by 王工"):
        say(path, finding(), author="李工")
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("left_out", ["author", "reason"])
def test_nobody_or_no_reason(path: Path, left_out: str) -> None:
    with pytest.raises(StoreError, match="say who accepts the finding, and why"):
        say(path, finding(), **{left_out: " \n"})
    assert path.read_text(encoding="utf-8") == FILE


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("area: ", "aera: ", "unknown key"), ("- code", "- [code", "not valid YAML"), ("s2", "s9", "unknown name")],
)
def test_a_file_with_a_problem_is_mended_first(path: Path, old: str, new: str, words: str) -> None:
    path.write_text(FILE.replace(old, new, 1), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    with pytest.raises(InputError, match=words):
        say(path, finding())
    assert path.read_text(encoding="utf-8") == before


def test_a_finding_of_an_unknown_source_is_refused(path: Path) -> None:
    with pytest.raises(InputError, match="unknown name, found s7"):
        say(path, finding(sources=("s7",)))
    assert path.read_text(encoding="utf-8") == FILE


def test_many_at_once_lose_nothing(path: Path) -> None:
    findings = [finding(period=str(year)) for year in range(2000, 2012)]
    at_once = [threading.Thread(target=say, args=(path, one)) for one in findings]
    for each in at_once:
        each.start()
    for each in at_once:
        each.join()
    assert states(path, *findings) == ["accepted"] * 12
    assert path.read_text(encoding="utf-8").startswith(FILE)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=40))
def test_any_reason_is_read_back(tmp_path_factory: pytest.TempPathFactory, reason: str) -> None:
    path = tmp_path_factory.mktemp("said") / "findings.yaml"
    said = " ".join("".join(c for c in " ".join(reason.split()) if c.isprintable()).split())
    if not said:
        return
    made = say(path, finding(), reason=reason, author=reason)
    assert (made.reason, made.author) == (said, said)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "12",
        "- a",
        "a: b",
        "a # b",
        "#a",
        '"',
        "'",
        "{a",
        "null",
        "Null",
        "NULL",
        "~",
        "=",
        "*a",
        "1e3",
        "中" * 300,
    ],
)
def test_what_yaml_would_take_for_something_else_stands_in_quotes_or_reads_back(path: Path, text: str) -> None:
    assert say(path, finding(), reason=text).reason == text
    assert as_yaml("已核对：见公报") == "已核对：见公报"
    assert states(path, replace(finding())) == ["accepted"]
