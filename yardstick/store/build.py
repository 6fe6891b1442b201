"""Builds the next file aside, checks it, moves it into place: a crash at any instant leaves the old data whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from yardstick.model import Area, ChangeSet, Observation, Source, Target
from yardstick.store import load, shelf
from yardstick.store.carry import UnreadableError, carry, file_in_use
from yardstick.store.check import check_logs, check_reading
from yardstick.store.lock import build_lock
from yardstick.store.migrations import migrate
from yardstick.store.publish import publish
from yardstick.store.writing import opened, sign, stamped, swap_in, writing


def build_store(
    folder: Path,
    *,
    areas: Iterable[Area],
    sources: Iterable[Source],
    change_sets: Iterable[ChangeSet],
    observations: Iterable[tuple[int, Observation]],
    targets: Iterable[tuple[int, Target]] = (),
    retracted: Iterable[tuple[int, Observation]] = (),
    retracted_targets: Iterable[tuple[int, Target]] = (),
    precedence: Mapping[str, int],
    growth_implies: Mapping[str, bool],
    built: dt.datetime | None = None,
    keep: int = shelf.KEEP,
    prepare: Callable[[Path], None] | None = None,
) -> Path:
    """Build the next store file in `folder`, let `current` point to it, and return its path.

    Observations and targets come as (change set id, row). The row with the highest change set speaks for its key
    (indicator, area, measure, period, source, locator; for targets also kind): a correction is the same key again in
    a later change set, and a `retracted` row takes the key away. `precedence` ranks the kinds of sources (lowest
    first); `growth_implies` says of which indicators a stated growth may be divided out of the level (unnamed: it may
    not). `prepare` is called with the finished file before `current` points to it, for what must stand beside it.

    Raises StoreError when another build is running, when a row names an unknown area, source, change set or source
    kind, when a key stands twice in one change set, or when the disk refuses; the store in use is untouched then.

    Change sets that were accepted into the store in use (see `accept`) are carried over with their rows and sources.
    Once any was accepted in `folder`, a store in use that cannot be read is therefore refused; data that lacks an area
    or a source they need is refused always.
    """
    rows = {
        "area": load.area_rows(areas),
        "source": load.source_rows(sources),
        "change_set": load.change_set_rows(change_sets),
        "precedence": load.precedence_rows(precedence),
        "basis": load.basis_rows(growth_implies),
        "spoken": load.observation_rows(observations) + load.observation_rows(retracted, action="retract"),
        "target": load.target_rows(targets) + load.target_rows(retracted_targets, action="retract"),
    }
    stamp = stamped(built)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with build_lock(folder):
            in_use = file_in_use(folder)
            try:
                return _swapped(folder, rows, stamp, in_use, prepare=prepare, keep=keep)
            except UnreadableError:
                if shelf.any_accepted(folder):
                    raise
                return _swapped(folder, rows, stamp, None, prepare=prepare, keep=keep)


def _swapped(
    folder: Path,
    rows: Mapping[str, list[load.Row]],
    built: str,
    in_use: Path | None,
    *,
    prepare: Callable[[Path], None] | None,
    keep: int,
) -> Path:
    return swap_in(folder, lambda fresh: write(fresh, rows, built=built, in_use=in_use), prepare=prepare, keep=keep)


def write(path: Path, rows: Mapping[str, list[load.Row]], *, built: str, in_use: Path | None = None) -> None:
    """Write one complete, checked and closed store file at `path`; nothing is moved into place.

    What was accepted into the store `in_use` is carried over.
    """
    with opened(path) as cursor:
        migrate(cursor)
        for table, content in rows.items():
            load.insert(cursor, table, content)
        if in_use is not None:
            carry(cursor, in_use)
        publish(cursor)
        check_logs(cursor)
        check_reading(cursor)
        sign(cursor, built=built)
