"""One actual figure: indicator × measure × area × period, as stated and as kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from yardstick.model.period import Period

Measure = Literal["value", "new", "net_change", "growth", "share", "pp_change", "multiple", "rank"]
MEASURES: tuple[Measure, ...] = ("value", "new", "net_change", "growth", "share", "pp_change", "multiple", "rank")

Qualifier = Literal["=", ">=", ">", "<=", "<", "~", "range"]
QUALIFIERS: tuple[Qualifier, ...] = ("=", ">=", ">", "<=", "<", "~", "range")

ObsStatus = Literal["A", "P", "E", "I", "M"]
OBS_STATUSES: tuple[ObsStatus, ...] = ("A", "P", "E", "I", "M")

MissingReason = Literal["not_published", "not_collected", "not_comparable", "not_applicable", "to_be_verified"]
MISSING_REASONS: tuple[MissingReason, ...] = (
    "not_published",
    "not_collected",
    "not_comparable",
    "not_applicable",
    "to_be_verified",
)


@dataclass(frozen=True, slots=True)
class Observation:
    """An actual. `value` is in the indicator's unit (or %, points, times, place by `measure`); None only with status M.

    `stated_value` and `stated_unit` are the figure as the source writes it (`1–2` for a range). `value_high` is the
    upper end where `qualifier` is `range`. `base_period` is what a growth, multiple or net change is measured against,
    when it is not the period before.
    """

    indicator: str
    area: str
    measure: Measure
    period: Period
    value: float | None
    qualifier: Qualifier
    unit: str
    obs_status: ObsStatus
    source: str
    locator: str
    value_high: float | None = None
    as_of: dt.date | None = None
    base_period: str = ""
    stated_value: str = ""
    stated_unit: str = ""
    missing_reason: MissingReason | None = None
    note: str = ""
