"""An area's profile: its percentile among peers on every indicator, grouped, with the middle marked."""

from __future__ import annotations

from collections.abc import Sequence

from plotly.graph_objects import Figure

from yardstick.charts.lettering import note, plain, unit_note, wrap
from yardstick.charts.marks import Mark, Standing
from yardstick.charts.rows import TOP, left_margin
from yardstick.charts.strokes import marker
from yardstick.charts.symbols import Key, explained, key_height, key_note, key_rows, named, present
from yardstick.charts.theme import BASE, GRID, INK, SIZE, Json, Palette, axis, figure

EACH, HEAD = 37.0, 32.0


def profile(
    standings: Sequence[Standing],
    *,
    palette: Palette,
    unit: str,
    middle: str = "",
    key: Key | None = None,
    label_width: float = 9,
) -> Figure:
    """A row an indicator, dots from 0 (last of its peers) to 100 (first), a heading wherever the group changes.

    `middle` labels the 50 line. With several areas each is named in the key; with one, its dots carry their text.
    """
    words = key or {}
    places, heads, depth = _places(standings)
    plot = max(EACH, depth)
    rows = [1 - (place + EACH / 2) / plot for place in places]
    dots = [
        (mark, row)
        for standing, row in zip(standings, rows, strict=True)
        for mark in standing.marks
        if mark.kind != "M"
    ]
    names = list({mark.area: mark.label for mark, _ in dots}.items())
    codes = present([mark for mark, _ in dots], words)
    keyed = key_rows([*(named(names, palette) if len(names) > 1 else []), *explained(codes, words)])
    below = key_height(keyed)
    left = left_margin([standing.label for standing in standings], limit=label_width)
    return figure(
        [*(_dots(area, name, dots, palette, alone=len(names) == 1) for area, name in names)],
        height=TOP + plot + 26 + below,
        margin={"l": left, "r": 40, "t": TOP, "b": 26 + below},
        annotations=[
            unit_note(unit, left),
            *_middle(middle),
            *(_heading(text, 1 - place / plot, left) for text, place in heads),
            *key_note(keyed, left),
        ],
        shapes=[_lane(row) for row in rows] + [_fifty()],
        xaxis=axis(
            range=[-2, 102], tickmode="array", tickvals=[0, 25, 50, 75, 100], ticktext=["0", "25", "50", "75", "100"]
        ),
        yaxis=axis(
            range=[0, 1],
            tickmode="array",
            tickvals=rows,
            ticktext=[plain(wrap(standing.label, label_width)) for standing in standings],
            tickfont={"size": SIZE - 0.5, "color": INK},
            showgrid=False,
        ),
    )


def _places(standings: Sequence[Standing]) -> tuple[list[float], list[tuple[str, float]], float]:
    places: list[float] = []
    heads: list[tuple[str, float]] = []
    depth, group = 0.0, ""
    for standing in standings:
        if standing.group != group:
            group = standing.group
            heads.append((group, depth))
            depth += HEAD
        places.append(depth)
        depth += EACH
    return places, heads, depth


def _dots(area: str, name: str, dots: Sequence[tuple[Mark, float]], palette: Palette, *, alone: bool) -> Json:
    mine = [(mark, row) for mark, row in dots if mark.area == area]
    marks = [mark for mark, _ in mine]
    return {
        "type": "scatter",
        "mode": "markers+text" if alone else "markers",
        "name": plain(name),
        "x": [mark.value for mark in marks],
        "y": [row for _, row in mine],
        "text": [f"\u2002{plain(mark.text)}\u2002" for mark in marks] if alone else None,
        "textposition": ["middle left" if (mark.value or 0) > 60 else "middle right" for mark in marks],
        "cliponaxis": False,
        "hovertext": [plain(mark.hover or mark.text) for mark in marks],
        "hoverinfo": "text",
        "showlegend": False,
        "marker": marker(marks, [palette.look(area)] * len(marks), size=11),
    }


def _middle(text: str) -> list[Json]:
    return (
        [note(plain(text), x=50, xref="x", xanchor="center", yshift=8, font={"size": SIZE - 1.5}, opacity=0.85)]
        if text
        else []
    )


def _heading(text: str, y: float, left: float) -> Json:
    return note(f"<b>{plain(text)}</b>", y=y, yanchor="top", xshift=-left + 2, yshift=-7)


def _lane(row: float) -> Json:
    line = {"color": GRID, "width": 1}
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


def _fifty() -> Json:
    line = {"color": BASE, "width": 1.6, "dash": "dash"}
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": 50,
        "x1": 50,
        "y0": 0,
        "y1": 1,
        "line": line,
        "layer": "below",
    }
