"""The router: page config, language, navigation. Nothing else."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from yardstick.i18n import LANGUAGES, words
from yardstick.ui.session import LANGUAGE

PAGES = Path(__file__).resolve().parents[2] / "pages"
ICON = Path(__file__).with_name("static") / "icon.png"
DEFAULT_LANGUAGE = "zh"
ORDER = (
    ("overview", "Overview", ""),
    ("compare", "Compare", "compare"),
    ("indicator", "Indicator", "indicator"),
    ("area", "Area", "area"),
    ("evidence", "Data and sources", "evidence"),
    ("methods", "Methods", "methods"),
)
LABELS = {"zh": "中文", "en": "English"}


def settle_language() -> str:
    """The reader's language: the URL's, else the one chosen before, else Chinese; kept in session and URL."""
    asked = st.query_params.get(LANGUAGE)
    if asked in LANGUAGES:
        st.session_state[LANGUAGE] = asked
    lang = str(st.session_state.setdefault(LANGUAGE, DEFAULT_LANGUAGE))
    if asked is not None and asked not in LANGUAGES:
        st.warning(
            words(lang)(
                "The address asks for {name} = “{word}”, which is not known here; it was left out.",
                name=LANGUAGE,
                word=asked,
            )
        )
        del st.query_params[LANGUAGE]
    elif asked is None and lang != DEFAULT_LANGUAGE:
        st.query_params[LANGUAGE] = lang
    return lang


def switch_language() -> None:
    """Take the language from the switch into the session and the URL."""
    chosen = st.session_state["main.language"]
    st.session_state[LANGUAGE] = chosen
    st.query_params[LANGUAGE] = chosen


def route() -> None:
    """Run the page the address names, in the reader's language."""
    st.set_page_config(page_title="科创标尺 Yardstick", page_icon=str(ICON), layout="wide")
    lang = settle_language()
    t = words(lang)
    pages = [
        st.Page(PAGES / f"{name}.py", title=t(title), url_path=path, default=not path) for name, title, path in ORDER
    ]
    page = st.navigation(pages, position="top")
    st.session_state["main.language"] = lang
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(
            f"**{t('Yardstick')}** :gray[{t('Regional science and technology, side by side')}]", width="content"
        )
        st.segmented_control(
            t("Language"),
            LANGUAGES,
            format_func=LABELS.__getitem__,
            key="main.language",
            required=True,
            label_visibility="collapsed",
            on_change=switch_language,
            width="content",
        )
    page.run()


route()
