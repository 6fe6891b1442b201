"""Marker symbols: the area gives the shape, the standing of the figure changes it. Also the key that explains them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yardstick.charts.lettering import plain, rows_of
from yardstick.charts.marks import Mark
from yardstick.charts.theme import GREY, SMALL, Json, Look

Key = Mapping[str, str]
"""Words of the key: P, E, I, hedged, M, conflict, target, other → what to print. A code without words is not explained."""

KEY_ORDER = ("A", "P", "E", "I", "hedged", "target", "other", "conflict", "M")
_SAMPLE = {"A": "circle", "P": "circle-open-dot", "E": "diamond-open", "I": "circle-open", "hedged": "triangle-up-open"}
_SAMPLE |= {"target": "line-ew-open", "other": "x-thin-open", "M": "x-thin-open", "conflict": "circle-cross-open"}


def symbol(mark: Mark, look: Look) -> str:
    """Solid when final; ring and dot provisional; diamond estimated; hollow implied; triangle towards the open side."""
    if mark.kind == "A":
        return look.symbol
    if mark.kind == "P":
        return f"{look.symbol}-open-dot"
    if mark.kind == "E":
        return "diamond-open"
    if mark.kind == "hedged" and mark.qualifier in (">", ">="):
        return "triangle-up-open"
    if mark.kind == "hedged" and mark.qualifier in ("<", "<="):
        return "triangle-down-open"
    return f"{look.symbol}-open"


SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "~", "range": "–", "=": ""}


def sign(mark: Mark) -> str:
    """The sign to print beside a hedged mark."""
    return plain(SIGNS.get(mark.qualifier, mark.qualifier))


def present(marks: Iterable[Mark], key: Key) -> list[str]:
    """The codes in a picture that are not plain and that the key has words for, in the key's order."""
    kinds = {mark.kind for mark in marks}
    return [code for code in KEY_ORDER if code in kinds and code != "A" and code in key]


def key_traces(codes: Iterable[str], key: Key) -> list[Json]:
    """Empty traces that only stand in the legend."""
    return [
        {
            "type": "scatter",
            "x": [None],
            "y": [None],
            "mode": "markers",
            "name": plain(key[code]),
            "showlegend": True,
            "hoverinfo": "skip",
            "marker": {"symbol": _SAMPLE[code], "size": 9, "color": GREY, "line": {"color": GREY, "width": 1.6}},
        }
        for code in codes
    ]


def legend(names: list[str]) -> tuple[Json, float]:
    """Layout for a legend under the picture, and the pixels to keep for it."""
    if not names:
        return {"showlegend": False}, 0.0
    shown = {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 0,
        "yref": "container",
        "yanchor": "bottom",
        "font": {"size": SMALL},
        "itemclick": False,
        "itemdoubleclick": False,
        "bgcolor": "rgba(0,0,0,0)",
        "title": {"text": ""},
    }
    return {"showlegend": True, "legend": shown}, 10 + 21.0 * rows_of(names)
