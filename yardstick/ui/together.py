"""Several indicators in one picture: small multiples and the table of areas by indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd

from yardstick.charts import Panel, Series, small_multiples
from yardstick.ui import comparison, drawing, readings
from yardstick.ui.cache import kept
from yardstick.ui.comparison import Asked
from yardstick.ui.picture import Picture
from yardstick.ui.session import Desk
from yardstick.workspace import Compared, Comparison, Reading

Tick = Callable[[float], str]


@kept(256)
def multiples(
    _desk: Desk, /, version: str, lang: str, indicators: tuple[str, ...], *, asked: Asked, shared: bool
) -> Picture:
    """One panel an indicator; with a single indicator one panel an area."""
    found = [comparison.compare(_desk, version, i, asked) for i in indicators]
    shown = [r for each in found for r in comparison.timeline(each)]
    return Picture(
        key="compare.multiples",
        title=_title(_desk, found),
        subtitle=_subtitle(_desk, shown, form=asked.form),
        figure=_panels(_desk, found, shared=shared),
        table=lambda: readings.table(_desk, shown),
        sources=readings.titles(_desk, shown),
        notes=notes(_desk, found),
        cells=tuple(readings.cell(r) for r in shown) or ("",),
    )


def one_unit(found: Sequence[Comparison]) -> bool:
    """Whether all comparisons are in one unit, so that they can share an axis."""
    return len({each.unit for each in found}) == 1


def _panels(desk: Desk, found: Sequence[Comparison], *, shared: bool) -> Any:
    if len(found) == 1:
        panels, ticks = _by_area(desk, found[0], shared=shared)
    else:
        panels, ticks = _by_indicator(desk, found, shared=shared)
    return small_multiples(
        panels,
        palette=drawing.palette(desk),
        columns=2 if len(panels) > 1 else 1,
        shared=shared,
        ticks=ticks,
        key=drawing.key(desk),
    )


def _by_area(desk: Desk, found: Comparison, *, shared: bool) -> tuple[list[Panel], list[Tick]]:
    breaks = comparison.breaks(desk, found.indicator, comparison.timeline(found))
    panels, ticks = [], []
    for area, series in found.series:
        unit, tick = drawing.axis(desk, comparison.timeline(found) if shared else series, found.unit)
        panels.append(Panel(desk.name(area), unit, [readings.series(desk, area, series)], breaks))
        ticks.append(tick)
    return panels, ticks


def _by_indicator(desk: Desk, found: Sequence[Comparison], *, shared: bool) -> tuple[list[Panel], list[Tick]]:
    everything = [r for each in found for r in comparison.timeline(each)]
    panels, ticks = [], []
    for each in found:
        unit, tick = drawing.axis(desk, everything if shared else comparison.timeline(each), each.unit)
        series: list[Series] = [readings.series(desk, area, one) for area, one in each.series]
        breaks = comparison.breaks(desk, each.indicator, comparison.timeline(each))
        panels.append(Panel(desk.indicator(each.indicator), unit, series, breaks))
        ticks.append(tick)
    return panels, ticks


@kept(256)
def matrix(_desk: Desk, /, version: str, lang: str, indicators: tuple[str, ...], *, asked: Asked) -> Picture:
    """Areas down, indicators across, each cell with its period where periods differ."""
    found = [comparison.compare(_desk, version, i, asked) for i in indicators]
    shown = [r for each in found for r in comparison.picked(each)]
    return Picture(
        key="compare.table",
        title=_title(_desk, found),
        subtitle=_subtitle(_desk, shown, form=asked.form),
        figure=None,
        table=partial(_matrix, _desk, found),
        sources=readings.titles(_desk, shown),
        notes=notes(_desk, found),
    )


def _matrix(desk: Desk, found: Sequence[Comparison]) -> pd.DataFrame:
    areas = [row.area for row in found[0].rows] if found else []
    columns: dict[str, list[str]] = {desk.t("Area"): [desk.name(a) for a in areas]}
    for each in found:
        by_area = {row.area: row for row in each.rows}
        period = f" ({desk.ws.period_name(each.period, desk.lang)})" if each.period else ""
        columns[desk.indicator(each.indicator) + period] = [_cell(desk, each, by_area[a]) for a in areas]
    return pd.DataFrame(columns)


def _cell(desk: Desk, found: Comparison, row: Compared) -> str:
    if row.reading is None:
        return "—"
    words = [readings.number(desk, row.reading)]
    if not found.period:
        words.append(f"({desk.ws.period_name(row.reading.period, desk.lang)})")
    standing = readings.status(desk, row.reading)
    if standing:
        words.append(f"[{standing}]")
    if row.place:
        words.append(f"· {comparison.place(desk, row)}")
    return " ".join(words)


def _title(desk: Desk, found: Sequence[Comparison]) -> str:
    """Who leads how often, counted over the indicators that can be ranked."""
    ranked = [each for each in found if each.ranked]
    if len(found) == 1:
        return comparison.said(desk, found[0].finding)
    leaders = Counter(row.area for each in ranked for row in each.rows if row.place == (1, 1))
    if not leaders:
        return desk.t("{count} indicators side by side; none of them can be ranked this way", count=len(found))
    area, times = leaders.most_common(1)[0]
    ahead = [a for a, n in leaders.items() if n == times]
    if len(ahead) > 1:
        names = desk.t.list([desk.name(a) for a in ahead])
        return desk.t("{areas} each lead in {n} of {count} ranked indicators", areas=names, n=times, count=len(ranked))
    return desk.t("{area} leads in {n} of {count} ranked indicators", area=desk.name(area), n=times, count=len(ranked))


def _subtitle(desk: Desk, shown: Sequence[Reading], *, form: str) -> str:
    periods = sorted({r.period for r in shown}, key=lambda p: (p[:4], p))
    return " · ".join([desk.t(comparison.FORMS[form]), *comparison.spanned(desk, periods)])


def notes(desk: Desk, found: Sequence[Comparison]) -> tuple[str, ...]:
    """The guards of all indicators, each said once with the indicators it is about."""
    about: dict[str, list[str]] = {}
    for each in found:
        for guard in (g for g in each.guards if g.code != comparison.UNLIKE):
            about.setdefault(guard.say(desk.lang), []).append(desk.indicator(each.indicator))
    t = desk.t
    return tuple(t("{name}: {text}", name=t.list(names), text=sentence) for sentence, names in about.items())
