"""The workbook that was sent, with a comment at every cell that something is the matter with."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

AUTHOR = "Yardstick"
_FILL = PatternFill("solid", start_color="FFF2C2", end_color="FFF2C2")
_WIDE, _LINE = 320, 18  # pixels of a comment, and of a line in it

Marks = Mapping[tuple[str, str], Sequence[str]]
"""(sheet, cell such as `C7`) -> what is to be said there, line by line."""


def mark(workbook: bytes, marks: Marks) -> bytes:
    """The same workbook with the marks as comments on coloured cells; nothing else in it is changed.

    Marks of sheets or cells that it does not have stand on a sheet of their own at the end, so that none is lost.
    A cell that is part of a merged one is marked at the first cell of it. Raises whatever openpyxl raises on a file
    that is no workbook: only what was read before is to be marked.
    """
    book = load_workbook(io.BytesIO(workbook))
    rest = [(place, lines) for place, lines in marks.items() if not _marked(book, place, lines)]
    if rest:
        _list(book, rest)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def mark_rows(rows: Sequence[Sequence[str]], marks: Mapping[tuple[int, int], Sequence[str]], *, sheet: str) -> bytes:
    """A table of text (a CSV as it was sent) as a workbook with marks; places are (row, column), both from 1.

    Every cell is written as text, so that no code loses its zeros and no text becomes a formula.
    """
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet[:31] or "1"
    for at, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = page.cell(at, column, ILLEGAL_CHARACTERS_RE.sub(" ", text))
            cell.data_type = "s"
            cell.number_format = "@"
    for (row_at, column_at), lines in marks.items():
        marked = page.cell(row_at, column_at)
        assert isinstance(marked, Cell)
        _say(marked, lines)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _marked(book: Workbook, place: tuple[str, str], lines: Sequence[str]) -> bool:
    sheet, where = place
    if sheet not in book.sheetnames:
        return False
    page = book[sheet]
    try:
        coordinate_from_string(where)
    except CellCoordinatesException:
        return False
    cell = page[where]
    if isinstance(cell, MergedCell):
        home = next((span for span in page.merged_cells.ranges if where in span), None)
        cell = page.cell(home.min_row, home.min_col) if home is not None else cell
    if isinstance(cell, tuple | MergedCell):
        return False
    _say(cell, lines)
    return True


def _say(cell: Cell, lines: Sequence[str]) -> None:
    text = ILLEGAL_CHARACTERS_RE.sub(" ", "\n".join(lines))
    said = f"{cell.comment.text}\n{text}" if cell.comment is not None else text
    cell.comment = Comment(said, AUTHOR, width=_WIDE, height=_LINE * (2 + said.count("\n") + len(said) // 40))
    cell.fill = _FILL


def _list(book: Workbook, rest: Sequence[tuple[tuple[str, str], Sequence[str]]]) -> None:
    page = book.create_sheet(AUTHOR)
    for at, ((sheet, where), lines) in enumerate(rest, start=1):
        for column, text in enumerate((sheet, where, "\n".join(lines)), start=1):
            cell = page.cell(at, column, text)
            cell.data_type = "s"
