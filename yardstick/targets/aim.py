"""An aim as bounds: which side of which number it lies on, and whether a figure surely reaches it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from yardstick.normalise.interval import ABOUT, interval
from yardstick.targets.records import Expected, Figure

# Two numbers closer than this share of the greater are the same: a product such as 100 × 1.1 is not exact.
CLOSE = 1e-9


Bounds = tuple[str, float | None, float | None]
"""An aim's operator and the ends inside which it is met; an open end is None. The first fields of `Expected`."""


@dataclass(slots=True)
class Ends:
    """The values a figure may have; `low_open` and `high_open` leave the end itself out."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False


def bounds(operator: str, value: float, *, high: float | None, sense: int) -> Bounds:
    """The bounds of an aim as written. `sense` is 1 where more is better, -1 where less is, 0 where it is unknown."""
    if operator in (">=", ">"):
        return operator, value, None
    if operator in ("<=", "<"):
        return operator, None, value
    top = value if operator != "range" or high is None else high
    if sense == 0:
        return operator, value, top
    if operator == "=":
        operator = ">=" if sense > 0 else "<="
    return (operator, value, None) if sense > 0 else (operator, None, top)


def ends(figure: Figure) -> Ends:
    """The values `figure` may have."""
    if figure.qualifier == "=":
        return Ends(figure.value, figure.value)
    found = interval(figure.value, figure.qualifier, high=math.nan if figure.high is None else figure.high)
    return Ends(found.low, found.high, found.low_open, found.high_open)


def point(aim: Expected, seen: float) -> float:
    """The number an aim asks for, seen from `seen`: its one bound, or the nearer end of a range."""
    low, high = aim.low, aim.high
    if high is None:
        return 0.0 if low is None else low
    if low is None or seen > high:
        return high
    return low if seen < low else seen


def reaches(aim: Expected, found: Ends) -> str:
    """`met` when every value allowed reaches the aim, `missed` when none does, else why it stays open."""
    low, high = aim.low, aim.high
    if high is None and low is not None:
        if found.low > low and found.low - low > CLOSE * abs(low):
            return "met"
        return _at_least(aim.operator, low, found)
    if low is None and high is not None:
        return _at_least(_MIRRORED.get(aim.operator, aim.operator), -high, _mirrored(found))
    return _inside(aim, found)


def reached_by(aim: Expected, figure: Figure) -> str:
    """`reaches` for a figure; the usual case, an exact one against one bound, takes no detour over its ends."""
    low, high = aim.low, aim.high
    if figure.qualifier != "=" or aim.operator == "~" or (low is None) == (high is None):
        return reaches(aim, ends(figure))
    spare = figure.value - low if low is not None else (high or 0.0) - figure.value
    near = CLOSE * abs(low if low is not None else high or 0.0)
    if aim.operator in (">", "<"):
        return "met" if spare > near else "missed"
    return "met" if spare >= -near else "missed"


_MIRRORED = {"<=": ">=", "<": ">"}


def _mirrored(found: Ends) -> Ends:
    return Ends(-found.high, -found.low, found.high_open, found.low_open)


def _at_least(operator: str, bound: float, found: Ends) -> str:
    low, high = found.low, found.high
    near = CLOSE * abs(bound)
    if operator == ">":
        if low > bound + near or (found.low_open and low >= bound - near):
            return "met"
        return "missed" if high <= bound + near else "hedged"
    if low >= bound - near:
        return "met"
    if operator == "~":
        return _about(bound, found)
    return "missed" if high < bound - near or (found.high_open and high <= bound + near) else "hedged"


def _about(bound: float, found: Ends) -> str:
    floor = bound - ABOUT * abs(bound)
    near = CLOSE * abs(bound)
    if found.high < floor - near or (found.high_open and found.high <= floor + near):
        return "missed"
    return "within_about" if found.high < bound and found.low >= floor - near else "hedged"


def _inside(aim: Expected, found: Ends) -> str:
    low, high = aim.low or 0.0, aim.high or 0.0
    near = CLOSE * max(abs(low), abs(high))
    if found.low >= low - near and found.high <= high + near:
        return "met"
    if aim.operator != "range":
        return "within_about" if aim.operator == "~" and _about(low, found) == "within_about" else "direction_unknown"
    return "missed" if found.high < low - near or found.low > high + near else "hedged"
