"""A store that is missing, damaged, locked or of another version: one plain sentence, and what to do."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from store_tiny import LUOYANG_GDP, build, store_of

from yardstick.errors import StoreError
from yardstick.store import Store, current_identity


def rewrite(path: Path, sql: str) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute(sql)


def test_no_store(folder: Path) -> None:
    with pytest.raises(StoreError, match="there is no store yet; run `python -m yardstick build`"):
        Store.open(folder)


def test_the_file_is_gone(folder: Path) -> None:
    build(folder, *LUOYANG_GDP).unlink()
    with pytest.raises(StoreError, match="the file is missing; run `python -m yardstick build`"):
        Store.open(folder)
    with pytest.raises(StoreError, match="the file is missing"):
        current_identity(folder)


@pytest.mark.parametrize("text", ["../../etc/passwd", "", "store-x.duckdb", "\x00\x01"])
def test_a_pointer_that_names_no_store_file(folder: Path, text: str) -> None:
    build(folder, *LUOYANG_GDP)
    (folder / "current").unlink()
    (folder / "current").write_text(text)
    with pytest.raises(StoreError, match="does not name a store file"):
        Store.open(folder)


def test_a_newer_schema(folder: Path) -> None:
    rewrite(build(folder, *LUOYANG_GDP), "UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(StoreError, match=r"written by a newer version of Yardstick \(schema 99.*update Yardstick"):
        Store.open(folder)


def test_an_older_schema(folder: Path) -> None:
    rewrite(build(folder, *LUOYANG_GDP), "UPDATE meta SET value = '0' WHERE key = 'schema_version'")
    with pytest.raises(StoreError, match="from an older version"):
        Store.open(folder)


def test_a_database_that_is_no_store(folder: Path) -> None:
    path = build(folder, *LUOYANG_GDP)
    path.unlink()
    rewrite(path, "CREATE TABLE t (i INTEGER)")
    with pytest.raises(StoreError, match="is damaged"):
        Store.open(folder)


@pytest.mark.parametrize("keep", [0, 10, 4096, 20000, 300000])
def test_a_truncated_file(folder: Path, keep: int) -> None:
    path = build(folder, *LUOYANG_GDP)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(StoreError, match=r"is damaged .*run `python -m yardstick build`"):
        Store.open(folder).verify()


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bits_are_found_and_said(folder: Path, seed: int) -> None:
    path = build(folder, *LUOYANG_GDP)
    content = bytearray(path.read_bytes())
    chance = random.Random(seed)
    for _ in range(2000):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="run `python -m yardstick build`"):
        Store.open(folder).verify()


def test_a_figure_changed_behind_our_back(folder: Path) -> None:
    rewrite(build(folder, *LUOYANG_GDP), "UPDATE shown SET value = 9999")
    with pytest.raises(StoreError, match="does not hold what was built into it"):
        Store.open(folder).verify()


def test_open_for_writing_elsewhere(folder: Path) -> None:
    path = build(folder, *LUOYANG_GDP)
    hold = f"import duckdb, sys; c = duckdb.connect({str(path)!r}); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match="another program has opened the store for writing"):
            Store.open(folder)
        holder.communicate(b"")
    Store.open(folder).verify()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(folder: Path) -> None:
    build(folder, *LUOYANG_GDP).chmod(0)
    with pytest.raises(StoreError, match="may not read the store"):
        Store.open(folder)


def test_a_reader_can_neither_write_nor_look_around(folder: Path) -> None:
    store = store_of(folder, *LUOYANG_GDP)
    for sql in ("DELETE FROM shown", "SELECT * FROM read_csv('/etc/passwd')", "SET threads = 8", "INSTALL excel"):
        with pytest.raises(StoreError):
            store._ask(sql)
    store.verify()
