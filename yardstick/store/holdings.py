"""Questions about the data as a whole: what is held, from where, brought by whom, and what is new."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from yardstick.errors import StoreError
from yardstick.store.corrections import noted
from yardstick.store.diagnosis import REBUILD
from yardstick.store.reader import Reader, among
from yardstick.store.reading import SHOWN, data_version, engine, reading_text, target_text
from yardstick.store.revert import FIGURE_KEY, TARGET_KEY, joined, spoken


class Holdings(Reader):
    """The part of `Store` that answers for the data as a whole."""

    def coverage(self, areas: Sequence[str]) -> pd.DataFrame:
        """What is held, one row per area, indicator and year in which anything is said.

        Columns: area, indicator, year, period, measure, obs_status, missing_reason (of the year's best figure: a
        value before other measures, the whole year before its parts), figures (all live figures of the year),
        conflict (any).
        """
        sql = f"""
            SELECT area, indicator, year, period, measure, obs_status, missing_reason, all_figures AS figures,
                any_conflict = 1 AS conflict
            FROM (
                SELECT o.*, row_number() OVER (
                        PARTITION BY indicator, area, year
                        ORDER BY CASE WHEN measure = 'value' THEN 0 ELSE 1 END, CASE WHEN value IS NULL THEN 1 ELSE 0
                        END,
                            CASE WHEN period_kind = 'year' THEN 0 ELSE 1 END, period_end DESC, period, measure
                    ) AS turn,
                    CAST(sum(figures) OVER (PARTITION BY indicator, area, year) AS INTEGER) AS all_figures,
                    max(CASE WHEN conflict THEN 1 ELSE 0 END) OVER (PARTITION BY indicator, area, year) AS any_conflict
                FROM observation_current o WHERE {among("area", areas)}
            ) AS r
            WHERE turn = 1 ORDER BY indicator, area, year"""
        return self._ask(sql, *areas)

    def sources(self) -> pd.DataFrame:
        """Every source and what it brought.

        Columns: id, title, publisher, kind, published, published_as, signed, dated, doc_number, url, sha256,
        confidence, licence, observations (live figures), shown (those that are shown), areas, indicators (how many it
        speaks of), targets.
        """
        sql = """
            SELECT s.*, coalesce(o.observations, 0) AS observations, coalesce(o.shown, 0) AS shown,
                coalesce(o.areas, 0) AS areas, coalesce(o.indicators, 0) AS indicators, coalesce(t.targets, 0) AS
                targets
            FROM source s
            LEFT JOIN (
                SELECT source, count(*) AS observations,
                    CAST(sum(CASE WHEN pick = 1 THEN 1 ELSE 0 END) AS BIGINT) AS shown,
                    count(DISTINCT area) AS areas, count(DISTINCT indicator) AS indicators
                FROM live GROUP BY source
            ) o ON o.source = s.id
            LEFT JOIN (SELECT source, count(*) AS targets FROM target_current GROUP BY source) t ON t.source = s.id
            ORDER BY s.dated DESC NULLS LAST, s.id"""
        return self._ask(sql)

    def brought(self, source: str) -> pd.DataFrame:
        """Every live figure of one source, shown or not. READING + pick."""
        sql = f"""
            SELECT {SHOWN}, r.stated_value, r.stated_unit, r.pick FROM live r WHERE r.source = ?
            ORDER BY r.indicator, r.area, r.period_end, r.period, r.measure, r.pick"""
        return self._ask(sql, source)

    def every_figure(self, indicators: Sequence[str], areas: Sequence[str]) -> pd.DataFrame:
        """Every live figure of these indicators and areas, all measures, in the order of time and of precedence.

        READING + stated_value, stated_unit, pick (1 is the one shown in its cell), published (the day its source is
        dated).
        """
        sql = f"""
            SELECT {SHOWN}, r.stated_value, r.stated_unit, r.pick, s.dated AS published
            FROM live r JOIN source s ON s.id = r.source
            WHERE {among("r.indicator", indicators)} AND {among("r.area", areas)}
            ORDER BY r.indicator, r.area, r.period_end, r.period, r.measure, r.pick"""
        return self._ask(sql, *indicators, *areas)

    def contradicting(self, indicator: str, areas: Sequence[str], *, measure: str = "value") -> pd.DataFrame:
        """The figures that are not shown and cannot be true together with the one that is. READING."""
        sql = f"""
            SELECT {SHOWN}, r.stated_value, r.stated_unit FROM contested r
            WHERE r.indicator = ? AND {among("r.area", areas)} AND r.measure = ? AND r.pick > 1 AND r.differs
            ORDER BY r.area, r.period_end, r.period, r.pick"""
        return self._ask(sql, indicator, *areas, measure)

    def conflicting_figures(self, areas: Sequence[str] = (), *, indicator: str | None = None) -> pd.DataFrame:
        """Every live figure of the cells in conflict, the widest apart first, the figure shown first in its cell.

        READING + stated_value, stated_unit, pick, spread ((highest - lowest) / |shown|).
        """
        chosen = f"AND {among('r.area', areas)}" if areas else ""
        named = "AND r.indicator = ?" if indicator else ""
        sql = f"""
            SELECT {SHOWN}, r.stated_value, r.stated_unit, r.pick, c.spread
            FROM conflict c JOIN contested r
              ON r.area = c.area AND r.indicator = c.indicator AND r.measure = c.measure AND r.period = c.period
            WHERE 1 = 1 {chosen} {named}
            ORDER BY c.spread DESC NULLS LAST, r.indicator, r.area, r.period, r.measure, r.pick"""
        return self._ask(sql, *areas, *([indicator] if indicator else []))

    def change_sets(self) -> pd.DataFrame:
        """Every change set, newest first.

        Columns: id, kind, author, date, reason, reason_en, file, sha256, accepted_at (UTC; NaT for those of the
        reviewed files), observations, asserted, retracted (of those), targets (rows it brought).
        """
        sql = """
            SELECT c.*, coalesce(o.observations, 0) AS observations, coalesce(o.asserted, 0) AS asserted,
                coalesce(o.observations - o.asserted, 0) AS retracted, coalesce(t.targets, 0) AS targets
            FROM change_set c
            LEFT JOIN (
                SELECT change_set, count(*) AS observations,
                    CAST(sum(CASE WHEN action = 'assert' THEN 1 ELSE 0 END) AS BIGINT) AS asserted
                FROM observation GROUP BY change_set
            ) o ON o.change_set = c.id
            LEFT JOIN (SELECT change_set, count(*) AS targets FROM target GROUP BY change_set) t ON t.change_set = c.id
            ORDER BY c.id DESC"""
        frame = self._ask(sql)
        return frame.assign(accepted_at=frame["accepted_at"].dt.tz_localize("UTC"))

    def difference(self, number: int) -> pd.DataFrame:
        """What change set `number` changed, against what had been said before it. StoreError where there is none.

        Columns: log (`observation` or `target`), indicator, area, measure, period, source, locator, target_kind (empty
        for figures), kind (`added`, `changed`, `retracted`, `unchanged`), and of what was and what is said, as old_…
        and new_… (empty where nothing was or is): value, value_high, qualifier (a target's operator), unit, status
        (a figure's), stated_value, stated_unit, note.
        """
        if not self._rows("SELECT id FROM change_set WHERE id = ?", number):
            raise StoreError("there is no change set {id}", id=number)
        parts = [
            self._ask(_difference("observation", FIGURE_KEY, number)),
            self._ask(_difference("target", TARGET_KEY, number)),
        ]
        return pd.concat(parts if len(parts[1]) else parts[:1], ignore_index=True)

    def corrections(self) -> pd.DataFrame:
        """What corrections did: each row of a change set of kind `correction` beside the row it speaks over.

        Columns: change_set, action, indicator, area, measure, period, source, locator, before, after (None: taken
        away), unit, note, author, date, reason, reason_en.
        """
        sql = """
            SELECT n.change_set, n.action, n.indicator, n.area, n.measure, n.period, n.source, n.locator, n.before,
                CASE WHEN n.action = 'assert' THEN n.value END AS after, n.unit, n.note, c.author, c.date, c.reason,
                c.reason_en
            FROM (
                SELECT o.*, lag(o.value) OVER (
                    PARTITION BY indicator, area, measure, period, source, locator ORDER BY change_set
                ) AS before
                FROM observation o WHERE EXISTS (
                    SELECT 1 FROM observation k JOIN change_set s ON s.id = k.change_set AND s.kind = 'correction'
                    WHERE k.indicator = o.indicator AND k.area = o.area AND k.measure = o.measure
                      AND k.period = o.period AND k.source = o.source AND k.locator = o.locator
                )
            ) n
            JOIN change_set c ON c.id = n.change_set AND c.kind = 'correction'
            ORDER BY n.change_set, n.indicator, n.area, n.period, n.measure, n.source, n.locator"""
        return self._ask(sql)

    def guarded(self) -> pd.DataFrame:
        """Every correction accepted into the store, with what it expects and its state; see `corrections.noted`."""
        return noted(self)

    def newest(self, n: int = 20, *, areas: Sequence[str] = (), measures: Sequence[str] = ("value",)) -> pd.DataFrame:
        """The figures whose sources were published last, newest first. READING + published, title."""
        where = f"AND {among('r.area', areas)}" if areas else ""
        sql = f"""
            SELECT {SHOWN}, s.dated AS published, s.title
            FROM observation_current r JOIN source s ON s.id = r.source
            WHERE {among("r.measure", measures)} AND r.value IS NOT NULL {where}
            ORDER BY s.dated DESC NULLS LAST, r.period_end DESC, r.indicator, r.area, r.period, r.measure LIMIT ?"""
        return self._ask(sql, *measures, *areas, n)

    def status(self) -> dict[str, str | int]:
        """What this store is: store (path), observations, targets, change_sets, sources, data_version,
        schema_version, built.

        `observations` counts live figures, those not shown included; `targets` live targets.
        """
        counts = self._rows(
            """SELECT (SELECT count(*) FROM live), (SELECT count(*) FROM target_current),
                (SELECT count(*) FROM change_set), (SELECT count(*) FROM source)"""
        )[0]
        return {
            "store": str(self.path),
            **dict(zip(("observations", "targets", "change_sets", "sources"), counts, strict=True)),
            "data_version": self.data_version,
            "schema_version": int(self._facts["schema_version"]),
            "built": self._facts["built"],
        }

    def export_reading(self) -> str:
        """`observation_current` as canonical CSV text: built twice from the same data, it is the same to the byte."""
        return self._with_cursor(reading_text)

    def export_targets(self) -> str:
        """`target_current` as canonical CSV text."""
        return self._with_cursor(target_text)

    def verify(self) -> None:
        """Read everything and compare with the fingerprint of the build; raise StoreError on a difference.

        A fingerprint of another version of the database, which hashes otherwise, is not compared.
        """
        found = self._with_cursor(data_version)
        if self._facts.get("engine") == self._with_cursor(engine) and found != self.data_version:
            other = "{path}: the store does not hold what was built into it; {rebuild}"
            raise StoreError(other, path=self.path, rebuild=REBUILD)


_SAID = {
    "observation": ("value", "value_high", "qualifier", "unit", "obs_status", "stated_value", "stated_unit", "note"),
    "target": ("value", "value_high", "operator", "unit", "''", "stated_value", "stated_unit", "note"),
}
_TOLD = ("value", "value_high", "qualifier", "unit", "status", "stated_value", "stated_unit", "note")
_APART = {
    "observation": (*_SAID["observation"], "as_of", "base_period", "missing_reason"),
    "target": (
        *("value", "value_high", "operator", "unit", "stated_value", "stated_unit", "note", "nature", "owner"),
        *("reference_area", "base_period", "announced", "due", "supersedes", "hedge"),
    ),
}
"""What makes a row say another thing than the one before it."""


def _difference(log: str, key: tuple[str, ...], number: int) -> str:
    old = ", ".join(
        f"CASE WHEN before.change_set IS NOT NULL THEN {_of('before', name)} END AS old_{told}"
        for name, told in zip(_SAID[log], _TOLD, strict=True)
    )
    new = ", ".join(
        f"CASE WHEN m.action = 'assert' THEN {_of('m', name)} END AS new_{told}"
        for name, told in zip(_SAID[log], _TOLD, strict=True)
    )
    differs = " OR ".join(f"m.{name} IS DISTINCT FROM before.{name}" for name in _APART[log])
    kind = "m.kind" if "kind" in key else "''"
    return f"""{spoken(log, key, number)}
        SELECT '{log}' AS log, m.indicator, m.area, m.measure, m.period, m.source, m.locator, {kind} AS target_kind,
            CASE WHEN m.action = 'retract' AND before.change_set IS NULL THEN 'unchanged'
                WHEN m.action = 'retract' THEN 'retracted'
                WHEN before.change_set IS NULL THEN 'added'
                WHEN {differs} THEN 'changed' ELSE 'unchanged' END AS kind,
            {old}, {new}
        FROM mine m {joined(key, "before")}
        ORDER BY m.indicator, m.area, m.period_end, m.period, m.measure, m.source, m.locator"""


def _of(table: str, name: str) -> str:
    return name if name == "''" else f"{table}.{name}"
