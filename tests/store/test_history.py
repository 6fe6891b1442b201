"""Undo, the difference a change set made, and the data as known on a day."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from change_tiny import NOON, change, derived
from store_tiny import CHANGE_SETS, build, obs, target

from yardstick.errors import StoreError
from yardstick.model import ChangeSet
from yardstick.store import Guarded, Store, accept, revert_rows
from yardstick.store.vintage import vintage

NIGHT = dt.timedelta(days=1)


def told(store: Store) -> list[tuple[str, float]]:
    frame = store.series("gdp", ["410300"])
    return list(zip(frame["period"], frame["value"], strict=True))


def revert(folder: Path, number: int) -> Store:
    back = revert_rows(Store.open(folder), number)
    accept(folder, change(kind="revert"), rows=back.rows, target_rows=back.target_rows)
    return Store.open(folder)


@pytest.fixture
def changed(folder: Path) -> Path:
    """2022 changed, 2023 added, 2021 taken away, 2020 the same, a target changed: change set 1000001."""
    build(folder, obs(value=1.0), obs(period="2021", value=3.0), obs(period="2020", value=9.0),
          targets=[(1, target())])  # fmt: skip
    accept(
        folder, change(), observations=[obs(value=2.0), obs(period="2023", value=4.0), obs(period="2020", value=9.0)],
        retracted=[obs(period="2021", value=3.0), obs(period="2019")], targets=[target(value=6100.0)],
    )  # fmt: skip
    return folder


def test_a_revert_says_what_was_said_before(changed: Path) -> None:
    assert told(Store.open(changed)) == [("2020", 9.0), ("2022", 2.0), ("2023", 4.0)]
    back = revert_rows(Store.open(changed), 1_000_001)
    said = [(r["action"], r["period"], r["value"]) for r in back.rows.to_pylist()]
    assert said == [("assert", "2020", 9.0), ("assert", "2021", 3.0), ("assert", "2022", 1.0), ("retract", "2023", 4.0)]
    assert [(r["action"], r["value"]) for r in back.target_rows.to_pylist()] == [("assert", 6000.0)]
    assert back.later.empty
    store = revert(changed, 1_000_001)
    assert told(store) == [("2020", 9.0), ("2021", 3.0), ("2022", 1.0)]
    assert store.targets()["value"].tolist() == [6000.0]
    store.verify()


def test_a_revert_can_be_reverted(changed: Path) -> None:
    before = told(Store.open(changed))
    revert(changed, 1_000_001)
    assert told(revert(changed, 1_000_002)) == before


def test_change_sets_of_the_same_figures_are_reverted_one_after_the_other(changed: Path) -> None:
    first = told(Store.open(changed))
    accept(changed, change(kind="edit"), observations=[obs(value=2.5)], targets=[target(value=6200.0)])
    assert told(revert(changed, 1_000_002)) == first
    store = revert(changed, 1_000_001)  # 2022 was said anew by the revert, but as the change set had said it
    assert told(store) == [("2020", 9.0), ("2021", 3.0), ("2022", 1.0)]
    assert store.targets()["value"].tolist() == [6000.0]
    assert sorted(revert_rows(store, 1_000_001).later["period"]) == ["2021", "2022", "2023", "2025"]


def test_what_was_reverted_and_brought_back_can_be_reverted_again(changed: Path) -> None:
    revert(changed, 1_000_001)
    revert(changed, 1_000_002)
    assert told(revert(changed, 1_000_001)) == [("2020", 9.0), ("2021", 3.0), ("2022", 1.0)]


def test_what_was_changed_again_since_is_told_apart(changed: Path) -> None:
    accept(changed, change(kind="edit"), observations=[obs(value=2.5)], targets=[target(value=6200.0)])
    back = revert_rows(Store.open(changed), 1_000_001)
    assert [r["period"] for r in back.rows.to_pylist()] == ["2020", "2021", "2023"]
    assert back.target_rows.num_rows == 0
    later = back.later[["log", "period", "kind", "later"]].to_numpy().tolist()
    assert later == [["observation", "2022", "", 1_000_002], ["target", "2025", "plan", 1_000_002]]
    with pytest.raises(StoreError, match="there is no change set 7"):
        revert_rows(Store.open(changed), 7)


def test_the_difference_of_a_change_set(changed: Path) -> None:
    frame = Store.open(changed).difference(1_000_001)
    found = frame[["log", "period", "kind", "old_value", "new_value"]].astype(object).where(frame.notna(), None)
    assert found.to_numpy().tolist() == [
        ["observation", "2019", "unchanged", None, None],
        ["observation", "2020", "unchanged", 9.0, 9.0],
        ["observation", "2021", "retracted", 3.0, None],
        ["observation", "2022", "changed", 1.0, 2.0],
        ["observation", "2023", "added", None, 4.0],
        ["target", "2025", "changed", 6000.0, 6100.0],
    ]
    assert Store.open(changed).difference(1)["kind"].tolist() == ["added"] * 4
    assert Store.open(changed).difference(2).empty
    with pytest.raises(StoreError, match="there is no change set 7"):
        Store.open(changed).difference(7)


def test_as_known_on_a_day(changed: Path) -> None:
    accept(changed, change(kind="edit", at=NOON + NIGHT), observations=[obs(value=2.5)])
    store = Store.open(changed)
    now = derived(store)
    assert told(store.as_of(NOON.date() + NIGHT)) == told(store)
    assert derived(store.as_of(NOON.date() + NIGHT)) == now
    assert told(store.as_of(NOON.date())) == [("2020", 9.0), ("2022", 2.0), ("2023", 4.0)]
    first = store.as_of(dt.date(2026, 2, 20))
    assert told(first) == [("2020", 9.0), ("2021", 3.0), ("2022", 1.0)]
    assert first.targets()["value"].tolist() == [6000.0]
    assert first.change_sets()["id"].tolist() == [2, 1]
    assert first.day == dt.date(2026, 2, 20)
    assert first.refresh() is first
    first.verify()
    assert store.as_of(dt.date(2026, 2, 27)).path == first.path
    with pytest.raises(StoreError, match="nothing was known on 2025-12-31: the first change set is of 2026-01-01"):
        store.as_of(dt.date(2025, 12, 31))


def test_vintages_go_when_the_store_is_another(changed: Path) -> None:
    old = Store.open(changed).as_of(CHANGE_SETS[1].date)
    accept(changed, change(kind="edit"), observations=[obs(value=2.5)])
    new = Store.open(changed).as_of(CHANGE_SETS[0].date)
    assert [p.name for p in (changed / "vintages").iterdir()] == [new.path.name]
    assert told(old)


def test_what_all_change_sets_say_is_the_current_reading(changed: Path) -> None:
    revert(changed, 1_000_001)
    accept(changed, change(kind="edit"), observations=[obs(value=2.5), obs(period="2023", value=4.5)])
    now = Store.open(changed)
    folded = Store(vintage(now.path, last=NOON.date()))
    assert folded.path != now.path
    assert derived(folded) == derived(now)
    assert folded.data_version == now.data_version
    assert now.as_of(NOON.date()).path == now.path
    assert now.as_of(NOON.date()).day == NOON.date()
    assert now.day is None


def test_before_it_was_taken_back_a_change_set_is_still_there(changed: Path) -> None:
    night = NOON + NIGHT
    accept(changed, change(kind="edit", at=night), observations=[obs(value=7.0, source="report_2023")])
    back = revert_rows(Store.open(changed), 1_000_001)
    accept(changed, change(kind="revert", at=night + NIGHT), rows=back.rows, target_rows=back.target_rows)
    store = Store.open(changed)
    assert told(store) == [("2020", 9.0), ("2021", 3.0), ("2022", 1.0)]
    assert told(store.as_of(night.date())) == [("2020", 9.0), ("2022", 2.0), ("2023", 4.0)]
    assert store.as_of(night.date()).targets()["value"].tolist() == [6100.0]
    assert store.as_of(night.date()).as_of(CHANGE_SETS[0].date).targets()["value"].tolist() == [6000.0]


def test_a_correction_mended_later_is_in_force_on_the_days_between(folder: Path) -> None:
    build(folder, obs(value=3.0))
    guard = Guarded("override", "gdp", "410300", "value", "2022", "bulletin_2023", "char:10-20", expect="3", value="5")
    accept(folder, change(kind="correction"), observations=[obs(value=5.0, stated_value="3")], corrections=[guard])
    mending = ChangeSet(3, "edit", "steward", (NOON + NIGHT).date(), "订正", "observations/b.csv", "2" * 64)
    figures = [(1, obs(value=3.0)), (3, obs(value=4.0))]
    build(folder, observations=figures, change_sets=[*CHANGE_SETS, mending])
    store = Store.open(folder)
    assert store.guarded()["state"].tolist() == ["mended"]
    assert told(store) == [("2022", 4.0)]
    assert told(store.as_of(NOON.date())) == [("2022", 5.0)]
    assert told(store.as_of(CHANGE_SETS[0].date)) == [("2022", 3.0)]


def test_a_day_to_come_is_refused(changed: Path) -> None:
    day = max(dt.date.today(), NOON.date()) + NIGHT
    with pytest.raises(StoreError, match=f"{day} is still to come"):
        Store.open(changed).as_of(day)


def test_where_nothing_can_be_written_beside_the_store_a_temporary_folder_does(changed: Path) -> None:
    (changed / "vintages").write_text("in the way")
    before = Store.open(changed).as_of(CHANGE_SETS[1].date)
    assert told(before) == [("2020", 9.0), ("2021", 3.0), ("2022", 1.0)]
    assert changed not in before.path.parents
    assert Store.open(changed).as_of(CHANGE_SETS[1].date).path == before.path


def test_a_damaged_vintage_is_made_anew(changed: Path) -> None:
    path = Store.open(changed).as_of(CHANGE_SETS[1].date).path
    path.write_bytes(b"not a store")
    assert told(Store.open(changed).as_of(CHANGE_SETS[1].date)) == [("2020", 9.0), ("2021", 3.0), ("2022", 1.0)]


def test_what_a_maker_that_died_left_is_cleared_away(changed: Path) -> None:
    left = changed / "vintages" / ".building-left"
    left.mkdir(parents=True)
    (left / "store-1.duckdb").write_bytes(b"half")
    os.utime(left, (0.0, 1.0))
    path = Store.open(changed).as_of(CHANGE_SETS[1].date).path
    assert list((changed / "vintages").iterdir()) == [path]


ASK = """
import datetime as dt, sys
from pathlib import Path
from yardstick.store import Store
for _ in range(2):
    for day in (dt.date(2026, 1, 1), dt.date(2026, 2, 1)):
        print(Store.open(Path(sys.argv[1])).as_of(day).series("gdp", ["410300"])["value"].tolist())
"""


def test_several_processes_may_ask_at_once(changed: Path) -> None:
    asking = [subprocess.Popen([sys.executable, "-c", ASK, str(changed)], stdout=-1, stderr=-1) for _ in range(3)]
    for process in asking:
        out, wrong = process.communicate(timeout=180)
        assert wrong == b""
        assert out.decode().splitlines() == ["[9.0, 3.0, 1.0]"] * 4
    assert len(list((changed / "vintages").iterdir())) == 2
