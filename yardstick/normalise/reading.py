"""The frame of readings this room works on, row by row, and the ledger a form writes its results into."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from yardstick.normalise.refusal import Refusal
from yardstick.normalise.step import FORMULAS, NUMBERS, Inputs, Step

# Status from best to worst: a result is never better than the worse of its two figures.
WORST = ("A", "P", "E", "I", "M")

# Columns a form adds: the inputs of its one step, and the steps that were done before it.
STEP_COLUMNS = (
    "form",
    "numerator",
    "numerator_unit",
    "denominator",
    "denominator_unit",
    "denominator_indicator",
    "denominator_period",
    "denominator_source",
    "factor",
    "low",
    "earlier",
)


class Reading(NamedTuple):
    """The part of a reading that arithmetic needs; `value` is NaN when missing."""

    area: str
    indicator: str
    measure: str
    period: str
    year: int
    is_year: bool
    value: float
    value_high: float
    qualifier: str
    unit: str
    obs_status: str
    source: str
    missing_reason: str

    @property
    def missing(self) -> bool:
        """Whether there is no value."""
        return math.isnan(self.value) or self.obs_status == "M"

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes a series: area, indicator, measure."""
        return (self.area, self.indicator, self.measure)


def readings(frame: pd.DataFrame) -> Iterator[Reading]:
    """The rows of a READING frame in order; `year` is 0 where the frame has none."""
    columns = (frame[name].tolist() for name in Reading._fields)
    return map(Reading._make, zip(*columns, strict=True))


def worse(one: str, other: str) -> str:
    """The worse of two statuses."""
    return max(one, other, key=WORST.index)


@dataclass(slots=True)
class Result:
    """One row kept: where it stood in the frame, and what became of it."""

    at: int
    value: float
    value_high: float
    unit: str
    qualifier: str
    obs_status: str
    inputs: Inputs


@dataclass(slots=True)
class Ledger:
    """What one form makes of a frame: every row ends either as a result or as a refusal."""

    form: str
    frame: pd.DataFrame
    results: list[Result] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, Reading]]:
        """Rows that have a value, with their position; those without one are refused on the way."""
        for at, row in enumerate(readings(self.frame)):
            if row.missing:
                self.refuse(row, "missing_value", detail=_text(row.missing_reason) or row.period)
            else:
                yield at, row

    def refuse(self, row: Reading, code: str, *, detail: str = "") -> None:
        """Record why `row` gives no result."""
        self.refusals.append(Refusal(row.area, row.indicator, row.period, code, detail))

    def keep(self, at: int, row: Reading, *, inputs: Inputs, unit: str, qualifier: str, status: str) -> None:
        """Compute the form's formula for `row` and keep the result."""
        high = math.nan
        if qualifier == "range":
            high = FORMULAS[self.form].compute(inputs._replace(numerator=row.value_high))
        value = FORMULAS[self.form].compute(inputs)
        self.results.append(Result(at, value, high, unit, qualifier, status, inputs))

    def close(self) -> tuple[pd.DataFrame, list[Refusal]]:
        """The frame of results, with the columns of the input and STEP_COLUMNS, and the refusals."""
        kept = self.results
        out = self.frame.take([r.at for r in kept]).reset_index(drop=True)
        steps = _earlier(out)
        columns: dict[str, pd.Series] = {
            "value": _numbers([r.value for r in kept]),
            "value_high": _numbers([r.value_high for r in kept]),
            "unit": _texts([r.unit for r in kept]),
            "qualifier": _texts([r.qualifier for r in kept]),
            "obs_status": _texts([r.obs_status for r in kept]),
            "form": _texts([self.form] * len(kept)),
            "earlier": pd.Series(steps, dtype=object),
        }
        for name in Inputs._fields:
            values = [getattr(r.inputs, name) for r in kept]
            columns[name] = _numbers(values) if name in NUMBERS else _texts(values)
        return out.assign(**columns), self.refusals


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _numbers(values: list[float]) -> pd.Series[float]:
    return pd.Series(values, dtype=float)


def _texts(values: list[str]) -> pd.Series[str]:
    return pd.Series(values, dtype=object)


def _earlier(out: pd.DataFrame) -> list[tuple[Step, ...]]:
    if "form" not in out.columns:
        return [()] * len(out)
    names = ("form", *Inputs._fields, "value", "unit", "earlier")
    columns = (out[name].tolist() for name in names)
    return [(*row[-1], Step.of(row[:-1])) for row in zip(*columns, strict=True)]
