"""Documents on this machine: plain texts whose hash is the one their source names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from yardstick.errors import InputError, Problem, nearest
from yardstick.ingest.text import plain_text
from yardstick.workspace.aside import written_aside
from yardstick.workspace.ground import Ground

_NAME = re.compile(r"[^\W_][\w.\-]*")
_LONGEST = 200  # bytes, of the 255 that a name may have


def add_documents(ground: Ground, files: Sequence[Path], *, source: str | None = None) -> Iterator[str]:
    """Put each file into the documents folder under its source's id; yield a line for each.

    A file may be a text, a web page, a .docx or a PDF. The source is found by the sha256 of its plain text; with
    `source` named the hash must be that source's. Raises InputError with every file that is no known text; the others
    are added all the same.
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
    plain = plain_text(file, str(file))
    if isinstance(plain, Problem):
        return plain
    name = by_hash.get(plain.text_sha256)
    if name is None or (source is not None and name != source):
        expected = ground.sources[source].sha256 if source else "the hash of a known document"
        return _other(str(file), plain.text_sha256, expected)
    keep_document(ground, name, plain.text)
    return f"{name}: {ground.sources[name].title}"


def keep_document(ground: Ground, source_id: str, text: str) -> Path:
    """Write the plain text of a source into the documents folder, built aside and moved into place; where it lies.

    The source may be one that the store does not know yet. Raises InputError where the id can name no file, or where
    the source is known with the hash of another text.
    """
    if not _NAME.fullmatch(source_id) or len(source_id.encode("utf-8")) > _LONGEST:
        raise InputError([Problem(source_id, None, "source", "this id cannot name a file")])
    content = text.encode("utf-8")
    sha256 = hashlib.sha256(content).hexdigest()
    known = ground.sources.get(source_id)
    if known is not None and known.sha256 not in ("", sha256):
        raise InputError([_other(source_id, sha256, known.sha256)])
    folder = ground.folder / ground.config.paths.documents
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{source_id}.txt"
    with written_aside(path, content):
        pass
    return path


def _other(path: str, sha256: str, expected: str) -> Problem:
    message, hint = "not the text any figure was read from", "its text has changed"
    return Problem(path, None, "sha256", message, sha256, expected, hint)
