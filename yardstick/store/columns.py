"""Figures as columns: what the log keeps of them beyond what is stated, worked out for a million rows at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from yardstick.errors import StoreError
from yardstick.model import Observation, Period
from yardstick.store.bounds import allowed, half_unit
from yardstick.store.load import period_of

TEXT = pa.string()
STATED = pa.schema([
    pa.field("action", TEXT), pa.field("indicator", TEXT), pa.field("area", TEXT), pa.field("measure", TEXT),
    pa.field("period", TEXT), pa.field("as_of", pa.date32()), pa.field("base_period", TEXT),
    pa.field("value", pa.float64()), pa.field("value_high", pa.float64()), pa.field("qualifier", TEXT),
    pa.field("unit", TEXT), pa.field("obs_status", TEXT), pa.field("source", TEXT), pa.field("locator", TEXT),
    pa.field("stated_value", TEXT), pa.field("stated_unit", TEXT), pa.field("missing_reason", TEXT),
    pa.field("note", TEXT),
])  # fmt: skip
"""The columns that say a figure; the log's others follow from them. `action` is `assert` or `retract`."""

CELL = ("indicator", "area", "measure", "period")
_WORD = pa.dictionary(pa.int32(), TEXT)
_OWN = ("locator", "stated_value")
"""Texts that hardly any two rows share; the others are kept as codes of their words."""
_LAID = pa.schema([
    pa.field(each.name, _WORD) if each.type == TEXT and each.name not in _OWN else each for each in STATED
])  # fmt: skip

_MAY_BE_NONE = ("as_of", "value", "value_high", "missing_reason")
_USUAL = {
    "action": "assert", "measure": "value", "as_of": None, "base_period": "", "value_high": None, "qualifier": "=",
    "obs_status": "A", "stated_value": "", "stated_unit": "", "missing_reason": None, "note": "",
}  # fmt: skip
"""What a table that lacks one of these columns says."""

_PLAIN = r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$"


def stated_rows(observations: Iterable[Observation], *, action: str = "assert") -> pa.Table:
    """Observations as a table of `STATED`."""
    rows = list(observations)
    names = [name for name in STATED.names if name not in ("action", "period")]
    columns: dict[str, Any] = {name: [getattr(o, name) for o in rows] for name in names}
    columns |= {"action": [action] * len(rows), "period": [o.period.code for o in rows]}
    return pa.table({field.name: pa.array(columns[field.name], type=field.type) for field in STATED})


def complete(table: pa.Table) -> pa.Table:
    """A table of stated figures with every column of the log but `change_set`; `STATED` tells the names and types.

    Words that repeat are dictionaries. Columns that are usually empty may be left out, other columns are passed over.
    Raises StoreError when a column is missing, is of another type, or holds a text that is no period.
    """
    stated = _stated(table)
    periods = _array(stated["period"])
    try:
        said = [period_of(Period.parse(code)) for code in periods.dictionary.to_pylist()]
    except ValueError as error:
        raise StoreError("the rows cannot be stored: {why}", why=error) from error
    for name, kind in _PERIOD.items():
        words = pa.array([each[name] for each in said], type=kind)
        stated = stated.append_column(name, _coded(words, periods) if kind == TEXT else words.take(periods.indices))
    return stated


def _coded(words: Any, periods: pa.DictionaryArray) -> pa.DictionaryArray:
    """A word for each period as a column of codes, each word once."""
    once = words.dictionary_encode().cast(_WORD)
    return pa.DictionaryArray.from_arrays(once.indices.take(periods.indices), once.dictionary)


_PERIOD = {
    "period_kind": TEXT, "period_start": pa.date32(), "period_end": pa.date32(), "year": pa.int32(),
}  # fmt: skip


def _stated(table: pa.Table) -> pa.Table:
    columns: dict[str, Any] = {}
    for field in _LAID:
        if field.name in table.column_names:
            try:
                columns[field.name] = _cast(table[field.name], field.type)
            except pa.ArrowException as error:
                raise StoreError(
                    "the rows cannot be stored: column {name}: {why}", name=field.name, why=error
                ) from error
            if columns[field.name].null_count and field.name not in _MAY_BE_NONE:
                raise StoreError("the rows cannot be stored: column {name} is empty in some of them", name=field.name)
        elif field.name in _USUAL:
            columns[field.name] = _throughout(_USUAL[field.name], field.type, len(table))
        else:
            raise StoreError("the rows cannot be stored: there is no column {name}", name=field.name)
    return pa.table(columns, schema=_LAID)


def _cast(column: Any, kind: Any) -> Any:
    coded = pa.types.is_dictionary(column.type)
    if kind == _WORD and not coded:
        return _array(column.cast(TEXT)).dictionary_encode().cast(_WORD)
    if coded and isinstance(column, pa.ChunkedArray):
        column = column.unify_dictionaries()
    made = _array(column if column.type == kind else column.cast(kind))
    return _used(made) if coded and kind == _WORD else made


def _used(column: pa.DictionaryArray) -> pa.DictionaryArray:
    """A coded column without the words that no row says."""
    if len(column) and not column.null_count:
        if len(column.dictionary) == 1:
            return column
        codes, none = column.indices.to_numpy(), None
    else:
        codes = column.indices.fill_null(0).to_numpy(zero_copy_only=False)
        none = column.indices.is_null().to_numpy(zero_copy_only=False)
    used = np.zeros(len(column.dictionary), np.bool_)
    used[codes if none is None else codes[~none]] = True
    if used.all():
        return column
    places = (np.cumsum(used, dtype=np.int32) - 1)[codes] if len(used) else codes
    return pa.DictionaryArray.from_arrays(pa.array(places, mask=none), column.dictionary.filter(pa.array(used)))


def _throughout(word: str | None, kind: Any, count: int) -> Any:
    """A column that says the same in every row."""
    if word is None:
        return pa.nulls(count, kind)
    if kind == _WORD:
        return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([word]))
    return pa.array([word]).take(pa.array(np.zeros(count, np.int32)))


def _array(column: Any) -> Any:
    """A column in one piece."""
    if not isinstance(column, pa.ChunkedArray):
        return column
    if column.num_chunks == 1:
        return column.chunk(0)
    whole = column.combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) and whole.num_chunks else whole


def together(tables: Iterable[pa.Table]) -> pa.Table:
    """Completed tables as one."""
    return pa.concat_tables(tables).unify_dictionaries().combine_chunks()


def in_order(table: pa.Table) -> tuple[Any, Any]:
    """The places of a completed table's rows sorted by indicator, area and the end of the period, and the places of
    rows whose cell is that of an earlier one of them, too.
    """
    key, distinct = np.zeros(len(table), np.int64), 1
    for name in ("indicator", "area", "period", "measure"):
        column = _array(table[name])
        words = column.dictionary.to_pylist()
        if len(words) == 1:
            continue
        if distinct * max(1, len(words)) >= 2**62:
            _, key = np.unique(key, return_inverse=True)
            distinct = len(table)
        key *= len(words)
        key += _ranks(words, name)[column.indices.to_numpy(zero_copy_only=False)]
        distinct *= max(1, len(words))
    if distinct <= _SPARSE * len(table):
        order = _placed(key, distinct)
        if len(order) == len(key):
            return order, order[:0]
    order = np.argsort(key)
    return order, order[1:][np.diff(key[order]) == 0]


_SPARSE = 8
"""Possible keys for each row up to which there is a place for every key; sorting costs less where there are more."""


def _placed(key: Any, distinct: int) -> Any:
    """The places of keys, sorted by them; only one of those that are equal."""
    places = np.full(distinct, -1, np.int32)
    places[key] = np.arange(len(key), dtype=np.int32)
    return places[places >= 0].astype(np.int64)


def _ranks(words: list[str], column: str) -> Any:
    """Where each word stands among those of its column: texts as the store sorts them, periods by their ends."""
    keys = [(Period.parse(word).end if column == "period" else None, word.encode()) for word in words]
    ranks = np.zeros(len(words), np.int64)
    ranks[sorted(range(len(words)), key=keys.__getitem__)] = range(len(words))
    return ranks


def pairs(table: pa.Table, one: str, other: str) -> list[tuple[str, str]]:
    """The pairs of words that a completed table has in two columns of words."""
    first, second = _array(table[one]), _array(table[other])
    many, said = first.dictionary.to_pylist(), second.dictionary.to_pylist()
    codes = first.indices.to_numpy().astype(np.int64) * len(said) + second.indices.to_numpy()
    if len(many) * len(said) <= _FLAGS:
        flags = np.zeros(len(many) * len(said), np.bool_)
        flags[codes] = True
        found = np.flatnonzero(flags)
    else:
        found = np.unique(codes)
    return [(many[code // len(said)], said[code % len(said)]) for code in found.tolist()]


_FLAGS = 10_000_000
"""Pairs that are possible up to which each has a mark of its own."""


def bounds_of(stated: pa.Table) -> dict[str, Any]:
    """`rounding`, `low` and `high` of figures (value, value_high, qualifier, stated_value), to the bit what `bounds`
    says of each by itself; nothing where there is no value.
    """
    value, held = _numbers(stated["value"])
    half = _half_units(stated, value, held)
    known = held & ~np.isnan(half)
    qualifier = np.asarray(_array(stated["qualifier"].cast(TEXT)).to_numpy(zero_copy_only=False), dtype=object)
    high_value, high_held = _numbers(stated["value_high"])
    upper = np.where(high_held, high_value, value)
    with np.errstate(invalid="ignore"):
        low, high = allowed(value, half, upper, qualifier)
    return {
        "rounding": pa.array(half, mask=~known),
        "low": pa.array(low, mask=~known),
        "high": pa.array(high, mask=~known),
    }


def _numbers(column: Any) -> tuple[Any, Any]:
    held = _array(column).is_valid().to_numpy(zero_copy_only=False)
    return _array(column).fill_null(0.0).to_numpy(zero_copy_only=False), held


def _half_units(stated: pa.Table, value: Any, held: Any) -> Any:
    """Half a unit of the last digit stated: by columns where the text is a plain number, else row by row."""
    texts = pc.replace_substring(pc.replace_substring(_array(stated["stated_value"]), ",", ""), "，", "")
    texts = pc.utf8_trim_whitespace(texts)
    plain = pc.match_substring_regex(texts, _PLAIN).to_numpy(zero_copy_only=False)
    usable = pc.if_else(pa.array(plain), texts, "0")
    number = usable.cast(pa.float64()).to_numpy(zero_copy_only=False)
    point = pc.find_substring(usable, ".").to_numpy(zero_copy_only=False)
    length = pc.utf8_length(usable).to_numpy(zero_copy_only=False)
    digits = np.where(point < 0, 0, length - point - 1)
    powers = np.array([10.0**-n for n in range(16)])
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        factor = np.where(number != 0, np.abs(value / np.where(number != 0, number, 1.0)), 1.0)
    half = np.where(held, 0.5 * powers[digits] * factor, np.nan)
    said = _array(stated["stated_value"])
    for at in np.flatnonzero(held & ~plain):
        found = half_unit(float(value[at]), said[int(at)].as_py() or "")
        half[at] = np.nan if found is None else found
    return half
