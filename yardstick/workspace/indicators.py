"""One indicator in depth: its series for some areas, every other figure, what follows, what is aimed at, the peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pandas as pd

from yardstick.compare.series import series_finding
from yardstick.model import MEASURES
from yardstick.workspace import records
from yardstick.workspace.answers import IndicatorView, PeerSet, PeerValue, Reading
from yardstick.workspace.ground import Ground
from yardstick.workspace.speaking import both

PEER_STATUSES = ("A", "P")
FEWEST_PEERS = 5


def indicator_view(ground: Ground, indicator: str, areas: Sequence[str]) -> IndicatorView:
    """Everything held of one indicator for these areas, asked of the store in four questions."""
    frame = ground.frame([indicator], areas, MEASURES)
    all_measures = records.readings(frame)
    values = frame[frame["measure"] == "value"].reset_index(drop=True)
    definition = ground.catalogue[indicator]
    levels = [r for r in all_measures if r.measure == "value"]
    series = tuple((a, tuple(sorted((r for r in levels if r.area == a), key=_time))) for a in areas)
    return IndicatorView(
        indicator,
        series,
        records.readings(ground.store.contradicting(indicator, areas)),
        records.implied(ground.store.implied([indicator], areas)),
        records.aims(ground.store.targets(areas, [indicator])),
        peer_sets(ground, indicator, areas),
        tuple(r for r in all_measures if r.measure != "value"),
        both(ground, lambda voice: series_finding(values, indicator=definition, speech=voice)),
    )


def peer_sets(ground: Ground, indicator: str, areas: Sequence[str]) -> tuple[PeerSet, ...]:
    """For each level among the areas, the last year for which most peers have a figure, with the peers' values."""
    peers = ground.peers_of(areas)
    frame = ground.frame([indicator], peers)
    frame = frame[frame["is_year"] & frame["value"].notna() & frame["obs_status"].isin(PEER_STATUSES)]
    return tuple(
        s for level in dict.fromkeys(ground.levels[a] for a in areas) if (s := _peer_set(ground, frame, level))
    )


def _peer_set(ground: Ground, frame: pd.DataFrame, level: str) -> PeerSet | None:
    years: dict[str, list[PeerValue]] = defaultdict(list)
    unit = ""
    for area, period, value, unit_id in records.rows(frame, ("area", "period", "value", "unit")):
        if ground.levels.get(area) == level:
            years[period].append(PeerValue(area, float(value)))
            unit = unit_id
    enough = {p: v for p, v in years.items() if len(v) >= FEWEST_PEERS}
    if not enough:
        return None
    most = max(len(v) for v in enough.values())
    period = max(p for p, v in enough.items() if len(v) >= 0.9 * most)
    return PeerSet(level, period, unit, tuple(sorted(enough[period], key=lambda v: v.value)))


def _time(reading: Reading) -> tuple[int, str]:
    return reading.year, reading.period
