"""Units: what values are kept in, and how a unit written in a document is read and converted, exactly."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cached_property

from yardstick.document.text import Text
from yardstick.errors import nearest

# What each measure is told in; every other measure is told in its indicator's own unit.
MEASURE_UNITS = {"growth": "percent", "share": "percent", "pp_change": "pp", "multiple": "times", "rank": "place"}

_EXACT = Context(prec=60)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit. One of it is `factor` of the base of its `dimension`; units of one dimension convert by factor."""

    id: str
    name: Text
    dimension: str
    factor: Decimal
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenUnit:
    """A unit as a document writes it: a figure times `factor` is a figure in `unit` (`万家` is 10000 × `家`)."""

    unit: Unit
    factor: Decimal


@dataclass(frozen=True)
class UnitBook:
    """All units, in the order of units.yaml, and the words that multiply the unit after them."""

    units: tuple[Unit, ...]
    scale_words: Mapping[str, Decimal]

    @cached_property
    def by_id(self) -> dict[str, Unit]:
        """Id → unit."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def by_alias(self) -> dict[str, Unit]:
        """Written form (as `plain` gives it) → unit; an alias wins over a name, a name over an id."""
        out: dict[str, Unit] = {}
        for forms in (_aliases, _names, _ids):
            for unit in self.units:
                for form in forms(unit):
                    out.setdefault(plain(form), unit)
        return out

    @cached_property
    def _scales(self) -> tuple[tuple[str, Decimal], ...]:
        return tuple(sorted(self.scale_words.items(), key=lambda item: -len(item[0])))

    def __getitem__(self, unit_id: str) -> Unit:
        return self.by_id[unit_id]

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self.by_id

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    def __len__(self) -> int:
        return len(self.units)

    def parse(self, written: str) -> WrittenUnit:
        """Read a unit as written: an alias, else a scale word and an alias; full-width signs and blanks do not matter.

        Raises ValueError, with the nearest known form, when it is neither.
        """
        text = plain(written)
        if text in self.by_alias:
            return WrittenUnit(self.by_alias[text], Decimal(1))
        for word, factor in self._scales:
            unit = self.by_alias.get(text.removeprefix(word)) if text.startswith(word) else None
            if unit is not None:
                return WrittenUnit(unit, factor)
        raise ValueError(", ".join(filter(None, (f"unknown unit '{written}'", nearest(text, self.by_alias)))))

    def read(self, written: str) -> tuple[Decimal, WrittenUnit]:
        """Read a figure with its unit (`2.5万家`, `２０％`, `1,234 家`); raises ValueError when either is not there."""
        text = plain(written).replace(",", "")
        number = next(_leading_number(text), "")
        if not number:
            raise ValueError(f"no figure in '{written}'")
        return Decimal(number), self.parse(text.removeprefix(number))

    def convert(self, value: Decimal, written: str, to: str | Unit) -> Decimal:
        """`value` in the unit as written, told in the unit `to` (a Unit or an id), by exact decimal arithmetic.

        Raises ValueError when the written unit is unknown or measures something else than `to`.
        """
        source = self.parse(written)
        target = self.by_id[to] if isinstance(to, str) else to
        if source.unit.dimension != target.dimension:
            raise ValueError(
                f"'{written}' is a unit of {source.unit.dimension} and does not convert to "
                f"{target.name.zh}, a unit of {target.dimension}"
            )
        scaled = _EXACT.multiply(_EXACT.multiply(value, source.factor), source.unit.factor)
        return trimmed(_EXACT.divide(scaled, target.factor))

    def of_measure(self, measure: str, unit_id: str) -> Unit:
        """The unit a measure of an indicator kept in `unit_id` is told in: % for a growth, 位 for a rank, …"""
        return self.by_id[MEASURE_UNITS.get(measure, unit_id)]


def plain(written: str) -> str:
    """The form units are looked up by: full-width signs made narrow, blanks and upper case taken away."""
    return "".join(unicodedata.normalize("NFKC", written).split()).casefold()


def trimmed(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent (`2.5E+4` and `25000.0` give 25000)."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") or "0") if "." in text else Decimal(text)


def _leading_number(text: str) -> Iterator[str]:
    sign = text[:1] if text[:1] in ("-", "+") else ""
    end = len(sign)
    while end < len(text) and (text[end] in "0123456789" or (text[end] == "." and "." not in text[:end])):
        end += 1
    if any(c.isdigit() for c in text[:end]):
        yield text[:end]


def _aliases(unit: Unit) -> Iterable[str]:
    return unit.aliases


def _names(unit: Unit) -> Iterable[str]:
    return (unit.name.zh, unit.name.en)


def _ids(unit: Unit) -> Iterable[str]:
    return (unit.id,)
