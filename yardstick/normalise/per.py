"""Levels set against the size of the area: per inhabitant and per GDP, of the same area and the same period."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import TYPE_CHECKING

from yardstick.catalogue.unit import UnitBook
from yardstick.normalise.interval import quotient
from yardstick.normalise.reading import Ledger, Reading, readings, worse
from yardstick.normalise.refusal import Refusal
from yardstick.normalise.step import Inputs

if TYPE_CHECKING:
    import pandas as pd

# Only levels can be divided; a growth, share or rank is no amount.
LEVEL_MEASURES = ("value", "new", "net_change")

# Dimension of the numerator → unit of the result. Other dimensions are not offered.
PER_CAPITA_UNITS = {"count": "per_1e4_persons", "work": "per_1e4_persons", "money_cny": "cny_per_person"}
PER_GDP_UNITS = {"count": "per_cny_1e8", "work": "per_cny_1e8", "money_cny": "percent"}

_Denominators = dict[tuple[str, str], Reading]


def per_capita(
    frame: pd.DataFrame, population: pd.DataFrame, *, units: UnitBook, offered: Collection[str] | None = None
) -> tuple[pd.DataFrame, list[Refusal]]:
    """Levels per 10 000 inhabitants (counts) or in yuan per inhabitant (money).

    `population` is a READING frame of one indicator; `offered` are the indicators whose definition allows this form
    (None: all). The hedge is kept or turned round, the status is the worse of the two. Every row of `frame` is in the
    result or in the refusals.
    """
    return _per("per_capita", frame, population, units=units, results=PER_CAPITA_UNITS, offered=offered)


def per_gdp(
    frame: pd.DataFrame, gdp: pd.DataFrame, *, units: UnitBook, offered: Collection[str] | None = None
) -> tuple[pd.DataFrame, list[Refusal]]:
    """Money in % of GDP, counts per 100 million yuan of GDP; otherwise as `per_capita`."""
    return _per("per_gdp", frame, gdp, units=units, results=PER_GDP_UNITS, offered=offered)


def _per(
    form: str,
    frame: pd.DataFrame,
    denominators: pd.DataFrame,
    *,
    units: UnitBook,
    results: dict[str, str],
    offered: Collection[str] | None,
) -> tuple[pd.DataFrame, list[Refusal]]:
    ledger = Ledger(form, frame)
    of_cell = _by_cell(denominators)
    named = "population" if form == "per_capita" else "gdp"
    factors: dict[tuple[str, str, str], float] = {}
    for at, row in ledger.rows():
        unit = results.get(units[row.unit].dimension, "") if _may(row, offered) else ""
        under = of_cell.get((row.area, row.period))
        code, detail = _refused(row, unit, under=under, named=named)
        if code or under is None:
            ledger.refuse(row, code, detail=detail)
            continue
        key = (row.unit, under.unit, unit)
        if key not in factors:
            factors[key] = unit_factor(row.unit, under.unit, result=unit, units=units)
        ledger.keep(
            at,
            row,
            inputs=_inputs(row, under, factor=factors[key]),
            unit=unit,
            qualifier=quotient(row.qualifier, under.qualifier),
            status=worse(row.obs_status, under.obs_status),
        )
    return ledger.close()


def unit_factor(numerator: str, denominator: str, *, result: str, units: UnitBook) -> float:
    """What a quotient of two figures in their units is multiplied by to stand in the unit `result`."""
    size = Fraction(units[numerator].factor) / Fraction(units[denominator].factor)
    if units[result].dimension == "percent":
        return float(size * 100)
    return float(size / Fraction(units[result].factor))


def _by_cell(denominators: pd.DataFrame) -> _Denominators:
    out: _Denominators = {}
    for row in readings(denominators):
        if row.measure == "value" and not row.missing:
            out.setdefault((row.area, row.period), row)
    return out


def _may(row: Reading, offered: Collection[str] | None) -> bool:
    return row.measure in LEVEL_MEASURES and (offered is None or row.indicator in offered)


def _refused(row: Reading, unit: str, *, under: Reading | None, named: str) -> tuple[str, str]:
    """Code and detail of the reason why `row` cannot be divided by `under`; empty when it can."""
    if not unit:
        return "not_offered", row.indicator
    if under is None:
        return "no_denominator", named
    if under.value <= 0:
        return "zero_base" if under.value == 0 else "negative_base", named
    turned = under.qualifier != "=" and row.value < 0
    if turned or not quotient(row.qualifier, under.qualifier):
        return "hedged", f"{row.qualifier} ÷ {under.qualifier}"
    return "", ""


def _inputs(row: Reading, under: Reading, *, factor: float) -> Inputs:
    return Inputs(
        numerator=row.value,
        numerator_unit=row.unit,
        denominator=under.value,
        denominator_unit=under.unit,
        denominator_indicator=under.indicator,
        denominator_period=under.period,
        denominator_source=under.source,
        factor=factor,
    )
