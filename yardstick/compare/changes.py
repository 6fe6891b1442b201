"""The change on the year before, as a headline tile shows it, or the reason why there is none."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from yardstick.catalogue.indicator import Indicator
from yardstick.compare.against import DIFFERENCE_ONLY, DIFFERENCE_UNITS
from yardstick.normalise.breaks import break_between, period_of
from yardstick.normalise.position import COUNTED
from yardstick.normalise.reading import Reading, readings
from yardstick.normalise.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Change:
    """A reading against that of the year before: `difference` in `unit` (pp between percentages) and `percent`.

    `percent` is NaN where a percentage would mislead: percentages, indices, places, a start that is zero or negative.
    """

    row: Reading
    before: Reading
    difference: float
    unit: str
    percent: float


def changes(frame: pd.DataFrame, *, indicators: Mapping[str, Indicator]) -> tuple[list[Change], list[Refusal]]:
    """The change of each area's latest reading, by indicator and measure, on the year before.

    Both must be whole years, exact, final or provisional, and no break may lie between them; each series of the READING
    frame ends in one change or one refusal.
    """
    series: dict[tuple[str, str, str], list[Reading]] = {}
    for row in readings(frame):
        series.setdefault(row.key, []).append(row)
    found = [change_of(rows, indicators=indicators) for rows in series.values()]
    return [c for c in found if isinstance(c, Change)], [c for c in found if isinstance(c, Refusal)]


def change_of(rows: list[Reading], *, indicators: Mapping[str, Indicator]) -> Change | Refusal:
    """The change of the latest of these readings of one series (at least one), or why there is none."""
    valued = [row for row in rows if not row.missing]
    if not valued:
        last = rows[-1]
        return Refusal(last.area, last.indicator, last.period, "missing_value", last.gap)
    row = max(valued, key=lambda r: (period_of(r.period).end, r.is_year))
    before = next((r for r in valued if r.is_year and r.year == row.year - 1), None)
    code, detail = _refused(row, before, known=indicators.get(row.indicator))
    if code or before is None:
        return Refusal(row.area, row.indicator, row.period, code, detail)
    return _change(row, before)


def _refused(row: Reading, before: Reading | None, *, known: Indicator | None) -> tuple[str, str]:
    if not row.is_year:
        return "not_a_year", row.period
    if before is None:
        return "no_previous_year", str(row.year - 1)
    breaks = [b.period.code for b in known.breaks] if known else []
    checks = {
        "hedged": [r.period for r in (before, row) if r.qualifier != "="],
        "estimated": [r.period for r in (before, row) if r.obs_status not in COUNTED],
        "break_between": [b for b in [break_between(breaks, before.period, other=row.period)] if b],
    }
    return next(((code, ", ".join(found)) for code, found in checks.items() if found), ("", ""))


def _change(row: Reading, before: Reading) -> Change:
    relative = row.unit not in DIFFERENCE_ONLY and before.value > 0
    return Change(
        row=row,
        before=before,
        difference=row.value - before.value,
        unit=DIFFERENCE_UNITS.get(row.unit, row.unit),
        percent=(row.value / before.value - 1) * 100 if relative else math.nan,
    )
