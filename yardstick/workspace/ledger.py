"""What judging needs of the store: the targets as written, and for each the figures of its cell as known on a day."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd

from yardstick.catalogue import Indicator
from yardstick.model import Period, Target, bare
from yardstick.targets.records import Figure, History, Rule
from yardstick.workspace import records
from yardstick.workspace.derived import derive
from yardstick.workspace.ground import Ground, with_years

Cell = tuple[str, str]
"""Indicator and area."""
Series = dict[str, list[Figure]]
"""Figures by measure, in the order of time."""

_KEPT: WeakKeyDictionary[Ground, tuple[Entry, ...]] = WeakKeyDictionary()
_period = lru_cache(maxsize=4096)(Period.parse)
_day = lru_cache(maxsize=4096)(records.day)


@dataclass(frozen=True, slots=True)
class Entry:
    """One target of the ledger; `announced` is the day it was announced or else that of its source, None if unknown."""

    id: str
    target: Target
    announced: dt.date | None


@dataclass(frozen=True)
class Ledger:
    """Targets and the figures beside them."""

    ground: Ground
    entries: tuple[Entry, ...]
    shown: Mapping[Cell, Series]
    earlier: Mapping[Cell, Series]

    def history(self, target: Target) -> History:
        """What is held of the target's cell, and of the area it is compared with."""
        cell = (target.indicator, target.area)
        held = (self.shown.get(cell, {}), self.earlier.get(cell, {}))
        if not target.reference_area:
            return History(*held)
        beside = self.shown.get((target.indicator, target.reference_area), {})
        return History(*held, beside.get("value", ()), beside.get("growth", ()))


def read(ground: Ground, areas: Sequence[str], as_of: dt.date | None) -> Ledger:
    """The targets of these areas (all, where none is named) with their figures, as known on the day `as_of`.

    One question to the store, another where an indicator's targets may be judged on implied figures; the targets
    themselves are asked for once.
    """
    chosen = frozenset(areas)
    entries = (e for e in _entries(ground) if not chosen or e.target.area in chosen)
    return _with_figures(ground, tuple(_known(entries, as_of)), as_of)


def read_one(ground: Ground, target_id: str, as_of: dt.date | None) -> tuple[Ledger, Entry]:
    """One target, with the others of its indicator and area. Raises KeyError where no target has this id."""
    entries = tuple(_known(_entries(ground), as_of))
    found = next((e for e in entries if e.id == target_id), None)
    if found is None:
        raise KeyError(target_id)
    cell = (found.target.indicator, found.target.area)
    same = tuple(e for e in entries if (e.target.indicator, e.target.area) == cell)
    return _with_figures(ground, same, as_of), found


def of_source(ground: Ground, source: str) -> tuple[Entry, ...]:
    """The targets that stand in a source."""
    return tuple(entry for entry in _entries(ground) if entry.target.source == source)


def _with_figures(ground: Ground, entries: tuple[Entry, ...], as_of: dt.date | None) -> Ledger:
    wanted = {e.target.indicator for e in entries if e.target.indicator in ground.catalogue}
    named = sorted({a for e in entries for a in (e.target.area, e.target.reference_area) if a})
    inputs = {n for i in wanted if (formula := ground.catalogue[i].formula) for n in formula.names}
    figures = ground.store.every_figure(sorted(wanted | inputs), named)
    if as_of is not None:
        figures = figures[figures["published"].notna() & (figures["published"] <= pd.Timestamp(as_of))]
    beside = {(e.target.indicator, e.target.reference_area) for e in entries}
    shown, earlier = _series(figures, {(e.target.indicator, e.target.area) for e in entries} | beside)
    for indicator in sorted(i for i in wanted if ground.catalogue[i].derived):
        _derive(ground.catalogue[indicator], figures, shown, earlier)
    _imply(ground, [i for i in sorted(wanted) if "I" in judged_by(ground.catalogue[i])], named, shown, as_of)
    return Ledger(ground, entries, shown, earlier)


def rule(indicator: Indicator) -> Rule:
    """How targets of this indicator are judged, as its definition says."""
    alarm, praise = (indicator.thresholds.alarm, indicator.thresholds.praise) if indicator.thresholds else (0.95, 1.05)
    return Rule(
        kind=indicator.kind,
        direction=indicator.direction,
        unit=indicator.unit,
        method=indicator.progress,
        alarm=alarm,
        praise=praise,
        breaks=tuple(str(b.period) for b in indicator.breaks),
        constant_prices=indicator.growth_basis == "constant_prices",
        statuses=judged_by(indicator),
    )


def judged_by(indicator: Indicator) -> frozenset[str]:
    """The standings of figures on which targets of this indicator may be judged."""
    return frozenset(indicator.judged_by)


def _known(entries: Iterable[Entry], as_of: dt.date | None) -> Iterator[Entry]:
    """The targets announced by then; one of an unknown day is not known to have been."""
    return (e for e in entries if as_of is None or (e.announced is not None and e.announced <= as_of))


_TARGET = (
    *("indicator", "area", "measure", "period", "operator", "value", "unit", "kind", "source", "locator"),
    *("value_high", "nature", "base_period", "reference_area", "owner", "announced", "due", "supersedes"),
    *("stated_value", "stated_unit", "note", "published", "hedge"),
)


def _entries(ground: Ground) -> tuple[Entry, ...]:
    """Every target of the store; a store never changes, so they are kept as long as it is open."""
    kept = _KEPT.get(ground)
    if kept is None:
        rows = records.rows(ground.store.targets(), _TARGET)
        kept = _KEPT[ground] = tuple(_entry(dict(zip(_TARGET, row, strict=True))) for row in rows)
    return kept


def _entry(row: dict[str, Any]) -> Entry:
    key = "|".join(bare(row[n]) for n in ("area", "indicator", "measure", "period", "kind", "source", "locator"))
    row["announced"] = _day(row["announced"]) or _day(row["published"])
    row["due"] = _day(row["due"])
    row["period"] = _period(row["period"])
    row["value"], row["value_high"] = records.number(row["value"]), records.number(row["value_high"])
    del row["published"]
    return Entry(hashlib.sha1(key.encode()).hexdigest()[:10], Target(**row), row["announced"])


_FIGURE = (
    *("indicator", "area", "measure", "period", "value", "qualifier", "value_high", "obs_status", "unit", "source"),
    *("published", "base_period", "as_of"),
)


def _series(frame: pd.DataFrame, cells: set[Cell] | None = None) -> tuple[dict[Cell, Series], dict[Cell, Series]]:
    """The figures shown and every figure, of these cells or of all.

    A cell shows the first of its figures, which come in the order of precedence; of those known on an earlier day that
    need not be the one shown today.
    """
    shown: dict[Cell, Series] = defaultdict(lambda: defaultdict(list))
    earlier: dict[Cell, Series] = defaultdict(lambda: defaultdict(list))
    last = None
    for row in records.rows(frame, _FIGURE):
        key = row[:4]
        figure = _figure(row) if cells is None or row[:2] in cells else None
        if figure is not None:
            earlier[row[0], row[1]][row[2]].append(figure)
            if key != last:
                shown[row[0], row[1]][row[2]].append(figure)
        last = key
    return shown, earlier


def _figure(row: tuple[Any, ...]) -> Figure | None:
    value = records.number(row[4])
    if value is None:
        return None
    high, base = records.number(row[6]), records.text(row[11])
    return Figure(_period(row[3]), value, row[5], high, row[7], row[8], row[9], _day(row[10]), base, _day(row[12]))


def _derive(
    indicator: Indicator, figures: pd.DataFrame, shown: dict[Cell, Series], earlier: dict[Cell, Series]
) -> None:
    """Add the figures of a derived indicator, made of those its inputs show; a stated figure stays before them."""
    keys = ["indicator", "area", "measure", "period"]
    made = derive(indicator, with_years(figures.drop_duplicates(keys)))
    for cell, series in _series(made)[0].items():
        stated = {f.period.code for f in shown[cell]["value"]}
        new = [f for f in series["value"] if f.period.code not in stated]
        for held in (shown, earlier):
            held[cell]["value"] = sorted([*held[cell]["value"], *new], key=_time)


def _imply(
    ground: Ground, indicators: Sequence[str], areas: Sequence[str], shown: dict[Cell, Series], as_of: dt.date | None
) -> None:
    """Add the values that stated figures imply where nothing is stated, for indicators that allow them."""
    for implied in records.implied(ground.store.implied(indicators, areas)) if indicators else ():
        source = ground.sources.get(implied.source)
        published = source.dated if source else None
        series = shown[implied.indicator, implied.area]["value"]
        known = as_of is None or (published is not None and published <= as_of)
        if known and implied.period not in {f.period.code for f in series}:
            figure = (_period(implied.period), implied.value, "=", None, "I", implied.unit, implied.source, published)
            series.append(Figure(*figure))
            series.sort(key=_time)


def _time(figure: Figure) -> tuple[dt.date, dt.date]:
    return figure.period.end, figure.period.start
