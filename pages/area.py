"""Area: one area whole. Headlines, strengths and weaknesses among peers, every theme, its parts' shares."""

from __future__ import annotations

import streamlit as st

from yardstick.ui import choices, parts, portrait, provenance, tiles
from yardstick.ui.picture import as_arrow, plain, show
from yardstick.ui.session import Desk, begin, tell_wrong
from yardstick.workspace import AreaView, Reading


def choose_area(desk: Desk) -> str:
    """The area looked at: the first of the configuration unless another is chosen."""
    names = choices.area_names(desk, desk.version, desk.lang)
    return choices.select(desk, "area", names, label=desk.t("Area"), default=next(iter(names)), width=320)


def draw_front(desk: Desk, area: str) -> list[Reading]:
    """The finding and the headline tiles; gives back their numbers."""
    front = portrait.front(desk, desk.version, desk.lang, area)
    st.markdown(f"## {plain(front.finding)}\n\n:gray[{plain(front.detail)}]")
    tiles.wall([tiles.Row("", "", front.cards)])
    return list(front.numbers)


def draw_peers(desk: Desk, area: str, found: AreaView) -> None:
    """Where it stands among its peers, or why it has none."""
    t = desk.t
    st.markdown(f"## {t('Among its peers')}")
    if not found.standings:
        st.info(portrait.peerless(desk, area))
        return
    names = {"ends": t("Strengths and weaknesses"), "all": t("All indicators")}
    scope = choices.segments(desk, "scope", names, label=t("Indicators shown"), default="ends")
    picture = portrait.peers(desk, desk.version, desk.lang, area, whole=scope == "all")
    if picture is None:
        st.info(t("No indicator stands out: none is among the first or the last third of its peers."))
    else:
        show(desk, picture)


def draw_themes(desk: Desk, area: str, found: AreaView) -> list[Reading]:
    """The table of the theme chosen; gives back its numbers."""
    names = portrait.themes(desk, found)
    st.markdown(f"## {desk.t('By theme')}")
    if not names:
        st.info(desk.t("No figure of this area is held."))
        return []
    theme = choices.segments(desk, "theme", names, label=desk.t("Theme"), default=next(iter(names)))
    table = portrait.theme_table(desk, desk.version, desk.lang, area, theme=theme)
    shown = as_arrow(table, desk.version, desk.lang, "area", area, theme)
    st.dataframe(shown, hide_index=True, width="stretch", alt=names[theme])
    return [r.reading for r in portrait.of_theme(desk, found, theme) if r.reading is not None]


def draw_parts(desk: Desk, found: AreaView) -> list[Reading]:
    """The parts' shares; gives back the parts' numbers."""
    offered = parts.offered(desk, found)
    if not offered:
        return []
    st.markdown(f"## {desk.t('Its parts')}")
    choice = choices.select(desk, "shares", offered, label=desk.t("Shares of"), default=next(iter(offered)), width=420)
    beside = parts.beside(found, choice)
    for column, part in zip(st.columns(len(beside), gap="large"), beside, strict=True):
        with column:
            show(desk, parts.picture(desk, desk.version, desk.lang, found.area, choice=choice, part=part))
    return parts.numbers(found, parts.chosen(found, choice))


def main() -> None:
    """The page."""
    desk = begin("area")
    messages = st.container()
    area = choose_area(desk)
    with st.spinner(desk.t("Setting the area against its peers")):
        found = portrait.view(desk, desk.version, area)
    numbers = draw_front(desk, area)
    draw_peers(desk, area, found)
    numbers += draw_themes(desk, area, found)
    numbers += draw_parts(desk, found)
    provenance.choose(desk, numbers, key="area")
    with messages:
        tell_wrong(desk)


main()
