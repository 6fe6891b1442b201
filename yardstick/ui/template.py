"""The template on the steward's page: choose areas, indicators and years, and take away a workbook to fill in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from yardstick.ui import choices
from yardstick.ui.cache import kept
from yardstick.ui.downloads import DOWNLOADS, XLSX
from yardstick.ui.picture import plain
from yardstick.ui.session import Desk
from yardstick.workspace.blanks import AT_MOST

FIRST_YEAR = 1990
YEARS_AT_FIRST = 3
INDICATORS_AT_MOST = 60


def part(desk: Desk) -> None:
    """The choice, how many rows it makes, and the link to the workbook."""
    t = desk.t
    says = t(
        "A workbook with a row for each indicator, area and year, lists to choose from and protected headings. What is "
        "held already can be written in; filled and brought in again without a change, it changes nothing."
    )
    st.markdown(f"### {plain(t('A template to fill in'))}\n\n{plain(says)}")
    areas = choices.areas(desk)
    indicators = _indicators(desk)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        years = _years(desk)
        key = desk.params.flag("empty")
        empty = st.toggle(t("Leave out the figures held"), key=key, width="content")
        desk.params.keep("empty", empty, default=False)
    count = len(areas) * len(indicators) * len(years)
    if not count:
        st.info(t("Choose areas, indicators and years first."))
    elif count > AT_MOST:
        msgid = "{count} rows are more than a template holds ({most}). Choose fewer areas, indicators or years."
        st.info(t(msgid, count=f"{count:,}", most=f"{AT_MOST:,}"))
    else:
        asked = _asked(desk, desk.version, desk.lang, areas, indicators, years, not empty)
        address = DOWNLOADS.offer_file("template.xlsx", asked, asked.made, media=XLSX)
        told = t("Download the template ({count} rows)", count=f"{count:,}")
        st.markdown(f"[:material/download: {plain(told)}]({address})")


@dataclass(frozen=True)
class _Asked:
    """One template asked for: made when its link is followed."""

    desk: Desk
    areas: tuple[str, ...]
    indicators: tuple[str, ...]
    years: tuple[int, ...]
    filled: bool

    def made(self) -> bytes:
        """The workbook."""
        return self.desk.ws.template(self.areas, self.indicators, self.years, filled=self.filled, lang=self.desk.lang)


@kept(64)
def _asked(
    _desk: Desk,
    /,
    version: str,
    lang: str,
    areas: tuple[str, ...],
    indicators: tuple[str, ...],
    years: tuple[int, ...],
    filled: bool,
) -> _Asked:
    return _Asked(_desk, areas, indicators, years, filled)


def _indicators(desk: Desk) -> tuple[str, ...]:
    """The indicators that are stated, not computed: by default those of the tiles."""
    names = _stated(desk, desk.version, desk.lang)
    return choices.indicators_among(desk, names, default=desk.ws.config.headline, most=INDICATORS_AT_MOST)


@kept(4)
def _stated(_desk: Desk, /, version: str, lang: str) -> dict[str, str]:
    found = (i for i in _desk.ws.catalogue.indicators.values() if not i.derived)
    return {i.id: f"{_desk.indicator(i.id)} · {_desk.ws.theme_name(i.theme, lang)}" for i in found}


def _years(desk: Desk) -> tuple[int, ...]:
    """The years from one to another, both included; the last whole ones at first."""
    t, last = desk.t, dt.date.today().year
    offered = {str(year): str(year) for year in range(last, FIRST_YEAR - 1, -1)}
    first = choices.select(desk, "from", offered, label=t("First year"), default=str(last - YEARS_AT_FIRST), width=130)
    until = choices.select(desk, "to", offered, label=t("Last year"), default=str(last - 1), width=130)
    return tuple(range(int(first), int(until) + 1))
