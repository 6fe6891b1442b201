"""What a reader finds in a text: candidate figures, each with its place, and the rule behind every field."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from yardstick.model.observation import Measure, ObsStatus, Qualifier

Kind = Literal["actual", "target"]

FIELDS = ("area", "indicator", "kind", "measure", "operator", "value", "unit", "period")
"""The fields for which a candidate names its rules: `area:`, `link:` (the indicator), `measure:`, `kind:`, `period:`,
`value:` (with its unit) and `operator:`."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a document before it is read.

    `area` is the code of the area whose document it is. `signed` is the day the text speaks of (signature, meeting),
    `published` the day of the page; where neither is given the reader looks for a date in the text.
    """

    area: str
    signed: dt.date | None = None
    published: dt.date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One figure read in a text. `start` and `end` are the span of its digits and unit, 0-based, in characters.

    `first` and `last` are the span of its sentence. `indicator` is empty where the figure could not be placed; then
    `area`, `kind`, `measure` and `period` are the reader's best guess all the same. `value` and `unit` are as written,
    numerals worked out (三成 is 30 %, 两 is 2); `value_high` is the other end of a range. `period` is SDMX, empty where
    none can be told. `falls` is true of a change downward (下降3.2%): its value is written without a sign. `status` is
    `A`, `E` (estimated) or `P` (of a part of the period, or a first count). `problem` says what is odd about it (a lost
    decimal point), else empty. `restates` is the place in the list of the earlier candidate that says the same.
    `confidence` is the share of such readings that were right among labelled figures, 0 to 1.
    """

    start: int
    end: int
    first: int
    last: int
    area: str
    indicator: str
    kind: Kind
    measure: Measure
    operator: Qualifier
    value: float
    unit: str
    period: str
    value_high: float | None = None
    base_period: str = ""
    as_of: dt.date | None = None
    status: ObsStatus = "A"
    hedge: str = ""
    confidence: float = 0.0
    rules: tuple[str, ...] = ()
    problem: str = ""
    restates: int | None = None
    falls: bool = False

    @property
    def placed(self) -> bool:
        """Whether an indicator was found for it."""
        return bool(self.indicator)
