"""Headline tiles: value with unit and period, change on the year before, the years behind; each opens its number.

Thirty tiles stand in one element: as thirty of Streamlit's own they would cost half of the page's run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal
from urllib.parse import quote, urlencode

from yardstick.charts import Break, Mark, Series, spark
from yardstick.ui import readings
from yardstick.ui.session import Desk
from yardstick.workspace import Change, Reading, Tile

Tone = Literal["good", "bad", "quiet"]
REFUSED = {
    "no_previous_year": "no figure for {year}",
    "hedged": "no change: not exact",
    "estimated": "no change: estimated",
    "break_between": "no change: redefined",
    "not_a_year": "no change: not a whole year",
}
NARROWEST = 160
"""Pixels a tile needs for its longest words: five stand beside each other at 1280 px, two on a phone."""
COLOURS: dict[Tone, str] = {"good": "#0B8F6B", "bad": "#C2410C", "quiet": "#7A7F87"}
# Drawn as an image, so that nothing but an address enters the page; the colour stands on light and on dark.
_SPARK = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 30' preserveAspectRatio='none'>"
    "<polyline points='{points}' fill='none' stroke='#1F9A8A' stroke-width='1.6' vector-effect='non-scaling-stroke'/>"
    "</svg>"
)
_WORDS = re.compile(r"[^\d\s.,≈<>≥≤–%+−-]+(?: [^\d\s.,≈<>≥≤–%+−-]+)*")


@dataclass(frozen=True, slots=True)
class Card:
    """A tile ready to print, in plain words. `href` opens its number; `spark` is empty without an unbroken run.

    `aim` is the target beside the figure and `aim_href` opens it; both are empty where there is none.
    """

    label: str
    href: str
    status: str
    value: str
    held: bool
    delta: str
    tone: Tone
    rising: bool | None
    spark: tuple[float, ...]
    aim: str = ""
    aim_href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Cards under one heading; `href` is where the heading leads, empty for nowhere."""

    heading: str
    href: str
    cards: tuple[Card, ...]


def card(desk: Desk, tile: Tile, *, name: str, aim: tuple[str, str] = ("", "")) -> Card:
    """One tile; `name` says what sets it apart from its neighbours (the area, or the indicator).

    `aim` is the words and the address of the target beside it.
    """
    found = tile.reading
    delta, tone, rising = _delta(desk, tile)
    label = name if found is None else f"{name} · {desk.ws.period_name(found.period, desk.lang)}"
    return Card(
        label=label,
        href="" if found is None else opened(desk, found),
        status="" if found is None else readings.status(desk, found),
        value=readings.number(desk, found),
        held=found is not None and found.value is not None,
        delta=delta,
        tone=tone,
        rising=rising,
        spark=_spark(desk, tile),
        aim=aim[0],
        aim_href=aim[1],
    )


def wall(rows: Sequence[Row]) -> str:
    """Rows of tiles as HTML, as many beside each other as fit."""
    return "".join(_row(row) for row in rows)


def _row(row: Row) -> str:
    heading = _link(row.heading, row.href, "font-weight:600") if row.heading else ""
    title = f'<h3 style="font-size:1rem;margin:1.1rem 0 .45rem">{heading}</h3>' if heading else ""
    grid = f"display:grid;grid-template-columns:repeat(auto-fit,minmax({NARROWEST}px,1fr));gap:.5rem"
    return f'{title}<div style="{grid}">{"".join(_tile(each) for each in row.cards)}</div>'


def _tile(each: Card) -> str:
    frame = (
        "border:1px solid rgba(128,128,128,.28);border-radius:.4rem;padding:.6rem .7rem .5rem;min-height:6.9rem;"
        "display:flex;flex-direction:column;gap:.15rem;overflow:hidden"
    )
    status = f' <span style="opacity:.75">{escape(each.status)}</span>' if each.status else ""
    size = "font-size:1.5rem;font-weight:600" if each.held else "font-size:.9rem;opacity:.75"
    name = f"{_link(each.label, each.href)}{status}"
    return (
        f'<div style="{frame}"><div style="font-size:.8rem;line-height:1.35">{name}</div>'
        f'<div style="{size};line-height:1.25;font-variant-numeric:tabular-nums">{_number(each)}</div>'
        f"{_change(each)}{_aim(each)}{_line(each)}</div>"
    )


def _number(each: Card) -> str:
    """The number large and the words about it small."""
    if not each.held:
        return escape(each.value)
    out, at = "", 0
    for word in _WORDS.finditer(each.value):
        out += escape(each.value[at : word.start()])
        out += f'<span style="font-size:.8rem;font-weight:500">{escape(word[0])}</span>'
        at = word.end()
    return out + escape(each.value[at:])


def _change(each: Card) -> str:
    if not each.delta:
        return ""
    arrow = "" if each.rising is None else ("↑ " if each.rising else "↓ ")
    return f'<div style="font-size:.8rem;color:{COLOURS[each.tone]}">{arrow}{escape(each.delta)}</div>'


def _aim(each: Card) -> str:
    if not each.aim:
        return ""
    return f'<div style="font-size:.72rem;line-height:1.35">{_link(each.aim, each.aim_href)}</div>'


def _line(each: Card) -> str:
    if not each.spark:
        return ""
    low, high = min(each.spark), max(each.spark)
    reach, last = (high - low) or 1.0, len(each.spark) - 1
    points = " ".join(f"{100 * n / last:.1f},{27 - 24 * (v - low) / reach:.1f}" for n, v in enumerate(each.spark))
    drawn = quote(_SPARK.format(points=points), safe="/:=' ")
    look = "width:100%;height:1.6rem;margin-top:auto;display:block"
    return f'<img alt="" src="data:image/svg+xml,{drawn}" style="{look}">'


def _link(text: str, href: str, style: str = "") -> str:
    look = f"color:inherit;text-decoration:underline;text-underline-offset:2px;{style}"
    return f'<a href="{escape(href)}" target="_self" style="{look}">{escape(text)}</a>' if href else escape(text)


def opened(desk: Desk, reading: Reading) -> str:
    """The address of the indicator's page with this number opened."""
    asked = {"indicator": reading.indicator, "areas": reading.area, "cell": readings.cell(reading)}
    return "/indicator?" + urlencode(asked | desk.carried)


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


def _delta(desk: Desk, tile: Tile) -> tuple[str, Tone, bool | None]:
    found, reading = tile.change, tile.reading
    if reading is None or reading.value is None:
        return "", "quiet", None
    text = change(desk, found, reading.unit)
    if not text:
        return why_none(desk, found, reading), "quiet", None
    said = desk.t("{change} on {period}", change=text, period=desk.ws.period_name(found.against, desk.lang))
    moved = round(amount(found), 2)
    if not moved:
        return said, "quiet", None
    return said, _tone(desk, tile.indicator, rising=moved > 0), moved > 0


def _tone(desk: Desk, indicator: str, *, rising: bool) -> Tone:
    direction = desk.ws.catalogue[indicator].direction
    if direction == "neutral":
        return "quiet"
    return "good" if rising == (direction == "higher") else "bad"


def _spark(desk: Desk, tile: Tile) -> tuple[float, ...]:
    marks = tuple(Mark(tile.area, "", str(year), value) for year, value in tile.spark if value is not None)
    breaks = [Break(b.period.code, "") for b in desk.ws.catalogue[tile.indicator].breaks]
    return tuple(spark(Series(tile.area, "", marks), breaks=breaks))
