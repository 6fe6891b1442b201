"""A backup in the place of the store in use: what that would change, and the doing of it."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from yardstick.errors import StoreError
from yardstick.model import ChangeSet
from yardstick.store import shelf
from yardstick.store.accept import WAIT, MovedError
from yardstick.store.carry import FIRST_ID, file_in_use
from yardstick.store.lock import build_lock
from yardstick.store.reader import Reader
from yardstick.store.unpacking import DEFINITIONS, AnyStore, Unpacked
from yardstick.store.writing import swap_in, writing

KEPT = "before-restore"
"""What the store that was in use is kept as: `before-restore.store-<n>.duckdb`, which is never cleared away."""


@dataclass(frozen=True, slots=True)
class Side:
    """A change set that only one of two stores holds, and the rows of figures and targets it brought."""

    change_set: ChangeSet
    rows: int

    @property
    def accepted(self) -> bool:
        """Whether it stands in the store alone; the others come from the reviewed files with every build."""
        return self.change_set.id >= FIRST_ID


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a restore would change. `lost` and `gained` are in the order of acceptance.

    A change set is the same one where its number and all it says are. `unreadable` is why the store in use cannot be
    read (nothing can be told of it then), `seen` names the file that was compared with, empty where there is none.
    """

    lost: tuple[Side, ...]
    gained: tuple[Side, ...]
    unreadable: StoreError | None
    seen: str

    @property
    def empty(self) -> bool:
        """Whether there is no store in use."""
        return not self.seen


def compare(folder: Path, found: Unpacked) -> Comparison:
    """Hold the backup against the store in use in `folder`, which may be missing or damaged."""
    path, seen = _in_use(folder)
    if path is None:
        return Comparison((), _ordered(_sides(found.store, _logs(found.store)), but={}), None, seen)
    try:
        ours, theirs = _two(path, found.store)
    except StoreError as error:
        return Comparison((), (), error, seen)
    return Comparison(_ordered(ours, but=theirs), _ordered(theirs, but=ours), None, seen)


def restore_store(
    folder: Path,
    found: Unpacked,
    *,
    seen: str,
    prepare: Callable[[], None] | None = None,
    wait: float = WAIT,
) -> Path:
    """Publish the store of the backup as the next one of `folder`, with its definitions; return its path.

    The store in use stays on the shelf, and is kept as `before-restore.<name>` too. `seen` is what `compare` said of
    it; `prepare` is called last before readers switch over. Raises MovedError when another store is in use by now,
    BusyError when a writer is not done after `wait` seconds, StoreError when the disk refuses; the store in use is
    untouched then.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with build_lock(folder, wait=wait):
            path, now = _in_use(folder)
            if now != seen:
                raise MovedError("the data have changed since this was reviewed; nothing was stored, review it again")
            if path is not None:
                shelf.keep(path, KEPT)
            return swap_in(
                folder,
                lambda fresh: _copied(found, fresh),
                prepare=lambda final: _prepared(folder, found, final, prepare),
            )


def _in_use(folder: Path) -> tuple[Path | None, str]:
    path = file_in_use(folder)
    if path is None:
        return None, ""
    with contextlib.suppress(StoreError):
        return path, shelf.identity(path)
    return None, ""


def _copied(found: Unpacked, fresh: Path) -> None:
    shutil.copyfile(found.store.path, fresh)


def _prepared(folder: Path, found: Unpacked, final: Path, more: Callable[[], None] | None) -> None:
    """What must stand beside the file before it is read; the file is taken back where that fails."""
    kept = shelf.definitions_of(final)
    try:
        shutil.rmtree(kept, ignore_errors=True)
        if (found.folder / DEFINITIONS).is_dir():
            shutil.copytree(found.folder / DEFINITIONS, kept)
        ((highest,),) = found.store._rows("SELECT max(id) FROM change_set WHERE id >= ?", FIRST_ID)
        if highest is not None or found.marked:
            shelf.note_accepted(folder, highest or FIRST_ID)
        if more is not None:
            more()
    except BaseException:
        final.unlink(missing_ok=True)
        shutil.rmtree(kept, ignore_errors=True)
        raise


Logs = dict[str, frozenset[str]]
Sides = dict[int, tuple[object, Side]]


def _two(path: Path, found: Reader) -> tuple[Sides, Sides]:
    """What the change sets of the store at `path` and of the other say, in the tables and columns that both have."""
    store: Reader = AnyStore(path)
    try:
        ours, theirs = _logs(store), _logs(found)
        common = {table: columns & theirs[table] for table, columns in ours.items() if table in theirs}
        return _sides(store, common), _sides(found, common)
    finally:
        store.close()


def _ordered(some: Sides, *, but: Sides) -> tuple[Side, ...]:
    return tuple(side for number, (said, side) in sorted(some.items()) if but.get(number, (None,))[0] != said)


def _sides(store: Reader, logs: Logs) -> Sides:
    """Number → all that the change set says (to be compared only), and what is told of it."""
    rows, sums = _rows(store, logs)
    told = store._rows("SELECT id, kind, author, date, reason, file, sha256, reason_en FROM change_set")
    return {row[0]: ((row, sums.get(row[0], 0)), Side(ChangeSet(*row), rows.get(row[0], 0))) for row in told}


def _rows(store: Reader, logs: Logs) -> tuple[dict[int, int], dict[int, int]]:
    """Change set → rows of figures and targets it brought, and the sum of a hash of all rows that name it."""
    rows: dict[int, int] = {}
    sums: dict[int, int] = {}
    for table, columns in logs.items():
        said = ", ".join(f"coalesce(CAST({name} AS VARCHAR), chr(30))" for name in sorted(columns))
        sql = f"""
            SELECT change_set, count(*), sum(md5_number_lower(concat_ws(chr(31), {said})))
            FROM {table} GROUP BY change_set"""
        for number, count, total in store._rows(sql):
            sums[number] = sums.get(number, 0) + int(total)
            if table not in _BESIDE:
                rows[number] = rows.get(number, 0) + count
    return rows, sums


_LOGS, _BESIDE = ("observation", "set_aside", "target"), ("brought", "correction")
"""Tables of what change sets say: figures and targets, and what they bring beside; a view may stand for one."""
_WORKED_OUT = {
    *("period_kind", "period_start", "period_end", "year", "base", "base_year", "usual_base"),
    *("rounding", "low", "high", "figure"),
}
"""Columns that follow from what is said."""


def _logs(store: Reader) -> Logs:
    """Those that the store has, each with the columns in which it is said."""
    found: dict[str, set[str]] = {}
    for table, column in store._rows("SELECT table_name, column_name FROM information_schema.columns"):
        found.setdefault(table, set()).add(column)
    return {table: frozenset(found[table] - _WORKED_OUT) for table in (*_LOGS, *_BESIDE) if table in found}
