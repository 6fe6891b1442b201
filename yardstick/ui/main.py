"""The router: page config, language, navigation. Nothing else."""

from __future__ import annotations

import streamlit as st

from yardstick.i18n import LANGUAGES, words
from yardstick.ui import vintage
from yardstick.ui.menu import pages
from yardstick.ui.session import LANGUAGE, settings

LABELS = {"zh": "中文", "en": "English"}


def settle_language(default: str) -> str:
    """The reader's language: the URL's, else the one chosen before, else the default; kept in session and URL."""
    asked = st.query_params.get(LANGUAGE)
    if asked in LANGUAGES:
        st.session_state[LANGUAGE] = asked
    lang = str(st.session_state.setdefault(LANGUAGE, default))
    if asked is not None and asked not in LANGUAGES:
        msgid = "The address asks for {name} = “{word}”, which is not known here; it was left out."
        st.warning(words(lang)(msgid, name=LANGUAGE, word=asked))
        del st.query_params[LANGUAGE]
    elif asked is None and lang != default:
        st.query_params[LANGUAGE] = lang
    return lang


def take_language(lang: str) -> None:
    """Take the language of the switch into the session and the URL."""
    st.session_state[LANGUAGE] = lang
    st.query_params[LANGUAGE] = lang


def route() -> None:
    """Run the page the address names, in the reader's language."""
    installation = settings()
    lang = settle_language(installation.language)
    t = words(lang)
    st.set_page_config(page_title=installation.title.in_(lang), layout="wide")
    page = st.navigation(pages(t, lang, steward=installation.steward), position="top")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(f"{page.title} :gray[:small[{installation.title.in_(lang)}]]", anchor=False, width="stretch")
        vintage.control(page.url_path, t)
        other = next(code for code in LANGUAGES if code != lang)
        st.button(LABELS[other], key="main.language", on_click=take_language, args=(other,), help=t("Language"))
    vintage.settle(page.url_path, t, lang)
    page.run()


route()
