"""Methods: how is each number made? Rules and definitions, told from what the code itself computes with."""

from __future__ import annotations

import streamlit as st

from yardstick.ui import choices, rules
from yardstick.ui.session import Desk, begin, tell_wrong


def draw_rules(desk: Desk) -> None:
    """One section, or all of them one after another."""
    t = desk.t
    sections = rules.sections(desk, desk.version, desk.lang)
    names = {"": t("All"), **{name: title for name, (title, _) in sections.items()}}
    chosen = choices.segments(desk, "section", names, label=t("Section"), default="")
    for name, (title, text) in sections.items():
        if chosen in ("", name):
            st.markdown(f"## {title}\n\n{text}")


def draw_definitions(desk: Desk) -> None:
    """The indicators of one theme, or those that hold the words looked for."""
    t = desk.t
    names = {theme: desk.ws.theme_name(theme, desk.lang) for theme in desk.ws.catalogue.themes}
    with st.container(horizontal=True):
        theme = choices.select(
            desk, "theme", {"": t("All themes"), **names}, label=t("Theme"), default=next(iter(names)), width=260
        )
        words = choices.words(desk, "find", label=t("Find"), placeholder=t("a word of the name or definition"))
    count, text = rules.definitions(desk, desk.version, desk.lang, theme, words=words)
    told = t("{n} indicators", n=count)
    if not count and theme:
        count, text = rules.definitions(desk, desk.version, desk.lang, "", words=words)
        told = t("None in this theme; {n} in others", n=count)
    if not count:
        st.info(t("No indicator holds these words. Try fewer words."))
        return
    st.caption(told)
    st.markdown(text)


def main() -> None:
    """The page."""
    desk = begin("methods")
    t = desk.t
    lead = t("Every rule below is told from the table or formula that computes with it.")
    st.markdown(f"## {t('How each number here is made')}\n\n{lead}")
    names = {"rules": t("Rules"), "definitions": t("Definitions of indicators")}
    if choices.segments(desk, "read", names, label=t("What to read"), default="rules") == "rules":
        draw_rules(desk)
    else:
        draw_definitions(desk)
    tell_wrong(desk)


main()
