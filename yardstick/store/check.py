"""What must hold before a file is used: references exist, every key stands once, every cell shows one figure."""

from __future__ import annotations

from typing import Any

from yardstick.errors import StoreError

SHOWN = 5

# Each finds what must not be: rows of text, the first of which are told.
_LOGS: dict[str, str] = {
    "observations name an unknown source": """
        SELECT DISTINCT o.source FROM observation o LEFT JOIN source s ON s.id = o.source WHERE s.id IS NULL""",
    "observations name an unknown area": """
        SELECT DISTINCT o.area FROM observation o LEFT JOIN area a ON a.code = o.area WHERE a.code IS NULL""",
    "observations name an unknown change set": """
        SELECT DISTINCT o.change_set FROM observation o LEFT JOIN change_set c ON c.id = o.change_set
        WHERE c.id IS NULL""",
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
        SELECT indicator, area, measure, period, source, locator FROM observation
        GROUP BY indicator, area, measure, period, source, locator, change_set HAVING count(*) > 1""",
    "a target stands twice in one change set": """
        SELECT indicator, area, measure, period, kind, source, locator FROM target
        GROUP BY indicator, area, measure, period, kind, source, locator, change_set HAVING count(*) > 1""",
    "a figure without a value has no status M, or one with a value has": """
        SELECT indicator, area, measure, period, source, locator FROM observation
        WHERE action = 'assert' AND (value IS NULL) <> (obs_status = 'M')""",
}

_READING: dict[str, str] = {
    "a cell has not exactly one figure that is shown": """
        SELECT indicator, area, measure, period FROM reading
        GROUP BY indicator, area, measure, period HAVING sum(CASE WHEN pick = 1 THEN 1 ELSE 0 END) <> 1""",
    "a cell is shown twice or not at all": """
        SELECT indicator, area, measure, period FROM (
            SELECT indicator, area, measure, period, 1 AS held FROM shown
            UNION ALL SELECT indicator, area, measure, period, -1 AS held FROM reading WHERE pick = 1
        ) AS both_ways GROUP BY indicator, area, measure, period HAVING sum(held) <> 0""",
    "the reading has lost or added figures": """
        SELECT live, held FROM (
            SELECT (SELECT count(*) FROM reading) AS held, (
                SELECT count(*) FROM (
                    SELECT action, row_number() OVER (
                        PARTITION BY indicator, area, measure, period, source, locator ORDER BY change_set DESC
                    ) AS turn FROM observation
                ) AS turns WHERE turn = 1 AND action = 'assert'
            ) AS live
        ) AS counts WHERE live <> held""",
}


def check_logs(cursor: Any) -> None:
    """Raise StoreError with everything that is wrong with the rows just loaded."""
    _check(cursor, _LOGS)


def check_reading(cursor: Any) -> None:
    """Raise StoreError when the derived reading does not hold exactly the live figures, one shown in each cell."""
    _check(cursor, _READING)


def _check(cursor: Any, queries: dict[str, str]) -> None:
    asked = ((what, cursor.execute(sql).fetchall()) for what, sql in queries.items())
    found = tuple(_finding(what, rows) for what, rows in asked if rows)
    if found:
        raise StoreError("the store was not built, the one in use is untouched:\n{findings}", findings=found)


def _finding(what: str, rows: list[tuple[Any, ...]]) -> StoreError:
    shown = sorted(" ".join(str(part) for part in row) for row in rows)
    listed = "; ".join(shown[:SHOWN])
    if len(rows) > SHOWN:
        return StoreError("- {what}: {rows} and {n} more", what=what, rows=listed, n=len(rows) - SHOWN)
    return StoreError("- {what}: {rows}", what=what, rows=listed)
