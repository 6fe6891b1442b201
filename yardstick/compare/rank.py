"""Places of areas, as far as the figures permit an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yardstick.catalogue.indicator import Indicator
from yardstick.compare.align import Aligned
from yardstick.compare.guard import guards
from yardstick.normalise.interval import Interval, interval, order
from yardstick.normalise.position import COUNTED, is_lower
from yardstick.normalise.reading import Reading


@dataclass(frozen=True, slots=True)
class Place:
    """An area's place: from `first` to `last`, the same when the order is sure. `tied` areas share their place."""

    row: Reading
    first: int
    last: int
    tied: bool

    @property
    def area(self) -> str:
        """The area's code."""
        return self.row.area


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places, best first; the areas left out, being estimated or implied; the guards' codes that forbade a ranking."""

    places: tuple[Place, ...] = ()
    left_out: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()


def rank(aligned: Aligned, *, indicator: Indicator, levels: Mapping[str, str], form: str = "raw") -> Ranking:
    """The places of areas with final or provisional figures; none where a guard forbids it or fewer than two are left.

    Best is the greatest figure, or the smallest where the indicator's direction is `lower` and for ranks. Exact equal
    figures share a place; figures whose hedges overlap are not ordered between themselves and get a range of places.
    """
    left_out = tuple(row.area for row in aligned.rows if row.obs_status not in COUNTED)
    blocked = tuple(g.code for g in guards(indicator, levels=levels, aligned=aligned, form=form) if g.blocks)
    rows = [row for row in aligned.rows if row.obs_status in COUNTED]
    if blocked or not aligned.rankable or len(rows) < 2:
        return Ranking(left_out=left_out, blocked=blocked)
    lower = smaller_is_better(indicator, rows[0].measure, form=form)
    placed = [_place(row, rows, sign=-1 if lower else 1) for row in rows]
    return Ranking(tuple(sorted(placed, key=lambda p: (p.first, p.last))), left_out)


def smaller_is_better(indicator: Indicator, measure: str, *, form: str) -> bool:
    """Whether the smaller figure is the better one; positions and scores are already turned so that more is better."""
    if form in ("peer_position", "min_max"):
        return False
    return is_lower(indicator.id, measure, directions={indicator.id: indicator.direction})


def _place(row: Reading, rows: list[Reading], *, sign: int) -> Place:
    mine = _interval(row)
    orders = [order(_interval(other), mine) for other in rows if other is not row]
    better = sum(1 for o in orders if o == sign)
    unknown = sum(1 for o in orders if o is None)
    return Place(row, 1 + better, 1 + better + unknown, tied=0 in orders)


def _interval(row: Reading) -> Interval:
    return interval(row.value, row.qualifier, high=row.value_high)
