"""Time as years: the share of it that has passed, and the yearly paces that follow from it."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

DAYS_PER_YEAR = 365.25


@lru_cache(maxsize=65536)
def years_between(start: dt.date, end: dt.date) -> float:
    """Years from one day to another: exact where month and day agree, else days / 365.25; may be negative."""
    if (start.month, start.day) == (end.month, end.day):
        return float(end.year - start.year)
    return (end - start).days / DAYS_PER_YEAR


@lru_cache(maxsize=16384)
def year_position(day: dt.date) -> float:
    """A day as a decimal year that stands for its end: 31 December 2025 is 2025.0, 30 June 2025 about 2024.5."""
    return day.year + years_between(dt.date(day.year, 12, 31), day)


def crossing(position: float, *, left: float, pace: float) -> float | None:
    """Where a line that `left` is still to go to is crossed at `pace` a year; None when it is never reached."""
    if pace == 0 or left / pace < 0:
        return None
    return position + left / pace
