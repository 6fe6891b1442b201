"""Documents on this machine: plain texts whose hash is the one their source names."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from yardstick.errors import InputError, Problem, nearest
from yardstick.workspace.ground import Ground


def add_documents(ground: Ground, files: Sequence[Path], *, source: str | None = None) -> Iterator[str]:
    """Put each file into the documents folder under its source's id; yield a line for each.

    The source is found by the file's sha256; with `source` named the hash must be that source's. Raises InputError with
    every file that is no known text; the others are added all the same.
    """
    by_hash = {s.sha256: s.id for s in ground.sources.values() if s.sha256}
    problems = []
    for file in files:
        found = _one(ground, file, by_hash, source=source)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            yield found
    if problems:
        raise InputError(problems)


def _one(ground: Ground, file: Path, by_hash: dict[str, str], *, source: str | None) -> str | Problem:
    if source is not None and source not in ground.sources:
        hint = nearest(source, ground.sources)
        return Problem(str(file), None, "--source", "unknown source", source, "", hint)
    try:
        data = file.read_bytes()
    except OSError as error:
        return Problem(str(file), None, "", "the file cannot be read", error.strerror or str(error))
    sha256 = hashlib.sha256(data).hexdigest()
    name = by_hash.get(sha256)
    if name is None or (source is not None and name != source):
        expected = ground.sources[source].sha256 if source else "the hash of a known document"
        return Problem(
            str(file), None, "sha256", "not the text any figure was read from", sha256, expected, "its text has changed"
        )
    folder = ground.folder / ground.config.paths.documents
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{name}.new"
    fresh.write_bytes(data)
    os.replace(fresh, folder / f"{name}.txt")
    return f"{name}: {ground.sources[name].title}"
