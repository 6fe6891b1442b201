"""Dots on rows: for values whose zero says nothing (ranks, indices, shares close together)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plotly.graph_objects import Figure

from yardstick.charts.lettering import plain, unit_note
from yardstick.charts.marks import Mark
from yardstick.charts.rows import TOP, Words, left_margin, name, periods, room_for, row_axis, row_height
from yardstick.charts.scale import Tick, bounds, drawn_values, starting_note, thousands, value_axis
from yardstick.charts.strokes import marker
from yardstick.charts.symbols import Key, explained, key_height, key_note, key_rows, present
from yardstick.charts.theme import GREY, GRID, SIZE, Json, Palette, figure


def dots(
    marks: Sequence[Mark],
    *,
    palette: Palette,
    unit: str,
    tick: Tick = thousands,
    key: Key | None = None,
    period: Words | None = str,
    starts_at: Callable[[str], str] | None = None,
    reversed_axis: bool = False,
    label_width: float = 8,
) -> Figure:
    """One dot a mark, in the order given; a range is a line to its upper end. The axis need not begin at zero.

    `starts_at` words the note that says so from the printed start; `reversed_axis` puts small values right (ranks).
    """
    drawn = [mark for mark in marks if mark.kind != "M"]
    low, high = bounds(drawn_values(drawn))
    room = (high - low) * room_for([mark.text for mark in marks]) / (1 - room_for([mark.text for mark in marks]))
    ends = (high, low - room) if reversed_axis else (low, high + room)
    codes = present(marks, key or {})
    keyed = key_rows(explained(codes, key or {}))
    below = key_height(keyed)
    left = left_margin([mark.label for mark in marks], limit=label_width, below=periods(marks, period))
    across = value_axis(low, high, tick=tick, count=3) | {"range": [ends[0], ends[1]]}
    note = starting_note(unit, low, tick=tick, starts_at=starts_at)
    return figure(
        [_ranges(marks), _dots(marks, palette)],
        height=row_height(len(marks), 40 if period else 32, below=34 + below),
        margin={"l": left, "r": 8, "t": TOP, "b": 28 + below},
        annotations=[unit_note(note, left), *_reasons(marks), *key_note(keyed, left)],
        shapes=[_lane(row) for row in range(len(marks))],
        xaxis=across,
        yaxis=row_axis([name(mark, period=period, limit=label_width) for mark in marks]),
    )


def _dots(marks: Sequence[Mark], palette: Palette) -> Json:
    rows = [(row, mark) for row, mark in enumerate(marks) if mark.kind != "M"]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [mark.top for _, mark in rows],
        "y": [row for row, _ in rows],
        "text": [f"\u2002<b>{plain(mark.text)}</b>" for _, mark in rows],
        "textposition": "middle right",
        "textfont": {"size": SIZE},
        "cliponaxis": False,
        "hovertext": [plain(mark.hover or mark.text) for _, mark in rows],
        "hoverinfo": "text",
        "customdata": [mark.cell for _, mark in rows],
        "showlegend": False,
        "marker": marker([mark for _, mark in rows], [palette.look(mark.area) for _, mark in rows], size=11),
    }


def _ranges(marks: Sequence[Mark]) -> Json:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row, mark in enumerate(marks):
        if mark.value is not None and mark.value_high is not None:
            xs += [mark.value, mark.value_high, None]
            ys += [row, row, None]
    line = {"color": GREY, "width": 3}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": line,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _reasons(marks: Sequence[Mark]) -> list[Json]:
    """Why a row has no dot, at the left end of its lane."""
    shown = {"xref": "paper", "yref": "y", "xanchor": "left", "xshift": 6, "showarrow": False, "opacity": 0.75}
    return [
        {"text": plain(mark.text), "x": 0, "y": row, "font": {"size": SIZE - 1}} | shown
        for row, mark in enumerate(marks)
        if mark.kind == "M"
    ]


def _lane(row: int) -> Json:
    line = {"color": GRID, "width": 1, "dash": "dot"}
    return {
        "type": "line",
        "xref": "paper",
        "yref": "y",
        "x0": 0,
        "x1": 1,
        "y0": row,
        "y1": row,
        "line": line,
        "layer": "below",
    }
