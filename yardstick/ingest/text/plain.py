"""A file as an office publishes it → its plain text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from yardstick.errors import Problem
from yardstick.ingest.apart import LIMITS, Limits
from yardstick.ingest.encoding import decoded, line_of
from yardstick.ingest.text.apart import parse_apart, too_long
from yardstick.ingest.text.charset import charset
from yardstick.ingest.text.look import BOUNDS, MARKS, Bounds, Form, look, too_large


@dataclass(frozen=True, slots=True)
class PlainText:
    """The text of a document, what it was, the hash of the file's bytes, and what was left out of the text.

    The text of a .txt or .md is what the file holds, newlines as they stand, without a byte order mark.
    """

    text: str
    form: Form
    sha256: str
    notes: tuple[Problem, ...] = ()

    @property
    def text_sha256(self) -> str:
        """The hash of the text in UTF-8: the one a source keeps."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


def plain_text(path: Path, name: str = "", *, limits: Limits = LIMITS, bounds: Bounds = BOUNDS) -> PlainText | Problem:
    """The plain text of a document, or in words why it is refused. Never raises, whatever the file holds.

    `name` is the file as the person knows it (an upload lies under another name); by default the file's own.
    """
    name = name or path.name
    try:
        if refused := too_large(path.stat().st_size, name, bounds=bounds):
            return refused
        content = path.read_bytes()
    except OSError as error:
        return Problem(name, None, "", "the file cannot be read", error.strerror or str(error))
    form = look(content, name, bounds=bounds)
    if isinstance(form, Problem):
        return form
    found = _text(path, content, form, name=name, limits=limits, bounds=bounds)
    if isinstance(found, Problem):
        return found
    text, notes = found
    if len(text) > bounds.characters:
        return too_long(name, bounds=bounds)
    if not text.strip():
        return Problem(name, None, "", "the document has no text in it")
    return PlainText(text, form, hashlib.sha256(content).hexdigest(), notes)


def _text(
    path: Path, content: bytes, form: Form, *, name: str, limits: Limits, bounds: Bounds
) -> tuple[str, tuple[Problem, ...]] | Problem:
    if form in ("txt", "md"):
        text = _decoded(content, name)
        return text if isinstance(text, Problem) else (text, ())
    encoding = charset(content) if form == "html" else ""
    if isinstance(encoding, int):
        return _neither(content, encoding, name)
    return parse_apart(path, form, name, encoding=encoding, limits=limits, bounds=bounds)


def _decoded(content: bytes, name: str) -> str | Problem:
    if content.startswith(MARKS):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            return _neither(content, error.start, name)
    text = decoded(content)
    return _neither(content, text, name) if isinstance(text, int) else text


def _neither(content: bytes, place: int, name: str) -> Problem:
    line, hint = line_of(content, place), "save it again as UTF-8"
    return Problem(name, line, "", "neither UTF-8 nor GB18030 text", f"byte {place}", hint=hint)
