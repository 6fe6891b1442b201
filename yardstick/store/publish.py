"""The derived tables: current reading, conflicts, implied values; worked out of the log for the cells in question.

A figure that is all that was ever said of its cell (one row of the log, which asserts) lies in `shown` alone, whatever
else the store holds. `spoken` is the log of the other cells; their figures are ranked, compared and laid out here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from yardstick.model import Period
from yardstick.store.bounds import figure
from yardstick.store.columns import CELL, bounds_of, in_order, pairs
from yardstick.store.load import append, base_of, in_batches, insert
from yardstick.store.precedence import ORDER_BY

_LOG = (
    "change_set", "action", "indicator", "area", "measure", "period", "period_kind", "period_start", "period_end",
    "year", "as_of", "base_period", "value", "value_high", "qualifier", "unit", "obs_status", "source", "locator",
    "stated_value", "stated_unit", "missing_reason", "note",
)  # fmt: skip
_CELLS = "indicator, area, measure, period"


def _same(one: str, other: str) -> str:
    """That two rows are of one cell."""
    return " AND ".join(f"{one}.{name} = {other}.{name}" for name in CELL)


# The cells of which more is known than one figure, among all of the log.
_BUSY = f"""
CREATE TEMPORARY TABLE busy AS
SELECT {_CELLS} FROM spoken GROUP BY {_CELLS} HAVING count(*) > 1 OR max(action) <> 'assert'
"""
_PAIRS = "CREATE TEMPORARY TABLE touched AS SELECT DISTINCT indicator, area FROM spoken"
# The same among the cells that new rows speak of.
_BUSY_NOW = f"""
CREATE TEMPORARY TABLE busy AS
SELECT DISTINCT {_CELLS} FROM (
    SELECT {_CELLS} FROM doubled
    UNION ALL SELECT {_CELLS} FROM arrived a WHERE a.action <> 'assert'
    UNION ALL SELECT {_CELLS} FROM arrived a WHERE EXISTS (
        SELECT 1 FROM (SELECT {_CELLS} FROM shown UNION ALL SELECT {_CELLS} FROM spoken) AS s WHERE {_same("s", "a")}
    )
) AS cells
"""
_PAIRS_NOW = "CREATE TEMPORARY TABLE touched (indicator VARCHAR, area VARCHAR)"

_SETTLE = f"""
INSERT INTO shown
SELECT area, indicator, measure, period, as_of, value, value_high, qualifier, unit, obs_status, source, locator,
    change_set, base_period, stated_value, stated_unit, note, missing_reason, year, 1, FALSE, period_kind, period_start,
    period_end, TRUE
FROM spoken o WHERE NOT EXISTS (SELECT 1 FROM busy u WHERE {_same("u", "o")})
ORDER BY indicator, area, period_end
"""
_REST = (
    f"""CREATE TEMPORARY TABLE rest AS
    SELECT o.* FROM spoken o WHERE EXISTS (SELECT 1 FROM busy u WHERE {_same("u", "o")})""",
    "DELETE FROM spoken",
    f"INSERT INTO spoken SELECT * FROM rest ORDER BY {_CELLS}, change_set",
    "DROP TABLE rest",
)
_BACK = f"""
INSERT INTO spoken ({", ".join(_LOG)})
SELECT {", ".join("'assert'" if name == "action" else f"o.{name}" for name in _LOG)}
FROM shown o {{busy}} WHERE o.alone
"""

# Keys that were spoken of more than once, and who spoke last.
_WITHIN = f"JOIN busy u ON {_same('u', 'o')}"
_REPEATED = f"""
CREATE TEMPORARY TABLE repeated AS
SELECT o.indicator, o.area, o.measure, o.period, o.source, o.locator, max(o.change_set) AS last
FROM spoken o {_WITHIN}
GROUP BY o.indicator, o.area, o.measure, o.period, o.source, o.locator HAVING count(*) > 1
"""
_LATEST = f"""spoken o {_WITHIN}
LEFT JOIN repeated t ON {_same("t", "o")} AND t.source = o.source AND t.locator = o.locator
JOIN base b ON b.period = o.period AND b.base_period = o.base_period"""
_HOLDS = "o.action = 'assert' AND (t.last IS NULL OR t.last = o.change_set)"
_BASES = "b.base, b.base_year, b.usual_base"

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

# The live figures of cells that hold several, numbered; what they allow (the table `allowed`) is worked out beside.
_HELD = f"""
CREATE TEMPORARY TABLE held AS
SELECT CAST(row_number() OVER (ORDER BY o.indicator, o.area, o.measure, o.period) AS INTEGER) AS nth, o.*, {_BASES},
    c.figures
FROM {_LATEST}
JOIN crowded c ON {_same("c", "o")}
WHERE {_HOLDS}
"""
_ALLOWED = """
CREATE TEMPORARY TABLE allowed (nth INTEGER, rounding DOUBLE PRECISION, low DOUBLE PRECISION, high DOUBLE PRECISION)
"""

# The same with the columns that decide.
_LIVE = f"""
CREATE TEMPORARY TABLE ranking AS
WITH counted AS (
    SELECT o.*, a.rounding, a.low, a.high FROM held o JOIN allowed a ON a.nth = o.nth
),
exact AS (
    SELECT indicator, area, measure, period, base, value FROM counted
    WHERE qualifier = '=' AND obs_status IN ('A', 'P') AND value IS NOT NULL
),
-- A bound that an exact figure meets says less than that figure; what is expected says less than what came.
soft AS (
    SELECT DISTINCT t.indicator, t.area, t.measure, t.period, t.source, t.locator
    FROM counted t JOIN exact e ON {_same("e", "t")} AND coalesce(e.base, '') = coalesce(t.base, '')
    WHERE t.obs_status = 'E'
       OR t.qualifier IN ('>', '>=', '<', '<=') AND e.value BETWEEN t.low AND t.high
),
ranked AS (
    SELECT o.*, {_RANKS}, CASE WHEN w.source IS NULL THEN 0 ELSE 1 END AS firm_rank
    FROM counted o
    JOIN source s ON s.id = o.source
    JOIN precedence p ON p.kind = s.kind
    LEFT JOIN soft w ON {_same("w", "o")} AND w.source = o.source AND w.locator = o.locator
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
FROM ranking a
JOIN ranking b
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
_CONTESTED = f"""
INSERT INTO contested
SELECT * FROM (
    SELECT {_COLUMNS.replace("{of}", "l")},
        l.figures, c.indicator IS NOT NULL AS conflict, l.period_kind, l.period_start, l.period_end, l.pick,
        d.pick_b IS NOT NULL AS differs, l.missing_rank, l.base_rank, l.kind_rank, l.confidence_rank, l.status_rank,
        l.exactness, l.published, l.counted, l.base, l.base_year, l.firm_rank
    FROM ranking l
    LEFT JOIN (SELECT DISTINCT indicator, area, measure, period FROM clash) c ON {_same("c", "l")}
    LEFT JOIN clash d ON {_same("d", "l")} AND d.pick_a = 1 AND d.pick_b = l.pick
    UNION ALL
    SELECT {_COLUMNS.replace("{of}", "a")},
        1 AS figures, FALSE AS conflict, a.period_kind, a.period_start, a.period_end, 1 AS pick, FALSE AS differs,
        a.missing_rank, a.base_rank, a.kind_rank, a.confidence_rank, a.status_rank, a.exactness, a.published, a.counted,
        a.base, a.base_year, 0 AS firm_rank
    FROM (
        SELECT o.*, {_RANKS}
        FROM (
            SELECT o.*, {_BASES} FROM {_LATEST}
            LEFT JOIN crowded c ON {_same("c", "o")}
            WHERE {_HOLDS} AND c.indicator IS NULL
        ) AS o
        JOIN source s ON s.id = o.source
        JOIN precedence p ON p.kind = s.kind
    ) AS a
) AS r
ORDER BY r.indicator, r.area, r.period_end, r.period, r.measure, r.pick
"""

_SHOWN = f"""
INSERT INTO shown
SELECT {_COLUMNS.replace("{of}", "r")}, r.figures, r.conflict, r.period_kind, r.period_start, r.period_end, FALSE
FROM contested r JOIN busy u ON {_same("u", "r")}
WHERE r.pick = 1
ORDER BY r.indicator, r.area, r.period_end
"""

_CONFLICTING = f"""
INSERT INTO conflicting
SELECT r.area, r.indicator, r.measure, r.period, r.year, r.figures, v.lowest, v.highest,
    CASE WHEN r.value <> 0 THEN (v.highest - v.lowest) / abs(r.value) END,
    r.value, r.unit, r.source, c.reason, c.revision
FROM ranking r
JOIN (
    SELECT indicator, area, measure, period, CASE WHEN max(exact) = 1 THEN 'values' ELSE 'hedges' END AS reason,
        min(revised) = 1 AS revision
    FROM clash GROUP BY indicator, area, measure, period
) c ON {_same("c", "r")}
JOIN (
    SELECT indicator, area, measure, period, min(value) AS lowest, max(coalesce(value_high, value)) AS highest
    FROM ranking GROUP BY indicator, area, measure, period
) v ON {_same("v", "r")}
WHERE r.pick = 1
ORDER BY r.indicator, r.area, r.period_end, r.period, r.measure
"""

# A level and its growth (or multiple), stated by one source for one period, imply the level of the base period:
# v / (1 + g / 100), v / m. Neither counts at constant prices, and a growth only over whole years.
_FACTOR = """
CREATE TEMPORARY TABLE factor AS
SELECT f.*, n.base, n.base_year FROM live f
JOIN touched w ON w.indicator = f.indicator AND w.area = f.area
JOIN base n ON n.period = f.period AND n.base_period = f.base_period
JOIN basis b ON b.indicator = f.indicator
WHERE f.measure IN ('growth', 'multiple') AND f.qualifier IN ('=', '~') AND b.growth_implies
  AND n.base_year IS NOT NULL AND n.base <> f.period
  AND (f.measure = 'growth' AND f.value > -100 AND length(n.base) = 4 OR f.measure = 'multiple' AND f.value > 0)
"""
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
    FROM factor f
    JOIN live v ON v.indicator = f.indicator AND v.area = f.area AND v.period = f.period AND v.source = f.source
    WHERE v.measure = 'value' AND v.value IS NOT NULL AND v.qualifier IN ('=', '~')
      AND (f.measure = 'multiple' OR v.period_kind = 'year')
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
    _BACK.format(busy=_WITHIN),
    *(
        f"DELETE FROM {table} WHERE EXISTS (SELECT 1 FROM busy u WHERE {_same('u', table)})"
        for table in ("shown", "contested", "conflicting")
    ),
)
# What a pair of indicator and area implies depends on its cells alone.
_IMPLY_ANEW = """
DELETE FROM implying WHERE EXISTS (
    SELECT 1 FROM touched u WHERE u.indicator = implying.indicator AND u.area = implying.area)
"""
_RANKED = (_LIVE, _CLASH, _CONTESTED, _SHOWN, _CONFLICTING)
_ASIDE = ("worded", "pair", "factor", "clash", "ranking", "allowed", "held", "crowded", "repeated")
DERIVED = ("shown", "contested", "conflicting", "implying")


FEW = 5000
"""Busy cells of which so many are worked out one by one in any case."""


def publish(cursor: Any) -> None:
    """Fill the empty derived tables from the log, which lies in `spoken` as a whole."""
    forget(cursor)
    _base(cursor, cursor.execute("SELECT DISTINCT period, base_period FROM spoken").fetchall())
    for statement in (_BUSY, _PAIRS, _SETTLE, *_REST):
        cursor.execute(statement)
    _work_out(cursor)
    forget(cursor)


def gather(cursor: Any) -> None:
    """Lay the log into `spoken` as a whole and empty the derived tables, for `publish`."""
    cursor.execute(_BACK.format(busy=""))
    for table in DERIVED:
        cursor.execute(f"DELETE FROM {table}")


@dataclass(frozen=True, slots=True)
class Arrival:
    """New rows of the log (see `columns.complete`) and, by `columns.in_order`, their order and those in one cell."""

    rows: pa.Table
    order: Any
    again: Any

    @classmethod
    def of(cls, rows: pa.Table) -> Arrival:
        """Those of a change set."""
        return cls(rows, *in_order(rows))


def touch(cursor: Any, new: Arrival) -> bool:
    """Find what new rows speak of: the pairs of indicator and area (the temporary table `touched`), and those of their
    cells that need to be worked out, for more is known of them than one new figure (`busy`).

    Whether the busy ones are few beside what is there; else working all out again costs less.
    """
    cursor.register("arrived", in_batches(new.rows.select([*CELL, "action"])))
    cursor.register("doubled", new.rows.select(CELL).take(pa.array(new.again)))
    cursor.execute(_BUSY_NOW)
    cursor.execute(_PAIRS_NOW)
    found = pairs(new.rows, "indicator", "area")
    names = ("indicator", "area")
    append(cursor, "touched", pa.table({name: [pair[at] for pair in found] for at, name in enumerate(names)}))
    for name in ("doubled", "arrived"):
        cursor.unregister(name)
    ((busy, shown),) = cursor.execute("SELECT (SELECT count(*) FROM busy), (SELECT count(*) FROM shown)").fetchall()
    return bool(busy * 4 < shown or busy < FEW)


def forget(cursor: Any) -> None:
    """Drop what `touch` has found."""
    for table in ("busy", "touched"):
        cursor.execute(f"DROP TABLE IF EXISTS {table}")


def republish(cursor: Any, new: Arrival) -> None:
    """Take new rows of the log in and bring the derived tables up to date in the cells that `touch` has found in them:
    what `publish` would make of all, in another order of rows.

    A cell's reading depends on the log's rows of that cell; nothing else may have changed since the tables were made:
    neither precedence nor bases nor a source that was there.
    """
    for statement in (*(_TAKE_AWAY if _any_busy(cursor) else ()), _IMPLY_ANEW):
        cursor.execute(statement)
    _base(cursor, pairs(new.rows, "period", "base_period"))
    busy = _busy_rows(cursor, new.rows)
    append(cursor, "spoken", new.rows, at=np.flatnonzero(busy))
    alone = new.order if not busy.any() else new.order[~busy[new.order]]
    append(cursor, "shown", new.rows.drop_columns(["action"]), at=alone, figures=1, conflict=False, alone=True)
    _work_out(cursor)


def _busy_rows(cursor: Any, rows: pa.Table) -> Any:
    """Which of the rows are of a busy cell."""
    found = np.zeros(len(rows), np.bool_)
    if _any_busy(cursor):
        cursor.register("arrived", rows.select(CELL).append_column("nth", pa.array(np.arange(len(rows)))))
        sql = f"SELECT a.nth FROM arrived a WHERE EXISTS (SELECT 1 FROM busy u WHERE {_same('u', 'a')})"
        found[cursor.sql(sql).to_arrow_table()["nth"].to_numpy()] = True
        cursor.unregister("arrived")
    return found


def _any_busy(cursor: Any) -> bool:
    """Whether there is a cell of which more is known than one figure."""
    return bool(cursor.execute("SELECT count(*) FROM busy").fetchall() != [(0,)])


def _base(cursor: Any, wanted: list[tuple[str, str]]) -> None:
    """Write down what changes in these periods, on these bases, are measured against, where that is not known yet."""
    known = set(cursor.execute("SELECT period, base_period FROM base").fetchall())
    fresh = sorted(set(wanted) - known)
    rows = [base_of(Period.parse(period), on) | {"period": period, "base_period": on} for period, on in fresh]
    insert(cursor, "base", rows)


def _work_out(cursor: Any) -> None:
    """Rank and lay out the figures of the busy cells, if there are any, and what the touched pairs imply."""
    if _any_busy(cursor):
        _rank(cursor)
    for statement in (_FACTOR, _PAIR):
        cursor.execute(statement)
    _word(cursor)
    cursor.execute(_IMPLYING)
    for table in _ASIDE:
        cursor.execute(f"DROP TABLE IF EXISTS {table}")


def _rank(cursor: Any) -> None:
    """Rank and lay out the figures of the busy cells."""
    for statement in (_REPEATED, _CROWDED, _HELD, _ALLOWED):
        cursor.execute(statement)
    held = cursor.sql("SELECT nth, value, value_high, qualifier, stated_value FROM held").to_arrow_table()
    append(cursor, "allowed", pa.table({"nth": held["nth"]} | bounds_of(held)))
    for statement in _RANKED:
        cursor.execute(statement)


def _word(cursor: Any) -> None:
    """Write the figures of the pairs as text: the temporary table `worded`."""
    cursor.execute(
        "CREATE TEMPORARY TABLE worded (value DOUBLE PRECISION, high DOUBLE PRECISION, qualifier VARCHAR, "
        "unit VARCHAR, text VARCHAR)"
    )
    stated = cursor.execute(_STATED).fetchall()
    names = ("value", "high", "qualifier", "unit")
    insert(cursor, "worded", [dict(zip(names, row, strict=True)) | {"text": figure(*row)} for row in stated])
