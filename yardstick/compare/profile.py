"""Strengths and weaknesses of one area: where it stands among the peers of its level, indicator by indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from yardstick.catalogue.indicator import Indicator
from yardstick.normalise.breaks import period_of
from yardstick.normalise.position import COUNTED, MIN_PEERS, peer_position
from yardstick.normalise.reading import Reading, readings
from yardstick.normalise.refusal import Refusal

# An area is strong where it is ahead of two thirds of its peers and weak where it is ahead of less than one third.
STRONG = 200 / 3
WEAK = 100 / 3


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an area stands in one indicator: ahead of `percentile` % of its `peers` others in the row's period.

    `hedged` says that a bound leaves the position open (or the own figure is one), `estimated` that the own figure is
    estimated or implied.
    """

    row: Reading
    percentile: float
    peers: int
    hedged: bool
    estimated: bool

    @property
    def indicator(self) -> str:
        """The indicator's id."""
        return self.row.indicator


def profile(
    frame: pd.DataFrame, peers: pd.DataFrame, *, indicators: Mapping[str, Indicator], levels: Mapping[str, str]
) -> tuple[list[Standing], list[Refusal]]:
    """The standings of the area in `frame`, best first, and why other indicators have none.

    `frame` is a READING frame of one area: for each indicator and measure the latest period is taken for which enough
    peers have a figure (the latest of all when none has). Neutral indicators are left out; where lower is better, being
    lower counts as being ahead.
    """
    wanted = _latest(frame, peers, indicators=indicators, levels=levels)
    chosen = frame.take(wanted).reset_index(drop=True)
    directions = {name: indicator.direction for name, indicator in indicators.items()}
    placed, refusals = peer_position(chosen, peers, levels=levels, directions=directions)
    return _sorted(chosen, placed), refusals


def strengths(standings: Sequence[Standing], *, most: int = 5) -> list[Standing]:
    """The best standings that are strong and rest on a final or provisional figure."""
    return [s for s in standings if s.percentile >= STRONG and not s.estimated][:most]


def weaknesses(standings: Sequence[Standing], *, most: int = 5) -> list[Standing]:
    """The weakest standings, weakest first, that rest on a final or provisional figure."""
    return [s for s in reversed(standings) if s.percentile <= WEAK and not s.estimated][:most]


def _latest(
    frame: pd.DataFrame, peers: pd.DataFrame, *, indicators: Mapping[str, Indicator], levels: Mapping[str, str]
) -> list[int]:
    """Positions of the rows to place, one for each indicator and measure."""
    holders: dict[tuple[str, str, str, str], set[str]] = {}
    for row in readings(peers):
        if not row.missing and row.obs_status in COUNTED:
            key = (levels.get(row.area, ""), row.indicator, row.measure, row.period)
            holders.setdefault(key, set()).add(row.area)
    best: dict[tuple[str, str], tuple[bool, int, int]] = {}
    for at, row in enumerate(readings(frame)):
        if row.missing or _neutral(row, indicators):
            continue
        others = holders.get((levels.get(row.area, ""), row.indicator, row.measure, row.period), set()) - {row.area}
        rating = (len(others) >= MIN_PEERS, period_of(row.period).end.toordinal(), at)
        best[row.indicator, row.measure] = max(rating, best.get((row.indicator, row.measure), rating))
    return sorted(at for _, _, at in best.values())


def _neutral(row: Reading, indicators: Mapping[str, Indicator]) -> bool:
    known = indicators.get(row.indicator)
    return known is None or (known.direction == "neutral" and row.measure != "rank")


def _sorted(chosen: pd.DataFrame, placed: pd.DataFrame) -> list[Standing]:
    own = {(row.indicator, row.measure): row for row in readings(chosen)}
    counts = [int(n) for n in placed["denominator"].tolist()]
    out = [
        Standing(
            row=own[position.indicator, position.measure],
            percentile=position.value,
            peers=n,
            hedged=position.qualifier != "=" or own[position.indicator, position.measure].qualifier != "=",
            estimated=position.obs_status not in COUNTED,
        )
        for position, n in zip(readings(placed), counts, strict=True)
    ]
    return sorted(out, key=lambda s: (-s.percentile, -s.peers, s.indicator))
