"""The frame of readings this room works on, row by row, and the ledger a form writes its results into."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from yardstick.normalise.refusal import Refusal
from yardstick.normalise.step import FORMULAS, NUMBERS, Inputs, Step

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

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
    def gap(self) -> str:
        """The reason of a missing value, or its period where none is stated."""
        return self.missing_reason if isinstance(self.missing_reason, str) and self.missing_reason else self.period

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
    all_rows: list[Reading] = field(init=False)
    results: list[Result] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.all_rows = list(readings(self.frame))

    def rows(self) -> Iterator[tuple[int, Reading]]:
        """Rows that have a value, with their position; those without one are refused on the way."""
        for at, row in enumerate(self.all_rows):
            if row.missing:
                self.refuse(row, "missing_value", detail=row.gap)
            else:
                yield at, row

    def refuse(self, row: Reading, code: str, *, detail: str = "") -> None:
        """Record why `row` gives no result."""
        self.refusals.append(Refusal(row.area, row.indicator, row.period, code, detail))

    def keep(self, at: int, row: Reading, *, inputs: Inputs, unit: str, qualifier: str, status: str) -> None:
        """Compute the form's formula for `row` and keep the result."""
        compute = FORMULAS[self.form].compute
        high = compute(inputs._replace(numerator=row.value_high)) if qualifier == "range" else math.nan
        self.results.append(Result(at, compute(inputs), high, unit, qualifier, status, inputs))

    def close(self) -> tuple[pd.DataFrame, list[Refusal]]:
        """The frame of results, with the columns of the input and STEP_COLUMNS, and the refusals."""
        import pandas as pd  # only where frames are made: judging targets must not wait for it

        at = [r.at for r in self.results]
        kept = self.frame.take([i for i, name in enumerate(self.frame.columns) if name not in _WRITTEN], axis=1).take(
            at
        )
        kept.index = pd.RangeIndex(len(at))
        told = [(self.form, r.unit, r.qualifier, r.obs_status, *(r.inputs[i] for i in _WORDS)) for r in self.results]
        numbers = [(r.value, r.value_high, *(r.inputs[i] for i in _FIGURES)) for r in self.results]
        parts = [kept, _block(told, _WORD_COLUMNS, dtype=object), _block(numbers, _FIGURE_COLUMNS, dtype=float)]
        out = pd.concat(parts, axis=1)
        out["earlier"] = _earlier(self.frame, at)
        return out, self.refusals


# The columns are written in two blocks, words and figures: one by one they would cost more than the arithmetic.
_WORDS = [i for i, name in enumerate(Inputs._fields) if name not in NUMBERS]
_FIGURES = [i for i, name in enumerate(Inputs._fields) if name in NUMBERS]
_WORD_COLUMNS = ["form", "unit", "qualifier", "obs_status", *(Inputs._fields[i] for i in _WORDS)]
_FIGURE_COLUMNS = ["value", "value_high", *(Inputs._fields[i] for i in _FIGURES)]
_WRITTEN = {*_WORD_COLUMNS, *_FIGURE_COLUMNS, "earlier"}


def _block(rows: Sequence[tuple[object, ...]], columns: list[str], *, dtype: type) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    block: np.ndarray = np.empty((len(rows), len(columns)), dtype=dtype)
    if rows:
        block[:] = rows
    return pd.DataFrame(block, columns=columns, dtype=dtype)


def _earlier(frame: pd.DataFrame, at: list[int]) -> pd.Series:
    """The steps done before this one, for the rows at these positions."""
    import pandas as pd

    done: list[tuple[Step, ...]] = [()] * len(at)
    if "form" in frame.columns:
        before = frame.take(at)
        columns = (before[name].tolist() for name in ("earlier", "form", *Inputs._fields, "value", "unit"))
        done = [(*row[0], Step.of(row[1:])) for row in zip(*columns, strict=True)]
    return pd.Series(done, dtype=object)
