"""A growth or a multiple judged on levels, told as it was aimed at: so much reached against so much asked."""

from __future__ import annotations

from dataclasses import dataclass

from yardstick.model.target import Target
from yardstick.targets.pace import years_between
from yardstick.targets.records import Expected, Verdict

_POINTS = ("percent", "pp")
_GROWN = {"base_grown": False, "base_compounded": True}
"""The steps that make a level of a growth, and whether it is a growth a year over several years."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What a level comes to on the measure of its aim, `growth` (in %) or `multiple` (in times the base).

    `yearly` is a mean growth a year over `years`. `gap` is negative when short of the aim, like that of the verdict;
    `qualifier` is that of the level.
    """

    measure: str
    asked: float
    reached: float
    gap: float
    years: float
    yearly: bool = False
    qualifier: str = "="


def rate(target: Target, verdict: Verdict) -> Rate | None:
    """The growth or multiple that the figure comes to; None for every other aim and without a base above zero."""
    expected, actual = verdict.expected, verdict.actual
    if target.measure not in ("growth", "multiple") or target.value is None or expected is None or actual is None:
        return None
    base, codes = expected.base, {code for code, _ in expected.steps}
    if base is None or base.value <= 0 or actual.value <= 0 or actual.qualifier == "range" or verdict.gap is None:
        return None
    years, times = years_between(expected.start, actual.moment), actual.value / base.value
    if target.measure == "multiple":
        return _rate(target, expected, times, years, actual.qualifier) if "base_times" in codes else None
    yearly = next((_GROWN[code] for code in codes if code in _GROWN), None)
    if yearly is None or (yearly and years <= 0):
        return None
    reached = ((times ** (1 / years) if yearly else times) - 1) * 100
    return _rate(target, expected, reached, years, actual.qualifier, yearly=yearly)


def points(verdict: Verdict, found: Rate | None) -> float | None:
    """The gap in percentage points, where the aim can be told in them; negative when short of it."""
    if found is not None:
        return found.gap if found.measure == "growth" else None
    unit = verdict.expected.unit if verdict.expected else ""
    return verdict.gap if unit in _POINTS else None


def _rate(
    target: Target, expected: Expected, reached: float, years: float, qualifier: str, *, yearly: bool = False
) -> Rate:
    """The sides are those of the verdict: a range is reached from its near end on where one side is better."""
    low = target.value or 0.0
    high = low if target.value_high is None else target.value_high
    if expected.high is None:
        asked, gap = low, reached - low
    elif expected.low is None:
        asked, gap = high, high - reached
    else:
        asked = min(max(reached, low), high)
        gap = -abs(reached - asked)
    return Rate(target.measure, asked, reached, gap, years, yearly, qualifier)
