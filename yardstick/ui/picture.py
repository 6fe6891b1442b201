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
from yardstick.ui.session import Desk

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


def show(desk: Desk, picture: Picture) -> None:
    """Draw the picture: chart and table are two faces of one thing, and only the one looked at is made."""
    said = f"### {plain(picture.title)}\n\n:gray[{plain(picture.subtitle)}]"
    frame = picture.table() if picture.figure is None else None
    if frame is not None and not len(frame):
        st.markdown(said)
    elif _face(desk, picture, said):
        st.dataframe(picture.table(), hide_index=True, width="stretch", alt=picture.title)
    else:
        _chart(picture)
    foot = [*picture.notes]
    if picture.sources:
        foot.append(_sources(desk, picture.sources))
    if foot:
        st.caption("  \n".join(plain(line) for line in foot))


def _sources(desk: Desk, titles: Sequence[str], most: int = 4) -> str:
    names = desk.t.list(list(titles[:most]))
    if len(titles) <= most:
        return desk.t("Sources: {names}", names=names)
    return desk.t("Sources: {names} and {n} more, named in the table", names=names, n=len(titles) - most)


def _chart(picture: Picture) -> None:
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


def _face(desk: Desk, picture: Picture, said: str) -> bool:
    """Title, choice of face and download in one row; whether the table is asked for."""
    t = desk.t
    names = {"chart": t("Chart"), "table": t("Table")}
    face: str | None = "table"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(said, width="stretch")
        if picture.figure is not None:
            face = st.segmented_control(
                t("Show as"),
                ("chart", "table"),
                format_func=names.__getitem__,
                default="chart",
                required=True,
                key=f"{picture.key}.face",
                label_visibility="collapsed",
                width="content",
            )
        st.download_button(
            t("CSV"),
            data=lambda: csv_bytes(picture.table()),
            file_name=f"yardstick-{picture.key}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"{picture.key}.csv",
            icon=":material/download:",
            type="tertiary",
        )
    return face == "table"


@kept(256)
def as_arrow(_frame: pd.DataFrame, /, *key: object) -> pa.Table:
    """A frame in the form the browser gets; `key` names the data version, the language and what the frame is of."""
    return pa.Table.from_pandas(_frame, preserve_index=False)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A frame as UTF-8 CSV with a byte-order mark (so that Excel reads the Chinese); no cell becomes a formula."""
    safe = frame.map(lambda v: f"'{v}" if isinstance(v, str) and v[:1] in ("=", "+", "-", "@", "\t") else v)
    return safe.to_csv(index=False).encode("utf-8-sig")


_ESCAPES = str.maketrans({c: f"\\{c}" for c in "\\`*_[]$~:<>#|"})


def plain(text: str) -> str:
    """A text as markdown that prints it letter for letter: `>3,100`, `2016~2020`, `$`."""
    return text.translate(_ESCAPES)
