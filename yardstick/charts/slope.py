"""From a start to an end: one line an area, named on both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plotly.graph_objects import Figure

from yardstick.charts.lettering import plain, spread, unit_note, width
from yardstick.charts.marks import Mark
from yardstick.charts.scale import Tick, bounds, drawn_values, starting_note, thousands
from yardstick.charts.strokes import FIRM, marker
from yardstick.charts.symbols import Key, explained, key_height, key_note, key_rows, present
from yardstick.charts.theme import BASE, INK, SIZE, Json, Palette, axis, figure

TOP, BOTTOM, GAP = 30.0, 34.0, 19.0

Pair = tuple[Mark, Mark]


def slope(
    start: Sequence[Mark],
    end: Sequence[Mark],
    *,
    palette: Palette,
    unit: str,
    start_label: str,
    end_label: str,
    tick: Tick = thousands,
    key: Key | None = None,
    starts_at: Callable[[str], str] | None = None,
    height: float | None = None,
) -> Figure:
    """Pairs the marks by area and draws those that have both ends. `start_label` and `end_label` name the two dates.

    A mark whose period differs from the other areas' should say so in its `text`.
    """
    pairs = _pairs(start, end)
    marks = [mark for pair in pairs for mark in pair]
    low, high = bounds(drawn_values(marks))
    floor = low - (high - low) * 0.05
    codes = present(marks, key or {})
    keyed = key_rows(explained(codes, key or {}))
    below = key_height(keyed)
    tall = (height or max(300.0, 90 + GAP * 1.3 * len(pairs))) + below
    plot = tall - TOP - BOTTOM - below
    left = max((width(first.text, SIZE - 0.5) for first, _ in pairs), default=20) + 34
    right = max((width(f"{last.label} {last.text}", SIZE - 0.5) for _, last in pairs), default=20) + 32
    names = _names(pairs, palette, span=(floor, high), plot=plot)
    note = starting_note(unit, low, tick=tick, starts_at=starts_at)
    return figure(
        [*(_line(pair, palette) for pair in pairs)],
        height=tall,
        margin={"l": left, "r": right, "t": TOP, "b": BOTTOM + below, "pad": 0},
        annotations=[unit_note(note, left), *names, *key_note(keyed, left)],
        shapes=[_post(0), _post(1)],
        xaxis=axis(
            range=[-0.04, 1.04],
            tickmode="array",
            tickvals=[0, 1],
            ticktext=[plain(start_label), plain(end_label)],
            tickfont={"size": SIZE, "color": INK},
            showgrid=False,
        ),
        yaxis=axis(range=[floor, high], showticklabels=False, showgrid=False),
    )


def _pairs(start: Sequence[Mark], end: Sequence[Mark]) -> list[Pair]:
    ends = {mark.area: mark for mark in end if mark.kind != "M"}
    return [(mark, ends[mark.area]) for mark in start if mark.kind != "M" and mark.area in ends]


def _line(pair: Pair, palette: Palette) -> Json:
    look = palette.look(pair[0].area)
    firm = all(mark.kind in FIRM for mark in pair)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": plain(pair[1].label),
        "x": [0, 1],
        "y": [mark.value for mark in pair],
        "hovertext": [plain(mark.hover or mark.text) for mark in pair],
        "hoverinfo": "text",
        "customdata": [mark.cell for mark in pair],
        "showlegend": False,
        "line": {"color": look.colour, "width": 2.2 if firm else 1.4, "dash": "solid" if firm else "dot"},
        "marker": marker(pair, [look, look], size=9),
        "cliponaxis": False,
    }


def _names(pairs: Sequence[Pair], palette: Palette, *, span: tuple[float, float], plot: float) -> list[Json]:
    scale = plot / (span[1] - span[0])
    notes: list[Json] = []
    for side, anchor, shift in ((0, "right", -8), (1, "left", 8)):
        wanted = [((pair[side].value or 0.0) - span[0]) * scale for pair in pairs]
        places = spread(wanted, GAP, 4, plot - 4)
        for pair, want, place in zip(pairs, wanted, places, strict=True):
            mark, badge = pair[side], palette.look(pair[side].area).badge
            notes.append(
                {
                    "text": f"{badge} {plain(mark.label)} {plain(mark.text)}"
                    if side
                    else f"{plain(mark.text)} {badge}",
                    "x": side,
                    "y": mark.value,
                    "xref": "x",
                    "yref": "y",
                    "xanchor": anchor,
                    "xshift": shift,
                    "yshift": round(place - want, 1),
                    "align": anchor,
                    "showarrow": False,
                    "font": {"size": SIZE - 0.5},
                }
            )
    return notes


def _post(x: int) -> Json:
    line = {"color": BASE, "width": 1}
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "line": line,
        "layer": "below",
    }
