"""How much each change set changed, against what had been said before it."""

from __future__ import annotations

import pandas as pd

from yardstick.store.holdings import _APART
from yardstick.store.reader import Reader
from yardstick.store.revert import FIGURE_KEY, TARGET_KEY

COUNTS = ("added", "changed", "retracted")


def turnover(store: Reader) -> pd.DataFrame:
    """Columns: id, added, changed, retracted: figures and targets together, of every change set that has any.

    As `Store.difference` tells them line by line; what was said again as it stood, or taken away without having been
    there, counts as none.
    """
    sql = f"""
        SELECT change_set AS id, {", ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in COUNTS)}
        FROM ({_counted("observation", FIGURE_KEY)} UNION ALL {_counted("target", TARGET_KEY)}) c
        GROUP BY change_set ORDER BY change_set"""
    return store._ask(sql)


def _counted(log: str, key: tuple[str, ...]) -> str:
    """One row a change set and word: whether it adds, changes or takes away. `turn` 1 has nothing before it."""
    window = f"(PARTITION BY {', '.join(key)} ORDER BY change_set)"
    differs = " OR ".join(f"{name} IS DISTINCT FROM old_{name}" for name in _APART[log])
    olds = ", ".join(f"lag({name}) OVER {window} AS old_{name}" for name in _APART[log])
    return f"""
        SELECT change_set,
            CASE WHEN action = 'assert' AND coalesce(before, '') <> 'assert' THEN 1 ELSE 0 END AS added,
            CASE WHEN action = 'assert' AND before = 'assert' AND ({differs}) THEN 1 ELSE 0 END AS changed,
            CASE WHEN action = 'retract' AND before = 'assert' THEN 1 ELSE 0 END AS retracted
        FROM (SELECT *, lag(action) OVER {window} AS before, {olds} FROM {log}) l"""
