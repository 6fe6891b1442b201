"""One true sentence about how areas moved: from when to when, by how much, and who grew fastest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from yardstick.catalogue.indicator import Indicator
from yardstick.compare.against import DIFFERENCE_ONLY, DIFFERENCE_UNITS
from yardstick.compare.speech import Speech
from yardstick.normalise.breaks import break_between, period_of
from yardstick.normalise.position import COUNTED
from yardstick.normalise.reading import Reading, readings


@dataclass(frozen=True, slots=True)
class Move:
    """An area's change between two whole years, both exact and final or provisional.

    `change` is in % of the start (`unit` percent), or a difference (`unit` pp or the reading's own) where a percentage
    would mislead: ratios, indices, places, a start that is zero or negative.
    """

    start: Reading
    end: Reading
    change: float
    unit: str

    @property
    def area(self) -> str:
        """The area's code."""
        return self.start.area


def moves(frame: pd.DataFrame, *, indicator: Indicator) -> list[Move]:
    """Each area's change between the first and last year that the areas have in common, after the last break.

    Areas with the fewest years are left out until two common years are found; empty when there are none. Hedged,
    estimated, implied and missing figures and parts of years do not count. Either all changes are percentages or all
    are differences.
    """
    series: dict[str, dict[int, Reading]] = {}
    for row in readings(frame):
        if _counts(row):
            series.setdefault(row.area, {}).setdefault(row.year, row)
    while series:
        common = _after_break(sorted(set.intersection(*(set(years) for years in series.values()))), indicator)
        if len(common) > 1:
            break
        series.pop(min(series, key=lambda area: len(series[area])))
    ends = [(years[common[0]], years[common[-1]]) for years in series.values()]
    if len(ends) > 1:  # a total that starts at zero has no percentage, and differences of totals depend on size
        ends = [(start, end) for start, end in ends if start.value > 0 or start.unit in DIFFERENCE_ONLY]
    relative = all(start.value > 0 and start.unit not in DIFFERENCE_ONLY for start, _ in ends)
    return [_move(start, end, relative=relative) for start, end in ends]


def series_finding(frame: pd.DataFrame, *, indicator: Indicator, speech: Speech, form: str = "raw") -> str:
    """The sentence for series over time: one area's change, or the fastest and the slowest of several.

    Where no two years can be compared it says so, and why when a break is the reason. Ends without a full stop.
    """
    rows = [row for row in readings(frame) if not row.missing]
    subject = speech.subject(indicator, form, measure=rows[0].measure if rows else "value")
    if not rows:
        return speech.t("No figure for {subject} in the areas chosen", subject=subject)
    found = moves(frame, indicator=indicator)
    if not found:
        return _standstill(rows, indicator, subject=subject, speech=speech)
    said = _one(found[0], subject, speech=speech) if len(found) == 1 else _several(found, subject, speech=speech)
    without = len({row.area for row in rows}) - len(found)
    return said if not without else said + speech.t("; {n} more without a comparable change", n=without)


def _counts(row: Reading) -> bool:
    return row.is_year and not row.missing and row.qualifier == "=" and row.obs_status in COUNTED


def _after_break(years: list[int], indicator: Indicator) -> list[int]:
    """The years that no declared break parts from the last one."""
    declared = [b.period.code for b in indicator.breaks]
    return [y for y in years if not break_between(declared, str(y), other=str(years[-1]))]


def _move(start: Reading, end: Reading, *, relative: bool) -> Move:
    if relative:
        return Move(start, end, (end.value / start.value - 1) * 100, "percent")
    return Move(start, end, end.value - start.value, DIFFERENCE_UNITS.get(start.unit, start.unit))


def _change(move: Move, speech: Speech) -> str:
    """Up, down or unchanged, with the amount."""
    if move.end.value == move.start.value:
        return speech.t("unchanged")
    amount = speech.fmt(abs(move.change), move.unit)
    return speech.t("up {amount}" if move.change > 0 else "down {amount}", amount=amount)


def _told(move: Move, speech: Speech) -> dict[str, str]:
    return {
        "area": speech.area(move.area),
        "start": speech.period(move.start.period),
        "end": speech.period(move.end.period),
        "first": speech.figure(move.start),
        "last": speech.figure(move.end),
        "change": _change(move, speech),
    }


def _one(move: Move, subject: str, *, speech: Speech) -> str:
    msgid = "{area}: {subject} from {first} in {start} to {last} in {end}, {change}"
    return speech.t(msgid, subject=subject, **_told(move, speech))


def _several(found: Sequence[Move], subject: str, *, speech: Speech) -> str:
    order = sorted(found, key=lambda move: -move.change)
    top, bottom = order[0], order[-1]
    told = _told(top, speech) | {"subject": subject, "areas": speech.areas(m.area for m in found)}
    if math.isclose(top.change, bottom.change, abs_tol=1e-9):
        return speech.t("{subject}, {start} to {end}: the same change in {areas}, {change}", **told)
    if math.isclose(top.change, order[1].change, abs_tol=1e-9):
        shared = speech.areas(m.area for m in order if math.isclose(m.change, top.change, abs_tol=1e-9))
        return speech.t("{subject}, {start} to {end}: {areas} share first place, {change}", **{**told, "areas": shared})
    other = {"other": speech.area(bottom.area), "other_change": _change(bottom, speech)}
    if top.change <= 0:
        return speech.t(
            "{subject}, {start} to {end}: nowhere up; {area} {change}, {other} {other_change}", **told, **other
        )
    return speech.t(
        "{subject}, {start} to {end}: {area} rose most, {change} ({first} to {last}); {other} {other_change}",
        **told,
        **other,
    )


def _standstill(rows: Sequence[Reading], indicator: Indicator, *, subject: str, speech: Speech) -> str:
    """Why no change is told: a break, or no two years with exact figures for all areas."""
    ordered = sorted((row.period for row in rows), key=lambda p: period_of(p).end)
    between = break_between([b.period.code for b in indicator.breaks], ordered[0], other=ordered[-1])
    if between:
        msgid = "{subject}: the definition changed in {period}, so no change over it is told"
        return speech.t(msgid, subject=subject, period=speech.period(between))
    return speech.t("{subject}: no two years with exact figures for every area shown", subject=subject)
