"""Building aside and swapping in: equal bytes, nothing lost on a crash, readers undisturbed, plain refusals."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from store_tiny import AREAS, LUOYANG_GDP, build, obs, store_of, target

from yardstick.errors import StoreError
from yardstick.store import Store, current_identity, current_path, shelf
from yardstick.store import build as build_room
from yardstick.store import writing as writing_room
from yardstick.store.check import check_reading
from yardstick.store.lock import build_lock


def test_two_builds_give_the_same_reading_to_the_byte(folder: Path, tmp_path: Path) -> None:
    first = store_of(folder, *LUOYANG_GDP, targets=[(1, target())])
    second = store_of(tmp_path / "other", *reversed(LUOYANG_GDP), targets=[(1, target())], areas=AREAS[::-1],
                      built=dt.datetime(2030, 1, 1))  # fmt: skip
    assert first.export_reading() == second.export_reading()
    assert first.export_targets() == second.export_targets()
    assert first.data_version == second.data_version
    assert first.export_reading().splitlines()[1].startswith("410300,gdp,value,2022,,5386.2,,=,cny_1e8,A,bulletin_2023")


def test_another_figure_or_target_is_another_data_version(folder: Path, tmp_path: Path) -> None:
    plain = store_of(folder, *LUOYANG_GDP).data_version
    assert store_of(tmp_path / "a", *LUOYANG_GDP, targets=[(1, target())]).data_version != plain
    assert store_of(tmp_path / "b", *LUOYANG_GDP[1:]).data_version != plain


class CrashError(Exception):
    """Stands for the power going out."""


def crash(*_: object, **__: object) -> None:
    raise CrashError


@pytest.mark.parametrize(
    ("room", "name"),
    [
        (build_room, "migrate"),
        (build_room.load, "insert"),
        (build_room, "check_logs"),
        (build_room, "publish"),
        (build_room, "check_reading"),
        (writing_room, "version_of"),
        (shelf, "sync"),
        (writing_room.os, "replace"),
        (shelf, "point"),
        (shelf.os, "replace"),
        (Path, "symlink_to"),
    ],
)
@pytest.mark.parametrize("cleans", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_a_crash_at_any_step_leaves_the_old_data_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, room: Any, name: str, cleans: bool
) -> None:
    before = store_of(folder, *LUOYANG_GDP).export_reading()
    with monkeypatch.context() as patch:
        patch.setattr(room, name, crash)
        if not cleans:  # as after kill -9: nothing is tidied up
            patch.setattr(shelf, "clear", lambda folder: None)
        with pytest.raises(CrashError):
            build(folder, obs(value=1.0))
    assert Store.open(folder).export_reading() == before
    after = store_of(folder, obs(value=2.0))
    assert after.series("gdp", ["410300"])["value"].tolist() == [2.0]
    assert not list(folder.glob(".*"))


def test_after_the_swap_a_crash_leaves_the_new_data_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(folder, *LUOYANG_GDP)
    monkeypatch.setattr(shelf, "prune", crash)
    with pytest.raises(CrashError):
        build(folder, obs(value=2.0))
    assert Store.open(folder).series("gdp", ["410300"])["value"].tolist() == [2.0]


def test_an_open_reader_keeps_its_data_and_a_new_one_sees_the_new(folder: Path) -> None:
    old = store_of(folder, obs(value=1.0))
    assert old.refresh() is old
    identity = current_identity(folder)
    for value in (2.0, 3.0, 4.0, 5.0):
        build(folder, obs(value=value))
    assert old.series("gdp", ["410300"])["value"].tolist() == [1.0]
    assert current_identity(folder) != identity
    new = old.refresh()
    assert new is not old
    assert new.series("gdp", ["410300"])["value"].tolist() == [5.0]
    assert old.series("gdp", ["410300"])["value"].tolist() == [1.0]


def test_the_last_three_files_are_kept(folder: Path) -> None:
    for value in range(5):
        build(folder, obs(value=float(value)))
    assert [path.name for _, path in shelf.versions(folder)] == [f"store-{n}.duckdb" for n in (3, 4, 5)]
    assert os.readlink(folder / "current") == "store-5.duckdb"


def test_a_file_that_cannot_be_removed_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for value in range(3):
        build(folder, obs(value=float(value)))

    def held(self: Path, missing_ok: bool = False) -> None:
        if self.name == "store-1.duckdb":
            raise PermissionError("in use")
        original(self, missing_ok=missing_ok)

    original: Callable[..., None] = Path.unlink
    monkeypatch.setattr(Path, "unlink", held)
    assert build(folder, obs(value=9.0)).name == "store-4.duckdb"
    assert (folder / "store-1.duckdb").exists()


def test_without_symlinks_a_one_line_file_says_which_store_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: str) -> None:
        raise OSError("a required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    build(folder, obs(value=1.0))
    store = store_of(folder, obs(value=2.0))
    assert (folder / "current").read_text() == "store-2.duckdb\n"
    assert store.series("gdp", ["410300"])["value"].tolist() == [2.0]
    assert current_path(folder).name == "store-2.duckdb"


def test_a_second_builder_is_told_plainly(folder: Path) -> None:
    build(folder, *LUOYANG_GDP)
    with build_lock(folder), pytest.raises(StoreError, match=r"another build is running \(process \d+\)"):
        build(folder, obs())
    build(folder, obs())


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("source", {"observations": [(1, obs(source="nobody"))]}, "observations name an unknown source: nobody"),
    ("area", {"observations": [(1, obs(area="999999"))]}, "observations name an unknown area: 999999"),
    ("change set", {"observations": [(9, obs())]}, "observations name an unknown change set: 9"),
    ("target", {"targets": [(1, target(source="nobody"))]}, "targets name an unknown source: nobody"),
    ("precedence", {"precedence": {"bulletin": 1}}, "precedence gives no rank to a kind of source: compilation|plan"),
    (
        "twice",
        {"observations": [(1, obs(value=1.0)), (1, obs(value=2.0))]},
        "a figure stands twice in one change set: gdp",
    ),
    ("target twice", {"targets": [(1, target()), (1, target())]}, "a target stands twice in one change set: gdp"),
    ("status", {"observations": [(1, obs(value=None, obs_status="A"))]}, "without a value has no status M"),
    ("area twice", {"areas": [*AREAS, AREAS[0]]}, "an area code stands twice: 100000"),
]


@pytest.mark.parametrize(("name", "change", "words"), REFUSED, ids=[case[0] for case in REFUSED])
def test_rows_that_do_not_hold_together_are_refused(
    folder: Path, name: str, change: dict[str, Any], words: str
) -> None:
    before = store_of(folder, *LUOYANG_GDP).export_reading()
    with pytest.raises(StoreError, match=words):
        build(folder, **change)
    assert Store.open(folder).export_reading() == before


def test_an_empty_store_answers(folder: Path) -> None:
    store = store_of(folder)
    assert store.status()["observations"] == 0
    assert store.coverage(["410300"]).empty


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        build(tmp_path / "file" / "store", obs())


@pytest.mark.parametrize("touched", [False, True])
def test_a_cell_that_shows_two_figures_is_found(folder: Path, touched: bool) -> None:
    with writing_room.opened(build(folder, *LUOYANG_GDP)) as cursor:
        cursor.execute("CREATE TEMPORARY TABLE touched AS SELECT DISTINCT indicator, area FROM shown")
        cursor.execute("CREATE TEMPORARY TABLE busy AS SELECT indicator, area, measure, period FROM shown WHERE FALSE")
        check_reading(cursor, touched=touched)
        cursor.execute("INSERT INTO shown SELECT * FROM shown")
        with pytest.raises(StoreError, match="a cell has not exactly one figure that is shown: gdp 410300 value 2022"):
            check_reading(cursor, touched=touched)
