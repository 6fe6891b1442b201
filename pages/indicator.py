"""Indicator: one indicator in depth. Its history, its peers, its definition, every figure and where it comes from."""

from __future__ import annotations

import streamlit as st

from yardstick.ui import aims, choices, definition, history, provenance
from yardstick.ui.picture import as_arrow, show
from yardstick.ui.session import Desk, begin, tell_wrong
from yardstick.workspace import Reading

PARTS = {
    "peers": "Among its peers",
    "measures": "Growth, shares and other measures",
    "conflicts": "Sources that disagree",
    "targets": "Targets",
}


def controls(desk: Desk) -> tuple[str, tuple[str, ...]]:
    """The indicator and the areas."""
    left, right = st.columns([2, 3])
    with right:
        areas = choices.areas(desk)
    with left:
        indicator = choices.indicator(desk)
    return indicator, areas


def draw(desk: Desk, indicator: str, areas: tuple[str, ...]) -> None:
    """The history and what is chosen to stand under it, beside the definition."""
    left, right = st.columns([2, 1], gap="large")
    with left:
        as_tables = choices.tables(desk)
        show(
            desk,
            history.picture(desk, desk.version, desk.lang, indicator, areas=areas, day=aims.today(desk)),
            tables=as_tables,
        )
        draw_part(desk, indicator, areas, as_tables=as_tables)
    with right:
        definition.card(desk, indicator)


def draw_peers(desk: Desk, indicator: str, areas: tuple[str, ...], *, as_tables: bool) -> None:
    """Where the areas stand among the areas of their level."""
    pictures = history.peers(desk, desk.version, desk.lang, indicator, areas=areas)
    for picture in pictures:
        show(desk, picture, tables=as_tables)
    if not pictures:
        st.caption(desk.t("Fewer than five areas of the same level have a figure, so no peers are shown."))


def draw_part(desk: Desk, indicator: str, areas: tuple[str, ...], *, as_tables: bool) -> None:
    """What is chosen to stand under the history: peers, other measures, rival figures, targets."""
    t = desk.t
    part = choices.segments(desk, "part", {p: t(n) for p, n in PARTS.items()}, label=t("More"), default="peers")
    if part == "peers":
        draw_peers(desk, indicator, areas, as_tables=as_tables)
        return
    if part == "measures":
        frame = history.measures(desk, desk.version, desk.lang, indicator, areas=areas)
    elif part == "conflicts":
        frame = history.rivals(desk, desk.version, desk.lang, indicator, areas=areas)
    else:
        frame = history.targets(desk, desk.version, desk.lang, indicator, areas=areas, day=aims.today(desk))
    if len(frame):
        table = as_arrow(frame, desk.version, desk.lang, "indicator", part, indicator, areas, aims.today(desk))
        st.dataframe(table, hide_index=True, width="stretch", placeholder="—", alt=t(PARTS[part]))
    else:
        st.caption(t("Nothing is held of this for the areas chosen."))


def numbers(desk: Desk, indicator: str, areas: tuple[str, ...]) -> list[Reading]:
    """The readings whose origin can be opened, the newest first."""
    found = history.view(desk, desk.version, indicator, areas)
    shown = [*history.levels(found), *found.other_measures]
    return sorted((r for r in shown if r.value is not None), key=lambda r: (-r.year, areas.index(r.area)))


def main() -> None:
    """The page."""
    desk = begin("indicator")
    indicator, areas = controls(desk)
    if not areas:
        st.info(desk.t("No area is chosen. Choose an area to see its figures."))
        definition.card(desk, indicator)
    else:
        draw(desk, indicator, areas)
        provenance.choose(desk, numbers(desk, indicator, areas), key="indicator")
    tell_wrong(desk)


main()
