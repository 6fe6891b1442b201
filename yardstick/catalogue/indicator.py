"""An indicator: what is measured, frozen once it is read and linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yardstick.catalogue.formula import Formula
from yardstick.document.text import Text
from yardstick.model.period import Period

Kind = Literal["stock", "flow", "ratio", "index"]
KINDS: tuple[Kind, ...] = ("stock", "flow", "ratio", "index")
Scale = Literal["extensive", "intensive"]
SCALES: tuple[Scale, ...] = ("extensive", "intensive")
Direction = Literal["higher", "lower", "neutral"]
DIRECTIONS: tuple[Direction, ...] = ("higher", "lower", "neutral")
GrowthBasis = Literal["current", "constant_prices"]
GROWTH_BASES: tuple[GrowthBasis, ...] = ("current", "constant_prices")
Frequency = Literal["annual", "half_yearly", "quarterly", "monthly", "occasional"]
FREQUENCIES: tuple[Frequency, ...] = ("annual", "half_yearly", "quarterly", "monthly", "occasional")
Progress = Literal["linear", "cagr", "projection", "level_ratio"]
PROGRESS_METHODS: tuple[Progress, ...] = ("linear", "cagr", "projection", "level_ratio")
Standing = Literal["A", "P", "E", "I"]
STANDINGS: tuple[Standing, ...] = ("A", "P", "E", "I")

# What a value may be set against; the indicator with this id or alias serves as it.
DENOMINATORS = ("population", "gdp")


@dataclass(frozen=True, slots=True)
class Break:
    """A change of definition: figures from `period` on are a new series."""

    period: Period
    reason: Text


@dataclass(frozen=True, slots=True)
class Bounds:
    """The ends of a range; an end that is None is open. ValueError when the ends are the wrong way round."""

    min: float | None = None
    max: float | None = None

    def __post_init__(self) -> None:
        if self.min is not None and self.max is not None and self.min >= self.max:
            raise ValueError("min must be below max")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares of the expected progress: below `alarm` a target is behind, above `praise` it is ahead."""

    alarm: float
    praise: float

    def __post_init__(self) -> None:
        if self.alarm >= self.praise:
            raise ValueError("alarm must be below praise")


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured. `unit` and `part_of` are ids that the catalogue holds; `per` are words of its denominators.

    `scale` decides what may be ranked across levels; `growth_basis` tells whether an earlier level may be implied from
    a stated growth (`current`) or not (`constant_prices`). `decimals` None leaves the number of decimals to the figure.
    `judged_by` are the statuses of figures by which a target may be judged.
    """

    id: str
    theme: str
    name: Text
    definition: Text
    unit: str
    kind: Kind
    scale: Scale
    direction: Direction
    per: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    decimals: int | None = None
    standard: Text | None = None
    caveats: tuple[Text, ...] = ()
    breaks: tuple[Break, ...] = ()
    growth_basis: GrowthBasis = "current"
    part_of: str | None = None
    formula: Formula | None = None
    frequency: Frequency = "annual"
    expected_release: str = ""
    limits: Bounds | None = None
    lead_unit: Text | None = None
    progress: Progress = "linear"
    thresholds: Thresholds | None = None
    judged_by: tuple[Standing, ...] = ("A", "P", "E")
    goalposts: Bounds | None = None

    @property
    def derived(self) -> bool:
        """Whether its values are computed from other indicators."""
        return self.formula is not None

    @property
    def called(self) -> tuple[str, ...]:
        """Everything it is known by: id, names and aliases."""
        return (self.id, self.name.zh, self.name.en, *self.aliases)
