"""Building anew never loses what was accepted into the store."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest
from change_tiny import change
from store_tiny import AREAS, LUOYANG_GDP, SOURCES, build, obs, target

from yardstick.errors import StoreError
from yardstick.model import Source
from yardstick.store import Store, accept, current_identity

BUREAU = Source("bureau_2026", "统计局来表", "统计局", "yearbook", dt.date(2026, 2, 1), confidence="official")


def accepted(folder: Path) -> Store:
    """A store with an import that brought its own source, a correction of it, and a target."""
    build(folder, *LUOYANG_GDP)
    accept(folder, change(), observations=[obs(value=5700.0, source="bureau_2026")], sources=[BUREAU])
    accept(folder, change(kind="edit"), observations=[obs(value=5701.0, source="bureau_2026")], targets=[target()])
    return Store.open(folder)


def test_a_build_carries_what_was_accepted(folder: Path) -> None:
    before = accepted(folder)
    for _ in range(2):
        build(folder, *LUOYANG_GDP)
        after = Store.open(folder)
        assert after.export_reading() == before.export_reading()
        assert after.export_targets() == before.export_targets()
        assert after.data_version == before.data_version
        assert after.change_sets().equals(before.change_sets())
    assert accept(folder, change(), observations=[obs(period="2023")]).id == 1_000_003


def test_new_data_come_in_beside_what_was_accepted(folder: Path) -> None:
    accepted(folder)
    build(folder, *LUOYANG_GDP, obs(period="2023", value=7.0))
    assert Store.open(folder).series("gdp", ["410300"])["value"].tolist() == [5701.0, 7.0]


def test_a_source_that_has_moved_into_the_data_stands_once(folder: Path) -> None:
    accepted(folder)
    moved = Source("bureau_2026", "统计局来表（核）", "统计局", "yearbook", dt.date(2026, 2, 2), confidence="official")
    for _ in range(2):
        build(folder, *LUOYANG_GDP, sources=[*SOURCES, moved])
    sources = Store.open(folder).sources().set_index("id")
    assert sources.loc["bureau_2026", "title"] == "统计局来表（核）"


def test_an_area_that_is_gone_is_refused_and_nothing_is_lost(folder: Path) -> None:
    before = accepted(folder)
    identity = current_identity(folder)
    with pytest.raises(StoreError, match=r"gone from\s+data/ \(areas: 410300; sources: -\)"):
        build(folder, areas=[area for area in AREAS if area.code != "410300"])
    assert current_identity(folder) == identity
    assert Store.open(folder).export_reading() == before.export_reading()


def test_a_store_that_cannot_be_read_is_not_built_over(folder: Path) -> None:
    path = accepted(folder).path
    path.write_bytes(path.read_bytes()[:20000])
    with pytest.raises(StoreError, match=r"is damaged(.|\n)*It may hold what was imported"):
        build(folder, *LUOYANG_GDP)
    path.rename(folder / "damaged")
    build(folder, *LUOYANG_GDP)  # from the last file on the shelf, which holds the first import
    assert Store.open(folder).change_sets()["id"].tolist() == [1_000_001, 2, 1]


@pytest.mark.parametrize("keep", [0, 4096, 20000, 300000])
def test_a_damaged_store_is_built_anew_where_nothing_was_ever_accepted(folder: Path, keep: int) -> None:
    path = build(folder, *LUOYANG_GDP)
    damaged = path.read_bytes()[:keep]
    path.write_bytes(damaged)
    build(folder, *LUOYANG_GDP)
    Store.open(folder).verify()
    assert path.read_bytes() == damaged


def test_a_newer_store_is_not_built_over(folder: Path) -> None:
    with duckdb.connect(str(accepted(folder).path)) as con:
        con.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(StoreError, match="newer version of Yardstick"):
        build(folder, *LUOYANG_GDP)
