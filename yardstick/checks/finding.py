"""A finding: one thing about the figures that is worth a steward's time, with the arithmetic to redo."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""error: cannot be true as it stands; warning: improbable; note: worth knowing."""


class Amount(NamedTuple):
    """A value with the unit it is told in."""

    value: float
    unit: str
    qualifier: str = "="


class Named(NamedTuple):
    """Something that has a name in each language: `kind` is area, indicator, period or source."""

    kind: str
    id: str


Blank = Amount | Named | str | float | int


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found of one figure.

    `found` is the figure and `expected` what it is held against, both in `unit` (None where there is no one number).
    `sources` begins with the source of the figure, then those it is held against; `locators` are their places.
    `blanks` fill the sentence of the code; `arithmetic` among them is the sum in figures, the same in both languages.
    `incoming` are the places of the figures among them that are not stored yet.
    """

    code: str
    area: str
    indicator: str
    measure: str
    period: str
    found: float | None
    expected: float | None
    sources: tuple[str, ...]
    blanks: tuple[tuple[str, Blank], ...]
    severity: Severity
    unit: str = ""
    locators: tuple[str, ...] = ()
    incoming: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, str, str, str]:
        """What names this finding: code, indicator, area, measure, period, source of the figure."""
        return (self.code, self.indicator, self.area, self.measure, self.period, self.sources[0])

    @property
    def told(self) -> Mapping[str, Blank]:
        """The blanks by name."""
        return dict(self.blanks)


def number(value: float) -> str:
    """A number for arithmetic: whole ones in full, others to eight digits, never in powers of ten."""
    if not math.isfinite(value):
        return f"{value:g}"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.8g}"
    return text if "e" not in text else f"{value:.12f}".rstrip("0").rstrip(".")


def percent(value: float) -> str:
    """A computed percentage, to two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
