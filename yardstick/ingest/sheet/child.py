"""The process in which a workbook is parsed: run by its path, with no part of the package behind it.

`python -I -S child.py APART PACKAGES`; what it is told and how it ends stands in yardstick/ingest/apart/confined.py,
`form` and `odd` (the parts that need a second look) come with it. Until then it has done what takes time at the start.
Its sheets are told each as a line of JSON with the lengths of what follows: for every column its texts with a zero
between them, then their kinds, a byte each.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

_EMPTY, _TEXT, _NUMBER, _DATE, _BOOL, _ERROR, _UNCALCULATED = range(7)  # as in grid.py, which the child does without


def main() -> int:
    """Parse one workbook under its limits."""
    sys.path[:0] = [*sys.argv[1:], str(Path(__file__).parent)]
    import python_calamine
    from confined import Encrypted, confined  # type: ignore[import-not-found]

    def work(said: dict[str, Any]) -> Iterator[bytes]:
        try:
            for sheet in sheets(said["path"], said["form"], odd=said["odd"]):
                yield from _pieces(sheet)
        except python_calamine.PasswordError as error:
            raise Encrypted from error

    return int(confined(work))


def _pieces(sheet: dict[str, Any]) -> Iterator[bytes]:
    texts = ["\0".join(column).encode() for column in sheet.pop("texts")]
    kinds = [bytes(column) for column in sheet.pop("kinds")]
    if any(text.count(b"\0") != len(kind) - 1 for text, kind in zip(texts, kinds, strict=True)):
        raise ValueError("a zero in a text")
    about = sheet | {"texts": [len(text) for text in texts], "height": len(kinds[0]) if kinds else 0}
    yield json.dumps(about).encode() + b"\n"
    yield from texts
    yield from kinds


def sheets(path: str, form: str, *, odd: list[str]) -> Iterable[dict[str, Any]]:
    """Every worksheet of a workbook, in its order."""
    from old_look import look_at_old  # type: ignore[import-not-found]
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum
    from second_look import Seen, look_again  # type: ignore[import-not-found]

    seen = look_again(path, odd) if form == "xlsx" else look_at_old(path)
    book = CalamineWorkbook.from_path(path)
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(about.name)
            told = seen.get(about.name) or Seen()
            yield {
                "name": about.name,
                "hidden": about.visible != SheetVisibleEnum.Visible,
                **columns(sheet.to_python(skip_empty_area=False), told),
                "merged": [
                    (top + 1, left + 1, bottom + 1, right + 1)
                    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
                ],
                "hidden_rows": told.hidden_rows,
                "hidden_columns": told.hidden_columns,
            }


def columns(rows: list[list[Any]], seen: Any) -> dict[str, list[list[Any]]]:
    """The cells as texts and kinds by column, with what the second look saw."""
    places = [*seen.errors, *seen.uncalculated]
    width = max([0] + [len(row) for row in rows[:1]] + [column for _, column in places])
    height = max([len(rows)] + [row for row, _ in places])
    told = [_column(values) for values in zip(*rows, strict=True)]
    told += [([""] * len(rows), [_EMPTY] * len(rows)) for _ in range(width - len(told))]
    for texts, kinds in told:
        texts.extend([""] * (height - len(rows)))
        kinds.extend([_EMPTY] * (height - len(rows)))
    for (row, column), text in seen.errors.items():
        told[column - 1][0][row - 1], told[column - 1][1][row - 1] = text, _ERROR
    for (row, column), text in seen.uncalculated.items():
        told[column - 1][0][row - 1], told[column - 1][1][row - 1] = text, _UNCALCULATED
    for row, column in seen.percents:
        if row <= height and column <= width and told[column - 1][1][row - 1] == _NUMBER:
            texts = told[column - 1][0]
            texts[row - 1] = f"{_plain(Decimal(texts[row - 1]) * 100)}%"
    return {"texts": [texts for texts, _ in told], "kinds": [kinds for _, kinds in told]}


def _column(values: tuple[Any, ...]) -> tuple[list[str], list[int]]:
    """Texts and kinds of one column; cells of one type in a row, which is most of them, are shown at once."""
    texts: list[str] = []
    kinds: list[int] = []
    for kind, run in itertools.groupby(values, type):
        cells = list(run)
        if kind is str:
            texts += cells
            kinds += [_TEXT if cell and not cell.isspace() else _EMPTY for cell in cells]
        else:
            texts += shown_numbers(cells) if kind is float else [_SHOWN[kind](cell) for cell in cells]
            kinds += [_KINDS[kind]] * len(cells)
    return [text.replace("\0", " ") for text in texts] if "\0" in "".join(texts) else texts, kinds


def shown_numbers(values: list[float]) -> list[str]:
    """As `shown_number` does, for many: fifteen digits without an exponent is how most numbers are written anyway."""
    if len(values) < 8:
        return [shown_number(value) for value in values]
    texts = ("%.15g " * len(values) % tuple(values)).split()
    return [
        text if "e" not in text and text != "-0" else shown_number(value)
        for text, value in zip(texts, values, strict=True)
    ]


def shown_number(value: float) -> str:
    """A number with the fifteen digits a spreadsheet keeps, without an exponent."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    if len(text) > 16 or "e" in text:
        return _plain(Decimal(f"{value:.15g}"))
    return text


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_KINDS = {
    float: _NUMBER, int: _NUMBER, bool: _BOOL, dt.date: _DATE, dt.datetime: _DATE, dt.time: _DATE, dt.timedelta: _DATE,
    type(None): _EMPTY,
}  # fmt: skip
_SHOWN: dict[type, Callable[[Any], str]] = {
    str: str,
    float: shown_number,
    int: str,
    bool: lambda value: "TRUE" if value else "FALSE",
    dt.date: lambda value: str(value.isoformat()),
    dt.datetime: lambda value: str(value.isoformat(" ")),
    dt.time: lambda value: str(value.isoformat()),
    dt.timedelta: str,
    type(None): lambda value: "",
}

if __name__ == "__main__":
    sys.exit(main())
