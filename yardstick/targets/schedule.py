"""When an aim begins and ends: the base period, the start of its clock, its end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache

from yardstick.model.period import Period
from yardstick.model.target import Target
from yardstick.normalise.breaks import period_of


@dataclass(frozen=True, slots=True)
class Schedule:
    """The base period's code, the moment the clock starts, the aim's end, and the base's end in whole years before it.

    `opening` is the eve of the aim's own period: where what is counted within the period starts from nothing.
    """

    base: str
    start: dt.date
    end: dt.date
    opening: dt.date


def schedule(target: Target, announced: dt.date | None = None) -> Schedule:
    """The schedule of `target`; `announced` stands in where the target carries no day of its own.

    Base: the one stated; for a span the year before it begins; for a plan that ends in a year the year before its
    announcement (the year before its end where no day is known); for anything else the year before the aim's.
    """
    told = target.announced or announced
    year = told.year if told is not None and target.kind == "plan" else 0
    return _schedule(target.period.code, target.base_period, year, target.due)


def closing(target: Target) -> Target:
    """The target as of the year its period ends in."""
    return replace(target, period=period_of(str(target.period.year)))


def whole_years(period: Period) -> bool:
    """Whether the period begins and ends with a year."""
    return (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31)


@lru_cache(maxsize=8192)
def _schedule(code: str, base: str, announced: int, due: dt.date | None) -> Schedule:
    period = period_of(code)
    base = base or str(_year_before(period, announced))
    opening = period.start - dt.timedelta(days=1)
    return Schedule(base, period_of(base).end, due or period.end, opening)


def _year_before(period: Period, announced: int) -> int:
    before = period.start.year - 1
    return min(before, announced - 1) if announced and period.kind != "span" else before
