"""One area whole: its headline cards, where it stands among its peers, a table a theme, its parts' shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from yardstick.charts import Mark, profile
from yardstick.charts import Standing as Row
from yardstick.ui import aim_chips, aims, drawing, readings, tiles
from yardstick.ui.cache import kept
from yardstick.ui.comparison import said
from yardstick.ui.picture import Picture
from yardstick.ui.session import Desk
from yardstick.workspace import AreaView, Change, Reading, Standing, Tile

PEERS = {"province": "provinces", "prefecture": "prefectures", "county": "counties"}
FORMS = {"per_capita": "p.c.", "per_gdp": "per GDP"}
FEWEST = 3
"""Headline indicators an area must have for them to stand first."""


@dataclass(frozen=True)
class Front:
    """What stands first: the finding, what the area is, the headline tiles (HTML) and their numbers."""

    finding: str
    detail: str
    wall: str
    numbers: tuple[Reading, ...]


@kept(128)
def view(_desk: Desk, /, version: str, area: str) -> AreaView:
    """The area, kept until the data change."""
    return _desk.ws.area_view(area)


@kept(256)
def front(_desk: Desk, /, version: str, lang: str, area: str, day: dt.date) -> Front:
    """The head of the page, with the targets beside the figures on `day`."""
    found = view(_desk, version, area)
    headline = _headline(_desk, found)
    cards = tuple(
        tiles.card(_desk, t, name=_desk.indicator(t.indicator), aim=aim_chips.chip(_desk, (area,), t)) for t in headline
    )
    numbers = tuple(t.reading for t in headline if t.reading is not None)
    return Front(said(_desk, found.finding), _detail(_desk, found), tiles.wall([tiles.Row("", "", cards)]), numbers)


def _headline(desk: Desk, found: AreaView) -> list[Tile]:
    """The headline indicators; where hardly any of them is held, the first that are."""
    rows = {row.indicator: row for row in found.rows}
    wanted = desk.ws.config.headline
    tiles_of = [rows.get(i) or Tile(found.area, i, None, Change(refused="no_value")) for i in wanted]
    held = [row for row in found.rows if row.reading is not None]
    return tiles_of if sum(t.reading is not None for t in tiles_of) >= FEWEST else held[: len(wanted)]


def _detail(desk: Desk, found: AreaView) -> str:
    """How much is held, how new it is, and how its current targets stand."""
    t = desk.t
    held = [r.reading for r in found.rows if r.reading is not None and r.reading.value is not None]
    years = [r.year for r in held]
    said = [t("{n} indicators with a level", n=len(held))]
    if years:
        said.append(t("the latest from {year}", year=max(years)))
    counts = aims.counted([j for j in aims.judged(desk, (found.area,)) if aims.current(j, aims.today(desk))])
    if any(counts.values()):
        told = t.list([f"{aims.status(desk, code)} {n}" for code, n in counts.items() if n])
        said.append(t("current targets: {counts}", counts=told))
    return t("; ").join(said)


def peerless(desk: Desk, area: str) -> str:
    """Why an area is not set against peers."""
    t, name, level = desk.t, desk.name(area), desk.ws.areas[area].level
    if level == "group":
        return t("{area} is a group of districts, not an administrative level, so it has no peers.", area=name)
    if level == "country":
        return t("The country has no peers.")
    return t("Too few areas of the level of {area} have figures of the same year to set it against them.", area=name)


@kept(256)
def peers(_desk: Desk, /, version: str, lang: str, area: str, *, whole: bool) -> Picture | None:
    """Where the area stands among its peers: strengths and weaknesses, or every indicator by theme."""
    found = view(_desk, version, area)
    shown = found.standings if whole else (*found.strengths, *reversed(found.weaknesses))
    if not shown:
        return None
    t = _desk.t
    groups = _by_theme(_desk, shown) if whole else _ends(_desk, found)
    counts = sorted({s.peers for s in shown})
    years = sorted({s.reading.year for s in shown})
    many = f"{counts[0]}–{counts[-1]}" if len(counts) > 1 else str(counts[0])
    level = t(PEERS.get(_desk.ws.areas[area].level, "areas"))
    return Picture(
        key="area.peers",
        title=_title(_desk, found),
        subtitle=t(
            "share of the other {level} that {area} is ahead of, in % · {years} · {n} others with a figure",
            level=level,
            area=_desk.name(area),
            years="–".join(str(y) for y in dict.fromkeys((years[0], years[-1]))),
            n=many,
        ),
        figure=profile(
            [Row(group, _named(_desk, s), (_mark(_desk, s, dated=len(years) > 1),)) for group, s in groups],
            palette=drawing.palette(_desk),
            unit="%",
            middle=t("middle"),
            key=drawing.key(_desk),
            label_width=12 if lang == "zh" else 14,
        ),
        table=lambda: _peer_table(_desk, shown),
        sources=readings.titles(_desk, [s.reading for s in shown])[:6],
        notes=(
            t("Totals are taken per head (p.c.) or per GDP, as named; lower counts as ahead where lower is better."),
        ),
    )


def _title(desk: Desk, found: AreaView) -> str:
    strong = sum(s.percentile > 50 for s in found.standings)
    return desk.t(
        "{area} is ahead of half of its peers in {n} of {all} indicators",
        area=desk.name(found.area),
        n=strong,
        all=len(found.standings),
    )


def _ends(desk: Desk, found: AreaView) -> list[tuple[str, Standing]]:
    ahead, behind = desk.t("Ahead of two thirds or more"), desk.t("Behind two thirds or more")
    return [(ahead, s) for s in found.strengths] + [(behind, s) for s in reversed(found.weaknesses)]


def _by_theme(desk: Desk, shown: Sequence[Standing]) -> list[tuple[str, Standing]]:
    order = list(desk.ws.catalogue.themes)
    theme = {s: desk.ws.catalogue[s.indicator].theme for s in shown}
    ranked = sorted(shown, key=lambda s: (order.index(theme[s]), -s.percentile))
    return [(desk.ws.theme_name(theme[s], desk.lang), s) for s in ranked]


def _named(desk: Desk, standing: Standing) -> str:
    form = FORMS.get(standing.form, "")
    name = desk.indicator(standing.indicator)
    return desk.t("{indicator} {form}", indicator=name, form=desk.t(form)) if form else name


def _mark(desk: Desk, standing: Standing, *, dated: bool) -> Mark:
    reading = standing.reading
    text = f"{standing.percentile:.0f}%"
    lines = [
        _named(desk, standing),
        readings.number(desk, reading),
        desk.ws.period_name(reading.period, desk.lang),
        desk.t("ahead of {percent} of {n} others", percent=text, n=standing.peers),
    ]
    short = f"{text} ({reading.year})" if dated else text
    return Mark(
        reading.area, desk.name(reading.area), reading.period, standing.percentile, text=short, hover="\n".join(lines)
    )


def _peer_table(desk: Desk, shown: Sequence[Standing]) -> pd.DataFrame:
    t = desk.t
    rows = [
        {
            t("Theme"): desk.ws.theme_name(desk.ws.catalogue[s.indicator].theme, desk.lang),
            t("Indicator"): _named(desk, s),
            t("Figure"): readings.number(desk, s.reading),
            t("Period"): desk.ws.period_name(s.reading.period, desk.lang),
            t("Ahead of (%)"): round(s.percentile, 1),
            t("Others with a figure"): s.peers,
        }
        for s in shown
    ]
    return pd.DataFrame(rows)


def themes(desk: Desk, found: AreaView) -> dict[str, str]:
    """The themes with a figure: id -> name with the number of indicators."""
    held: dict[str, int] = {}
    for row in found.rows:
        theme = desk.ws.catalogue[row.indicator].theme
        held[theme] = held.get(theme, 0) + 1
    return {t: f"{desk.ws.theme_name(t, desk.lang)} ({held[t]})" for t in desk.ws.catalogue.themes if t in held}


def of_theme(desk: Desk, found: AreaView, theme: str) -> tuple[Tile, ...]:
    """The rows of one theme."""
    return tuple(r for r in found.rows if desk.ws.catalogue[r.indicator].theme == theme)


@kept(512)
def theme_table(_desk: Desk, /, version: str, lang: str, area: str, *, theme: str) -> pd.DataFrame:
    """A row an indicator: latest figure, period, change on the year before, status, how many figures its cell has."""
    return pd.DataFrame([_row(_desk, r) for r in of_theme(_desk, view(_desk, version, area), theme)])


def _row(desk: Desk, row: Tile) -> dict[str, object]:
    t, found = desk.t, row.reading
    if found is None:
        gaps: dict[str, object] = {t(n): "—" for n in ("Period", "Change", "Status", "Figures held", "Source")}
        return {t("Indicator"): desk.indicator(row.indicator), t("Figure"): t("no level held"), **gaps}
    change = tiles.change(desk, row.change, found.unit)
    against = t("{change} on {period}", change=change, period=desk.ws.period_name(row.change.against, desk.lang))
    return {
        t("Indicator"): desk.indicator(row.indicator),
        t("Figure"): readings.number(desk, found),
        t("Period"): desk.ws.period_name(found.period, desk.lang),
        t("Change"): against if change else tiles.why_none(desk, row.change, found),
        t("Status"): readings.status(desk, found) or t("final"),
        t("Figures held"): t("{n}, sources disagree", n=found.figures) if found.conflict else str(found.figures),
        t("Source"): desk.ws.source_title(found.source),
    }
