"""A workbook to fill in: a row for each figure asked for, headings that cannot be changed, lists to choose from."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

COLUMNS = ("indicator", "indicator_name", "area", "area_name", "measure", "period", "value", "unit", "qualifier",
           "obs_status", "note", "value_high", "missing_reason", "source", "base_period", "as_of")  # fmt: skip
"""The headings, as an import reads them without being told; the two names are for people and not read."""

OPEN = COLUMNS[COLUMNS.index("value") :]
"""The columns that can be written into: all that a figure is stated with. What it is of stands fast.

The source is open too: it is filled in where a row has another than the whole file, as an id or in words.
"""

SHEET, HELP = "figures", "help"
_WIDTHS = {"indicator_name": 34, "area_name": 12, "value": 16, "note": 40, "indicator": 26}
_QUALIFIERS = ("=", ">", ">=", "<", "<=", "~", "range")
_STATUSES = ("A", "P", "E", "M")
_REASONS = ("not_published", "not_collected", "not_comparable", "not_applicable", "to_be_verified")
_PASSABLE = 1_048_575  # rows of a sheet below its heading


@dataclass(frozen=True, slots=True)
class Blank:
    """One figure asked for. `units` are those it may be given in, the first is written in.

    What is held already is written in too: `value` and `value_high` in the first unit, the rest as an observation has
    it (`as_of` as 2024-12-31).
    """

    indicator: str
    indicator_name: str
    area: str
    area_name: str
    period: str
    units: Sequence[str]
    measure: str = "value"
    value: float | None = None
    value_high: float | None = None
    qualifier: str = ""
    obs_status: str = ""
    missing_reason: str = ""
    source: str = ""
    base_period: str = ""
    as_of: str = ""
    note: str = ""


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
    for line, blank in enumerate(blanks, start=1):
        told = (blank.indicator, blank.indicator_name, blank.area, blank.area_name, blank.measure, blank.period)
        for at, word in enumerate(told):
            sheet.write_string(line, at, word, shut)
        for name in OPEN:
            held = (blank.units[0] if blank.units else "") if name == "unit" else getattr(blank, name)
            _write(sheet, (line, COLUMNS.index(name)), held, number if name in ("value", "value_high") else text)


def _write(sheet: Any, place: tuple[int, int], held: float | str | None, form: Any) -> None:
    if held is None or held == "":
        sheet.write_blank(*place, None, form)
    elif isinstance(held, str):
        sheet.write_string(*place, held, form)
    else:
        sheet.write_number(*place, held, form)


def _lists(sheet: Any, blanks: Sequence[Blank]) -> None:
    """The drop-downs: units by runs of rows that share them, qualifier, status and reason for all."""
    last = len(blanks)
    if not last:
        return
    for name, words in (("qualifier", _QUALIFIERS), ("obs_status", _STATUSES), ("missing_reason", _REASONS)):
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
