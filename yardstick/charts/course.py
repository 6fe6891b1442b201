"""One target in time: what was reached year by year, the straight way from the base to the aim, and the aim itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plotly.graph_objects import Figure

from yardstick.charts.lettering import plain, unit_note, width
from yardstick.charts.marks import Series
from yardstick.charts.scale import Tick, bounds, drawn_values, starting_note, thousands, time_axis, value_axis
from yardstick.charts.strokes import line_traces, marker_trace
from yardstick.charts.symbols import Key, explained, key_height, key_note, key_rows, present
from yardstick.charts.theme import GREY, SMALL, Json, Palette, figure

TOP, BOTTOM, LEFT = 30.0, 32.0, 44.0
Path = Sequence[tuple[float, float]]
"""Points (year, value) from the base to the aim; the last one is the aim."""


def course(
    series: Series,
    *,
    path: Path,
    palette: Palette,
    unit: str,
    aim: str = "",
    ahead: Path = (),
    tick: Tick = thousands,
    key: Key | None = None,
    starts_at: Callable[[str], str] | None = None,
    height: float = 240,
) -> Figure:
    """The actuals of one target, its path dashed. `aim` is the text at the aim, `ahead` a supposed way on (dotted)."""
    words = key or {}
    marks = series.drawn
    values = [*drawn_values(marks), *(value for _, value in (*path, *ahead))]
    low, high = bounds(values, room=0.16)
    codes = [*present(marks, words), *(["target"] if path and "target" in words else [])]
    keyed = key_rows(explained(codes, words))
    below = key_height(keyed)
    look = palette.look(series.area)
    left = LEFT + max(0.0, max(width(tick(value)) for value in (low, high)) - 30)
    moments = [mark.x for mark in marks] + [year for year, _ in (*path, *ahead)]
    return figure(
        [
            *_path(path, dash="dash", colour=GREY, name="path"),
            *_path(ahead, dash="dot", colour=look.colour, name="ahead"),
            *line_traces(series, look),
            marker_trace(series, look, size=9),
            *_aim(path, aim, colour=look.colour),
        ],
        height=height + below,
        margin={"l": left, "r": 22 + width(aim, SMALL), "t": TOP, "b": BOTTOM + below},
        annotations=[
            unit_note(starting_note(unit, low, tick=tick, starts_at=starts_at), left),
            *key_note(keyed, left),
        ],
        xaxis=time_axis(moments or [2000.0]),
        yaxis=value_axis(low, high, tick=tick, count=3),
    )


def _path(path: Path, *, dash: str, colour: str, name: str) -> list[Json]:
    if len(path) < 2:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "meta": name,
            "x": [year for year, _ in path],
            "y": [value for _, value in path],
            "line": {"color": colour, "width": 1.8, "dash": dash},
            "hoverinfo": "skip",
        }
    ]


def _aim(path: Path, text: str, *, colour: str) -> list[Json]:
    if not path:
        return []
    year, value = path[-1]
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "meta": "target",
            "x": [year],
            "y": [value],
            "text": [plain(text)],
            "textposition": "middle right",
            "textfont": {"size": SMALL},
            "cliponaxis": False,
            "hoverinfo": "skip",
            "marker": {"symbol": "line-ew", "size": 24, "color": colour, "line": {"color": colour, "width": 3.2}},
        }
    ]
