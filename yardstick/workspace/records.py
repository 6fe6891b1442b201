"""Frames of the store to records: NaN and NaT become None, numbers plain numbers."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from yardstick.model import ChangeSet, bare
from yardstick.workspace.answers import Aim, Implied, Reading

YEARLY = ("year", None)

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
    *("area", "indicator", "measure", "period", "year", "value", "value_high", "qualifier", "unit", "obs_status"),
    *("source", "locator", "change_set", "as_of", *_TEXTS, "figures", "conflict", "period_kind"),
)


def readings(frame: pd.DataFrame) -> tuple[Reading, ...]:
    """A READING frame as records, in its order."""
    return tuple(_reading(row) for row in rows(frame, _READING))


def _reading(row: tuple[Any, ...]) -> Reading:
    texts = tuple(text(v) for v in row[14:19])
    told = (*row[:4], int(row[4]), number(row[5]), number(row[6]), *row[7:10], text(row[10]), text(row[11]))
    counted = (int(row[19] or 1), bool(row[20]), row[21] in YEARLY)
    return Reading(*(*told, int(row[12] or 0), day(row[13]), *texts, *counted))


_CHANGE_SET = ("id", "kind", "author", "date", "reason", "file", "sha256", "reason_en")


def change_sets(frame: pd.DataFrame) -> dict[int, ChangeSet]:
    """Change sets by number, in the order in which they were accepted."""
    found = sorted(rows(frame, _CHANGE_SET))
    return {
        int(n): ChangeSet(int(n), kind, author, when, reason, file, sha256, reason_en=reason_en)
        for n, kind, author, date, reason, file, sha256, reason_en in found
        if (when := day(date)) is not None
    }


def correction_reasons(frame: pd.DataFrame) -> dict[tuple[str, ...], tuple[str, str]]:
    """Of corrections accepted into the store, those in force: the figure's key → why, in Chinese and English."""
    columns = ("indicator", "area", "measure", "period", "source", "locator", "reason", "reason_en", "state")
    found = rows(frame, columns)
    return {tuple(bare(part) for part in key): (zh, en or zh) for *key, zh, en, state in found if state == "applied"}


_IMPLIED = (
    *("area", "indicator", "period", "value", "unit", "source", "rule", "value_a", "value_b", "period_a"),
    *("stated", "difference", "stated_qualifier"),
)


def implied(frame: pd.DataFrame) -> tuple[Implied, ...]:
    """Implied values as records."""
    return tuple(
        Implied(*(*row[:10], number(row[10]), number(row[11]), text(row[12]) or "=")) for row in rows(frame, _IMPLIED)
    )


_AIM = (
    *("area", "indicator", "measure", "period", "year", "operator", "value", "value_high", "unit", "kind", "nature"),
    *("source", "locator", "announced", "stated_value", "stated_unit", "note"),
)


def aims(frame: pd.DataFrame) -> tuple[Aim, ...]:
    """Targets as records."""
    return tuple(_aim(row) for row in rows(frame, _AIM))


def _aim(row: tuple[Any, ...]) -> Aim:
    told = (*row[:4], int(row[4]), row[5], number(row[6]), number(row[7]), *row[8:13], day(row[13]))
    return Aim(*(*told, *(text(v) for v in row[14:])))
