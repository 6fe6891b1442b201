"""The panel that opens a number: source, place, sentence, the figures it was preferred to, the arithmetic after it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from yardstick.ui.readings import number, status
from yardstick.ui.session import Desk
from yardstick.workspace import Explanation, Reading, Rival

MEASURES = {
    "value": "level",
    "new": "newly added",
    "net_change": "net change",
    "growth": "growth",
    "share": "share",
    "pp_change": "change in points",
    "multiple": "multiple",
    "rank": "rank",
}
DECIDED = {
    "kind": "its kind of source comes later in the order of precedence",
    "confidence": "it was read further from the publisher",
    "status": "it is not final",
    "exactness": "it is hedged where the other is exact",
    "later": "it was published earlier",
    "id": "the two rank alike; the order of source names decides",
}
SENTENCES = {
    "absent": "The document is not on this machine. `python -m yardstick documents add FILE` puts it there; then its sentence is shown here.",
    "changed": "The document on this machine is not the text the figure was read from; its sentence is not shown.",
    "not_text": "The figure stands in a table, not in running text.",
}


def choose(desk: Desk, readings: Sequence[Reading], *, key: str) -> None:
    """A choice among the numbers of a picture, and the panel of the one chosen."""
    t = desk.t
    by_cell = {f"{r.area}|{r.indicator}|{r.measure}|{r.period}": r for r in readings}
    name = desk.params.one("cell", tuple(by_cell), default="")
    chosen = st.selectbox(
        t("Open a number"), ["", *by_cell], key=name, placeholder=t("Choose a number to see where it comes from"),
        format_func=lambda cell: _label(desk, by_cell[cell]) if cell else t("Choose a number to see where it comes from"),
    )
    desk.params.keep("cell", default="")
    if chosen:
        area, indicator, measure, period = chosen.split("|")
        panel(desk, desk.ws.explain(area, indicator, period, measure))


def _label(desk: Desk, reading: Reading) -> str:
    words = (desk.name(reading.area), desk.indicator(reading.indicator), desk.ws.period_name(reading.period, desk.lang))
    return " · ".join(words) + f" · {number(desk, reading)}"


def panel(desk: Desk, found: Explanation) -> None:
    """Everything behind one number."""
    t = desk.t
    with st.container(border=True):
        title = f"{desk.name(found.area)} · {desk.indicator(found.indicator)} · {desk.ws.period_name(found.period, desk.lang)}"
        if found.picked is None or found.source is None:
            st.markdown(f"**{title}**")
            st.info(t("No figure is held for this cell.") + f" {found.missing}")
        else:
            _picked(desk, found, title=title, reading=found.picked)
        _rivals(desk, found.rivals)
        _arithmetic(desk, found)


def _picked(desk: Desk, found: Explanation, *, title: str, reading: Reading) -> None:
    t, source = desk.t, found.source
    assert source is not None
    st.markdown(f"**{title}** — **{number(desk, reading)}**" + (f" :gray[({status(desk, reading)})]" if status(desk, reading) else ""))
    link = f"[{source.title}]({source.url})" if source.url else source.title
    lines = [
        (t("Source"), link),
        (t("Publisher"), source.publisher),
        (t("Date"), str(source.dated or "—")),
        (t("Place in it"), desk.ws.place_name(reading.locator, desk.lang)),
        (t("As stated"), f"{reading.stated_value}{reading.stated_unit}" if reading.stated_value else "—"),
        (t("Measure"), t(MEASURES[reading.measure])),
        (t("Change set"), desk.ws.change_set_name(reading.change_set, desk.lang)),
        (t("Why this one"), _why(desk, found)),
    ]
    if reading.note:
        lines.append((t("Note"), reading.note))
    if found.correction[0]:
        lines.append((t("Corrected"), found.correction[0 if desk.lang == "zh" else 1]))
    st.markdown("\n".join(f"- :gray[{name}] {text}" for name, text in lines))
    _sentence(desk, found)


def _why(desk: Desk, found: Explanation) -> str:
    if not found.rivals:
        return desk.t("the only figure held for this cell")
    return desk.t("first of {count} figures in the order of precedence", count=len(found.rivals) + 1)


def _sentence(desk: Desk, found: Explanation) -> None:
    sentence = found.sentence
    if sentence.state == "shown":
        st.markdown(f"> …{sentence.before}**:blue-background[{sentence.figure}]**{sentence.after}…")
    else:
        st.caption(desk.t(SENTENCES[sentence.state]))


def _rivals(desk: Desk, rivals: Sequence[Rival]) -> None:
    if not rivals:
        return
    t = desk.t
    st.markdown(f"**{t('Other figures for this cell')}**")
    rows = [
        {
            t("Value"): number(desk, r.reading),
            t("Status"): status(desk, r.reading) or t("final"),
            t("Source"): r.source.title,
            t("Date"): str(r.source.dated or "—"),
            t("Why not this one"): t(DECIDED[r.decided_by]),
        }
        for r in rivals
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def _arithmetic(desk: Desk, found: Explanation) -> None:
    index = 0 if desk.lang == "zh" else 1
    for line in found.arithmetic:
        st.markdown(f"- {line[index]}")
