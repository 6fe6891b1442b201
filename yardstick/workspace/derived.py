"""Derived indicators: their formula computed for every area and period in which all inputs have a figure."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from yardstick.catalogue import Indicator
from yardstick.normalise import quotient

WORST = ("A", "P", "E", "I", "M")


def derive(indicator: Indicator, frame: pd.DataFrame) -> pd.DataFrame:
    """The readings of a derived indicator from a frame that holds its inputs; the columns are those of the frame.

    Status is the worst of the inputs'. A hedge is kept where the formula is a quotient of two figures, else the result is
    `~`. Nothing is computed where an input is missing or a divisor is 0.
    """
    assert indicator.formula is not None
    columns = list(frame.columns)
    cells: dict[tuple[str, str], dict[str, tuple[Any, ...]]] = defaultdict(dict)
    at = {name: columns.index(name) for name in ("indicator", "area", "period", "measure", "value")}
    for row in frame.itertuples(index=False, name=None):
        if row[at["measure"]] == "value" and not pd.isna(row[at["value"]]):
            cells[row[at["area"]], row[at["period"]]][row[at["indicator"]]] = row
    made = [_row(indicator, inputs, columns) for inputs in cells.values()]
    return pd.DataFrame([r for r in made if r is not None], columns=columns)


def _row(indicator: Indicator, inputs: dict[str, tuple[Any, ...]], columns: list[str]) -> tuple[Any, ...] | None:
    formula = indicator.formula
    assert formula is not None
    if not all(name in inputs for name in formula.names):
        return None
    used = [dict(zip(columns, inputs[name], strict=True)) for name in formula.names]
    value = formula.evaluate({name: u["value"] for name, u in zip(formula.names, used, strict=True)})
    if value is None:
        return None
    made = dict(used[0]) | {
        "indicator": indicator.id,
        "value": value,
        "value_high": float("nan"),
        "qualifier": _qualifier([u["qualifier"] for u in used], quotient_of_two="/" in formula.text),
        "unit": indicator.unit,
        "obs_status": max((u["obs_status"] for u in used), key=WORST.index),
        "locator": f"formula:{formula.text}",
        "figures": 1,
        "conflict": False,
    }
    return tuple(made[c] for c in columns)


def _qualifier(qualifiers: list[str], *, quotient_of_two: bool) -> str:
    if all(q == "=" for q in qualifiers):
        return "="
    if quotient_of_two and len(qualifiers) == 2 and "range" not in qualifiers:
        return quotient(qualifiers[0], qualifiers[1]) or "~"
    return "~"
