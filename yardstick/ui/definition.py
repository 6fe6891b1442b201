"""The definition of an indicator, as a card: what is measured, in what, by which rule, with which caveats."""

from __future__ import annotations

import streamlit as st

from yardstick.catalogue import Indicator
from yardstick.ui.cache import kept
from yardstick.ui.picture import plain
from yardstick.ui.session import Desk

KINDS = {
    "stock": "a stock, at the end of the period",
    "flow": "a flow, over the period",
    "ratio": "a ratio",
    "index": "an index",
}
SCALES = {"extensive": "a total: grows with the area’s size", "intensive": "does not depend on the area’s size"}
DIRECTIONS = {"higher": "more is better", "lower": "less is better", "neutral": "neither more nor less is better"}


def card(desk: Desk, indicator: str) -> None:
    """The card of one indicator."""
    st.markdown(text(desk, desk.version, desk.lang, indicator))


@kept(512)
def text(_desk: Desk, /, version: str, lang: str, indicator: str) -> str:
    """The definition as markdown."""
    found = _desk.ws.catalogue[indicator]
    lines = [f"- :gray[{_desk.t(name)}] {plain(said)}" for name, said in _lines(_desk, found) if said]
    return f"**{plain(_desk.indicator(indicator))}**\n\n{plain(found.definition.in_(lang))}\n\n" + "\n".join(lines)


def brief(desk: Desk, indicator: str) -> str:
    """The definition in two short paragraphs of markdown, without its theme."""
    found = desk.ws.catalogue[indicator]
    facts = [f":gray[{desk.t(name)}] {plain(said)}" for name, said in _lines(desk, found)[1:] if said]
    head = f"**{plain(desk.indicator(indicator))}**　{plain(found.definition.in_(desk.lang))}"
    return f"{head}\n\n:small[{' · '.join(facts)}]"


def _lines(desk: Desk, found: Indicator) -> list[tuple[str, str]]:
    t, lang, known = desk.t, desk.lang, desk.ws.catalogue.denominators
    lines = [
        ("Theme", desk.ws.theme_name(found.theme, lang)),
        ("Unit", desk.ws.unit_name(found.unit, lang)),
        ("Kind", t(KINDS[found.kind])),
        ("Size", t(SCALES[found.scale])),
        ("Offered relative to", t.list([known[w].name.in_(lang) for w in found.per if w in known])),
        ("Direction", t(DIRECTIONS[found.direction])),
        ("Rule or standard", found.standard.in_(lang) if found.standard else ""),
        ("Formula", _formula(desk, found)),
        ("Part of", desk.indicator(found.part_of) if found.part_of else ""),
        ("Lead unit", found.lead_unit.in_(lang) if found.lead_unit else ""),
        ("Also called", t.list(list(found.aliases))),
    ]
    lines += [("Caveat", caveat.in_(lang)) for caveat in found.caveats]
    return lines + [("New definition", f"{b.period.code}: {b.reason.in_(lang)}") for b in found.breaks]


def _formula(desk: Desk, found: Indicator) -> str:
    """The formula with the names of its indicators in the reader's language."""
    if found.formula is None:
        return ""
    text = found.formula.text
    for name in sorted(found.formula.names, key=len, reverse=True):
        text = text.replace(name, desk.indicator(name))
    return text.replace("*", "×").replace("/", "÷")
