"""A picture on a page: the finding as its title, unit and period under it, the chart or its table twin, sources, download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from yardstick.charts import CHART_CONFIG
from yardstick.ui.session import Desk

Cell = tuple[str, str, str, str]
"""What a number is opened by: area, indicator, measure, period."""


@dataclass(frozen=True)
class Picture:
    """Everything a picture shows. `figure` is a plotly figure; `table` makes its twin; `cells` are its numbers, to be opened."""

    key: str
    title: str
    subtitle: str
    figure: Any
    table: Callable[[], pd.DataFrame]
    sources: Sequence[str] = ()
    notes: Sequence[str] = ()
    cells: Sequence[Cell] = ()


def show(desk: Desk, picture: Picture) -> None:
    """Draw the picture: chart and table are two faces of one thing, and only the one looked at is made."""
    t = desk.t
    st.markdown(f"##### {picture.title}")
    st.caption(picture.subtitle)
    table_asked = _face(desk, picture)
    if table_asked:
        st.dataframe(picture.table(), hide_index=True, width="stretch")
    else:
        st.plotly_chart(picture.figure, config=CHART_CONFIG, key=f"{picture.key}.chart", alt=picture.title)
    for note in picture.notes:
        st.caption(note)
    if picture.sources:
        st.caption(t("Sources: {names}", names=t.list(list(picture.sources))))


def _face(desk: Desk, picture: Picture) -> bool:
    t = desk.t
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"):
        face = st.segmented_control(
            t("Show as"), ("chart", "table"), format_func={"chart": t("Chart"), "table": t("Table")}.__getitem__,
            default="chart", required=True, key=f"{picture.key}.face", label_visibility="collapsed", width="content",
        )
        st.download_button(
            t("CSV"), data=lambda: csv_bytes(picture.table()), file_name=f"yardstick-{picture.key}.csv", mime="text/csv",
            on_click="ignore", key=f"{picture.key}.csv", icon=":material/download:", type="tertiary",
        )
    return face == "table"


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A frame as UTF-8 CSV with a byte-order mark (so that Excel reads the Chinese); no cell becomes a formula."""
    safe = frame.map(lambda v: f"'{v}" if isinstance(v, str) and v[:1] in ("=", "+", "-", "@", "\t") else v)
    return safe.to_csv(index=False).encode("utf-8-sig")
