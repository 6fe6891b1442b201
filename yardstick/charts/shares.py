"""Parts of a whole: the share a document states beside the share its own figures give."""

from __future__ import annotations

from collections.abc import Sequence

from plotly.graph_objects import Figure

from yardstick.charts.lettering import plain, unit_note, wrap
from yardstick.charts.marks import Share
from yardstick.charts.rows import TOP, left_margin, room_for, row_axis, row_height
from yardstick.charts.scale import Tick, thousands, value_axis
from yardstick.charts.symbols import key_height, key_note, key_rows
from yardstick.charts.theme import BASE, GREY, SIZE, Json, Palette, faded, figure

ALARM = "#C7623A"


def shares(
    parts: Sequence[Share],
    *,
    palette: Palette,
    unit: str,
    stated: str,
    computed: str,
    tick: Tick = thousands,
    label_width: float = 8,
) -> Figure:
    """A bar for the computed share, an upright stroke for the stated one, both from zero and both printed.

    `stated` and `computed` name the two in the key. Where a part `contradicts`, `≠` stands between its texts.
    """
    values = [value for part in parts for value in (part.stated, part.computed) if value is not None] or [1.0]
    texts = [_text(part) for part in parts]
    high = max(values) / (1 - room_for(texts))
    keyed = key_rows([("┃", stated), ("▭", computed)])
    below = key_height(keyed)
    left = left_margin([part.label for part in parts], limit=label_width)
    return figure(
        [_bars(parts, palette), _strokes(parts), _texts(parts, texts)],
        height=row_height(len(parts), 44, below=34 + below),
        margin={"l": left, "r": 8, "t": TOP, "b": 28 + below},
        annotations=[unit_note(unit, left), *key_note(keyed, left)],
        xaxis=value_axis(0, high, tick=tick, count=3, zeroline=True, zerolinecolor=BASE, zerolinewidth=1.4),
        yaxis=row_axis([plain(wrap(part.label, label_width)) for part in parts]),
        barmode="overlay",
        bargap=0.5,
    )


def _text(part: Share) -> str:
    both = [text for text in (part.stated_text, part.computed_text) if text]
    return (" / " if not part.contradicts else " ≠ ").join(both)


def _bars(parts: Sequence[Share], palette: Palette) -> Json:
    colours = [palette.look(part.area).colour for part in parts]
    return {
        "type": "bar",
        "orientation": "h",
        "meta": "computed",
        "x": [part.computed for part in parts],
        "y": list(range(len(parts))),
        "hovertext": [plain(part.hover) for part in parts],
        "hoverinfo": "text",
        "showlegend": False,
        "marker": {
            "color": [faded(colour, 0.45) for colour in colours],
            "line": {"color": colours, "width": 1.4},
            "cornerradius": 2,
        },
    }


def _strokes(parts: Sequence[Share]) -> Json:
    rows = [(row, part) for row, part in enumerate(parts) if part.stated is not None]
    colours = [ALARM if part.contradicts else GREY for _, part in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": "stated",
        "x": [part.stated for _, part in rows],
        "y": [row for row, _ in rows],
        "cliponaxis": False,
        "hovertext": [plain(part.hover) for _, part in rows],
        "hoverinfo": "text",
        "showlegend": False,
        "marker": {"symbol": "line-ns", "size": 27, "color": colours, "line": {"color": colours, "width": 3.2}},
    }


def _texts(parts: Sequence[Share], texts: Sequence[str]) -> Json:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [max(part.stated or 0.0, part.computed or 0.0) for part in parts],
        "y": list(range(len(parts))),
        "text": [f"\u2002<b>{plain(text)}</b>" for text in texts],
        "textposition": "middle right",
        "textfont": {"size": SIZE},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
