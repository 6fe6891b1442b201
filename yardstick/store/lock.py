"""One builder at a time: a lock the system itself lets go of when its holder dies."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from yardstick.errors import StoreError

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def build_lock(folder: Path) -> Iterator[None]:
    """Hold the folder's build lock; raise StoreError, naming the holder where known, when another builder has it."""
    handle = os.open(folder / "build.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _take(handle)
        except OSError:
            raise _busy(folder) from None
        _sign(folder)
        yield
    finally:
        os.close(handle)


def _sign(folder: Path) -> None:
    (folder / "build.pid").write_text(str(os.getpid()), encoding="ascii")


def _busy(folder: Path) -> StoreError:
    with contextlib.suppress(OSError):
        holder = (folder / "build.pid").read_text(encoding="ascii")
        return StoreError(
            "{folder}: another build is running (process {holder}); wait until it has ended, then build again",
            folder=folder,
            holder=holder,
        )
    return StoreError("{folder}: another build is running; wait until it has ended, then build again", folder=folder)
