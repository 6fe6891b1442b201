"""Marker symbols: the area gives the shape, the standing of the figure changes it. Also the key that explains them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from yardstick.charts.lettering import note, plain, width
from yardstick.charts.marks import Mark
from yardstick.charts.theme import FONT, SMALL, UNDER_AXIS, Json, Look, Palette

Entry = tuple[str, str]
"""A line of the key: glyph (or coloured badge) and words."""

Key = Mapping[str, str]
"""Words of the key: P, E, I, hedged, M, conflict, target, other → what to print. No word, no entry."""

KEY_GLYPHS = {
    "P": "⊙",
    "E": "◇",
    "I": "○",
    "hedged": "△",
    "target": "━",
    "other": "✕",
    "conflict": "≠",
}
"""What stands before each word of the key, in the key's order: the marker as a character."""


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


SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈", "range": "", "=": ""}


def sign(mark: Mark) -> str:
    """The sign to print beside a hedged mark."""
    return plain(SIGNS.get(mark.qualifier, mark.qualifier))


def present(marks: Iterable[Mark], key: Key) -> list[str]:
    """The codes in a picture that are not plain and that the key has words for, in the key's order."""
    kinds = {str(mark.kind) for mark in marks}
    return [code for code in KEY_GLYPHS if code in kinds and code in key]


def explained(codes: Iterable[str], key: Key, *, glyphs: Mapping[str, str] = KEY_GLYPHS) -> list[Entry]:
    """Entries of the key for these codes."""
    return [(glyphs[code], key[code]) for code in codes]


def named(areas: Iterable[tuple[str, str]], palette: Palette) -> list[Entry]:
    """Entries of the key for areas, given as (area, name)."""
    return [(palette.look(area).badge, name) for area, name in areas]


def key_rows(entries: Sequence[Entry], room: float = 315) -> list[str]:
    """The key as lines of text that fit a narrow screen. Text, not plotly's legend, so that its height is known."""
    rows: list[str] = []
    used = room
    for glyph, word in entries:
        wide = width(word, SMALL) + 30
        item = f"{glyph}\u2002{plain(word)}"
        if used + wide > room:
            rows.append(item)
            used = wide
        else:
            rows[-1] += f"\u2003{item}"
            used += wide
    return rows


def key_height(rows: Sequence[str]) -> float:
    """Pixels to keep under the axis for the key."""
    return 6 + 17.0 * len(rows) if rows else 0.0


def key_note(rows: Sequence[str], left: float) -> list[Json]:
    """The key under the axis, from the left edge of a picture whose left margin is `left`."""
    if not rows:
        return []
    font = {"size": SMALL, "family": FONT}
    at = note("<br>".join(rows), y=0, xshift=2 - left, yshift=-UNDER_AXIS, yanchor="top", name="key", font=font)
    return [at]
