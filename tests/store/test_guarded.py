"""Corrections accepted into the store: what is known of them later, and what becomes of them when the figure moves."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from change_tiny import change
from store_tiny import CHANGE_SETS, build, obs

from yardstick.model import Observation
from yardstick.store import Guarded, Store, accept, revert_rows, states

STATED = obs(value=3837.0, measure="growth", unit="percent", stated_unit="%")
RIGHT = replace(STATED, value=38.37, note="小数点丢失")
KEY = {"indicator": "gdp", "area": "410300", "measure": "growth", "period": "2022"}
GUARD = Guarded("override", **KEY, source="bulletin_2023", locator="char:10-20", expect="3837", value="38.37")


def correct(folder: Path, *, right: Observation = RIGHT, guard: Guarded = GUARD, **more: Any) -> int:
    rows = {"retracted": [STATED]} if guard.action == "drop" else {"observations": [right]}
    return accept(folder, change(kind="correction"), **rows, corrections=[guard], **more).id


def revert(folder: Path, number: int) -> int:
    found = revert_rows(Store.open(folder), number)
    return accept(folder, change(kind="revert"), rows=found.rows, target_rows=found.target_rows).id


def shown(folder: Path) -> list[float]:
    store = Store.open(folder)
    store.verify()
    return store.series("gdp", ["410300"], measures=["growth"])["value"].tolist()


def told(folder: Path) -> list[tuple[Any, ...]]:
    """State, figure beneath, figure of the correction, of each."""
    frame = Store.open(folder).guarded()
    return list(
        frame[["state", "before", "after"]].astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    )


@pytest.fixture
def corrected(folder: Path) -> Path:
    build(folder, STATED)
    correct(folder)
    return folder


def test_a_correction_is_known_with_its_guard(corrected: Path) -> None:
    assert shown(corrected) == [38.37]
    row = Store.open(corrected).guarded().iloc[0]
    assert (row["change_set"], row["action"], row["expect"], row["value"]) == (1_000_001, "override", "3837", "38.37")
    assert (row["state"], row["before"], row["after"], row["stated_value"], row["stated_unit"]) == (
        "applied", 3837.0, 38.37, "3837", "%",
    )  # fmt: skip
    assert (row["author"], row["date"].date(), row["reason"]) == ("steward", dt.date(2026, 3, 1), "导入")


def test_a_build_carries_it(corrected: Path) -> None:
    for _ in range(2):
        build(corrected, STATED)
        assert shown(corrected) == [38.37]
        assert told(corrected) == [("applied", 3837.0, 38.37)]


def test_a_mended_figure_is_shown_and_the_correction_waits(corrected: Path) -> None:
    mended = replace(STATED, value=38.4, stated_value="38.4")
    for _ in range(2):
        build(corrected, mended)
        assert shown(corrected) == [38.4]
        assert told(corrected) == [("mended", 38.4, 38.4)]
    build(corrected, STATED)
    assert shown(corrected) == [38.37]
    assert told(corrected) == [("applied", 3837.0, 38.37)]


@pytest.mark.parametrize(
    "beneath",
    [
        (),
        (replace(STATED, value=None, obs_status="M", stated_value=""),),
        (replace(STATED, stated_unit="‰", value=383.7),),
    ],
)
def test_a_figure_that_is_gone_lost_or_of_another_unit_is_not_corrected(
    corrected: Path, beneath: tuple[Observation, ...]
) -> None:
    build(corrected, *beneath)
    assert Store.open(corrected).guarded()["state"].tolist() == ["mended"]
    assert [o.value for o in beneath if o.value] == [value for value in shown(corrected) if not pd.isna(value)]


def test_the_same_number_written_otherwise_is_still_the_same_figure(corrected: Path) -> None:
    build(corrected, replace(STATED, stated_value="3,837.0"))
    assert told(corrected) == [("applied", 3837.0, 38.37)]


def test_a_dropped_figure_comes_back_when_it_is_mended(folder: Path) -> None:
    build(folder, STATED)
    correct(folder, guard=replace(GUARD, action="drop", value=""))
    assert (shown(folder), told(folder)) == ([], [("applied", 3837.0, None)])
    build(folder, replace(STATED, value=38.4, stated_value="38.4"))
    assert (shown(folder), told(folder)) == ([38.4], [("mended", 38.4, 38.4)])


def test_reverted_it_is_withdrawn_and_does_not_hold_the_old_figure_fast(corrected: Path) -> None:
    undone = revert(corrected, 1_000_001)
    assert (shown(corrected), told(corrected)) == ([3837.0], [("withdrawn", 3837.0, 38.37)])
    build(corrected, replace(STATED, value=38.4, stated_value="38.4"))
    assert (shown(corrected), told(corrected)) == ([38.4], [("withdrawn", 38.4, 38.37)])
    build(corrected, STATED)
    revert(corrected, undone)
    assert (shown(corrected), told(corrected)) == ([38.37], [("applied", 3837.0, 38.37)])


def test_a_second_correction_replaces_the_first(corrected: Path) -> None:
    second = replace(GUARD, value="38.4")
    correct(corrected, right=replace(RIGHT, value=38.4), guard=second)
    assert shown(corrected) == [38.4]
    assert [state for state, *_ in told(corrected)] == ["replaced", "applied"]
    revert(corrected, 1_000_002)
    assert shown(corrected) == [38.37]
    assert [state for state, *_ in told(corrected)] == ["applied", "withdrawn"]
    build(corrected, replace(STATED, value=38.5, stated_value="38.5"))
    assert shown(corrected) == [38.5]
    assert [state for state, *_ in told(corrected)] == ["mended", "withdrawn"]


def test_taken_back_one_after_the_other_both_are_withdrawn(corrected: Path) -> None:
    correct(corrected, right=replace(RIGHT, value=38.4), guard=replace(GUARD, value="38.4"))
    revert(corrected, 1_000_002)
    again = revert(corrected, 1_000_001)
    assert (shown(corrected), [state for state, *_ in told(corrected)]) == ([3837.0], ["withdrawn", "withdrawn"])
    revert(corrected, again)
    assert (shown(corrected), [state for state, *_ in told(corrected)]) == ([38.37], ["applied", "withdrawn"])
    build(corrected, replace(STATED, value=38.5, stated_value="38.5"))
    assert (shown(corrected), [state for state, *_ in told(corrected)]) == ([38.5], ["mended", "withdrawn"])


def test_a_drop_taken_back_and_made_again(folder: Path) -> None:
    build(folder, STATED)
    correct(folder, guard=replace(GUARD, action="drop", value=""))
    revert(folder, revert(folder, 1_000_001))
    assert (shown(folder), told(folder)) == ([], [("applied", 3837.0, None)])
    build(folder, replace(STATED, value=38.4, stated_value="38.4"))
    assert (shown(folder), told(folder)) == ([38.4], [("mended", 38.4, 38.4)])


def test_an_imported_figure_is_corrected_and_a_later_import_mends_it(folder: Path) -> None:
    build(folder)
    accept(folder, change(), observations=[STATED])
    correct(folder)
    build(folder)
    assert (shown(folder), told(folder)) == ([38.37], [("applied", 3837.0, 38.37)])
    accept(folder, change(), observations=[replace(STATED, value=38.5, stated_value="38.5")])
    for _ in range(2):
        assert (shown(folder), told(folder)) == ([38.5], [("mended", 38.5, 38.5)])
        build(folder)
    revert(folder, 1_000_003)
    build(folder)
    assert (shown(folder), told(folder)) == ([38.37], [("applied", 3837.0, 38.37)])
    build(folder, STATED)
    assert (shown(folder), told(folder)) == ([38.37], [("applied", 3837.0, 38.37)])


def test_an_import_over_it_that_was_taken_back_does_not_hold_it_fast(corrected: Path) -> None:
    accept(corrected, change(), observations=[replace(STATED, value=38.5, stated_value="38.5")])
    revert(corrected, 1_000_002)
    build(corrected, replace(STATED, value=38.4, stated_value="38.4"))
    assert (shown(corrected), told(corrected)) == ([38.4], [("mended", 38.4, 38.4)])
    build(corrected, STATED)
    assert (shown(corrected), told(corrected)) == ([38.37], [("applied", 3837.0, 38.37)])


def test_taken_back_with_the_import_that_brought_the_figure_nothing_is_left(folder: Path) -> None:
    build(folder)
    accept(folder, change(), observations=[STATED])
    revert(folder, 1_000_001)
    accept(folder, change(), observations=[STATED])
    correct(folder)
    build(folder)
    assert (shown(folder), told(folder)) == ([38.37], [("applied", 3837.0, 38.37)])


def test_a_correction_of_the_files_beneath_is_no_figure_of_its_own(folder: Path) -> None:
    files = {"observations": [(1, STATED), (2, replace(RIGHT, value=38.0))]}
    build(folder, **files)
    correct(folder)
    build(folder, **files)
    assert (shown(folder), told(folder)) == ([38.37], [("applied", 3837.0, 38.37)])
    build(folder, replace(STATED, value=38.4, stated_value="38.4"))
    assert (shown(folder), told(folder)) == ([38.4], [("mended", 38.4, 38.4)])


def test_the_day_before_knows_nothing_of_it(corrected: Path) -> None:
    store = Store.open(corrected)
    earlier = store.as_of(CHANGE_SETS[1].date)
    assert earlier.series("gdp", ["410300"], measures=["growth"])["value"].tolist() == [3837.0]
    assert earlier.guarded().empty
    assert store.as_of(dt.date(2026, 3, 1)).guarded()["state"].tolist() == ["applied"]


@pytest.mark.parametrize(
    ("stated", "expect", "same"),
    [
        ("3837", "3837", True),
        ("3,837", "3837.00", True),
        ("1–2", "1", True),
        ("1–2", "1–2", True),
        ("1.2万", "1.2万", True),
        ("1.2万", "12000", False),
        ("38.37", "3837", False),
        ("", "3837", False),
        ("", "0", False),
        ("0", "", False),
    ],
)
def test_what_is_the_same_figure(stated: str, expect: str, *, same: bool) -> None:
    assert states(stated, expect) is same
