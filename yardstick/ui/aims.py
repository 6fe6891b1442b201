"""Targets as a reader sees them: glyph and word of a status, aim, actual and gap in words, and what comes first."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yardstick.targets.records import CODES, Figure, Verdict
from yardstick.ui.cache import kept
from yardstick.ui.session import Desk
from yardstick.workspace import JudgedTarget
from yardstick.workspace.wording import AIM_KIND_WORDS, MEASURE_WORDS, VERDICT_WORDS

GLYPHS: Mapping[str, str] = {
    "met": "✓",
    "ahead": "▲",
    "on_track": "●",
    "behind": "▽",
    "moving_away": "↓",
    "missed": "×",
    "overdue_no_data": "∅",
    "not_due_no_data": "…",
    "not_evaluable": "?",
}
"""A sign a status; each stands in the fonts that hold Chinese, so that it looks alike everywhere."""
GOOD, BAD = ("met", "ahead", "on_track"), ("moving_away", "behind", "missed")
URGENT = ("moving_away", "behind", "missed", "overdue_no_data")
"""What needs attention, in this order: what can still be turned comes before what is over."""
CURRENT, EVERY = "", "all"
SHORT: Mapping[str, str] = {
    "growth": "growth {aim}",
    "new": "new {aim}",
    "net_change": "net {aim}",
    "pp_change": "rise {aim}",
}
"""Measures that are no level, in few words before the aim."""


def today(desk: Desk) -> dt.date:
    """The day on which targets are judged."""
    return desk.ws.today


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked at, on what day. Empty words filter nothing, but for `year`: there it means the current ones."""

    day: dt.date
    theme: str = ""
    status: str = ""
    year: str = CURRENT
    kind: str = ""
    owner: str = ""


def judged(desk: Desk, areas: tuple[str, ...]) -> tuple[JudgedTarget, ...]:
    """The targets of some areas, judged today; one answer for every page that shows them."""
    return _judged(desk, desk.version, areas, today(desk))


@kept(64)
def _judged(
    _desk: Desk, /, version: str, areas: tuple[str, ...], day: dt.date, *, method: str | None = None
) -> tuple[JudgedTarget, ...]:
    return _desk.ws.judged(areas, method=method)


def by_method(desk: Desk, judged: JudgedTarget, method: str) -> JudgedTarget:
    """The same target judged by another method."""
    others = _judged(desk, desk.version, (judged.area,), today(desk), method=method)
    return next(j for j in others if j.id == judged.id)


@kept(256)
def chosen(_desk: Desk, /, version: str, areas: tuple[str, ...], asked: Filter) -> tuple[JudgedTarget, ...]:
    """The targets that pass the filter, what needs attention first."""
    found = [j for j in _judged(_desk, version, areas, asked.day) if fits(j, asked)]
    return tuple(sorted(found, key=urgency))


@kept(256)
def by_id(_desk: Desk, /, version: str, areas: tuple[str, ...], asked: Filter) -> Mapping[str, JudgedTarget]:
    """The targets that pass the filter, by their ids, in their order."""
    return {j.id: j for j in chosen(_desk, version, areas, asked)}


@kept(128)
def labels(_desk: Desk, /, version: str, lang: str, areas: tuple[str, ...], asked: Filter) -> Mapping[str, str]:
    """How the targets that pass the filter are named in a list, by their ids; before them how to open one."""
    found = chosen(_desk, version, areas, asked)
    prompt = {"": _desk.t("Choose a target, or click one, to see how it is judged")}
    return prompt | {j.id: f"{GLYPHS[j.verdict.status]} {label(_desk, j)}" for j in found}


@kept(64)
def words(
    _desk: Desk, /, version: str, lang: str, areas: tuple[str, ...], day: dt.date
) -> Mapping[str, Mapping[str, str]]:
    """The words of each filter, as shown: all statuses, themes and kinds, the years and owners that occur."""
    t, held = _desk.t, _judged(_desk, version, areas, day) if areas else ()
    every = {"": t("all")}
    years = {CURRENT: t("current"), EVERY: t("every year")}
    return {
        "year": years | {str(y): str(y) for y in sorted({j.year for j in held}, reverse=True)},
        "status": every | {code: status(_desk, code) for code in CODES},
        "theme": every | {theme: _desk.ws.theme_name(theme, lang) for theme in _desk.ws.catalogue.themes},
        "kind": every | {kind: t(word) for kind, word in AIM_KIND_WORDS.items()},
        "owner": every | {j.owner: j.owner for j in held if j.owner},
    }


def fits(judged: JudgedTarget, asked: Filter) -> bool:
    """Whether a target is among what is asked for. A target that another replaced is never current."""
    status = asked.status in ("", judged.verdict.status)
    year = asked.year in (EVERY, str(judged.year)) or (asked.year == CURRENT and current(judged, asked.day))
    return (
        status
        and year
        and asked.theme in ("", judged.theme)
        and asked.kind in ("", judged.kind)
        and asked.owner in ("", judged.owner)
    )


def current(judged: JudgedTarget, day: dt.date) -> bool:
    """Of last year, of this one or of one to come, and not replaced."""
    return judged.year >= day.year - 1 and not judged.superseded_by


def urgency(judged: JudgedTarget) -> tuple[int, int, float, str]:
    """The order of attention: by status, then the newest, then the furthest behind."""
    verdict = judged.verdict
    order = (*URGENT, "not_evaluable", "on_track", "ahead", "not_due_no_data", "met")
    behind = next((x for x in (verdict.ratio, verdict.achieved) if x is not None), math.inf)
    newest = -judged.year if verdict.status in ("missed", "overdue_no_data", "met") else judged.year
    return order.index(verdict.status), newest, behind, judged.id


def status(desk: Desk, code: str) -> str:
    """Glyph and word of a status."""
    return f"{GLYPHS[code]} {desk.t(VERDICT_WORDS[code])}"


def said(desk: Desk, judged: JudgedTarget) -> str:
    """Glyph and word of a target's status."""
    return f"{GLYPHS[judged.verdict.status]} {desk.ws.target_status(judged, desk.lang)}"


def named(desk: Desk, judged: JudgedTarget, *, area: bool = True) -> str:
    """Of whom and of what: area, indicator, the measure where it is not the level."""
    words = [desk.name(judged.area)] if area else []
    words.append(desk.indicator(judged.indicator))
    if judged.measure != "value":
        words.append(desk.t(MEASURE_WORDS[judged.measure]))
    return " · ".join(words)


def aim(desk: Desk, judged: JudgedTarget) -> str:
    """What is aimed at, with its operator; a comparison names the area compared with."""
    if judged.reference_area:
        than = desk.name(judged.reference_area)
        if judged.value is None:
            under = judged.operator in ("<", "<=")
            return desk.t("below {area}", area=than) if under else desk.t("above {area}", area=than)
        more = desk.ws.quantity(judged.value, judged.unit, desk.lang, qualifier=judged.operator, signed=True)
        return desk.t("{area} {difference}", area=than, difference=more)
    if judged.value is None:
        return judged.stated or "—"
    return _quantity(desk, judged.value, judged.unit, judged, qualifier=judged.operator, high=judged.value_high)


def measured(desk: Desk, judged: JudgedTarget) -> str:
    """What is aimed at with its measure, short enough for a tile: growth ≈6%."""
    words = SHORT.get(judged.measure)
    return desk.t(words, aim=aim(desk, judged)) if words else aim(desk, judged)


def actual(desk: Desk, judged: JudgedTarget) -> str:
    """The figure judged with its period, or the day it was counted on before that had ended; empty without one."""
    found = judged.verdict.actual
    if found is None:
        return ""
    if found.moment < found.period.end:
        day = desk.ws.day_name(found.moment, desk.lang)
        return desk.t("{value} by {day}", value=figure(desk, judged, found), day=day)
    return desk.t("{value} ({period})", value=figure(desk, judged, found), period=_period(desk, found.period.code))


def figure(desk: Desk, judged: JudgedTarget, found: Figure) -> str:
    """A figure in words."""
    unit = found.unit or judged.line_unit or judged.unit
    return _quantity(desk, found.value, unit, judged, qualifier=found.qualifier, high=found.high)


def period(desk: Desk, judged: JudgedTarget) -> str:
    """The period of the aim, with the day it is due where that is said."""
    words, due = _period(desk, judged.period), judged.due
    if due is None or (due.month, due.day) == (12, 31):
        return words
    return desk.t("{period}, by {day}", period=words, day=due.isoformat())


def gap(desk: Desk, judged: JudgedTarget) -> str:
    """Actual less aim, signed; empty where there is none."""
    return amount(desk, judged, judged.verdict.gap, signed=True)


def amount(desk: Desk, judged: JudgedTarget, value: float | None, *, signed: bool = False) -> str:
    """A number in the unit of the target's line, in words; percentages differ by points."""
    if value is None:
        return ""
    unit = "pp" if judged.line_unit == "percent" and signed else judged.line_unit or judged.unit
    return desk.ws.quantity(_short(value), unit, desk.lang, indicator=judged.indicator, signed=signed)


def pace(desk: Desk, judged: JudgedTarget, value: float | None) -> str:
    """A yearly pace in words."""
    return "" if value is None else desk.t("{amount} a year", amount=amount(desk, judged, value, signed=True))


def crossing(verdict: Verdict) -> str:
    """The year in which the line is crossed at the present pace; empty where it is not."""
    found = verdict.crossing
    return "" if found is None or not math.isfinite(found) else str(math.ceil(round(found, 6)))


def percent(share: float | None) -> str:
    """A share as whole per cent; a dash where there is none, a bound where it is of a way next to none."""
    if share is None:
        return "—"
    if abs(share) > 10:
        return ">1000%" if share > 0 else "<-1000%"
    return f"{share * 100:.0f}%"


def clocks(desk: Desk, verdict: Verdict) -> str:
    """Both clocks in words; empty where neither runs."""
    if verdict.achieved is None and verdict.elapsed is None:
        return ""
    return desk.t(
        "{achieved} of the way in {elapsed} of the time",
        achieved=percent(verdict.achieved),
        elapsed=percent(verdict.elapsed),
    )


def told(desk: Desk, judged: JudgedTarget) -> str:
    """Status, actual and aim in one short line."""
    goal = desk.t("{value} ({period})", value=aim(desk, judged), period=_period(desk, judged.period))
    found = judged.verdict.actual
    same = found is not None and found.period.code == judged.period and found.moment == found.period.end
    reached = figure(desk, judged, found) if found is not None and same else actual(desk, judged)
    return f"{said(desk, judged)} · {f'{reached} → {goal}' if reached else goal}"


def label(desk: Desk, judged: JudgedTarget) -> str:
    """How a target is named in a list to choose from."""
    return f"{named(desk, judged)} · {_period(desk, judged.period)} · {aim(desk, judged)}"


def counted(found: Sequence[JudgedTarget]) -> dict[str, int]:
    """How many of each status there are, those replaced left out."""
    counts = dict.fromkeys(CODES, 0)
    for each in found:
        if not each.superseded_by:
            counts[each.verdict.status] += 1
    return {str(code): count for code, count in counts.items()}


def _period(desk: Desk, code: str) -> str:
    return desk.ws.period_name(code, desk.lang)


def _quantity(desk: Desk, value: float, unit: str, judged: JudgedTarget, *, qualifier: str, high: float | None) -> str:
    return desk.ws.quantity(_short(value), unit, desk.lang, qualifier=qualifier, high=high, indicator=judged.indicator)


def _short(value: float) -> float:
    """A reckoned number without the tail that binary fractions leave."""
    return float(f"{value:.8g}")
