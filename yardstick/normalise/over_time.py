"""An area against its own past: growth on the year before, and the index of a base period = 100."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from yardstick.normalise.breaks import Breaks, break_between
from yardstick.normalise.interval import quotient
from yardstick.normalise.reading import Ledger, Reading, worse
from yardstick.normalise.refusal import Refusal
from yardstick.normalise.step import Inputs

if TYPE_CHECKING:
    import pandas as pd

# What a growth may be computed of; a growth of growths or of ranks says nothing.
GROWING_MEASURES = ("value", "new")

_Cells = dict[tuple[str, str, str, str], Reading]


def growth(
    frame: pd.DataFrame, *, breaks: Breaks | None = None, offered: Collection[str] | None = None
) -> tuple[pd.DataFrame, list[Refusal]]:
    """Year-on-year growth in %: only between consecutive whole years of one area, indicator and measure, both exact.

    Refused across a declared break and on a base that is zero or negative. The status is the worse of the two years.
    """
    ledger = Ledger("growth", frame)
    cells = _by_cell(ledger.all_rows)
    for at, row in ledger.rows():
        base = cells.get((*row.key, str(row.year - 1))) if row.is_year else None
        code, detail = _growth_refused(row, base, breaks=breaks or {}, offered=offered)
        if code or base is None:
            ledger.refuse(row, code, detail=detail)
            continue
        status = worse(row.obs_status, base.obs_status)
        ledger.keep(at, row, inputs=_inputs(row, base), unit="percent", qualifier="=", status=status)
    return ledger.close()


def index(frame: pd.DataFrame, base_period: str, *, breaks: Breaks | None = None) -> tuple[pd.DataFrame, list[Refusal]]:
    """Each series as an index of its own figure in `base_period` = 100; the base must be exact and above zero.

    Periods must be of the base's kind (years with a year); a hedged figure gives a hedged index.
    """
    ledger = Ledger("index", frame)
    cells = _by_cell(ledger.all_rows)
    for at, row in ledger.rows():
        base = cells.get((*row.key, base_period))
        code, detail = _index_refused(row, base, base_period=base_period, breaks=breaks or {})
        if code or base is None:
            ledger.refuse(row, code, detail=detail)
            continue
        status = worse(row.obs_status, base.obs_status)
        qualifier = quotient(row.qualifier, base.qualifier)
        ledger.keep(at, row, inputs=_inputs(row, base), unit="index_points", qualifier=qualifier, status=status)
    return ledger.close()


def _by_cell(rows: list[Reading]) -> _Cells:
    out: _Cells = {}
    for row in rows:
        if not row.missing:
            out.setdefault((*row.key, row.period), row)
    return out


def _growth_refused(
    row: Reading, base: Reading | None, *, breaks: Breaks, offered: Collection[str] | None
) -> tuple[str, str]:
    if row.measure not in GROWING_MEASURES or (offered is not None and row.indicator not in offered):
        return "not_offered", row.indicator
    if not row.is_year:
        return "not_a_year", row.period
    if base is None:
        return "no_previous_year", str(row.year - 1)
    hedged = [r.period for r in (base, row) if r.qualifier != "="]
    return ("hedged", ", ".join(hedged)) if hedged else _base_refused(row, base, breaks=breaks)


def _index_refused(row: Reading, base: Reading | None, *, base_period: str, breaks: Breaks) -> tuple[str, str]:
    if row.measure not in GROWING_MEASURES:
        return "not_offered", row.indicator
    if base is None:
        return "no_base_period", base_period
    if row.is_year != base.is_year:
        return "not_a_year", base_period if row.is_year else row.period
    if base.qualifier != "=":
        return "hedged", base.period
    return _base_refused(row, base, breaks=breaks)


def _base_refused(row: Reading, base: Reading, *, breaks: Breaks) -> tuple[str, str]:
    between = break_between(breaks.get(row.indicator, ()), base.period, other=row.period)
    if between:
        return "break_between", between
    if base.value <= 0:
        return "zero_base" if base.value == 0 else "negative_base", base.period
    return "", ""


def _inputs(row: Reading, base: Reading) -> Inputs:
    return Inputs(
        numerator=row.value,
        numerator_unit=row.unit,
        denominator=base.value,
        denominator_unit=base.unit,
        denominator_indicator=base.indicator,
        denominator_period=base.period,
        denominator_source=base.source,
    )
