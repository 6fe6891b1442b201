"""A cheap look at a file before anything parses it: which kind of document it really is, and why it is refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from yardstick.errors import Problem
from yardstick.ingest.packing import OLE, ZIP, holds, trouble, unpacked_size

Form = Literal["txt", "md", "html", "docx", "pdf"]
ENDINGS: dict[str, Form] = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip
READ = ",".join(f".{form}" for form in dict.fromkeys(ENDINGS.values()))
TABLES = frozenset((".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".et"))
OTHERS = frozenset((
    ".doc", ".dot", ".wps", ".rtf", ".odt", ".pages", ".epub", ".ppt", ".pptx", ".mht", ".mhtml", ".xml", ".json",
    ".zip", ".rar", ".7z", ".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp", ".ofd", ".caj",
))  # fmt: skip
MACROS = frozenset((".docm", ".dotm"))
MARKS = (b"\xff\xfe", b"\xfe\xff")
MEGABYTE = 2**20
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html|head)\b", re.I | re.S
)
_MAIN = re.compile(r"word/document\d*\.xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is read: bytes of a file, characters of its text, pages, bytes unpacked, how far packing may go."""

    file: int = 20 * MEGABYTE
    characters: int = 5_000_000
    pages: int = 2000
    unpacked: int = 200 * MEGABYTE
    ratio: int = 200
    parts: int = 2000


BOUNDS = Bounds()


def look(content: bytes, name: str, *, bounds: Bounds = BOUNDS) -> Form | Problem:
    """What the file is, or why it is refused. The bytes decide, and an ending that says something else is refused."""
    ending = Path(name).suffix.lower()
    if not content.strip():
        return Problem(name, None, "", "the file is empty")
    if refused := _unread(ending, name):
        return refused
    if content.startswith(ZIP):
        return _look_at_zip(content, name, bounds=bounds) or _as_named("docx", ending, name)
    if content.startswith(OLE):
        return _look_at_ole(content, name)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-") or (ending == ".pdf" and b"%PDF-" in content[:1024]):
        return _as_named("pdf", ending, name)
    return _look_at_text(content, ending, name)


def too_large(size: int, name: str, *, bounds: Bounds = BOUNDS) -> Problem | None:
    """A refusal where a file has more bytes than are read."""
    if size <= bounds.file:
        return None
    found, expected = f"{size / MEGABYTE:.1f} MB", f"{bounds.file // MEGABYTE} MB"
    return Problem(name, None, "", "the file is too large", found, expected, "split it, or take its pictures out")


def _unread(ending: str, name: str) -> Problem | None:
    if ending in TABLES:
        hint = "bring it in by importing it"
        return Problem(name, None, "", "a table is not a document", ending, READ, hint)
    if ending in MACROS:
        return _macros(name)
    if ending in OTHERS:
        return _other_kind(ending[1:], name)
    return None


def _as_named(form: Form, ending: str, name: str) -> Form | Problem:
    """The form, or a refusal where the ending says another one."""
    if ENDINGS.get(ending, form) == form:
        return form
    hint = "rename it to what it is, or save it again"
    return Problem(name, None, "", "the file is not what its ending says", f".{form}", ending, hint)


def _look_at_text(content: bytes, ending: str, name: str) -> Form | Problem:
    wide = content.startswith(MARKS)
    start = content[:4096].removeprefix(b"\xef\xbb\xbf")
    page = _PAGE.match(start[2:].replace(b"\0", b"") if wide else start)
    if b"\0" in content and not wide:
        return Problem(name, None, "", "not a document", f"byte {content.index(0)}", READ)
    if content.startswith((b"{\\rtf", b"MIME-Version:")):
        return _other_kind("rtf" if content.startswith(b"{") else "mht", name)
    form = ENDINGS.get(ending, "html" if page else "txt")
    if form in ("docx", "pdf") or (page and form != "html"):
        found = "a web page" if page else "text"
        hint = "rename it to what it is, or save it again"
        return Problem(name, None, "", "the file is not what its ending says", found, ending, hint)
    return form


def _look_at_zip(content: bytes, name: str, *, bounds: Bounds) -> Problem | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if not any(_MAIN.fullmatch(part) for part in archive.namelist()):
                return Problem(name, None, "", "not a document", expected=READ)
            found = trouble(archive, unpacked=bounds.unpacked, ratio=bounds.ratio, parts=bounds.parts)
            size = unpacked_size(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return damaged(name)
    if found == "encrypted":
        return encrypted(name)
    if found == "macros":
        return _macros(name)
    if found == "bomb":
        told, hint = f"{size / MEGABYTE:.0f} MB", "split it, or take its pictures out"
        return Problem(name, None, "", "the document is too large when unpacked", told, hint=hint)
    return damaged(name) if found else None


def _look_at_ole(content: bytes, name: str) -> Problem:
    """An old container is never read: it may hold an encrypted document, or one of an older program."""
    if holds(content, "EncryptedPackage") or holds(content, "EncryptionInfo"):
        return encrypted(name)
    if holds(content, "WordDocument"):
        return _other_kind("doc", name)
    return Problem(name, None, "", "not a document", expected=READ)


def _other_kind(kind: str, name: str) -> Problem:
    hint = "save it as .docx or as PDF with text"
    return Problem(name, None, "", "a file of this kind is not read", f".{kind}", READ, hint)


def encrypted(name: str) -> Problem:
    """The refusal of a document that opens with a password only."""
    return Problem(name, None, "", "the document is encrypted", hint="take the password off and save it again")


def damaged(name: str) -> Problem:
    """The refusal of a document whose form is broken."""
    return Problem(
        name, None, "", "the document is damaged", hint="open it in the program that wrote it and save it again"
    )


def _macros(name: str) -> Problem:
    return Problem(name, None, "", "the document holds macros", hint="save it as .docx, without macros")
