"""One writer at a time: a lock the system itself lets go of when its holder dies."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from yardstick.errors import StoreError

PAUSE = 0.02
"""Seconds between two looks at the lock."""

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class BusyError(StoreError):
    """Another writer holds the store; nothing was written, the same may be tried again."""


@contextlib.contextmanager
def build_lock(folder: Path, *, wait: float = 0.0) -> Iterator[None]:
    """Hold the folder's build lock, for which up to `wait` seconds are waited.

    Raises BusyError, naming the holder where known, when another writer still has it then.
    """
    handle = os.open(folder / "build.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _wait(handle, folder, until=time.monotonic() + wait, wait=wait)
        _sign(folder)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, folder: Path, *, until: float, wait: float) -> None:
    while True:
        try:
            _take(handle)
            return
        except OSError:
            if time.monotonic() >= until:
                raise _busy(folder, wait) from None
        time.sleep(PAUSE)


def _sign(folder: Path) -> None:
    (folder / "build.pid").write_text(str(os.getpid()), encoding="ascii")


def _busy(folder: Path, wait: float) -> BusyError:
    holder = ""
    with contextlib.suppress(OSError):
        holder = (folder / "build.pid").read_text(encoding="ascii")
    if wait:
        queued = (
            "{folder}: another change is being written (process {holder}) and was not done after {wait} seconds; "
            "nothing of this one was stored, try again"
        )
        return BusyError(queued, folder=folder, holder=holder or "?", wait=round(wait))
    if holder:
        return BusyError(
            "{folder}: another build is running (process {holder}); wait until it has ended, then build again",
            folder=folder,
            holder=holder,
        )
    return BusyError("{folder}: another build is running; wait until it has ended, then build again", folder=folder)
