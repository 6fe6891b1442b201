"""One accepted change set into the store: queued behind other writers, built aside, in force with one rename."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from yardstick.errors import StoreError
from yardstick.model import Observation, Source, Target
from yardstick.store import load, shelf
from yardstick.store.carry import FIRST_ID
from yardstick.store.check import check_logs, check_reading
from yardstick.store.columns import complete, stated_rows, together
from yardstick.store.copying import copy_aside
from yardstick.store.corrections import Guarded, note
from yardstick.store.lock import build_lock
from yardstick.store.migrations import SCHEMA_VERSION
from yardstick.store.places import as_held
from yardstick.store.publish import Arrival, forget, gather, publish, republish, touch
from yardstick.store.reading import engine, reading_sum
from yardstick.store.upgrade import bring_up, schema_of
from yardstick.store.writing import opened, sign, stamped, swap_in, writing

WAIT = 60.0
"""Seconds for which a writer waits for the one before it."""

AcceptedKind = Literal["import", "edit", "correction", "document", "revert"]


@dataclass(frozen=True, slots=True)
class Change:
    """What is said of a change set: who, when (with a time zone), why (in Chinese and English), from which file."""

    kind: AcceptedKind
    author: str
    at: dt.datetime
    reason: str
    reason_en: str = ""
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A change set that is in force: its number, and the store file that holds it."""

    id: int
    path: Path


class MovedError(StoreError):
    """The store is no longer the one that was reviewed; nothing was written. Review again, against what it holds."""


def accept(
    folder: Path,
    change: Change,
    *,
    observations: Iterable[Observation] = (),
    retracted: Iterable[Observation] = (),
    targets: Iterable[Target] = (),
    retracted_targets: Iterable[Target] = (),
    sources: Iterable[Source] = (),
    rows: pa.Table | None = None,
    target_rows: pa.Table | None = None,
    corrections: Sequence[Guarded] = (),
    seen: str | None = None,
    wait: float = WAIT,
    keep: int = shelf.KEEP,
) -> Accepted:
    """Add one change set to the store in `folder`; when this returns, it is on the disk and readers see it.

    Figures come as observations, or as `rows`: a table of the columns of `columns.STATED` (or of the whole log, but for
    `change_set`), asserted and retracted alike. Targets come as such, or as `target_rows` with the log's columns.
    `sources` are those that the change set brings along; one that is there already must be the same. `corrections` are
    what its figures were corrected from. `seen` is the identity or the data version of the store that the change was
    reviewed against.

    Raises MovedError when the store is another one by now, BusyError when another writer is not done after `wait`
    seconds, StoreError when the store is missing, damaged or newer, when rows do not hold together, when there is
    nothing to store or when the disk refuses. Nothing is written then, and the store in use is untouched.
    """
    if change.at.tzinfo is None:
        raise ValueError("the moment of a change needs a time zone")
    figures = _figures(rows, observations, retracted)
    aims = load.target_rows((0, t) for t in targets) + load.target_rows(
        ((0, t) for t in retracted_targets), action="retract"
    )
    brought = list(sources)
    if not (len(figures) or aims or brought or (target_rows is not None and len(target_rows))):
        raise StoreError("there is nothing to store")
    shelf.current_path(folder)
    with writing(folder), build_lock(folder, wait=wait):
        current = shelf.current_path(folder)
        numbers: list[int] = []

        def make(fresh: Path) -> None:
            with copy_aside(current, fresh), opened(fresh, copied_from=current) as cursor:
                _ground(cursor, current, seen=seen)
                number = _number(cursor)
                _write_down(cursor, number, change)
                _bring(cursor, number, brought)
                note(cursor, number, corrections)
                for content in (_aims(cursor, aims), target_rows):
                    if content is not None:
                        _append(cursor, "target", as_held(cursor, content), number=number)
                _settle(cursor, number, as_held(cursor, figures))
                numbers.append(number)

        def beside(final: Path) -> None:
            shelf.carry_definitions(current, final)
            shelf.note_accepted(folder, numbers[0])

        path = swap_in(folder, make, prepare=beside, keep=keep)
        return Accepted(numbers[0], path)


def _figures(rows: pa.Table | None, observations: Iterable[Observation], retracted: Iterable[Observation]) -> pa.Table:
    said = pa.concat_tables([stated_rows(observations), stated_rows(retracted, action="retract")])
    parts = [complete(part) for part in (said, rows) if part is not None and len(part)]
    return together(parts) if len(parts) > 1 else parts[0] if parts else complete(said)


def _ground(cursor: Any, current: Path, *, seen: str | None) -> None:
    """Bring an earlier schema up to date; raise MovedError where the store is not the one that was seen."""
    schema = schema_of(cursor, current)
    facts = dict(cursor.execute("SELECT key, value FROM meta").fetchall())
    if seen is not None and seen not in (shelf.identity(current), facts.get("data_version")):
        raise MovedError("the data have changed since this was reviewed; nothing was stored, review it again")
    if schema < SCHEMA_VERSION:
        shelf.set_apart(current, schema=SCHEMA_VERSION)
        bring_up(cursor, seen=schema)
        sign(cursor, built=stamped(None))


def _number(cursor: Any) -> int:
    ((highest,),) = cursor.execute("SELECT max(id) FROM change_set WHERE id >= ?", [FIRST_ID]).fetchall()
    return FIRST_ID if highest is None else int(highest) + 1


def _write_down(cursor: Any, number: int, change: Change) -> None:
    row = {name: getattr(change, name) for name in ("kind", "author", "reason", "reason_en", "file", "sha256")}
    moment = change.at.astimezone(dt.UTC).replace(tzinfo=None)
    load.insert(cursor, "change_set", [row | {"id": number, "date": change.at.date(), "accepted_at": moment}])


def _bring(cursor: Any, number: int, sources: Sequence[Source]) -> None:
    """Add the sources that are not there yet; raise StoreError where an id already stands for another."""
    rows = load.source_rows(sources)
    held = {id: said for id, *said in cursor.execute(f"SELECT id, {', '.join(_SAME)} FROM source").fetchall()}
    for row in rows:
        if held.get(row["id"], [row[name] for name in _SAME]) != [row[name] for name in _SAME]:
            raise StoreError("{id}: this name already stands for another source; choose another", id=row["id"])
    fresh = [row for row in rows if row["id"] not in held]
    load.insert(cursor, "source", fresh)
    load.insert(cursor, "brought", [{"change_set": number, "source": row["id"]} for row in fresh])


_SAME = ("title", "publisher", "kind", "published", "url", "sha256")
"""What makes two sources the same one."""


def _aims(cursor: Any, rows: list[load.Row]) -> pa.Table | None:
    return load.typed(cursor, "target", rows) if rows else None


def _append(cursor: Any, table: str, rows: pa.Table, *, number: int) -> None:
    if len(rows):
        load.append(cursor, table, _numbered(rows, number))


def _numbered(rows: pa.Table, number: int) -> pa.Table:
    """The rows as those of a change set."""
    if "change_set" in rows.column_names:
        rows = rows.drop_columns(["change_set"])
    numbers = pa.array([number], type=pa.int32()).dictionary_encode()
    return rows.append_column("change_set", numbers.take(pa.nulls(len(rows), pa.int32()).fill_null(0)))


def _settle(cursor: Any, number: int, figures: pa.Table) -> None:
    """Take the figures in, bring the derived tables up to date where they touch them, check all of it, sign."""
    facts = dict(cursor.execute("SELECT key, value FROM meta").fetchall())
    rows = _numbered(figures, number)
    new = Arrival.of(rows)
    few = touch(cursor, new)
    known = few and facts.get("engine") == engine(cursor)
    reading = int(facts["reading_sum"]) - reading_sum(cursor, busy=True) if known else 0
    if few:
        republish(cursor, new)
        check_logs(cursor, since=number)
        check_reading(cursor, touched=True)
        reading += reading_sum(cursor, since=number) + reading_sum(cursor, busy=True)
    else:
        gather(cursor)
        load.append(cursor, "spoken", rows)
        publish(cursor)
        check_logs(cursor, since=number)
        check_reading(cursor)
    forget(cursor)
    sign(cursor, built=stamped(None), reading=reading if known else None)
