"""An incoming figure against the nearest figure of its own series: too far for the years between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from yardstick.checks.figure import LEVELS, Book, Figure
from yardstick.checks.finding import Finding, Named, number
from yardstick.checks.thresholds import ARRIVAL_FACTOR, ARRIVAL_GROWTH, ARRIVAL_YEARS, LEAST_COUNT, SURE_POWER
from yardstick.model import Period

SAID_BY = ("unit_off", "jump", "outlier", "break_undeclared")
"""Codes that say the same, and more: a figure that has one of them is not told again."""

Series = dict[int, Figure]


def arrivals(book: Book) -> Iterator[Finding]:
    """Incoming levels that lie further from the nearest figure of their series than the years between explain.

    A zero where there was something is told too: it may stand for what is missing. The auditing checks want long and
    steady series; a figure that comes in is asked for sooner, because whoever brings it has the sheet at hand.
    """
    for years in _series(book).values():
        for year, figure in years.items():
            other = _nearest(book, years, year) if figure.fresh and figure.value >= 0 else None
            if other is not None and not _explained(book, figure, other):
                yield _told(figure, other)


def _series(book: Book) -> dict[tuple[str, str, str, str], Series]:
    """(indicator, area, measure, what part of the year) → year → the figure shown, where the series has a new one."""
    found: dict[tuple[str, str, str, str], Series] = defaultdict(dict)
    for (indicator, area, measure, period), figures in book.cells.items():
        if measure in LEVELS and _within_a_year(period):
            found[indicator, area, measure, period.replace(period[:4], "")][int(period[:4])] = figures[0]
    return {key: years for key, years in found.items() if any(f.fresh for f in years.values())}


def _within_a_year(period: str) -> bool:
    said = Period.parse(period)
    return said.start.year == said.end.year


def _nearest(book: Book, years: Series, year: int) -> Figure | None:
    """The nearest figure held at most some years away, the earlier of two; where none is held, an incoming one."""
    near = [
        (other.fresh, abs(at - year), at, other)
        for at, other in years.items()
        if at != year and abs(at - year) <= ARRIVAL_YEARS and other.value > 0
        and not book.broken(other.indicator, *sorted((other.period, years[year].period)))
        and (not other.fresh or at < year)
    ]  # fmt: skip
    return min(near, key=lambda each: each[:3])[3] if near else None


def _explained(book: Book, figure: Figure, other: Figure) -> bool:
    """Whether growth over the years between may have led from one to the other, or chance, where things are few."""
    if book.counted(figure.unit) and abs(figure.value - other.value) * book.factor(figure.unit) < LEAST_COUNT:
        return True
    if figure.value == 0:
        return False
    years = abs(figure.year - other.year)
    return _factor(figure, other) <= ARRIVAL_FACTOR * ARRIVAL_GROWTH ** (years - 1)


def _factor(figure: Figure, other: Figure) -> float:
    return max(figure.value, other.value) / min(figure.value, other.value)


def _told(figure: Figure, other: Figure) -> Finding:
    sure = figure.value > 0 and _factor(figure, other) >= 10.0**SURE_POWER
    ratio = number(float(f"{figure.value / other.value:.4g}"))
    return figure.finding(
        "far_off", "error" if sure else "warning", expected=other.value, others=(other,),
        arithmetic=f"{number(figure.value)} ÷ {number(other.value)} = {ratio}", before=Named("period", other.period),
    )  # fmt: skip
