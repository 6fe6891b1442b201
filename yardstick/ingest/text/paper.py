"""A PDF with text → its lines, those of one paragraph joined: where a line ends tells whether the text goes on.

Lengths are in points; an em is the height of the line, which is about the width of a Chinese character.
"""

from __future__ import annotations

import ctypes
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from confined import Encrypted  # type: ignore[import-not-found]
from lines import INVISIBLE, Refused  # type: ignore[import-not-found]

_ENDS = re.compile(r"[。！？；：!?;:…][”’」』）)\]】]*$")
_ITEM = re.compile(
    r"第[一二三四五六七八九十百\d]+[章节条部篇]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[、．]|\d+\.(?!\d)|[①-⑳●■◆·•]"
)
_NUMBER = re.compile(r"\d+")
_PARTED_WORD = re.compile(r"[A-Za-z]{2}-$")
_HYPHENS = str.maketrans("\x02\ufffe", "--")  # what stands for a hyphen at the end of a line
_PAGE_NUMBER = re.compile(r"\W*(?:第|page)?\s*\d{1,4}\s*(?:页|of|/|共|\W)*\s*(?:\d{1,4})?\s*页?\W*", re.IGNORECASE)
_SURELY = re.compile(r"[-—–―]\s*(\d{1,4})\s*[-—–―]|第\s*(\d{1,4})\s*页.{0,12}")
_EDGE = 2  # lines at either end of a page that may be its head or foot
_GAP, _TIGHT = 1.5, 0.4  # ems between what stands in two cells; between what stands together
_NEAR, _FULL = 4.0, 1.2  # ems from the right edge within which a line may, or must, have been broken
_INDENT = 0.8
_SHORT = 10.0  # ems: a line of a text is longer
_DISTANT, _COLUMN = 3.2, 5.0
_BELOW = 0.5
_PARTED = 20  # one distance in so many is wider where paragraphs are parted by distance
_PITCH = 1.15  # times the usual distance of lines, up to which two stand together
_OTHER_SIZE = 0.35  # fonts of one size differ in height by less
_LOOSE = "~"  # a space that the file does not hold


@dataclass(slots=True)
class _Line:
    """A line of a page: its text, where it begins and ends, its middle and its height."""

    text: str
    left: float
    right: float
    middle: float
    em: float
    page: int


def read_pdf(path: Path, *, characters: int, pages: int) -> tuple[str, dict[str, Any]]:
    """The text, how many repeated lines were left out and how many pages have no text."""
    document = _opened(path)
    if len(document) > pages:
        raise Refused("pages", pages=len(document))
    found = [_lines(document, at, left=characters) for at in range(len(document))]
    _refuse_without_text(found)
    kept, heads = _without_heads(found)
    if sum(len(line.text) for line in kept) > characters:
        raise Refused("long")
    blank = sum(1 for page in found if not page)
    return "\n".join(_paragraphs(kept)), {"heads": heads, "blank": blank}


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise Encrypted from error
        raise


def _refuse_without_text(found: list[list[_Line]]) -> None:
    text = "".join(line.text for page in found for line in page)
    if not text.strip():
        raise Refused("pictures")
    unknown = sum(1 for sign in text if sign == "\ufffd" or unicodedata.category(sign) in ("Co", "Cn"))
    if unknown * 2 > len(text):
        raise Refused("glyphs")


def _lines(document: pypdfium2.PdfDocument, at: int, *, left: int) -> list[_Line]:
    """The lines of one page, in the order in which the file has them."""
    page = document[at]
    told = page.get_textpage()
    try:
        if told.count_chars() > left:
            raise Refused("long")
        return [line for signs in _rows(told) if (line := _line(signs, at)) is not None]
    finally:
        told.close()
        page.close()


class _Sign(NamedTuple):
    """A character, where it begins and ends, its middle and its height; no height where the file does not hold it."""

    text: str
    left: float = 0.0
    right: float = 0.0
    middle: float = 0.0
    height: float = 0.0


def _rows(told: pypdfium2.PdfTextPage) -> Iterator[list[_Sign]]:
    """The characters of a page line by line; where one stands below the last and further left, a line begins too."""
    row: list[_Sign] = []
    before: _Sign | None = None
    for sign in _signs(told):
        below = before is not None and bool(sign.height) and _is_below(before, sign)
        if sign.text in "\r\n" or below:
            yield row
            row, before = [], None
        if sign.text not in "\r\n":
            row.append(sign)
            before = sign if sign.height else before
    yield row


def _signs(told: pypdfium2.PdfTextPage) -> Iterator[_Sign]:
    box = pdfium.FS_RECTF()
    for at in range(told.count_chars()):
        text = chr(pdfium.FPDFText_GetUnicode(told, at))
        if text in "\r\n" or (text == " " and pdfium.FPDFText_IsGenerated(told, at) == 1):
            yield _Sign(text)
        else:
            pdfium.FPDFText_GetLooseCharBox(told, at, ctypes.byref(box))
            yield _Sign(text, box.left, box.right, (box.top + box.bottom) / 2, abs(box.top - box.bottom))


def _is_below(before: _Sign, sign: _Sign) -> bool:
    return before.middle - sign.middle > _BELOW * before.height and sign.left < before.left


def _line(signs: list[_Sign], page: int) -> _Line | None:
    shown = [sign for sign in signs if sign.height and not sign.text.isspace()]
    if not shown:
        return None
    em = sorted(sign.height for sign in shown)[len(shown) // 2]
    middle = sorted(sign.middle for sign in shown)[len(shown) // 2]
    text = "".join(_spaced(signs, em)).translate(_HYPHENS).translate(INVISIBLE).strip(" \u3000\u00a0")
    right = max(sign.right for sign in shown)
    return _Line(text, shown[0].left, right, middle, em, page) if text.strip() else None


def _spaced(signs: list[_Sign], em: float) -> Iterator[str]:
    """The characters with a tab where a gap parts cells, and without the spaces that only loosen a line."""
    before: _Sign | None = None
    spaces = ""
    for sign in signs:
        if not sign.height or sign.text in " \u00a0":
            spaces += " " if sign.height else _LOOSE
            continue
        if before is not None:
            yield _between(before, sign, spaces, em)
        yield sign.text
        before, spaces = sign, ""


def _between(before: _Sign, after: _Sign, spaces: str, em: float) -> str:
    gap = after.left - before.right
    if gap > _GAP * em:
        return "\t"
    if spaces == _LOOSE and gap < _TIGHT * em and (_is_wide(before.text) or _is_wide(after.text)):
        return ""
    return " " * len(spaces)


def _without_heads(found: list[list[_Line]]) -> tuple[list[_Line], int]:
    """The lines without the heads, feet and numbers of the pages, and how many those are."""
    edges = [_edge(page) for page in found]
    filled = sum(1 for page in found if page)
    least = max(2, (filled + 1) // 2)
    texts = Counter(text for page, edge in zip(found, edges, strict=True) for text in {page[at].text for at in edge})
    steps = Counter(
        step for page, edge in zip(found, edges, strict=True) for step in {_step(page[at]) for at in edge} if step
    )
    kept, left_out = [], 0
    for page, edge in zip(found, edges, strict=True):
        for at, line in enumerate(page):
            step = _step(line) if at in edge else None
            if at in edge and (texts[line.text] >= least or _counts(line) or (step and steps[step] >= least)):
                left_out += 1
            else:
                kept.append(line)
    return kept, left_out


def _edge(page: list[_Line]) -> set[int]:
    return {at for at in (*range(_EDGE), *range(len(page) - _EDGE, len(page))) if 0 <= at < len(page)}


def _step(line: _Line) -> tuple[str, int] | None:
    """A line that counts the pages: its text without the number, and how far that is from the page's own."""
    number = _NUMBER.search(line.text)
    if number is None or not _PAGE_NUMBER.fullmatch(line.text):
        return None
    return line.text[: number.start()] + "#" + line.text[number.end() :], int(number[0]) - line.page


def _counts(line: _Line) -> bool:
    """Whether a line says in so many words which page this is: — 3 —, 第3页."""
    number = _SURELY.fullmatch(line.text)
    return number is not None and int(number[1] or number[2]) == line.page + 1


def _paragraphs(lines: list[_Line]) -> Iterator[str]:
    """The lines with those joined that were one before the page was filled."""
    edges, pitch = _right_edges(lines), _pitch(lines)
    whole, first, before = "", None, None
    for line in lines:
        if before is not None and first is not None and _goes_on(before, line, first, edges=edges, pitch=pitch):
            whole = _joined(whole, line.text)
        else:
            if whole:
                yield whole
            whole, first = line.text, line
        before = line
    if whole:
        yield whole


def _right_edges(lines: list[_Line]) -> dict[int, float]:
    """How far lines reach that begin about here, by where they begin in steps of 20 points.

    One line in twenty may reach further: an address that could not be broken.
    """
    reach: dict[int, list[float]] = {}
    for line in lines:
        for place in range(round(line.left / 20) - 2, round(line.left / 20) + 3):
            reach.setdefault(place, []).append(line.right)
    return {place: sorted(rights)[-1 - len(rights) // 20] for place, rights in reach.items()}


def _pitch(lines: list[_Line]) -> float:
    """The usual distance of lines in ems where paragraphs are parted by more than it; 0 where they are not."""
    pitches = [_apart(a, b) for a, b in itertools.pairwise(lines) if a.page == b.page]
    usual = Counter(round(pitch, 1) for pitch in pitches if pitch > 0).most_common(1)
    if not usual:
        return 0.0
    parted = sum(1 for pitch in pitches if pitch > usual[0][0] * _PITCH)
    return usual[0][0] if parted * _PARTED > len(pitches) else 0.0


def _apart(above: _Line, below: _Line) -> float:
    return (above.middle - below.middle) / above.em


def _follows(before: _Line, line: _Line) -> bool:
    """Whether a line stands close below the one before, at the head of a column beside it, or on another page."""
    if before.page != line.page:
        return True
    apart = _apart(before, line)
    return 0 < apart <= _DISTANT or (apart <= 0 and line.left > before.left + _COLUMN * before.em)


def _goes_on(before: _Line, line: _Line, first: _Line, *, edges: dict[int, float], pitch: float) -> bool:
    """Whether a line goes on in the next: it is full, and the next neither begins a paragraph nor an item."""
    em = before.em
    if abs(line.em - em) > _OTHER_SIZE * em or "\t" in before.text or "\t" in line.text:
        return False
    if before.right - before.left < _SHORT * em or not _follows(before, line):
        return False
    short = (edges[round(before.left / 20)] - before.right) / em
    if _ENDS.search(before.text):
        parted = pitch and before.page == line.page and abs(line.left - before.left) < _INDENT * em
        together = bool(parted) and 0 < _apart(before, line) <= pitch * _PITCH
        return short < _NEAR and (together or first.left - line.left > _INDENT * em)
    if _ITEM.match(line.text) and line.left > before.left - _INDENT * em:
        return False
    return short < _FULL or (short < _NEAR and line.left - before.left < _INDENT * em)


def _joined(before: str, after: str) -> str:
    """Two lines as one: a space between words of letters, nothing beside Chinese or inside a number or a word."""
    a, b = before[-1:], after[:1]
    if _PARTED_WORD.search(before) and b.isascii() and b.islower():
        return before[:-1] + after
    words = a.isascii() and b.isascii() and (a.isalpha() or b.isalpha() or a in ",.;:!?)%")
    return before + (" " if words and not (a in ",." and b.isdigit()) else "") + after


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
