"""Overview: where do we stand? Headline tiles by area, what is new, how much is held."""

from __future__ import annotations

import streamlit as st

from yardstick.ui import aims, choices, headlines, provenance
from yardstick.ui.picture import plain, show
from yardstick.ui.session import Desk, begin, tell_wrong


def draw_headlines(desk: Desk, areas: tuple[str, ...], *, above: st.delta_generator.DeltaGenerator) -> None:
    """The sentence above the controls, and a row of tiles an indicator."""
    found = headlines.headlines(desk, desk.version, desk.lang, areas, aims.today(desk))
    above.markdown(f"## {plain(found.finding)}" + (f"\n\n:gray[{plain(found.detail)}]" if found.detail else ""))
    st.html(found.wall)
    st.caption(
        desk.t(
            "Each tile shows the latest whole year held; years differ between tiles, so tiles are not a ranking. "
            "A change is worked out from the two levels, money at current prices. A tile’s name opens its number, "
            "the line under it the next target."
        )
    )
    provenance.choose(desk, found.numbers, key="overview")


def draw_rest(desk: Desk, areas: tuple[str, ...]) -> None:
    """What is new, and coverage at a glance."""
    left, right = st.columns(2, gap="large")
    with left:
        as_tables = choices.tables(desk)
        show(desk, headlines.coverage(desk, desk.version, desk.lang, areas), tables=as_tables)
    with right:
        listed = headlines.news(desk, desk.version, desk.lang, areas)
        st.markdown(f"### {desk.t('What is new')}\n\n" + (listed or desk.t("No source speaks of these areas yet.")))


def main() -> None:
    """The page."""
    desk = begin("overview")
    above = st.container()
    areas = choices.areas(desk)
    if areas:
        draw_headlines(desk, areas, above=above)
        draw_rest(desk, areas)
    else:
        st.info(desk.t("No area is chosen. Choose one or more areas to see where they stand."))
    tell_wrong(desk)


main()
