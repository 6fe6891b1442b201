"""What must hold before a file is used: references exist, every key stands once, every cell shows one figure."""

from __future__ import annotations

from typing import Any

import numpy as np

from yardstick.errors import StoreError

SHOWN = 5

# Each finds what must not be: rows of text, the first of which are told.
_LOGS: dict[str, str] = {
    "observations name an unknown source": """
        SELECT DISTINCT o.source FROM observation o LEFT JOIN source s ON s.id = o.source
        WHERE s.id IS NULL {and_new}""",
    "observations name an unknown area": """
        SELECT DISTINCT o.area FROM observation o LEFT JOIN area a ON a.code = o.area WHERE a.code IS NULL {and_new}""",
    "observations name an unknown change set": """
        SELECT DISTINCT o.change_set FROM observation o LEFT JOIN change_set c ON c.id = o.change_set
        WHERE c.id IS NULL {and_new}""",
    "targets name an unknown source": """
        SELECT DISTINCT t.source FROM target t LEFT JOIN source s ON s.id = t.source WHERE s.id IS NULL""",
    "targets name an unknown area": """
        SELECT DISTINCT t.area FROM target t LEFT JOIN area a ON a.code = t.area WHERE a.code IS NULL""",
    "targets name an unknown change set": """
        SELECT DISTINCT t.change_set FROM target t LEFT JOIN change_set c ON c.id = t.change_set WHERE c.id IS NULL""",
    "precedence gives no rank to a kind of source": """
        SELECT DISTINCT s.kind FROM source s LEFT JOIN precedence p ON p.kind = s.kind WHERE p.kind IS NULL""",
    "an area code stands twice": "SELECT code FROM area GROUP BY code HAVING count(*) > 1",
    "a source id stands twice": "SELECT id FROM source GROUP BY id HAVING count(*) > 1",
    "a change set id stands twice": "SELECT id FROM change_set GROUP BY id HAVING count(*) > 1",
    "a figure stands twice in one change set": """
        SELECT indicator, area, measure, period, source, locator FROM spoken {new}
        GROUP BY indicator, area, measure, period, source, locator, change_set HAVING count(*) > 1""",
    "a target stands twice in one change set": """
        SELECT indicator, area, measure, period, kind, source, locator FROM target
        GROUP BY indicator, area, measure, period, kind, source, locator, change_set HAVING count(*) > 1""",
    "a figure without a value has no status M, or one with a value has": """
        SELECT indicator, area, measure, period, source, locator FROM observation
        WHERE action = 'assert' AND (value IS NULL) <> (obs_status = 'M') {and_new}""",
}

_READING: dict[str, str] = {
    "a cell has not exactly one figure that is shown": """
        SELECT indicator, area, measure, period FROM shown r {near_r}
        GROUP BY indicator, area, measure, period HAVING count(*) > 1
        UNION ALL
        SELECT r.indicator, r.area, r.measure, r.period FROM contested r {of_r}
        GROUP BY r.indicator, r.area, r.measure, r.period HAVING sum(CASE WHEN pick = 1 THEN 1 ELSE 0 END) <> 1
        UNION ALL
        SELECT r.indicator, r.area, r.measure, r.period FROM spoken r {of_r}
        JOIN shown s ON {same_s_r} WHERE s.alone
        UNION ALL
        SELECT r.indicator, r.area, r.measure, r.period FROM shown r {of_r}
        LEFT JOIN contested s ON {same_s_r} AND s.pick = 1 AND s.source = r.source AND s.locator = r.locator
        WHERE NOT r.alone AND s.indicator IS NULL""",
    "the reading has lost or added figures": """
        SELECT live, contested, shown FROM (
            SELECT (SELECT count(*) FROM contested r {of_r}) AS contested,
            (SELECT count(*) FROM contested r {of_r} WHERE r.pick = 1) AS first,
            (SELECT count(*) FROM shown r {of_r} WHERE NOT r.alone) AS shown, (
                SELECT count(*) FROM (
                    SELECT max(change_set) AS last, max(CASE WHEN action = 'assert' THEN change_set END) AS asserted
                    FROM spoken r {of_r}
                    GROUP BY r.indicator, r.area, r.measure, r.period, r.source, r.locator
                ) AS keys WHERE last = asserted
            ) AS live
        ) AS counts WHERE live <> contested OR first <> shown""",
}
# Whether a check is worth its price: where no number of these stands twice, and `_GLANCE` finds no row, the check of
# this name can find none. Equal keys have equal hashes, so a key that stands twice shows here.
_KEYS: dict[str, str] = {
    "a figure stands twice in one change set": """
        SELECT hash(indicator, area, measure, period, source, locator, change_set) FROM spoken {new}""",
    "a cell has not exactly one figure that is shown": """
        SELECT hash(indicator, area, measure, period) FROM shown r {near_r}""",
}
_GLANCE: dict[str, str] = {
    "a cell has not exactly one figure that is shown": """
        SELECT 1 FROM contested r {of_r}
        UNION ALL SELECT 1 FROM spoken r {of_r}
        UNION ALL SELECT 1 FROM shown r {of_r} WHERE NOT r.alone
        LIMIT 1""",
}

_SAME = "s.indicator = r.indicator AND s.area = r.area AND s.measure = r.measure AND s.period = r.period"
_WITHIN = """JOIN busy u ON u.indicator = r.indicator AND u.area = r.area AND u.measure = r.measure
    AND u.period = r.period"""
_NEAR = "WHERE r.indicator IN (SELECT indicator FROM touched)"


def check_logs(cursor: Any, *, since: int | None = None) -> None:
    """Raise StoreError with everything that is wrong with the rows just loaded: all, or of change sets from `since`."""
    new = "" if since is None else f"change_set >= {int(since)}"
    words = {"{new}": new and f"WHERE {new}", "{and_new}": new and f"AND {new}"}
    _check(cursor, _LOGS, words)


def check_reading(cursor: Any, *, touched: bool = False) -> None:
    """Raise StoreError when the derived reading does not hold exactly the live figures, one shown in each cell.

    Looks at every cell, or at those that `publish.touch` has found.
    """
    words = {"{of_r}": _WITHIN if touched else "", "{near_r}": _NEAR if touched else "", "{same_s_r}": _SAME}
    _check(cursor, _READING, words)


def _check(cursor: Any, queries: dict[str, str], words: dict[str, str]) -> None:
    asked = ((what, _rows(cursor, sql, words)) for what, sql in queries.items() if _is_worth(cursor, what, words))
    found = tuple(_finding(what, rows) for what, rows in asked if rows)
    if found:
        raise StoreError("the store was not built, the one in use is untouched:\n{findings}", findings=found)


def _is_worth(cursor: Any, what: str, words: dict[str, str]) -> bool:
    if what not in _KEYS or _stands_twice(cursor, _filled(_KEYS[what], words)):
        return True
    return what in _GLANCE and bool(_rows(cursor, _GLANCE[what], words))


def _stands_twice(cursor: Any, sql: str) -> bool:
    """Whether one of the numbers that a query gives is there twice; sorting them costs a third of grouping them."""
    (numbers,) = cursor.execute(sql).fetchnumpy().values()
    numbers = np.sort(numbers)
    return bool((numbers[1:] == numbers[:-1]).any())


def _rows(cursor: Any, sql: str, words: dict[str, str]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = cursor.execute(_filled(sql, words)).fetchall()
    return rows


def _filled(sql: str, words: dict[str, str]) -> str:
    for hole, text in words.items():
        sql = sql.replace(hole, text)
    return sql


def _finding(what: str, rows: list[tuple[Any, ...]]) -> StoreError:
    shown = sorted(" ".join(str(part) for part in row) for row in rows)
    listed = "; ".join(shown[:SHOWN])
    if len(rows) > SHOWN:
        return StoreError("- {what}: {rows} and {n} more", what=what, rows=listed, n=len(rows) - SHOWN)
    return StoreError("- {what}: {rows}", what=what, rows=listed)
