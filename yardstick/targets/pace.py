"""Time as years: the share of it that has passed, and the yearly paces that follow from it."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from yardstick.targets.methods import moment


@lru_cache(maxsize=65536)
def years_between(start: dt.date, end: dt.date) -> float:
    """Years from the end of one day to the end of another: whole where month and day agree; may be negative."""
    if (start.month, start.day) == (end.month, end.day):
        return float(end.year - start.year)
    return year_position(end) - year_position(start)


@lru_cache(maxsize=16384)
def year_position(day: dt.date) -> float:
    """The end of a day as a decimal year: 31 December 2025 is 2025.0, 30 June 2025 is 2024 + 181 / 365."""
    return moment(day)


def crossing(position: float, *, left: float, pace: float) -> float | None:
    """Where a line that `left` is still to go to is crossed at `pace` a year; None when it is never reached."""
    if pace == 0 or left / pace < 0:
        return None
    return position + left / pace
