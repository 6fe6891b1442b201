"""How many targets of each status an area has: one line an area, each count with glyph and word, each a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

from yardstick.targets.records import CODES
from yardstick.ui import aims
from yardstick.ui.aims import BAD, CURRENT, GOOD, URGENT, Filter
from yardstick.ui.cache import kept
from yardstick.ui.session import Desk
from yardstick.ui.tiles import COLOURS, Tone
from yardstick.workspace import JudgedTarget
from yardstick.workspace.wording import VERDICT_WORDS

NARROWEST = 64
"""Pixels a count needs with its word: five stand beside each other on a phone, nine at 1280 px."""
TONES: dict[str, Tone] = {**dict.fromkeys(GOOD, "good"), **dict.fromkeys(BAD, "bad")}


@kept(256)
def wall(_desk: Desk, /, version: str, lang: str, areas: tuple[str, ...], asked: Filter) -> str:
    """The finding, and the counts of every status area by area, as HTML; a status asked for is no filter here."""
    found = aims.chosen(_desk, version, areas, replace(asked, status=""))
    lines = "".join(_line(_desk, area, [j for j in found if j.area == area], asked) for area in areas)
    title = f'<h2 style="font-size:1.125rem;margin:.2rem 0 .6rem">{escape(finding(_desk, found, asked))}</h2>'
    return title + lines


def finding(desk: Desk, found: Sequence[JudgedTarget], asked: Filter) -> str:
    """How many targets there are, how many stand well, how many do not, and how many nothing can be said of."""
    t, counts = desk.t, aims.counted(found)
    every = sum(counts.values())
    if not every:
        return t("No target fits this choice")
    fields = {
        "all": every,
        "good": sum(counts[code] for code in GOOD),
        "bad": sum(counts[code] for code in BAD),
        "open": every - sum(counts[code] for code in (*GOOD, *BAD)),
    }
    if asked.year == CURRENT:
        return t(
            "{all} current targets: {good} met, ahead or on schedule; {bad} behind, moving away or missed; "
            "{open} without a figure or a judgement",
            **fields,
        )
    return t(
        "{all} targets: {good} met, ahead or on schedule; {bad} behind, moving away or missed; "
        "{open} without a figure or a judgement",
        **fields,
    )


def urgent(found: Sequence[JudgedTarget]) -> list[JudgedTarget]:
    """Those that need attention, in their order."""
    return [j for j in found if j.verdict.status in URGENT and not j.superseded_by]


def _line(desk: Desk, area: str, found: Sequence[JudgedTarget], asked: Filter) -> str:
    counts = aims.counted(found)
    name = escape(f"{desk.name(area)} · {sum(counts.values())}")
    grid = f"display:grid;grid-template-columns:repeat(auto-fit,minmax({NARROWEST}px,1fr));gap:.3rem"
    cells = "".join(_count(desk, area, code, count=counts[code], asked=asked) for code in CODES)
    return (
        f'<div style="margin:.5rem 0 .15rem;font-weight:600;font-size:.875rem">{name}</div>'
        f'<div style="{grid}">{cells}</div>'
    )


def _count(desk: Desk, area: str, code: str, *, count: int, asked: Filter) -> str:
    frame = "border:1px solid rgba(128,128,128,.28);border-radius:.35rem;padding:.2rem .3rem;line-height:1.3"
    words = (
        f'<span style="color:{COLOURS[TONES.get(code, "quiet")]};font-weight:600">{aims.GLYPHS[code]}</span> '
        f'<span style="font-weight:600;font-variant-numeric:tabular-nums">{count}</span>'
        f'<div style="font-size:.72rem;opacity:.85">{escape(desk.t(VERDICT_WORDS[code]))}</div>'
    )
    if not count:
        return f'<div style="{frame};opacity:.45">{words}</div>'
    picked = "background:rgba(44,122,120,.16);" if asked.status == code else ""
    look = f"{frame};{picked}display:block;color:inherit;text-decoration:none"
    return f'<a href="{escape(address(desk, area, code, asked))}" target="_self" style="{look}">{words}</a>'


def address(desk: Desk, area: str, code: str, asked: Filter) -> str:
    """The ledger with this area and status chosen, the other filters as they are."""
    words: Mapping[str, str] = {
        "view": "ledger",
        "areas": area,
        "status": code,
        "year": asked.year,
        "theme": asked.theme,
        "kind": asked.kind,
        "owner": asked.owner,
        **desk.carried,
    }
    return "/targets?" + urlencode({name: word for name, word in words.items() if word})
