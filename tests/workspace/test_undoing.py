"""Taking a change set back: what it would do, doing it, and every reason not to."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest

from yardstick.errors import StoreError
from yardstick.model import Observation, Period
from yardstick.store import Change, MovedError, Store, accept
from yardstick.workspace import Workspace
from yardstick.workspace.undoing import foresee, revert

FIRST, SECOND = 1_000_001, 1_000_002
WHO: Any = {"author": "王工", "reason": "来源有误", "reason_en": "the source was wrong"}


def obs(value: float, period: str = "2021", area: str = "420000") -> Observation:
    """High-tech firms of Hubei 2021 as the bulletin states them (15960 in the reviewed files)."""
    return Observation(
        indicator="firms", area=area, measure="value", period=Period.parse(period), value=value, qualifier="=",
        unit="enterprises", obs_status="A", source="bulletin", locator=f"row:{area}/firms/{period}",
        stated_value=f"{value:g}",
    )  # fmt: skip


def store(place: Path) -> Store:
    return Store.open(place / "data" / "store")


def imported(place: Path, *rows: Observation) -> int:
    change = Change(kind="import", author="steward", at=dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC), reason="导入")
    return accept(place / "data" / "store", change, observations=rows).id


def told(place: Path) -> dict[str, float]:
    frame = store(place).brought("bulletin")
    frame = frame[frame["indicator"] == "firms"]
    return dict(zip(frame["period"], frame["value"], strict=True))


def reading(place: Path) -> list[dict[str, str]]:
    """Everything shown, but for the change set that said it."""
    rows = csv.DictReader(io.StringIO(store(place).export_reading()))
    return [{name: word for name, word in row.items() if name != "change_set"} for row in rows]


def lines(place: Path, which: Any) -> list[tuple[Any, ...]]:
    frame = foresee(store(place), which).lines
    frame = frame[["period", "kind", "old_value", "new_value"]].astype(object)
    return [tuple(row) for row in frame.where(frame.notna(), None).to_numpy().tolist()]


def test_what_a_revert_would_do_is_the_difference_the_other_way_round(place: Path) -> None:
    imported(place, obs(16000.0), obs(17000.0, "2023"))
    assert lines(place, FIRST) == [("2021", "changed", 16000.0, 15960.0), ("2023", "retracted", 17000.0, None)]
    assert lines(place, "last") == lines(place, FIRST)
    assert foresee(store(place), FIRST).later.empty
    assert told(place) == {"2021": 16000.0, "2023": 17000.0}  # a look changes nothing


def test_a_revert_brings_back_what_was_said_before(place: Path) -> None:
    before = reading(place)
    imported(place, obs(16000.0), obs(17000.0, "2023"))
    assert reading(place) != before
    assert revert(place, "last", **WHO).id == SECOND
    assert reading(place) == before
    assert told(place) == {"2021": 15960.0}
    newest = store(place).change_sets().iloc[0]
    assert (newest["id"], newest["kind"], newest["author"]) == (SECOND, "revert", "王工")
    assert newest["reason"] == "撤回变更批次1000001：来源有误"
    assert newest["reason_en"] == "revert of change set 1000001: the source was wrong"


def test_reverting_a_revert_brings_the_set_back(place: Path) -> None:
    imported(place, obs(16000.0), obs(17000.0, "2023"))
    revert(place, FIRST, **WHO)
    assert lines(place, "last") == [("2021", "changed", 15960.0, 16000.0), ("2023", "added", None, 17000.0)]
    revert(place, "last", **WHO)
    assert told(place) == {"2021": 16000.0, "2023": 17000.0}


def test_an_open_installation_is_reverted_as_it_was_looked_at(place: Path) -> None:
    imported(place, obs(16000.0))
    workspace = Workspace.open(place)
    assert revert(workspace, FIRST, **WHO).id == SECOND
    with pytest.raises(MovedError, match="the data have changed since this was reviewed"):
        revert(workspace, FIRST, **WHO)
    assert told(place) == {"2021": 15960.0}


def test_the_ground_moved_since_it_was_looked_at(place: Path) -> None:
    imported(place, obs(16000.0))
    seen = foresee(store(place), "last").seen
    imported(place, obs(17000.0, "2023"))
    with pytest.raises(MovedError):
        revert(place, FIRST, seen=seen, **WHO)
    assert told(place) == {"2021": 16000.0, "2023": 17000.0}


def test_what_was_changed_again_since_stays(place: Path) -> None:
    imported(place, obs(16000.0), obs(17000.0, "2023"))
    imported(place, obs(16500.0))
    found = foresee(store(place), FIRST)
    assert [(r.period, r.later) for r in found.later.itertuples()] == [("2021", SECOND)]
    assert lines(place, FIRST) == [("2023", "retracted", 17000.0, None)]
    revert(place, FIRST, **WHO)
    assert told(place) == {"2021": 16500.0}


def test_nothing_was_accepted_yet(place: Path) -> None:
    with pytest.raises(StoreError, match="nothing was accepted into the store yet"):
        revert(place, "last", **WHO)


@pytest.mark.parametrize("number", [0, -1, 7, 1_000_007])
def test_an_unknown_change_set(place: Path, number: int) -> None:
    with pytest.raises(StoreError, match=f"there is no change set {number}"):
        revert(place, number, **WHO)


def test_a_change_set_of_the_reviewed_files(place: Path) -> None:
    with pytest.raises(StoreError, match="change set 1 stands in the reviewed files: take it back in data/"):
        revert(place, 1, **WHO)


def test_a_change_set_that_was_taken_back_already(place: Path) -> None:
    imported(place, obs(16000.0))
    revert(place, FIRST, **WHO)
    with pytest.raises(StoreError, match="change set 1000001 was taken back already, by change set 1000002"):
        revert(place, FIRST, **WHO)


def test_a_change_set_of_which_nothing_is_left(place: Path) -> None:
    imported(place, obs(16000.0))
    imported(place, obs(16500.0))
    with pytest.raises(StoreError, match="changed again since, by change set 1000002; take that back first"):
        revert(place, FIRST, **WHO)


def test_a_change_set_that_changed_nothing(place: Path) -> None:
    held = store(place).brought("bulletin")
    imported(place, obs(16000.0))
    imported(place, obs(16000.0))
    assert len(held)
    with pytest.raises(StoreError, match="change set 1000002 changed no figure"):
        revert(place, "last", **WHO)


@pytest.mark.parametrize("left_out", ["author", "reason"])
def test_nobody_or_no_reason(place: Path, left_out: str) -> None:
    imported(place, obs(16000.0))
    with pytest.raises(StoreError, match="say who takes the change set back, and why"):
        revert(place, FIRST, **(WHO | {left_out: "  "}))
    assert told(place) == {"2021": 16000.0}


def test_data_as_known_on_a_day_are_not_changed(place: Path) -> None:
    imported(place, obs(16000.0))
    workspace = Workspace.open(place)
    workspace.store = workspace.store.as_of(dt.date(2026, 3, 1))
    with pytest.raises(StoreError, match="these are the data as known on 2026-03-01"):
        revert(workspace, FIRST, **WHO)


def test_the_link_for_other_clients_leads_to_what_was_accepted_last(place: Path) -> None:
    imported(place, obs(16000.0))
    assert (place / "data" / "yardstick.duckdb").resolve() == store(place).path.resolve()
    revert(place, "last", **WHO)
    assert (place / "data" / "yardstick.duckdb").resolve() == store(place).path.resolve()


def test_the_chronicle_tells_the_change_sets_newest_first(place: Path) -> None:
    imported(place, obs(16000.0), obs(17000.0, "2023"))
    workspace = Workspace.open(place)
    assert workspace.revert("last", author="王工", reason="有误").id == SECOND
    entries = Workspace.open(place).chronicle()
    assert [(e.id, e.kind, e.accepted, e.added, e.changed, e.retracted) for e in entries] == [
        (SECOND, "revert", True, 0, 1, 1),
        (FIRST, "import", True, 1, 1, 0),
        (3, "correction", False, 0, 1, 0),
        (2, "initial", False, 1, 0, 0),
        (1, "initial", False, 7, 0, 0),
    ]
    assert entries[0].at is not None
    assert entries[0].at.tzinfo is not None
    assert entries[-1].at is None
    assert entries[0].reason == ("撤回变更批次1000001：有误", "revert of change set 1000001: 有误")
    assert entries[-1].reason == ("首次入库", "First load")
    assert len(Workspace.open(place).difference(SECOND)) == 2
