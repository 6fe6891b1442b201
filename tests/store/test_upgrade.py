"""Files of every earlier schema: brought up on a copy, the file itself kept; a newer one is left alone."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from change_tiny import change, derived
from store_tiny import LUOYANG_GDP, build, obs, target

from yardstick.errors import StoreError
from yardstick.store import Store, accept, current_path, upgrade
from yardstick.store.migrations import MIGRATIONS, SCHEMA_VERSION, statements

TABLES = ("area", "source", "change_set", "precedence", "basis", "observation", "target", "reading", "shown",
          "conflicting", "implying")  # fmt: skip
EMPTY = {"VARCHAR": "''", "BOOLEAN": "FALSE", "INTEGER": "0", "DOUBLE": "NULL", "DATE": "DATE '2000-01-01'"}
"""What stands in a column that there is no more; what was derived is made anew."""


def earlier(folder: Path, version: int) -> Path:
    """A store as the first `version` steps would have left it, in the place of the current one."""
    path = build(folder, *LUOYANG_GDP, obs(period="2023"), targets=[(1, target())])
    old = folder / "old.duckdb"
    with duckdb.connect(str(old)) as con:
        for number, migration in enumerate(MIGRATIONS[:version], start=1):
            con.execute(statements(migration))
            con.execute("INSERT INTO migration VALUES (?, ?)", [number, migration.name])
        con.execute(f"ATTACH '{path}' AS now (READ_ONLY)")
        views = "SELECT view_name FROM duckdb_views() WHERE database_name = current_database()"
        made = {row[0] for row in con.execute(views).fetchall()}
        for table in [table for table in TABLES if table not in made]:
            had = [row[:2] for row in con.execute(f"DESCRIBE {table}").fetchall()]
            held = {row[0] for row in con.execute(f"DESCRIBE now.{table}").fetchall()}
            names = ", ".join(name if name in held else f"{EMPTY[kind]} AS {name}" for name, kind in had)
            con.execute(f"INSERT INTO {table} SELECT {names} FROM now.{table}")
        con.execute(
            f"INSERT INTO meta VALUES ('schema_version', '{version}'), ('data_version', 'x'), ('built', '2026')"
        )
    old.replace(path)
    return path


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_earlier_file_is_brought_up(folder: Path, tmp_path: Path, version: int) -> None:
    path = earlier(folder, version)
    was = path.read_bytes()
    with pytest.raises(StoreError, match="from an older version"):
        Store.open(folder)
    fresh = upgrade(path)
    assert (fresh.name, current_path(folder)) == ("store-2.duckdb", fresh)
    store = Store.open(folder)
    store.verify()
    build(tmp_path / "other", *LUOYANG_GDP, obs(period="2023"), targets=[(1, target())])
    new = Store.open(tmp_path / "other")
    assert derived(store) == derived(new)
    assert store.data_version == new.data_version
    assert store._rows("SELECT number, name FROM migration") == new._rows("SELECT number, name FROM migration")
    assert path.read_bytes() == was
    assert upgrade(fresh) == fresh


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_accepting_into_an_earlier_file_brings_it_up_and_keeps_the_way_back(folder: Path, version: int) -> None:
    path = earlier(folder, version)
    was = path.read_bytes()
    for year in range(2010, 2015):
        accept(folder, change(), observations=[obs(period=str(year))])
    store = Store.open(folder)
    store.verify()
    assert len(store.series("gdp", ["410300"])) == 7
    kept = folder / f"before-schema-{SCHEMA_VERSION}.store-1.duckdb"
    assert kept.read_bytes() == was
    assert not path.exists()


def test_a_newer_file_is_left_alone(folder: Path) -> None:
    path = build(folder, *LUOYANG_GDP)
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    for ask in (lambda: upgrade(path), lambda: accept(folder, change(), observations=[obs(period="2023")])):
        with pytest.raises(StoreError, match=r"newer version of Yardstick \(schema 99"):
            ask()
    assert current_path(folder) == path
    assert [p.name for p in folder.glob("*.duckdb")] == ["store-1.duckdb"]
