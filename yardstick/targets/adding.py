"""What adds up: the parts of a period put together where the whole, or so much of it, is not stated itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yardstick.model.period import Period
from yardstick.normalise.breaks import period_of
from yardstick.targets.records import Args, Figure, Rule

_DAY = dt.timedelta(days=1)
_MOST = 1000  # parts of one aim: more than its days in any plan that counts by months


class Sum(NamedTuple):
    """The sum of two parts or more that follow each other from the first day of a period, and its step."""

    figure: Figure
    step: tuple[str, Args]


def added(figures: Iterable[Figure], period: Period, *, rule: Rule, as_of: dt.date) -> Sum | None:
    """The longest unbroken row of figures from the first day of `period` on, added up; None where it has no two parts.

    Of figures that begin on one day the longest goes first: half a year before its first quarter. A part must be whole,
    known on the day `as_of` and of a standing that may be used; the row ends before a part in another unit, a range,
    or a bound that points the other way.
    """
    parts = _row(_by_start(figures, period, rule=rule, as_of=as_of), period)
    if len(parts) < 2:
        return None
    last = parts[-1]
    value = sum(part.value for part in parts)
    code = _code(period, last.period.end)
    days = [part.published for part in parts if part.published is not None]
    figure = Figure(
        period_of(code),
        value,
        _joined([part.qualifier for part in parts]) or "=",
        None,
        max((part.status for part in parts), key="APEI".find),
        last.unit,
        last.source,
        max(days, default=None),
    )
    told: Args = {"years": code, "sum": " + ".join(f"{part.value:.12g}" for part in parts), "result": value}
    return Sum(figure, ("parts_added", told))


def _code(period: Period, end: dt.date) -> str:
    """The code of what lies between the first day of `period` and `end`, the last day of a month."""
    if end == period.end:
        return period.code
    start = period.start
    if start.month == 1 and end.month == 12:
        return f"{start.year}" if start.year == end.year else f"{start.year}/{end.year}"
    return f"{start.year:04d}-{start.month:02d}/{end.year:04d}-{end.month:02d}"


def _by_start(figures: Iterable[Figure], period: Period, *, rule: Rule, as_of: dt.date) -> dict[dt.date, list[Figure]]:
    """The usable parts of `period` by their first day, the longest first."""
    found: dict[dt.date, list[Figure]] = {}
    for figure in figures:
        own = figure.period
        inside = period.start <= own.start and own.end <= period.end and own.code != period.code
        known = figure.published is None or figure.published <= as_of
        if inside and known and figure.status in rule.statuses and figure.moment == own.end and not figure.base_period:
            found.setdefault(own.start, []).append(figure)
    for same in found.values():
        same.sort(key=lambda f: (-f.period.end.toordinal(), f.period.code, f.value, f.source))
    return found


def _row(by_start: dict[dt.date, list[Figure]], period: Period) -> Sequence[Figure]:
    parts: list[Figure] = []
    day = period.start
    while day in by_start and len(parts) < _MOST:
        fitting = (f for f in by_start[day] if _joined([*(p.qualifier for p in parts), f.qualifier]))
        part = next((f for f in fitting if not parts or f.unit == parts[0].unit), None)
        if part is None:
            break
        parts.append(part)
        day = part.period.end + _DAY
    return parts


def _joined(qualifiers: Sequence[str]) -> str:
    """The qualifier of a sum; empty where its parts have none in common."""
    hedges = set(qualifiers) - {"="}
    if not hedges:
        return "="
    for strict, loose in ((">", ">="), ("<", "<=")):
        if hedges <= {strict, loose}:
            return strict if strict in hedges else loose
    return "~" if hedges == {"~"} else ""
