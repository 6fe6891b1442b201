"""data/change_sets.yaml → the batches in which the data came, one file each, in the order of acceptance."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import cast, get_args

from yardstick.errors import Problems, nearest
from yardstick.ingest.cell import Cells
from yardstick.ingest.entries import Entry, check_fields, read_entries
from yardstick.ingest.table import shown
from yardstick.model import ChangeSet
from yardstick.model.source import ChangeSetKind

FIELDS = ("file", "kind", "author", "date", "reason.zh", "reason.en")
KINDS: tuple[str, ...] = get_args(ChangeSetKind)


def read_change_sets(path: Path) -> tuple[list[ChangeSet], Problems]:
    """The change sets, counted from 1. Each names a file beside `path`; a file that is missing is a problem."""
    entries, problems = read_entries(path)
    cells = Cells(shown(path), problems)
    change_sets: list[ChangeSet] = []
    for entry in entries:
        if any(entry.get("file") == earlier.file for earlier in change_sets):
            problems.add(cells.path, entry.line_of("file"), "file", "the file is listed twice", found=entry.get("file"))
            continue
        change_set = _change_set(entry, cells, folder=path.parent, number=len(change_sets) + 1)
        if change_set is not None:
            change_sets.append(change_set)
    return change_sets, problems


def unlisted(folder: Path, change_sets: list[ChangeSet]) -> Problems:
    """A problem for each data file in `folder` that no change set names: nothing enters without a date and a reason."""
    listed = {c.file for c in change_sets}
    problems = Problems()
    for path in data_files(folder):
        name = path.relative_to(folder).as_posix()
        if name not in listed:
            problems.add(
                shown(folder / "change_sets.yaml"), None, "file", "a data file is not listed",
                found=name, expected="an entry with file, kind, author, date, reason", hint=nearest(name, listed),
            )  # fmt: skip
    return problems


def data_files(folder: Path) -> list[Path]:
    """The files of a data folder that must belong to a change set, by name."""
    files = [*folder.glob("observations/*.csv"), *folder.glob("targets/*.csv"), *folder.glob("corrections.yaml")]
    return sorted(files)


def _change_set(entry: Entry, cells: Cells, *, folder: Path, number: int) -> ChangeSet | None:
    before = len(cells.problems)
    check_fields(entry, cells, known=FIELDS, required=FIELDS)
    if entry.get("kind"):
        cells.one_of(entry.line_of("kind"), "kind", entry.get("kind"), known=KINDS, what="change set kind")
    date = cells.day(entry.line_of("date"), "date", entry.get("date"))
    file = folder / entry.get("file")
    if entry.get("file") and not file.is_file():
        cells.problems.add(cells.path, entry.line_of("file"), "file", "the file is missing", found=entry.get("file"))
    if len(cells.problems) > before or date is None:
        return None
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    kind = cast(ChangeSetKind, entry.get("kind"))
    reason, reason_en = entry.get("reason.zh"), entry.get("reason.en")
    return ChangeSet(number, kind, entry.get("author"), date, reason, entry.get("file"), digest, reason_en)
