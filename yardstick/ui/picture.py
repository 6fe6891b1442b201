"""A picture on a page: finding as title, unit and period under it, the chart or its table twin, sources, download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from yardstick.charts import CHART_CONFIG
from yardstick.ui.cache import kept
from yardstick.ui.downloads import DOWNLOADS
from yardstick.ui.session import AS_OF, Desk

OPENED = "open.cell"
"""Session state: the cell that a click on a chart asks to open."""


@dataclass(frozen=True)
class Picture:
    """Everything a picture shows. `figure` is a plotly figure (None: only the table); `notes` stand under it.

    `table` makes the twin of the chart.
    `cells` are its numbers (readings.cell), to be opened by a click on their marks: the page ends in provenance.choose.
    """

    key: str
    title: str
    subtitle: str
    figure: Any
    table: Callable[[], pd.DataFrame]
    sources: Sequence[str] = ()
    notes: Sequence[str] = ()
    cells: Sequence[str] = ()


def show(desk: Desk, picture: Picture, *, tables: bool = False) -> None:
    """Draw the picture: chart and table are two faces of one thing, and only the one looked at is made."""
    st.markdown(f"### {plain(picture.title)}\n\n:gray[{plain(picture.subtitle)}]")
    frame = picture.table() if tables or picture.figure is None else None
    if frame is None:
        chart(picture)
    elif len(frame):
        st.dataframe(frame, hide_index=True, width="stretch", placeholder="—", alt=picture.title)
    foot = [plain(line) for line in picture.notes]
    if picture.sources:
        foot.append(plain(_sources(desk, picture.sources)))
    if frame is None or len(frame):
        foot.append(csv_link(desk, picture.key, picture.table, picture.table))
    if foot:
        st.caption("  \n".join(foot))


def csv_link(desk: Desk, name: str, holder: object, table: Callable[[], pd.DataFrame]) -> str:
    """A link, as markdown, under which the table is found as CSV; one link for one `holder` (Downloads.offer)."""
    if desk.ws.day is not None:
        name = f"{name}-{AS_OF}-{desk.ws.day}"
    return f"[:material/download: {desk.t('CSV')}]({DOWNLOADS.offer(name, holder, table)})"


def _sources(desk: Desk, titles: Sequence[str], most: int = 4) -> str:
    names = desk.t.list(list(titles[:most]))
    if len(titles) <= most:
        return desk.t("Sources: {names}", names=names)
    return desk.t("Sources: {names} and {n} more, named in the table", names=names, n=len(titles) - most)


def chart(picture: Picture) -> None:
    """The chart alone; where it has numbers to open, a click on a mark asks to open it."""
    key = f"{picture.key}.chart"
    if picture.cells:
        st.plotly_chart(
            picture.figure,
            config=CHART_CONFIG,
            key=key,
            alt=picture.title,
            on_select=lambda: _clicked(key),
            selection_mode="points",
        )
    else:
        st.plotly_chart(picture.figure, config=CHART_CONFIG, key=key, alt=picture.title)


def _clicked(key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    cell = points[0].get("customdata") if points else None
    cell = cell[0] if isinstance(cell, list | tuple) and cell else cell
    if cell:
        st.session_state[OPENED] = str(cell)


@kept(256)
def as_arrow(_frame: pd.DataFrame, /, *key: object) -> pa.Table:
    """A frame in the form the browser gets; `key` names the data version, the language and what the frame is of."""
    return pa.Table.from_pandas(_frame, preserve_index=False)


_ESCAPES = str.maketrans({c: f"\\{c}" for c in "\\`*_[]$~:<>#|"})


def plain(text: str) -> str:
    """A text as markdown that prints it letter for letter: `>3,100`, `2016~2020`, `$`."""
    return text.translate(_ESCAPES)
