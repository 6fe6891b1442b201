"""An area's position among its peers: the share of the other areas of its level that it beats in the same period."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yardstick.normalise.interval import Interval, interval, order
from yardstick.normalise.reading import Ledger, Reading, readings
from yardstick.normalise.refusal import Refusal
from yardstick.normalise.step import Inputs

if TYPE_CHECKING:
    import pandas as pd

# Fewer others than this say nothing about a position.
MIN_PEERS = 5

# Levels whose areas are peers of each other; the country and groups of districts have none.
PEER_LEVELS = ("province", "prefecture", "county")

# Statuses a peer's figure may have to be counted; estimated and implied figures never enter a rank.
COUNTED = ("A", "P")

_Key = tuple[str, str, str, str]


@dataclass(slots=True)
class _Group:
    """The figures of one level for one indicator, measure and period."""

    by_area: dict[str, Interval] = field(default_factory=dict)
    exact: list[float] = field(default_factory=list)
    hedged: list[Interval] = field(default_factory=list)

    def add(self, area: str, allowed: Interval) -> None:
        if area in self.by_area:
            return
        self.by_area[area] = allowed
        if allowed.exact:
            insort(self.exact, allowed.low)
        else:
            self.hedged.append(allowed)

    def standing(self, area: str, mine: Interval) -> _Standing:
        """How the others stand to `mine`: below it, the same, above it, or open."""
        out = _Standing()
        out.add(1, bisect_left(self.exact, mine.low) if not mine.low_open else bisect_right(self.exact, mine.low))
        above = bisect_right(self.exact, mine.high) if not mine.high_open else bisect_left(self.exact, mine.high)
        out.add(-1, len(self.exact) - above)
        out.add(0 if mine.exact else None, len(self.exact) - out.below - out.above)
        for other in self.hedged:
            out.add(order(mine, other), 1)
        if area in self.by_area:
            out.add(order(mine, self.by_area[area]), -1)
        return out


@dataclass(slots=True)
class _Standing:
    below: int = 0
    above: int = 0
    same: int = 0
    unknown: int = 0

    def add(self, sign: int | None, count: int) -> None:
        match sign:
            case 1:
                self.below += count
            case -1:
                self.above += count
            case 0:
                self.same += count
            case _:
                self.unknown += count

    @property
    def others(self) -> int:
        return self.below + self.above + self.same + self.unknown


def peer_position(
    frame: pd.DataFrame,
    peers: pd.DataFrame,
    *,
    levels: Mapping[str, str],
    directions: Mapping[str, str] | None = None,
) -> tuple[pd.DataFrame, list[Refusal]]:
    """The share in % of the other areas of the same level that an area beats, ties counted half.

    `peers` is a READING frame with the figures of all areas (those of `frame` may be among them); `levels` gives each
    area's level; `directions` says for which indicators `lower` is better (a `rank` is always better lower). Others are
    counted when they have a final or provisional figure for the same period. Where a hedge leaves open who is ahead,
    the other area counts half and the result is marked `~`. `denominator` holds the number of the others; fewer than
    MIN_PEERS are refused. The status is that of the area's own figure.
    """
    ledger = Ledger("peer_position", frame)
    wanted = {_key(row, levels.get(row.area, "")) for row in ledger.all_rows}
    groups = _groups(peers, levels=levels, wanted=wanted)
    for at, row in ledger.rows():
        level = levels.get(row.area, "")
        if level not in PEER_LEVELS:
            ledger.refuse(row, "not_offered", detail=level or row.area)
            continue
        standing = groups[_key(row, level)].standing(row.area, _interval(row))
        if standing.others < MIN_PEERS:
            ledger.refuse(row, "too_few_peers", detail=str(standing.others))
            continue
        ledger.keep(
            at,
            row,
            inputs=_inputs(row, standing, lower=is_lower(row.indicator, row.measure, directions=directions)),
            unit="percent",
            qualifier="~" if standing.unknown else "=",
            status=row.obs_status,
        )
    return ledger.close()


def is_lower(indicator: str, measure: str, *, directions: Mapping[str, str] | None) -> bool:
    """Whether a smaller figure is the better one."""
    return measure == "rank" or (directions or {}).get(indicator) == "lower"


def _groups(peers: pd.DataFrame, *, levels: Mapping[str, str], wanted: set[_Key]) -> dict[_Key, _Group]:
    out: dict[_Key, _Group] = {key: _Group() for key in wanted if key[0] in PEER_LEVELS}
    for row in readings(peers):
        group = out.get(_key(row, levels.get(row.area, "")))
        if group is not None and not row.missing and row.obs_status in COUNTED:
            group.add(row.area, _interval(row))
    return out


def _key(row: Reading, level: str) -> _Key:
    return (level, row.indicator, row.measure, row.period)


def _interval(row: Reading) -> Interval:
    return interval(row.value, row.qualifier, high=row.value_high)


def _inputs(row: Reading, standing: _Standing, *, lower: bool) -> Inputs:
    beaten = standing.above if lower else standing.below
    return Inputs(
        numerator=beaten + 0.5 * (standing.same + standing.unknown),
        numerator_unit="",
        denominator=standing.others,
        denominator_indicator=row.indicator,
        denominator_period=row.period,
    )
