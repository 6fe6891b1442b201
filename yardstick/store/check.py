"""What must hold before a file is used: references exist, every key stands once, every cell shows one figure."""

from __future__ import annotations

from typing import Any

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
        SELECT indicator, area, measure, period, source, locator FROM observation {new}
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
        SELECT r.indicator, r.area, r.measure, r.period FROM reading r {of_r}
        GROUP BY r.indicator, r.area, r.measure, r.period HAVING sum(CASE WHEN pick = 1 THEN 1 ELSE 0 END) <> 1""",
    "a cell is shown twice or not at all": """
        SELECT indicator, area, measure, period FROM (
            SELECT s.indicator, s.area, s.measure, s.period, 1 AS held FROM shown s {of_s}
            UNION ALL SELECT r.indicator, r.area, r.measure, r.period, -1 AS held FROM reading r {of_r} WHERE pick = 1
        ) AS both_ways GROUP BY indicator, area, measure, period HAVING sum(held) <> 0 OR count(*) <> 2""",
    "the reading has lost or added figures": """
        SELECT live, held FROM (
            SELECT (SELECT count(*) FROM reading r {of_r}) AS held, (
                SELECT count(*) FROM (
                    SELECT max(change_set) AS last, max(CASE WHEN action = 'assert' THEN change_set END) AS asserted
                    FROM observation o {of_o}
                    GROUP BY o.indicator, o.area, o.measure, o.period, o.source, o.locator
                ) AS keys WHERE last = asserted
            ) AS live
        ) AS counts WHERE live <> held""",
}
_WITHIN = """JOIN touched u ON u.indicator = {of}.indicator AND u.area = {of}.area AND u.measure = {of}.measure
    AND u.period = {of}.period"""


def check_logs(cursor: Any, *, since: int | None = None) -> None:
    """Raise StoreError with everything that is wrong with the rows just loaded: all, or of change sets from `since`."""
    new = "" if since is None else f"change_set >= {int(since)}"
    words = {"{new}": new and f"WHERE {new}", "{and_new}": new and f"AND {new}"}
    _check(cursor, _LOGS, words)


def check_reading(cursor: Any, *, touched: bool = False) -> None:
    """Raise StoreError when the derived reading does not hold exactly the live figures, one shown in each cell.

    Looks at every cell, or at those that `publish.touch` has found.
    """
    words = {f"{{of_{of}}}": _WITHIN.replace("{of}", of) if touched else "" for of in ("r", "s", "o")}
    _check(cursor, _READING, words)


def _check(cursor: Any, queries: dict[str, str], words: dict[str, str]) -> None:
    asked = ((what, cursor.execute(_filled(sql, words)).fetchall()) for what, sql in queries.items())
    found = tuple(_finding(what, rows) for what, rows in asked if rows)
    if found:
        raise StoreError("the store was not built, the one in use is untouched:\n{findings}", findings=found)


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
