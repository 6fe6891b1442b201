"""One reading an area: the figures of several areas brought to a common period, or shown with the periods they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from yardstick.normalise.breaks import period_of
from yardstick.normalise.reading import Reading, readings
from yardstick.normalise.refusal import Refusal

Policy = Literal["same_year", "nearest", "latest"]
POLICIES: tuple[Policy, ...] = ("same_year", "nearest", "latest")

_Placed = tuple[int, Reading]


@dataclass(frozen=True)
class Aligned:
    """At most one reading an area, in the order asked for. `period` is the common period, '' when periods differ.

    `rankable` says whether time and unit allow a ranking: one common period, one unit, two areas or more, and not the
    latest of each. Levels and statuses are judged by `guards` and `rank`.
    """

    frame: pd.DataFrame
    policy: Policy
    period: str
    refusals: tuple[Refusal, ...]
    rankable: bool

    @cached_property
    def rows(self) -> tuple[Reading, ...]:
        """The readings of the frame."""
        return tuple(readings(self.frame))


def align(
    frame: pd.DataFrame,
    *,
    policy: Policy,
    period: str | None = None,
    within: int = 0,
    areas: Sequence[str] | None = None,
) -> Aligned:
    """Pick one reading an area from a READING frame of one indicator and one measure.

    `same_year` takes `period`, or the period for which most areas have a value (whole years before parts of years,
    then the latest); `nearest` takes the whole year nearest to that one, at most `within` years away, the later of two
    equally near; `latest` takes each area's latest period, figures of a year that has only begun (status P) after
    whole years. `areas` are the areas asked for; each one without a reading is refused with its reason.
    """
    placed = list(enumerate(readings(frame)))
    asked = list(dict.fromkeys(areas if areas is not None else (row.area for _, row in placed)))
    usable = [p for p in placed if not p[1].missing]
    wanted = period or best_period([row for _, row in usable if row.area in asked])
    picks = [_pick([p for p in usable if p[1].area == a], policy, wanted=wanted, within=within) for a in asked]
    chosen = [p for p in picks if p is not None]
    refusals = [_refusal(a, placed, wanted=wanted) for a, p in zip(asked, picks, strict=True) if p is None]
    periods, units = ({getattr(row, name) for _, row in chosen} for name in ("period", "unit"))
    return Aligned(
        frame=frame.take([at for at, _ in chosen]).reset_index(drop=True),
        policy=policy,
        period=next(iter(periods)) if len(periods) == 1 else "",
        refusals=tuple(refusals),
        rankable=len(chosen) > 1 and len(periods) == len(units) == 1 and policy != "latest",
    )


def best_period(rows: Sequence[Reading]) -> str:
    """The period for which the most areas have a value, whole years first, then the latest; '' without rows."""
    holders: dict[str, set[str]] = {}
    for row in rows:
        holders.setdefault(row.period, set()).add(row.area)
    years = {p: a for p, a in holders.items() if period_of(p).is_year}
    return max(years or holders, key=lambda p: (len(holders[p]), period_of(p).end), default="")


def _pick(rows: list[_Placed], policy: Policy, *, wanted: str, within: int) -> _Placed | None:
    if policy == "same_year":
        return next((p for p in rows if p[1].period == wanted), None)
    if policy == "nearest":
        return _nearest(rows, wanted, within=within)
    return max(rows, key=lambda p: _lateness(p[1]), default=None)


def _nearest(rows: list[_Placed], wanted: str, *, within: int) -> _Placed | None:
    if not wanted:
        return None
    year = period_of(wanted).year
    near = [p for p in rows if p[1].is_year and abs(p[1].year - year) <= within]
    return min(near, key=lambda p: (abs(p[1].year - year), -p[1].year), default=None)


def _lateness(row: Reading) -> tuple[bool, int, bool]:
    begun = not row.is_year and row.obs_status == "P"
    return (not begun, period_of(row.period).end.toordinal(), row.is_year)


def _refusal(area: str, placed: list[_Placed], *, wanted: str) -> Refusal:
    """Why an area has no reading: a missing value with its reason, else nothing for the period."""
    own = [row for _, row in placed if row.area == area]
    gap = next((row for row in own if row.missing and row.period == wanted), None)
    indicator = next((row.indicator for _, row in placed), "")
    if gap is not None:
        return Refusal(area, gap.indicator, gap.period, "missing_value", gap.gap)
    return Refusal(area, indicator, wanted, "no_value", wanted)
