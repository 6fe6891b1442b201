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
_FOLLOW = ("year", "period_kind", "period_start", "period_end")
_SAID = (*(name for name in READING if name not in _FOLLOW), "stated_value", "stated_unit")
"""What the fingerprint is made of: all but what follows from the period."""

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
    """The fingerprint of the reading, the targets and the schema version: what a reader sees, and nothing else.

    Equal data have equal fingerprints as long as `engine` is the same.
    """
    return version_of(cursor, reading_sum(cursor))


def version_of(cursor: Any, reading: int) -> str:
    """The fingerprint, where the sum of the reading is known."""
    targets = cursor.execute(_TARGETS).fetchall()
    text = f"{reading}\n{targets!r}\n{SCHEMA_VERSION}\n"
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def engine(cursor: Any) -> str:
    """How the database that answers hashes: fingerprints can be compared where this is the same."""
    ((probe,),) = cursor.execute("SELECT hash('指标', 'value', 2024, 1.5, TRUE, DATE '2024-12-31', NULL)").fetchall()
    return str(probe)


def reading_sum(cursor: Any, *, since: int | None = None, busy: bool = False) -> int:
    """The sum of a hash of every figure shown, whatever their order.

    Of those alone that are in the cells `busy`; or of those alone that change sets from `since` on brought into other
    cells (see `publish.touch` for both).

    What is added to the reading adds to the sum, what is taken away is subtracted: a change of a hundred figures among
    millions costs what a hundred cost.
    """
    within = _BUSY if busy else "" if since is None else _NEW.format(since=int(since))
    ((total,),) = cursor.execute(_SUM + within).fetchall()
    return int(total)


_BUSY = """JOIN busy u ON u.indicator = r.indicator AND u.area = r.area AND u.measure = r.measure
 AND u.period = r.period"""
_NEW = f"LEFT {_BUSY} WHERE r.change_set >= {{since}} AND u.indicator IS NULL"
_SUM = f"""
SELECT coalesce(sum(CAST(hash({", ".join(f"r.{name}" for name in _SAID)}) AS HUGEINT)), 0)
FROM observation_current r
"""


def _csv(cursor: Any, sql: str) -> str:
    rows = cursor.execute(sql).fetchall()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column[0] for column in cursor.description])
    writer.writerows(rows)
    return out.getvalue()
