"""One indicator in depth, as pictures: its history with targets, implied values and rival figures, and the peers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from yardstick import charts
from yardstick.charts import Mark, Series
from yardstick.ui import aim_chips, aim_rows, aims, comparison, drawing, readings
from yardstick.ui.cache import kept
from yardstick.ui.picture import Picture
from yardstick.ui.session import Desk
from yardstick.workspace import Aim, Implied, IndicatorView, PeerSet, PeerValue, Reading
from yardstick.workspace.wording import DECIDED

LEVELS = {"province": "provinces", "prefecture": "prefectures", "county": "counties", "country": "countries"}


@kept(256)
def view(_desk: Desk, /, version: str, indicator: str, areas: tuple[str, ...]) -> IndicatorView:
    """The answer of the workspace, kept until the data change."""
    return _desk.ws.indicator_view(indicator, areas)


def levels(found: IndicatorView) -> tuple[Reading, ...]:
    """All readings of the level, area by area."""
    return tuple(r for _, series in found.series for r in series)


@kept(256)
def picture(
    _desk: Desk, /, version: str, lang: str, indicator: str, *, areas: tuple[str, ...], day: dt.date
) -> Picture:
    """The history of an indicator in some areas, its targets with what is said of them on `day`."""
    found = view(_desk, version, indicator, areas)
    shown = levels(found)
    unit = _desk.ws.catalogue[indicator].unit
    periods = sorted({r.period for r in shown}, key=lambda p: (p[:4], p))
    words = [
        _desk.t("unit: {unit}", unit=_desk.ws.unit_name(unit, lang)),
        *comparison.spanned(_desk, periods),
    ]
    return Picture(
        key=f"indicator.{indicator}",
        title=comparison.said(_desk, found.finding),
        subtitle=" · ".join([_desk.indicator(indicator), *words]),
        figure=_figure(_desk, found, unit=unit) if shown or found.aims else None,
        table=lambda: readings.table(_desk, [*shown, *found.others], hide=("indicator",)),
        sources=readings.titles(_desk, shown),
        notes=_notes(_desk, indicator, first=min((r.year for r in shown), default=9999)),
        cells=tuple(readings.cell(r) for r in shown) or ("",),
    )


def _notes(desk: Desk, indicator: str, *, first: int) -> tuple[str, ...]:
    """The breaks after the first year shown."""
    return tuple(
        desk.t("New definition from {period}: {reason}", period=b.period.code, reason=b.reason.in_(desk.lang))
        for b in desk.ws.catalogue[indicator].breaks
        if b.period.year > first
    )


def _figure(desk: Desk, found: IndicatorView, *, unit: str) -> Any:
    shown = [a for a in found.aims if a.measure == "value" and a.value is not None and a.unit == unit]
    values = [
        *(r.value for r in (*levels(found), *found.others)),
        *(a.value for a in shown),
        *(i.value for i in found.implied),
    ]
    peak = [abs(v) for v in values if v is not None]
    label, tick = drawing.scale(desk, max(peak, default=0.0), unit)
    series = [_series(desk, area, given, found.implied) for area, given in found.series]
    last = max(shown, key=lambda a: a.year, default=None)
    return charts.history(
        series,
        palette=drawing.palette(desk),
        unit=label,
        aims=[_aim(desk, a, labelled=len(series) == 1 and a is last) for a in shown],
        breaks=comparison.breaks(desk, found.indicator, levels(found)),
        others=[readings.mark(desk, r) for r in found.others],
        tick=tick,
        key=drawing.key(desk),
        starts_at=drawing.starts_at(desk),
    )


def _series(desk: Desk, area: str, given: Sequence[Reading], implied: Sequence[Implied]) -> Series:
    held = {r.period for r in given if r.value is not None}
    hollow = [i for i in implied if i.area == area and i.period not in held]
    unique = {i.period: _implied(desk, i) for i in hollow}
    return Series(area, desk.name(area), (*(readings.mark(desk, r) for r in given), *unique.values()))


def _implied(desk: Desk, found: Implied) -> Mark:
    text = desk.ws.quantity(round(found.value, 4), found.unit, desk.lang, indicator=found.indicator)
    hover = [
        f"{desk.name(found.area)} · {desk.indicator(found.indicator)}",
        text,
        f"{desk.ws.period_name(found.period, desk.lang)} · {desk.t('implied by stated figures')}",
        _grounds(desk, found),
    ]
    return Mark(
        found.area, desk.name(found.area), found.period, found.value, status="I", text=text, hover="\n".join(hover)
    )


def _grounds(desk: Desk, found: Implied) -> str:
    """The two figures a value follows from."""
    level = desk.ws.quantity(found.level, found.unit, desk.lang, indicator=found.indicator)
    unit = "percent" if found.rule == "growth" else "times"
    factor = desk.ws.quantity(found.factor, unit, desk.lang, signed=found.rule == "growth")
    period = desk.ws.period_name(found.level_period, desk.lang)
    return desk.t("from {level} in {period} and {factor}", level=level, period=period, factor=factor)


def _aim(desk: Desk, aim: Aim, *, labelled: bool) -> charts.Aim:
    text = aim_text(desk, aim)
    hover = [
        f"{desk.name(aim.area)} · {desk.t('target')} · {desk.ws.period_name(aim.period, desk.lang)}",
        text,
        *_standing_of(desk, aim),
        desk.ws.source_title(aim.source),
    ]
    value = aim.value if aim.value is not None else 0.0
    shown = text if labelled else ""
    return charts.Aim(aim.area, aim.period, value, aim.value_high, text=shown, hover="\n".join(hover))


def _standing_of(desk: Desk, aim: Aim) -> list[str]:
    """What is said of a target today: its status in words."""
    cell = aim_chips.by_cell(desk, desk.version, (aim.area,), aims.today(desk)).get((aim.area, aim.indicator), [])
    same = (aim.measure, aim.period, aim.source, aim.value)
    return [aims.said(desk, j) for j in cell if (j.measure, j.period, j.source, j.value) == same][:1]


def aim_text(desk: Desk, aim: Aim) -> str:
    """A target in words, with its operator."""
    if aim.value is None:
        return f"{aim.stated_value}{aim.stated_unit}" or "—"
    return desk.ws.quantity(
        aim.value, aim.unit, desk.lang, qualifier=aim.operator, high=aim.value_high, indicator=aim.indicator
    )


@kept(256)
def peers(_desk: Desk, /, version: str, lang: str, indicator: str, *, areas: tuple[str, ...]) -> tuple[Picture, ...]:
    """One picture a level: the peers of one period, the areas marked among them."""
    found = view(_desk, version, indicator, areas)
    return tuple(_peers(_desk, indicator, each, areas=areas) for each in found.peers)


def _peers(desk: Desk, indicator: str, found: PeerSet, *, areas: Sequence[str]) -> Picture:
    named = [v for v in found.values if v.area in areas]
    crowd = [v for v in found.values if v.area not in areas]
    label, tick = drawing.scale(desk, max(abs(v.value) for v in found.values), found.unit)
    values = sorted(v.value for v in found.values)
    half = _median(values)
    middle = desk.t(
        "median {value}", value=desk.ws.quantity(round(half, 4), found.unit, desk.lang, indicator=indicator)
    )
    level = desk.t(LEVELS.get(found.level, found.level))
    figure = charts.distribution(
        [_peer_mark(desk, indicator, found, v) for v in crowd],
        [_peer_mark(desk, indicator, found, v) for v in named],
        palette=drawing.palette(desk),
        unit=label,
        tick=tick,
        middle=(half, middle),
        starts_at=drawing.starts_at(desk),
    )
    where = desk.t("{count} {level} with a figure", count=len(values), level=level)
    return Picture(
        key=f"indicator.peers.{found.level}",
        title=_standing(desk, indicator, found, named=named, level=level),
        subtitle=f"{desk.indicator(indicator)} · {desk.ws.period_name(found.period, desk.lang)} · {where}",
        figure=figure,
        table=lambda: _peer_table(desk, indicator, found),
    )


def _median(values: Sequence[float]) -> float:
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def _peer_mark(desk: Desk, indicator: str, found: PeerSet, peer: PeerValue) -> Mark:
    text = desk.ws.quantity(peer.value, found.unit, desk.lang, indicator=indicator)
    return Mark(peer.area, desk.name(peer.area), found.period, peer.value, text=text)


def _standing(desk: Desk, indicator: str, found: PeerSet, *, named: Sequence[PeerValue], level: str) -> str:
    t, others = desk.t, len(found.values) - 1
    if not named:
        return t("None of the areas chosen has a figure among the {level}", level=level)
    lower = desk.ws.catalogue[indicator].direction == "lower"
    beaten = {v.area: sum((o.value > v.value) if lower else (o.value < v.value) for o in found.values) for v in named}
    ordered = sorted(named, key=lambda v: -beaten[v.area])
    parts = [t("{area} is ahead of {n}", area=desk.name(v.area), n=beaten[v.area]) for v in ordered]
    return t("Among the {others} other {level}: {parts}", others=others, level=level, parts=t.list(parts))


def _peer_table(desk: Desk, indicator: str, found: PeerSet) -> pd.DataFrame:
    t, lower = desk.t, desk.ws.catalogue[indicator].direction == "lower"
    ordered = sorted(found.values, key=lambda v: v.value, reverse=not lower)
    return pd.DataFrame(
        {
            t("Area"): [desk.name(v.area) for v in ordered],
            t("Value"): [v.value for v in ordered],
            t("Unit"): desk.ws.unit_name(found.unit, desk.lang),
            t("Period"): desk.ws.period_name(found.period, desk.lang),
        }
    )


@kept(256)
def measures(_desk: Desk, /, version: str, lang: str, indicator: str, *, areas: tuple[str, ...]) -> pd.DataFrame:
    """The figures that are not levels: growth, newly added, share, rank."""
    found = view(_desk, version, indicator, areas)
    return readings.table(_desk, found.other_measures, hide=("indicator",))


@kept(256)
def rivals(_desk: Desk, /, version: str, lang: str, indicator: str, *, areas: tuple[str, ...]) -> pd.DataFrame:
    """Cells on which sources disagree: the figure shown, the other one, and the rule that picked."""
    found = view(_desk, version, indicator, areas)
    cells = dict.fromkeys((r.area, r.period, r.measure) for r in found.others)
    rows = [row for cell in cells for row in rival_rows(_desk, indicator, *cell)]
    return pd.DataFrame(rows)


def rival_rows(desk: Desk, indicator: str, area: str, period: str, measure: str) -> list[dict[str, str]]:
    """One row for each figure of a cell that was not picked and is not the same."""
    t, found = desk.t, desk.ws.explain(area, indicator, period, measure)
    if found.picked is None:
        return []
    return [
        {
            t("Area"): desk.name(area),
            t("Period"): desk.ws.period_name(period, desk.lang),
            t("Shown"): readings.exact(desk, found.picked),
            t("Other figure"): readings.exact(desk, rival.reading),
            t("Why not this one"): t(DECIDED.get(rival.decided_by, rival.decided_by)),
            t("Shown from"): desk.ws.source_title(found.picked.source),
            t("Other source"): rival.source.title,
        }
        for rival in found.rivals
        if readings.exact(desk, rival.reading) != readings.exact(desk, found.picked)
    ]


@kept(256)
def targets(
    _desk: Desk, /, version: str, lang: str, indicator: str, *, areas: tuple[str, ...], day: dt.date
) -> pd.DataFrame:
    """The targets of an indicator, each with what is said of it on `day`; the newest first."""
    found = [j for j in aims.judged(_desk, areas) if j.indicator == indicator]
    return aim_rows.table(_desk, sorted(found, key=lambda j: (-j.year, areas.index(j.area), j.id)))
