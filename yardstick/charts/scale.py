"""Axes: round ticks, bounds that are honest about zero, and the time axis."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from yardstick.charts.marks import Mark
from yardstick.charts.theme import Json, axis

Tick = Callable[[float], str]


def thousands(value: float) -> str:
    """The default text of a tick: `12,500`, `0.25`."""
    return f"{value:,.10g}"


def step(span: float, count: int) -> float:
    """A round step (1, 2, 2.5 or 5 times a power of ten) that cuts the span into about `count` pieces."""
    rough = span / max(1, count)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)


def ticks(low: float, high: float, count: int = 4) -> list[float]:
    """Round values from `low` to `high`, both inside."""
    if high <= low:
        return [low]
    size = step(high - low, count)
    first, last = math.ceil(low / size - 1e-9), math.floor(high / size + 1e-9)
    return [round(index * size, 12) for index in range(first, last + 1)]


def bounds(values: Sequence[float], *, zero: bool = False, room: float = 0.06) -> tuple[float, float]:
    """Lower and upper end of a value axis.

    `zero` keeps 0 in. Else 0 is kept where it costs less than a third of the height; the lower end is round.
    """
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    if zero or (0 <= low <= high / 3 * 1.05):
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        pad = abs(high) * 0.1 or 1.0
        return (low - pad if low else 0.0), high + pad
    pad = (high - low) * room
    below = low - (high - low) * min(room, 0.06)
    if low > 0:
        size = step(high - low, 4)
        below = max(0.0, math.floor(below / size) * size)
    return (0.0 if low == 0 else below), (high + pad if high else 0.0)


def drawn_values(marks: Iterable[Mark]) -> list[float]:
    """Every value a picture of these marks must hold, the upper ends of ranges too."""
    return [value for mark in marks for value in (mark.value, mark.top) if value is not None]


def value_axis(low: float, high: float, *, tick: Tick, count: int = 4, **given: object) -> Json:
    """An axis with ticks of ours, so that their text follows the reader's language."""
    at = ticks(low, high, count)
    return axis(range=[low, high], tickmode="array", tickvals=at, ticktext=[tick(value) for value in at], **given)


def time_axis(moments: Sequence[float], *, count: int = 4, **given: object) -> Json:
    """Whole years, at most `count` labels, half a year of air at both ends."""
    first, last = math.floor(min(moments)), math.ceil(max(moments))
    every = max(1, math.ceil((last - first + 1) / count))
    at = list(range(last, first - 1, -every))[::-1]
    years = {"tickmode": "array", "tickvals": at, "ticktext": [str(year) for year in at]}
    lines = {**years, "tickangle": 0, "showgrid": False}
    return axis(range=[min(moments) - 0.35, max(moments) + 0.35], **(lines | given))


def few(margin: float) -> int:
    """How many years to label beside a right margin of so many pixels: on a phone a wide one leaves a narrow plot."""
    return 3 if margin > 120 else 4


def starting_note(unit: str, low: float, *, tick: Tick, starts_at: Callable[[str], str] | None) -> str:
    """The unit line; where the axis does not begin at 0 and the caller has words for that, it says so."""
    return unit if low == 0 or starts_at is None else f"{unit} · {starts_at(tick(low))}"
