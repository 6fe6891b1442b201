"""Declared breaks: the first period of each new series, by indicator, and whether one lies between two periods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from functools import lru_cache

from yardstick.model.period import Period

# Indicator → the first periods of its new series.
Breaks = Mapping[str, Collection[str]]


@lru_cache(maxsize=8192)
def period_of(code: str) -> Period:
    """The period with this code; parsed once."""
    return Period.parse(code)


def break_between(breaks: Collection[str], one: str, *, other: str) -> str:
    """The latest break that parts `one` and `other` (the order does not matter), or ''.

    A period ending before the break begins belongs to the old series, every other one to the new.
    """
    if not breaks:
        return ""
    first, last = sorted((period_of(one).end, period_of(other).end))
    return max((b for b in breaks if _parts(b, first, last=last)), default="")


def _parts(code: str, first: dt.date, *, last: dt.date) -> bool:
    start = period_of(code).start
    return first < start <= last
