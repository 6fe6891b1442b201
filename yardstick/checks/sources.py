"""Sources against each other: the same cell told differently."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from yardstick.checks.figure import Book, Figure, apart
from yardstick.checks.finding import Finding, Named, number, percent
from yardstick.checks.series import power_off
from yardstick.checks.thresholds import DISAGREE, DISAGREE_POINTS, GROSS, ONE_MATTER, POWER_FIT

POINTS = ("growth", "share", "pp_change")
FINAL = "A"


class Cell(NamedTuple):
    """A cell whose figures disagree: how far apart, the figure shown, the one farthest from it, all that disagree."""

    distance: float
    shown: Figure
    widest: Figure
    rivals: list[Figure]

    @property
    def sources(self) -> set[str]:
        """All that speak here."""
        return {self.shown.source, *(f.source for f in self.rivals)}


def sources(book: Book) -> Iterator[Finding]:
    """Cells whose figures cannot all be true; a source that is contradicted again and again is one finding, at the
    cell where it lies widest apart. Ranks are left out: they do not say among whom."""
    series: dict[tuple[str, str, str, bool], list[Cell]] = defaultdict(list)
    for (indicator, area, measure, _), figures in book.cells.items():
        shown = figures[0]
        rivals = [f for f in figures[1:] if f.base == shown.base and _differs(shown, f)] if measure != "rank" else []
        for rival in list(rivals):
            power = _power(rival, shown)
            if power:
                rivals.remove(rival)
                yield _unit(rival, shown, power)
        if rivals:
            widest = max(rivals, key=lambda f: (abs(f.value - shown.value), f.source, f.locator))
            revised = shown.status == FINAL and all(f.status != FINAL for f in rivals)
            series[indicator, area, measure, revised].append(Cell(_apart(shown, widest), shown, widest, rivals))
    for (*_, revised), cells in series.items():
        yield from (_told(matter, revised=revised) for matter in _matters(cells))


def _matters(cells: list[Cell]) -> list[list[Cell]]:
    """The cells of one series by the source that is contradicted in several of them; else each alone."""
    involved = Counter(source for cell in cells for source in cell.sources)
    matters: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        common = max(sorted(cell.sources), key=lambda s: involved[s])
        matters[common if involved[common] >= ONE_MATTER else f"{cell.shown.period} alone"].append(cell)
    return list(matters.values())


def _differs(shown: Figure, rival: Figure) -> bool:
    """Whether two figures contradict by more than rounding; a provisional figure that was revised a little does not."""
    if not apart((shown.low, shown.high), (rival.low, rival.high)):
        return False
    distance = _apart(shown, rival)
    if _in_points(shown):
        return distance > DISAGREE_POINTS
    return distance > DISAGREE


def _apart(shown: Figure, rival: Figure) -> float:
    """How far apart: in points for percentages, else as a share of the figure shown."""
    if _in_points(shown):
        return abs(rival.value - shown.value)
    return abs(rival.value - shown.value) / abs(shown.value) if shown.value else float("inf")


def _power(rival: Figure, shown: Figure) -> int:
    if min(rival.value, shown.value) <= 0 or shown.measure in ("growth", "rank", "multiple"):
        return 0
    return power_off(rival.value / shown.value, POWER_FIT)


def _unit(rival: Figure, shown: Figure, power: int) -> Finding:
    return rival.finding(
        "unit_off", "error", expected=shown.value, others=(shown,), power=10.0 ** abs(power),
        arithmetic=f"{number(rival.value)} ÷ {number(shown.value)} = {number(rival.value / shown.value)} ≈ 10^{power}",
    )  # fmt: skip


def _told(cells: list[Cell], *, revised: bool) -> Finding:
    distance, shown, widest, rivals = max(cells, key=lambda c: (c.distance, c.shown.period))
    points = _in_points(shown)
    difference = widest.value - shown.value
    if points or not shown.value:
        sum_ = f"{number(widest.value)} − {number(shown.value)} = {number(round(difference, 8))}"
    else:
        sum_ = (
            f"({number(widest.value)} ÷ {number(shown.value)} − 1) × 100 = {percent(difference / shown.value * 100)}%"
        )
    gross = not points and distance > GROSS
    return shown.finding(
        "revised" if revised else "sources_differ", "note" if revised and not gross else "warning",
        expected=widest.value, others=[widest, *(f for f in rivals if f is not widest)], arithmetic=sum_,
        cells=len(cells), other=Named("source", widest.source), own=Named("source", shown.source),
    )  # fmt: skip


def _in_points(figure: Figure) -> bool:
    return figure.measure in POINTS or figure.unit == "percent"
