"""The target beside a figure on other pages: one line with glyph, word, period and aim, which opens the target."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from yardstick.ui import aims
from yardstick.ui.aims import EVERY
from yardstick.ui.cache import kept
from yardstick.ui.session import Desk
from yardstick.workspace import JudgedTarget, Tile

KINDS = ("annual", "plan", "stretch")
HARDEST = (*aims.URGENT, "not_evaluable", "not_due_no_data", "on_track", "ahead", "met")
Cells = Mapping[tuple[str, str], list[JudgedTarget]]


@kept(32)
def by_cell(_desk: Desk, /, version: str, areas: tuple[str, ...], day: dt.date) -> Cells:
    """The targets of some areas by (area, indicator), those replaced left out."""
    found: dict[tuple[str, str], list[JudgedTarget]] = {}
    for judged in aims.judged(_desk, areas):
        if not judged.superseded_by:
            found.setdefault((judged.area, judged.indicator), []).append(judged)
    return found


def beside(desk: Desk, areas: tuple[str, ...], tile: Tile) -> tuple[JudgedTarget, ...]:
    """The targets of one year to show beside a tile, the hardest first: of the next year from that of its figure on.

    The year is that of the target that comes first: one with a status before one without, levels before other measures.
    """
    day = aims.today(desk)
    first = day.year - 1 if tile.reading is None else tile.reading.year
    cell = by_cell(desk, desk.version, areas, day).get((tile.area, tile.indicator), [])
    nearest = min((j for j in cell if j.year >= first), key=_order, default=None)
    return () if nearest is None else tuple(sorted((j for j in cell if j.year == nearest.year), key=_hardest))


def _hardest(judged: JudgedTarget) -> tuple[int, float, bool, int, str]:
    """What is off its way, then what is not known, then what is on it and what is met; the widest gap before others."""
    gap = judged.verdict.gap or 0.0
    return HARDEST.index(judged.verdict.status), gap, judged.measure == "new", _kind(judged), judged.id


def _order(judged: JudgedTarget) -> tuple[bool, bool, int, bool, int, str]:
    verdict = judged.verdict
    unsaid = verdict.status in ("not_due_no_data", "overdue_no_data", "not_evaluable")
    return judged.measure == "new", unsaid, judged.year, judged.measure != "value", _kind(judged), judged.id


def _kind(judged: JudgedTarget) -> int:
    return KINDS.index(judged.kind) if judged.kind in KINDS else len(KINDS)


def words(desk: Desk, found: Sequence[JudgedTarget]) -> str:
    """Glyph and word of the status, period and aim of the first; of several, how many are met."""
    first = found[0]
    period = desk.ws.period_name(first.period, desk.lang)
    said = f"{aims.said(desk, first)} · {period} {aims.measured(desk, first)}"
    if len(found) == 1:
        return said
    met = sum(j.verdict.status == "met" for j in found)
    return desk.t("{target} ({met} of {all} met)", target=said, met=met, all=len(found))


def address(desk: Desk, judged: JudgedTarget) -> str:
    """The targets page with this target open."""
    asked = {"areas": judged.area, "target": judged.id} | desk.carried
    if not aims.current(judged, aims.today(desk)):
        asked["year"] = EVERY
    return "/targets?" + urlencode(asked)


def chip(desk: Desk, areas: tuple[str, ...], tile: Tile) -> tuple[str, str]:
    """Words and address of the hardest target beside a tile; both empty where there is none."""
    found = beside(desk, areas, tile)
    return (words(desk, found), address(desk, found[0])) if found else ("", "")
