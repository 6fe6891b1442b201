"""A target opened: the sentence, the course in time, every step, what each method says, and where it stands written."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from yardstick import charts
from yardstick.charts import CHART_CONFIG, Mark, Series
from yardstick.ui import aims, drawing, provenance
from yardstick.ui.aim_rows import kind
from yardstick.ui.cache import kept
from yardstick.ui.picture import plain
from yardstick.ui.session import Desk
from yardstick.workspace import JudgedTarget, Point
from yardstick.workspace.wording import FLAG_WORDS

METHODS = {
    "linear": "two clocks",
    "cagr": "yearly growth (Open SDG, Statistics Canada)",
    "projection": "projection (UN, EUSTAT)",
    "level_ratio": "level against the line",
}


Shown = tuple[Desk, JudgedTarget]
Supposing = tuple[float | None, ...]
"""A value and a pace that a target is judged with instead of its own; empty where nothing is supposed."""


def panel(desk: Desk, judged: JudgedTarget, *, key: str, supposing: Supposing = ()) -> None:
    """Everything behind one status; `supposing` is the value and pace it was judged with instead of its own."""
    said = body((desk, judged), desk.version, desk.lang, judged.id, supposing, aims.today(desk))
    if judged.path or len(judged.points) > 1:
        figure = course((desk, judged), desk.version, desk.lang, judged.id, supposing, aims.today(desk))
        st.plotly_chart(figure, config=CHART_CONFIG, key=f"{key}.course", alt=aims.label(desk, judged))
    st.markdown(said)
    provenance.sentence(desk, judged.source, judged.locator, judged.stated)


def head(desk: Desk, judged: JudgedTarget) -> str:
    """Status and sentence, as markdown."""
    said = desk.ws.target_sentence(judged, desk.lang)
    return f"**{plain(aims.said(desk, judged))}** — {plain(said)}"


@kept(128)
def course(_shown: Shown, /, version: str, lang: str, target: str, supposing: Supposing, day: dt.date) -> Any:
    """The course of a target as a figure."""
    _desk, judged = _shown
    unit = judged.line_unit or judged.unit
    ends = [*judged.path, *((p.year, p.value) for p in judged.points)]
    label, tick = drawing.scale(_desk, max((abs(v) for _, v in ends), default=0.0), unit)
    marks = tuple(_mark(_desk, judged, p) for p in judged.points)
    return charts.course(
        Series(judged.area, _desk.name(judged.area), marks),
        path=judged.path,
        ahead=_ahead(judged) if supposing else (),
        palette=drawing.palette(_desk),
        unit=label,
        aim=_aim(_desk, judged),
        tick=tick,
        key=drawing.key(_desk),
        starts_at=drawing.starts_at(_desk),
    )


def _ahead(judged: JudgedTarget) -> tuple[tuple[float, float], ...]:
    """From the last figure on at the observed pace to the end of the path."""
    pace = judged.verdict.observed
    if pace is None or not judged.points or not judged.path:
        return ()
    last, end = judged.points[-1], judged.path[-1][0]
    return ((last.year, last.value), (end, last.value + pace * (end - last.year))) if end > last.year else ()


def _aim(desk: Desk, judged: JudgedTarget) -> str:
    """The text at the end of the path: the aim as written, or the level it comes to."""
    if not judged.path:
        return ""
    level = judged.measure == "value" and not judged.reference_area
    return aims.aim(desk, judged) if level else aims.amount(desk, judged, judged.path[-1][1])


def _mark(desk: Desk, judged: JudgedTarget, point: Point) -> Mark:
    text, lang = aims.amount(desk, judged, point.value), desk.lang
    period = desk.ws.period_name(point.period, lang)
    if point.day is not None:
        period = f"{period} · {desk.t('by {day}', day=desk.ws.day_name(point.day, lang))}"
    hover = f"{period}\n{text}\n{desk.ws.source_title(point.source)}"
    return Mark(
        judged.area,
        desk.name(judged.area),
        point.period,
        point.value,
        point.high,
        qualifier=point.qualifier,
        status=point.status,
        text=text,
        hover=hover,
    )


@kept(256)
def body(_shown: Shown, /, version: str, lang: str, target: str, supposing: Supposing, day: dt.date) -> str:
    """The lines under the course, as markdown: name, sentence, flags, steps, methods, source."""
    desk, judged = _shown
    methods = "" if supposing else _methods(desk, judged)
    title = f"**{plain(aims.label(desk, judged))}**\n\n{head(desk, judged)}"
    parts = [title, _noticed(desk, judged), _steps(desk, judged), methods, _written(desk, judged)]
    return "\n\n".join(part for part in parts if part)


def _noticed(desk: Desk, judged: JudgedTarget) -> str:
    """What is to be noticed of the aim itself."""
    return _list([(desk.t("The target itself"), desk.t.list([desk.t(FLAG_WORDS[f]) for f in judged.flags]))])


def _steps(desk: Desk, judged: JudgedTarget) -> str:
    lines = desk.ws.target_steps(judged, desk.lang)
    return f"**{desk.t('Arithmetic')}**\n\n" + "\n".join(f"- {plain(line)}" for line in lines) if lines else ""


def _methods(desk: Desk, judged: JudgedTarget) -> str:
    """What each method says of the same figures."""
    t = desk.t
    pairs = []
    for method, name in METHODS.items():
        found = judged if method == judged.verdict.method else aims.by_method(desk, judged, method)
        words = (aims.said(desk, found), desk.ws.target_reason(found, desk.lang))
        pairs.append((t(name), " · ".join(w for w in words if w)))
    return f"**{t('By method')}**\n\n{_list(pairs)}"


def _written(desk: Desk, judged: JudgedTarget) -> str:
    t = desk.t
    source = desk.ws.sources.get(judged.source)
    title = plain(desk.ws.source_title(judged.source))
    link = f"[{title}]({source.url})" if source is not None and source.url else title
    pairs = [
        (t("As stated"), plain(" ".join(w for w in (judged.hedge, judged.stated) if w))),
        (t("Kind"), plain(kind(desk, judged))),
        (t("Owner"), plain(judged.owner)),
        (t("Announced"), judged.announced.isoformat() if judged.announced else ""),
        (t("Source"), link),
        (t("Place in it"), plain(desk.ws.place_name(judged.locator, desk.lang))),
    ]
    return f"**{t('As written')}**\n\n" + "\n".join(f"- :gray[{name}] {text}" for name, text in pairs if text)


def _list(pairs: list[tuple[str, str]]) -> str:
    return "\n".join(f"- :gray[{name}] {plain(text)}" for name, text in pairs if text)
