"""What the store holds beside what comes in: the figures of the same cells, the sources that were brought before."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pyarrow as pa

from yardstick.model import Source
from yardstick.store.columns import complete
from yardstick.store.reader import Reader

HELD = (
    "source", "locator", "value", "value_high", "qualifier", "unit", "obs_status", "as_of", "base_period",
    "stated_value", "stated_unit", "note", "missing_reason", "change_set", "pick",
)  # fmt: skip
"""What is told of a figure held; `pick` is 1 for the one shown in its cell."""

# The two cannot both be true: the rule by which the store finds conflicts among its own figures.
_CLASH = """
    i.source <> r.source AND i.value IS NOT NULL AND r.value IS NOT NULL
    AND CASE WHEN i.usual_base THEN 0 ELSE 1 END = r.base_rank AND (r.base_rank = 0 OR i.base_period = r.base_period)
    AND (i.as_of IS NULL OR r.as_of IS NULL OR i.as_of = r.as_of)
    AND (i.measure <> 'rank' OR i.note = r.note)
    AND CASE WHEN i.qualifier = '=' AND r.qualifier = '='
          THEN abs(i.value - r.value) > greatest(i.rounding, r.rounding) + 1e-9 * abs(i.value)
          ELSE i.low > o.high OR o.low > i.high END"""
_IN_CELL = """r.indicator = i.indicator AND r.area = i.area AND r.measure = i.measure AND r.period = i.period"""
_SPOKEN = """o.indicator = r.indicator AND o.area = r.area AND o.measure = r.measure AND o.period = r.period
     AND o.source = r.source AND o.locator = r.locator AND o.change_set = r.change_set AND o.action = 'assert'"""
_CELL = ("indicator", "area", "measure", "period")


def held_beside(store: Reader, rows: pa.Table) -> pa.Table:
    """Every live figure in the cells of `rows` (columns of `columns.STATED`), by the row it stands beside.

    Columns: nth (the row, from 0), those of HELD, clash (the two are of different sources and cannot both be true). In
    the order of the rows, the figure shown first; a row whose cell is empty has none. Raises StoreError where rows
    are not complete.
    """

    def asked(cursor: Any) -> pa.Table:
        numbers = pa.array(np.arange(len(rows), dtype=np.int32))
        cursor.register("asked", rows.select(_CELL).append_column("nth", numbers))
        cells = ", ".join(f"CAST({name} AS VARCHAR) AS {name}" for name in _CELL)
        sql = f"""
            SELECT a.nth FROM (SELECT {cells}, nth FROM asked) a
            SEMI JOIN reading r ON {_IN_CELL.replace("i.", "a.")} ORDER BY a.nth"""
        at = cursor.sql(sql).to_arrow_table()["nth"].combine_chunks()
        cursor.unregister("asked")
        cursor.register("incoming", complete(rows.take(at)).append_column("nth", at))
        told = ", ".join(f"r.{name}" for name in HELD)
        return cursor.sql(f"""
            SELECT i.nth, {told}, coalesce({_CLASH}, FALSE) AS clash
            FROM incoming i JOIN reading r ON {_IN_CELL} JOIN observation o ON {_SPOKEN}
            ORDER BY i.nth, r.pick""").to_arrow_table()

    return store._with_cursor(asked)


def brought_sources(store: Reader) -> dict[str, Source]:
    """The sources that accepted change sets brought along, by id: those that data/sources.yaml does not know."""
    names = [field.name for field in fields(Source)]
    rows = store._rows(f"SELECT {', '.join(names)} FROM source WHERE id IN (SELECT source FROM brought)")
    return {row[0]: Source(**dict(zip(names, row, strict=True))) for row in rows}
