"""Model objects → rows named like the columns of schema.sql, and rows → tables in one statement each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, Literal

import pyarrow as pa

from yardstick.model import Area, ChangeSet, Observation, Period, Source, Target

Action = Literal["assert", "retract"]
Row = dict[str, Any]


def insert(cursor: Any, table: str, rows: list[Row]) -> None:
    """Append rows to a table, typed by the table itself; a row that lacks one of its columns raises KeyError."""
    append(cursor, table, typed(cursor, table, rows))


def typed(cursor: Any, table: str, rows: list[Row]) -> pa.Table:
    """Rows as columns of the types that the store's table has."""
    schema = cursor.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema
    columns = [pa.array([row[field.name] for row in rows], type=field.type) for field in schema]
    return pa.table(columns, names=schema.names)


def append(cursor: Any, table: str, rows: pa.Table, *, at: Any = None, **throughout: Any) -> None:
    """Append a table whose columns are named like those of the store's, in any order; `throughout` are further columns,
    which say the same in every row. `at` are the places of the rows to append, in their order; all as they stand, where
    none are given.
    """
    if not (len(rows) if at is None else len(at)):
        return
    said = throughout | {name: word for name in rows.column_names if (word := _only(rows[name])) is not _VARIES}
    varied = [name for name in rows.column_names if name not in said] or rows.column_names[:1]
    told = {name: word for name, word in said.items() if name not in varied}
    content = rows.select(varied) if at is None else _taken(rows.select(varied), at)
    cursor.register("incoming", in_batches(content))
    names, holes = ", ".join([*varied, *told]), ", ".join([*varied, *("?" for _ in told)])
    cursor.execute(f"INSERT INTO {table} ({names}) SELECT {holes} FROM incoming", list(told.values()))
    cursor.unregister("incoming")


def in_batches(rows: pa.Table) -> pa.Table:
    """The rows in parts that are read side by side."""
    return pa.Table.from_batches(rows.combine_chunks().to_batches(_AT_ONCE), schema=rows.schema)


def _taken(rows: pa.Table, at: Any) -> pa.Table:
    """The rows at these places; the columns are taken side by side, each outside Python's lock."""
    places = pa.array(at)
    with ThreadPoolExecutor() as pool:
        return pa.table(list(pool.map(lambda column: column.take(places), rows.columns)), names=rows.column_names)


_AT_ONCE = 122_880
"""Rows of a row group: what one thread takes in."""
_VARIES = object()


def _only(column: Any) -> Any:
    """The one word of a coded column that has no other, None of an empty column; else `_VARIES`."""
    if column.null_count == len(column):
        return None
    if not pa.types.is_dictionary(column.type) or column.num_chunks != 1 or column.null_count:
        return _VARIES
    words = column.chunk(0).dictionary.to_pylist()
    return words[0] if len(words) == 1 else _VARIES


def area_rows(areas: Iterable[Area]) -> list[Row]:
    """Areas in the order given; `position` counts from 0."""
    names = ("code", "name_zh", "name_en", "level", "parent")
    return [_row(area, names) | {"position": i} for i, area in enumerate(areas)]


def source_rows(sources: Iterable[Source]) -> list[Row]:
    """Sources; `dated` is the day that orders them among others."""
    names = (
        "id", "title", "publisher", "kind", "published", "published_as", "signed", "dated", "doc_number", "url",
        "sha256", "confidence", "licence",
    )  # fmt: skip
    return [_row(source, names) for source in sources]


def change_set_rows(change_sets: Iterable[ChangeSet]) -> list[Row]:
    """Change sets of the reviewed files as they stand; those that are accepted into the store know the moment too."""
    names = ("id", "kind", "author", "date", "reason", "reason_en", "file", "sha256")
    return [_row(change_set, names) | {"accepted_at": None} for change_set in change_sets]


def precedence_rows(precedence: Mapping[str, int]) -> list[Row]:
    """Kind of source → rank."""
    return [{"kind": kind, "rank": rank} for kind, rank in precedence.items()]


def basis_rows(growth_implies: Mapping[str, bool]) -> list[Row]:
    """Indicator → whether its stated growth implies an earlier level."""
    return [{"indicator": name, "growth_implies": implies} for name, implies in growth_implies.items()]


def observation_rows(entries: Iterable[tuple[int, Observation]], *, action: Action = "assert") -> list[Row]:
    """The log's rows of (change set, observation)."""
    return [{"change_set": change_set, "action": action} | _observation(o) for change_set, o in entries]


def target_rows(entries: Iterable[tuple[int, Target]], *, action: Action = "assert") -> list[Row]:
    """The log's rows of (change set, target)."""
    names = (
        "area", "indicator", "measure", "operator", "value", "value_high", "unit", "kind", "nature", "reference_area",
        "base_period", "owner", "announced", "due", "supersedes", "source", "locator", "stated_value", "stated_unit",
        "note", "hedge",
    )  # fmt: skip
    return [{"change_set": n, "action": action} | _row(t, names) | period_of(t.period) for n, t in entries]


@lru_cache(maxsize=4096)
def year_before(period: Period) -> str:
    """The same period one year earlier (`2018-Q1` for `2019-Q1`); empty for a span of more than a year."""
    if period.start.year != period.end.year:
        return ""
    return "/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in period.code.split("/"))


def _observation(o: Observation) -> Row:
    names = (
        "indicator", "area", "measure", "as_of", "base_period", "value", "value_high", "qualifier", "unit",
        "obs_status", "source", "locator", "stated_value", "stated_unit", "missing_reason", "note",
    )  # fmt: skip
    return _row(o, names) | period_of(o.period)


def base_of(period: Period, base_period: str) -> Row:
    """The base of a change; over several years a change without one is a yearly average, one with a base spans them."""
    before = year_before(period)
    base = base_period or before
    years = period.start.year != period.end.year
    usual = not base_period or (not years and base_period in (before, str(period.start.year - 1)))
    return {"base": base or None, "base_year": _year(base), "usual_base": usual}


def period_of(period: Period) -> Row:
    """A period as the columns that the logs keep of it."""
    return {
        "period": period.code,
        "period_kind": period.kind,
        "period_start": period.start,
        "period_end": period.end,
        "year": period.year,
    }


@lru_cache(maxsize=4096)
def _year(code: str) -> int | None:
    try:
        return Period.parse(code).year
    except ValueError:
        return None


def _row(thing: object, names: Iterable[str]) -> Row:
    return {name: getattr(thing, name) for name in names}
