"""A file of an earlier schema brought to this one: on a copy, the file itself is set apart as the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from yardstick.errors import StoreError
from yardstick.store import shelf
from yardstick.store.check import check_logs, check_reading
from yardstick.store.copying import copy_aside
from yardstick.store.diagnosis import newer
from yardstick.store.lock import build_lock
from yardstick.store.migrations import SCHEMA_VERSION, migrate
from yardstick.store.publish import gather, publish
from yardstick.store.writing import opened, sign, stamped, swap_in, writing

WAIT = 30.0


def upgrade(path: Path, *, wait: float = WAIT) -> Path:
    """Build the next store file of the folder from the one at `path`, in this schema; return its path.

    A file of this schema is returned as it is. Raises StoreError when the file is damaged or from a newer schema, or
    when the disk refuses; the store in use is untouched then. The earlier file is kept as
    `before-schema-<n>.store-<m>.duckdb`, which is never cleared away: `restore` takes it as it takes a backup.
    """
    folder = path.parent
    with writing(folder), build_lock(folder, wait=wait):
        with copy_aside(path) as aside, opened(aside, copied_from=path) as cursor:
            seen = schema_of(cursor, path)
        if seen == SCHEMA_VERSION:
            return path
        shelf.set_apart(path, schema=SCHEMA_VERSION)
        return swap_in(
            folder, lambda fresh: _upgraded(path, fresh), prepare=lambda final: shelf.carry_definitions(path, final)
        )


def _upgraded(path: Path, fresh: Path) -> None:
    with copy_aside(path, fresh), opened(fresh, copied_from=path) as cursor:
        bring_up(cursor, seen=schema_of(cursor, path))
        check_logs(cursor)
        check_reading(cursor)
        sign(cursor, built=stamped(None))


def bring_up(cursor: Any, *, seen: int) -> None:
    """Run the steps that the database has not seen and make the derived tables anew."""
    migrate(cursor, seen=seen)
    gather(cursor)
    publish(cursor)


def schema_of(cursor: Any, path: Path) -> int:
    """The number of steps the database has seen; raise StoreError where it knows more of them than this version."""
    seen = int(dict(cursor.execute("SELECT key, value FROM meta").fetchall()).get("schema_version", "0"))
    if seen > SCHEMA_VERSION:
        raise newer(path, seen, SCHEMA_VERSION)
    if seen < 1:
        raise StoreError("{path}: is no store of Yardstick", path=path)
    return seen
