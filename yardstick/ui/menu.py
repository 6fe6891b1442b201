"""The menu: the pages in their order, with their names and addresses."""

from __future__ import annotations

from copy import copy
from pathlib import Path

import streamlit as st

from yardstick.i18n import Words
from yardstick.ui.cache import kept

FOLDER = Path(__file__).resolve().parents[2] / "pages"
ORDER = (
    ("overview", "Overview", ""),
    ("compare", "Compare", "compare"),
    ("indicator", "Indicator", "indicator"),
    ("targets", "Targets", "targets"),
    ("area", "Area", "area"),
    ("evidence", "Data and sources", "evidence"),
    ("steward", "Data steward", "steward"),
    ("methods", "Methods", "methods"),
)


def pages(t: Words, lang: str, *, steward: bool) -> list[st.Page]:
    """The pages of this run: copies, for Streamlit marks the one that may be run.

    Without a `steward` the page for upkeep has its address still, to say so there, but no entry.
    """
    return [copy(page) for page in _pages(t, lang, steward)]


@kept(4)
def _pages(_t: Words, /, lang: str, steward: bool) -> tuple[st.Page, ...]:
    return tuple(
        st.Page(
            FOLDER / f"{name}.py",
            title=_t(title),
            url_path=path,
            default=not path,
            visibility="visible" if steward or name != "steward" else "hidden",
        )
        for name, title, path in ORDER
    )
