"""A place in a text told with the hash of its sentence or without is the same place of the same figure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from change_tiny import change
from store_tiny import build, obs, target

from yardstick.store import STATED, Guarded, Store, accept, revert_rows
from yardstick.store.corrections import noted

HASH, OTHER = "~0123456789ab", "~ba9876543210"
OLD = obs(value=5386.2, locator="char:10-20")
NEW = replace(OLD, locator=f"char:10-20{HASH}")
KEY = {"indicator": "gdp", "area": "410300", "measure": "value", "period": "2022", "source": "bulletin_2023"}


def held(folder: Path) -> list[tuple[float, str]]:
    """Every live figure of the cell: value and place."""
    frame = Store.open(folder).figures("410300", "gdp", "2022", "value")
    return list(zip(frame["value"].tolist(), frame["locator"].tolist(), strict=True))


def aims(folder: Path) -> list[tuple[float, str, str]]:
    """Every live target: value, place and what it supersedes."""
    frame = Store.open(folder).targets()
    return list(zip(*(frame[name].tolist() for name in ("value", "locator", "supersedes")), strict=True))


def numbered(locator: str) -> str:
    """The second figure of a place."""
    return f"{locator}#2"


@pytest.mark.parametrize("wording", [str, numbered])
@pytest.mark.parametrize("hashed_first", [False, True])
def test_a_figure_accepted_in_the_other_wording_restates_the_one_held(
    folder: Path, hashed_first: bool, wording: object
) -> None:
    assert callable(wording)
    first, second = (replace(o, locator=wording(o.locator)) for o in ((NEW, OLD) if hashed_first else (OLD, NEW)))
    build(folder, first)
    accept(folder, change(), observations=[replace(second, value=5400.0)])
    assert held(folder) == [(5400.0, first.locator)]


def test_a_figure_of_another_place_or_source_stays_beside_it(folder: Path) -> None:
    build(folder, OLD)
    elsewhere = [replace(NEW, locator=f"char:10-21{HASH}"), replace(NEW, source="plan_2023")]
    accept(folder, change(), observations=elsewhere)
    assert sorted(place for _, place in held(folder)) == sorted([OLD.locator, *(o.locator for o in elsewhere)])


def test_rows_of_a_table_come_in_as_they_are_worded(folder: Path) -> None:
    build(folder, OLD)
    rows = {"action": "assert", "unit": "cny_1e8", "value": 5400.0, **KEY}
    table = pa.Table.from_pylist([rows | {"locator": NEW.locator}, rows | {"locator": "表!B2", "period": "2021"}])
    accept(folder, change(), rows=table.cast(pa.schema([STATED.field(name) for name in table.column_names])))
    assert held(folder) == [(5400.0, OLD.locator)]
    assert Store.open(folder).figures("410300", "gdp", "2021", "value")["locator"].tolist() == ["表!B2"]


def test_a_build_words_what_was_accepted_as_the_files_do(folder: Path) -> None:
    build(folder, OLD)
    accept(folder, change(), observations=[replace(OLD, value=5400.0), obs(value=1.0, locator="char:30-31")])
    for files in (NEW, replace(NEW, locator=f"char:10-20{OTHER}"), OLD):
        build(folder, files)
        assert held(folder) == [(5400.0, files.locator), (1.0, "char:30-31")]
    accept(folder, change(kind="revert"), rows=revert_rows(Store.open(folder), 1_000_001).rows)
    build(folder, NEW)
    assert held(folder) == [(5386.2, NEW.locator)]


def test_a_correction_stays_on_its_figure_when_the_files_tell_the_hash(folder: Path) -> None:
    build(folder, OLD)
    guard = Guarded("override", **KEY, locator=OLD.locator, expect="5386.2", value="5000")
    accept(folder, change(kind="correction"), observations=[replace(OLD, value=5000.0)], corrections=[guard])
    build(folder, NEW)
    assert held(folder) == [(5000.0, NEW.locator)]
    assert noted(Store.open(folder))[["locator", "state"]].to_numpy().tolist() == [[NEW.locator, "applied"]]
    mended = replace(NEW, value=5387.0, stated_value="5387")
    build(folder, mended)
    assert held(folder) == [(5387.0, NEW.locator)]
    build(folder, OLD)
    assert held(folder) == [(5000.0, OLD.locator)]


def test_targets_and_what_they_supersede_go_along(folder: Path) -> None:
    files = [(1, target())]
    build(folder, targets=files)
    later = target(value=7000.0, locator="char:40-44", supersedes="plan_2023 char:5-9")
    accept(folder, change(), targets=[target(value=6500.0, locator=f"char:5-9{HASH}"), later])
    assert sorted(aims(folder)) == [(6500.0, "char:5-9", ""), (7000.0, "char:40-44", "plan_2023 char:5-9")]
    build(folder, targets=[(1, target(locator=f"char:5-9{HASH}"))])
    hashed = f"char:5-9{HASH}"
    assert sorted(aims(folder)) == [(6500.0, hashed, ""), (7000.0, "char:40-44", f"plan_2023 {hashed}")]


def test_where_the_files_have_both_wordings_nothing_is_reworded(folder: Path) -> None:
    build(folder, OLD)
    accept(folder, change(), observations=[replace(OLD, value=5400.0)])
    build(folder, OLD, replace(NEW, period=obs(period="2021").period))
    assert held(folder) == [(5400.0, OLD.locator)]
