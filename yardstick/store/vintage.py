"""The data as known on a day: the fold of the change sets up to it, in a file of its own beside the shelf."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

from yardstick.errors import StoreError
from yardstick.store import shelf
from yardstick.store.carry import attached, copy_rows
from yardstick.store.corrections import judge
from yardstick.store.diagnosis import diagnose
from yardstick.store.migrations import migrate
from yardstick.store.publish import publish
from yardstick.store.writing import opened, sign, stamped, writing

FOLDER = "vintages"
KEEP = 12
"""Vintages of the store in use that are kept; those of stores before it go when a new one is made."""
ABANDONED = 3600.0
"""Seconds after which a vintage that is still being made has lost its maker."""


def vintage(path: Path, *, last: dt.date) -> Path:
    """The store file of what the store at `path` says was known at the end of the day; made when it is not there yet.

    Days between two change sets share a file: `last` is the day of a change set. Several processes may ask at once:
    each makes the file aside, and any of theirs will do. Where nothing can be written beside the store, the file is
    made in a folder of this process that goes with it. Raises StoreError when it cannot be made there either.
    """
    try:
        facts = path.stat()
    except OSError as error:
        raise diagnose(error, path) from error
    store = f"{path.stem}-{facts.st_mtime_ns}-"
    folder = path.parent / FOLDER
    try:
        return _made(path, folder, store=store, last=last)
    except OSError:
        with writing(Path(tempfile.gettempdir())):
            return _made(path, Path(_own_folder(path.parent).name), store=store, last=last)


@cache
def _own_folder(_store_folder: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder of this process, removed when the process ends."""
    return tempfile.TemporaryDirectory(prefix="yardstick-vintages-", ignore_cleanup_errors=True)


def _made(path: Path, folder: Path, *, store: str, last: dt.date) -> Path:
    file = folder / f"{store}{last.isoformat()}.duckdb"
    if file.exists():
        with contextlib.suppress(OSError):
            os.utime(file)  # used now: it goes last
        return file
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".building-", dir=folder, ignore_cleanup_errors=True) as aside:
        fresh = Path(aside) / file.name
        _make(path, fresh, last=last)
        shelf.sync(fresh)
        os.replace(fresh, file)
    _prune(folder, kept=store)
    return file


def _make(path: Path, fresh: Path, *, last: dt.date) -> None:
    with opened(fresh) as cursor:
        migrate(cursor)
        with attached(cursor, path):
            _fold(cursor, last)
        publish(cursor)
        sign(cursor, built=stamped(None))


def _fold(cursor: Any, last: dt.date) -> None:
    known = f"change_set IN (SELECT id FROM earlier.change_set WHERE date <= DATE '{last.isoformat()}')"
    for table in ("area", "precedence", "basis"):
        copy_rows(cursor, table)
    copy_rows(cursor, "change_set", f"date <= DATE '{last.isoformat()}'")
    copy_rows(cursor, "spoken", known, of="observation")
    for table in ("target", "brought", "correction"):
        copy_rows(cursor, table, known)
    copy_rows(cursor, "spoken", known, of="set_aside")  # on that day the figure may not have been mended yet
    judge(cursor)
    told = "SELECT source FROM observation UNION SELECT source FROM target UNION SELECT source FROM brought"
    copy_rows(cursor, "source", f"id IN ({told})")


def _prune(folder: Path, *, kept: str) -> None:
    """Remove the files of other stores, the ones used least lately, and what makers that died have left."""
    files = sorted((used, file) for file in folder.glob("store-*.duckdb") if (used := _used(file)))
    ours = [file for _, file in files if file.name.startswith(kept)]
    for file in [*(file for _, file in files if file not in ours), *ours[:-KEEP]]:
        with contextlib.suppress(OSError):
            file.unlink()
    for aside in folder.glob(".building-*"):
        if 0 < _used(aside) < time.time() - ABANDONED:
            shutil.rmtree(aside, ignore_errors=True)


def _used(path: Path) -> float:
    """When a file was last used, in seconds; 0 where another process has removed it."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def day_seen(days: list[dt.date], day: dt.date, *, today: dt.date) -> dt.date:
    """The last of the days of change sets up to `day`. Raises StoreError where there is none, or `day` is to come."""
    if day > max([today, *days]):
        raise StoreError("{day} is still to come: what will be known then cannot be told", day=day)
    seen = [each for each in days if each <= day]
    if not seen:
        first = min(days, default=None)
        raise StoreError("nothing was known on {day}: the first change set is of {first}", day=day, first=first or "-")
    return max(seen)
