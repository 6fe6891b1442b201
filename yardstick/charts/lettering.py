"""Text on a figure: escaping, width in pixels, wrapping, notes, and labels that keep out of each other's way."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from yardstick.charts.theme import FONT, SIZE, SMALL, Json


def plain(text: str) -> str:
    """Text for a figure, where `<` would begin a tag and a line end is `<br>`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


def ems(text: str) -> float:
    """The width of a text in ems, roughly: full-width characters 1, others 0.6."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.6 for char in text)


def width(text: str, size: float = SIZE) -> float:
    """The width in pixels of the longest line."""
    return max((ems(line) for line in text.split("\n")), default=0.0) * size


def fitted(text: str, pixels: float, size: float) -> str:
    """One line of a text, cut with `…` to a width in pixels; measured closer than `ems`, which is generous."""
    close = sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.53 for char in text) or 1.0
    return wrap(text, pixels / size * ems(text) / close, lines=1)


def parted(text: str, pixels: float, size: float) -> str:
    """One line where it fits, else what stands before the first ` · ` on a line of its own; each cut to the width."""
    whole = fitted(text, pixels, size)
    if whole == text or " · " not in text:
        return whole
    return "\n".join(fitted(part, pixels, size) for part in text.split(" · ", 1))


def wrap(text: str, limit: float, *, lines: int = 2) -> str:
    """At most `lines` even lines of `limit` ems, not broken inside a Latin word; what is over ends in `…`."""
    rest = text.strip()
    rows: list[str] = []
    while rest and len(rows) < lines:
        left = max(1, min(lines - len(rows), math.ceil(ems(rest) / limit)))
        row = _head(rest, min(limit, ems(rest) / left + 0.6))
        if len(row) < len(rest) and _inside_word(rest, len(row)):
            row = _head(rest, limit)
        rest = rest[len(row) :].strip()
        rows.append(row.strip())
    if rest:
        rows[-1] = _head(rows[-1], limit - 1).rstrip() + "…"
    return "\n".join(rows)


def _head(text: str, limit: float) -> str:
    if ems(text) <= limit:
        return text
    end = 1
    while end < len(text) and ems(text[: end + 1]) <= limit:
        end += 1
    whole = end
    while whole > end / 2 and _inside_word(text, whole):
        whole -= 1
    return text[:end] if _inside_word(text, whole) else text[:whole]


def _inside_word(text: str, at: int) -> bool:
    return all(char.isascii() and not char.isspace() for char in text[at - 1 : at + 1])


def note(text: str, *, x: float = 0, y: float = 1, **given: object) -> Json:
    """A line of text on the paper; by default above the plot at its left end."""
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": y,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "font": {"size": SIZE, "family": FONT},
    } | given


def unit_note(text: str, left: float, *, lift: float = 8) -> Json:
    """The unit, small, at the left edge above the plot whose left margin is `left` pixels."""
    return note(plain(text), xshift=-left + 2, yshift=lift, font={"size": SMALL, "family": FONT}, opacity=0.82)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move positions apart until neighbours are `gap` away: order kept, as near as can be, inside the bounds."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    gap = min(gap, max(high - low, 0.0) / max(1, len(order) - 1))
    blocks: list[tuple[float, int]] = []
    for index in order:
        blocks.append((wanted[index], 1))
        while len(blocks) > 1 and _overlap(blocks[-2], blocks[-1], gap):
            blocks[-2:] = [_merge(blocks[-2], blocks[-1])]
    placed = [centre + (at - (count - 1) / 2) * gap for centre, count in blocks for at in range(count)]
    for at, place in enumerate(placed):
        placed[at] = max(place, placed[at - 1] + gap if at else low)
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], placed[at + 1] - gap if at + 1 < len(placed) else high)
    result = [0.0] * len(order)
    for index, place in zip(order, placed, strict=True):
        result[index] = place
    return result


def _overlap(first: tuple[float, int], second: tuple[float, int], gap: float) -> bool:
    return second[0] - first[0] < gap * (first[1] + second[1]) / 2 - 1e-9


def _merge(first: tuple[float, int], second: tuple[float, int]) -> tuple[float, int]:
    (one, count), (other, more) = first, second
    return (one * count + other * more) / (count + more), count + more
