"""The canonical text of what the store says now, and the fingerprint made of it: equal data give equal bytes."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import Any

from yardstick.store.migrations import SCHEMA_VERSION

# The columns of a figure shown, in the frames of `Store`.
READING = (
    "area", "indicator", "measure", "period", "as_of", "value", "value_high", "qualifier", "unit", "obs_status",
    "source", "locator", "change_set", "base_period", "note", "missing_reason", "year", "figures", "conflict",
    "period_kind", "period_start", "period_end",
)  # fmt: skip
SHOWN = ", ".join(f"r.{name}" for name in READING)

_READING = "SELECT * FROM observation_current ORDER BY indicator, area, period_end, period, measure"
_TARGETS = """
SELECT * FROM target_current
ORDER BY indicator, area, period_end, period, measure, kind, source, length(locator), locator
"""


def reading_text(cursor: Any) -> str:
    """`observation_current` as CSV by indicator, area, period, measure; numbers in Python's shortest exact form."""
    return _csv(cursor, _READING)


def target_text(cursor: Any) -> str:
    """`target_current` as CSV, sorted likewise."""
    return _csv(cursor, _TARGETS)


def data_version(cursor: Any) -> str:
    """The sha256 of the reading, the targets and the schema version: what a reader sees, and nothing else."""
    text = f"{reading_text(cursor)}\n{target_text(cursor)}\n{SCHEMA_VERSION}\n"
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _csv(cursor: Any, sql: str) -> str:
    rows = cursor.execute(sql).fetchall()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column[0] for column in cursor.description])
    writer.writerows(rows)
    return out.getvalue()
