"""data/areas.csv → AreaBook."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from yardstick.errors import Problems, nearest
from yardstick.ingest.cell import Cells
from yardstick.ingest.table import Row, read_table, shown
from yardstick.model import LEVELS, Area, AreaBook
from yardstick.model.area import Level

COLUMNS = ("code", "name_zh", "name_en", "level", "parent", "aliases")
_CODE = re.compile(r"\d{6}(-[a-z0-9_]+)?")


def read_areas(path: Path) -> tuple[AreaBook, Problems]:
    """The areas of the table in its order; a row with a bad code, level, name or parent is a problem, left out."""
    rows, problems = read_table(path, COLUMNS)
    cells = Cells(shown(path), problems)
    lines: dict[str, int] = {}
    areas = []
    for row in rows:
        if _sound(row, cells=cells, lines=lines):
            lines[row["code"]] = row.line
            areas.append(_area(row))
    codes = set(lines)
    for area in areas:
        if area.parent and area.parent not in codes:
            line = lines[area.code]
            problems.add(
                cells.path, line, "parent", "unknown area", found=area.parent, hint=nearest(area.parent, codes)
            )
    return AreaBook.of(a for a in areas if not a.parent or a.parent in codes), problems


def _area(row: Row) -> Area:
    aliases = tuple(alias for alias in row["aliases"].split("|") if alias)
    level = cast(Level, row["level"])
    return Area(row["code"], row["name_zh"], row["name_en"], level, row["parent"], aliases)


def _sound(row: Row, *, cells: Cells, lines: dict[str, int]) -> bool:
    before = len(cells.problems)
    code = row["code"]
    if not _CODE.fullmatch(code):
        cells.problems.add(
            cells.path, row.line, "code", "not an area code", found=code, expected="410300 or 410300-part"
        )
    elif code in lines:
        cells.problems.add(cells.path, row.line, "code", "duplicate area", found=f"{code}, also on line {lines[code]}")
    for name in ("name_zh", "name_en"):
        if not row[name]:
            cells.problems.add(cells.path, row.line, name, "the name is missing")
    cells.one_of(row.line, "level", row["level"], known=LEVELS, what="level")
    if not row["parent"] and row["level"] != "country":
        cells.problems.add(cells.path, row.line, "parent", "only the country has no parent", found="empty")
    return len(cells.problems) == before
