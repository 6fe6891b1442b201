"""What a hedged figure allows: the interval it stands for, the order it permits, the hedge a quotient inherits."""

from __future__ import annotations

import math
from dataclasses import dataclass

# A figure said to be "about" is taken to lie within this share of itself: a convention of this house.
ABOUT = 0.05

_FLIPPED = {"=": "=", ">": "<", ">=": "<=", "<": ">", "<=": ">=", "~": "~"}
_LOWER = (">", ">=")
_UPPER = ("<", "<=")


@dataclass(frozen=True, slots=True)
class Interval:
    """The values a figure may have: from `low` to `high`, an end left out when it is open."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    @property
    def exact(self) -> bool:
        """Whether only one value is possible."""
        return self.low == self.high

    def above(self, other: Interval) -> bool:
        """Whether every value allowed here is greater than every value allowed there."""
        touching = self.low == other.high and (self.low_open or other.high_open)
        return self.low > other.high or touching


def interval(value: float, qualifier: str, *, high: float = math.nan) -> Interval:
    """The interval a figure stands for; `high` is the upper end of a range. A range without one is open upward."""
    if qualifier in _LOWER:
        return Interval(value, math.inf, low_open=qualifier == ">")
    if qualifier in _UPPER:
        return Interval(-math.inf, value, high_open=qualifier == "<")
    if qualifier == "~":
        return Interval(value - abs(value) * ABOUT, value + abs(value) * ABOUT)
    if qualifier == "range":
        return Interval(value, math.inf if math.isnan(high) else high)
    return Interval(value, value)


def order(one: Interval, other: Interval) -> int | None:
    """1 when `one` is surely greater, -1 when surely smaller, 0 when both are the same exact value, None when open."""
    if one.above(other):
        return 1
    if other.above(one):
        return -1
    return 0 if one.exact and other.exact else None


def flipped(qualifier: str) -> str:
    """The hedge of a figure whose sign or place is turned round (`>` → `<`); a range has none and gives ''."""
    return _FLIPPED.get(qualifier, "")


def quotient(upper: str, lower: str) -> str:
    """The hedge of a / b from the hedges of a and b, both positive; '' when nothing can be said of the quotient."""
    if lower == "=":
        return upper
    turned = flipped(lower)
    if upper == "=" or not turned:
        return turned
    if upper == turned:
        return upper
    return _joint(upper, turned)


def _joint(one: str, other: str) -> str:
    """Two bounds of the same side, one of them strict, give a strict bound; anything else gives ''."""
    for side in (_LOWER, _UPPER):
        if one in side and other in side:
            return side[0]
    return ""
