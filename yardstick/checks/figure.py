"""Figures out of a frame, and the book that finds them: by cell, by source, by series."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from yardstick.catalogue import Catalogue
from yardstick.checks.finding import Blank, Finding, Severity
from yardstick.checks.thresholds import ABOUT, SLACK
from yardstick.model import AreaBook
from yardstick.normalise.breaks import break_between, period_of

_NUMBER = re.compile(r"\d+(?:\.(\d+))?")
_COLUMNS = (
    "indicator", "area", "measure", "period", "value", "value_high", "qualifier", "unit", "obs_status", "source",
    "locator", "base_period", "stated_value",
)  # fmt: skip
_GIVEN = {"measure": "value", "qualifier": "=", "obs_status": "A", "value_high": math.nan}
LEVELS = ("value", "new", "net_change")
"""Measures kept in the indicator's own unit."""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One figure. `low` and `high` enclose what it allows by its hedge and its last digit, in its own unit.

    `pick` is 1 for the one shown in its cell; `fresh` marks an incoming one; `end` is the last day of the period.
    """

    indicator: str
    area: str
    measure: str
    period: str
    value: float
    qualifier: str
    unit: str
    status: str
    source: str
    locator: str
    base: str
    stated: str
    pick: int
    fresh: bool
    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether it is stated without a hedge."""
        return self.qualifier == "="

    @property
    def year(self) -> int:
        """The year its period ends in."""
        return period_of(self.period).year

    @property
    def whole_year(self) -> bool:
        """Whether its period is a calendar year."""
        return len(self.period) == 4

    @property
    def half(self) -> float:
        """Half a unit of its last digit, for an exact figure."""
        return self.high - self.value

    def finding(
        self,
        code: str,
        severity: Severity,
        *,
        expected: float | None,
        others: Iterable[Figure] = (),
        period: str = "",
        **blanks: Blank,
    ) -> Finding:
        """A finding about this figure, held against `others`."""
        involved = (self, *others)
        pairs = dict.fromkeys((f.source, f.locator) for f in involved)
        return Finding(
            code, self.area, self.indicator, self.measure, period or self.period, self.value, expected,
            tuple(source for source, _ in pairs), tuple(sorted(blanks.items())), severity, self.unit,
            tuple(place for _, place in pairs),
            tuple(dict.fromkeys(f.locator for f in involved if f.fresh)),
        )  # fmt: skip


Series = list[Figure]


class Book:
    """Every figure with a value, indexed. Lost figures are left out: missing is not zero, and no finding either."""

    def __init__(self, figures: Iterable[Figure], catalogue: Catalogue, areas: AreaBook) -> None:
        self.catalogue, self.areas = catalogue, areas
        self.figures = sorted(
            (f for f in figures if f.indicator in catalogue),
            key=lambda f: (f.indicator, f.area, f.measure, f.period, f.pick, f.source, f.locator),
        )
        self.cells: dict[tuple[str, str, str, str], list[Figure]] = defaultdict(list)
        for figure in self.figures:
            self.cells[figure.indicator, figure.area, figure.measure, figure.period].append(figure)
        self.known = self.cells.keys()
        self.by_indicator: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            self.by_indicator[figure.indicator].append(figure)
        self._factors = {unit.id: float(unit.factor) for unit in catalogue.units}
        self._dimensions = {unit.id: unit.dimension for unit in catalogue.units}

    def factor(self, unit: str) -> float:
        """What one of the unit is in the base of its dimension."""
        return self._factors.get(unit, 1.0)

    def dimension(self, unit: str) -> str:
        """What the unit measures."""
        return self._dimensions.get(unit, unit)

    def counted(self, unit: str) -> bool:
        """Whether the unit counts things one by one, so that none is less than nothing."""
        return self.dimension(unit) == "count"

    def ends(self, figure: Figure) -> tuple[float, float]:
        """What a figure allows; things counted one by one and told in full have no rounding."""
        if figure.exact and self.counted(figure.unit) and figure.half <= 0.5 * (1 + SLACK) + abs(figure.value) * SLACK:
            return figure.value, figure.value
        return figure.low, figure.high

    def shown(self, indicator: str, area: str, period: str, *, measure: str = "value") -> Figure | None:
        """The figure shown in a cell."""
        found = self.cells.get((indicator, area, measure, period))
        return found[0] if found else None

    def beside(
        self, figure: Figure, *, indicator: str = "", area: str = "", period: str = "", measure: str = "value"
    ) -> Figure | None:
        """The figure of the same source in the same cell but for what is named; the shown one first."""
        key = (indicator or figure.indicator, area or figure.area, measure, period or figure.period)
        return next((f for f in self.cells.get(key, ()) if f.source == figure.source and f is not figure), None)

    def base_of(self, figure: Figure) -> str:
        """The period a change is measured against: the one it names, else a year before; '' where there is none."""
        if figure.base:
            return figure.base
        period = period_of(figure.period)
        if period.kind == "span":
            if period.start.year != period.end.year:
                return ""
            first, _, last = figure.period.partition("/")
            return f"{int(first[:4]) - 1}{first[4:]}/{int(last[:4]) - 1}{last[4:]}"
        return f"{int(figure.period[:4]) - 1}{figure.period[4:]}"

    def broken(self, indicator: str, one: str, other: str) -> str:
        """The declared break between two periods, or ''."""
        return break_between(self._breaks.get(indicator, ()), one, other=other)

    @cached_property
    def _breaks(self) -> dict[str, tuple[str, ...]]:
        return {i.id: tuple(b.period.code for b in i.breaks) for i in self.catalogue.indicators.values() if i.breaks}

    @cached_property
    def series(self) -> dict[tuple[str, str], dict[int, Figure]]:
        """(indicator, area) → year → the exact level shown for that whole year, in the order of time."""
        found: dict[tuple[str, str], dict[int, Figure]] = defaultdict(dict)
        for (indicator, area, measure, period), figures in self.cells.items():
            if measure == "value" and len(period) == 4 and figures[0].exact:
                found[indicator, area][int(period)] = figures[0]
        return {key: dict(sorted(years.items())) for key, years in found.items()}


def figures_of(frame: pd.DataFrame, *, fresh: bool = False) -> Iterator[Figure]:
    """The figures with a value in a READING frame; stated_value, pick and hedges may be absent.

    Incoming figures stand before those held in their cell, as they would speak for it.
    """
    columns = [frame[n].tolist() if n in frame.columns else [_GIVEN.get(n, "")] * len(frame) for n in _COLUMNS]
    picks = frame["pick"].tolist() if "pick" in frame.columns else [1] * len(frame)
    for row, pick in zip(zip(*columns, strict=True), picks, strict=True):
        indicator, area, measure, period, value, top, qualifier, unit, status, source, place, base, stated = row
        if value is None or value != value or status == "M":  # noqa: PLR0124  (NaN differs from itself)
            continue
        value = float(value)
        written = stated if isinstance(stated, str) else ""
        low, high = _bounds(value, qualifier, top, half=_half(value, written))
        yield Figure(
            indicator, area, measure, period, value, qualifier, unit, status, source, place,
            base if isinstance(base, str) else "", written, 0 if fresh else int(pick), fresh, low, high,
        )  # fmt: skip


def _half(value: float, stated: str) -> float:
    """Half a unit of the last digit stated, in the unit the value is kept in."""
    match = _NUMBER.search(stated.replace(",", "")) if stated else None
    text = match[0] if match else repr(value)
    if "e" in text:
        return abs(value) * SLACK
    decimals = len(text.partition(".")[2]) if not text.endswith(".0") or match else 0
    number = float(text)
    scale = abs(value) / number if number else 1.0
    return float(0.5 * 10.0**-decimals * scale)


def _bounds(value: float, qualifier: str, top: float | None, *, half: float) -> tuple[float, float]:
    half += abs(value) * SLACK
    if qualifier in (">", ">="):
        return value - half, math.inf
    if qualifier in ("<", "<="):
        return -math.inf, value + half
    if qualifier == "~":
        room = max(half, abs(value) * ABOUT)
        return value - room, value + room
    if qualifier == "range":
        upper = math.inf if top is None or top != top else float(top)  # noqa: PLR0124
        return value - half, upper + half
    return value - half, value + half


def apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether no value fits both ranges."""
    return one[0] > other[1] or other[0] > one[1]
