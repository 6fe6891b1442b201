"""How a store file comes to be, whoever writes it: aside, closed and on the disk, then one rename and the pointer."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from yardstick.errors import StoreError
from yardstick.store import load, shelf
from yardstick.store.diagnosis import diagnose
from yardstick.store.migrations import SCHEMA_VERSION
from yardstick.store.reading import engine, reading_sum, version_of

# The format that DuckDB 1.5 also reads: going back stays possible.
STORAGE = "v1.5.0"
_DAMAGE = ("orrupt", "checksum", "not a valid DuckDB", "deserialize", "too small", "Could not read")


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into a StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            "{folder}: the store cannot be written ({error}); check space and permissions", folder=folder, error=error
        ) from error


def swap_in(
    folder: Path,
    make: Callable[[Path], None],
    *,
    prepare: Callable[[Path], None] | None = None,
    keep: int = shelf.KEEP,
) -> Path:
    """Have `make` write a file aside, give it the next name and let `current` point to it; the build lock is held.

    `prepare` is called with the finished file before `current` points to it. Whatever goes wrong before that leaves
    `current` as it is.
    """
    shelf.clear(folder)
    final = shelf.next_version(folder)
    fresh = shelf.aside(final)
    try:
        make(fresh)
        shelf.sync(fresh)
        os.replace(fresh, final)
    finally:
        shelf.clear(folder)
    if prepare is not None:
        prepare(final)
    shelf.point(folder, final)
    shelf.prune(folder, keep=keep)
    return final


@contextlib.contextmanager
def opened(path: Path, *, copied_from: Path | None = None) -> Iterator[Any]:
    """A cursor that writes to the file at `path`, all of it on the way to the disk at the end.

    Raises OSError where the disk refuses, StoreError where a row does not fit or the file is damaged (the message
    names `copied_from` then).
    """
    try:
        with duckdb.connect(str(path), config=_config()) as con, con.cursor() as cursor:
            yield cursor
            cursor.execute("CHECKPOINT")
    except duckdb.ConstraintException as error:
        raise StoreError("the store refuses a row: {error}", error=error) from error
    except duckdb.Error as error:
        text = str(error)
        if copied_from is not None and (any(word in text for word in _DAMAGE) or not _of_the_disk(error)):
            raise diagnose(error, copied_from) from error
        if _of_the_disk(error):
            raise OSError(text) from error
        raise StoreError("the store refuses a row: {error}", error=error) from error


def _of_the_disk(error: Exception) -> bool:
    text = str(error)
    return isinstance(error, duckdb.IOException) or "Could not write" in text or "Could not truncate" in text


def sign(cursor: Any, *, built: str, reading: int | None = None) -> None:
    """Write down what the file is; `reading` is the sum of the reading where it is known."""
    total = reading_sum(cursor) if reading is None else reading
    facts = {"schema_version": str(SCHEMA_VERSION), "data_version": version_of(cursor, total), "built": built}
    facts |= {"reading_sum": str(total), "engine": engine(cursor)}
    cursor.execute("DELETE FROM meta")
    load.insert(cursor, "meta", [{"key": key, "value": value} for key, value in facts.items()])


def stamped(at: dt.datetime | None) -> str:
    """A moment as it is written down; now, where none is given."""
    return (at or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")


def _config() -> dict[str, str | bool | int | float | list[str]]:
    return {"storage_compatibility_version": STORAGE, "autoinstall_known_extensions": "false"}
