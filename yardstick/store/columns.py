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
from yardstick.store.load import base_of, period_of

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

    Columns that are usually empty may be left out, other columns are passed over. Raises StoreError when a column is
    missing, is of another type, or holds a text that is no period.
    """
    stated = _stated(table)
    try:
        times = _spread(_keyed(stated, "period"), lambda key: period_of(Period.parse(key)), _PERIOD)
        bases = _spread(
            _keyed(stated, "period", "base_period"), lambda key: base_of(Period.parse(key[0]), key[1]), _BASE
        )
    except ValueError as error:
        raise StoreError("the rows cannot be stored: {why}", why=error) from error
    return pa.table({name: stated[name] for name in STATED.names} | times | bases | _allowed(stated))


_PERIOD = {
    "period_kind": TEXT, "period_start": pa.date32(), "period_end": pa.date32(), "year": pa.int32(),
}  # fmt: skip
_BASE = {"base": TEXT, "base_year": pa.int32(), "usual_base": pa.bool_()}


def _stated(table: pa.Table) -> pa.Table:
    columns: dict[str, Any] = {}
    for field in STATED:
        if field.name in table.column_names:
            try:
                columns[field.name] = table[field.name].cast(field.type).combine_chunks()
            except pa.ArrowException as error:
                raise StoreError(
                    "the rows cannot be stored: column {name}: {why}", name=field.name, why=error
                ) from error
        elif field.name in _USUAL:
            columns[field.name] = pa.nulls(len(table), field.type)
            if _USUAL[field.name] is not None:
                columns[field.name] = columns[field.name].fill_null(_USUAL[field.name])
        else:
            raise StoreError("the rows cannot be stored: there is no column {name}", name=field.name)
    return pa.table(columns, schema=STATED).combine_chunks()


def _array(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _keyed(table: pa.Table, *names: str) -> Any:
    """The dictionary of one column, or of the pairs of two: (each key, where each row finds its own)."""
    if len(names) == 1:
        encoded = _array(table[names[0]]).dictionary_encode()
        return encoded.dictionary.to_pylist(), encoded.indices
    joined = pc.binary_join_element_wise(*(_array(table[name]) for name in names), "\x1f")
    encoded = _array(joined).dictionary_encode()
    return [tuple(key.split("\x1f")) for key in encoded.dictionary.to_pylist()], encoded.indices


def _spread(keyed: Any, made: Any, types: dict[str, Any]) -> dict[str, Any]:
    """What `made` says of each key, as columns over all rows."""
    keys, places = keyed
    said = [made(key) for key in keys]
    return {name: pa.array([each[name] for each in said], type=kind).take(places) for name, kind in types.items()}


def _allowed(stated: pa.Table) -> dict[str, Any]:
    """`rounding`, `low` and `high`, to the bit what `bounds` says of each row by itself."""
    value, held = _numbers(stated["value"])
    half = _half_units(stated, value, held)
    known = held & ~np.isnan(half)
    qualifier = np.asarray(_array(stated["qualifier"]).to_numpy(zero_copy_only=False), dtype=object)
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
