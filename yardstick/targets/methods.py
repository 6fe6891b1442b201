"""Ways to measure progress towards a target: the house's two clocks and three methods from the literature.

A method is a function from one `Case` to one `Outcome`. It uses nothing but the case's numbers, replaces none of them,
and refuses by a reason what it cannot judge.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

Direction = Literal["higher", "lower"]

ALARM, PRAISE = 0.95, 1.05
"""Below the first share of the progress due a target is behind, above the second it is ahead."""

REASONS: tuple[str, ...] = (
    "base_missing",
    "actual_missing",
    "target_missing",
    "base_equals_target",
    "base_beyond_target",
    "zero_base",
    "zero_target",
    "zero_level",
    "negative_base",
    "sign_change",
    "no_time_elapsed",
    "less_than_a_year",
    "before_data",
    "out_of_range",
)
"""Every reason a method may give."""

NOT_EVALUABLE = "not_evaluable"

_SLACK = 1e-12  # what the rounding of binary fractions may cost a share that lies on a threshold
_NOTHING: Mapping[str, float] = {}


class Case(NamedTuple):
    """One series and its target. Periods are moments in years (see `moment`); values are in one common unit.

    A missing base, actual or target is None. `limit` is a natural bound of the indicator, such as 100 for a share.
    """

    base_period: float
    base_value: float | None
    current_period: float
    current_value: float | None
    target_period: float
    target_value: float | None
    direction: Direction
    limit: float | None = None


class Outcome(NamedTuple):
    """What a method says. Shares are fractions; what a method does not have is None.

    `ratio` is the number that the method compares with its thresholds; `inputs` are the quantities it was made from.
    A `reason` is one of `REASONS`: why there is no judgement, or why a judged case has no ratio.
    """

    status: str
    score: float | None = None
    achieved_share: float | None = None
    elapsed_share: float | None = None
    ratio: float | None = None
    reason: str = ""
    inputs: Mapping[str, float] = _NOTHING


Method = Callable[[Case], Outcome]


def moment(day: dt.date) -> float:
    """The end of `day` in years: 31 December 2015 is 2015.0, so whole years are exact; 30 June 2015 is 2014.496."""
    length = 366 if calendar.isleap(day.year) else 365
    return day.year - 1 + day.timetuple().tm_yday / length


def meets(value: float, target: float, direction: Direction) -> bool:
    """Whether `value` is at the target or beyond it."""
    return value >= target if direction == "higher" else value <= target


def paced(ratio: float, alarm: float = ALARM, praise: float = PRAISE) -> str:
    """The status of a share of the progress due: on a threshold it is on track; below nothing it moves away."""
    if ratio < 0:
        return "moving_away"
    if ratio < alarm - _SLACK:
        return "behind"
    return "on_track" if ratio <= praise + _SLACK else "ahead"


def linear(case: Case, *, alarm: float = ALARM, praise: float = PRAISE) -> Outcome:
    """The two clocks: share achieved of the way from base to target over the share elapsed of the time for it.

    met, ahead, on_track, behind, moving_away before the end; met or missed from the end on, which needs no base.
    """
    if case.current_value is None or case.target_value is None:
        return _missing(case)
    reason = _out_of_time(case)
    if reason:
        return Outcome(NOT_EVALUABLE, reason=reason)
    achieved, elapsed = _clocks(case)
    inputs = _lengths(case)
    ratio = achieved / elapsed if achieved is not None and elapsed is not None and elapsed > 0 else None
    if meets(case.current_value, case.target_value, case.direction):
        return Outcome("met", None, achieved, elapsed, ratio, "", inputs)
    if case.current_period >= case.target_period:
        return Outcome("missed", None, achieved, elapsed, ratio, "", inputs)
    reason = _unready(case)
    if reason:
        return Outcome(NOT_EVALUABLE, None, achieved, elapsed, None, reason, inputs)
    if achieved is None or ratio is None:
        return Outcome("moving_away", None, achieved, elapsed, None, "base_beyond_target", inputs)
    return Outcome(paced(ratio, alarm, praise), None, achieved, elapsed, ratio, "", inputs)


def cagr(case: Case) -> Outcome:
    """Compound yearly growth against the growth required: Open SDG 2.4, as Statistics Canada publishes it.

    With a target, ratio = sign x direction x g / |r|; without one it is sign x direction x g, a yearly growth, whose
    thresholds shrink near a natural limit. The score lies in [-5, 5]. A zero base, a zero target and a target equal to
    the base are refused, where the original puts 0.001 for the zero or divides by it.
    """
    if case.current_value is None:
        return _missing(case)
    if case.base_value is None:
        return Outcome(NOT_EVALUABLE, reason="base_missing")
    reason = _out_of_time(case)
    if reason:
        return Outcome(NOT_EVALUABLE, reason=reason)
    if case.target_value is None:
        return _grown(case)
    achieved, elapsed = _clocks(case)
    unsound = _unsound(case)
    if unsound:
        return Outcome(NOT_EVALUABLE, None, achieved, elapsed, None, unsound)
    met = meets(case.current_value, case.target_value, case.direction)
    reason = _no_growth(case) or _no_growth_aimed(case)
    if reason:
        status, score = ("target_achieved", 5.0) if met else (NOT_EVALUABLE, None)
        return Outcome(status, score, achieved, elapsed, None, reason)
    observed = _growth(case.base_value, case.current_value, case.current_period - case.base_period)
    required = _growth(case.base_value, case.target_value, case.target_period - case.base_period)
    sign = _sign(case)
    ratio = sign * observed / abs(required)
    status, score = ("target_achieved", 5.0) if met else _progress_to(ratio)
    inputs = {"observed_growth": observed, "required_growth": required, "sign": sign}
    return Outcome(status, score, achieved, elapsed, ratio, "", inputs)


def projection(case: Case) -> Outcome:
    """The value that present growth leads to at the target's period, as a share of the way: UN and EUSTAT.

    v_e = v_t (1 + g)^(T - t), ratio = (v_e - v_b) / (v_T - v_b). The score is their grade: 3 from 0.95 (on_track), 2
    from 0.10 (insufficient), 1 below (away). A base beyond the target is refused: there is no way whose share is meant.
    """
    if case.base_value is None or case.current_value is None or case.target_value is None:
        return _missing(case)
    achieved, elapsed = _clocks(case)
    reason = _no_projection(case)
    if reason:
        return Outcome(NOT_EVALUABLE, None, achieved, elapsed, None, reason)
    observed = _growth(case.base_value, case.current_value, case.current_period - case.base_period)
    projected = case.current_value
    if case.target_period != case.current_period:
        projected *= (1 + observed) ** (case.target_period - case.current_period)
    ratio = (projected - case.base_value) / (case.target_value - case.base_value)
    status, score = ("on_track", 3) if ratio >= 0.95 else ("insufficient", 2) if ratio >= 0.10 else ("away", 1)
    return Outcome(status, score, achieved, elapsed, ratio, "", {"observed_growth": observed, "projected": projected})


def level_ratio(case: Case) -> Outcome:
    """The level beside the level due by now on the straight line from base to target.

    ratio = actual / due where higher is better, due / actual where lower is: 1 is on the line, more is better. It is
    blind to the way already behind at the start, so a figure on the wrong side of its base is moving_away whatever the
    ratio. After the end the level due is the target.
    """
    if case.current_value is None or case.target_value is None:
        return _missing(case)
    reason = _out_of_time(case)
    if reason:
        return Outcome(NOT_EVALUABLE, reason=reason)
    achieved, elapsed = _clocks(case)
    met = meets(case.current_value, case.target_value, case.direction)
    due = _due(case)
    reason = _no_level(case, due)
    ended = case.current_period >= case.target_period
    if due is None or reason:
        status = "met" if met else "missed" if ended else NOT_EVALUABLE
        return Outcome(status, None, achieved, elapsed, None, reason)
    ratio = case.current_value / due if case.direction == "higher" else due / case.current_value
    if met or ended:
        status = "met" if met else "missed"
    else:
        status = "moving_away" if achieved is None or achieved < 0 else paced(ratio)
    return Outcome(status, None, achieved, elapsed, ratio, "", {"due": due})


def _guarded(method: Method) -> Method:
    """The method, refusing numbers so large, small or near to each other that its arithmetic leaves the floats."""

    def guarded(case: Case) -> Outcome:
        try:
            outcome = method(case)
        except (OverflowError, ZeroDivisionError):
            return Outcome(NOT_EVALUABLE, reason="out_of_range")
        ratio, achieved = outcome.ratio, outcome.achieved_share
        if (ratio is None or math.isfinite(ratio)) and (achieved is None or math.isfinite(achieved)):
            return outcome
        return Outcome(NOT_EVALUABLE, reason="out_of_range")

    return guarded


METHODS: Mapping[str, Method] = {
    "linear": _guarded(linear),
    "cagr": _guarded(cagr),
    "projection": _guarded(projection),
    "level_ratio": _guarded(level_ratio),
}
"""Every method by its name."""


def _missing(case: Case) -> Outcome:
    """The refusal of a case that lacks a number its method needs."""
    if case.current_value is None:
        return Outcome(NOT_EVALUABLE, reason="actual_missing")
    return Outcome(NOT_EVALUABLE, reason="target_missing" if case.target_value is None else "base_missing")


def _clocks(case: Case) -> tuple[float | None, float | None]:
    """Achieved and elapsed share; None where there is no way (a base at the target or beyond) or no time for it."""
    base, actual, target = case.base_value, case.current_value, case.target_value
    span = case.target_period - case.base_period
    elapsed = (case.current_period - case.base_period) / span if span > 0 else None
    if base is None or actual is None or target is None or meets(base, target, case.direction):
        return None, elapsed
    return (actual - base) / (target - base), elapsed


def _out_of_time(case: Case) -> str:
    """Why the order of base, present and target leaves nothing to judge, whatever the values are.

    A period that is not told (NaN: its value is missing) comes before none.
    """
    if case.target_value is not None and case.target_period <= case.base_period:
        return "before_data"
    return "no_time_elapsed" if case.current_period < case.base_period else ""


def _lengths(case: Case) -> Mapping[str, float]:
    """The way and the time that the two clocks divide: done of way, passed of span; no more than is held."""
    base, actual, target = case.base_value, case.current_value, case.target_value
    if base is None or actual is None or target is None:
        return _NOTHING
    passed, span = case.current_period - case.base_period, case.target_period - case.base_period
    return {"done": actual - base, "way": target - base, "passed": passed, "span": span}


def _unready(case: Case) -> str:
    """Why a case before its end cannot be put on a line from base to target."""
    if case.base_value is None:
        return "base_missing"
    if case.base_value == case.target_value:
        return "base_equals_target"
    return "no_time_elapsed" if case.current_period <= case.base_period else ""


def _unsound(case: Case) -> str:
    """What the published growth method puts 0.001 for, or divides by."""
    if case.base_value == 0:
        return "zero_base"
    if case.target_value == 0:
        return "zero_target"
    return "base_equals_target" if case.base_value == case.target_value else ""


def _no_growth(case: Case) -> str:
    """Why there is no yearly growth from the base to the present."""
    base, actual = case.base_value or 0.0, case.current_value or 0.0
    years = case.current_period - case.base_period
    if years <= 0:
        return "no_time_elapsed"
    if years < 1:
        return "less_than_a_year"
    return "sign_change" if base * _one(actual) < 0 else ""


def _no_growth_aimed(case: Case) -> str:
    """Why there is no yearly growth from the base to the target."""
    return "sign_change" if _one(case.base_value or 0.0) != _one(case.target_value or 0.0) else ""


def _no_projection(case: Case) -> str:
    base, target = case.base_value or 0.0, case.target_value or 0.0
    if base <= 0:
        return "negative_base" if base < 0 else "zero_base"
    if base == target:
        return "base_equals_target"
    if meets(base, target, case.direction):
        return "base_beyond_target"
    return "before_data" if case.target_period <= case.base_period else _no_growth(case)


def _no_level(case: Case, due: float | None) -> str:
    """Why a level and the level due have no meaningful quotient."""
    if due is None:
        return _unready(case)
    if case.base_value is not None and case.base_value < 0:
        return "negative_base"
    below = min(due, case.current_value or 0.0)
    if below < 0:
        return "sign_change"
    divisor = due if case.direction == "higher" else case.current_value
    return "zero_level" if divisor == 0 else ""


def _due(case: Case) -> float | None:
    """The level due by the moment of the actual figure; the target from its end on."""
    base, target = case.base_value, case.target_value
    if case.current_period >= case.target_period:
        return target
    if base is None or target is None or _unready(case):
        return None
    share = (case.current_period - case.base_period) / (case.target_period - case.base_period)
    return base + (target - base) * share


def _one(value: float) -> int:
    """The sign of a number: -1, 0 or 1."""
    return (value > 0) - (value < 0)


def _sign(case: Case) -> int:
    """1 where growth of the number's size leads the wished way; a negative base turns it round."""
    wished = 1 if case.direction == "higher" else -1
    return -wished if (case.base_value or 0.0) < 0 else wished


def _growth(start: float, end: float, years: float) -> float:
    """Compound yearly growth as a fraction; `start` is not zero and `end` not of the other sign."""
    return float((end / start) ** (1 / years)) - 1


def _grown(case: Case) -> Outcome:
    """The published method without a target: the yearly growth itself against 1.5 % and 0.5 %."""
    reason = "zero_base" if case.base_value == 0 else _no_growth(case)
    if reason or case.base_value is None or case.current_value is None:
        return Outcome(NOT_EVALUABLE, None, None, None, None, reason)
    observed = _growth(case.base_value, case.current_value, case.current_period - case.base_period)
    sign = _sign(case)
    coefficient = 1.0 if case.limit is None else _coefficient(abs(case.base_value), abs(case.limit))
    status, score = _progress(sign * observed, coefficient)
    inputs = {"observed_growth": observed, "sign": sign, "coefficient": coefficient}
    return Outcome(status, score, None, None, sign * observed, "", inputs)


def _coefficient(base: float, limit: float) -> float:
    """How much of the thresholds remains at this distance from the limit: 0 at the limit, 1 far from it."""
    if base >= 2 * limit:
        return 1.0
    nearness = base / limit if base <= limit else (2 * limit - base) / limit
    return 1 - float(nearness**4.44)


def _progress_to(ratio: float) -> tuple[str, float]:
    """Status and score of growth as a share of the growth required."""
    if ratio >= 0.6:
        status = "substantial_progress" if ratio >= 0.95 else "moderate_progress"
        return status, min(7.1429 * ratio - 4.2857, 5.0)
    status = "limited_progress" if ratio >= 0 else "deterioration"
    return status, max(4.1667 * ratio - 2.5, -5.0)


def _progress(growth: float, coefficient: float) -> tuple[str, float]:
    """Status and score of a yearly growth, where there is no target."""
    if growth < 0:
        return "deterioration", max(125 * growth - 2.5, -5.0)
    if coefficient == 0:
        return "substantial_progress", 5.0
    if growth >= 0.015 * coefficient:
        return "substantial_progress", min(500 * growth / coefficient - 5, 5.0)
    if growth >= 0.005 * coefficient:
        return "moderate_progress", 250 * growth / coefficient - 1.25
    return "limited_progress", 500 * growth / coefficient - 2.5
