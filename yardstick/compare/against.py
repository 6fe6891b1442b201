"""Areas against a reference area: the difference and the ratio, as far as hedges and periods allow."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from yardstick.catalogue.indicator import Indicator
from yardstick.compare.align import Aligned
from yardstick.compare.guard import is_total
from yardstick.normalise.interval import quotient
from yardstick.normalise.reading import Reading
from yardstick.normalise.refusal import Refusal

# Units on a scale without a natural zero or already relative: "2 times" would mislead, a difference does not.
DIFFERENCE_ONLY = ("percent", "pp", "points", "index_points", "place")

# What a difference is told in where it is not the unit of the figures: from the 7th to the 5th is up 2 places.
DIFFERENCE_UNITS = {"percent": "pp", "place": "places"}


@dataclass(frozen=True, slots=True)
class Against:
    """One area against the reference. A part that cannot be said is NaN with an empty qualifier.

    `difference` is in `difference_unit` (percentage points between percentages); `ratio` is a plain number.
    """

    area: str
    reference: str
    period: str
    difference: float
    difference_unit: str
    difference_qualifier: str
    ratio: float
    ratio_qualifier: str


def against(
    aligned: Aligned, reference: str, *, indicator: Indicator, levels: Mapping[str, str], form: str = "raw"
) -> tuple[list[Against], list[Refusal]]:
    """Every other area's figure less, and divided by, that of `reference`.

    Refused: other periods, unlike levels on totals, estimated or implied figures, and hedges that allow neither.
    """
    base = next((row for row in aligned.rows if row.area == reference), None)
    if base is None:
        return [], [Refusal(reference, indicator.id, aligned.period, "no_value", aligned.period)]
    results: list[Against] = []
    refusals: list[Refusal] = []
    for row in aligned.rows:
        if row.area == reference:
            continue
        code, detail = _refused(row, base, total=is_total(indicator, row.measure, form=form), levels=levels)
        result = compared(row, base)
        if not code and not (result.difference_qualifier or result.ratio_qualifier):
            code, detail = "hedged", f"{row.qualifier}, {base.qualifier}"
        if code:
            refusals.append(Refusal(row.area, row.indicator, row.period, code, detail))
        else:
            results.append(result)
    return results, refusals


def compared(row: Reading, base: Reading) -> Against:
    """The difference and the ratio of two readings, without asking whether they should be compared."""
    difference_qualifier = difference_hedge(row.qualifier, base.qualifier)
    ratio_qualifier = ratio_hedge(row, base)
    return Against(
        area=row.area,
        reference=base.area,
        period=row.period,
        difference=row.value - base.value if difference_qualifier else math.nan,
        difference_unit=DIFFERENCE_UNITS.get(row.unit, row.unit),
        difference_qualifier=difference_qualifier,
        ratio=row.value / base.value if ratio_qualifier else math.nan,
        ratio_qualifier=ratio_qualifier,
    )


def difference_hedge(upper: str, lower: str) -> str:
    """The hedge of a − b from the hedges of a and b; '' when nothing can be said. About and ranges give none."""
    if "range" in (upper, lower) or "~" in (upper, lower):
        return ""
    return quotient(upper, lower) if lower != "=" else upper


def ratio_hedge(row: Reading, base: Reading) -> str:
    """The hedge of the ratio of two readings; '' where the unit, a sign or the hedges forbid one."""
    if row.unit in DIFFERENCE_ONLY or row.value < 0 or base.value <= 0 or "range" in (row.qualifier, base.qualifier):
        return ""
    return quotient(row.qualifier, base.qualifier)


def _refused(row: Reading, base: Reading, *, total: bool, levels: Mapping[str, str]) -> tuple[str, str]:
    if row.period != base.period:
        return "mixed_periods", f"{row.period}, {base.period}"
    if total and levels.get(row.area) != levels.get(base.area):
        return "unlike_levels", ", ".join(sorted({levels.get(row.area, ""), levels.get(base.area, "")}))
    estimated = [r.area for r in (row, base) if r.obs_status not in ("A", "P")]
    return ("estimated", ", ".join(estimated)) if estimated else ("", "")
