"""Targets looked back at and weighed: how many of each year were met, and how much they ask against the area's past."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from yardstick.charts import Pair, glance, pairs
from yardstick.i18n import plain_number
from yardstick.ui import aims, drawing
from yardstick.ui.aims import Filter
from yardstick.ui.cache import kept
from yardstick.ui.picture import Picture
from yardstick.ui.session import Desk
from yardstick.workspace import Ambition, JudgedTarget, TrackRecord
from yardstick.workspace.wording import AMBITION_REASONS, FLAG_WORDS

YEARS, ROWS = 16, 12
"""Years and targets in a picture; the table has all."""


@kept(128)
def record(_desk: Desk, /, version: str, lang: str, areas: tuple[str, ...], asked: Filter) -> Picture | None:
    """How many of each year's targets an area met, of those judged and of all; None where no year is over."""
    found = aims.chosen(_desk, version, areas, replace(asked, status=""))
    rows = _desk.ws.track_record(found)
    if not rows:
        return None
    years = sorted({r.year for r in rows}, reverse=True)
    shown = [None, *years[:YEARS]] if len(years) > 1 else [*years]
    t = _desk.t
    return Picture(
        key="targets.record",
        title=_best(_desk, rows, areas),
        subtitle=t("targets met, of those that could be judged · below: all targets of the year"),
        figure=glance(
            [t("all years") if year is None else _desk.ws.period_name(str(year), lang) for year in shown],
            [_desk.name(area) for area in areas],
            cells=[[_cell(_desk, _sum(rows, area, year)) for area in areas] for year in shown],
        ),
        table=lambda: _record_table(_desk, rows),
        notes=(t("A target counts once its period is over; one that another replaced does not."),),
    )


def _sum(rows: Iterable[TrackRecord], area: str, year: int | None) -> TrackRecord:
    mine = [r for r in rows if r.area == area and year in (None, r.year)]
    met, missed, undecided, total = (sum(getattr(r, n) for r in mine) for n in ("met", "missed", "undecided", "total"))
    return TrackRecord(area, year or 0, met, missed, undecided, total)


def _cell(desk: Desk, found: TrackRecord) -> tuple[float, str, str]:
    told = desk.t(
        "{met} met, {missed} missed, {undecided} not decided, of {total}",
        met=found.met,
        missed=found.missed,
        undecided=found.undecided,
        total=found.total,
    )
    if not found.total:
        return 0.0, "—", desk.t("no target")
    judged = found.met + found.missed
    text = f"{found.met}/{judged}" if judged else "?"
    return found.met / judged if judged else 0.0, f"{text}\n({found.total})", f"{desk.name(found.area)}\n{told}"


def _best(desk: Desk, rows: Sequence[TrackRecord], areas: Sequence[str]) -> str:
    every = [_sum(rows, area, None) for area in areas]
    met, judged, total = (
        sum(r.met for r in every),
        sum(r.met + r.missed for r in every),
        sum(r.total for r in every),
    )
    if not judged:
        return desk.t("None of the {total} targets whose time is over could be judged", total=total)
    return desk.t(
        "Of {total} targets whose time is over, {judged} could be judged and {met} were met ({share})",
        total=total,
        judged=judged,
        met=met,
        share=aims.percent(met / judged),
    )


def _record_table(desk: Desk, rows: Sequence[TrackRecord]) -> pd.DataFrame:
    t = desk.t
    return pd.DataFrame(
        [
            {
                t("Area"): desk.name(r.area),
                t("Year"): r.year,
                t("met"): r.met,
                t("missed"): r.missed,
                t("not decided"): r.undecided,
                t("Targets"): r.total,
            }
            for r in rows
        ]
    )


@kept(128)
def ambition(_desk: Desk, /, version: str, lang: str, areas: tuple[str, ...], asked: Filter) -> Picture | None:
    """What targets ask a year beside what was reached a year; indicators of several areas first. None without one."""
    found = {j.id: j for j in aims.chosen(_desk, version, areas, asked)}
    rows = _desk.ws.ambition(tuple(found.values()))
    drawn = _beside([r for r in rows if r.wanted is not None and r.past is not None and r.unit == "percent"], found)
    if not rows:
        return None
    t = _desk.t
    bold = sum((r.wanted or 0) > (r.past or 0) for r in drawn)
    notes = [t("{n} more stand in the table.", n=len(rows) - ROWS)] if len(rows) > ROWS else []
    title = t("{bold} of {all} targets ask for more than the area's own past pace", bold=bold, all=len(drawn))
    return Picture(
        key="targets.ambition",
        title=title if drawn else t("No target here can be set beside the area's own past"),
        subtitle=t("growth a year in %: what the target asks, and what up to five years before the base brought"),
        figure=_pairs(_desk, drawn[:ROWS], found) if drawn else None,
        table=lambda: _ambition_table(_desk, rows, found),
        notes=tuple(notes),
    )


def _beside(rows: Sequence[Ambition], found: dict[str, JudgedTarget]) -> list[Ambition]:
    """Indicators that most areas have first, the newest year first, the areas of one beneath each other."""
    areas: dict[str, set[str]] = {}
    for row in rows:
        areas.setdefault(row.indicator, set()).add(row.area)
    return sorted(rows, key=lambda r: (-len(areas[r.indicator]), r.indicator, -found[r.id].year, -(r.wanted or 0)))


def _pairs(desk: Desk, rows: Sequence[Ambition], found: dict[str, JudgedTarget]) -> object:
    return pairs(
        [_pair(desk, r, found[r.id]) for r in rows],
        palette=drawing.palette(desk),
        unit="%",
        key={"before": desk.t("own past"), "wanted": desk.t("asked by the target")},
    )


def _pair(desk: Desk, row: Ambition, judged: JudgedTarget) -> Pair:
    t = desk.t
    asked = t("asks {wanted} a year, was {past}", wanted=_rate(row, row.wanted), past=_rate(row, row.past))
    goal = f"{aims.aim(desk, judged)} ({desk.ws.period_name(row.period, desk.lang)})"
    flags = [f"! {t(FLAG_WORDS[flag])}" for flag in row.flags]
    name = f"{aims.named(desk, judged)} · {desk.ws.period_name(row.period, desk.lang)}"
    hover = [name, goal, asked, *flags]
    return Pair(row.area, name, " · ".join([asked, *flags]), row.past, row.wanted, hover="\n".join(hover), cell=row.id)


def _rate(row: Ambition, value: float | None) -> str:
    if value is None:
        return ""
    return plain_number(round(value, 1)) + ("%" if row.unit == "percent" else "pp")


def _ambition_table(desk: Desk, rows: Sequence[Ambition], found: dict[str, JudgedTarget]) -> pd.DataFrame:
    t, lang = desk.t, desk.lang
    return pd.DataFrame(
        [
            {
                t("Area"): desk.name(r.area),
                t("Indicator"): aims.named(desk, found[r.id], area=False),
                t("Period"): desk.ws.period_name(r.period, lang),
                t("Target"): aims.aim(desk, found[r.id]),
                t("Asked a year"): _rate(r, r.wanted),
                t("Own past a year"): _rate(r, r.past),
                t("Past taken from"): f"{r.since}–{r.until}" if r.since else "",
                t("Remarks"): t("; ").join(
                    [t(FLAG_WORDS[f]) for f in r.flags]
                    + ([t(AMBITION_REASONS[r.reason])] if r.reason in AMBITION_REASONS else [])
                ),
            }
            for r in rows
        ]
    )
