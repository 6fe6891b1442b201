"""Horizontal pictures share their frame: a named row for each mark, its period under the name, the unit above."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from yardstick.charts.lettering import plain, width, wrap
from yardstick.charts.marks import Mark
from yardstick.charts.theme import INK, SIZE, SMALL, Json, axis

TOP = 30.0
"""Pixels above the plot: the unit line."""

Words = Callable[[str], str]


def name(mark: Mark, *, period: Words | None, limit: float) -> str:
    """The row's name, wrapped, with its period small beneath."""
    label = plain(wrap(mark.label, limit))
    if period is None or not mark.period:
        return label
    return f"{label}<br><span style='font-size:{SMALL - 0.5}px'>{plain(period(mark.period))}</span>"


def left_margin(labels: Sequence[str], *, limit: float, size: float = SIZE, below: Sequence[str] = ()) -> float:
    """Room for the longest wrapped name and for the small words `below` the names (periods)."""
    names = max((width(wrap(label, limit), size) for label in labels), default=0.0)
    return max([names, *(width(text, SMALL) for text in below)]) + 14


def periods(marks: Sequence[Mark], period: Words | None) -> list[str]:
    """The words that stand under the names."""
    return [period(mark.period) for mark in marks if mark.period] if period else []


def row_axis(texts: Sequence[str], *, at: Sequence[float] | None = None, size: float = SIZE) -> Json:
    """The axis that carries the names, first row on top."""
    places = list(range(len(texts))) if at is None else list(at)
    return axis(
        tickmode="array",
        tickvals=places,
        ticktext=list(texts),
        tickfont={"size": size, "color": INK},
        showgrid=False,
        range=[max(places, default=0) + 0.6, min(places, default=0) - 0.6],
    )


def room_for(texts: Sequence[str], *, plot: float = 205) -> float:
    """The share of a narrow plot that the longest value label needs beyond the longest bar; never more than half."""
    longest = max((width(text) for text in texts), default=0.0) + 10
    return min(0.52, longest / plot)


def row_height(count: int, each: float, *, below: float) -> float:
    """The height of a picture with `count` rows."""
    return TOP + max(1, count) * each + below
