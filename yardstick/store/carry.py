"""What was accepted into the store stays in it: carried from the file in use into the one that is built anew."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from yardstick.errors import StoreError
from yardstick.store import shelf
from yardstick.store.corrections import judge
from yardstick.store.diagnosis import diagnose, newer
from yardstick.store.migrations import SCHEMA_VERSION
from yardstick.store.places import as_filed

FIRST_ID = 1_000_001
"""Change sets of the reviewed files count from 1 and stay below; those accepted into the store count from here."""
SINCE_SCHEMA, CORRECTIONS_SINCE = 3, 4
"""The schemas from which change sets, and corrections, are accepted into the store; earlier files have none."""


class UnreadableError(StoreError):
    """The file in use cannot be read to its end, so what was accepted into it cannot be carried over."""


def file_in_use(folder: Path) -> Path | None:
    """The store file whose accepted change sets the next one must hold: the current one, else the last on the shelf."""
    with contextlib.suppress(StoreError):
        current = shelf.current_path(folder)
        if current.exists():
            return current
    found = shelf.versions(folder)
    return found[-1][1] if found else None


def carry(cursor: Any, path: Path) -> None:
    """Add the change sets accepted into the store at `path`, their rows, and the sources they brought along.

    A source that stands in the new file already is taken as it stands there, and so is the wording of a place in a text
    (see `places`); a correction whose figure is no longer
    what it was written against is set aside (see `corrections.judge`). Raises UnreadableError when the file cannot be
    read, StoreError when it is of a newer schema (it might hold what would be lost) or what the rows name is gone.
    """
    with attached(cursor, path):
        if _schema(cursor, path) < SINCE_SCHEMA:
            return
        copy_rows(cursor, "spoken", f"change_set >= {FIRST_ID}", of="observation")
        for table, which in (
            ("change_set", "id >= {first}"),
            ("target", "change_set >= {first}"),
            ("source", "id IN (SELECT source FROM earlier.brought) AND id NOT IN (SELECT id FROM source)"),
            ("brought", "1 = 1"),
        ):
            copy_rows(cursor, table, which.format(first=FIRST_ID))
        if _schema(cursor, path) >= CORRECTIONS_SINCE:
            copy_rows(cursor, "correction")
            copy_rows(cursor, "spoken", of="set_aside")
    as_filed(cursor, first=FIRST_ID)
    judge(cursor)
    _check(cursor)


def copy_rows(cursor: Any, table: str, which: str = "1 = 1", *, of: str = "") -> None:
    """Add the rows of a table (the same, or the one named `of`) of the file attached as `earlier`, column by name.

    Columns that an earlier schema had and this one has not are left behind.
    """
    told = cursor.execute(f"SELECT * FROM earlier.{of or table} LIMIT 0").description
    known = {column[0] for column in cursor.execute(f"SELECT * FROM {table} LIMIT 0").description}
    names = ", ".join(column[0] for column in told if column[0] in known)
    cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM earlier.{of or table} WHERE {which}")


@contextlib.contextmanager
def attached(cursor: Any, path: Path) -> Iterator[None]:
    """The file at `path` as `earlier`, for reading; raise StoreError, in words, where it cannot be read."""
    quoted = str(path).replace("'", "''")
    try:
        cursor.execute(f"ATTACH '{quoted}' AS earlier (READ_ONLY)")
        yield
        cursor.execute("DETACH earlier")
    except duckdb.ConstraintException:
        raise
    except duckdb.Error as error:
        if not _reading_failed(error):
            raise
        raise UnreadableError(
            "{why}\nIt may hold what was imported, corrected or reverted since: restore a backup, or move {path} away "
            "to go on without it",
            why=(diagnose(error, path),),
            path=path,
        ) from error


def _reading_failed(error: Exception) -> bool:
    text = str(error)
    return "Could not write" not in text and "No space" not in text


def _schema(cursor: Any, path: Path) -> int:
    seen = int(dict(cursor.execute("SELECT key, value FROM earlier.meta").fetchall()).get("schema_version", "0"))
    if seen > SCHEMA_VERSION:
        raise newer(path, seen, SCHEMA_VERSION)
    return seen


def _check(cursor: Any) -> None:
    missing = {
        "areas": _names(cursor, "area", "SELECT code FROM area"),
        "sources": _names(cursor, "source", "SELECT id FROM source"),
    }
    if any(missing.values()):
        raise StoreError(
            "the store was not built, the one in use is untouched: change sets accepted earlier need what is gone from "
            "data/ (areas: {areas}; sources: {sources}); put it back",
            **{what: ", ".join(names) or "-" for what, names in missing.items()},
        )


def _names(cursor: Any, column: str, known: str) -> list[str]:
    sql = " UNION ".join(
        f"SELECT {column} FROM {log} WHERE change_set >= {FIRST_ID} AND {column} NOT IN ({known})"
        for log in ("observation", "target")
    )
    return sorted(row[0] for row in cursor.execute(sql).fetchall())
