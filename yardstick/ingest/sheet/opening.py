"""A file as the steward has it → its grids: looked at, parsed apart from this process, or read as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from yardstick.errors import Problem, Problems
from yardstick.ingest.sheet.archive import BOUNDS, Bounds, examine
from yardstick.ingest.sheet.child import LIMITS, Limits, parse_apart
from yardstick.ingest.sheet.delimited import read_delimited
from yardstick.ingest.sheet.grid import Grid


def read_file(
    path: Path, name: str = "", *, bounds: Bounds = BOUNDS, limits: Limits = LIMITS
) -> tuple[list[Grid], Problems]:
    """Every sheet of a workbook, hidden ones too, or the one grid of a text file; a problem where it is refused.

    `name` is the file as the person knows it (an upload lies under another name); by default the file's own.
    """
    name = name or path.name
    form = examine(path, name, bounds=bounds)
    if isinstance(form, Problem):
        return [], Problems([form])
    if form == "text":
        return _one(read_delimited(path.read_bytes(), name, bounds=bounds))
    sheets = parse_apart(path, form, name, limits=limits)
    if isinstance(sheets, Problem):
        return [], Problems([sheets])
    return [_grid(sheet) for sheet in sheets], Problems()


def read_pasted(text: str, name: str) -> tuple[list[Grid], Problems]:
    """Cells pasted from a spreadsheet (parted by tabs) or any delimited text; `name` is what to call them."""
    return _one(read_delimited(text.encode("utf-8", "replace"), name))


def _one(grid: Grid | Problem) -> tuple[list[Grid], Problems]:
    return ([], Problems([grid])) if isinstance(grid, Problem) else ([grid], Problems())


def _grid(sheet: dict[str, Any]) -> Grid:
    return Grid(
        name=sheet["name"],
        texts=tuple(pa.array(column, pa.string()) for column in sheet["texts"]),
        kinds=tuple(bytes(column) for column in sheet["kinds"]),
        hidden=sheet["hidden"],
        hidden_rows=frozenset(sheet["hidden_rows"]),
        hidden_columns=frozenset(sheet["hidden_columns"]),
        merged=tuple((a, b, c, d) for a, b, c, d in sheet["merged"]),
    )
