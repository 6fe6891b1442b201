"""What the fast reader of workbooks loses without a word, read from the XML: error cells, formulas never calculated,
percent formats, hidden rows and columns.

Part of the child process, which has nothing of the package but this file. One search through a sheet decides whether
there is anything to find; only then are its cells walked one by one.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.etree import ElementTree

_ODD = (b'"e"', b"'e'", b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/")
"""One of these stands in every sheet with an error or a formula."""
_HIDDEN = re.compile(rb"\shidden\s*=")
_TAG = re.compile(
    rb"<(?:\w+:)?row\b([^>]*)>|<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)|<(?:\w+:)?col\b([^>]*)>", re.DOTALL
)
_ATTRIBUTE = re.compile(rb"""(?:^|\s)(\w+)\s*=\s*["']([^"']*)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]+)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</)")
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_PERCENT = (9, 10)
"""The built-in number formats 0% and 0.00%."""


@dataclass(slots=True)
class Seen:
    """What stands in one sheet besides its values; places are (row, column), 1-based."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def look_again(path: str, odd: Sequence[str] | None) -> dict[str, Seen]:
    """Sheet name → what the fast reader does not tell. `odd` are the parts worth looking at, all of them where None.

    A cell that is shown as a percentage is told by no tag, so a workbook with such a style is looked at whole.
    """
    with zipfile.ZipFile(path) as archive:
        percents = _percent_styles(archive)
        there = set(archive.namelist() if odd is None or percents else odd)
        return {name: _seen(archive.read(part), percents) for name, part in _sheets(archive) if part in there}


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Sheet names and the parts that hold them, in the order of the workbook."""
    part = next(name for name in archive.namelist() if name.lower() == "xl/workbook.xml")
    rels = next((n for n in archive.namelist() if n.lower() == "xl/_rels/workbook.xml.rels"), None)
    targets = {}
    if rels is not None:
        for rel in ElementTree.fromstring(archive.read(rels)):
            target = rel.get("Target", "")
            targets[rel.get("Id", "")] = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
    found = []
    for element in ElementTree.fromstring(archive.read(part)).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            link = next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == "id"), "")
            found.append((element.get("name", ""), targets.get(link, "")))
    return found


def _percent_styles(archive: zipfile.ZipFile) -> set[int]:
    """The cell styles that show a fraction as a percentage."""
    part = next((name for name in archive.namelist() if name.lower() == "xl/styles.xml"), None)
    if part is None:
        return set()
    root = ElementTree.fromstring(archive.read(part))
    formats = set(_PERCENT)
    styles: set[int] = set()
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "numFmt" and "%" in re.sub(r'"[^"]*"|\\.', "", element.get("formatCode", "")):
            formats.add(int(element.get("numFmtId", "-1")))
    for element in root.iter():
        if element.tag.rpartition("}")[2] == "cellXfs":
            styles = {at for at, xf in enumerate(element) if int(xf.get("numFmtId", "0")) in formats}
    return styles


def _seen(xml: bytes, percents: set[int]) -> Seen:
    seen = Seen()
    styled = percents and re.search(rb"""s\s*=\s*["'](?:%s)["']""" % b"|".join(str(s).encode() for s in percents), xml)
    if not (styled or any(sign in xml for sign in _ODD) or _HIDDEN.search(xml)):
        return seen
    row = column = 0
    for match in _TAG.finditer(xml):
        if match[1] is not None:
            row, column = _row(match[1], row, seen=seen), 0
        elif match[4] is not None:
            _column(match[4], seen=seen)
        else:
            row, column = _cell(match[2], match[3] or b"", (row, column + 1), seen=seen, percents=percents)
    return seen


def _attributes(text: bytes) -> dict[str, str]:
    return {name.decode(): value.decode("utf-8", "replace") for name, value in _ATTRIBUTE.findall(text)}


def _row(text: bytes, before: int, *, seen: Seen) -> int:
    said = _attributes(text)
    row = int(said["r"]) if said.get("r", "").isdigit() else before + 1
    if said.get("hidden") in ("1", "true"):
        seen.hidden_rows.append(row)
    return row


def _column(text: bytes, *, seen: Seen) -> None:
    said = _attributes(text)
    if said.get("hidden") in ("1", "true") and said.get("min", "").isdigit() and said.get("max", "").isdigit():
        seen.hidden_columns.extend(range(int(said["min"]), min(int(said["max"]), 16384) + 1))


def _cell(text: bytes, inside: bytes, place: tuple[int, int], *, seen: Seen, percents: set[int]) -> tuple[int, int]:
    said = _attributes(text)
    match = _PLACE.fullmatch(said.get("r", "").upper())
    at = (int(match[2]), column_number(match[1])) if match else place
    value = _VALUE.search(inside)
    formula = _FORMULA.search(inside)
    if said.get("t") == "e":
        seen.errors[at] = html.unescape(value[1].decode("utf-8", "replace")) if value else "#"
    elif formula and not value and said.get("t") != "str":
        seen.uncalculated[at] = "=" + html.unescape((formula[1] or b"").decode("utf-8", "replace"))
    elif value and said.get("t", "n") == "n" and said.get("s", "").isdigit() and int(said["s"]) in percents:
        seen.percents.add(at)
    return at


def column_number(letters: str) -> int:
    """As in archive.py, which the child does without."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
