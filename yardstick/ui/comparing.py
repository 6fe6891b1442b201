"""What a reader chooses to compare: areas, indicators, picture, form, period policy. All of it stands in the URL."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from yardstick.ui import choices
from yardstick.ui.cache import kept
from yardstick.ui.comparison import FORMS, POLICIES, TIMED, VIEWS, Asked
from yardstick.ui.session import Desk

MOST = 6
STARTING = 1


@dataclass(frozen=True)
class Chosen:
    """What the reader chose on this page."""

    indicators: tuple[str, ...]
    view: str
    shared: bool
    as_tables: bool
    asked: Asked


def controls(desk: Desk) -> Chosen:
    """Every choice of the page, from the URL and back to it."""
    left, right = st.columns(2)
    with left:
        areas = choices.areas(desk)
    with right:
        indicators = choices.indicators(desk, areas, default=desk.ws.config.headline[:STARTING], most=MOST)
    t = desk.t
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = choices.segments(desk, "view", {v: t(n) for v, n in VIEWS.items()}, label=t("Picture"), default="bars")
        return _settings(desk, view, areas=areas, indicators=indicators)


def _settings(desk: Desk, view: str, *, areas: tuple[str, ...], indicators: tuple[str, ...]) -> Chosen:
    t = desk.t
    form = choices.select(desk, "form", {f: t(n) for f, n in FORMS.items()}, label=t("Form"), default="raw", width=180)
    policy, year, within, base, shared = "same_year", "", "2", "", True
    years = {y: desk.ws.period_name(y, desk.lang) for y in years_held(desk, desk.version, indicators, areas)}
    if view not in TIMED:
        names = {p: t(n) for p, n in POLICIES.items()}
        policy = choices.select(desk, "policy", names, label=t("Period"), default="same_year", width=130)
        if policy != "latest":
            held = {"": t("best covered"), **years}
            year = choices.select(desk, "year", held, label=t("Year"), default="", width=150)
        if policy == "nearest":
            steps = {str(n): t("{n} years", n=n) for n in (1, 2, 3, 5)}
            within = choices.select(desk, "within", steps, label=t("At most away"), default="2", width=120)
    if form == "index" or view == "slope":
        label = t("Base year") if form == "index" else t("From")
        base = choices.select(desk, "base", {"": t("earliest"), **years}, label=label, default="", width=140)
    if view == "multiples":
        axes = {"shared": t("Shared axis"), "free": t("Own axes")}
        shared = choices.select(desk, "axes", axes, label=t("Axes"), default="shared", width=140) == "shared"
    asked = Asked(areas, form, policy, year=year, within=int(within), base=base)
    as_tables = view != "table" and choices.tables(desk)
    return Chosen(indicators, view, shared, as_tables, asked)


@kept(512)
def years_held(_desk: Desk, /, version: str, indicators: tuple[str, ...], areas: tuple[str, ...]) -> tuple[str, ...]:
    """Years in which an area has a figure of one of the indicators, the newest first."""
    years = {year for i in indicators for year in _desk.ws.years(i, areas)}
    return tuple(sorted((str(y) for y in years), reverse=True))
