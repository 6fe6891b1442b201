"""Times the questions of `Store` against the same SQL on a bare sorted DuckDB table, on synthetic figures.

    python benchmarks/store.py --rows 10000,1000000,10000000 --repeat 51

The store is a complete one: log, precedence, conflicts, the view of the current reading, a locked-down connection. The
bare file holds one table with the columns that the questions return, sorted by indicator, area and period, and the
areas; it is asked with the very text that `Store` sent, the view's name replaced. Both answer with a frame through a
fresh cursor; the runs alternate, so that a busy machine slows both. One cell in twenty holds a second figure. Files are
deleted afterwards.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from yardstick.store import READING, Store
from yardstick.store.migrations import SCHEMA_VERSION, migrate
from yardstick.store.publish import publish

YEARS = 25
SHAPES = {10_000: (10, 40), 100_000: (40, 100), 1_000_000: (100, 400), 10_000_000: (400, 1000)}
LIMITS: dict[str, str | bool | int | float | list[str]] = {"threads": "2", "memory_limit": "2GB"}


class Recorder(Store):
    """A Store that remembers what it asked last."""

    asked: tuple[str, tuple[object, ...]] = ("", ())

    def _ask(self, sql: str, *parameters: object) -> pd.DataFrame:
        self.asked = (sql, parameters)
        return super()._ask(sql, *parameters)


@dataclass(frozen=True)
class Question:
    """What a page asks, as a call."""

    name: str
    ask: Callable[[Store], pd.DataFrame]


def questions(indicators: int, areas: int) -> list[Question]:
    """The three questions the pages live on, and two wide ones; ids as `generate` makes them."""
    names = [f"indicator_{i:04d}" for i in range(indicators)]
    codes = [f"{100000 + i}" for i in range(areas)]
    middle, five, twenty = (
        names[indicators // 2],
        codes[:: max(1, areas // 5)][:5],
        names[:: max(1, indicators // 20)][:20],
    )
    return [
        Question("series: 1 indicator, 5 areas, all years", lambda s: s.series(middle, five)),
        Question("series: 1 indicator, 300 areas, all years", lambda s: s.series(middle, codes[:300])),
        Question("ranking: 1 indicator, 1 year, all areas", lambda s: s.ranking(middle, "2020")),
        Question("latest: 20 indicators, 5 areas", lambda s: s.latest(twenty, five)),
        Question("peers: 5 indicators, 1 year, one level", lambda s: s.peers(twenty[:5], "2020", "prefecture")),
    ]


def generate(folder: Path, rows: int) -> tuple[Path, Path]:
    """Write a store file and a bare file of about `rows` figures; return their paths."""
    indicators, areas = SHAPES[rows]
    full, bare = folder / "store-1.duckdb", folder / "bare.duckdb"
    with duckdb.connect(str(full), config={"storage_compatibility_version": "v1.5.0", "memory_limit": "8GB"}) as con:
        con.execute("SET preserve_insertion_order = false")
        cursor = con.cursor()
        migrate(cursor)
        for statement in _facts(indicators, areas):
            cursor.execute(statement)
        publish(cursor)
        cursor.execute("CHECKPOINT")
        cursor.execute(f"ATTACH '{bare}' AS other (STORAGE_VERSION 'v1.5.0')")
        cursor.execute("CREATE TABLE other.area AS SELECT * FROM area")
        columns = ", ".join(READING)
        cursor.execute(
            f"CREATE TABLE other.bare AS SELECT {columns} FROM shown "
            "ORDER BY indicator, area, period_end, period, measure"
        )
    return full, bare


def _facts(indicators: int, areas: int) -> list[str]:
    figure = f"""
        INSERT INTO spoken (
            change_set, action, indicator, area, measure, period, period_kind, period_start, period_end, year,
            base_period, value, qualifier, unit, obs_status, source, locator, stated_value, stated_unit, note
        )
        SELECT 1, 'assert', 'indicator_' || lpad(CAST(i AS VARCHAR), 4, '0'), CAST(100000 + a AS VARCHAR), 'value',
            CAST(2000 + y AS VARCHAR), 'year', make_date(2000 + y, 1, 1), make_date(2000 + y, 12, 31), 2000 + y,
            '', v, '=', 'enterprises', 'A', '{{source}}', 'row:' || i || '/' || a, CAST(v AS VARCHAR), '家', ''
        FROM (SELECT i, a, y, CAST(hash(i, a, y) % 1000000 AS DOUBLE) AS v
              FROM range({indicators}) r(i), range({areas}) s(a), range({YEARS}) t(y)) x {{where}}"""
    return [
        f"""INSERT INTO area SELECT CAST(100000 + a AS VARCHAR), '地区' || a, 'Area ' || a,
            CASE WHEN a < 31 THEN 'province' ELSE 'prefecture' END, '100000', a FROM range({areas}) r(a)""",
        "INSERT INTO change_set VALUES (1, 'initial', 'benchmark', DATE '2026-01-01', '', '', '', '', NULL)",
        """INSERT INTO source SELECT s, s, '', 'yearbook', DATE '2025-01-01', '', NULL, DATE '2025-01-01', '',
                '', '', c, ''
            FROM (VALUES ('yearbook', 'official'), ('mirror', 'secondary')) v(s, c)""",
        "INSERT INTO precedence VALUES ('yearbook', 1)",
        f"INSERT INTO meta VALUES ('schema_version', '{SCHEMA_VERSION}'), ('data_version', ''), ('built', '')",
        figure.format(source="yearbook", where=""),
        figure.format(source="mirror", where="WHERE (i + a + y) % 20 = 0"),
    ]


def compare(full: Path, bare: Path, *, asked: list[Question], repeat: int) -> list[tuple[str, int, float, float]]:
    """(question, rows, median ms of Store, median ms of the bare table) for each question."""
    store = Recorder(full)
    with duckdb.connect(str(bare), read_only=True, config=LIMITS) as con:
        return [_compare(store, con, question=question, repeat=repeat) for question in asked]


def _compare(store: Recorder, con: Any, *, question: Question, repeat: int) -> tuple[str, int, float, float]:
    frame = question.ask(store)
    sql, parameters = store.asked[0].replace("observation_current", "bare"), list(store.asked[1])

    def plain() -> pd.DataFrame:
        with con.cursor() as cursor:
            answer: pd.DataFrame = cursor.execute(sql, parameters).df()
            return answer

    pd.testing.assert_frame_equal(frame, plain())
    pairs = [(_time(lambda: question.ask(store)), _time(plain)) for _ in range(repeat)]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    return question.name, len(frame), ours, theirs


def _time(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Print a markdown table: a line per size and question."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="10000,1000000", help=f"sizes, of {', '.join(map(str, SHAPES))}")
    parser.add_argument("--repeat", type=int, default=51, help="runs of each question (the median is told)")
    options = parser.parse_args()
    print("| figures | question | rows out | Store, ms | bare, ms | ratio |\n|---|---|---|---|---|---|", flush=True)
    for rows in (int(text) for text in options.rows.split(",")):
        folder = Path(tempfile.mkdtemp(prefix="yardstick-benchmark-"))
        try:
            full, bare = generate(folder, rows)
            for name, out, ours, theirs in compare(full, bare, asked=questions(*SHAPES[rows]), repeat=options.repeat):
                print(f"| {rows:,} | {name} | {out:,} | {ours:.2f} | {theirs:.2f} | {ours / theirs:.2f} |", flush=True)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
