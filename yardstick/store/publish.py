"""The derived tables: current reading, conflicts, implied values, computed from the logs when a file is built."""

from __future__ import annotations

from typing import Any

from yardstick.store.precedence import ORDER_BY

# Every live figure with the columns that decide. `turn` keeps the latest word on each key; a retraction leaves nothing.
_LIVE = f"""
CREATE TEMPORARY TABLE live AS
WITH turns AS (
    SELECT o.*, row_number() OVER (
        PARTITION BY indicator, area, measure, period, source, locator ORDER BY change_set DESC
    ) AS turn
    FROM observation o
),
exact AS (
    SELECT indicator, area, measure, period, base, value FROM turns
    WHERE turn = 1 AND action = 'assert' AND qualifier = '=' AND obs_status IN ('A', 'P') AND value IS NOT NULL
),
-- A bound that an exact figure meets says less than that figure; what is expected says less than what came.
soft AS (
    SELECT DISTINCT t.indicator, t.area, t.measure, t.period, t.source, t.locator
    FROM turns t JOIN exact e
      ON e.indicator = t.indicator AND e.area = t.area AND e.measure = t.measure AND e.period = t.period
     AND coalesce(e.base, '') = coalesce(t.base, '')
    WHERE t.turn = 1 AND (t.obs_status = 'E'
       OR t.qualifier IN ('>', '>=', '<', '<=') AND e.value BETWEEN t.low AND t.high)
),
ranked AS (
    SELECT t.*, p.rank AS kind_rank, s.dated AS published,
        CASE WHEN t.value IS NULL THEN 1 ELSE 0 END AS missing_rank,
        CASE WHEN t.usual_base THEN 0 ELSE 1 END AS base_rank,
        CASE WHEN w.source IS NULL THEN 0 ELSE 1 END AS firm_rank,
        CASE WHEN s.confidence = 'secondary' THEN 1 ELSE 0 END AS confidence_rank,
        CASE t.obs_status WHEN 'A' THEN 0 WHEN 'P' THEN 1 WHEN 'E' THEN 2 WHEN 'I' THEN 3 ELSE 4 END AS status_rank,
        CASE WHEN t.qualifier = '=' THEN 0 ELSE 1 END AS exactness,
        coalesce(t.as_of, t.period_end) AS counted
    FROM turns t
    JOIN source s ON s.id = t.source
    JOIN precedence p ON p.kind = s.kind
    LEFT JOIN soft w
      ON w.indicator = t.indicator AND w.area = t.area AND w.measure = t.measure AND w.period = t.period
     AND w.source = t.source AND w.locator = t.locator
    WHERE t.turn = 1 AND t.action = 'assert'
)
SELECT r.*,
    CAST(row_number() OVER (PARTITION BY indicator, area, measure, period ORDER BY {ORDER_BY}) AS INTEGER) AS pick,
    CAST(count(*) OVER (PARTITION BY indicator, area, measure, period) AS INTEGER) AS figures
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
FROM (SELECT * FROM live WHERE figures > 1) a
JOIN (SELECT * FROM live WHERE figures > 1) b
  ON a.indicator = b.indicator AND a.area = b.area AND a.measure = b.measure AND a.period = b.period AND a.pick < b.pick
WHERE a.value IS NOT NULL AND b.value IS NOT NULL
  AND a.base_rank = b.base_rank AND (a.base_rank = 0 OR a.base_period = b.base_period)
  AND (a.as_of IS NULL OR b.as_of IS NULL OR a.as_of = b.as_of)
  AND (a.measure <> 'rank' OR a.note = b.note)
  AND CASE WHEN a.qualifier = '=' AND b.qualifier = '='
        THEN abs(a.value - b.value) > greatest(a.rounding, b.rounding) + 1e-9 * abs(a.value)
        ELSE a.low > b.high OR b.low > a.high END
"""

_READING = """
INSERT INTO reading
SELECT l.area, l.indicator, l.measure, l.period, l.as_of, l.value, l.value_high, l.qualifier, l.unit, l.obs_status,
    l.source, l.locator, l.change_set, l.base_period, l.stated_value, l.stated_unit, l.note, l.missing_reason, l.year,
    l.figures, c.indicator IS NOT NULL, l.period_kind, l.period_start, l.period_end, l.pick, d.pick_b IS NOT NULL,
    l.missing_rank, l.base_rank, l.kind_rank, l.confidence_rank, l.status_rank, l.exactness, l.published, l.counted,
    l.base, l.base_year, l.rounding, l.figure, l.firm_rank
FROM live l
LEFT JOIN (SELECT DISTINCT indicator, area, measure, period FROM clash) c
  ON c.indicator = l.indicator AND c.area = l.area AND c.measure = l.measure AND c.period = l.period
LEFT JOIN clash d
  ON d.indicator = l.indicator AND d.area = l.area AND d.measure = l.measure AND d.period = l.period
 AND d.pick_a = 1 AND d.pick_b = l.pick
ORDER BY l.indicator, l.area, l.period_end, l.period, l.measure, l.pick
"""

_SHOWN = """
INSERT INTO shown
SELECT area, indicator, measure, period, as_of, value, value_high, qualifier, unit, obs_status, source, locator,
    change_set, base_period, stated_value, stated_unit, note, missing_reason, year, figures, conflict,
    period_kind, period_start, period_end
FROM reading WHERE pick = 1
ORDER BY indicator, area, period_end, period, measure
"""

_CONFLICTING = """
INSERT INTO conflicting
SELECT r.area, r.indicator, r.measure, r.period, r.year, r.figures, v.lowest, v.highest,
    CASE WHEN r.value <> 0 THEN (v.highest - v.lowest) / abs(r.value) END,
    r.value, r.unit, r.source, c.reason, c.revision
FROM reading r
JOIN (
    SELECT indicator, area, measure, period, CASE WHEN max(exact) = 1 THEN 'values' ELSE 'hedges' END AS reason,
        min(revised) = 1 AS revision
    FROM clash GROUP BY indicator, area, measure, period
) c ON c.indicator = r.indicator AND c.area = r.area AND c.measure = r.measure AND c.period = r.period
JOIN (
    SELECT indicator, area, measure, period, min(value) AS lowest, max(coalesce(value_high, value)) AS highest
    FROM live WHERE figures > 1 GROUP BY indicator, area, measure, period
) v ON v.indicator = r.indicator AND v.area = r.area AND v.measure = r.measure AND v.period = r.period
WHERE r.pick = 1
ORDER BY r.indicator, r.area, r.period_end, r.period, r.measure
"""

# A level and its growth (or multiple), stated by one source for one period, imply the level of the base period:
# v / (1 + g / 100), v / m. Neither counts at constant prices, and a growth only over whole years.
_IMPLYING = """
INSERT INTO implying
WITH pairs AS (
    SELECT v.area, v.indicator, v.unit, v.source, f.measure AS rule, f.base AS period, f.base_year AS year,
        v.figure AS from_a, f.figure AS from_b, v.value AS value_a, f.value AS value_b,
        v.locator AS locator_a, f.locator AS locator_b, v.period AS period_a,
        CASE WHEN v.qualifier = '=' AND f.qualifier = '=' THEN '=' ELSE '~' END AS qualifier,
        CASE WHEN f.measure = 'growth' THEN v.value / (1 + f.value / 100) ELSE v.value / f.value END AS value,
        row_number() OVER (
            PARTITION BY v.indicator, v.area, v.source, f.measure, f.base, v.period ORDER BY v.pick, f.pick
        ) AS turn
    FROM reading v
    JOIN reading f
      ON f.indicator = v.indicator AND f.area = v.area AND f.period = v.period AND f.source = v.source
    LEFT JOIN basis b ON b.indicator = v.indicator
    WHERE v.measure = 'value' AND v.value IS NOT NULL AND v.qualifier IN ('=', '~') AND f.qualifier IN ('=', '~')
      AND f.base_year IS NOT NULL AND f.base <> v.period
      AND ((f.measure = 'growth' AND f.value > -100 AND b.growth_implies
            AND v.period_kind = 'year' AND length(f.base) = 4)
        OR (f.measure = 'multiple' AND f.value > 0 AND b.growth_implies))
)
SELECT p.area, p.indicator, 'value', p.period, p.value, p.qualifier, p.unit, 'I', p.source, p.rule,
    p.from_a, p.from_b, p.value_a, p.value_b, p.locator_a, p.locator_b, p.period_a, p.year,
    s.value, s.qualifier, s.obs_status, s.source, CASE WHEN s.value <> 0 THEN p.value / s.value - 1 END
FROM pairs p
LEFT JOIN reading s
  ON s.indicator = p.indicator AND s.area = p.area AND s.measure = 'value' AND s.period = p.period AND s.pick = 1
WHERE p.turn = 1
ORDER BY p.indicator, p.area, p.year, p.period, p.source, p.rule, p.period_a
"""


def publish(cursor: Any) -> None:
    """Fill the derived tables from the logs; the statements run unchanged on DuckDB and PostgreSQL."""
    for statement in (_LIVE, _CLASH, _READING, _SHOWN, _CONFLICTING, _IMPLYING):
        cursor.execute(statement)
    cursor.execute("DROP TABLE clash")
    cursor.execute("DROP TABLE live")
