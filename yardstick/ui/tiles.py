"""Headline tiles: value with unit and period, change on the year before, the years behind; each opens its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from yardstick.charts import Break, Mark, Series, spark
from yardstick.ui import readings
from yardstick.ui.picture import plain
from yardstick.ui.session import Desk
from yardstick.workspace import Change, Reading, Tile

Tone = Literal["normal", "inverse", "off"]
Arrow = Literal["auto", "off"]
TONES: dict[str, Tone] = {"higher": "normal", "lower": "inverse", "neutral": "off"}
REFUSED = {
    "no_previous_year": "no figure for {year}",
    "hedged": "no change: not exact",
    "estimated": "no change: estimated",
    "break_between": "no change: redefined",
    "not_a_year": "no change: not a whole year",
}
NARROWEST = 190
"""Pixels a tile needs for its longest words: five stand beside each other at 1280 px, one on a phone."""
_WORDS = re.compile(r"[^\d\s.,≈<>≥≤–%+−-]+(?: [^\d\s.,≈<>≥≤–%+−-]+)*")


@dataclass(frozen=True, slots=True)
class Card:
    """A tile ready to print. `label` and `value` are markdown; `spark` is empty where there is no unbroken run."""

    label: str
    value: str
    delta: str
    tone: Tone
    arrow: Arrow
    spark: tuple[float, ...]


def card(desk: Desk, tile: Tile, *, name: str) -> Card:
    """One tile; `name` says what sets it apart from its neighbours (the area, or the indicator)."""
    delta, tone, arrow = _delta(desk, tile)
    return Card(_label(desk, tile, name), _value(desk, tile.reading), delta, tone, arrow, _spark(desk, tile))


def wall(cards: Sequence[Card], *, columns: int) -> None:
    """Tiles in up to `columns` columns, fewer where they would not fit."""
    with st.grid(max(columns, 1), min_column_width=NARROWEST, gap="xsmall"):
        for each in cards:
            st.metric(
                each.label,
                each.value,
                each.delta or None,
                each.tone,
                delta_arrow=each.arrow,
                border=True,
                height="stretch",
                chart_data=each.spark or None,
            )


def opened(desk: Desk, reading: Reading) -> str:
    """The address of the indicator's page with this number opened."""
    asked = {"indicator": reading.indicator, "areas": reading.area, "cell": readings.cell(reading), "lang": desk.lang}
    return "/indicator?" + urlencode(asked)


def change(desk: Desk, found: Change, unit: str) -> str:
    """A change in words, signed: +12.3%, -0.4个百分点, +3家; empty where there is none."""
    if found.points is not None:
        return desk.t("{n} points", n=f"{round(found.points, 2) + 0.0:+g}")
    if found.percent is not None:
        return f"{round(found.percent, 1) + 0.0:+.1f}%" if round(found.percent, 1) else "0%"
    if found.difference is not None:
        return desk.ws.quantity(round(found.difference, 4), unit, desk.lang, signed=True)
    return ""


def why_none(desk: Desk, found: Change, reading: Reading) -> str:
    """Why no change on the year before is given."""
    return desk.t(REFUSED.get(found.refused, "no change given"), year=reading.year - 1)


def amount(found: Change) -> float:
    """The change as a number whose sign tells rise from fall; 0 where there is none."""
    return next((v for v in (found.points, found.percent, found.difference) if v is not None), 0.0)


def _label(desk: Desk, tile: Tile, name: str) -> str:
    found = tile.reading
    if found is None:
        return plain(name)
    words = f"{plain(name)} · {desk.ws.period_name(found.period, desk.lang)}"
    return " ".join(w for w in (f"[{words}]({opened(desk, found)})", readings.status(desk, found)) if w)


def _value(desk: Desk, reading: Reading | None) -> str:
    text = readings.number(desk, reading)
    if reading is None or reading.value is None:
        return f":gray[:small[{plain(text)}]]"
    return _small_words(text)


def _small_words(text: str) -> str:
    """The number large and the words about it small."""
    out, at = "", 0
    for word in _WORDS.finditer(text):
        out += plain(text[at : word.start()]) + f":small[{plain(word[0])}]"
        at = word.end()
    return out + plain(text[at:])


def _delta(desk: Desk, tile: Tile) -> tuple[str, Tone, Arrow]:
    found, reading = tile.change, tile.reading
    if reading is None or reading.value is None:
        return "", "off", "off"
    text = change(desk, found, reading.unit)
    if not text:
        return why_none(desk, found, reading), "off", "off"
    said = desk.t("{change} on {period}", change=text, period=desk.ws.period_name(found.against, desk.lang))
    if not round(amount(found), 2):
        return said, "off", "off"
    return said, TONES[desk.ws.catalogue[tile.indicator].direction], "auto"


def _spark(desk: Desk, tile: Tile) -> tuple[float, ...]:
    marks = tuple(Mark(tile.area, "", str(year), value) for year, value in tile.spark if value is not None)
    breaks = [Break(b.period.code, "") for b in desk.ws.catalogue[tile.indicator].breaks]
    return tuple(spark(Series(tile.area, "", marks), breaks=breaks))
