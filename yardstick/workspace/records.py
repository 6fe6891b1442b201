"""Frames of the store to records: NaN and NaT become None, numbers plain numbers."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from yardstick.workspace.answers import Aim, Implied, Reading

_TEXTS = ("base_period", "stated_value", "stated_unit", "note", "missing_reason")


def rows(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of some columns as tuples of plain values; a column the frame lacks is None throughout."""
    lists = [frame[c].tolist() if c in frame.columns else [None] * len(frame) for c in columns]
    return zip(*lists, strict=True)


def number(value: Any) -> float | None:
    """A float, or None for every way of saying there is none."""
    return None if value is None or pd.isna(value) or math.isinf(value) else float(value)


def text(value: Any) -> str:
    """A text, empty where there is none."""
    return value if isinstance(value, str) else ""


def day(value: Any) -> dt.date | None:
    """A date, or None."""
    if value is None or pd.isna(value):
        return None
    return value.date() if isinstance(value, dt.datetime) else value


_READING = (
    "area", "indicator", "measure", "period", "year", "value", "value_high", "qualifier", "unit", "obs_status", "source",
    "locator", "change_set", "as_of", *_TEXTS, "figures", "conflict", "period_kind",
)  # fmt: skip


def readings(frame: pd.DataFrame) -> tuple[Reading, ...]:
    """A READING frame as records, in its order."""
    return tuple(_reading(row) for row in rows(frame, _READING))


def _reading(row: tuple[Any, ...]) -> Reading:
    area, indicator, measure, period, year, value, high, qualifier, unit, status, source, locator, change = row[:13]
    return Reading(
        area, indicator, measure, period, int(year), number(value), number(high), qualifier, unit, status, text(source),
        text(locator), int(change or 0), day(row[13]), *(text(v) for v in row[14:19]),
        figures=int(row[19] or 1), conflict=bool(row[20]), is_year=row[21] in (None, "year"),
    )  # fmt: skip


_IMPLIED = ("area", "indicator", "period", "value", "unit", "source", "rule", "from_a", "from_b", "stated", "difference")


def implied(frame: pd.DataFrame) -> tuple[Implied, ...]:
    """Implied values as records."""
    return tuple(
        Implied(*row[:3], float(row[3]), *row[4:9], stated=number(row[9]), difference=number(row[10]))
        for row in rows(frame, _IMPLIED)
    )


_AIM = (
    "area", "indicator", "measure", "period", "year", "operator", "value", "value_high", "unit", "kind", "nature", "source",
    "locator", "announced", "stated_value", "stated_unit", "note",
)  # fmt: skip


def aims(frame: pd.DataFrame) -> tuple[Aim, ...]:
    """Targets as records."""
    return tuple(
        Aim(*row[:4], int(row[4]), row[5], number(row[6]), number(row[7]), *row[8:13], day(row[13]), *map(text, row[14:]))
        for row in rows(frame, _AIM)
    )
