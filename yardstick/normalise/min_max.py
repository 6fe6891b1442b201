"""Values on a common scale: 0 at one goalpost, 100 at the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yardstick.normalise.interval import flipped
from yardstick.normalise.reading import Ledger, Reading
from yardstick.normalise.refusal import Refusal
from yardstick.normalise.step import Inputs

if TYPE_CHECKING:
    import pandas as pd


def min_max(frame: pd.DataFrame, lo: float, *, hi: float) -> tuple[pd.DataFrame, list[Refusal]]:
    """Values as points between the goalposts: `lo` gives 0, `hi` 100; `lo` above `hi` turns the scale round.

    Values outside the goalposts stay outside 0–100 (whoever needs them cut says so). Equal goalposts are refused.
    """
    ledger = Ledger("min_max", frame)
    for at, row in ledger.rows():
        qualifier = row.qualifier if hi > lo else flipped(row.qualifier)
        if hi == lo or not qualifier:
            ledger.refuse(row, "hedged" if hi != lo else "zero_base", detail=row.qualifier if hi != lo else f"{hi:g}")
            continue
        inputs = _inputs(row, lo, span=hi - lo)
        ledger.keep(at, row, inputs=inputs, unit="points", qualifier=qualifier, status=row.obs_status)
    return ledger.close()


def _inputs(row: Reading, lo: float, *, span: float) -> Inputs:
    return Inputs(numerator=row.value, numerator_unit=row.unit, denominator=span, denominator_unit=row.unit, low=lo)
