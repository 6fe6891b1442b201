"""The router: page config, language, navigation. Nothing else."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from yardstick.i18n import LANGUAGES, words
from yardstick.ui.session import LANGUAGE, settings

PAGES = Path(__file__).resolve().parents[2] / "pages"
ICON = "/app/static/icon.png"  # an address: a file would be opened on every run
ORDER = (
    ("overview", "Overview", ""),
    ("compare", "Compare", "compare"),
    ("indicator", "Indicator", "indicator"),
    ("area", "Area", "area"),
    ("evidence", "Data and sources", "evidence"),
    ("methods", "Methods", "methods"),
)
SCRIPTS = {name: PAGES / f"{name}.py" for name, _, _ in ORDER}
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


def switch_language() -> None:
    """Take the language from the switch into the session and the URL."""
    chosen = st.session_state["main.language"]
    st.session_state[LANGUAGE] = chosen
    st.query_params[LANGUAGE] = chosen


def route() -> None:
    """Run the page the address names, in the reader's language."""
    installation = settings()
    lang = settle_language(installation.language)
    t = words(lang)
    st.set_page_config(page_title=installation.title.in_(lang), page_icon=ICON, layout="wide")
    pages = [st.Page(SCRIPTS[name], title=t(title), url_path=path, default=not path) for name, title, path in ORDER]
    page = st.navigation(pages, position="top")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.title(f"{page.title} :gray[:small[{installation.title.in_(lang)}]]", anchor=False, width="content")
        st.session_state["main.language"] = lang
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
