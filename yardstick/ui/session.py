"""One reader's run of a page: language, words, workspace, URL. `begin` stops the page where it cannot be served."""

from __future__ import annotations

import datetime as dt
import logging
import os
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st

from yardstick.document import Text
from yardstick.errors import YardstickError
from yardstick.i18n import Words, say, say_error, words
from yardstick.ui.cache import kept
from yardstick.ui.params import Params
from yardstick.workspace import Workspace

FOLDER_VARIABLE = "YARDSTICK_FOLDER"
LANGUAGE = "lang"
AS_OF = "as_of"
log = logging.getLogger("yardstick")


@dataclass(frozen=True)
class Desk:
    """What every page works with. `version` identifies the data and definitions served; caches are keyed on it."""

    lang: str
    t: Words
    ws: Workspace
    params: Params

    @property
    def version(self) -> str:
        """The identity of what is served."""
        return self.ws.identity

    @property
    def carried(self) -> dict[str, str]:
        """What every address within the dashboard carries on: the language, and the day whose knowledge is shown."""
        day = self.ws.day
        return {LANGUAGE: self.lang} if day is None else {LANGUAGE: self.lang, AS_OF: day.isoformat()}

    def name(self, area: str) -> str:
        """The area's short name in the reader's language."""
        return self.ws.area_name(area, self.lang)

    def indicator(self, indicator: str) -> str:
        """The indicator's name in the reader's language."""
        return self.ws.indicator_name(indicator, self.lang)


HERE = Path(__file__).resolve().parents[2]


def folder() -> Path:
    """The folder of this installation: where config.yaml stands."""
    return Path(os.environ.get(FOLDER_VARIABLE) or HERE)


@lru_cache(maxsize=2)
def _opened(place: str, identity: str) -> Workspace:
    return Workspace.open(Path(place))


_last_good: dict[str, Workspace] = {}


class _Run(threading.local):
    """What the router opened on this run, for its page: one run is one thread, and the files are looked at once."""

    opened: tuple[Workspace, YardstickError | None] | None = None


_run = _Run()


def open_workspace() -> tuple[Workspace, YardstickError | None]:
    """The workspace on the newest good store, and what is wrong with a newer one (None when nothing is).

    A process that starts on a damaged store serves the one before it. Raises YardstickError only when there is none.
    """
    place = str(folder())
    try:
        workspace = _opened(place, Workspace.identity_of(Path(place)))
    except YardstickError as error:
        log.error("%s", error)
        if place not in _last_good:
            earlier = Workspace.open_earlier(Path(place))
            if earlier is None:
                raise
            _last_good[place] = earlier
        return _last_good[place], error
    _last_good[place] = workspace
    return workspace, None


def served() -> Workspace | None:
    """What the router opened on this run; None where no data can be opened."""
    return _run.opened[0] if _run.opened else None


def turn_back(day: dt.date) -> None:
    """Serve what was known at the end of `day` on the rest of this run. StoreError where that cannot be told."""
    if _run.opened is not None:
        workspace, trouble = _run.opened
        _run.opened = _known(workspace, workspace.identity, day), trouble


@kept(6)
def _known(_workspace: Workspace, /, identity: str, day: dt.date) -> Workspace:
    return _workspace.as_of(day)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the router needs of config.yaml."""

    title: Text
    language: str
    steward: bool


def settings() -> Settings:
    """The settings of the data served; plain ones where no data can be opened (the page then says so)."""
    _run.opened = None
    try:
        _run.opened = open_workspace()
    except YardstickError:
        return Settings(Text("科创标尺", "Yardstick"), "zh", steward=True)
    config = _run.opened[0].config
    return Settings(config.title, config.language, config.steward)


def language(default: str = "zh") -> str:
    """The language the router settled for this run."""
    return str(st.session_state.get(LANGUAGE, default))


def begin(page: str) -> Desk:
    """Open the workspace for a page; tell the reader and stop where there is none. Call `end` after the last widget."""
    lang = language()
    t = words(lang)
    try:
        workspace, trouble = _run.opened or open_workspace()
    except YardstickError as error:
        wrong = say_error(error, t).splitlines()
        st.error(t("The data cannot be opened.") + "\n\n" + "\n".join(f"- {line}" for line in wrong))
        st.caption(t("Run `python -m yardstick build`, then load this page again."))
        st.stop()
    if trouble is not None:
        told = say_error(trouble, t)
        st.warning(t("A newer build of the data cannot be read; the last good data are shown.") + f" {told}")
    for problem in workspace.problems[:3]:
        st.warning(t("A file of this installation needs attention: {problem}", problem=say(problem, t)))
    desk = Desk(lang, t, workspace, Params.of(page))
    for name, word in desk.params.to_tell():
        msgid = "The address asks for {name} = “{word}”, which is not known here; it was left out."
        st.warning(t(msgid, name=name, word=word))
    return desk


def tell_wrong(desk: Desk) -> None:
    """Tell the reader which words of the URL were not understood: the page, with its defaults, runs again under them.

    Only the last widget knows the last of them; a place kept free at the head of every run would cost all runs.
    """
    if desk.params.wrong:
        desk.params.tell_later()
        st.rerun()
