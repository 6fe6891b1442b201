"""A small table of shares as a picture: the fuller a cell, the deeper its ground; its text says the same in numbers."""

from __future__ import annotations

from collections.abc import Sequence

from plotly.graph_objects import Figure

from yardstick.charts.lettering import plain, wrap
from yardstick.charts.rows import left_margin
from yardstick.charts.theme import SMALL, Json, axis, figure

GROUNDS = tuple(f"rgba(44,122,120,{depth})" for depth in (0.12, 0.26, 0.42, 0.58, 0.75))
"""One hue in five depths: the page shows through, so that more is stronger on the light and on the dark ground."""
EMPTY = "rgba(125,134,141,0.14)"
EACH, TOP = 45.0, 26.0


def glance(
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    cells: Sequence[Sequence[tuple[float, str, str]]],
    label_width: float = 8.5,
) -> Figure:
    """Rows by columns; a cell is (share from 0 to 1, its text, its hover). A share of 0 has no ground of its own."""
    placed = [(at, row, cell) for row, line in enumerate(cells) for at, cell in enumerate(line)]
    left = left_margin(rows, limit=label_width, size=SMALL)
    names = [plain(wrap(name, 6, lines=1)) for name in columns]
    return figure(
        [_tiles(placed), _texts(placed)],
        height=TOP + max(1, len(rows)) * EACH + 6,
        margin={"l": left, "r": 2, "t": TOP, "b": 6},
        annotations=[],
        xaxis=axis(
            range=[-0.5, len(columns) - 0.5],
            tickmode="array",
            tickvals=list(range(len(columns))),
            ticktext=names,
            side="top",
            tickfont={"size": SMALL - 1},
            showgrid=False,
        ),
        yaxis=axis(
            range=[len(rows) - 0.5, -0.5],
            tickmode="array",
            tickvals=list(range(len(rows))),
            ticktext=[plain(wrap(name, label_width, lines=3)) for name in rows],
            tickfont={"size": SMALL},
            showgrid=False,
        ),
        barmode="overlay",
    )


def _tiles(placed: Sequence[tuple[int, int, tuple[float, str, str]]]) -> Json:
    steps = [_step(cell[0]) for _, _, cell in placed]
    return {
        "type": "bar",
        "x": [at for at, _, _ in placed],
        "y": [0.9] * len(placed),
        "base": [row - 0.45 for _, row, _ in placed],
        "width": 0.95,
        "hovertext": [plain(cell[2]) for _, _, cell in placed],
        "hoverinfo": "text",
        "showlegend": False,
        "marker": {
            "color": [EMPTY if step is None else GROUNDS[step] for step in steps],
            "line": {"width": 0},
            "cornerradius": 3,
        },
    }


def _texts(placed: Sequence[tuple[int, int, tuple[float, str, str]]]) -> Json:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [at for at, _, _ in placed],
        "y": [row for _, row, _ in placed],
        "text": [plain(cell[1]) for _, _, cell in placed],
        "textfont": {"size": SMALL},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _step(share: float) -> int | None:
    """Which of the five grounds; None for nothing."""
    return None if share <= 0 else min(len(GROUNDS) - 1, int(share * len(GROUNDS)))
