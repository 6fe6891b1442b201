"""Area: one area whole. Headlines, strengths and weaknesses among peers, every theme, its parts' shares."""

from __future__ import annotations

import streamlit as st

from yardstick.ui import aims, choices, parts, portrait, provenance
from yardstick.ui.picture import as_arrow, plain, show
from yardstick.ui.session import Desk, begin, tell_wrong
from yardstick.workspace import AreaView, Reading


def choose_area(desk: Desk) -> str:
    """The area looked at: the first of the configuration unless another is chosen."""
    names = choices.area_names(desk, desk.version, desk.lang)
    return choices.select(desk, "area", names, label=desk.t("Area"), default=next(iter(names)), width=320)


def draw_front(desk: Desk, area: str) -> list[Reading]:
    """The finding and the headline tiles; gives back their numbers."""
    front = portrait.front(desk, desk.version, desk.lang, area, aims.today(desk))
    st.markdown(f"## {plain(front.finding)}\n\n:gray[{plain(front.detail)}]")
    st.html(front.wall)
    return list(front.numbers)


def draw_peers(desk: Desk, area: str, found: AreaView, *, as_tables: bool) -> None:
    """Where it stands among its peers, or why it has none."""
    t = desk.t
    if not found.standings:
        st.info(portrait.peerless(desk, area))
        return
    names = {"ends": t("Strengths and weaknesses"), "all": t("All indicators")}
    scope = choices.segments(desk, "scope", names, label=t("Among its peers"), default="ends")
    picture = portrait.peers(desk, desk.version, desk.lang, area, whole=scope == "all")
    if picture is None:
        st.info(t("No indicator stands out: none is among the first or the last third of its peers."))
    else:
        show(desk, picture, tables=as_tables)


def draw_themes(desk: Desk, area: str, found: AreaView) -> list[Reading]:
    """The table of the theme chosen; gives back its numbers."""
    names = portrait.themes(desk, found)
    if not names:
        st.info(desk.t("No figure of this area is held."))
        return []
    theme = choices.select(desk, "theme", names, label=desk.t("By theme"), default=next(iter(names)), width=320)
    table = portrait.theme_table(desk, desk.version, desk.lang, area, theme=theme)
    shown = as_arrow(table, desk.version, desk.lang, "area", area, theme)
    st.dataframe(shown, hide_index=True, width="stretch", placeholder="—", alt=names[theme])
    return [r.reading for r in portrait.of_theme(desk, found, theme) if r.reading is not None]


def draw_parts(desk: Desk, found: AreaView, *, as_tables: bool) -> list[Reading]:
    """The parts' shares; gives back the parts' numbers."""
    offered = parts.offered(desk, found)
    if not offered:
        return []
    st.markdown(f"## {desk.t('Its parts')}")
    choice = choices.select(desk, "shares", offered, label=desk.t("Shares of"), default=next(iter(offered)), width=420)
    beside = parts.beside(found, choice)
    for column, part in zip(st.columns(len(beside), gap="large"), beside, strict=True):
        with column:
            picture = parts.picture(desk, desk.version, desk.lang, found.area, choice=choice, part=part)
            show(desk, picture, tables=as_tables)
    return parts.numbers(found, parts.chosen(found, choice))


def main() -> None:
    """The page."""
    desk = begin("area")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        area, as_tables = choose_area(desk), choices.tables(desk)
    found = portrait.view(desk, desk.version, area)
    numbers = draw_front(desk, area)
    draw_peers(desk, area, found, as_tables=as_tables)
    numbers += draw_themes(desk, area, found)
    numbers += draw_parts(desk, found, as_tables=as_tables)
    provenance.choose(desk, numbers, key="area")
    tell_wrong(desk)


main()
