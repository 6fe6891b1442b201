"""What the store holds beside what comes in: the figures of the same cells, the sources that were brought before."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pyarrow as pa

from yardstick.model import Period, Source
from yardstick.store.columns import CELL, bounds_of, complete, pairs
from yardstick.store.load import base_of, in_batches
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
          ELSE i.low > r.high OR r.low > i.high END"""
_IN_CELL = """r.indicator = i.indicator AND r.area = i.area AND r.measure = i.measure AND r.period = i.period"""


def held_beside(store: Reader, rows: pa.Table) -> pa.Table:
    """Every live figure in the cells of `rows` (columns of `columns.STATED`), by the row it stands beside.

    Columns: nth (the row, from 0), those of HELD, clash (the two are of different sources and cannot both be true). In
    the order of the rows, the figure shown first; a row whose cell is empty has none. Raises StoreError where rows
    are not complete.
    """

    def asked(cursor: Any) -> pa.Table:
        numbers = pa.array(np.arange(len(rows), dtype=np.int32))
        cursor.register("asked", in_batches(rows.select(CELL).append_column("nth", numbers)))
        sql = f"""
            SELECT i.nth FROM asked i WHERE EXISTS (SELECT 1 FROM shown r WHERE {_IN_CELL}) ORDER BY i.nth"""
        at = cursor.sql(sql).to_arrow_table()["nth"].combine_chunks()
        cursor.unregister("asked")
        incoming = _measured(complete(rows.take(at))).append_column("nth", at)
        cursor.register("incoming", incoming.append_column("usual_base", _usual(incoming)))
        told = ", ".join(f"r.{name}" for name in (*HELD, "measure", "base_rank"))
        held = cursor.sql(f"SELECT i.nth, {told} FROM incoming i JOIN reading r ON {_IN_CELL}").to_arrow_table()
        cursor.register("held", _measured(held))
        told = ", ".join(f"r.{name}" for name in HELD)
        return cursor.sql(f"""
            SELECT i.nth, {told}, coalesce({_CLASH}, FALSE) AS clash
            FROM incoming i JOIN held r ON r.nth = i.nth
            ORDER BY i.nth, r.pick""").to_arrow_table()

    return store._with_cursor(asked)


def _measured(table: pa.Table) -> pa.Table:
    """The figures with what they allow."""
    for name, column in bounds_of(table).items():
        table = table.append_column(name, column)
    return table


def _usual(table: pa.Table) -> pa.Array:
    """Whether each row is measured against the period a year before."""
    said = {
        pair: base_of(Period.parse(pair[0]), pair[1])["usual_base"] for pair in pairs(table, "period", "base_period")
    }
    rows = zip(table["period"].to_pylist(), table["base_period"].to_pylist(), strict=True)
    return pa.array([said[pair] for pair in rows], pa.bool_())


def brought_sources(store: Reader) -> dict[str, Source]:
    """The sources that accepted change sets brought along, by id: those that data/sources.yaml does not know."""
    names = [field.name for field in fields(Source)]
    rows = store._rows(f"SELECT {', '.join(names)} FROM source WHERE id IN (SELECT source FROM brought)")
    return {row[0]: Source(**dict(zip(names, row, strict=True))) for row in rows}
