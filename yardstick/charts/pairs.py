"""Two values a row with a line between them: what was, hollow, and what is wanted, solid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plotly.graph_objects import Figure

from yardstick.charts.bullet import Row
from yardstick.charts.lettering import fitted, parted, plain, unit_note
from yardstick.charts.scale import Tick, bounds, thousands, value_axis
from yardstick.charts.symbols import Key, key_height, key_note, key_rows
from yardstick.charts.theme import BASE, FAINT, SIZE, SMALL, Json, Palette, axis, figure, text_rows

TOP, BOTTOM = 30.0, 28.0
ONE_LINE, TWO_LINES = Row(56.0, -0.34, -0.06, 0.24), Row(72.0, -0.37, -0.07, 0.3)
WIDEST = 350.0
KEY_GLYPHS = {"before": "○", "wanted": "●"}


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: `before` and `wanted` in the unit of the picture, either may be None; words as in a bullet."""

    area: str
    label: str
    detail: str
    before: float | None
    wanted: float | None
    hover: str = ""
    cell: str = ""


def pairs(
    rows: Sequence[Pair], *, palette: Palette, unit: str, tick: Tick = thousands, key: Key | None = None
) -> Figure:
    """One row a pair, in the order given; 0 is always on the axis. `key` words `KEY_GLYPHS`."""
    values = [value for row in rows for value in (row.before, row.wanted) if value is not None]
    low, high = bounds(values, zero=True)
    edge = low - (high - low) * 0.02
    keyed = key_rows([(glyph, key[code]) for code, glyph in KEY_GLYPHS.items() if key and code in key])
    below = key_height(keyed)
    details = [parted(row.detail, WIDEST, SMALL) for row in rows]
    row = TWO_LINES if any("\n" in detail for detail in details) else ONE_LINE
    return figure(
        [
            _between(rows, at=row.bar),
            _points(rows, palette, wanted=False, at=row.bar),
            _points(rows, palette, wanted=True, at=row.bar),
            text_rows([f"<b>{_label(each)}</b>" for each in rows], x=edge, at=row.name, size=SIZE),
            text_rows([plain(detail) for detail in details], x=edge, at=row.detail, size=SMALL),
        ],
        height=TOP + max(1, len(rows)) * row.high + BOTTOM + below + 8,
        margin={"l": 2, "r": 12, "t": TOP, "b": BOTTOM + below + 8},
        annotations=[unit_note(unit, 2), *key_note(keyed, 2)],
        shapes=[_zero()],
        xaxis=value_axis(low, high, tick=tick) | {"range": [edge, high]},
        yaxis=axis(range=[max(1, len(rows)) - 0.45, -0.6], showgrid=False, showticklabels=False),
    )


def _label(row: Pair) -> str:
    return plain(fitted(row.label, WIDEST, SIZE))


def _between(rows: Sequence[Pair], *, at: float) -> Json:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for n, row in enumerate(rows):
        if row.before is not None and row.wanted is not None:
            xs += [row.before, row.wanted, None]
            ys += [n + at, n + at, None]
    line = {"color": FAINT, "width": 3}
    return {"type": "scatter", "mode": "lines", "meta": "between", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def _points(rows: Sequence[Pair], palette: Palette, *, wanted: bool, at: float) -> Json:
    drawn = [(n, row, row.wanted if wanted else row.before) for n, row in enumerate(rows)]
    drawn = [each for each in drawn if each[2] is not None]
    looks = [palette.look(row.area) for _, row, _ in drawn]
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": "wanted" if wanted else "before",
        "x": [value for _, _, value in drawn],
        "y": [n + at for n, _, _ in drawn],
        "hovertext": [plain(row.hover) for _, row, _ in drawn],
        "hoverinfo": "text",
        "customdata": [row.cell for _, row, _ in drawn],
        "cliponaxis": False,
        "marker": {
            "symbol": [look.symbol if wanted else f"{look.symbol}-open" for look in looks],
            "size": 11,
            "color": [look.colour for look in looks],
            "line": {"width": 0.5 if wanted else 2, "color": [look.colour for look in looks]},
        },
    }


def _zero() -> Json:
    line = {"color": BASE, "width": 1.2}
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": 0,
        "x1": 0,
        "y0": 0,
        "y1": 1,
        "line": line,
        "layer": "below",
    }
