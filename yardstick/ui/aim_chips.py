"""The target beside a figure on other pages: one line with glyph, word, period and aim, which opens the target."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlencode

from yardstick.ui import aims
from yardstick.ui.aims import EVERY
from yardstick.ui.cache import kept
from yardstick.ui.session import Desk
from yardstick.workspace import JudgedTarget, Tile

KINDS = ("annual", "plan", "stretch")
Cells = Mapping[tuple[str, str], list[JudgedTarget]]


@kept(32)
def by_cell(_desk: Desk, /, version: str, areas: tuple[str, ...], day: dt.date) -> Cells:
    """The targets of some areas by (area, indicator), those replaced left out."""
    found: dict[tuple[str, str], list[JudgedTarget]] = {}
    for judged in aims.judged(_desk, areas):
        if not judged.superseded_by:
            found.setdefault((judged.area, judged.indicator), []).append(judged)
    return found


def beside(desk: Desk, areas: tuple[str, ...], tile: Tile) -> JudgedTarget | None:
    """The target to show beside a tile: the next one from the year of its figure on, levels before other measures."""
    day = aims.today()
    first = day.year - 1 if tile.reading is None else tile.reading.year
    cell = by_cell(desk, desk.version, areas, day).get((tile.area, tile.indicator), [])
    return min((j for j in cell if j.year >= first), key=_order, default=None)


def _order(judged: JudgedTarget) -> tuple[bool, bool, int, bool, int, str]:
    verdict = judged.verdict
    unsaid = verdict.status in ("not_due_no_data", "overdue_no_data", "not_evaluable")
    kind = KINDS.index(judged.kind) if judged.kind in KINDS else len(KINDS)
    return judged.measure == "new", unsaid, judged.year, judged.measure != "value", kind, judged.id


def words(desk: Desk, judged: JudgedTarget) -> str:
    """Glyph and word of the status, period and aim."""
    period = desk.ws.period_name(judged.period, desk.lang)
    return f"{aims.status(desk, judged.verdict.status)} · {period} {aims.aim(desk, judged)}"


def address(desk: Desk, judged: JudgedTarget) -> str:
    """The targets page with this target open."""
    asked = {"areas": judged.area, "target": judged.id, "lang": desk.lang}
    if not aims.current(judged, aims.today()):
        asked["year"] = EVERY
    return "/targets?" + urlencode(asked)


def chip(desk: Desk, areas: tuple[str, ...], tile: Tile) -> tuple[str, str]:
    """Words and address of the target beside a tile; both empty where there is none."""
    found = beside(desk, areas, tile)
    return ("", "") if found is None else (words(desk, found), address(desk, found))
