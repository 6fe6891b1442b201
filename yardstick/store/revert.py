"""What takes a change set back: the word that was there before it, for every key that still says what it said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from yardstick.errors import StoreError
from yardstick.store.reader import Reader

FIGURE_KEY = ("indicator", "area", "measure", "period", "source", "locator")
TARGET_KEY = ("indicator", "area", "measure", "period", "kind", "source", "locator")
"""What a figure and a target are known by; the highest change set speaks for a key."""


@dataclass(frozen=True)
class Reversal:
    """`rows` and `target_rows` are what `accept(kind="revert")` must be given, asserted and retracted alike.

    `later` are the keys of which a later change set says another thing by now and that are therefore left as they are:
    log (`observation` or `target`), the key's columns (`kind` empty for figures), later (the change set that speaks).
    """

    rows: pa.Table
    target_rows: pa.Table
    later: pd.DataFrame


def revert_rows(store: Reader, number: int) -> Reversal:
    """What a revert of change set `number` says; raise StoreError where the store does not hold it.

    For each key that the change set touched: the row that spoke before it; where none did, or the key had been taken
    away, a retraction. What the change set took away without its having been there needs nothing.
    """
    if not store._rows("SELECT id FROM change_set WHERE id = ?", number):
        raise StoreError("there is no change set {id}", id=number)
    return Reversal(
        rows=_table(store, "observation", FIGURE_KEY, number),
        target_rows=_table(store, "target", TARGET_KEY, number),
        later=pd.concat(
            [_later(store, "observation", FIGURE_KEY, number), _later(store, "target", TARGET_KEY, number)],
            ignore_index=True,
        ),
    )


def spoken(log: str, key: tuple[str, ...], number: int) -> str:
    """SQL that opens with `mine` (the change set's rows) and `before` (what spoke then)."""
    same, names = _same(key, "o", "m"), _names(key)
    return f"""
        WITH mine AS (SELECT * FROM {log} WHERE change_set = {int(number)}),
        turns AS (
            SELECT o.*, row_number() OVER (PARTITION BY {names} ORDER BY o.change_set DESC) AS turn
            FROM {log} o JOIN mine m ON {same} WHERE o.change_set < {int(number)}
        ),
        before AS (SELECT * FROM turns WHERE turn = 1 AND action = 'assert')"""


def _since(log: str, key: tuple[str, ...], number: int, *, said: list[str]) -> str:
    """`spoken`, and `later`: the keys of which it was said otherwise since. Who came back to the same is none.

    `said` are the log's columns but for change set and action.
    """
    same, names = _same(key, "o", "m"), _names(key)
    alike = " AND ".join(f"o.{name} IS NOT DISTINCT FROM m.{name}" for name in said)
    return f"""{spoken(log, key, number)},
        latest AS (
            SELECT o.*, row_number() OVER (PARTITION BY {names} ORDER BY o.change_set DESC) AS turn
            FROM {log} o JOIN mine m ON {same} WHERE o.change_set > {int(number)}
        ),
        later AS (
            SELECT {names}, o.change_set AS later FROM latest o JOIN mine m ON {same}
            WHERE o.turn = 1 AND NOT (o.action = m.action AND (o.action = 'retract' OR ({alike})))
        )"""


def joined(key: tuple[str, ...], other: str) -> str:
    """A left join of `mine` (m) with one of the others by the key."""
    return f"LEFT JOIN {other} ON {_same(key, other, 'm')}"


def _same(key: tuple[str, ...], one: str, other: str) -> str:
    return " AND ".join(f"{one}.{name} = {other}.{name}" for name in key)


def _names(key: tuple[str, ...]) -> str:
    return ", ".join(f"o.{name}" for name in key)


def _said(store: Reader, log: str) -> list[str]:
    return [row[0] for row in store._rows(f"DESCRIBE {log}") if row[0] not in ("change_set", "action")]


def _table(store: Reader, log: str, key: tuple[str, ...], number: int) -> pa.Table:
    names = _said(store, log)
    sql = f"""{_since(log, key, number, said=names)}
        SELECT 'assert' AS action, {", ".join(f"before.{name}" for name in names)}
        FROM mine m {joined(key, "later")} JOIN before ON {_same(key, "before", "m")} WHERE later.later IS NULL
        UNION ALL
        SELECT 'retract' AS action, {", ".join(f"m.{name}" for name in names)}
        FROM mine m {joined(key, "later")} {joined(key, "before")}
        WHERE later.later IS NULL AND before.change_set IS NULL AND m.action = 'assert'
        ORDER BY {", ".join(key)}"""

    def asked(cursor: Any) -> pa.Table:
        return cursor.sql(sql).to_arrow_table()

    return store._with_cursor(asked)


def _later(store: Reader, log: str, key: tuple[str, ...], number: int) -> pd.DataFrame:
    kind = "kind" if "kind" in key else "'' AS kind"
    rest = ", ".join(name for name in key if name != "kind")
    since = _since(log, key, number, said=_said(store, log))
    return store._ask(f"{since} SELECT '{log}' AS log, {rest}, {kind}, later FROM later ORDER BY {rest}")
