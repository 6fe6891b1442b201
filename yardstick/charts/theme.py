"""The one place for colours, marker shapes, type and layout. Colours are readable on the light and the dark ground."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plotly.graph_objects import Figure

Json = dict[str, Any]

CATEGORICAL = (
    "#0F74B8",  # blue
    "#D2590A",  # vermillion
    "#0B8F6B",  # bluish green
    "#B34E88",  # reddish purple
    "#A87900",  # ochre (Okabe–Ito orange, darkened for the light ground)
    "#2F91BF",  # sky
    "#7D66B8",  # violet
    "#95683A",  # brown
    "#5F842F",  # olive
    "#6C7A86",  # slate
)
"""Okabe–Ito's hues at one depth: at least 3 : 1 against both grounds. `.streamlit/config.toml` repeats them."""

SHAPES = (
    ("circle", "●"),
    ("square", "■"),
    ("star", "★"),
    ("cross", "✚"),
    ("x", "✖"),
    ("hexagon", "⬢"),
    ("pentagon", "⬟"),
    ("triangle-right", "▶"),
    ("triangle-left", "◀"),
    ("star-diamond", "✦"),
)
"""A shape an area, beside its colour. Upright triangles and diamonds are left out: they mean hedged and estimated."""

INK = "#000037"
"""Text: the value Streamlit's chart theme swaps for its strong text colour, light or dark; elsewhere a near-black."""

GREY = "#7D868D"
FAINT = "rgba(125,134,141,0.45)"
GRID = "rgba(125,134,141,0.22)"
BASE = "rgba(125,134,141,0.75)"
CLEAR = "rgba(0,0,0,0)"

FONT = (
    '"IBM Plex Sans", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Source Han Sans SC", '
    '"Hiragino Sans GB", sans-serif'
)
SIZE = 13
SMALL = 11.5

UNDER_AXIS = 27.0
"""Pixels from the plot down to the key: room for the axis' own text."""

CHART_CONFIG: Json = {"displayModeBar": False, "responsive": True, "showTips": False, "scrollZoom": False}
"""For `st.plotly_chart(config=…)`. No locale: every word and number on a figure arrives ready to print."""


@dataclass(frozen=True, slots=True)
class Look:
    """How an area looks in every picture: colour, marker symbol, and the same symbol as a character."""

    colour: str
    symbol: str
    glyph: str

    @property
    def badge(self) -> str:
        """The coloured glyph to put before the area's name."""
        return f"<span style='color:{self.colour}'>{self.glyph}</span>"


CONTEXT = Look(GREY, "circle", "●")
"""Peers and context: present, but grey."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Area code → look. `slots` comes from the configuration; any other area gets one from the rest by its code.

    So its look is the same on every page. `context` areas (peers) are grey, and so are others once all ten are taken.
    """

    slots: Mapping[str, int] = field(default_factory=dict)
    context: frozenset[str] = frozenset()

    def look(self, area: str) -> Look:
        """The look of one area."""
        if area in self.context:
            return CONTEXT
        slot = self.slots.get(area)
        if slot is not None:
            return _look(slot % len(CATEGORICAL))
        return self.among([area]).look(area) if len(set(self.slots.values())) < len(CATEGORICAL) else CONTEXT

    def among(self, areas: Iterable[str]) -> Palette:
        """The same palette, in which no two areas of one picture share a look while there are looks left.

        Each keeps the look its code gives it unless that is taken here by an earlier code; then it takes the next one.
        """
        slots = dict(self.slots)
        for area in sorted(set(areas) - set(slots) - self.context):
            taken = set(slots.values())
            first = zlib.crc32(area.encode()) % len(CATEGORICAL)
            tries = [(first + ahead) % len(CATEGORICAL) for ahead in range(len(CATEGORICAL))]
            free = [slot for slot in tries if slot not in taken]
            if not free:
                break
            slots[area] = free[0]
        return Palette(slots, self.context)


def _look(slot: int) -> Look:
    symbol, glyph = SHAPES[slot]
    return Look(CATEGORICAL[slot], symbol, glyph)


def faded(colour: str, opacity: float) -> str:
    """A `#rrggbb` colour with an opacity."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def axis(**given: Any) -> Json:
    """An axis of the house: thin grid, no zoom, ticks small."""
    return {
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": GRID,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "automargin": False,
        "tickfont": {"size": SMALL, "family": FONT, "color": INK},
        "title": {"text": ""},
    } | given


class Drawing(Figure):  # type: ignore[misc]  # plotly has no types
    """A finished figure: from its first reading on nobody changes it, so it is copied out once, not on every rerun."""

    _copied: Json | None = None

    def to_dict(self) -> Json:
        """The figure as a dictionary, the same one every time; not to be changed."""
        if self._copied is None:
            self._copied = super().to_dict()
        return self._copied


def text_rows(texts: Sequence[str], *, x: float, at: float, size: float) -> Json:
    """A trace of texts, a row each, that begin at `x` and stand `at` from the middle of their row; nothing to hover."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x] * len(texts),
        "y": [row + at for row in range(len(texts))],
        "text": list(texts),
        "textposition": "middle right",
        "textfont": {"size": size, "color": INK},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def figure(
    traces: Iterable[Json],
    *,
    height: float,
    margin: Json,
    annotations: Iterable[Json] = (),
    shapes: Iterable[Json] = (),
    **layout: Any,
) -> Figure:
    """A figure from plain dictionaries, not validated: that costs more than a page's query, so the tests do it."""
    given = {
        "template": {},
        "height": round(height),
        "autosize": True,
        "margin": {"pad": 4} | margin,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT, "size": SIZE, "color": INK},
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "font": {"family": FONT, "size": SIZE}, "namelength": -1},
        "dragmode": False,
        "showlegend": False,
        "annotations": list(annotations),
        "shapes": list(shapes),
    }
    return Drawing(data=list(traces), layout=given | layout, _validate=False)
