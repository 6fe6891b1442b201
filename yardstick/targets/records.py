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

Args = Mapping[str, object]
"""What fills the blanks of a reason: plain words and numbers."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one cell, in the indicator's (or measure's) unit. `high` is the upper end of a range."""

    period: Period
    value: float
    qualifier: str = "="
    high: float | None = None
    status: str = "A"
    unit: str = ""
    source: str = ""
    published: dt.date | None = None
    base_period: str = ""


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


@dataclass(frozen=True, slots=True)
class History:
    """What is held of one area and indicator, and of the area it is to be compared with.

    `shown` holds the current reading, `earlier` every figure ever stated; both by measure, in the order of time.
    `reference` is the current reading of the value of the reference area.
    """

    shown: Mapping[str, Sequence[Figure]] = field(default_factory=dict)
    earlier: Mapping[str, Sequence[Figure]] = field(default_factory=dict)
    reference: Sequence[Figure] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """A target compiled: what must be reached, by when, from what base.

    `measure` is the measure it is judged on (a growth target may be judged on the level: then `low` and `high` are
    levels). `operator` is `>=`, `>`, `<=`, `<`, `~` or `range`; the aim is met inside [`low`, `high`], an end that is
    None is open. `steps` is the arithmetic, as (message, blanks).
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one target on one day.

    Shares are fractions (0.6 is 60 %). `gap` is actual minus expected in the unit of `expected`, negative when short of
    it (for an aim below: when above it). `required` and `observed` are yearly paces in that unit; `crossing` is the
    year, as a decimal, in which the line is crossed at the observed pace. `rebased` is the verdict on the base as it
    reads now, where that differs from the pinned one. `cautions` are codes: `estimated`, `provisional`, `implied`,
    `hedged`, `partial`.
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
