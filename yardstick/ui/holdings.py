"""What is held, as tables and a grid: sources, coverage, conflicts, corrections, rows left out, change sets."""

from __future__ import annotations

from typing import Any

import pandas as pd

from yardstick.charts import Cell, Strip, coverage_grid
from yardstick.ui import drawing, readings
from yardstick.ui.cache import kept
from yardstick.ui.history import rival_rows
from yardstick.ui.picture import Picture
from yardstick.ui.provenance import dated
from yardstick.ui.session import Desk
from yardstick.workspace import Reading
from yardstick.workspace.answers import CorrectionRow, CoverageCell, CoverageRow
from yardstick.workspace.wording import MEASURE_WORDS, MISSING_WORDS, STATUS_WORDS

KINDS = {
    "yearbook": "yearbook",
    "bulletin": "statistical bulletin",
    "plan": "plan",
    "work_report": "government work report",
    "department_report": "department report",
    "press": "press",
    "compilation": "compilation",
}
ACTION_WORDS = {"override": "override", "scale": "scale", "drop": "leave out", "flag": "mark only"}
CORRECTION_STATES = {
    "applied": "in force",
    "proposed": "proposed",
    "withdrawn": "withdrawn",
    "mended": "without effect: the source has been mended",
    "replaced": "replaced by a later change set",
}
CHANGE_KINDS = {
    "initial": "first load",
    "import": "import",
    "edit": "edit",
    "correction": "correction",
    "document": "from a document",
    "revert": "undone",
}
CODES = {"hedged": "stated as more than, less than or about", "conflict": "sources disagree"}


@kept(8)
def sources(_desk: Desk, /, version: str, lang: str) -> tuple[tuple[str, ...], pd.DataFrame]:
    """The ids of the sources and the table of them, the latest first."""
    t, found = _desk.t, _desk.ws.source_list()
    rows = [
        {
            t("Title"): s.source.title,
            t("Publisher"): s.source.publisher,
            t("Kind"): t(KINDS[s.source.kind]),
            t("Date"): dated(s.source),
            t("Figures"): s.observations,
            t("Shown"): s.shown,
            t("Targets"): s.targets,
        }
        for s in found
    ]
    return tuple(s.source.id for s in found), pd.DataFrame(rows)


@kept(64)
def brought(_desk: Desk, /, version: str, lang: str, source: str) -> tuple[tuple[Reading, ...], pd.DataFrame]:
    """What a source brought, as readings and as a table."""
    found = _desk.ws.brought(source)
    return found, readings.table(_desk, found, hide=("source",))


@kept(128)
def grid(_desk: Desk, /, version: str, lang: str, theme: str, *, areas: tuple[str, ...]) -> Picture:
    """The coverage grid of one theme: a heading an indicator, a row an area, a column a year."""
    rows = _desk.ws.coverage(areas, theme)
    years = [c.year for row in rows for c in row.cells]
    return Picture(
        key=f"evidence.coverage.{theme}",
        title=_finding(_desk, rows, areas=areas, theme=theme),
        subtitle=_span(_desk, theme, years),
        figure=_grid(_desk, rows, years) if years else None,
        table=lambda: _coverage_table(_desk, rows),
        notes=(
            _desk.t("An empty cell: no figure is held and no reason is known. An area without any figure has no row."),
        ),
    )


def _finding(desk: Desk, rows: tuple[CoverageRow, ...], *, areas: tuple[str, ...], theme: str) -> str:
    """Who has how many of the theme's indicators."""
    t = desk.t
    held = {a: sum(1 for r in rows if r.area == a and any(c.code != "M" for c in r.cells)) for a in areas}
    defined = sum(1 for i in desk.ws.catalogue.indicators.values() if i.theme == theme and not i.derived)
    parts = [t("{area} {n}", area=desk.name(a), n=held[a]) for a in sorted(areas, key=lambda a: -held[a])]
    return t("Of {count} indicators, those with a figure: {parts}", count=defined, parts=t.list(parts))


def _span(desk: Desk, theme: str, years: list[int]) -> str:
    name = desk.ws.theme_name(theme, desk.lang)
    return f"{name} · {min(years)}–{max(years)}" if years else name


def _grid(desk: Desk, rows: tuple[CoverageRow, ...], years: list[int]) -> Any:
    strips = [Strip(desk.indicator(r.indicator), desk.name(r.area), [_cell(desk, r, c) for c in r.cells]) for r in rows]
    periods = [str(y) for y in range(min(years), max(years) + 1)]
    key = drawing.key(desk) | {"A": desk.t("final")}
    return coverage_grid(strips, key=key, periods=periods)


def _heading(desk: Desk, row: CoverageRow, most: int = 46) -> str:
    """The indicator's name, cut where it would run out of a narrow screen; the cells say it in full."""
    name = desk.indicator(row.indicator)
    return name if len(name) <= most else name[: most - 1] + "…"


def _cell(desk: Desk, row: CoverageRow, cell: CoverageCell) -> Cell:
    figures = desk.t("{n} figures", n=cell.figures) if cell.figures > 1 else ""
    lines = [
        f"{desk.name(row.area)} · {desk.indicator(row.indicator)}",
        " · ".join(w for w in (str(cell.year), standing(desk, cell), figures) if w),
    ]
    return Cell(str(cell.year), cell.code, "\n".join(lines))


def standing(desk: Desk, cell: CoverageCell) -> str:
    """What kind of figure a cell holds, or why it holds none."""
    if cell.code == "M":
        return desk.t(MISSING_WORDS.get(cell.reason, "missing"))
    return desk.t(CODES.get(cell.code) or STATUS_WORDS[cell.code])


def _coverage_table(desk: Desk, rows: tuple[CoverageRow, ...]) -> pd.DataFrame:
    t = desk.t
    made = [
        {
            t("Indicator"): desk.indicator(r.indicator),
            t("Area"): desk.name(r.area),
            t("Year"): c.year,
            t("Standing"): standing(desk, c),
            t("Figures"): c.figures,
        }
        for r in rows
        for c in r.cells
    ]
    return pd.DataFrame(made)


@kept(32)
def conflicts(_desk: Desk, /, version: str, lang: str, areas: tuple[str, ...]) -> tuple[int, pd.DataFrame]:
    """How many cells have figures that cannot all be true, and a row for each figure that was not picked."""
    t, cells = _desk.t, _desk.ws.conflicts(areas)
    rows = []
    for figures in cells:
        first = figures[0]
        for row in rival_rows(_desk, first.indicator, first.area, first.period, first.measure):
            rows.append({t("Indicator"): _named(_desk, first), **row})
    return len(cells), pd.DataFrame(rows)


def _named(desk: Desk, reading: Reading) -> str:
    name = desk.indicator(reading.indicator)
    return name if reading.measure == "value" else f"{name} · {desk.t(MEASURE_WORDS[reading.measure])}"


@kept(8)
def corrections(_desk: Desk, /, version: str, lang: str) -> pd.DataFrame:
    """Every correction: what it changed, why, and whether it is in force."""
    t, at = _desk.t, 0 if lang == "zh" else 1
    rows = [
        {
            t("Area"): _desk.name(c.area),
            t("Indicator"): _desk.indicator(c.indicator),
            t("Measure"): t(MEASURE_WORDS[c.measure]),
            t("Period"): _desk.ws.period_name(c.period, lang),
            t("Correction"): " ".join(word for word in (t(ACTION_WORDS[c.action]), c.value) if word),
            t("Expected"): f"{c.expect}{c.stated_unit}",
            t("In the source"): _desk.ws.quantity(c.before, c.unit, lang) if c.before is not None else "—",
            t("Shown"): _corrected(_desk, c),
            t("State"): t(CORRECTION_STATES[c.state]),
            t("Reason"): c.reason[at],
            t("Author"): c.author,
            t("Source"): _desk.ws.source_title(c.source),
            t("Date"): str(c.date or "—"),
            t("Where"): f"{c.file}:{c.line}" if c.line else t("change set {id}", id=c.name),
        }
        for c in _desk.ws.corrections()
    ]
    return pd.DataFrame(rows)


def _corrected(desk: Desk, row: CorrectionRow) -> str:
    """The figure in place of the source's, where the correction is in force."""
    if row.state != "applied":
        return "—"
    return desk.t("no figure") if row.after is None else desk.ws.quantity(row.after, row.unit, desk.lang)


@kept(8)
def left_out(_desk: Desk, /, version: str, lang: str) -> pd.DataFrame:
    """Collected rows that are not shown, with their reason as the file gives it."""
    t = _desk.t
    rows = [
        {
            t("File"): r.file,
            t("Row"): r.row,
            t("Area"): _desk.name(r.area),
            t("Indicator"): _desk.indicator(r.indicator),
            t("Period"): r.period,
            t("Value"): f"{r.value}{r.unit}",
            t("Reason"): r.reason,
        }
        for r in _desk.ws.left_out()
    ]
    return pd.DataFrame(rows)


@kept(8)
def change_sets(_desk: Desk, /, version: str, lang: str) -> pd.DataFrame:
    """Every batch of changes, in the order in which they were accepted."""
    t = _desk.t
    rows = [
        {
            t("Number"): c.id,
            t("Date"): c.date.isoformat(),
            t("Kind"): t(CHANGE_KINDS[c.kind]),
            t("Reason"): c.reason if lang == "zh" else c.reason_en or c.reason,
            t("File"): c.file,
            t("Author"): c.author,
        }
        for c in _desk.ws.change_sets()
    ]
    return pd.DataFrame(rows)
