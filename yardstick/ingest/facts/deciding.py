"""What becomes of one fact: a row of observations, a row of targets, or a reason to leave it out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from yardstick.catalogue import MEASURE_UNITS, Catalogue, Indicator
from yardstick.ingest.cell import parse_period
from yardstick.ingest.facts.fact import Fact, LeftOut
from yardstick.ingest.facts.hedging import Hedges
from yardstick.ingest.facts.lookup import Lookup
from yardstick.ingest.facts.rules import Rules
from yardstick.ingest.linking import in_unit
from yardstick.model import AreaBook, Period, Source

# The mark in indicators.csv for an id that is left out on purpose, with the reason beside it.
LEAVE = "-"

# Measures that are told against another period; a remark about a base belongs to these alone.
CHANGES = ("growth", "multiple", "net_change", "pp_change")

# A yearly average is measured against the year before each of its years, whatever base the facts name.
NO_BASE = "-"


@dataclass(frozen=True, slots=True)
class Decided:
    """A row for data/, the fact it came from, and its value in the unit of the catalogue (None where it is lost)."""

    fact: Fact
    row: dict[str, str]
    value: Decimal | None

    @property
    def cell(self) -> tuple[str, ...]:
        """What the figure speaks of, and in which source: two equal figures here are one."""
        return self.fact.kind, *(self.row[name] for name in ("indicator", "area", "measure", "period", "source"))

    @property
    def place(self) -> tuple[str, ...]:
        """The key of the row in the data."""
        return *self.cell, self.row["locator"]


@dataclass(frozen=True, slots=True)
class Decider:
    """Decides facts by the tables of data/conversion/, the catalogue, the areas and the sources (by the facts' ids)."""

    catalogue: Catalogue
    areas: AreaBook
    sources: dict[str, Source]
    lookup: Lookup
    rules: Rules
    hedges: Hedges

    def decide(self, fact: Fact) -> Decided | LeftOut:
        """The fact as a row, or why it is left out."""
        reason = self.rules.first("leave_out", fact)
        mapped = self.lookup.indicator(fact)
        if reason or (mapped is not None and mapped["indicator"] == LEAVE):
            return LeftOut(fact, reason or (mapped["reason"] if mapped is not None else ""))
        if mapped is None and fact.tier != "1":
            return LeftOut(fact, "a figure about an activity, not an indicator")
        name = mapped["indicator"] if mapped is not None else fact.indicator
        if name not in self.catalogue.indicators:
            return LeftOut(fact, f"the catalogue has no indicator {name}")
        measure = mapped["to_measure"] if mapped is not None else ""
        return self._linked(fact, self.catalogue.indicators[name], measure=measure)

    def _linked(self, fact: Fact, indicator: Indicator, *, measure: str) -> Decided | LeftOut:
        area = self.lookup.area(fact.area)
        if area not in self.areas:
            return LeftOut(fact, f"areas.csv has no area {area}")
        if fact.source not in self.sources:
            return LeftOut(fact, f"no source {fact.source} is described")
        measure = measure or _measure(self.lookup.measures.get(fact.measure, fact.measure), indicator)
        rewritten = self.lookup.unit(fact)
        unit = rewritten["to_unit"] if rewritten is not None else fact.unit
        try:
            parse_period(fact.period)
            value = self._value(fact, unit, to=MEASURE_UNITS.get(measure, indicator.unit))
        except ValueError as error:
            return LeftOut(fact, str(error))
        said = {"indicator": indicator.id, "area": area, "measure": measure, "unit": unit}
        row = self._target(fact, said) if fact.kind == "target" else self._observation(fact, said, indicator)
        return Decided(fact, row, value)

    def _value(self, fact: Fact, unit: str, *, to: str) -> Decimal | None:
        if not fact.value:
            return None
        try:
            number = Decimal(self._signed(fact))
        except InvalidOperation as error:
            raise ValueError(f"'{fact.value}' is not a number") from error
        return in_unit(number, unit, to=to, units=self.catalogue.units)

    def _common(self, fact: Fact, said: dict[str, str]) -> dict[str, str]:
        high = fact.value_high or self.rules.first("value_high", fact)
        base = self.rules.first("base_period", fact) if said["measure"] in CHANGES else ""
        return said | {
            "period": fact.period, "base_period": "" if base == NO_BASE else fact.base_period or base,
            "value": self._signed(fact), "value_high": high, "source": self.sources[fact.source].id,
            "locator": fact.locator, "note": self.rules.note(fact),
        }  # fmt: skip

    def _signed(self, fact: Fact) -> str:
        """The value with the sign that the words around the digits give it (a fall is stated without a minus)."""
        fall = fact.value and self.rules.first("sign", fact) == "-" and not fact.value.startswith("-")
        return f"-{fact.value}" if fall else fact.value

    def _operator(self, fact: Fact) -> str:
        return self.rules.first("qualifier", fact) or fact.operator

    def _observation(self, fact: Fact, said: dict[str, str], indicator: Indicator) -> dict[str, str]:
        lost = not fact.value
        status = self.rules.first("status", fact) or ("P" if _part_of_a_year(fact, said, indicator) else "A")
        return self._common(fact, said) | {
            "as_of": fact.as_of, "qualifier": "=" if lost else self._operator(fact),
            "obs_status": "M" if lost else status, "missing_reason": "to_be_verified" if lost else "",
        }  # fmt: skip

    def _target(self, fact: Fact, said: dict[str, str]) -> dict[str, str]:
        source = self.sources[fact.source]
        announced = source.signed or (source.published if len(source.published_as) == len("2019-04-23") else None)
        kind = self.rules.first("target_kind", fact) or _target_kind(parse_period(fact.period), source.dated)
        operator = self._operator(fact)
        return self._common(fact, said) | {
            "operator": operator, "hedge": self.hedges.of(fact, operator), "kind": kind,
            "nature": self.rules.first("nature", fact),
            "announced": announced.isoformat() if announced else "", "due": fact.as_of,
        }  # fmt: skip


def _measure(measure: str, indicator: Indicator) -> str:
    """A share said of an indicator that is itself a percentage is its value; so is what is new of a flow."""
    if measure == "share" and indicator.unit == "percent":
        return "value"
    return "value" if measure == "new" and indicator.kind == "flow" else measure


def _part_of_a_year(fact: Fact, said: dict[str, str], indicator: Indicator) -> bool:
    """Whether the figure counts what came about in a part of a year: provisional until the year is whole."""
    period = parse_period(fact.period)
    counted = indicator.kind == "flow" or said["measure"] in ("new", "net_change") or period.kind == "span"
    within = period.kind != "year" and period.start.year == period.end.year
    return within and counted and fact.measure != "level"


def _target_kind(period: Period, announced: dt.date | None) -> str:
    """`plan` for an aim over several years or for a year two or more after the announcement, else `annual`."""
    years_ahead = period.end.year - announced.year if announced else 0
    return "plan" if period.start.year != period.end.year or years_ahead >= 2 else "annual"
