"""What the overview shows: headline tiles by indicator, the sentence above them, what is new, how much is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from yardstick.charts import glance
from yardstick.ui import aim_chips, tiles
from yardstick.ui.cache import kept
from yardstick.ui.picture import Picture, plain
from yardstick.ui.provenance import dated
from yardstick.ui.session import Desk
from yardstick.ui.tiles import Card, Row
from yardstick.workspace import CoverageCount, News, Reading, Tile

NEWEST = 6


@dataclass(frozen=True)
class Headlines:
    """The headline figures of some areas: the sentence above, the wall of tiles (HTML), the numbers to open."""

    finding: str
    detail: str
    wall: str
    numbers: tuple[Reading, ...]


@kept(256)
def headlines(_desk: Desk, /, version: str, lang: str, areas: tuple[str, ...], day: dt.date) -> Headlines:
    """The headline figures of `areas` with the targets beside them on `day`, kept until the data change."""
    found = _desk.ws.tiles(areas)
    rows = _alone(_desk, found, areas) if len(areas) == 1 else _rows(_desk, found, areas)
    numbers = tuple(t.reading for t in found if t.reading is not None)
    return Headlines(_finding(_desk, found), _largest(_desk, found), tiles.wall(rows), numbers)


def _rows(desk: Desk, found: Sequence[Tile], areas: tuple[str, ...]) -> tuple[Row, ...]:
    """A row an indicator, its tiles named by their areas."""
    rows = []
    for indicator in desk.ws.config.headline:
        cards = tuple(_card(desk, t, desk.name(t.area), areas) for t in found if t.indicator == indicator)
        rows.append(Row(desk.indicator(indicator), _compare(desk, indicator, areas), cards))
    return tuple(rows)


def _alone(desk: Desk, found: Sequence[Tile], areas: tuple[str, ...]) -> tuple[Row, ...]:
    """One area: its tiles together, named by their indicators."""
    name = desk.name(found[0].area) if found else ""
    return (Row(name, "", tuple(_card(desk, t, desk.indicator(t.indicator), areas) for t in found)),)


def _card(desk: Desk, tile: Tile, name: str, areas: tuple[str, ...]) -> Card:
    return tiles.card(desk, tile, name=name, aim=aim_chips.chip(desk, areas, tile))


def _compare(desk: Desk, indicator: str, areas: Sequence[str]) -> str:
    return "/compare?" + urlencode({"indicators": indicator, "areas": ",".join(areas)} | desk.carried, safe=",")


def _finding(desk: Desk, found: Sequence[Tile]) -> str:
    """How many headline figures are held, and how many rose and fell."""
    held = [t for t in found if t.reading is not None and t.reading.value is not None]
    amounts = [tiles.amount(t.change) for t in held if not t.change.refused]
    up, down = sum(a > 0 for a in amounts), sum(a < 0 for a in amounts)
    fields = {"held": len(held), "all": len(found), "compared": len(amounts), "up": up, "down": down}
    if not amounts:
        return desk.t("{held} of {all} headline figures are held; none can be set against the year before", **fields)
    if not down:
        return desk.t(
            "{held} of {all} headline figures are held; of the {compared} that can be set against the year before, "
            "{up} rose and none fell",
            **fields,
        )
    return desk.t(
        "{held} of {all} headline figures are held; of the {compared} that can be set against the year before, "
        "{up} rose and {down} fell",
        **fields,
    )


def _largest(desk: Desk, found: Sequence[Tile]) -> str:
    """The largest rise and the largest fall in per cent, each with its period."""
    moved = [t for t in found if t.reading is not None and t.change.percent]
    moved.sort(key=lambda t: t.change.percent or 0.0)
    said = []
    if moved and (moved[-1].change.percent or 0) > 0:
        said.append(desk.t("largest rise: {what}", what=_moved(desk, moved[-1])))
    if moved and (moved[0].change.percent or 0) < 0:
        said.append(desk.t("largest fall: {what}", what=_moved(desk, moved[0])))
    text = desk.t("; ").join(said)
    return text[:1].upper() + text[1:]


def _moved(desk: Desk, tile: Tile) -> str:
    assert tile.reading is not None
    return desk.t(
        "{area}, {indicator}, {change} ({period} on {against})",
        area=desk.name(tile.area),
        indicator=desk.indicator(tile.indicator),
        change=tiles.change(desk, tile.change, tile.reading.unit),
        period=desk.ws.period_name(tile.reading.period, desk.lang),
        against=desk.ws.period_name(tile.change.against, desk.lang),
    )


@kept(64)
def news(_desk: Desk, /, version: str, lang: str, areas: tuple[str, ...]) -> str:
    """The latest sources that speak of these areas and what each brought, as markdown."""
    return "\n".join(_news(_desk, each) for each in _desk.ws.news(NEWEST, areas))


def _news(desk: Desk, each: News) -> str:
    t = desk.t
    names = [desk.indicator(i) for i in each.indicators[:3]]
    more = t("and {n} more", n=len(each.indicators) - 3) if len(each.indicators) > 3 else ""
    brought = [t("1 figure") if each.observations == 1 else t("{n} figures", n=each.observations)]
    if each.targets:
        brought.append(t("1 target") if each.targets == 1 else t("{n} targets", n=each.targets))
    areas = t.list([desk.name(a) for a in each.areas])
    link = f"/evidence?{urlencode({'source': each.source.id} | desk.carried)}"
    told = f"{areas} · {t.list(brought)} · {' '.join(w for w in (t.list(names), more) if w)}"
    return f"- :gray[{dated(each.source)}] [{plain(each.source.title)}]({link})  \n  :small[{plain(told)}]"


@kept(64)
def coverage(_desk: Desk, /, version: str, lang: str, areas: tuple[str, ...]) -> Picture:
    """Theme by area: of the indicators defined, how many have a figure, and the latest year."""
    counts = _desk.ws.coverage_counts(areas)
    themes = tuple(dict.fromkeys(c.theme for c in counts))
    by_cell = {(c.theme, c.area): c for c in counts}
    figure = glance(
        [_desk.ws.theme_name(theme, lang) for theme in themes],
        [_desk.name(area) for area in areas],
        cells=[[_cell(_desk, by_cell[theme, area]) for area in areas] for theme in themes],
    )
    t = _desk.t
    return Picture(
        key="overview.coverage",
        title=_held_most(_desk, counts),
        subtitle=t("indicators with a figure, of those defined in the theme · the latest year held stands below"),
        figure=figure,
        table=lambda: _coverage_table(_desk, counts),
    )


def _cell(desk: Desk, count: CoverageCount) -> tuple[float, str, str]:
    """Share, text and hover of one cell of the picture."""
    share = count.held / count.defined if count.defined else 0.0
    text = f"{count.held}/{count.defined}" + (f"\n{count.latest}" if count.latest else "")
    told = desk.t("{held} of {defined} indicators have a figure", held=count.held, defined=count.defined)
    latest = desk.t("latest: {year}", year=count.latest) if count.latest else desk.t("no figure")
    name = f"{desk.name(count.area)} · {desk.ws.theme_name(count.theme, desk.lang)}"
    return share, text, f"{name}\n{told}\n{latest}"


def _held_most(desk: Desk, counts: Sequence[CoverageCount]) -> str:
    """Which area most is held of, and which least."""
    held: dict[str, int] = {}
    for count in counts:
        held[count.area] = held.get(count.area, 0) + count.held
    defined = sum({c.theme: c.defined for c in counts}.values())
    most, least = max(held, key=lambda a: held[a]), min(held, key=lambda a: held[a])
    if len(held) == 1:
        return desk.t("{area}: {n} of {all} indicators have a figure", area=desk.name(most), n=held[most], all=defined)
    return desk.t(
        "Of {all} indicators, {most} has figures for {n}, {least} for {few}",
        all=defined,
        most=desk.name(most),
        n=held[most],
        least=desk.name(least),
        few=held[least],
    )


def _coverage_table(desk: Desk, counts: Sequence[CoverageCount]) -> pd.DataFrame:
    t = desk.t
    rows = [
        {
            t("Theme"): desk.ws.theme_name(c.theme, desk.lang),
            t("Area"): desk.name(c.area),
            t("With a figure"): c.held,
            t("Defined"): c.defined,
            t("Latest year"): c.latest,
        }
        for c in counts
    ]
    return pd.DataFrame(rows)
