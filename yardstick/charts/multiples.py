"""Small multiples: one panel an indicator or an area, on a shared or a free axis."""

from __future__ import annotations

import math
from collections.abc import Sequence

from plotly.graph_objects import Figure

from yardstick.charts.lettering import note, plain, width, wrap
from yardstick.charts.marks import Mark, Panel, Series
from yardstick.charts.scale import Tick, bounds, drawn_values, thousands, time_axis, value_axis
from yardstick.charts.strokes import break_marks, line_traces, marker_trace
from yardstick.charts.symbols import Key, explained, key_height, key_note, key_rows, named, present
from yardstick.charts.theme import SMALL, Json, Palette, figure

EACH, HEAD, GUTTER = 118.0, 56.0, 26.0
"""Pixels: height of a panel's plot, of its title above, of its years below."""


def small_multiples(
    panels: Sequence[Panel],
    *,
    palette: Palette,
    columns: int = 2,
    shared: bool = True,
    ticks: Sequence[Tick] | Tick = thousands,
    key: Key | None = None,
) -> Figure:
    """Panels in reading order, years in common. `shared` gives all one value axis (only sensible for one unit).

    Areas are named once, in the key below. Two columns still read at 390 px; give 1 for long titles.
    `ticks` words the values, one for all panels or one each.
    """
    marks = [mark for panel in panels for each in panel.series for mark in each.drawn]
    words = list(ticks) if isinstance(ticks, Sequence) else [ticks] * len(panels)
    rows = max(1, math.ceil(len(panels) / columns))
    areas = _areas(panels)
    codes = present(marks, key or {})
    keyed = key_rows([*named([(each.area, each.label) for each in areas], palette), *explained(codes, key or {})])
    below = key_height(keyed)
    plot = rows * (EACH + HEAD + GUTTER) - GUTTER
    common = bounds(drawn_values(marks)) if shared else None
    left = 12 + max((_room(panel, common, words[at]) for at, panel in enumerate(panels)), default=20)
    parts = [_panel(at, panel, palette, place=_place(at, columns, plot, left)) for at, panel in enumerate(panels)]
    axes: Json = {}
    for at, panel in enumerate(panels):
        axes |= _axes(at, panel, common, marks=marks, tick=words[at], place=_place(at, columns, plot, left))
    return figure(
        [trace for traces, _, _ in parts for trace in traces],
        height=plot + GUTTER + below + 6,
        margin={"l": left, "r": 12, "t": 2, "b": GUTTER + below},
        shapes=[shape for _, shapes, _ in parts for shape in shapes],
        annotations=[*(each for _, _, notes in parts for each in notes), *key_note(keyed, left)],
        **axes,
    )


def _areas(panels: Sequence[Panel]) -> list[Series]:
    return list({each.area: each for panel in panels for each in panel.series if each.drawn}.values())


def _room(panel: Panel, common: tuple[float, float] | None, tick: Tick) -> float:
    low, high = common or bounds(drawn_values(mark for each in panel.series for mark in each.drawn))
    return max(width(tick(value), SMALL) for value in (low, high, (low + high) / 2 if common is None else high))


def _place(at: int, columns: int, plot: float, left: float) -> tuple[float, float, float, float]:
    row, column = divmod(at, columns)
    gap = min(0.4, (left + 10) / 330) if columns > 1 else 0.0
    wide = (1 - gap * (columns - 1)) / columns
    top = 1 - (row * (EACH + HEAD + GUTTER) + HEAD) / plot
    ends = (column * (wide + gap), column * (wide + gap) + wide, top - EACH / plot, top)
    x0, x1, y0, y1 = (min(1.0, max(0.0, end)) for end in ends)
    return x0, x1, y0, y1


def _suffix(at: int) -> str:
    return "" if at == 0 else str(at + 1)


def _panel(
    at: int, panel: Panel, palette: Palette, *, place: tuple[float, float, float, float]
) -> tuple[list[Json], list[Json], list[Json]]:
    x0, x1, _, top = place
    axes = {"xaxis": f"x{_suffix(at)}", "yaxis": f"y{_suffix(at)}"}
    drawn = [each for each in panel.series if each.drawn]
    strokes = [
        trace for each in drawn for trace in line_traces(each, palette.look(each.area), breaks=panel.breaks, width=1.8)
    ]
    points = [marker_trace(each, palette.look(each.area), size=5.5, signs=False) for each in drawn]
    shapes, notes = break_marks(
        panel.breaks, axis=_suffix(at), moments=[mark.x for each in drawn for mark in each.drawn]
    )
    name = plain(wrap(panel.title, 26 if x1 - x0 > 0.9 else 9))
    title = f"<b>{name}</b><br><span style='font-size:{SMALL - 0.5}px'>{plain(panel.unit)}</span>"
    head = note(title, x=x0, y=top, yshift=5)
    return [trace | axes for trace in strokes + points], shapes, [head, *notes]


def _axes(
    at: int,
    panel: Panel,
    common: tuple[float, float] | None,
    *,
    marks: Sequence[Mark],
    tick: Tick,
    place: tuple[float, float, float, float],
) -> Json:
    x0, x1, y0, y1 = place
    low, high = common or bounds(drawn_values(mark for each in panel.series for mark in each.drawn))
    along = time_axis([mark.x for mark in marks] or [2000.0], count=3, domain=[x0, x1], anchor=f"y{_suffix(at)}")
    up = value_axis(low, high, tick=tick, count=3, domain=[y0, y1], anchor=f"x{_suffix(at)}")
    return {f"xaxis{_suffix(at)}": along, f"yaxis{_suffix(at)}": up}
