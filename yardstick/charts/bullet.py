"""Targets as bullets: a track from the base to the aim, how far along it the actual is, and how much time is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plotly.graph_objects import Figure

from yardstick.charts.lettering import fitted, note, parted, plain
from yardstick.charts.symbols import Key, key_height, key_note, key_rows
from yardstick.charts.theme import FAINT, FONT, GREY, INK, SIZE, SMALL, Json, Palette, axis, faded, figure, text_rows

LOWEST, HIGHEST, RIGHT = -0.3, 1.15, 1.55
"""What of the way is drawn, as shares: beyond either end the mark turns into an arrow and its text says how far.

Up to `RIGHT` there is room for that text."""
TOP, BOTTOM = 22.0, 8.0
WIDEST = 350.0
"""Pixels for a line of text: what a phone has."""
KEY_GLYPHS = {"actual": "●", "elapsed": "┃"}


class Row(NamedTuple):
    """The height of a row in pixels, and where in it each part stands, the row being 1 high and 0 its middle."""

    high: float
    name: float
    detail: float
    bar: float


ONE_LINE, TWO_LINES = Row(64.0, -0.36, -0.08, 0.2), Row(80.0, -0.39, -0.09, 0.27)
"""Rows whose details take one line, and rows of a picture in which one of them takes two."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """One target. `label` says of whom and what, `detail` how it stands: status · actual and aim.

    `achieved` and `elapsed` are shares (0.6 is 60 %) of the way from the base to the aim and of its time; None is not
    drawn. `text` stands at the end of the track, `hover` is the whole reading, `cell` what a click gives back.
    """

    area: str
    label: str
    detail: str
    achieved: float | None
    elapsed: float | None
    text: str = ""
    hover: str = ""
    cell: str = ""


def bullets(
    rows: Sequence[Bullet], *, palette: Palette, start: str = "", aim: str = "", key: Key | None = None
) -> Figure:
    """One row a target, in the order given. `start` and `aim` name the ends of the track; `key` words `KEY_GLYPHS`."""
    shares = [row.achieved for row in rows if row.achieved is not None]
    low = LOWEST if min(shares, default=0.0) < 0 else -0.015
    keyed = key_rows([(glyph, key[code]) for code, glyph in KEY_GLYPHS.items() if key and code in key])
    below = key_height(keyed)
    details = [parted(row.detail, WIDEST, SMALL) for row in rows]
    row = TWO_LINES if any("\n" in detail for detail in details) else ONE_LINE
    return figure(
        [
            _tracks(len(rows), row.bar),
            _ways(rows, palette, low, at=row.bar),
            _clocks(rows, row.bar),
            _marks(rows, palette, low, at=row.bar),
            _lines(rows, low, at=row.name, texts=[f"<b>{_label(each)}</b>" for each in rows], size=SIZE),
            _lines(rows, low, at=row.detail, texts=[plain(detail) for detail in details], size=SMALL),
            _ends(rows, row.bar),
        ],
        height=TOP + max(1, len(rows)) * row.high + BOTTOM + below + (20 if keyed else 0),
        margin={"l": 2, "r": 2, "t": TOP, "b": BOTTOM + below + (20 if keyed else 0)},
        annotations=[*_heads(start, aim), *key_note(keyed, 2)],
        shapes=[_upright(0.0), _upright(1.0)],
        xaxis=axis(range=[low, RIGHT], showgrid=False, showticklabels=False),
        yaxis=axis(range=[max(1, len(rows)) - 0.45, -0.6], showgrid=False, showticklabels=False),
        barmode="overlay",
    )


def _label(row: Bullet) -> str:
    return plain(fitted(row.label, WIDEST, SIZE))


def _tracks(count: int, at: float) -> Json:
    return {
        "type": "bar",
        "orientation": "h",
        "meta": "track",
        "x": [1.0] * count,
        "y": [row + at for row in range(count)],
        "width": 0.15,
        "hoverinfo": "skip",
        "marker": {"color": FAINT, "line": {"width": 0}},
    }


def _ways(rows: Sequence[Bullet], palette: Palette, low: float, *, at: float) -> Json:
    drawn = [(n, row) for n, row in enumerate(rows) if row.achieved is not None]
    return {
        "type": "bar",
        "orientation": "h",
        "meta": "achieved",
        "x": [_inside(row.achieved, low) for _, row in drawn],
        "y": [n + at for n, _ in drawn],
        "width": 0.15,
        "hoverinfo": "skip",
        "marker": {"color": [faded(palette.look(row.area).colour, 0.55) for _, row in drawn], "line": {"width": 0}},
    }


def _clocks(rows: Sequence[Bullet], at: float) -> Json:
    drawn = [(n, row.elapsed) for n, row in enumerate(rows) if row.elapsed is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": "elapsed",
        "x": [min(max(share, 0.0), 1.0) for _, share in drawn],
        "y": [n + at for n, _ in drawn],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {"symbol": "line-ns", "size": 19, "color": INK, "line": {"color": INK, "width": 2.4}},
    }


def _marks(rows: Sequence[Bullet], palette: Palette, low: float, *, at: float) -> Json:
    """The actuals; a row without one has a mark nobody sees, so that it too can be hovered and clicked."""
    looks = [palette.look(row.area) for row in rows]
    symbols = [_symbol(row.achieved, look.symbol, low) for row, look in zip(rows, looks, strict=True)]
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": "actual",
        "x": [0.0 if row.achieved is None else _inside(row.achieved, low) for row in rows],
        "y": [n + at for n in range(len(rows))],
        "hovertext": [plain(row.hover) for row in rows],
        "hoverinfo": "text",
        "customdata": [row.cell for row in rows],
        "cliponaxis": False,
        "marker": {
            "symbol": symbols,
            "size": 12,
            "color": [look.colour for look in looks],
            "opacity": [0 if row.achieved is None else 1 for row in rows],
            "line": {"width": 0},
        },
    }


def _inside(share: float | None, low: float) -> float:
    return min(max(share or 0.0, low), HIGHEST)


def _symbol(share: float | None, usual: str, low: float) -> str:
    if share is None or low <= share <= HIGHEST:
        return usual
    return "triangle-left" if share < low else "triangle-right"


def _lines(rows: Sequence[Bullet], low: float, *, at: float, texts: Sequence[str], size: float) -> Json:
    """Texts that begin at the left edge; hovered and clicked like the mark of their row."""
    return text_rows(texts, x=low, at=at, size=size) | {
        "hovertext": [plain(row.hover) for row in rows],
        "hoverinfo": "text",
        "customdata": [row.cell for row in rows],
    }


def _ends(rows: Sequence[Bullet], at: float) -> Json:
    """The text at the end of each track, to the right of the mark where that has passed the aim."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [max(1.0, min(row.achieved or 0.0, HIGHEST)) for row in rows],
        "y": [n + at for n in range(len(rows))],
        "text": [f"\u2002{plain(row.text)}" for row in rows],
        "textposition": "middle right",
        "textfont": {"size": SMALL, "color": INK},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _heads(start: str, aim: str) -> list[Json]:
    """The names of the two ends, above the first row."""
    font = {"size": SMALL - 0.5, "family": FONT, "color": GREY}
    ends = ((0.0, start, "left"), (1.0, aim, "center"))
    return [
        note(plain(text), x=x, y=1, xref="x", xanchor=anchor, yanchor="bottom", font=font)
        for x, text, anchor in ends
        if text
    ]


def _upright(x: float) -> Json:
    line = {"color": FAINT, "width": 1, "dash": "dot" if x else "solid"}
    ends = {"x0": x, "x1": x, "y0": 0, "y1": 1}
    return {"type": "line", "xref": "x", "yref": "paper", "line": line, "layer": "below"} | ends
