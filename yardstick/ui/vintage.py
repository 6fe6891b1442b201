"""The day whose knowledge is shown: the control in the page's head, the banner, and the day in address and session."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from yardstick.errors import StoreError
from yardstick.i18n import Words, say_error
from yardstick.ui.session import AS_OF, served, turn_back
from yardstick.workspace import Workspace

_HELD = "as_of.held"
BOX, DAY = "main.as_of", "main.as_of.day"
TODAY_ONLY = ("steward",)
"""Pages that write: there is no writing into the past."""


@dataclass
class _Held:
    """What one reader's session knows: the day shown (None: today), and the page of the run before this one."""

    day: dt.date | None = None
    page: str | None = None


def settle(page: str, t: Words, lang: str) -> None:
    """Serve the day that the address asks for, else the one chosen before on another page; tell it in a banner.

    What is no day, or one of which nothing can be told, is told, and the data of today are served.
    """
    now, held, asked = served(), _held(), st.query_params.get(AS_OF)
    if asked is None and page == held.page:
        held.day = None  # the reader went back to an address without it
    held.page = page
    if now is None or (asked is None and held.day is None):
        return
    if page in TODAY_ONLY:
        st.info(t("What is changed here is changed in the data of today."), icon=":material/history:")
        return
    held.day = _served_as_of(str(held.day) if asked is None else asked, t)
    if held.day is not None:
        st.query_params[AS_OF] = str(held.day)
        _banner(now, held.day, t, lang)
    elif asked is not None:
        del st.query_params[AS_OF]


def control(page: str, t: Words) -> None:
    """The choice of a day, closed at first: what is not open is not made. None where the data of today are changed."""
    now, held = served(), _held()
    if now is None or page in TODAY_ONLY:
        return
    box = st.popover(t("As of…"), type="tertiary", key=BOX, on_change="rerun")
    if not box.open:
        return
    days = [c.date for c in now.change_sets()]
    first, last = min(days), max([dt.date.today(), *days])
    with box:
        st.session_state[DAY] = held.day
        st.date_input(t("As known at the end of"), None, first, last, key=DAY, on_change=_choose, format="YYYY-MM-DD")
        st.caption(t("The first change set is of {first}, the last of {last}.", first=first, last=max(days)))


def _banner(now: Workspace, day: dt.date, t: Words, lang: str) -> None:
    date, later = now.day_name(day, lang), sum(c.date > day for c in now.change_sets())
    known = t("Figures, targets and sources as known at the end of {day}; definitions are those of today.", day=date)
    if later:
        more = t("{n} later change sets are left out.", n=later) if later > 1 else t("1 later change set is left out.")
    else:
        more = t("No change set came later.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(f"{known} {more}", icon=":material/history:", width="stretch")
        st.button(t("Back to today"), key="main.as_of.today", on_click=_take, args=(None,))


def _served_as_of(word: str, t: Words) -> dt.date | None:
    """The day of the address, served from now on; None, with words to the reader, where it cannot be."""
    day = _day(word)
    if day is None:
        msgid = "The address asks for {name} = “{word}”, which is no day like {example}; the data of today are shown."
        st.warning(t(msgid, name=AS_OF, word=word, example=dt.date.today()))
        return None
    try:
        turn_back(day)
    except StoreError as error:
        st.warning(t("{why}; the data of today are shown.", why=say_error(error, t)))
        return None
    return day


def _day(word: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(word)
    except ValueError:
        return None
    return day if str(day) == word else None  # not 20240131, nor a day of a week


def _choose() -> None:
    """Take the day chosen in the box, and close it."""
    st.session_state[BOX] = False
    _take(st.session_state[DAY])


def _take(day: dt.date | None) -> None:
    """Take a day into the session and the address; None is today."""
    _held().day = day
    if day is not None:
        st.query_params[AS_OF] = day.isoformat()
    elif AS_OF in st.query_params:
        del st.query_params[AS_OF]


def _held() -> _Held:
    held = st.session_state.get(_HELD)
    if held is None:
        held = st.session_state[_HELD] = _Held()
    return held
