"""The choices every page offers in the same way: areas, indicators, one of a few words. All stand in the URL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from yardstick.ui.cache import kept
from yardstick.ui.params import TEXT_AT_MOST
from yardstick.ui.session import Desk


def areas(desk: Desk, *, default: Sequence[str] | None = None) -> tuple[str, ...]:
    """The areas looked at, in the order chosen; by default those of the configuration. May be empty."""
    offered = area_names(desk, desk.version, desk.lang)
    start = list(desk.ws.shown_areas if default is None else default)
    name = desk.params.many("areas", tuple(offered), default=start)
    chosen = st.multiselect(
        desk.t("Areas"),
        tuple(offered),
        key=name,
        format_func=offered.__getitem__,
        placeholder=desk.t("Choose areas"),
        select_all=False,
        wrap=True,
    )
    desk.params.keep("areas", chosen, default=start)
    return tuple(chosen)


def indicators(desk: Desk, areas: Sequence[str], *, default: Sequence[str], most: int) -> tuple[str, ...]:
    """Up to `most` of the indicators that these areas can be compared on, found by name or theme. May be empty."""
    return indicators_among(desk, comparable(desk, desk.version, desk.lang, tuple(areas)), default=default, most=most)


def indicators_among(desk: Desk, names: Mapping[str, str], *, default: Sequence[str], most: int) -> tuple[str, ...]:
    """Up to `most` of these indicators (id → name). May be empty."""
    start = [i for i in default if i in names]
    name = desk.params.many("indicators", tuple(names), default=start, most=most)
    chosen = st.multiselect(
        desk.t("Indicators (up to {most})", most=most),
        tuple(names),
        key=name,
        max_selections=most,
        format_func=names.__getitem__,
        placeholder=desk.t("Choose indicators"),
        select_all=False,
        wrap=True,
    )
    desk.params.keep("indicators", chosen, default=start)
    return tuple(chosen)


def indicator(desk: Desk) -> str:
    """One of the indicators with figures, found by name or theme; at first a headline."""
    names = held(desk, desk.version, desk.lang)
    first = next((i for i in desk.ws.config.headline if i in names), next(iter(names)))
    return select(desk, "indicator", names, label=desk.t("Indicator"), default=first)


def select(
    desk: Desk, name: str, options: Mapping[str, str], *, label: str, default: str, width: int | None = None
) -> str:
    """One of a list of words (word -> how it is shown)."""
    key = desk.params.one(name, tuple(options), default=default)
    chosen = st.selectbox(
        label, tuple(options), key=key, format_func=options.__getitem__, width=width if width is not None else "stretch"
    )
    desk.params.keep(name, chosen, default=default)
    return str(chosen)


def segments(desk: Desk, name: str, options: Mapping[str, str], *, label: str, default: str) -> str:
    """One of a few words, all in sight (word -> how it is shown)."""
    key = desk.params.one(name, tuple(options), default=default)
    chosen = st.segmented_control(
        label, tuple(options), key=key, format_func=options.__getitem__, required=True, width="content"
    )
    desk.params.keep(name, chosen, default=default)
    return str(chosen)


def words(desk: Desk, name: str, *, label: str, placeholder: str) -> str:
    """Words to look for; empty when none are given."""
    key = desk.params.text(name)
    found = st.text_input(label, key=key, placeholder=placeholder, max_chars=TEXT_AT_MOST)
    desk.params.keep(name, found, default="")
    return found.strip()


def tables(desk: Desk) -> bool:
    """Whether the pictures of the page are shown as their tables."""
    key = desk.params.flag("tables")
    chosen = st.toggle(desk.t("As tables"), key=key, width="content")
    desk.params.keep("tables", chosen, default=False)
    return chosen


@kept(8)
def area_names(_desk: Desk, /, version: str, lang: str) -> dict[str, str]:
    """The areas that can be chosen: code -> name."""
    return {code: _desk.name(code) for code in _desk.ws.selectable_areas()}


@kept(128)
def comparable(_desk: Desk, /, version: str, lang: str, areas: tuple[str, ...]) -> dict[str, str]:
    """Indicators with figures for two of the areas at least (for the one where only one is chosen) → name and theme."""
    ws = _desk.ws
    ids = ws.comparable_indicators(areas) if len(areas) > 1 else ws.indicators_held(areas or ws.shown_areas)
    return {i: _named(_desk, i) for i in ids}


@kept(8)
def held(_desk: Desk, /, version: str, lang: str) -> dict[str, str]:
    """Every indicator with a figure for an area that can be chosen → name and theme, in the catalogue's order."""
    return {i: _named(_desk, i) for i in _desk.ws.indicators_held(_desk.ws.selectable_areas())}


def _named(desk: Desk, indicator: str) -> str:
    return f"{desk.indicator(indicator)} · {desk.ws.theme_name(desk.ws.catalogue[indicator].theme, desk.lang)}"
