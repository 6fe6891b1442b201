"""The form of a sheet as a hand sets it: where each word stands, which rows and columns hold figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from yardstick.ingest.sheet.grid import Grid
from yardstick.ingest.sheet.layout import NEEDED, Form, Layout, LeftOut

ROLES = (*NEEDED, "unit")
"""The words that a hand places; what else a layout knows (measure, note, source) stays as it was found."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a word stands: in a `column` or a `row` (`number`, from 1), once for the whole sheet (`text`), nowhere."""

    kind: Literal["column", "row", "fixed", ""] = ""
    number: int = 0
    text: str = ""


def stand(layout: Layout | None, role: str) -> Stand:
    """Where a layout finds the word of a role."""
    if layout is None:
        return Stand()
    if role in layout.columns:
        return Stand("column", layout.columns[role])
    if role in layout.headers:
        return Stand("row", layout.headers[role])
    return Stand("fixed", text=layout.fixed[role]) if role in layout.fixed else Stand()


def formed(
    grid: Grid,
    before: Layout | None,
    stands: Mapping[str, Stand],
    *,
    first: int,
    last: int,
    across: Sequence[int],
    out: Sequence[int] = (),
) -> Layout:
    """A sheet as a hand says it is to be read; `stands` by role, roles that it leaves out stay as they were.

    Figures stand in the columns `across` of the rows `first` to `last`; the rows `out` among them hold none.
    """
    columns = {role: at for role, at in (before.columns if before else {}).items() if role not in stands}
    headers = {role: at for role, at in (before.headers if before else {}).items() if role not in stands}
    fixed = {role: word for role, word in (before.fixed if before else {}).items() if role not in stands}
    for role, place in stands.items():
        if place.kind == "column":
            columns[role] = place.number
        elif place.kind == "row":
            headers[role] = place.number
        elif place.kind == "fixed" and place.text.strip():
            fixed[role] = place.text.strip()
    form = form_of(headers, columns, across)
    heading = min(headers.values(), default=_heading(before, first))
    kept = {row.row: row for row in (before.left_out if before else ())}
    above = tuple(row for row in kept.values() if row.row < min(heading or first, first))
    inside = tuple(kept.get(row, LeftOut(row, _text(grid, row), "heading")) for row in sorted({*out}))
    made = Layout(grid.name, form, first, last, columns, headers, fixed, tuple(across), heading, (*above, *inside))
    return made if before is None else replace(made, sheet=before.sheet)


def form_of(headers: Mapping[str, int], columns: Mapping[str, int], across: Sequence[int]) -> Form:
    """What a form is called by where its words stand."""
    said = set(headers) & set(NEEDED)
    if not headers and len(across) == 1:
        return "long"
    if said == {"period"}:
        return "areas_by_years" if "area" in columns else "indicators_by_years" if "indicator" in columns else "wide"
    return "indicators_by_areas" if said == {"area"} and "indicator" in columns else "wide"


def rows_of(text: str) -> tuple[int, ...]:
    """The rows a person writes: `7, 12-15`; ValueError with the part that is none."""
    found: list[int] = []
    for part in text.replace("，", ",").replace("、", ",").replace("–", "-").replace("—", "-").split(","):
        first, dash, last = part.strip().partition("-")
        if not part.strip():
            continue
        if not first.strip().isdigit() or (dash and not last.strip().isdigit()) or len(part) > 20:
            raise ValueError(part.strip())
        begin, end = int(first), int(last or first)
        if end - begin > 100_000:
            raise ValueError(part.strip())
        found += range(begin, end + 1)
    return tuple(dict.fromkeys(found))


def said_rows(rows: Sequence[int]) -> str:
    """Rows as a person writes them, the other way round."""
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)


def _heading(before: Layout | None, first: int) -> int:
    """The row of headings of a table without words above its figures."""
    return before.heading_row if before is not None and 0 < before.heading_row < first else max(first - 1, 0)


def _text(grid: Grid, row: int) -> str:
    return next((text for column in range(1, grid.width + 1) if (text := grid.text(row, column))), "")
