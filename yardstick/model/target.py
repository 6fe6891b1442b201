"""One aim, kept as written: area × indicator × measure × period, with its operator."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from yardstick.model.observation import Measure, Qualifier
from yardstick.model.period import Period

Nature = Literal["", "binding", "expected"]
NATURES: tuple[Nature, ...] = ("", "binding", "expected")

TargetKind = Literal["annual", "plan", "stretch"]
TARGET_KINDS: tuple[TargetKind, ...] = ("annual", "plan", "stretch")


@dataclass(frozen=True, slots=True)
class Target:
    """An aim. `value` is in the indicator's or measure's unit; None where the aim is to compare with `reference_area`.

    `nature` is 约束性 (`binding`) or 预期性 (`expected`) where the source says so, else empty. `operator` is as
    written: a bare figure is `=`.
    """

    indicator: str
    area: str
    measure: Measure
    period: Period
    operator: Qualifier
    value: float | None
    unit: str
    kind: TargetKind
    source: str
    locator: str
    value_high: float | None = None
    nature: Nature = ""
    base_period: str = ""
    reference_area: str = ""
    owner: str = ""
    announced: dt.date | None = None
    due: dt.date | None = None
    supersedes: str = ""
    stated_value: str = ""
    stated_unit: str = ""
    note: str = ""
