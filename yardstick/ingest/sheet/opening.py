"""A file as the steward has it → its grids: looked at, parsed apart from this process, or read as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from yardstick.errors import Problem, Problems
from yardstick.ingest.apart import LIMITS, Limits
from yardstick.ingest.packing import OLE, ZIP
from yardstick.ingest.sheet.apart import child, sheets
from yardstick.ingest.sheet.archive import BOUNDS, Bounds, look
from yardstick.ingest.sheet.delimited import read_delimited
from yardstick.ingest.sheet.grid import Grid

Progress = Callable[[float], None]


def read_file(
    path: Path,
    name: str = "",
    *,
    content: bytes | None = None,
    bounds: Bounds = BOUNDS,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> tuple[list[Grid], Problems]:
    """Every sheet of a workbook, hidden ones too, or the one grid of a text file; a problem where it is refused.

    `name` is the file as the person knows it (an upload lies under another name); by default the file's own. `content`
    are its bytes, where they were read already. `progress` is told the share done, from 0 to 1, now and then.
    """
    name, say = name or path.name, progress or _nothing
    found = _workbook(path, name, bounds=bounds, limits=limits, say=say) if _is_book(path) else None
    if found is None:
        looked = look(path, name, bounds=bounds)
        if isinstance(looked, Problem):
            return [], Problems([looked])
        return _one(
            read_delimited(path.read_bytes() if content is None else content, name, bounds=bounds, progress=say)
        )
    if isinstance(found, Problem):
        return [], Problems([found])
    say(1.0)
    return [_grid(sheet) for sheet in found], Problems()


def _nothing(_share: float) -> None:
    """Tells nobody."""


def _is_book(path: Path) -> bool:
    """Whether a file begins as workbooks do: then a child may start while it is looked at."""
    try:
        with path.open("rb") as file:
            return file.read(len(OLE)).startswith((ZIP, OLE))
    except OSError:
        return False


def _workbook(
    path: Path, name: str, *, bounds: Bounds, limits: Limits, say: Progress
) -> list[dict[str, Any]] | Problem:
    with child() as process:
        looked = look(path, name, bounds=bounds, progress=lambda share: say(0.25 * share))
        if isinstance(looked, Problem):
            return looked
        return sheets(process, path, looked.form, name, limits=limits, odd=looked.odd)


def read_pasted(text: str, name: str) -> tuple[list[Grid], Problems]:
    """Cells pasted from a spreadsheet (parted by tabs) or any delimited text; `name` is what to call them."""
    return _one(read_delimited(text.encode("utf-8", "replace"), name))


def _one(grid: Grid | Problem) -> tuple[list[Grid], Problems]:
    return ([], Problems([grid])) if isinstance(grid, Problem) else ([grid], Problems())


def _grid(sheet: dict[str, Any]) -> Grid:
    return Grid(
        name=sheet["name"],
        texts=tuple(sheet["texts"]),
        kinds=tuple(sheet["kinds"]),
        hidden=sheet["hidden"],
        hidden_rows=frozenset(sheet["hidden_rows"]),
        hidden_columns=frozenset(sheet["hidden_columns"]),
        merged=tuple((a, b, c, d) for a, b, c, d in sheet["merged"]),
    )
