"""What the workspace answers about targets: a target with its verdict, an area's record, ambition."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from yardstick.targets.held import Held
from yardstick.targets.points import Rate, points
from yardstick.targets.records import Verdict

FLAGS = ("below_present", "below_trend", "unmet_last_time")
"""What is to be noticed of a target's ambition, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Point:
    """One actual beside a target. `year` is where it stands on an axis of years: a whole year's figure, like one of
    the end of that year, stands at the year itself (2020.0), one of the end of June 2020 at 2019.5, and so does one of
    2020 that was counted then: `day` is that day. `value` is in the unit of the line it is drawn with; `status` is the
    SDMX observation status.
    """

    year: float
    value: float
    period: str
    qualifier: str = "="
    high: float | None = None
    status: str = "A"
    source: str = ""
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Ambition:
    """What a target asks for a year, beside what the area reached a year before.

    `wanted` and `past` are in `unit`: `percent` is compound growth a year, `pp` points a year, any other unit what is
    newly added a year. `past` is taken from `since` to `until` (periods), at most five years. `reason` is a code of
    `wording.AMBITION_REASONS` that says why one of the two is missing.
    """

    id: str
    area: str
    indicator: str
    period: str
    wanted: float | None = None
    past: float | None = None
    unit: str = ""
    since: str = ""
    until: str = ""
    flags: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class JudgedTarget:
    """A target as written, and what is said of it on one day.

    `id` is a short text that stays the same while the target does; `value` and `value_high` are in `unit` (a unit id)
    and None where the aim is to compare with `reference_area`. `stated` is the figure with its unit as the source
    writes it. `superseded_by` is the id of the target that took its place. `line_unit` is the unit of `path` (from
    the base to the target), `points` (the actuals from the base on), `verdict.gap` and the paces. `flags` are of
    `FLAGS`. `base_period` is what a change counts from; `rate` what the levels come to where a growth or a multiple
    was judged on them; `held` what is held of a target that waits for a figure.
    """

    id: str
    area: str
    indicator: str
    theme: str
    measure: str
    period: str
    year: int
    kind: str
    nature: str
    hedge: str
    owner: str
    announced: dt.date | None
    due: dt.date | None
    supersedes: str
    operator: str
    value: float | None
    value_high: float | None
    unit: str
    stated: str
    source: str
    locator: str
    note: str
    verdict: Verdict
    reference_area: str = ""
    superseded_by: str = ""
    end: dt.date | None = None
    over: bool = False
    line_unit: str = ""
    path: tuple[tuple[float, float], ...] = ()
    points: tuple[Point, ...] = ()
    flags: tuple[str, ...] = ()
    ambition: Ambition | None = None
    base_period: str = ""
    rate: Rate | None = None
    held: Held | None = None

    @property
    def gap_points(self) -> float | None:
        """The gap in percentage points, where the aim can be told in them; negative when short of it."""
        return points(self.verdict, self.rate)


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How many of an area's targets of one year were met. `total` is met + missed + undecided; a target whose year is
    not over, or that another superseded, is not counted. `undecided` are those without data and those that cannot be
    judged.
    """

    area: str
    year: int
    met: int
    missed: int
    undecided: int
    total: int
