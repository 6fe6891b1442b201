"""Derived indicators: their formula computed for every area and period in which all inputs have a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pandas as pd

from yardstick.catalogue import Indicator
from yardstick.normalise import quotient

WORST = ("A", "P", "E", "I", "M")


def derive(indicator: Indicator, frame: pd.DataFrame) -> pd.DataFrame:
    """The readings of a derived indicator from a frame that holds its inputs; the columns are those of the frame.

    Status is the worst of the inputs'. A hedge is kept where the formula is a quotient of two figures, else the result
    is `~`. Nothing is computed where an input is missing or a divisor is 0. What is not computed (source, place) is
    that of the formula's first input.
    """
    assert indicator.formula is not None
    names = indicator.formula.names
    used = frame[frame["indicator"].isin(names) & (frame["measure"] == "value") & frame["value"].notna()]
    cells: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    keys = zip(used["area"].tolist(), used["period"].tolist(), used["indicator"].tolist(), strict=True)
    for at, (area, period, name) in enumerate(keys):
        cells[area, period][name] = at
    values, signs, statuses = (used[c].tolist() for c in ("value", "qualifier", "obs_status"))
    kept: list[tuple[int, float, str, str]] = []
    for found in cells.values():
        places = [found[n] for n in names if n in found]
        if len(places) < len(names):
            continue
        value = indicator.formula.evaluate({n: values[p] for n, p in zip(names, places, strict=True)})
        if value is not None:
            sign = _qualifier([signs[p] for p in places], quotient_of_two="/" in indicator.formula.text)
            kept.append((places[0], value, sign, max((statuses[p] for p in places), key=WORST.index)))
    made = used.take([k[0] for k in kept]).reset_index(drop=True)
    return made.assign(
        indicator=indicator.id,
        value=[k[1] for k in kept],
        value_high=float("nan"),
        qualifier=[k[2] for k in kept],
        unit=indicator.unit,
        obs_status=[k[3] for k in kept],
        locator=f"formula:{indicator.formula.text}",
        figures=1,
        conflict=False,
        note="",
        base_period="",
    )


def _qualifier(qualifiers: Sequence[str], *, quotient_of_two: bool) -> str:
    if all(q == "=" for q in qualifiers):
        return "="
    if quotient_of_two and len(qualifiers) == 2 and "range" not in qualifiers:
        return quotient(qualifiers[0], qualifiers[1]) or "~"
    return "~"
