"""What the directory of a zip archive tells before any of it is unpacked."""

from __future__ import annotations

import zipfile
from typing import Literal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
Trouble = Literal["encrypted", "macros", "damaged", "bomb"]


def trouble(archive: zipfile.ZipFile, *, unpacked: int, ratio: int, parts: int) -> Trouble | None:
    """Why an office file had better stay packed, or None.

    `unpacked` bytes are most that may come out of it, `ratio` times as many as went in, `parts` the most entries.
    """
    entries = archive.infolist()
    names = {entry.filename.lower() for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        return "encrypted"
    if any("vbaproject" in name or name.startswith("xl/macrosheets/") for name in names):
        return "macros"
    if len(names) < len(entries) or len(entries) > parts:
        return "damaged"
    whole, packed = unpacked_size(archive), sum(entry.compress_size for entry in entries)
    return "bomb" if whole > unpacked or whole > ratio * max(packed, 10_000) else None


def unpacked_size(archive: zipfile.ZipFile) -> int:
    """How many bytes the archive says it holds."""
    return sum(entry.file_size for entry in archive.infolist())


def holds(content: bytes, name: str) -> bool:
    """Whether an old (OLE) container has an entry of this name."""
    return name.encode("utf-16-le") in content
