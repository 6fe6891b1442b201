"""Targets in rows: the picture of what comes first, and the table of all with two small images in each row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from yardstick.charts import Bullet, Look, bullets
from yardstick.ui import aims, drawing
from yardstick.ui.aim_counts import urgent
from yardstick.ui.aims import Filter
from yardstick.ui.cache import kept
from yardstick.ui.picture import Picture
from yardstick.ui.session import Desk
from yardstick.workspace import JudgedTarget
from yardstick.workspace.wording import AIM_KIND_WORDS, FLAG_WORDS, NATURE_WORDS

FIRST = 10
"""Targets in the picture."""
WIDE, HIGH = 120, 26
"""Size of a small image, in pixels."""


@kept(256)
def picture(_desk: Desk, /, version: str, lang: str, areas: tuple[str, ...], asked: Filter) -> Picture | None:
    """The targets that need attention first; with a status asked for, those of it. None where there is none."""
    found = aims.chosen(_desk, version, areas, asked)
    pressing = list(found) if asked.status else urgent(found)
    shown = pressing[:FIRST]
    if not shown:
        return None
    t = _desk.t
    return Picture(
        key="targets.first",
        title=_title(_desk, asked, count=len(pressing), shown=len(shown)),
        subtitle=t("share of the way from base to target / share of the time gone"),
        figure=bullets(
            [_bullet(_desk, j) for j in shown],
            palette=drawing.palette(_desk),
            start=t("base"),
            aim=t("target"),
            key={"actual": t("where it stands"), "elapsed": t("where it should stand by the calendar")},
        ),
        table=lambda: table(_desk, shown),
        cells=tuple(j.id for j in shown),
    )


def _title(desk: Desk, asked: Filter, *, count: int, shown: int) -> str:
    fields = {"n": count, "shown": shown}
    if asked.status:
        status = aims.status(desk, asked.status)
        if count > shown:
            return desk.t("{status}: {n} targets, the first {shown}", status=status, **fields)
        return desk.t("{status}: {n} targets", status=status, n=count)
    if count > shown:
        return desk.t("{n} targets need attention; the first {shown}", **fields)
    return desk.t("1 target needs attention") if count == 1 else desk.t("{n} targets need attention", n=count)


def _bullet(desk: Desk, judged: JudgedTarget) -> Bullet:
    verdict = judged.verdict
    ran = verdict.achieved is not None or verdict.elapsed is not None
    return Bullet(
        judged.area,
        aims.named(desk, judged),
        aims.told(desk, judged),
        verdict.achieved,
        verdict.elapsed,
        text=f"{aims.percent(verdict.achieved)} / {aims.percent(verdict.elapsed)}" if ran else aims.gap(desk, judged),
        hover="\n".join(w for w in hover(desk, judged) if w),
        cell=judged.id,
    )


def hover(desk: Desk, judged: JudgedTarget) -> list[str]:
    """The reading of one target, line by line."""
    gap = aims.gap(desk, judged)
    source = desk.ws.source_title(judged.source)
    return [
        aims.named(desk, judged),
        aims.said(desk, judged),
        desk.t("target: {aim}, {period}", aim=aims.aim(desk, judged), period=aims.period(desk, judged)),
        desk.t("actual: {value}", value=aims.actual(desk, judged)) if judged.verdict.actual else "",
        desk.t("gap: {gap}", gap=gap) if gap else "",
        aims.clocks(desk, judged.verdict),
        source if len(source) <= 28 else source[:27] + "…",
    ]


_COLUMNS = {
    "status": "Status",
    "area": "Area",
    "indicator": "Indicator",
    "aim": "Target",
    "period": "Period",
    "actual": "Actual",
    "bullet": "Way and time",
    "achieved": "Way (%)",
    "elapsed": "Time (%)",
    "gap": "Gap",
    "required": "Pace needed",
    "observed": "Pace so far",
    "crossing": "Crossed in",
    "course": "Course",
    "why": "Remarks",
    "kind": "Kind",
    "owner": "Owner",
    "stated": "As stated",
    "source": "Source",
}
IMAGES = ("bullet", "course")


@kept(128)
def shown_table(_desk: Desk, /, version: str, lang: str, areas: tuple[str, ...], asked: Filter) -> pd.DataFrame:
    """The table on the page: a row a target, in the order of attention, with its images."""
    found = aims.chosen(_desk, version, areas, asked)
    return table(_desk, found, images=True)


def table(desk: Desk, found: Sequence[JudgedTarget], *, images: bool = False) -> pd.DataFrame:
    """A row a target; columns without a word are left out."""
    frame = pd.DataFrame([_row(desk, j, images=images) for j in found], columns=list(_COLUMNS))
    left_out = [c for c in ("owner", *(() if images else IMAGES)) if not frame[c].astype(bool).any()]
    return frame.drop(columns=left_out).rename(columns={c: desk.t(word) for c, word in _COLUMNS.items()})


def _row(desk: Desk, judged: JudgedTarget, *, images: bool) -> dict[str, object]:
    verdict, look = judged.verdict, drawing.palette(desk).look(judged.area)
    hedge = f" ({judged.hedge})" if judged.hedge else ""
    return {
        "status": aims.said(desk, judged),
        "area": desk.name(judged.area),
        "indicator": aims.named(desk, judged, area=False),
        "aim": aims.aim(desk, judged) + hedge,
        "period": aims.period(desk, judged),
        "actual": aims.actual(desk, judged),
        "bullet": bullet_image(judged, look) if images else "",
        "achieved": None
        if verdict.achieved is None or abs(verdict.achieved) > 10
        else round(verdict.achieved * 100, 1),
        "elapsed": None if verdict.elapsed is None else round(verdict.elapsed * 100, 1),
        "gap": aims.gap(desk, judged),
        "required": aims.pace(desk, judged, verdict.required),
        "observed": aims.pace(desk, judged, verdict.observed),
        "crossing": aims.crossing(verdict),
        "course": course_image(judged, look) if images else "",
        "why": remarks(desk, judged),
        "kind": kind(desk, judged),
        "owner": judged.owner,
        "stated": judged.stated,
        "source": desk.ws.source_title(judged.source),
    }


def kind(desk: Desk, judged: JudgedTarget) -> str:
    """Yearly, plan or stretch, and binding or indicative where said."""
    words = [desk.t(AIM_KIND_WORDS[judged.kind])]
    if judged.nature:
        words.append(desk.t(NATURE_WORDS[judged.nature]))
    return desk.t.list(words)


def remarks(desk: Desk, judged: JudgedTarget) -> str:
    """The reason, what to be careful of, and what is to be noticed of the aim itself."""
    words = [desk.ws.target_reason(judged, desk.lang)]
    words += desk.ws.target_cautions(judged, desk.lang)
    words += [desk.t(FLAG_WORDS[f]) for f in judged.flags]
    return desk.t("; ").join(w for w in words if w)


@kept(2)
def columns(_desk: Desk, /, lang: str) -> dict[str, Any]:
    """How the table's columns are shown: the two images as images, the first column always in sight."""
    t = _desk.t
    return {
        t(_COLUMNS["status"]): st.column_config.Column(width=190),
        t(_COLUMNS["bullet"]): st.column_config.ImageColumn(
            width=WIDE + 16, help=t("the bar is the way, the line the time")
        ),
        t(_COLUMNS["course"]): st.column_config.ImageColumn(width=WIDE + 16, help=t("dashed: the way to the target")),
    }


def bullet_image(judged: JudgedTarget, look: Look) -> str:
    """The two clocks of a target as a small image; empty where neither runs."""
    achieved, elapsed = judged.verdict.achieved, judged.verdict.elapsed
    if achieved is None and elapsed is None:
        return ""
    left, wide = 14.0, WIDE - 28.0

    def x(share: float) -> float:
        return left + wide * min(max(share, -0.12), 1.12)

    parts = [f"<rect x='{left}' y='10' width='{wide}' height='6' fill='#9aa1a7' fill-opacity='.5'/>"]
    if achieved is not None:
        ends = sorted((x(0), x(achieved)))
        parts.append(
            f"<rect x='{ends[0]:.1f}' y='10' width='{ends[1] - ends[0]:.1f}' height='6' fill='{look.colour}'/>"
            f"<circle cx='{x(achieved):.1f}' cy='13' r='4.5' fill='{look.colour}'/>"
        )
    if elapsed is not None:
        parts.append(f"<rect x='{x(min(elapsed, 1)) - 1:.1f}' y='4' width='2.2' height='18' fill='#7d868d'/>")
    return _image(parts)


def course_image(judged: JudgedTarget, look: Look) -> str:
    """The figures since the base and the way to the aim as a small image; empty where there is nothing to draw."""
    points = [(p.year, p.value) for p in judged.points]
    every = [*points, *judged.path]
    if len(every) < 2 or not judged.path:
        return ""
    years, values = [y for y, _ in every], [v for _, v in every]
    (first, last), (low, high) = (min(years), max(years)), (min(values), max(values))

    def at(point: tuple[float, float]) -> str:
        across = (point[0] - first) / ((last - first) or 1)
        up = (point[1] - low) / ((high - low) or 1)
        return f"{4 + across * (WIDE - 16):.1f},{HIGH - 5 - up * (HIGH - 10):.1f}"

    aim = at(judged.path[-1]).split(",")
    parts = [
        f"<polyline points='{' '.join(map(at, judged.path))}' fill='none' stroke='#7d868d' stroke-dasharray='3 3'/>",
        f"<polyline points='{' '.join(map(at, points))}' fill='none' stroke='{look.colour}' stroke-width='1.8'/>",
        *(f"<circle cx='{p[0]}' cy='{p[1]}' r='2' fill='{look.colour}'/>" for p in (at(p).split(",") for p in points)),
        f"<rect x='{float(aim[0]) - 5:.1f}' y='{float(aim[1]) - 1.2:.1f}' width='12' height='2.6' fill='#7d868d'/>",
    ]
    return _image(parts)


def _image(parts: Sequence[str]) -> str:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDE}' height='{HIGH}'>{''.join(parts)}</svg>"
    return "data:image/svg+xml," + quote(svg, safe="/:=' ,.-")
