"""Lines in time, each named at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plotly.graph_objects import Figure

from yardstick.charts.lettering import plain, spread, unit_note, width, wrap
from yardstick.charts.marks import Break, Series
from yardstick.charts.scale import Tick, bounds, drawn_values, few, starting_note, thousands, time_axis, value_axis
from yardstick.charts.strokes import break_marks, line_traces, marker_trace
from yardstick.charts.symbols import Key, explained, key_height, key_note, key_rows, present
from yardstick.charts.theme import SIZE, Json, Palette, figure

TOP, BOTTOM, LEFT = 30.0, 30.0, 44.0
GAP = 18.0
"""Pixels between two end labels."""


def lines(
    series: Sequence[Series],
    *,
    palette: Palette,
    unit: str,
    tick: Tick = thousands,
    key: Key | None = None,
    breaks: Sequence[Break] = (),
    value_range: tuple[float, float] | None = None,
    zero: bool = False,
    starts_at: Callable[[str], str] | None = None,
    values: bool = True,
    height: float | None = None,
) -> Figure:
    """Several series over the years. Names (and last values, if `values`) stand at the right, none over another.

    A series whose last mark is older than the newest says so by its period. `value_range` fixes the axis.
    """
    shown = [each for each in series if each.drawn]
    marks = [mark for each in shown for mark in each.drawn]
    low, high = value_range or bounds(drawn_values(marks), zero=zero, room=0.18 if breaks else 0.09)
    codes = present(marks, key or {})
    keyed = key_rows(explained(codes, key or {}))
    below = key_height(keyed)
    tall = (height or max(330.0, 110 + GAP * len(shown))) + below
    texts = end_texts(shown, values=values)
    right = min(170.0, max((width(text, SIZE - 0.5) for text in texts), default=0) + 30)
    left = LEFT + max(0.0, max(width(tick(value)) for value in (low, high)) - 30)
    shapes, notes = break_marks(breaks, moments=[mark.x for mark in marks])
    names = end_labels(shown, texts, palette=palette, span=(low, high), plot=tall - TOP - BOTTOM - below)
    note = starting_note(unit, low, tick=tick, starts_at=starts_at)
    return figure(
        _traces(shown, palette, breaks),
        height=tall,
        margin={"l": left, "r": right, "t": TOP, "b": BOTTOM + below},
        annotations=[unit_note(note, left), *notes, *names, *key_note(keyed, left)],
        shapes=shapes,
        xaxis=time_axis([mark.x for mark in marks] or [2000.0], count=few(right)),
        yaxis=value_axis(low, high, tick=tick),
    )


def _traces(series: Sequence[Series], palette: Palette, breaks: Sequence[Break]) -> list[Json]:
    strokes = [trace for each in series for trace in line_traces(each, palette.look(each.area), breaks=breaks)]
    return strokes + [marker_trace(each, palette.look(each.area)) for each in series]


def end_texts(series: Sequence[Series], *, values: bool) -> list[str]:
    """What stands at each line's end: name, last value, and its period where the line ends early."""
    newest = max((each.drawn[-1].x for each in series), default=0.0)
    texts = []
    for each in series:
        last = each.drawn[-1]
        period = f" ({last.period})" if last.x < newest else ""
        value = f" {last.text}" if values and last.text else ""
        whole = f"{each.label}{value}{period}"
        texts.append(
            whole
            if width(whole, SIZE - 0.5) <= 136
            else f"{wrap(each.label, 8, lines=1)}\n{value}{period}".replace("\n ", "\n")
        )
    return texts


def end_labels(
    series: Sequence[Series], texts: Sequence[str], *, palette: Palette, span: tuple[float, float], plot: float
) -> list[Json]:
    """Notes at the right edge, moved up or down until none touches another; `plot` is the height in pixels."""
    low, high = span
    scale = plot / (high - low)
    ends = [each.drawn[-1].value or 0.0 for each in series]
    wanted = [(value - low) * scale for value in ends]
    gap = (
        GAP
        * max((text.count("\n") + 1 for text in texts), default=1)
        * (0.92 if any("\n" in text for text in texts) else 1)
    )
    places = spread(wanted, gap, 4, plot - 4)
    return [
        {
            "text": f"{palette.look(each.area).badge} {plain(text)}",
            "xref": "paper",
            "yref": "y",
            "x": 1,
            "y": value,
            "xanchor": "left",
            "yanchor": "middle",
            "align": "left",
            "yshift": round(place - want, 1),
            "showarrow": False,
            "font": {"size": SIZE - 0.5},
        }
        for each, text, value, want, place in zip(series, texts, ends, wanted, places, strict=True)
    ]
