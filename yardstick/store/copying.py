"""Copies of a store file to work on: the file itself is never opened for writing."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from yardstick.errors import StoreError
from yardstick.store import shelf


@contextlib.contextmanager
def copy_aside(path: Path, to: Path | None = None) -> Iterator[Path]:
    """A copy of the file at `path`: at `to`, where it stays, or under a name aside, where it is gone afterwards."""
    copy = to or shelf.aside(path.with_name(f"looking-into-{path.name}"))
    try:
        shutil.copyfile(path, copy)
    except FileNotFoundError:
        raise StoreError("{path}: the file is missing; run `python -m yardstick build`", path=path) from None
    try:
        yield copy
    finally:
        if to is None:
            copy.unlink(missing_ok=True)
