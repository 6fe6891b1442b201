"""One change set more: what it says is in force and on the disk, or nothing of it is."""

from __future__ import annotations

import datetime as dt
import importlib
import os
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from change_tiny import change, derived
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_tiny import LUOYANG_GDP, build, obs, store_of, target

from yardstick.errors import StoreError
from yardstick.model import Observation, Source
from yardstick.store import BusyError, MovedError, Store, accept, current_identity, current_path, shelf
from yardstick.store.lock import build_lock
from yardstick.store.migrations import SCHEMA_VERSION
from yardstick.store.reading import data_version
from yardstick.store.upgrade import bring_up
from yardstick.store.writing import opened

accept_room = importlib.import_module("yardstick.store.accept")
BUREAU = Source("bureau_2026", "统计局来表", "统计局", "yearbook", dt.date(2026, 2, 1), confidence="official")


def values(store: Store, indicator: str = "gdp") -> list[float]:
    return [float(v) for v in store.series(indicator, ["410300"])["value"]]


def test_what_is_accepted_is_read(folder: Path) -> None:
    build(folder, *LUOYANG_GDP)
    done = accept(
        folder, change(file="a.xlsx", sha256="a" * 64, reason_en="Import"), sources=[BUREAU],
        observations=[obs(value=5700.0, source="bureau_2026", locator="Sheet1!C7"), obs(period="2023", value=5800.5)],
        targets=[target(value=6100.0, locator="Sheet2!A1")],
    )  # fmt: skip
    assert (done.id, done.path.name, current_path(folder)) == (1_000_001, "store-2.duckdb", done.path)
    store = Store.open(folder)
    assert values(store) == [5700.0, 5800.5]
    assert store.targets()["value"].tolist() == [6000.0, 6100.0][1:]
    assert store.figures("410300", "gdp", "2022")["change_file"].tolist()[0] == "a.xlsx"
    row = store.change_sets().iloc[0]
    assert (row["id"], row["kind"], row["date"].date(), row["asserted"]) == (
        1_000_001,
        "import",
        dt.date(2026, 3, 1),
        2,
    )
    store.verify()


def test_a_later_change_set_speaks_and_takes_away(folder: Path) -> None:
    build(folder, obs(value=1.0), obs(period="2023", value=2.0), targets=[(1, target())])
    accept(folder, change(kind="edit"), observations=[obs(value=1.5)])
    done = accept(
        folder, change(kind="edit"), retracted=[obs(period="2023", value=2.0)], retracted_targets=[target()]
    )  # fmt: skip
    store = Store.open(folder)
    assert done.id == 1_000_002
    assert values(store) == [1.5]
    assert store.targets().empty
    assert store.status()["observations"] == 1
    store.verify()


def test_a_prepared_table_says_the_same_as_observations(folder: Path, tmp_path: Path) -> None:
    for place in (folder, tmp_path / "other"):
        build(place, *LUOYANG_GDP)
    said = obs(indicator="high_tech_enterprises", value=630.0, unit="enterprises", locator="row:2")
    rows = pa.table(
        {
            "indicator": [said.indicator], "area": [said.area], "period": ["2022"], "value": [630.0],
            "unit": ["enterprises"], "source": [said.source], "locator": ["row:2"], "stated_value": ["630"],
        }
    )  # fmt: skip
    accept(folder, change(), rows=rows)
    accept(tmp_path / "other", change(), observations=[said])
    one, other = Store.open(folder), Store.open(tmp_path / "other")
    assert one.data_version == other.data_version
    assert derived(one) == derived(other)


def test_the_moment_is_kept_in_utc_and_the_day_as_it_was_there(folder: Path) -> None:
    build(folder, *LUOYANG_GDP)
    night = dt.datetime(2026, 3, 2, 1, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    accept(folder, change(at=night), observations=[obs(period="2023")])
    row = Store.open(folder).change_sets().iloc[0]
    assert row["date"].date() == dt.date(2026, 3, 2)
    assert row["accepted_at"].isoformat() == "2026-03-01T17:30:00+00:00"
    with pytest.raises(ValueError, match="time zone"):
        accept(folder, change(at=night.replace(tzinfo=None)), observations=[obs(period="2024")])


def test_the_ground_moved(folder: Path) -> None:
    build(folder, *LUOYANG_GDP)
    seen, version = current_identity(folder), Store.open(folder).data_version
    accept(folder, change(), observations=[obs(period="2023")], seen=seen)
    for stale in (seen, version):
        with pytest.raises(MovedError, match="changed since this was reviewed"):
            accept(folder, change(), observations=[obs(period="2024")], seen=stale)
    assert shelf.versions(folder)[-1][1].name == "store-2.duckdb"
    accept(folder, change(), observations=[obs(period="2024")], seen=Store.open(folder).data_version)
    assert values(Store.open(folder)) == [5386.2, 1.0, 1.0]


def test_another_writer_is_waited_for_or_told(folder: Path) -> None:
    build(folder, *LUOYANG_GDP)
    with build_lock(folder), pytest.raises(BusyError, match=r"another change is being written \(process \d+\)"):
        accept(folder, change(), observations=[obs(period="2023")], wait=0.1)
    accept(folder, change(), observations=[obs(period="2023")], wait=0.1)


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("nothing", {}, "there is nothing to store"),
    ("source", {"observations": [obs(source="nobody")]}, "unknown source: nobody"),
    ("area", {"observations": [obs(area="999999")]}, "unknown area: 999999"),
    ("twice", {"observations": [obs(value=1.0), obs(value=2.0)]}, "stands twice in one change set"),
    ("status", {"observations": [obs(value=None, obs_status="A")]}, "has no status M"),
    ("target", {"targets": [target(source="nobody")]}, "targets name an unknown source: nobody"),
    ("null", {"rows": pa.table({"indicator": [None], "area": ["410300"], "period": ["2022"], "value": [1.0],
                                "unit": ["x"], "source": ["bulletin_2023"], "locator": ["a"]})}, "indicator is empty"),
    ("other source", {"sources": [Source("plan_2023", "另一个", "x", "plan", None)]}, "plan_2023: .* another source"),
    ("kind", {"sources": [Source("new", "x", "x", "rumour", None)]}, "no rank to a kind of source: rumour"),  # type: ignore[arg-type]
]  # fmt: skip


@pytest.mark.parametrize(("name", "said", "words"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_does_not_hold_together_is_refused_whole(
    folder: Path, name: str, said: dict[str, Any], words: str
) -> None:
    build(folder, *LUOYANG_GDP)
    before = current_identity(folder)
    with pytest.raises(StoreError, match=words):
        accept(folder, change(), **said)
    assert current_identity(folder) == before
    assert not list(folder.glob(".*"))


def test_without_a_store_there_is_nothing_to_add_to(folder: Path) -> None:
    with pytest.raises(StoreError, match="there is no store yet"):
        accept(folder, change(), observations=[obs()])


def test_definitions_are_carried_along_and_go_with_their_store(folder: Path) -> None:
    first = build(folder, *LUOYANG_GDP)
    shelf.definitions_of(first).mkdir()
    (shelf.definitions_of(first) / "config.yaml").write_text("areas: []\n")
    for n in range(4):
        accept(folder, change(), observations=[obs(period=f"{2010 + n}")])
    assert (shelf.definitions_of(current_path(folder)) / "config.yaml").read_text() == "areas: []\n"
    assert sorted(p.name for p in folder.glob("*.definitions")) == [f"store-{n}.definitions" for n in (3, 4, 5)]


def test_definitions_are_copied_where_a_file_can_have_one_name_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    kept = shelf.definitions_of(build(folder, *LUOYANG_GDP))
    (kept / "indicators").mkdir(parents=True)
    (kept / "indicators" / "gdp.yaml").write_text("id: gdp\n")
    accept(folder, change(), observations=[obs(period="2010")])
    carried = shelf.definitions_of(current_path(folder)) / "indicators" / "gdp.yaml"
    assert carried.read_text() == "id: gdp\n"
    assert not carried.samefile(kept / "indicators" / "gdp.yaml")


@pytest.mark.parametrize(
    "step", ["complete", "check_logs", "touch", "republish", "check_reading", "sign", "swap_in"]
)  # fmt: skip
def test_a_crash_at_any_step_leaves_the_store_whole(folder: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    class CrashError(Exception):
        pass

    def crash(*_: object, **__: object) -> None:
        raise CrashError

    before = store_of(folder, *LUOYANG_GDP).export_reading()
    with monkeypatch.context() as patch:
        patch.setattr(accept_room, step, crash)
        with pytest.raises(CrashError):
            accept(folder, change(), observations=[obs(period="2023")])
    assert Store.open(folder).export_reading() == before
    assert accept(folder, change(), observations=[obs(period="2023")]).id == 1_000_001


few = st.builds(
    obs,
    indicator=st.sampled_from(["gdp", "high_tech_enterprises"]),
    area=st.sampled_from(["410300", "411400"]),
    period=st.sampled_from(["2021", "2022"]),
    measure=st.sampled_from(["value", "growth"]),
    source=st.sampled_from(["bulletin_2023", "plan_2023"]),
    locator=st.sampled_from(["a", "bb"]),
    value=st.sampled_from([None, 0.0, 10.0, 20.0, 100.0]),
    qualifier=st.sampled_from(["=", "~", ">="]),
)


def distinct(rows: list[Observation]) -> list[Observation]:
    return list({(o.indicator, o.area, o.measure, o.period.code, o.source, o.locator): o for o in rows}.values())


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(few, max_size=8), st.lists(st.tuples(st.lists(few, min_size=1, max_size=5), st.booleans()), max_size=3))
def test_cell_by_cell_is_the_same_as_all_anew(
    tmp_path_factory: pytest.TempPathFactory, first: list[Observation], later: list[tuple[list[Observation], bool]]
) -> None:
    folder = tmp_path_factory.mktemp("cells")
    build(folder, *distinct(first))
    for rows, taken in later:
        accept(folder, change(kind="edit"), **{"retracted" if taken else "observations": distinct(rows)})
    store = Store.open(folder)
    store.verify()
    cells, version = derived(store), store.data_version
    with opened(folder / "store-99.duckdb") as cursor:
        cursor.execute(f"ATTACH '{store.path}' AS earlier (READ_ONLY)")
        cursor.execute('COPY FROM DATABASE earlier TO "store-99"')
        cursor.execute("DETACH earlier")
        bring_up(cursor, seen=SCHEMA_VERSION)
    anew = Store(folder / "store-99.duckdb")
    assert derived(anew) == cells
    assert anew._with_cursor(data_version) == version


def test_many_cells_are_all_made_anew(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (folder, tmp_path / "other"):
        build(place, *LUOYANG_GDP)
    said = [obs(period=str(year), value=float(year)) for year in range(2000, 2024)]
    accept(folder, change(), observations=said)
    monkeypatch.setattr("yardstick.store.publish.FEW", 0)
    accept(tmp_path / "other", change(), observations=said)
    one, other = Store.open(folder), Store.open(tmp_path / "other")
    assert derived(one) == derived(other)
    assert one.data_version == other.data_version
    other.verify()


def test_a_fingerprint_made_by_another_engine_is_not_compared_and_made_anew(folder: Path, tmp_path: Path) -> None:
    build(folder, *LUOYANG_GDP)
    path = current_path(folder)
    with duckdb.connect(str(path)) as con:
        for key, value in (("engine", "another"), ("data_version", "x"), ("reading_sum", "7")):
            con.execute("UPDATE meta SET value = ? WHERE key = ?", [value, key])
    foreign = Store.open(folder)
    foreign.verify()
    foreign.close()
    accept(folder, change(), observations=[obs(period="2023")])
    other = tmp_path / "other"
    build(other, *LUOYANG_GDP)
    accept(other, change(), observations=[obs(period="2023")])
    after, same = Store.open(folder), Store.open(other)
    after.verify()
    assert after.data_version == same.data_version
    after.close()
    with duckdb.connect(str(after.path)) as con:
        con.execute("UPDATE meta SET value = 'x' WHERE key = 'data_version'")
    with pytest.raises(StoreError, match="does not hold what was built into it"):
        Store.open(folder).verify()
