"""The one class that reads the store: a dozen questions in plain SQL, each answered as a frame with stated columns."""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from yardstick.errors import StoreError
from yardstick.model import Period
from yardstick.store.holdings import Holdings
from yardstick.store.reader import among
from yardstick.store.reading import SHOWN
from yardstick.store.shelf import TRIES, current_identity, current_path, identity, versions
from yardstick.store.vintage import day_seen, vintage

SORTED = "r.indicator, r.area, r.period_end, r.period, r.measure"
VALUE = ("value",)


class Store(Holdings):
    """Reads one store file. Every call takes a cursor of its own, so that threads may share one Store.

    A Store keeps to the file it opened, also when a newer one takes its place; `refresh` gives the Store of the newer
    one. Frames come sorted by indicator, area, period, measure and have the columns of `READING` unless stated. Every
    method raises StoreError, never DuckDB's own errors, when the file cannot be read.
    """

    def __init__(self, path: Path, *, identity: str = "", threads: int = 2, memory: str = "2GB") -> None:
        super().__init__(path, threads=threads, memory=memory)
        self.identity = identity
        self.day: dt.date | None = None
        self._whole: Store | None = None
        self._threads, self._memory = threads, memory

    @classmethod
    def open(cls, folder: Path, *, threads: int = 2, memory: str = "2GB") -> Store:
        """The store that `folder` holds now; raise StoreError when it is missing, damaged or from another version."""
        for _ in range(TRIES):
            found, path = current_identity(folder), current_path(folder)
            try:
                return cls(path.absolute(), identity=found, threads=threads, memory=memory)
            except StoreError:
                if current_path(folder) == path:  # else a newer one took its place before it could be opened
                    raise
        return cls(current_path(folder).absolute(), identity=current_identity(folder), threads=threads, memory=memory)

    @classmethod
    def earlier(cls, folder: Path) -> Iterator[Store]:
        """The stores before the current one that can still be read, the latest first."""
        current = current_path(folder).name
        for _, path in reversed(versions(folder)):
            if path.name != current:
                with contextlib.suppress(StoreError):
                    yield cls(path.absolute(), identity=identity(path))

    def refresh(self) -> Store:
        """This Store while it is the current one, else a Store of the file that has taken its place.

        A Store of what was known on a day stays what it is.
        """
        folder = self.path.parent
        if self.day is not None or current_identity(folder) == self.identity:
            return self
        return Store.open(folder, threads=self._threads, memory=self._memory)

    def as_of(self, day: dt.date) -> Store:
        """A Store of what was known at the end of `day`: the change sets dated up to it, and nothing later.

        Its `day` is the one asked for. Where no change set came later it reads the same file; else a file that is made
        when it is first asked for. Raises StoreError when nothing was known yet, the day is still to come, or the file
        cannot be made.
        """
        whole = self._whole or self
        days = [row[0] for row in whole._rows("SELECT DISTINCT date FROM change_set")]
        last = day_seen(days, day, today=dt.date.today())
        store = copy.copy(whole) if last == max(days) else whole._vintage(last)
        store.day, store._whole = day, whole
        return store

    def _vintage(self, last: dt.date) -> Store:
        for _ in range(TRIES):
            path = vintage(self.path, last=last)
            try:
                return Store(path, identity=path.stem, threads=self._threads, memory=self._memory)
            except StoreError as error:  # removed by another process just now, or damaged: it is made anew
                wrong = error
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
        raise wrong

    def readings(
        self,
        indicators: Sequence[str],
        areas: Sequence[str],
        *,
        measures: Sequence[str] = VALUE,
        period_from: str | None = None,
        period_to: str | None = None,
    ) -> pd.DataFrame:
        """The figures shown for these indicators, areas and measures, within the periods given (both ends included)."""
        where = "r.period_start >= ? AND r.period_end <= ?"
        first = Period.parse(period_from or "1900").start
        last = Period.parse(period_to or "2099").end
        sql = f"""
            SELECT {SHOWN} FROM observation_current r
            WHERE {among("r.indicator", indicators)} AND {among("r.area", areas)} AND {among("r.measure", measures)}
              AND {where if period_from or period_to else "1 = 1"}
            ORDER BY {SORTED}"""
        limits = [first, last] if period_from or period_to else []
        return self._ask(sql, *indicators, *areas, *measures, *limits)

    def series(self, indicator: str, areas: Sequence[str], measures: Sequence[str] = VALUE) -> pd.DataFrame:
        """One indicator over all its periods, for a chart."""
        return self.readings([indicator], areas, measures=measures)

    def latest(
        self,
        indicators: Sequence[str],
        areas: Sequence[str],
        *,
        measures: Sequence[str] = VALUE,
        kinds: Sequence[str] = (),
    ) -> pd.DataFrame:
        """The last figure with a value of each indicator, area and measure; a whole year before a part that ends with
        it.

        `kinds` keeps to periods of these kinds (`("year",)` for flows, where half a year would look like a fall).
        """
        only = f"AND {among('r.period_kind', kinds)}" if kinds else ""
        sql = f"""
            SELECT {SHOWN} FROM (
                SELECT o.*, row_number() OVER (
                    PARTITION BY indicator, area, measure ORDER BY period_end DESC, period_start, period
                ) AS turn
                FROM observation_current o
                WHERE {among("indicator", indicators)} AND {among("area", areas)} AND {among("measure", measures)}
                  AND value IS NOT NULL {only.replace("r.", "")}
            ) AS r
            WHERE r.turn = 1
            ORDER BY {SORTED}"""
        return self._ask(sql, *indicators, *areas, *measures, *kinds)

    def ranking(self, indicator: str, period: str, *, measure: str = "value") -> pd.DataFrame:
        """All areas with a value in one period, largest first within their level. READING + level, place, of.

        `place` counts from 1 among the areas of the level (equal values share a place), `of` is how many there are.
        """
        sql = f"""
            SELECT {SHOWN}, a.level, rank() OVER (PARTITION BY a.level ORDER BY r.value DESC) AS place,
                count(*) OVER (PARTITION BY a.level) AS "of"
            FROM observation_current r JOIN area a ON a.code = r.area
            WHERE r.indicator = ? AND r.period = ? AND r.measure = ? AND r.value IS NOT NULL
            ORDER BY a.level, place, r.area"""
        return self._ask(sql, indicator, period, measure)

    def peers(
        self, indicators: Sequence[str], period: str, level: str, *, measures: Sequence[str] = VALUE
    ) -> pd.DataFrame:
        """The figures of every area of one level in one period, missing ones included. READING + level."""
        sql = f"""
            SELECT {SHOWN}, a.level FROM observation_current r JOIN area a ON a.code = r.area
            WHERE {among("r.indicator", indicators)} AND r.period = ? AND a.level = ? AND {among("r.measure", measures)}
            ORDER BY {SORTED}"""
        return self._ask(sql, *indicators, period, level, *measures)

    def figures(self, area: str, indicator: str, period: str, measure: str = "value") -> pd.DataFrame:
        """Every live figure of one cell in the order of precedence, the one shown first.

        READING + stated_value, stated_unit, pick, differs (cannot be true together with the one shown), the columns
        that decide (see `precedence.CRITERIA`), the source's title, publisher, source_kind, confidence, url,
        doc_number, sha256, signed, and the change set's author, date, reason, reason_en, file as change_author,
        change_date, ….
        """
        sql = f"""
            SELECT {SHOWN}, r.stated_value, r.stated_unit, r.pick, r.differs, r.missing_rank, r.base_rank, r.firm_rank,
                r.kind_rank, r.confidence_rank, r.status_rank, r.exactness, r.published, r.counted, s.title,
                s.publisher, s.kind AS source_kind, s.confidence, s.url, s.doc_number, s.sha256, s.signed,
                c.author AS change_author, c.date AS change_date, c.reason AS change_reason,
                c.reason_en AS change_reason_en, c.file AS change_file
            FROM reading r JOIN source s ON s.id = r.source JOIN change_set c ON c.id = r.change_set
            WHERE r.indicator = ? AND r.area = ? AND r.measure = ? AND r.period = ?
            ORDER BY r.pick"""
        return self._ask(sql, indicator, area, measure, period)

    def history(self, area: str, indicator: str, period: str, measure: str = "value") -> pd.DataFrame:
        """All that was ever asserted or retracted in one cell, oldest first.

        Columns: change_set, action, source, locator, value, value_high, qualifier, unit, obs_status, stated_value,
        stated_unit, note, kind, author, date, reason, reason_en, file (of the change set).
        """
        sql = """
            SELECT o.change_set, o.action, o.source, o.locator, o.value, o.value_high, o.qualifier, o.unit,
                o.obs_status, o.stated_value, o.stated_unit, o.note, c.kind,
                c.author, c.date, c.reason, c.reason_en, c.file
            FROM observation o JOIN change_set c ON c.id = o.change_set
            WHERE o.indicator = ? AND o.area = ? AND o.measure = ? AND o.period = ?
            ORDER BY o.change_set, o.source, o.locator"""
        return self._ask(sql, indicator, area, measure, period)

    def conflicts(self, area: str | None = None, indicator: str | None = None) -> pd.DataFrame:
        """Cells whose figures cannot all be true.

        Columns: area, indicator, measure, period, year, figures, lowest, highest, spread ((highest - lowest) /
        |shown|), value, unit, source (of the figure shown), reason (`values`: exact ones differ; `hedges`: a > or <
        is contradicted), revision (only figures of different status disagree: provisional against final).
        """
        given = [("area", area), ("indicator", indicator)]
        where = " AND ".join(["1 = 1", *(f"{name} = ?" for name, value in given if value is not None)])
        sql = f"SELECT * FROM conflict WHERE {where} ORDER BY indicator, area, period, measure"
        return self._ask(sql, *(value for _, value in given if value is not None))

    def implied(self, indicators: Sequence[str], areas: Sequence[str]) -> pd.DataFrame:
        """Values that nobody states but two stated figures of one source imply.

        Columns: area, indicator, measure (`value`), period, value, qualifier, unit, obs_status (`I`), source, rule
        (`growth` or `multiple`), from_a, from_b (the two figures as text), value_a, value_b, locator_a, locator_b,
        period_a (theirs), year, stated, stated_qualifier, stated_status, stated_source (the cell's own reading, if
        any), difference (implied / stated - 1).
        """
        sql = f"""
            SELECT * FROM observation_implied
            WHERE {among("indicator", indicators)} AND {among("area", areas)}
            ORDER BY indicator, area, year, period, source, rule, period_a"""
        return self._ask(sql, *indicators, *areas)

    def targets(self, areas: Sequence[str] = (), indicators: Sequence[str] = ()) -> pd.DataFrame:
        """Live targets (all areas or indicators where none are named). Columns of `target_current` + published.

        area, indicator, measure, period, operator, value, value_high, unit, kind, nature, reference_area, base_period,
        owner, announced, due, supersedes, source, locator, change_set, stated_value, stated_unit, note, year,
        period_kind, period_start, period_end, hedge, published.
        """
        chosen = [("t.area", areas), ("t.indicator", indicators)]
        where = " AND ".join(["1 = 1", *(among(name, values) for name, values in chosen if values)])
        sql = f"""
            SELECT t.*, s.dated AS published FROM target_current t JOIN source s ON s.id = t.source WHERE {where}
            ORDER BY t.indicator, t.area, t.period_end, t.period, t.measure, t.kind, t.source, t.locator"""
        return self._ask(sql, *areas, *indicators)
