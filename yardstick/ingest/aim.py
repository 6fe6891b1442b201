"""What a target may ask for: days and periods in their order, and a value that can be reached at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import inf

from yardstick.ingest.cell import Cells
from yardstick.ingest.linking import References
from yardstick.ingest.table import Row
from yardstick.model import Period

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Range:
    """What a value may be, in the unit its measure is kept in. `above` leaves the lower end itself out."""

    low: float
    high: float
    above: bool = False

    def __contains__(self, value: float) -> bool:
        return (self.low < value if self.above else self.low <= value) and value <= self.high

    def __str__(self) -> str:
        if self.above:
            return f"above {self.low:g} and at most {self.high:g}"
        low, high = (f"{end:g}" if abs(end) < inf else "…" for end in (self.low, self.high))
        return f"from {low} to {high}"


# Nothing shrinks by all there is. No plan asks for a hundredfold: such a figure has lost its decimal point or its unit,
# and compounded over the years of a span it would be beyond any number.
MEASURES = {
    "growth": Range(-100, 10_000, above=True),
    "multiple": Range(0, 100, above=True),
    "share": Range(0, 100),
    "pp_change": Range(-100, 100),
    "rank": Range(1, inf),
}
ANY = Range(-inf, inf)


@dataclass(frozen=True, slots=True)
class Times:
    """The periods and days of a row; None where it states none, or states it wrongly."""

    period: Period | None
    base: Period | None
    announced: dt.date | None
    due: dt.date | None


@dataclass(frozen=True, slots=True)
class Spot:
    """The row that problems are told of."""

    row: Row
    cells: Cells

    def complain(self, column: str, message: str, *, found: object, expected: object) -> None:
        """Record a problem with the row's address."""
        self.cells.problems.add(self.cells.path, self.row.line, column, message, found=found, expected=expected)


def check_order(times: Times, row: Row, cells: Cells) -> None:
    """A problem for each day or period that does not come in its order: base, announcement, period and what is due."""
    period, base, announced, due = times.period, times.base, times.announced, times.due
    spot = Spot(row, cells)
    if announced is not None and due is not None and due < announced:
        spot.complain("due", "due before it is announced", found=due, expected=f"{announced} or later")
    if period is None:
        return
    if base is not None and base.end >= period.end:
        expected = f"an end before {period.end}"
        spot.complain("base_period", "the base ends no earlier than the aim", found=base, expected=expected)
    if due is not None and due < period.start:
        spot.complain("due", "due before its period begins", found=due, expected=f"{period.start} or later")
    elif due is not None and base is not None and due <= base.end:
        spot.complain("due", "due before its base has ended", found=due, expected=f"{base.end + _DAY} or later")
    if announced is not None and announced > period.end:
        expected = f"{period.end} or earlier"
        spot.complain("announced", "announced after its period has ended", found=announced, expected=expected)


def possible(value: float, column: str, row: Row, cells: Cells, *, references: References) -> bool:
    """Whether an aim of this value can be reached; a problem where it cannot. A level is left to its own limits."""
    low, _ = _limits(row, references)
    span = Range(0 if low >= 0 else -inf, inf) if row["measure"] == "new" else MEASURES.get(row["measure"], ANY)
    if value not in span:
        message = "outside what this measure can be"
        Spot(row, cells).complain(column, message, found=f"{value:.15g}", expected=span)
    return value in span


def bridgeable(value: float, column: str, row: Row, cells: Cells, *, references: References) -> bool:
    """Whether two figures of the row's indicator and measure can be this far apart; a problem where they cannot."""
    low, high = _limits(row, references) if row["measure"] == "value" else _ends(MEASURES.get(row["measure"], ANY))
    span = Range(low - high, high - low)
    if value not in span:
        message = "further apart than two figures of it can be"
        Spot(row, cells).complain(column, message, found=f"{value:.15g}", expected=span)
    return value in span


def _limits(row: Row, references: References) -> tuple[float, float]:
    limits = references.catalogue.indicators[row["indicator"]].limits
    low, high = (limits.min, limits.max) if limits is not None else (None, None)
    return -inf if low is None else low, inf if high is None else high


def _ends(span: Range) -> tuple[float, float]:
    return span.low, span.high
