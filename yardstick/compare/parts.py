"""Parts of an area: the share a source states against the share that the figures of part and whole give."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from yardstick.normalise.breaks import period_of
from yardstick.normalise.interval import Interval, interval, quotient
from yardstick.normalise.reading import Reading, readings

_DECIMALS = re.compile(r"\d+(?:\.(\d+))?")

_Cell = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Share:
    """One part's share of the whole in one indicator and period, in %.

    `stated` and `computed` are NaN where there is no such figure. `tolerance` is half a unit of the last digit stated.
    `agrees` is None when one of the two is not there or a hedge leaves it open. `part`, `whole` and `statement` are the
    readings behind them.
    """

    area: str
    indicator: str
    period: str
    stated: float
    stated_qualifier: str
    computed: float
    computed_qualifier: str
    tolerance: float
    agrees: bool | None
    part: Reading | None
    whole: Reading | None
    statement: Reading | None


def shares(frame: pd.DataFrame, whole: str, *, parts: Collection[str]) -> list[Share]:
    """The shares of `parts` in `whole`, by indicator, area and period, wherever one is stated or can be computed.

    `frame` is a READING frame with the measures `value` and `share` of the parts and the whole. A share is computed
    from values of the same period, positive and in the same unit.
    """
    written = frame["stated_value"].tolist() if "stated_value" in frame.columns else [""] * len(frame)
    cells: dict[_Cell, tuple[Reading, str]] = {}
    for row, text in zip(readings(frame), written, strict=True):
        if not row.missing:
            cells.setdefault(
                (row.indicator, row.area, row.period, row.measure),
                (row, text if isinstance(text, str) and text else f"{row.value:g}"),
            )
    wanted = {(i, a, p) for i, a, p, m in cells if a in parts and m in ("value", "share")}
    found = (_share(cells, indicator=i, area=a, period=p, whole=whole) for i, a, p in sorted(wanted, key=_order))
    return [share for share in found if share is not None]


def decimals(written: str) -> int:
    """How many decimals a figure is written with (`52.8%` → 1); 0 where no number is found."""
    match = _DECIMALS.search(written)
    return len(match[1] or "") if match else 0


def _order(cell: tuple[str, str, str]) -> tuple[str, str, int, str]:
    indicator, area, period = cell
    return indicator, area, period_of(period).end.toordinal(), period


def _share(
    cells: dict[_Cell, tuple[Reading, str]], *, indicator: str, area: str, period: str, whole: str
) -> Share | None:
    part, of, statement = (
        cells.get((indicator, a, period, m), (None, ""))
        for a, m in ((area, "value"), (whole, "value"), (area, "share"))
    )
    hedge = _hedge(part[0], of[0])
    if not hedge and statement[0] is None:
        return None
    computed = part[0].value / of[0].value * 100 if hedge and part[0] and of[0] else math.nan
    tolerance = 0.5 * 10.0 ** -decimals(statement[1]) if statement[0] else math.nan
    return Share(
        area=area,
        indicator=indicator,
        period=period,
        stated=statement[0].value if statement[0] else math.nan,
        stated_qualifier=statement[0].qualifier if statement[0] else "",
        computed=computed,
        computed_qualifier=hedge,
        tolerance=tolerance,
        agrees=_agrees(statement[0], interval(computed, hedge), tolerance=tolerance) if hedge else None,
        part=part[0],
        whole=of[0],
        statement=statement[0],
    )


def _hedge(part: Reading | None, whole: Reading | None) -> str:
    """The hedge of the computed share; '' when it cannot be computed."""
    if part is None or whole is None or part.unit != whole.unit or part.value < 0 or whole.value <= 0:
        return ""
    if "range" in (part.qualifier, whole.qualifier):
        return ""
    return quotient(part.qualifier, whole.qualifier)


def _agrees(statement: Reading | None, computed: Interval, *, tolerance: float) -> bool | None:
    """True when both are exact and within rounding, False when no value allowed fits, None when it stays open."""
    if statement is None:
        return None
    said = interval(statement.value, statement.qualifier, high=statement.value_high)
    slack = tolerance * (1 + 1e-9)
    apart = computed.low > said.high + slack or said.low > computed.high + slack
    if apart:
        return False
    return True if computed.exact and (said.exact or statement.qualifier == "~") else _inside(computed, said)


def _inside(computed: Interval, said: Interval) -> bool | None:
    """True when every value the figures allow is one the statement allows."""
    return True if said.low <= computed.low and computed.high <= said.high else None
