"""Where the areas stand among their peers: every peer a grey dot on one axis, the areas marked and named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plotly.graph_objects import Figure

from yardstick.charts.lettering import note, plain, spread, unit_note, width
from yardstick.charts.marks import Mark
from yardstick.charts.scale import Tick, bounds, drawn_values, starting_note, step, thousands, value_axis
from yardstick.charts.strokes import marker
from yardstick.charts.theme import BASE, FAINT, GREY, SIZE, SMALL, Json, Palette, axis, figure

TOP, BOTTOM, LEFT, RIGHT = 30.0, 30.0, 14.0, 18.0
PLOT = 310.0
"""Width in pixels the labels are laid out for: a narrow screen; on a wide one they only get more room."""
LEVEL, DOT = 20.0, 8.5
CROWD = 90
"""With more peers than this the dots become columns."""

EDGE = 0.3
"""How near to an edge, as a share of the axis, a centred label would be cut on a phone."""


def distribution(
    peers: Sequence[Mark],
    named: Sequence[Mark],
    *,
    palette: Palette,
    unit: str,
    tick: Tick = thousands,
    middle: tuple[float, str] | None = None,
    starts_at: Callable[[str], str] | None = None,
) -> Figure:
    """Peers stacked where they fall (columns when many), `named` areas above with their names and values.

    `middle` is the peers' median with its label. Marks without a value are left out.
    """
    crowd = [mark for mark in peers if mark.kind != "M"]
    shown = sorted((mark for mark in named if mark.kind != "M"), key=lambda mark: mark.value or 0.0)
    low, high = bounds(drawn_values([*crowd, *shown]), room=0.04)
    heap, tallest = _columns(crowd, low, high) if len(crowd) > CROWD else _stack(crowd, low, high)
    levels = _levels(shown, low, high)
    sky = max(levels, default=0) * LEVEL + 40 if shown else 10
    ground = 110.0 if len(crowd) > CROWD else max(26.0, (tallest + 0.5) * DOT + 4)
    scale = tallest / ground if len(crowd) > CROWD else 1 / DOT
    top = TOP + (18 if middle else 0)
    left_note = starting_note(unit, low, tick=tick, starts_at=starts_at)
    return figure(
        [heap, _named(shown, palette)],
        height=top + BOTTOM + sky + ground,
        margin={"l": LEFT, "r": RIGHT, "t": top, "b": BOTTOM},
        annotations=[
            unit_note(left_note, LEFT, lift=top - TOP + 8),
            *_names(shown, levels, palette, low=low, high=high),
            *_middle_note(middle, low=low, high=high),
        ],
        shapes=_middle_line(middle) + _stalks(shown, palette),
        xaxis=value_axis(low, high, tick=tick, count=4),
        yaxis=axis(range=[-4 * scale, (ground + sky) * scale], visible=False),
        barmode="overlay",
        bargap=0.08,
    )


def _stack(marks: Sequence[Mark], low: float, high: float) -> tuple[Json, float]:
    heaps: dict[int, int] = {}
    heights = []
    ordered = sorted(marks, key=lambda mark: (mark.value or 0.0, mark.area))
    for mark in ordered:
        column = round(((mark.value or 0.0) - low) / (high - low) * PLOT / DOT)
        heaps[column] = heaps.get(column, -1) + 1
        heights.append(heaps[column] + 0.5)
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [mark.value for mark in ordered],
        "y": heights,
        "hovertext": [plain(mark.hover or f"{mark.label} {mark.text}") for mark in ordered],
        "hoverinfo": "text",
        "customdata": [mark.cell for mark in ordered],
        "showlegend": False,
        "meta": "peers",
        "marker": {"size": DOT - 1.5, "color": FAINT, "line": {"color": GREY, "width": 0.8}},
    }
    return trace, max(heights, default=1.0)


def _columns(marks: Sequence[Mark], low: float, high: float) -> tuple[Json, float]:
    size = step(high - low, 24)
    counts: dict[int, list[Mark]] = {}
    for mark in marks:
        counts.setdefault(int((mark.value or 0.0) // size), []).append(mark)
    trace = {
        "type": "bar",
        "x": [(column + 0.5) * size for column in counts],
        "y": [len(heap) for heap in counts.values()],
        "width": [size * 0.92] * len(counts),
        "hovertext": [plain(_roll(heap)) for heap in counts.values()],
        "hoverinfo": "text",
        "showlegend": False,
        "meta": "peers",
        "marker": {"color": FAINT, "line": {"width": 0}},
    }
    return trace, float(max((len(heap) for heap in counts.values()), default=1))


def _roll(marks: Sequence[Mark], most: int = 6) -> str:
    names = [f"{mark.label} {mark.text}" for mark in marks[:most]]
    return "\n".join([*names, "…"] if len(marks) > most else names)


def _levels(marks: Sequence[Mark], low: float, high: float) -> list[int]:
    """For each named mark the lowest storey where its label does not touch another's."""
    ends: list[float] = []
    levels = []
    for mark in marks:
        begin, end = _extent(mark, low, high)
        level = next((at for at, taken in enumerate(ends) if taken + 6 <= begin), len(ends))
        ends[level : level + 1] = [end]
        levels.append(level)
    return levels


def _extent(mark: Mark, low: float, high: float) -> tuple[float, float]:
    wide = width(_caption(mark), SIZE - 0.5) + 16
    centre = ((mark.value or 0.0) - low) / (high - low) * PLOT
    centre = spread([centre], 0, wide / 2 - LEFT, PLOT + RIGHT - wide / 2)[0]
    return centre - wide / 2, centre + wide / 2


def _caption(mark: Mark) -> str:
    return f"{mark.label} {mark.text}".strip()


def _names(marks: Sequence[Mark], levels: Sequence[int], palette: Palette, *, low: float, high: float) -> list[Json]:
    notes = []
    for mark, level in zip(marks, levels, strict=True):
        at = ((mark.value or 0.0) - low) / (high - low) * PLOT
        wide = width(_caption(mark), SIZE - 0.5) + 16
        anchor = "left" if at < wide / 2 - LEFT else "right" if at > PLOT + RIGHT - wide / 2 else "center"
        notes.append(
            note(
                f"{palette.look(mark.area).badge} <b>{plain(_caption(mark))}</b>",
                x=mark.value or 0.0,
                y=1,
                xref="x",
                xanchor=anchor,
                yanchor="top",
                yshift=-level * LEVEL,
                font={"size": SIZE - 0.5},
            )
        )
    return notes


def _named(marks: Sequence[Mark], palette: Palette) -> Json:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [mark.value for mark in marks],
        "y": [0] * len(marks),
        "cliponaxis": False,
        "hovertext": [plain(mark.hover or _caption(mark)) for mark in marks],
        "hoverinfo": "text",
        "customdata": [mark.cell for mark in marks],
        "showlegend": False,
        "meta": "named",
        "marker": marker(marks, [palette.look(mark.area) for mark in marks], size=12),
    }


def _stalks(marks: Sequence[Mark], palette: Palette) -> list[Json]:
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": mark.value,
            "x1": mark.value,
            "y0": 0,
            "y1": 1,
            "line": {"color": palette.look(mark.area).colour, "width": 1.1},
            "opacity": 0.7,
            "layer": "below",
        }
        for mark in marks
    ]


def _middle_line(middle: tuple[float, str] | None) -> list[Json]:
    if middle is None:
        return []
    line = {"color": BASE, "width": 1.4, "dash": "dash"}
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": middle[0],
            "x1": middle[0],
            "y0": 0,
            "y1": 1,
            "line": line,
            "layer": "below",
        }
    ]


def _middle_note(middle: tuple[float, str] | None, *, low: float, high: float) -> list[Json]:
    """The median's label over its line, turned inward near an edge so that it is not cut off."""
    if middle is None:
        return []
    place = (middle[0] - low) / ((high - low) or 1.0)
    anchor = "left" if place < EDGE else "right" if place > 1 - EDGE else "center"
    look = {"font": {"size": SMALL}, "opacity": 0.85}
    return [note(plain(middle[1]), x=middle[0], y=1, xref="x", xanchor=anchor, yshift=3, **look)]
