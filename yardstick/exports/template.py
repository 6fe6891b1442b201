"""A workbook to fill in: a row for each figure asked for, headings that cannot be changed, lists to choose from."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

COLUMNS = ("indicator", "indicator_name", "area", "area_name", "measure", "period", "value", "unit", "qualifier",
           "obs_status", "note")  # fmt: skip
"""The headings, as an import reads them without being told; the two names are for people and not read."""

OPEN = ("value", "unit", "qualifier", "obs_status", "note")
"""The columns that can be written into."""

SHEET, HELP = "figures", "help"
_WIDTHS = {"indicator_name": 34, "area_name": 12, "value": 16, "note": 40, "indicator": 26}
_QUALIFIERS = ("=", ">", ">=", "<", "<=", "~")
_STATUSES = ("A", "P", "E")
_PASSABLE = 1_048_575  # rows of a sheet below its heading


@dataclass(frozen=True, slots=True)
class Blank:
    """One figure asked for. `units` are those it may be given in, the first is written in; `value` is what is held."""

    indicator: str
    indicator_name: str
    area: str
    area_name: str
    period: str
    units: Sequence[str]
    measure: str = "value"
    value: float | None = None


def template(
    blanks: Sequence[Blank], *, help_text: Sequence[str] = (), words: Mapping[str, str] | None = None
) -> bytes:
    """The workbook as bytes. `help_text` is a second sheet, line by line; `words` explain headings by their names.

    Raises ValueError where there are more figures than a sheet has rows.
    """
    if len(blanks) > _PASSABLE:
        raise ValueError(f"{len(blanks)} figures, a sheet holds {_PASSABLE}")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(SHEET)
    _headings(book, sheet, words or {})
    _rows(book, sheet, blanks)
    _lists(sheet, blanks)
    sheet.protect("", {"format_columns": True, "sort": True, "autofilter": True})
    sheet.freeze_panes(1, 0)
    if help_text:
        _help(book, help_text)
    book.close()
    return out.getvalue()


def _headings(book: Any, sheet: Any, words: Mapping[str, str]) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#E6EFEE", "border": 1, "locked": True})
    for at, name in enumerate(COLUMNS):
        sheet.write_string(0, at, name, bold)
        sheet.set_column(at, at, _WIDTHS.get(name, 11))
        if name in words:
            sheet.write_comment(0, at, words[name])


def _rows(book: Any, sheet: Any, blanks: Sequence[Blank]) -> None:
    shut = book.add_format({"font_color": "#555555", "locked": True})
    text = book.add_format({"locked": False, "num_format": "@"})
    number = book.add_format({"locked": False, "bg_color": "#FFFBEA", "border": 1})
    value_at, unit_at = COLUMNS.index("value"), COLUMNS.index("unit")
    for line, blank in enumerate(blanks, start=1):
        told = (blank.indicator, blank.indicator_name, blank.area, blank.area_name, blank.measure, blank.period)
        for at, word in enumerate(told):
            sheet.write_string(line, at, word, shut)
        if blank.value is None:
            sheet.write_blank(line, value_at, None, number)
        else:
            sheet.write_number(line, value_at, blank.value, number)
        sheet.write_string(line, unit_at, blank.units[0] if blank.units else "", text)
        for name in ("qualifier", "obs_status", "note"):
            sheet.write_blank(line, COLUMNS.index(name), None, text)


def _lists(sheet: Any, blanks: Sequence[Blank]) -> None:
    """The drop-downs: units by runs of rows that share them, qualifier and status for all."""
    last = len(blanks)
    if not last:
        return
    for name, words in (("qualifier", _QUALIFIERS), ("obs_status", _STATUSES)):
        at = COLUMNS.index(name)
        sheet.data_validation(1, at, last, at, {"validate": "list", "source": list(words), "ignore_blank": True})
    unit_at, first = COLUMNS.index("unit"), 0
    for line in range(1, last + 1):
        if line == last or tuple(blanks[line].units) != tuple(blanks[first].units):
            if blanks[first].units:
                rule = {"validate": "list", "source": list(blanks[first].units)}
                sheet.data_validation(first + 1, unit_at, line, unit_at, rule)
            first = line


def _help(book: Any, lines: Sequence[str]) -> None:
    sheet = book.add_worksheet(HELP)
    sheet.set_column(0, 0, 100)
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line)
    sheet.protect("")
