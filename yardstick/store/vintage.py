"""The data as known on a day: the fold of the change sets up to it, in a file of its own beside the shelf."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from pathlib import Path
from typing import Any

from yardstick.errors import StoreError
from yardstick.store.carry import attached, copy_rows
from yardstick.store.diagnosis import diagnose
from yardstick.store.migrations import migrate
from yardstick.store.publish import publish
from yardstick.store.writing import opened, sign, stamped, writing

FOLDER = "vintages"
KEEP = 12
"""Vintages of the store in use that are kept; those of stores before it go when a new one is made."""


def vintage(path: Path, *, last: dt.date) -> Path:
    """The store file of what the store at `path` says was known at the end of the day; made when it is not there yet.

    Days between two change sets share a file: `last` is the day of a change set. Raises StoreError when the file
    cannot be made.
    """
    folder = path.parent / FOLDER
    try:
        facts = path.stat()
    except OSError as error:
        raise diagnose(error, path) from error
    file = folder / f"{path.stem}-{facts.st_mtime_ns}-{last.isoformat()}.duckdb"
    if not file.exists():
        with writing(folder):
            folder.mkdir(exist_ok=True)
            _make(path, file, last=last)
            _prune(folder, kept=f"{path.stem}-{facts.st_mtime_ns}-")
    return file


def _make(path: Path, file: Path, *, last: dt.date) -> None:
    fresh = file.with_name(f".building-{os.getpid()}-{file.name}")
    fresh.unlink(missing_ok=True)
    try:
        with opened(fresh) as cursor:
            migrate(cursor)
            with attached(cursor, path):
                _fold(cursor, last)
            publish(cursor)
            sign(cursor, built=stamped(None))
        os.replace(fresh, file)
    finally:
        fresh.unlink(missing_ok=True)


def _fold(cursor: Any, last: dt.date) -> None:
    known = f"change_set IN (SELECT id FROM earlier.change_set WHERE date <= DATE '{last.isoformat()}')"
    for table in ("area", "precedence", "basis"):
        copy_rows(cursor, table)
    copy_rows(cursor, "change_set", f"date <= DATE '{last.isoformat()}'")
    for table in ("observation", "target", "brought", "correction", "set_aside"):
        copy_rows(cursor, table, known)
    told = "SELECT source FROM observation UNION SELECT source FROM target UNION SELECT source FROM brought"
    copy_rows(cursor, "source", f"id IN ({told})")


def _prune(folder: Path, *, kept: str) -> None:
    files = sorted(folder.glob("store-*.duckdb"), key=lambda file: file.stat().st_mtime_ns)
    ours = [file for file in files if file.name.startswith(kept)]
    for file in [*(file for file in files if file not in ours), *ours[:-KEEP]]:
        with contextlib.suppress(OSError):
            file.unlink()


def day_seen(days: list[dt.date], day: dt.date) -> dt.date:
    """The last of the days up to `day`; raise StoreError, with the first of them, where there is none."""
    seen = [each for each in days if each <= day]
    if not seen:
        first = min(days, default=None)
        raise StoreError("nothing was known on {day}: the first change set is of {first}", day=day, first=first or "-")
    return max(seen)
