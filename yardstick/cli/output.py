"""Rows as CSV, JSON or a table on standard output."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from enum import StrEnum

from rich.console import Console
from rich.table import Column, Table

WIDE = 10_000


class Format(StrEnum):
    """How rows are printed."""

    csv = "csv"
    json = "json"
    table = "table"


def print_text(text: str) -> None:
    """Print as it is, UTF-8 whatever the terminal's own encoding."""
    sys.stdout.buffer.write((text + "\n").encode("utf-8"))
    sys.stdout.flush()


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[object]], form: Format) -> None:
    """Print rows; a missing value is an empty cell (null in JSON)."""
    if form is Format.json:
        print_text(
            json.dumps([dict(zip(columns, r, strict=True)) for r in rows], ensure_ascii=False, indent=1, default=str)
        )
    elif form is Format.csv:
        print_text(_csv(columns, rows))
    else:
        table = Table(*(Column(c, no_wrap=True) for c in columns))
        for row in rows:
            table.add_row(*(_cell(v) for v in row))
        Console(width=WIDE, highlight=False).print(table, soft_wrap=True)  # no figure is cut to a terminal's width


def _csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[_whole(v) if type(v) is float else v for v in row] for row in rows])  # None is written empty
    return out.getvalue().rstrip("\n")


def _whole(value: float) -> float:
    """The number as an integer where it is one, so that it is written without `.0`."""
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _cell(value: object) -> str:
    """Numbers without a needless `.0`; None is empty."""
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
