"""What a row of figures refers to: the catalogue's indicators and units, the areas, the sources."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from yardstick.catalogue import MEASURE_UNITS, Formula
from yardstick.errors import YardstickError
from yardstick.ingest.cell import Cells
from yardstick.ingest.table import Row
from yardstick.model import MEASURES, AreaBook, Source


class Limits(Protocol):
    """The ends of a range; None where an end is open."""

    @property
    def min(self) -> float | None:
        """The lower end."""

    @property
    def max(self) -> float | None:
        """The upper end."""


class HasUnit(Protocol):
    """The part of an indicator's definition that reading a figure needs."""

    @property
    def unit(self) -> str:
        """The id of the unit its values are kept in."""

    @property
    def limits(self) -> Limits | None:
        """The ends its values must lie between, where it has any."""

    @property
    def formula(self) -> Formula | None:
        """How its values are computed from other indicators, where they are."""


class Units(Protocol):
    """The part of the unit book that reading a figure needs."""

    def convert(self, value: Decimal, written: str, to: str, /) -> Decimal:
        """`value`, written in the unit text `written`, in `to`; ValueError where they are not of one dimension."""


class Definitions(Protocol):
    """The part of the catalogue that reading figures needs."""

    @property
    def indicators(self) -> Mapping[str, HasUnit]:
        """Indicator id → definition."""

    @property
    def units(self) -> Units:
        """The units."""

    @property
    def left_out(self) -> Collection[str]:
        """Indicators whose own file has a problem; their rows wait for it and are no problem of their own."""


@dataclass(slots=True)
class Refused:
    """What was refused or not read: a row that looks for it there has no problem of its own.

    `figures` are the indicators of refused observations, `places` those of refused targets as `<source> <locator>`;
    `unread` says that a whole file was not read.
    """

    figures: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    unread: bool = False


@dataclass(frozen=True, slots=True)
class References:
    """Everything a row may refer to, and the keys that are already taken (key → place of the row that took it)."""

    catalogue: Definitions
    areas: AreaBook
    sources: Mapping[str, Source]
    taken: dict[tuple[str, ...], str] = field(default_factory=dict)
    refused: Refused = field(default_factory=Refused)

    def waits(self, indicator: str) -> bool:
        """Whether the indicator's definition is left out for a problem of its own."""
        return indicator in self.catalogue.left_out

    def within(self, value: Decimal, column: str, row: Row, cells: Cells) -> bool:
        """Whether a level lies within its indicator's limits; a problem where it does not."""
        limits = self.catalogue.indicators[row["indicator"]].limits
        if limits is None or row["measure"] != "value":
            return True
        low, high = limits.min, limits.max
        if (low is None or value >= Decimal(str(low))) and (high is None or value <= Decimal(str(high))):
            return True
        expected = f"from {'…' if low is None else f'{low:g}'} to {'…' if high is None else f'{high:g}'}"
        cells.problems.add(
            cells.path, row.line, column, "outside the indicator's limits", found=value, expected=expected
        )
        return False

    def names_known(self, row: Row, cells: Cells) -> bool:
        """Whether indicator, area, measure and source of the row are known; each that is not is a problem."""
        known = (
            cells.one_of(
                row.line, "indicator", row["indicator"], known=self.catalogue.indicators.keys(), what="indicator"
            ),
            cells.one_of(row.line, "area", row["area"], known=self.areas.by_code.keys(), what="area"),
            cells.one_of(row.line, "measure", row["measure"], known=MEASURES, what="measure"),
            cells.one_of(row.line, "source", row["source"], known=self.sources.keys(), what="source"),
        )
        return all(known)

    def kept_unit(self, indicator: str, measure: str) -> str:
        """The unit id a figure of this indicator and measure is kept in."""
        return MEASURE_UNITS.get(measure) or self.catalogue.indicators[indicator].unit

    def convert(self, value: Decimal, row: Row, cells: Cells, *, to: str = "") -> Decimal | None:
        """The row's value in the unit it is kept in, or None with a problem where the unit does not lead there.

        `to` names another unit, for a figure that is not of the level but of a distance between two.
        """
        unit = to or self.kept_unit(row["indicator"], row["measure"])
        try:
            return in_unit(value, row["unit"], to=unit, units=self.catalogue.units)
        except (YardstickError, ValueError, KeyError) as error:
            said = str(error)
        found = row["unit"] or "empty"
        cells.problems.add(
            cells.path, row.line, "unit", "the unit does not convert", found=found, expected=unit, hint=said
        )
        return None

    def free(self, key: tuple[str, ...], row: Row, cells: Cells) -> bool:
        """Take `key` for this row; a problem and False where another row has it."""
        place = self.taken.setdefault(key, f"{cells.path}:{row.line}")
        if place == f"{cells.path}:{row.line}":
            return True
        cells.problems.add(
            cells.path, row.line, "", "duplicate figure", found=" ".join(key), hint=f"the same key stands at {place}"
        )
        return False


def in_unit(value: Decimal, written: str, *, to: str, units: Units) -> Decimal:
    """`value`, written in `written`, in the unit `to`. One time is 100 %, so a growth in 倍 becomes a percentage.

    Raises ValueError where the units do not lead to each other.
    """
    try:
        return units.convert(value, written, to)
    except ValueError:
        for other, factor in _TIMES.get(to, {}).items():
            with suppress(ValueError):
                return units.convert(value, written, other) * factor
        raise


_TIMES = {"percent": {"times": Decimal(100)}, "times": {"percent": Decimal("0.01")}}
