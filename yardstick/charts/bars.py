"""Horizontal bars from zero, the value printed at the end of each."""

from __future__ import annotations

from collections.abc import Sequence

from plotly.graph_objects import Figure

from yardstick.charts.lettering import plain, unit_note
from yardstick.charts.marks import Kind, Mark
from yardstick.charts.rows import TOP, Words, left_margin, name, periods, room_for, row_axis, row_height
from yardstick.charts.scale import Tick, drawn_values, thousands, value_axis
from yardstick.charts.symbols import Key, explained, key_height, key_note, key_rows, present
from yardstick.charts.theme import BASE, CLEAR, GREY, SIZE, Json, Palette, figure

FILLS: dict[Kind, str] = {"A": "", "P": ".", "E": "-", "I": "", "hedged": "/", "M": ""}
"""Fill pattern by standing; implied and missing have no fill at all."""

GLYPHS = {"P": "▒", "E": "▤", "I": "□", "hedged": "▨"}
"""The same fills in the key."""


def bars(
    marks: Sequence[Mark],
    *,
    palette: Palette,
    unit: str,
    tick: Tick = thousands,
    key: Key | None = None,
    period: Words | None = str,
    label_width: float = 8,
) -> Figure:
    """One bar a mark, in the order given, on an axis that holds zero. A missing one keeps its row and its reason.

    Each mark's `text` stands at the bar's end; hedged, provisional and estimated are patterned, implied hollow.
    `period` words a period for the line under the name (None leaves it out); `label_width` is in full-width characters.
    """
    low, high = _reach(marks)
    codes = present(marks, key or {})
    keyed = key_rows(explained(codes, key or {}, glyphs=GLYPHS))
    below = key_height(keyed)
    left = left_margin([mark.label for mark in marks], limit=label_width, below=periods(marks, period))
    return figure(
        [_bar(marks, palette), _texts(marks)],
        height=row_height(len(marks), 44 if period else 34, below=34 + below),
        margin={"l": left, "r": 8, "t": TOP, "b": 28 + below},
        annotations=[unit_note(unit, left), *_reasons(marks), *key_note(keyed, left)],
        xaxis=value_axis(low, high, tick=tick, count=3, zeroline=True, zerolinecolor=BASE, zerolinewidth=1.4),
        yaxis=row_axis([name(mark, period=period, limit=label_width) for mark in marks]),
        barmode="overlay",
        bargap=0.42 if period else 0.34,
    )


def _reach(marks: Sequence[Mark]) -> tuple[float, float]:
    values = drawn_values(marks) or [1.0]
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    room = room_for([mark.text for mark in marks])
    span /= 1 - (room if low == 0 or high == 0 else min(0.7, 2 * room))
    return (low - span * room if low < 0 else 0.0), (high + span * room if high > 0 or low == 0 else 0.0)


def _bar(marks: Sequence[Mark], palette: Palette) -> Json:
    colours = [palette.look(mark.area).colour for mark in marks]
    hollow = [mark.kind == "I" for mark in marks]
    ends = [0.0 if mark.value is None or mark.value_high is None else mark.value_high - mark.value for mark in marks]
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(marks))),
        "x": [mark.value if mark.kind != "M" else None for mark in marks],
        "hovertext": [plain(mark.hover or mark.text) for mark in marks],
        "hoverinfo": "text",
        "customdata": [mark.cell for mark in marks],
        "showlegend": False,
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": ends,
            "color": GREY,
            "thickness": 1.5,
            "visible": any(ends),
        },
        "marker": {
            "color": [CLEAR if empty else colour for colour, empty in zip(colours, hollow, strict=True)],
            "line": {"color": colours, "width": [0 if mark.kind == "A" else 1.6 for mark in marks]},
            "cornerradius": 2,
            "pattern": _pattern([FILLS[mark.kind] for mark in marks], colours),
        },
    }


def _texts(marks: Sequence[Mark]) -> Json:
    rows = [(row, mark, mark.top or 0.0) for row, mark in enumerate(marks) if mark.kind != "M"]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [top for _, _, top in rows],
        "y": [row for row, _, _ in rows],
        "text": [f"\u2002<b>{plain(mark.text)}</b>\u2002" for _, mark, _ in rows],
        "textposition": ["middle left" if top < 0 else "middle right" for _, _, top in rows],
        "textfont": {"size": SIZE},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _pattern(shapes: list[str], colours: list[str]) -> Json:
    return {"shape": shapes, "fgcolor": colours, "bgcolor": CLEAR, "fillmode": "replace", "size": 6, "solidity": 0.28}


def _reasons(marks: Sequence[Mark]) -> list[Json]:
    return [
        {
            "text": plain(mark.text),
            "x": 0,
            "y": row,
            "xref": "x",
            "yref": "y",
            "xanchor": "left",
            "xshift": 6,
            "showarrow": False,
            "opacity": 0.75,
            "font": {"size": SIZE - 1},
        }
        for row, mark in enumerate(marks)
        if mark.kind == "M"
    ]
