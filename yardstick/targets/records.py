"""What judging works on and what it says: figures in time, the rule of an indicator, the compiled aim, the verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from yardstick.model.period import Period

Code = Literal[
    "met",
    "ahead",
    "on_track",
    "behind",
    "moving_away",
    "missed",
    "not_due_no_data",
    "overdue_no_data",
    "not_evaluable",
]
CODES: tuple[Code, ...] = (
    "met",
    "ahead",
    "on_track",
    "behind",
    "moving_away",
    "missed",
    "overdue_no_data",
    "not_due_no_data",
    "not_evaluable",
)
"""Every status, from the best to the least said."""

REASONS: Mapping[str, str] = {
    "base_missing": "no figure for the base period (period)",
    "base_equals_target": "the base already stands exactly at the aim (value)",
    "zero_base": "the base, or an aim counted from nothing, is zero (period)",
    "negative_base": "the base is negative, its growth or multiple means nothing (period)",
    "sign_change": "base and aim have different signs, a growth rate does not exist",
    "break_between": "the series changed between base and actual (period)",
    "unit_differs": "aim and actual are in different units (target, actual)",
    "no_time_elapsed": "the figure is of the base's own moment, or the aim's period has no length",
    "hedged": "a bound or an about leaves it open (qualifier, value)",
    "within_about": "below an aim said to be about, by no more than about (share)",
    "direction_unknown": "better is neither up nor down here, and no base tells which way is meant",
    "before_data": "the series begins only after the aim's period (period)",
    "not_allowed_status": "only figures of a standing that may not be used (status)",
    "reference_missing": "no figure of the reference area for the same period (area, period)",
    "constant_prices": "a growth or a multiple at constant prices cannot be had from levels",
    "growth_missing": "growth over several years, and not all of them have a growth stated (area, years)",
    "renewals": "an increment cannot be had from two levels: lapsed ones hide in them",
    "superseded": "a later aim took its place (by)",
    "no_figure": "the aim's period is over and nothing is held since its base (period)",
    "not_due": "the aim's period is not over and nothing is held since its base (period)",
    "final_missing": "the aim's period is over, the latest figure is of an earlier moment (period)",
    "base_beyond_target": "the base was already beyond the aim (value)",
    "no_deadline": "a direction to go on in: the source names no day by which it is to be reached",
    "out_of_range": "the figures lead to no number: a growth of -100 % or less, or a level beyond counting",
    "no_value": "the aim has neither a figure nor a reference area",
}
"""Every reason a verdict may give: what it means, and in brackets the names of its blanks."""

STEPS: Mapping[str, str] = {
    "as_written": "the aim is the figure as written (value, high)",
    "base_pinned": "the base as it was known at the announcement (period, value, source)",
    "base_settled": "the base as it reads now, a bound then (period, value, source, known, qualifier)",
    "base_plus": "base + change = expected (base, change, result)",
    "base_times": "base × times = expected (base, times, result)",
    "base_grown": "base × (1 + growth %) = expected (base, growth, result)",
    "base_compounded": "base × (1 + growth %) ^ years = expected (base, growth, years, result)",
    "stated_change": "judged on the change as stated (measure, value, high)",
    "chained_growth": "growth over several years from the growth stated for each of them (years)",
    "parts_added": "figures of the parts of a period added up (years, sum, result)",
    "reference_plus": "reference area's figure + offset = expected (area, period, reference, offset, result)",
    "difference_at_base": "base − reference area's figure = difference (area, period, base, reference, difference)",
    "mean_growth": "mean yearly growth between two levels (area, level, base, years, growth)",
}
"""Every step of compiling an aim, with the names of its blanks."""

Args = Mapping[str, object]
"""What fills the blanks of a reason: plain words and numbers."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one cell, in the indicator's (or measure's) unit. `high` is the upper end of a range.

    `as_of` is the day it was counted on, where its source says: the figure of 2016 may be that of July.
    """

    period: Period
    value: float
    qualifier: str = "="
    high: float | None = None
    status: str = "A"
    unit: str = ""
    source: str = ""
    published: dt.date | None = None
    base_period: str = ""
    as_of: dt.date | None = None

    @property
    def moment(self) -> dt.date:
        """The moment it speaks for: the end of its period, or the day it was counted on where that came before.

        A figure published before its period ended, and no estimate of the end, was counted by then at the latest.
        """
        moment, day = self.period.end, self.published
        if day is not None and day < moment and self.status != "E":
            moment = day
        return min(moment, self.as_of) if self.as_of is not None else moment


@dataclass(frozen=True, slots=True)
class Rule:
    """How targets of one indicator are judged: what its definition says.

    `alarm` and `praise` are shares of the progress due; `statuses` are the standings of figures that may be used.
    """

    kind: str
    direction: str
    unit: str
    method: str = "linear"
    alarm: float = 0.95
    praise: float = 1.05
    breaks: tuple[str, ...] = ()
    constant_prices: bool = False
    statuses: frozenset[str] = frozenset("APE")


_ByPeriod = dict[str, dict[str, list[Figure]]]
"""Figures by measure, then by the code of their period."""


@dataclass(frozen=True, slots=True)
class History:
    """What is held of one area and indicator, and of the area it is to be compared with.

    `shown` holds the current reading, `earlier` every figure ever stated; both by measure, in the order of time.
    `reference` is the current reading of the value of the reference area, `reference_growth` that of its growth.
    """

    shown: Mapping[str, Sequence[Figure]] = field(default_factory=dict)
    earlier: Mapping[str, Sequence[Figure]] = field(default_factory=dict)
    reference: Sequence[Figure] = ()
    reference_growth: Sequence[Figure] = ()
    _shown_on: _ByPeriod = field(default_factory=dict, init=False, repr=False, compare=False)
    _earlier_on: _ByPeriod = field(default_factory=dict, init=False, repr=False, compare=False)

    def shown_on(self, measure: str, code: str) -> Sequence[Figure]:
        """The figures shown on `measure` whose period is exactly `code`; sorted by period at the first question."""
        held = self._shown_on.get(measure)
        if held is None:
            held = self._shown_on[measure] = _by_period(self.shown.get(measure, ()))
        return held.get(code, ())

    def earlier_on(self, measure: str, code: str) -> Sequence[Figure]:
        """Every figure ever stated on `measure` whose period is exactly `code`."""
        held = self._earlier_on.get(measure)
        if held is None:
            held = self._earlier_on[measure] = _by_period(self.earlier.get(measure, ()))
        return held.get(code, ())


def _by_period(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Figures under the codes of their periods, each period's in the order they came."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.period.code, []).append(figure)
    return found


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a target cannot be compiled: a code of REASONS and what fills its blanks."""

    reason: str
    args: Args = field(default_factory=dict)


@dataclass(slots=True, unsafe_hash=True)  # not frozen: three times as dear to make, two are made a target
class Expected:
    """A target compiled: what must be reached, by when, from what base.

    `measure` is the measure it is judged on (a growth target may be judged on the level: then `low` and `high` are
    levels). `operator` is `>=`, `>`, `<=`, `<`, `~`, `range`, or `=` where the direction is unknown; the aim is met
    inside [`low`, `high`], an end that is None is open. Both are None where they follow a reference area that has no
    figure yet. `steps` is the arithmetic, as (code of STEPS, blanks).
    """

    measure: str
    operator: str
    low: float | None
    high: float | None
    unit: str
    start: dt.date
    end: dt.date
    base: Figure | None = None
    steps: tuple[tuple[str, Args], ...] = ()


@dataclass(slots=True, unsafe_hash=True)  # not frozen: three times as dear to make, two are made a target
class Verdict:
    """What is said of one target on one day.

    Shares are fractions (0.6 is 60 %). `gap` is actual minus expected in the unit of `expected`, negative when short of
    it (for an aim below: when above it). `required` and `observed` are yearly paces in that unit; `crossing` is where
    the line is crossed at the observed pace, as a decimal year that stands for its end (2025.0 is the figure of 2025;
    the calendar year is its ceiling). `rebased` is the verdict on the base as it reads now, where that differs from
    the pinned one. `cautions` are codes: `estimated`, `provisional`, `implied`, `hedged`, `partial`.
    """

    status: Code
    reason: str = ""
    args: Args = field(default_factory=dict)
    expected: Expected | None = None
    actual: Figure | None = None
    achieved: float | None = None
    elapsed: float | None = None
    ratio: float | None = None
    gap: float | None = None
    required: float | None = None
    observed: float | None = None
    crossing: float | None = None
    method: str = "linear"
    cautions: tuple[str, ...] = ()
    rebased: Verdict | None = None
