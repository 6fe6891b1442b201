"""Pictures of a comparison: bars, dots, slope or lines of one indicator, and the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from yardstick.charts import Break, Mark, bars, dots, lines, slope
from yardstick.ui import drawing, readings
from yardstick.ui.cache import kept
from yardstick.ui.picture import Picture
from yardstick.ui.session import Desk
from yardstick.workspace import Compared, Comparison, Reading

VIEWS = {
    "bars": "Bars",
    "dots": "Dots",
    "slope": "Start to end",
    "lines": "Lines",
    "multiples": "Small multiples",
    "table": "Table",
}
FORMS = {
    "raw": "As published",
    "per_capita": "Per head",
    "per_gdp": "Per GDP",
    "growth": "Growth on the year before",
    "index": "Index, base year = 100",
    "peer_position": "Position among peers",
}
POLICIES = {"same_year": "Same year", "nearest": "Nearest year", "latest": "Latest of each"}
REFUSED = {
    "no_denominator": "nothing to divide by",
    "no_previous_year": "no figure for the year before",
    "hedged": "stated only as a bound",
    "break_between": "definition changed",
    "zero_base": "divided by zero",
    "negative_base": "negative base",
    "not_a_year": "not a whole year",
    "no_base_period": "no figure for the base year",
    "too_few_peers": "too few peers",
    "missing_value": "missing",
    "not_offered": "not offered",
    "no_value": "no figure",
}
"""Why an area has no value in the form and period chosen, short enough for a row of a chart."""
UNLIKE = "unlike_levels"
"""The guard that the compare page says once, above the pictures, with the way out."""
TIMED = ("slope", "lines", "multiples")
"""Views that draw the whole series, not one period."""


@dataclass(frozen=True)
class Asked:
    """What a reader asks of one indicator; hashable, so that the answer can be kept."""

    areas: tuple[str, ...]
    form: str = "raw"
    policy: str = "same_year"
    year: str = ""
    within: int = 2
    base: str = ""


@kept(1024)
def compare(_desk: Desk, /, version: str, indicator: str, asked: Asked) -> Comparison:
    """The comparison of one indicator, kept until the data change."""
    return _desk.ws.compare(
        indicator,
        asked.areas,
        form=asked.form,
        policy=asked.policy,
        period=asked.year or None,
        within=asked.within,
        base=asked.base or None,
    )


@kept(512)
def picture(_desk: Desk, /, version: str, lang: str, indicator: str, *, asked: Asked, view: str) -> Picture:
    """The picture of one indicator in one view."""
    found = compare(_desk, version, indicator, asked)
    timed = view in TIMED
    shown = drawn(_desk, found, view=view, base=asked.base)
    title = found.series_finding if timed and any(found.series_finding) else found.finding
    return Picture(
        key=f"compare.{indicator}",
        title=_steepest(_desk, found, asked.base) if view == "slope" and asked.base else said(_desk, title),
        subtitle=subtitle(_desk, found, shown=shown, asked=asked),
        figure=_figure(_desk, found, view=view, asked=asked) if any(r.value is not None for r in shown) else None,
        table=lambda: table(_desk, found, timed=timed),
        sources=readings.titles(_desk, shown),
        notes=(
            *(g.say(lang) for g in found.guards if g.code != UNLIKE),
            *peers(_desk, found),
            *_left_out(_desk, found, view=view, base=asked.base),
        ),
        cells=tuple(readings.cell(r) for r in shown) or ("",),
    )


def said(desk: Desk, sentence: tuple[str, str]) -> str:
    """A sentence of the workspace in the reader's language."""
    return sentence[0 if desk.lang == "zh" else 1]


def picked(found: Comparison) -> tuple[Reading, ...]:
    """The readings set side by side."""
    return tuple(row.reading for row in found.rows if row.reading is not None)


def peers(desk: Desk, found: Comparison) -> list[str]:
    """What a position among peers is, and among how many."""
    if not found.peers:
        return []
    counts = desk.t.list([desk.t("{area} among {n}", area=desk.name(a), n=n) for a, n in found.peers])
    return [
        desk.t(
            "Position: the share of the other areas of its level that an area is ahead of ({counts}).", counts=counts
        )
    ]


def drawn(desk: Desk, found: Comparison, *, view: str, base: str = "") -> tuple[Reading, ...]:
    """The readings that a view draws."""
    if view == "slope":
        return tuple(r for pair in ends(desk, found, base) for r in pair)
    return timeline(found) if view in TIMED else picked(found)


def timeline(found: Comparison) -> tuple[Reading, ...]:
    """All readings of the series."""
    return tuple(r for _, series in found.series for r in series)


def subtitle(desk: Desk, found: Comparison, *, shown: Sequence[Reading], asked: Asked) -> str:
    """Indicator, form, unit and period of a picture."""
    periods = sorted({r.period for r in shown}, key=lambda p: (p[:4], p))
    words = [desk.indicator(found.indicator)]
    if found.form != "raw":
        words.append(desk.t(FORMS[found.form]))
    if found.form == "index" and asked.base:
        words.append(desk.t("base year {year}", year=desk.ws.period_name(asked.base, desk.lang)))
    words.append(desk.t("unit: {unit}", unit=desk.ws.unit_name(found.unit, desk.lang, indicator=found.indicator)))
    return " · ".join([*words, *spanned(desk, periods)])


def spanned(desk: Desk, periods: Sequence[str]) -> list[str]:
    """One period by name, several as first to last."""
    if not periods:
        return []
    names = [desk.ws.period_name(p, desk.lang) for p in (periods[0], periods[-1])]
    return [names[0] if names[0] == names[1] else f"{names[0]} – {names[1]}"]


def _figure(desk: Desk, found: Comparison, *, view: str, asked: Asked) -> Any:
    if view == "slope":
        return _slope(desk, found, base=asked.base)
    if view in ("lines", "multiples"):
        return _lines(desk, found)
    unit, tick = drawing.axis(desk, picked(found), found.unit)
    given: dict[str, Any] = {
        "palette": drawing.palette(desk),
        "unit": unit,
        "tick": tick,
        "key": drawing.key(desk),
        "period": drawing.period_words(desk),
    }
    marks = [row_mark(desk, row) for row in ordered(desk, found)]
    if view == "dots":
        return dots(marks, starts_at=drawing.starts_at(desk), reversed_axis=found.unit == "place", **given)
    return bars(marks, **given)


def ordered(desk: Desk, found: Comparison) -> list[Compared]:
    """The rows by place where there are places, else in the order chosen, for a sorted picture looks like a ranking."""
    if not found.ranked:
        return list(found.rows)
    return sorted(found.rows, key=lambda row: row.place or (len(found.rows) + 1, 0))


def row_mark(desk: Desk, row: Compared) -> Mark:
    """A row of the comparison as a mark: the number with its place, or why there is none."""
    if row.reading is None:
        return readings.gap(desk, row.area, refused(desk, row))
    text = readings.number(desk, row.reading)
    return readings.mark(desk, row.reading, text=f"{text} · {place(desk, row)}" if row.place else text)


def refused(desk: Desk, row: Compared) -> str:
    """Why an area has no value here."""
    return desk.t(REFUSED.get(row.refused, "no figure"))


def place(desk: Desk, row: Compared) -> str:
    """The place in words, a range where hedged figures overlap; empty where there is none."""
    if row.place is None:
        return ""
    best, worst = row.place
    return desk.t("no. {place}", place=best if best == worst else f"{best}–{worst}")


def _lines(desk: Desk, found: Comparison) -> Any:
    unit, tick = drawing.axis(desk, timeline(found), found.unit)
    return lines(
        [readings.series(desk, area, series) for area, series in found.series],
        palette=drawing.palette(desk),
        unit=unit,
        tick=tick,
        key=drawing.key(desk),
        breaks=breaks(desk, found.indicator, timeline(found)),
        starts_at=drawing.starts_at(desk),
    )


def breaks(desk: Desk, indicator: str, shown: Iterable[Reading]) -> tuple[Break, ...]:
    """The declared breaks of an indicator after the first year shown, as a chart draws them."""
    first = min((r.year for r in shown), default=9999)
    declared = desk.ws.catalogue[indicator].breaks
    return tuple(Break(b.period.code, desk.t("new definition")) for b in declared if b.period.year > first)


def _slope(desk: Desk, found: Comparison, *, base: str) -> Any:
    pairs = ends(desk, found, base)
    unit, tick = drawing.axis(desk, [r for pair in pairs for r in pair], found.unit)
    return slope(
        [readings.mark(desk, a) for a, _ in pairs],
        [readings.mark(desk, b) for _, b in pairs],
        palette=drawing.palette(desk),
        unit=unit,
        start_label=desk.ws.period_name(pairs[0][0].period, desk.lang),
        end_label=desk.ws.period_name(pairs[0][1].period, desk.lang),
        tick=tick,
        key=drawing.key(desk),
        starts_at=drawing.starts_at(desk),
    )


def ends(desk: Desk, found: Comparison, base: str) -> list[tuple[Reading, Reading]]:
    """For each area its readings of the first and the last year that the areas have in common, from `base` on.

    As the sentence over it: only exact final or provisional years after the last break count, and areas with the fewest
    years are left out until two common years are found.
    """
    first = max(base, *(b.period.code for b in desk.ws.catalogue[found.indicator].breaks), "")
    years = {a: {r.period: r for r in series if _firm(r) and r.period >= first} for a, series in found.series}
    years = {a: held for a, held in years.items() if held}
    while years:
        common = sorted(set.intersection(*(set(held) for held in years.values())))
        if len(common) > 1:
            return [(held[common[0]], held[common[-1]]) for held in years.values()]
        years.pop(min(years, key=lambda a: len(years[a])))
    return []


def _firm(reading: Reading) -> bool:
    return reading.is_year and reading.value is not None and reading.qualifier == "=" and reading.status in ("A", "P")


def _steepest(desk: Desk, found: Comparison, base: str) -> str:
    """The finding of a slope whose start the reader chose."""
    pairs = ends(desk, found, base)
    if not pairs:
        return desk.t("{indicator}: no two common years from then on", indicator=desk.indicator(found.indicator))
    relative = found.unit not in ("percent", "place") and all((a.value or 0) > 0 for a, _ in pairs)
    change = {
        a.area: ((b.value or 0) / (a.value or 1) if relative else (b.value or 0) - (a.value or 0)) for a, b in pairs
    }
    start, end = max(pairs, key=lambda pair: change[pair[0].area])
    told = {
        "indicator": desk.indicator(found.indicator),
        "start": desk.ws.period_name(start.period, desk.lang),
        "end": desk.ws.period_name(end.period, desk.lang),
        "area": desk.name(start.area),
        "first": readings.number(desk, start),
        "last": readings.number(desk, end),
    }
    if (end.value or 0) > (start.value or 0):
        return desk.t("{indicator}, {start} to {end}: {area} rose most, from {first} to {last}", **told)
    return desk.t("{indicator}, {start} to {end}: nowhere up; {area} from {first} to {last}", **told)


def _left_out(desk: Desk, found: Comparison, *, view: str, base: str) -> list[str]:
    """The areas that a slope cannot show."""
    if view != "slope":
        return []
    drawn_areas = {a.area for a, _ in ends(desk, found, base)}
    absent = [desk.name(a) for a, _ in found.series if a not in drawn_areas]
    return (
        [desk.t("{areas}: no exact figures for both years, so not drawn.", areas=desk.t.list(absent))] if absent else []
    )


def table(desk: Desk, found: Comparison, *, timed: bool) -> pd.DataFrame:
    """The table twin: the whole series, or a row an area with its place and the reason where it has no figure."""
    if timed:
        return readings.table(desk, timeline(found), hide=("indicator",))
    t = desk.t
    rows = [
        {
            t("Area"): desk.name(row.area),
            t("Place"): place(desk, row),
            t("Figure"): readings.number(desk, row.reading) if row.reading else refused(desk, row),
            t("Value"): row.reading.value if row.reading else None,
            t("Unit"): desk.ws.unit_name(found.unit, desk.lang, indicator=found.indicator) if row.reading else "",
            t("Period"): desk.ws.period_name(row.reading.period, desk.lang) if row.reading else "",
            t("Status"): (readings.status(desk, row.reading) or t("final")) if row.reading else "",
            t("Source"): desk.ws.source_title(row.reading.source) if row.reading else "",
        }
        for row in ordered(desk, found)
    ]
    frame = pd.DataFrame(rows)
    held = [c for c in frame.columns if frame[c].notna().any() and (frame[c] != "").any()]
    return frame[held]


def why_not(desk: Desk, indicator: str, form: str) -> str:
    """Why an indicator is not offered in a form."""
    t, definition = desk.t, desk.ws.catalogue[indicator]
    if form in ("per_capita", "per_gdp") and definition.scale == "intensive":
        return t("It is a ratio, a rank or an index already; dividing it once more would say nothing.")
    if form in ("per_capita", "per_gdp"):
        return t("Its definition does not set it against this denominator.")
    if form in ("growth", "index"):
        return t("A change in per cent of a ratio, a rank or an index misleads; compare its values.")
    return t("Too few areas of the same level have a figure.")
