"""A .docx → its lines, read as a stream: paragraphs, rows, text boxes, notes; nothing that is marked as deleted."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.parsers import expat

from lines import Lines  # type: ignore[import-not-found]

_MAIN = re.compile(r"word/document\d*\.xml", re.IGNORECASE)
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_OTHER = {
    "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback": "Fallback",
    "http://schemas.openxmlformats.org/officeDocument/2006/math t": "t",
}
_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback", "rt", "pPrChange", "rPrChange", "trPrChange", "tblPrChange"))
_OFF = ("0", "false", "off")
_CHUNK = 2**16


def read_docx(path: Path, *, characters: int) -> tuple[str, dict[str, Any]]:
    """The text and whether some of it was marked as deleted. ValueError where a part is not what Word writes."""
    lines, deleted = Lines(_tidy, characters=characters), False
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        main = next(name for name in names if _MAIN.fullmatch(name))
        for part in (main, *(name for name in _NOTES if name in names)):
            deleted |= _Part(lines).read(archive, part)
    return lines.whole(), {"deleted": deleted}


def _tidy(line: str) -> str:
    return line.replace("\u00a0", " ")


class _Part:
    """One part of the archive, told to `lines` as it is parsed."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.skipping = 0  # how deep in something that is left out
        self.hidden = self.in_text = self.joined = False
        self.in_properties = 0
        self.rows: list[bool] = []  # whether each open row is marked as deleted
        self.deleted = False

    def read(self, archive: zipfile.ZipFile, part: str) -> bool:
        """Parse the part; whether anything in it was marked as deleted."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._finish
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _refuse
        with archive.open(part) as file:
            while piece := file.read(_CHUNK):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        self.lines.end()
        return self.deleted

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        word = _word(name)
        if self.skipping:
            self.skipping += 1
        elif word == "del" and self.in_properties:
            self._mark_as_deleted()
        elif word in _LEFT_OUT or (word in ("footnote", "endnote") and _value(attributes, "type")):
            self.skipping = 1
            self.deleted |= word in ("del", "moveFrom")
        elif word == "t":
            self.in_text = True
        elif word == "vanish" and self.in_properties:
            self.hidden = _value(attributes, "val") not in _OFF
        elif action := _BEGIN.get(word):
            action(self)

    def _finish(self, name: str) -> None:
        if self.skipping:
            self.skipping -= 1
        elif action := _FINISH.get(_word(name)):
            action(self)

    def _characters(self, text: str) -> None:
        if self.in_text and not self.hidden and not self.skipping:
            self.lines.text(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))

    def _mark_as_deleted(self) -> None:
        self.deleted = True
        if self.in_properties == _OF_ROW:
            self.rows[-1:] = [True]
        else:
            self.joined = True

    def put(self, text: str) -> None:
        """Add a sign that is an element."""
        if not self.hidden and not self.in_properties:
            self.lines.text(text)

    def end_line(self) -> None:
        """A line ends inside a paragraph."""
        if not self.hidden and not self.in_properties:
            self.lines.end()

    def end_paragraph(self) -> None:
        """A paragraph ends; not where its end is marked as deleted."""
        if not self.joined:
            self.lines.end()
        self.joined = False

    def enter(self, what: int) -> None:
        """Properties begin: of a paragraph or run, or of a row."""
        self.in_properties = what

    def begin_run(self) -> None:
        """A run shows itself until its properties say otherwise."""
        self.hidden = False

    def end_text(self) -> None:
        """Text ends."""
        self.in_text = False

    def begin_row(self) -> None:
        """A row begins."""
        self.lines.open()
        self.rows.append(False)

    def end_row(self) -> None:
        """A row ends; one marked as deleted is not read."""
        if self.rows.pop():
            self.lines.drop()
        else:
            self.lines.close_row()


_OF_TEXT, _OF_ROW = 1, 2
_BEGIN: dict[str, Callable[[_Part], None]] = {
    "r": _Part.begin_run,
    "pPr": lambda part: part.enter(_OF_TEXT),
    "rPr": lambda part: part.enter(_OF_TEXT),
    "trPr": lambda part: part.enter(_OF_ROW),
    "tab": lambda part: part.put("\t"),
    "noBreakHyphen": lambda part: part.put("-"),
    "br": _Part.end_line,
    "cr": _Part.end_line,
    "tr": _Part.begin_row,
    "tc": lambda part: part.lines.open(),
    "txbxContent": lambda part: part.lines.open(),
}
_FINISH: dict[str, Callable[[_Part], None]] = {
    "t": _Part.end_text,
    "r": _Part.begin_run,
    "pPr": lambda part: part.enter(0),
    "rPr": lambda part: part.enter(0),
    "trPr": lambda part: part.enter(0),
    "p": _Part.end_paragraph,
    "tr": _Part.end_row,
    "tc": lambda part: part.lines.close_cell(),
    "txbxContent": lambda part: part.lines.close_aside(),
}


def _word(name: str) -> str:
    """The name of an element of a text; empty for any other."""
    space, _, word = name.rpartition(" ")
    return word if space in _NAMESPACES else _OTHER.get(name, "")


def _value(attributes: dict[str, str], name: str) -> str:
    return next((attributes[f"{space} {name}"] for space in _NAMESPACES if f"{space} {name}" in attributes), "")


def _refuse(*_: object) -> None:
    """A document type may declare entities; Word writes none."""
    raise ValueError("a document type")
