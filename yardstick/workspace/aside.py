"""A steward's file written aside and put into its place with one rename, and a text as YAML writes it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import yaml

LINE = 1_000_000
"""Characters of a line of a file: no text is broken over two."""


@contextmanager
def written_aside(path: Path, content: bytes) -> Iterator[Path]:
    """The content on the disk beside `path`, to be read back; it takes the place of `path` where nothing is raised.

    The file keeps the mode it had; a new one is readable by all. Raises OSError where the disk refuses; then and where
    the caller raises, `path` is as it was.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        yield fresh
        fresh.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(fresh, path)
    finally:
        with suppress(OSError):
            fresh.unlink()


def as_yaml(text: str) -> str:
    """A text as YAML on one line: plain where that is read back as the same text, in quotes otherwise."""
    return yaml.safe_dump({"x": text}, allow_unicode=True, width=LINE).removeprefix("x: ").rstrip("\n")
