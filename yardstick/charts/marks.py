"""What a picture is made of: marks, series, and the few things drawn beside them. All words arrive ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from yardstick.model import Period

Kind = Literal["A", "P", "E", "I", "hedged", "M"]
"""How a mark is drawn: final, provisional, estimated, implied, hedged (> ≥ < ≤ ~ range), or missing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure in a picture.

    `label` names what the mark stands for (an area, an indicator); `text` is its value as printed, sign and all;
    `hover` is the full reading, one line a row (`\\n` between them). `value` None is missing, and `text` says why.
    `cell` is what a click on the mark gives back, so that the figure can be opened.
    """

    area: str
    label: str
    period: str
    value: float | None
    value_high: float | None = None
    qualifier: str = "="
    status: str = "A"
    text: str = ""
    hover: str = ""
    cell: str = ""

    @property
    def kind(self) -> Kind:
        """The one way it is drawn; what we worked out or expect outweighs a hedge, whose sign `text` carries anyway."""
        if self.value is None or self.status == "M":
            return "M"
        if self.status == "I":
            return "I"
        if self.status == "E":
            return "E"
        if self.qualifier != "=":
            return "hedged"
        return "P" if self.status == "P" else "A"

    @property
    def x(self) -> float:
        """Where it stands in time: a year on its number, a part of a year where that part ends (2019-Q1: 2018.25)."""
        return moment(self.period)

    @property
    def top(self) -> float | None:
        """The upper end of a range, else the value."""
        return self.value if self.value_high is None else self.value_high


@dataclass(frozen=True, slots=True)
class Series:
    """Marks of one area (or one indicator) in time; the order in which they are given does not matter."""

    area: str
    label: str
    marks: Sequence[Mark]

    @property
    def drawn(self) -> list[Mark]:
        """The marks that have a value, in order of time."""
        return sorted((mark for mark in self.marks if mark.kind != "M"), key=lambda mark: mark.x)


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: drawn as a short bar at its period, with a label. `value_high` closes a range."""

    area: str
    period: str
    value: float
    value_high: float | None = None
    text: str = ""
    hover: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A declared series break: `period` is the first of the new series, so the line stands before it."""

    period: str
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One small picture among several: its title, its unit and its series."""

    title: str
    unit: str
    series: Sequence[Series]
    breaks: Sequence[Break] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: the share a document states and the one its figures give, in per cent; or one of them."""

    area: str
    label: str
    stated: float | None
    computed: float | None
    stated_text: str = ""
    computed_text: str = ""
    hover: str = ""
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One indicator's row in a profile: percentile dots (0 to 100), one for each area shown."""

    group: str
    label: str
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a coverage grid. `code`: A, P, E, I, hedged, M (missing with reason), conflict; no cell, no figure."""

    period: str
    code: str
    hover: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of a coverage grid; rows with the same `group` stand under one heading."""

    group: str
    label: str
    cells: Sequence[Cell]


@lru_cache(maxsize=4096)
def moment(period: str) -> float:
    """The end of a period on the time axis, in years: `2019` is 2019, `2019-S1` 2018.5, `2016/2020` 2020."""
    parsed = Period.parse(period)
    return parsed.end.year - 1 + parsed.end.month / 12
