"""data/findings.yaml: what is accepted, what comes back, what is refused with its line."""

import datetime as dt
from decimal import Decimal

import pytest

from yardstick.checks import Finding
from yardstick.checks.acceptance import read_acceptances, review

ENTRY = """- code: jump
  indicator: gdp
  area: "410300"
  measure: value
  period: "2022"
  source: s1
  expect: 5386.2
  against: 5675.2
  reason: {zh: 已核对, en: looked up}
  author: steward
  date: 2026-11-22
"""
KNOWN = {"indicators": ["gdp", "rd_expenditure"], "areas": ["410300"], "sources": ["s1", "s2"]}


def read(tmp_path, text):
    path = tmp_path / "findings.yaml"
    path.write_text(text, encoding="utf-8")
    return read_acceptances(path, **KNOWN)


def finding(found=5386.2, expected=5675.2, **more):
    told = {"code": "jump", "area": "410300", "indicator": "gdp", "measure": "value", "period": "2022"}
    return Finding(
        *(told | more).values(), found, expected, ("s1", "s2"), (("arithmetic", "1 = 1"),), "warning", "cny_1e8",
        ("p1", "p2"),
    )  # fmt: skip


def test_no_file_accepts_nothing(tmp_path):
    accepted, problems = read_acceptances(tmp_path / "findings.yaml", **KNOWN)
    assert (accepted, list(problems)) == ([], [])


def test_an_entry_is_read(tmp_path):
    (one,), problems = read(tmp_path, ENTRY)
    assert not problems
    assert one.key == ("jump", "gdp", "410300", "value", "2022", "s1")
    assert (one.expect, one.against, one.date) == (Decimal("5386.2"), Decimal("5675.2"), dt.date(2026, 11, 22))


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("code: jump", "code: jmp", 1, ("code: unknown code", "found jmp", "did you mean jump?")),
        ("indicator: gdp", "indicator: gpd", 2, ("indicator: unknown name", "found gpd", "did you mean gdp?")),
        ("source: s1", "source: s7", 6, ("source: unknown name", "found s7")),
        ("expect: 5386.2", "expect: '5,386'", 7, ("expect: not a number", "found 5,386")),
        ("reason: {zh: 已核对, en: looked up}", "reason: {en: looked up}", 1, ("reason.zh: the value is missing",)),
        ("date: 2026-11-22", "date: yesterday", 11, ("date: not a date", "found yesterday")),
        ("author: steward", "autor: steward", 10, ("autor: unknown key", "did you mean author?")),
    ],
)
def test_an_entry_with_a_problem_is_refused_with_its_line(tmp_path, old, new, line, words):
    accepted, problems = read(tmp_path, ENTRY.replace(old, new))
    assert accepted == []
    said = "\n".join(str(p) for p in problems)
    assert f"findings.yaml:{line}: " in said
    assert all(word in said for word in words)


def test_the_same_finding_is_accepted_once(tmp_path):
    accepted, problems = read(tmp_path, ENTRY + ENTRY)
    assert len(accepted) == 1
    assert "findings.yaml:12: code: the finding is accepted twice" in str(next(iter(problems)))


@pytest.mark.parametrize(
    ("found", "expected", "state"),
    [(5386.2, 5675.2, "accepted"), (5390.0, 5675.2, "reopened"), (5386.2, 5700.0, "reopened")],
)
def test_an_accepted_finding_comes_back_when_its_figures_changed(tmp_path, found, expected, state):
    accepted, _ = read(tmp_path, ENTRY)
    (one,), problems = review([finding(found, expected)], accepted, {})
    assert (one.state, one.reason, len(problems)) == (state, ("已核对", "looked up"), 0)
    assert one.open == (state == "reopened")


def test_a_finding_without_a_figure_is_accepted_as_none(tmp_path):
    text = (
        ENTRY.replace("code: jump", "code: gap")
        .replace("expect: 5386.2", "expect: none")
        .replace("  against: 5675.2\n", "")
    )
    accepted, problems = read(tmp_path, text)
    (one,), _ = review([finding(None, None, code="gap")], accepted, {})
    assert (one.state, len(problems)) == ("accepted", 0)


def test_an_acceptance_of_nothing_is_a_problem(tmp_path):
    accepted, _ = read(tmp_path, ENTRY)
    reviewed, problems = review([], accepted, {})
    assert reviewed == ()
    assert "findings.yaml:1: code: no such finding any more, found jump gdp 410300 value 2022 s1" in str(
        next(iter(problems))
    )


def test_a_figure_that_a_correction_flags_has_been_looked_at():
    flags = {("gdp", "410300", "value", "2021", "s2", "p2"): ("沿用", "carried over")}
    (one,), _ = review([finding()], [], flags)
    assert (one.state, one.reason, one.open) == ("flagged", ("沿用", "carried over"), False)
