"""The derived tables: current reading, conflicts, implied values, computed from the logs when a file is built."""

from __future__ import annotations

from typing import Any

from yardstick.store.bounds import figure
from yardstick.store.load import insert
from yardstick.store.precedence import ORDER_BY

# The cells in question: all of the log, or those that change sets from one on speak of.
_TOUCHED = """
CREATE TEMPORARY TABLE touched AS
SELECT indicator, area, measure, period, count(*) AS said FROM observation WHERE change_set >= {since}
GROUP BY indicator, area, measure, period
"""
# Those of them of which more is known than one new row. Any other has no live figure but that row, for no other key of
# the cell is live, and a new row speaks for its own: nothing needs to be ranked there.
_BUSY = """
CREATE TEMPORARY TABLE busy AS
SELECT t.indicator, t.area, t.measure, t.period FROM touched t
LEFT JOIN shown s
  ON s.indicator = t.indicator AND s.area = t.area AND s.measure = t.measure AND s.period = t.period
WHERE t.said > 1 OR s.indicator IS NOT NULL
"""
_WITHIN = """JOIN busy u
  ON u.indicator = o.indicator AND u.area = o.area AND u.measure = o.measure AND u.period = o.period"""

# Keys that were spoken of more than once, and who spoke last: windows run over crowded cells alone.
_REPEATED = f"""
CREATE TEMPORARY TABLE repeated AS
SELECT o.indicator, o.area, o.measure, o.period, o.source, o.locator, max(o.change_set) AS last
FROM observation o {_WITHIN}
GROUP BY o.indicator, o.area, o.measure, o.period, o.source, o.locator HAVING count(*) > 1
"""
_LATEST = f"""observation o {_WITHIN}
LEFT JOIN repeated t
  ON t.indicator = o.indicator AND t.area = o.area AND t.measure = o.measure AND t.period = o.period
 AND t.source = o.source AND t.locator = o.locator"""
_HOLDS = "o.action = 'assert' AND (t.last IS NULL OR t.last = o.change_set)"

_CROWDED = f"""
CREATE TEMPORARY TABLE crowded AS
SELECT o.indicator, o.area, o.measure, o.period, CAST(count(*) AS INTEGER) AS figures
FROM {_LATEST} WHERE {_HOLDS}
GROUP BY o.indicator, o.area, o.measure, o.period HAVING count(*) > 1
"""
_RANKS = """p.rank AS kind_rank, s.dated AS published,
        CASE WHEN o.value IS NULL THEN 1 ELSE 0 END AS missing_rank,
        CASE WHEN o.usual_base THEN 0 ELSE 1 END AS base_rank,
        CASE WHEN s.confidence = 'secondary' THEN 1 ELSE 0 END AS confidence_rank,
        CASE o.obs_status WHEN 'A' THEN 0 WHEN 'P' THEN 1 WHEN 'E' THEN 2 WHEN 'I' THEN 3 ELSE 4 END AS status_rank,
        CASE WHEN o.qualifier = '=' THEN 0 ELSE 1 END AS exactness,
        coalesce(o.as_of, o.period_end) AS counted"""

# The live figures of cells that hold several, with the columns that decide.
_LIVE = f"""
CREATE TEMPORARY TABLE live AS
WITH spoken AS (
    SELECT o.*, c.figures FROM {_LATEST}
    JOIN crowded c
      ON c.indicator = o.indicator AND c.area = o.area AND c.measure = o.measure AND c.period = o.period
    WHERE {_HOLDS}
),
exact AS (
    SELECT indicator, area, measure, period, base, value FROM spoken
    WHERE qualifier = '=' AND obs_status IN ('A', 'P') AND value IS NOT NULL
),
-- A bound that an exact figure meets says less than that figure; what is expected says less than what came.
soft AS (
    SELECT DISTINCT t.indicator, t.area, t.measure, t.period, t.source, t.locator
    FROM spoken t JOIN exact e
      ON e.indicator = t.indicator AND e.area = t.area AND e.measure = t.measure AND e.period = t.period
     AND coalesce(e.base, '') = coalesce(t.base, '')
    WHERE t.obs_status = 'E'
       OR t.qualifier IN ('>', '>=', '<', '<=') AND e.value BETWEEN t.low AND t.high
),
ranked AS (
    SELECT o.*, {_RANKS}, CASE WHEN w.source IS NULL THEN 0 ELSE 1 END AS firm_rank
    FROM spoken o
    JOIN source s ON s.id = o.source
    JOIN precedence p ON p.kind = s.kind
    LEFT JOIN soft w
      ON w.indicator = o.indicator AND w.area = o.area AND w.measure = o.measure AND w.period = o.period
     AND w.source = o.source AND w.locator = o.locator
)
SELECT r.*,
    CAST(row_number() OVER (PARTITION BY indicator, area, measure, period ORDER BY {ORDER_BY}) AS INTEGER) AS pick
FROM ranked r
"""

# Pairs of figures in one cell that cannot both be true. Figures on another base, counted on another day, or ranks among
# others (the note says among whom) speak of different things. Two exact figures may differ by the rounding of the
# coarser.
_CLASH = """
CREATE TEMPORARY TABLE clash AS
SELECT a.indicator, a.area, a.measure, a.period, a.pick AS pick_a, b.pick AS pick_b,
    CASE WHEN a.qualifier = '=' AND b.qualifier = '=' THEN 1 ELSE 0 END AS exact,
    CASE WHEN a.obs_status <> b.obs_status THEN 1 ELSE 0 END AS revised
FROM live a
JOIN live b
  ON a.indicator = b.indicator AND a.area = b.area AND a.measure = b.measure AND a.period = b.period AND a.pick < b.pick
WHERE a.value IS NOT NULL AND b.value IS NOT NULL
  AND a.base_rank = b.base_rank AND (a.base_rank = 0 OR a.base_period = b.base_period)
  AND (a.as_of IS NULL OR b.as_of IS NULL OR a.as_of = b.as_of)
  AND (a.measure <> 'rank' OR a.note = b.note)
  AND CASE WHEN a.qualifier = '=' AND b.qualifier = '='
        THEN abs(a.value - b.value) > greatest(a.rounding, b.rounding) + 1e-9 * abs(a.value)
        ELSE a.low > b.high OR b.low > a.high END
"""

_COLUMNS = """{of}.area, {of}.indicator, {of}.measure, {of}.period, {of}.as_of, {of}.value, {of}.value_high,
    {of}.qualifier, {of}.unit, {of}.obs_status, {of}.source, {of}.locator, {of}.change_set, {of}.base_period,
    {of}.stated_value, {of}.stated_unit, {of}.note, {of}.missing_reason, {of}.year"""
_ALONE = (
    _COLUMNS.replace("{of}", "a")
    + """,
        1 AS figures, FALSE AS conflict, a.period_kind, a.period_start, a.period_end, 1 AS pick, FALSE AS differs,
        a.missing_rank, a.base_rank, a.kind_rank, a.confidence_rank, a.status_rank, a.exactness, a.published, a.counted,
        a.base, a.base_year, a.rounding, 0 AS firm_rank"""
)
_WORKED = f"""
CREATE TEMPORARY TABLE worked AS
SELECT * FROM (
    SELECT {_COLUMNS.replace("{of}", "l")},
        l.figures, c.indicator IS NOT NULL AS conflict, l.period_kind, l.period_start, l.period_end, l.pick,
        d.pick_b IS NOT NULL AS differs, l.missing_rank, l.base_rank, l.kind_rank, l.confidence_rank, l.status_rank,
        l.exactness, l.published, l.counted, l.base, l.base_year, l.rounding, l.firm_rank
    FROM live l
    LEFT JOIN (SELECT DISTINCT indicator, area, measure, period FROM clash) c
      ON c.indicator = l.indicator AND c.area = l.area AND c.measure = l.measure AND c.period = l.period
    LEFT JOIN clash d
      ON d.indicator = l.indicator AND d.area = l.area AND d.measure = l.measure AND d.period = l.period
     AND d.pick_a = 1 AND d.pick_b = l.pick
    UNION ALL
    SELECT {_ALONE}
    FROM (
        SELECT o.*, {_RANKS}
        FROM {_LATEST}
        LEFT JOIN crowded c
          ON c.indicator = o.indicator AND c.area = o.area AND c.measure = o.measure AND c.period = o.period
        JOIN source s ON s.id = o.source
        JOIN precedence p ON p.kind = s.kind
        WHERE {_HOLDS} AND c.indicator IS NULL
    ) AS a
) AS r
"""

_SHOWN = f"""
INSERT INTO shown
SELECT * FROM (
    SELECT {_ALONE}
    FROM (
        SELECT o.*, {_RANKS}
        FROM observation o
        LEFT JOIN busy u
          ON u.indicator = o.indicator AND u.area = o.area AND u.measure = o.measure AND u.period = o.period
        JOIN source s ON s.id = o.source
        JOIN precedence p ON p.kind = s.kind
        WHERE o.change_set >= {{since}} AND o.action = 'assert' AND u.indicator IS NULL
    ) AS a
    UNION ALL
    SELECT * FROM worked WHERE pick = 1
) AS r
ORDER BY r.indicator, r.area, r.period_end
"""

_BEATEN = """
INSERT INTO beaten
SELECT * FROM worked r WHERE r.pick > 1
ORDER BY r.indicator, r.area, r.period_end, r.period, r.measure, r.pick
"""

_CONFLICTING = """
INSERT INTO conflicting
SELECT r.area, r.indicator, r.measure, r.period, r.year, r.figures, v.lowest, v.highest,
    CASE WHEN r.value <> 0 THEN (v.highest - v.lowest) / abs(r.value) END,
    r.value, r.unit, r.source, c.reason, c.revision
FROM worked r
JOIN (
    SELECT indicator, area, measure, period, CASE WHEN max(exact) = 1 THEN 'values' ELSE 'hedges' END AS reason,
        min(revised) = 1 AS revision
    FROM clash GROUP BY indicator, area, measure, period
) c ON c.indicator = r.indicator AND c.area = r.area AND c.measure = r.measure AND c.period = r.period
JOIN (
    SELECT indicator, area, measure, period, min(value) AS lowest, max(coalesce(value_high, value)) AS highest
    FROM live GROUP BY indicator, area, measure, period
) v ON v.indicator = r.indicator AND v.area = r.area AND v.measure = r.measure AND v.period = r.period
WHERE r.pick = 1
ORDER BY r.indicator, r.area, r.period_end, r.period, r.measure
"""

# A level and its growth (or multiple), stated by one source for one period, imply the level of the base period:
# v / (1 + g / 100), v / m. Neither counts at constant prices, and a growth only over whole years.
_PAIR = """
CREATE TEMPORARY TABLE pair AS
SELECT * FROM (
    SELECT v.area, v.indicator, v.unit, v.source, f.measure AS rule, f.base AS period, f.base_year AS year,
        v.value AS value_a, f.value AS value_b, v.value_high AS high_a, f.value_high AS high_b,
        v.qualifier AS qualifier_a, f.qualifier AS qualifier_b, f.unit AS unit_b,
        v.locator AS locator_a, f.locator AS locator_b, v.period AS period_a,
        CASE WHEN v.qualifier = '=' AND f.qualifier = '=' THEN '=' ELSE '~' END AS qualifier,
        CASE WHEN f.measure = 'growth' THEN v.value / (1 + f.value / 100) ELSE v.value / f.value END AS value,
        row_number() OVER (
            PARTITION BY v.indicator, v.area, v.source, f.measure, f.base, v.period ORDER BY v.pick, f.pick
        ) AS turn
    FROM reading v
    JOIN (SELECT DISTINCT indicator, area FROM touched) w ON w.indicator = v.indicator AND w.area = v.area
    JOIN reading f
      ON f.indicator = v.indicator AND f.area = v.area AND f.period = v.period AND f.source = v.source
    LEFT JOIN basis b ON b.indicator = v.indicator
    WHERE v.measure = 'value' AND v.value IS NOT NULL AND v.qualifier IN ('=', '~') AND f.qualifier IN ('=', '~')
      AND f.base_year IS NOT NULL AND f.base <> v.period AND f.measure IN ('growth', 'multiple')
      AND ((f.measure = 'growth' AND f.value > -100 AND b.growth_implies
            AND v.period_kind = 'year' AND length(f.base) = 4)
        OR (f.measure = 'multiple' AND f.value > 0 AND b.growth_implies))
) AS pairs
WHERE turn = 1
"""
_STATED = """
SELECT value_a, high_a, qualifier_a, unit FROM pair UNION SELECT value_b, high_b, qualifier_b, unit_b FROM pair
"""
_IMPLYING = """
INSERT INTO implying
SELECT p.area, p.indicator, 'value', p.period, p.value, p.qualifier, p.unit, 'I', p.source, p.rule,
    a.text, b.text, p.value_a, p.value_b, p.locator_a, p.locator_b, p.period_a, p.year,
    s.value, s.qualifier, s.obs_status, s.source, CASE WHEN s.value <> 0 THEN p.value / s.value - 1 END
FROM pair p
JOIN worded a ON a.value = p.value_a AND a.qualifier = p.qualifier_a AND a.unit = p.unit
  AND a.high IS NOT DISTINCT FROM p.high_a
JOIN worded b ON b.value = p.value_b AND b.qualifier = p.qualifier_b AND b.unit = p.unit_b
  AND b.high IS NOT DISTINCT FROM p.high_b
LEFT JOIN shown s
  ON s.indicator = p.indicator AND s.area = p.area AND s.measure = 'value' AND s.period = p.period
ORDER BY p.indicator, p.area, p.year, p.period, p.source, p.rule, p.period_a
"""

_TAKE_AWAY = (
    *(
        f"""DELETE FROM {table} WHERE EXISTS (
    SELECT 1 FROM busy u WHERE u.indicator = {table}.indicator AND u.area = {table}.area
       AND u.measure = {table}.measure AND u.period = {table}.period)"""
        for table in ("shown", "beaten", "conflicting")
    ),
    # What a pair of indicator and area implies depends on its cells alone.
    """DELETE FROM implying WHERE EXISTS (
    SELECT 1 FROM touched u WHERE u.indicator = implying.indicator AND u.area = implying.area)""",
)
_STEPS = (_REPEATED, _CROWDED, _LIVE, _CLASH, _WORKED, _SHOWN, _BEATEN, _CONFLICTING, _PAIR)
_ASIDE = ("worded", "pair", "worked", "clash", "live", "crowded", "repeated")


FEW = 5000
"""Busy cells of which so many are worked out one by one in any case."""


def publish(cursor: Any) -> None:
    """Fill the empty derived tables from the logs, sorted; the statements run unchanged on DuckDB and PostgreSQL."""
    forget(cursor)
    touch(cursor, since=_ALL)
    _run(cursor, since=_ALL)
    forget(cursor)


_ALL = -1


def touch(cursor: Any, *, since: int) -> bool:
    """Find the cells that change sets from `since` on speak of (the temporary table `touched`), and those among them
    that need to be worked out (`busy`): more is known of them than one new row.

    Whether the busy ones are few beside what is there; else working all out again costs less.
    """
    cursor.execute(_TOUCHED.format(since=int(since)))
    cursor.execute(_BUSY)
    ((busy, shown),) = cursor.execute("SELECT (SELECT count(*) FROM busy), (SELECT count(*) FROM shown)").fetchall()
    return bool(busy * 4 < shown or busy < FEW)


def forget(cursor: Any) -> None:
    """Drop what `touch` has found."""
    for table in ("busy", "touched"):
        cursor.execute(f"DROP TABLE IF EXISTS {table}")


def empty(cursor: Any) -> None:
    """Empty the derived tables, for `publish`."""
    for table in ("shown", "beaten", "conflicting", "implying"):
        cursor.execute(f"DELETE FROM {table}")


def republish(cursor: Any, *, since: int) -> None:
    """Bring the derived tables up to date in the cells `touched`: what `publish` would make, in another order of rows.

    A cell's reading depends on the log's rows of that cell; nothing else may have changed since the tables were made:
    neither precedence nor bases nor a source that was there.
    """
    for statement in _TAKE_AWAY:
        cursor.execute(statement)
    _run(cursor, since=since)


def _run(cursor: Any, *, since: int) -> None:
    for statement in _STEPS:
        cursor.execute(statement.replace("{since}", str(int(since))))
    _word(cursor)
    cursor.execute(_IMPLYING)
    for table in _ASIDE:
        cursor.execute(f"DROP TABLE {table}")


def _word(cursor: Any) -> None:
    """Write the figures of the pairs as text: the temporary table `worded`."""
    cursor.execute(
        "CREATE TEMPORARY TABLE worded (value DOUBLE PRECISION, high DOUBLE PRECISION, qualifier VARCHAR, "
        "unit VARCHAR, text VARCHAR)"
    )
    stated = cursor.execute(_STATED).fetchall()
    names = ("value", "high", "qualifier", "unit")
    insert(cursor, "worded", [dict(zip(names, row, strict=True)) | {"text": figure(*row)} for row in stated])
