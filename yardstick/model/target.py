"""One aim, kept as written: area × indicator × measure × period, with its operator."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from yardstick.model.observation import Measure, Qualifier
from yardstick.model.period import Period

Nature = Literal["", "binding", "expected", "directional"]
NATURES: tuple[Nature, ...] = ("", "binding", "expected", "directional")

TargetKind = Literal["annual", "plan", "stretch"]
TARGET_KINDS: tuple[TargetKind, ...] = ("annual", "plan", "stretch")


@dataclass(frozen=True, slots=True)
class Target:
    """An aim. `value` is in the indicator's or measure's unit; None where the aim is to compare with `reference_area`.

    With a `reference_area` the value is a distance from it, in the same unit as the level (points for a percentage).
    `nature` is 约束性 (`binding`) or 预期性 (`expected`) where the source says so, 导向性 (`directional`) where it asks
    to press on towards something and names no day to reach it by, else empty. `operator` is as written: a bare figure
    is `=`; `hedge` is the word it is written with (力争, 突破, 左右), several with … between.
    `supersedes` names the target that this one takes the place of, as `<source> <locator>`.
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
    hedge: str = ""

    @property
    def place(self) -> str:
        """Where it stands: `<source> <locator>`, the form that `supersedes` is written in."""
        return f"{self.source} {self.locator}"
