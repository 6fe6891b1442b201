"""Every row of the worked cases in docs/methods/targets.md is judged, and its figures compared."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from written import aim, held, rule

from yardstick.targets import Verdict, judge

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "targets.md"
NONE = "–"


def _rows() -> list[dict[str, str]]:
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")]
    head, _, *body = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [dict(zip(head, cells, strict=True)) for cells in body]


ROWS = _rows()


def _verdict(row: dict[str, str]) -> Verdict:
    replaced = "b" if "superseded" in row["Aim"] else ""
    day = dt.date.fromisoformat(row["Day"])
    return judge(aim(row["Aim"]), held(row["Held"]), rule(row["Rule"]), as_of=day, superseded_by=replaced)


@pytest.mark.parametrize("row", ROWS, ids=[row["Case"] for row in ROWS])
def test_worked_case(row: dict[str, str]) -> None:
    verdict = _verdict(row)
    status, _, now = row["Status"].partition(", now ")
    assert (verdict.status, verdict.reason or NONE) == (status, row["Reason"])
    assert (verdict.rebased.status if verdict.rebased else "") == now
    for name in ("Achieved", "Elapsed", "Ratio", "Gap"):
        found = getattr(verdict, name.lower())
        if row[name] == NONE:
            assert found is None, name
        else:
            assert found == pytest.approx(float(row[name]), abs=5e-5), name


def test_there_are_at_least_twenty_cases_each_named_once() -> None:
    names = [row["Case"] for row in ROWS]
    assert len(names) == len(set(names)) >= 20


def test_every_case_says_how_to_redo_it() -> None:
    assert all(row["By hand"] for row in ROWS)
