"""A sheet as it stands: every cell with its text and its kind, kept by column so that a million rows are no burden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

import pyarrow as pa

from yardstick.ingest.sheet.archive import column_letters

Kind = Literal["empty", "text", "number", "date", "bool", "error", "formula_uncalculated"]
KINDS: tuple[Kind, ...] = ("empty", "text", "number", "date", "bool", "error", "formula_uncalculated")
EMPTY, TEXT, NUMBER, DATE, BOOL, ERROR, UNCALCULATED = range(7)

_MANY = 50_000
"""Rows beyond which a grid is not copied into Python texts: who reads so many reads by columns."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; row and column count from 1. `text` is what a reader of the sheet sees ('007' stays '007')."""

    row: int
    column: int
    kind: Kind
    text: str

    @property
    def value(self) -> Decimal | dt.datetime | bool | str | None:
        """The text as what it is: a Decimal, a date, a bool, a text; None for a cell that holds no value."""
        if self.kind == "number":
            percent = self.text.endswith("%")
            number = Decimal(self.text.removesuffix("%"))
            return number / 100 if percent else number
        if self.kind == "date":
            return dt.datetime.fromisoformat(self.text) if self.text[:1].isdigit() else self.text
        if self.kind == "bool":
            return self.text == "TRUE"
        return self.text if self.kind == "text" else None


@dataclass(frozen=True, eq=False)
class Grid:
    """One sheet, or one text file, whole.

    `texts` holds the cells' texts and `kinds` their kinds (an index into KINDS), both by column from column A, all of
    one length. `merged` are ranges (first row, first column, last row, last column). `lines` gives the line on which
    each row of a text file begins; it is empty for a sheet, whose rows are addressed by cell.
    """

    name: str
    texts: tuple[pa.StringArray, ...]
    kinds: tuple[bytes, ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    lines: Sequence[int] = ()

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]], *, name: str = "", lines: Sequence[int] | None = None) -> Grid:
        """A grid of texts; short rows are filled up with empty cells. Lines count from 1 where none are given."""
        width = max((len(row) for row in rows), default=0)
        columns = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
        kinds = tuple(bytes(TEXT if text.strip() else EMPTY for text in column) for column in columns)
        texts = tuple(pa.array(column, pa.string()) for column in columns)
        return cls(name, texts, kinds, lines=range(1, len(rows) + 1) if lines is None else lines)

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.kinds[0]) if self.kinds else 0

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.kinds)

    @cached_property
    def _columns(self) -> list[list[str]]:
        return [column.to_pylist() for column in self.texts]

    def text(self, row: int, column: int) -> str:
        """The text of a cell without the blanks around it; empty outside the sheet."""
        if not (1 <= row <= self.height and 1 <= column <= self.width):
            return ""
        if self.height > _MANY:
            return str(self.texts[column - 1][row - 1].as_py()).strip()
        return self._columns[column - 1][row - 1].strip()

    def kind(self, row: int, column: int) -> Kind:
        """The kind of a cell; `empty` outside the sheet."""
        inside = 1 <= row <= self.height and 1 <= column <= self.width
        return KINDS[self.kinds[column - 1][row - 1]] if inside else "empty"

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        return Cell(row, column, self.kind(row, column), self.text(row, column))

    def cells(self) -> Iterator[Cell]:
        """Every cell that is not empty, row by row."""
        for row in range(1, self.height + 1):
            for column in range(1, self.width + 1):
                if self.kinds[column - 1][row - 1]:
                    yield self.cell(row, column)

    @cached_property
    def _covered(self) -> dict[tuple[int, int], tuple[int, int]]:
        covered: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in self.merged:
            if (bottom - top + 1) * (right - left + 1) <= 100_000:
                for row in range(top, min(bottom, self.height) + 1):
                    for column in range(left, min(right, self.width) + 1):
                        covered[row, column] = (top, left)
        return covered

    def heading(self, row: int, column: int) -> str:
        """The text that stands over a cell's place: its own, or that of the merged range that covers it."""
        return self.text(*self._covered.get((row, column), (row, column)))

    def is_covered(self, row: int, column: int) -> bool:
        """Whether a cell lies in a merged range, without being its first cell."""
        return self._covered.get((row, column), (row, column)) != (row, column)

    def line(self, row: int) -> int:
        """The line of a row: its number in the sheet, the line it begins on in a text file."""
        return self.lines[row - 1] if self.lines else row

    def address(self, row: int, column: int, heading: str = "") -> str:
        """Where a cell stands: `Sheet1!C7`, or `line 12, column value` in a text file."""
        if not self.lines:
            return f"{self.name}!{column_letters(column)}{row}"
        return f"line {self.line(row)}, column {heading or column_letters(column)}"
