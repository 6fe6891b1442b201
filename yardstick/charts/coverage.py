"""What is held: rows against years, each cell a kind of figure, told by glyph as well as colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plotly.graph_objects import Figure

from yardstick.charts.lettering import note, plain, wrap
from yardstick.charts.marks import Strip
from yardstick.charts.rows import left_margin
from yardstick.charts.symbols import key_height, key_note, key_rows
from yardstick.charts.theme import INK, SIZE, SMALL, Json, axis, figure

KINDS: Mapping[str, tuple[str, str, str]] = {
    "A": ("#2C7A78", "", "#FFFFFF"),
    "P": ("#79AFAB", "◐", "#10201F"),
    "E": ("#E3B778", "◇", "#2A1D08"),
    "I": ("#C9D6D5", "○", "#1F2A30"),
    "hedged": ("#9FB9D3", "≈", "#12202E"),
    "conflict": ("#C7623A", "≠", "#FFFFFF"),
    "M": ("#A9ABA8", "×", "#1F2A30"),
}
"""Code → ground, glyph, ink. A final figure is a plain cell; a cell that is not there is no figure and no reason."""

EACH, HEAD, TOP, FOOT = 24.0, 26.0, 8.0, 28.0


def coverage_grid(
    strips: Sequence[Strip], *, key: Mapping[str, str], periods: Sequence[str] = (), label_width: float = 9
) -> Figure:
    """Rows in the order given, under a heading wherever the group changes; columns are `periods`, else all that occur.

    `key` words the codes of `KINDS`; those that occur are explained under the grid.
    """
    columns = list(periods) or sorted({cell.period for strip in strips for cell in strip.cells})
    places, heads, depth = _places(strips)
    codes = [
        code for code in KINDS if code in key and any(cell.code == code for strip in strips for cell in strip.cells)
    ]
    keyed = key_rows([(_sample(code), key[code]) for code in codes])
    below = key_height(keyed)
    left = left_margin([strip.label for strip in strips], limit=label_width)
    plot = max(EACH, depth)
    rows = [1 - (place + EACH / 2) / plot for place in places]
    return figure(
        [*(_tiles(code, strips, columns, rows=rows, plot=plot) for code in codes)],
        height=TOP + plot + FOOT + below,
        margin={"l": left, "r": 8, "t": TOP, "b": FOOT + below},
        annotations=[*(_heading(text, 1 - place / plot, left) for text, place in heads), *key_note(keyed, left)],
        xaxis=_columns(columns),
        yaxis=axis(
            range=[0, 1],
            tickmode="array",
            tickvals=rows,
            ticktext=[plain(wrap(strip.label, label_width, lines=1)) for strip in strips],
            tickfont={"size": SIZE - 0.5, "color": INK},
            showgrid=False,
        ),
        barmode="overlay",
    )


def _places(strips: Sequence[Strip]) -> tuple[list[float], list[tuple[str, float]], float]:
    places: list[float] = []
    heads: list[tuple[str, float]] = []
    depth, group = 0.0, ""
    for strip in strips:
        if strip.group != group:
            group = strip.group
            heads.append((group, depth))
            depth += HEAD
        places.append(depth)
        depth += EACH
    return places, heads, depth


def _columns(columns: Sequence[str], most: int = 6) -> Json:
    every = max(1, -(-len(columns) // most))
    at = list(range(len(columns) - 1, -1, -every))[::-1]
    names = [columns[index] for index in at]
    return axis(
        range=[-0.5, len(columns) - 0.5], tickmode="array", tickvals=at, ticktext=names, showgrid=False, side="bottom"
    )


def _tiles(code: str, strips: Sequence[Strip], columns: Sequence[str], *, rows: Sequence[float], plot: float) -> Json:
    order = {period: index for index, period in enumerate(columns)}
    cells = [
        (order[cell.period], row, cell)
        for strip, row in zip(strips, rows, strict=True)
        for cell in strip.cells
        if cell.code == code and cell.period in order
    ]
    ground, glyph, ink = KINDS[code]
    tall = (EACH - 4) / plot
    return {
        "type": "bar",
        "x": [column for column, _, _ in cells],
        "y": [tall] * len(cells),
        "base": [row - tall / 2 for _, row, _ in cells],
        "width": 0.86,
        "text": [glyph] * len(cells),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": SMALL, "color": ink},
        "hovertext": [plain(cell.hover) for _, _, cell in cells],
        "hoverinfo": "text",
        "showlegend": False,
        "meta": code,
        "marker": {"color": ground, "line": {"width": 0}, "cornerradius": 2},
    }


def _sample(code: str) -> str:
    ground, glyph, _ = KINDS[code]
    return f"<span style='color:{ground}'>■</span>{glyph}"


def _heading(text: str, y: float, left: float) -> Json:
    return note(f"<b>{plain(text)}</b>", y=y, yanchor="top", xshift=-left + 2, yshift=-5, font={"size": SIZE - 0.5})
