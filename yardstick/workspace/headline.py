"""Headline tiles: an indicator's latest whole year in an area, its change on the year before, the years behind it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from yardstick.compare.changes import Change as Changed
from yardstick.compare.changes import change_of
from yardstick.model import Period
from yardstick.normalise.reading import Reading as Row
from yardstick.normalise.reading import readings as raw_readings
from yardstick.workspace import records
from yardstick.workspace.answers import Change, Reading, Tile
from yardstick.workspace.ground import Ground

SPARK_YEARS = 12


def tiles(
    ground: Ground, areas: Sequence[str], indicators: Sequence[str], *, any_period: bool = False
) -> tuple[Tile, ...]:
    """A tile per area and indicator, area by area; one question to the store.

    With `any_period`, an indicator without a whole year shows its latest other figure (a quarter, a span of months).
    """
    frame = ground.frame(indicators, areas)
    parts = _latest(records.readings(frame[~frame["is_year"]])) if any_period else {}
    frame = frame[frame["is_year"]]
    held: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in records.readings(frame):
        held[reading.area, reading.indicator].append(reading)
    for key, reading in parts.items():
        held[key] = held.get(key) or [reading]
    raw: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in raw_readings(frame):
        raw[row.area, row.indicator].append(row)
    return tuple(
        _tile(ground, a, i, held=held.get((a, i), []), raw=raw.get((a, i), [])) for a in areas for i in indicators
    )


def _tile(ground: Ground, area: str, indicator: str, *, held: list[Reading], raw: list[Row]) -> Tile:
    if not held:
        return Tile(area, indicator, None, Change(refused="no_value"))
    valued = [r for r in held if r.value is not None]
    latest = max(valued or held, key=lambda r: r.year)
    if not latest.is_year:
        return Tile(area, indicator, latest, Change(refused="not_a_year"))
    found = change_of(raw, indicators=ground.catalogue.indicators)
    return Tile(
        area,
        indicator,
        latest,
        change(found) if isinstance(found, Changed) else Change(refused=found.code),
        _spark(valued),
    )


def _latest(readings: Sequence[Reading]) -> dict[tuple[str, str], Reading]:
    """The figure of each area and indicator whose period ends last."""
    valued = [r for r in readings if r.value is not None]
    return {(r.area, r.indicator): r for r in sorted(valued, key=lambda r: Period.parse(r.period).end)}


def change(found: Changed) -> Change:
    """A change as a record: points for ratios, else difference and per cent."""
    if found.unit == "pp":
        return Change(points=found.difference, against=found.before.period)
    percent = None if math.isnan(found.percent) else found.percent
    return Change(difference=found.difference, percent=percent, against=found.before.period)


def _spark(valued: list[Reading]) -> tuple[tuple[int, float | None], ...]:
    """The last years, with None where a year has no figure."""
    by_year = {r.year: r.value for r in valued}
    last = max(by_year, default=0)
    first = max(min(by_year, default=0), last - SPARK_YEARS + 1)
    return tuple((y, by_year.get(y)) for y in range(first, last + 1)) if by_year else ()
