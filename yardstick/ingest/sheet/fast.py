"""The long form by columns: a million rows at the price of their distinct words.

Indicators, areas, periods and units are looked up once a word, plain numbers are parsed as one column, and every row
that is not plain goes the way of `rows`: both ways give the same figures and the same problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from yardstick.ingest.linking import in_unit
from yardstick.ingest.sheet.candidate import Candidate, Setting
from yardstick.ingest.sheet.grid import NUMBER, TEXT, Grid
from yardstick.ingest.sheet.layout import Layout
from yardstick.ingest.sheet.names import Named
from yardstick.ingest.sheet.rows import SheetReader, doubled
from yardstick.model import MEASURES

WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema([
    ("row", pa.int32()), ("indicator", WORD), ("area", WORD), ("measure", WORD), ("period", WORD),
    ("value", pa.float64()), ("value_high", pa.float64()), ("qualifier", WORD), ("unit", WORD), ("obs_status", WORD),
    ("source", WORD), ("locator", pa.string()), ("stated_value", pa.string()), ("stated_unit", WORD),
    ("missing_reason", WORD), ("note", WORD),
])  # fmt: skip
"""The sound rows: fields of Observation by their names, and the row of the grid (from 1) that each came from."""

_PLAIN = r"^-?(?:0|[1-9]\d{0,13})(?:\.\d{1,10})?$"
_DIGITS = 15
_KEY = ("indicator", "area", "measure", "period")

Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Bulk:
    """What a long table holds: `sound` by SCHEMA in the order of the rows, `told` the candidates to be told of.

    Those are the refused, the missing, and the figures with a remark; the last, and the missing that are written out,
    stand in `sound` as well.
    """

    sound: pa.Table
    told: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a combination of words for indicator, unit and measure stands for; `power` None where it is not plain."""

    indicator: str = ""
    measure: str = ""
    unit: str = ""
    kept: str = ""
    power: int | None = None
    low: float = -np.inf
    high: float = np.inf


def is_long(layout: Layout) -> bool:
    """Whether a layout can be read by columns: one figure a row."""
    return not layout.headers and len(layout.across) == 1


def read_bulk(grid: Grid, layout: Layout, setting: Setting) -> Bulk:
    """A long table as its sound rows and what is to be told; equal to `rows.candidates` of the same sheet."""
    reader = SheetReader(grid, layout, setting)
    first, last = layout.first, min(layout.last, grid.height)
    if last < first:
        return Bulk(SCHEMA.empty_table(), ())
    table, plain = _plain_rows(grid, layout, setting, first=first, last=last)
    slow = _slow_rows(reader, plain, first=first)
    sound = [c for c in slow if c.observation is not None]
    if sound:
        table = pa.concat_tables([table, _table(sound, grid)])
        table = table.take(pc.sort_indices(table, sort_keys=[("row", "ascending")]))
    table, twice = _without_doubles(table.unify_dictionaries().combine_chunks(), reader, file=setting.file)
    refused = {c.address for c in twice}
    told = [c for c in slow if (c.problems or c.missing) and c.address not in refused]
    return Bulk(table, tuple(sorted([*told, *twice], key=lambda c: c.row)))


def _slow_rows(reader: SheetReader, plain: Mask, *, first: int) -> list[Candidate]:
    if plain.all():
        return []
    wanted = {int(at) + first for at in np.flatnonzero(~plain)}
    return [candidate for row in reader.rows() if row in wanted for candidate in reader.read(row)]


def _words(grid: Grid, layout: Layout, role: str, *, first: int, last: int) -> tuple[Codes, list[str]]:
    """A role's words: the code of each row, and the distinct words without the blanks around them."""
    count = last - first + 1
    if role not in layout.columns or layout.columns[role] > grid.width:
        fixed = "" if role in layout.columns else layout.fixed.get(role, "")
        return np.zeros(count, np.int64), [fixed]
    encoded = pc.dictionary_encode(grid.texts[layout.columns[role] - 1].slice(first - 1, count))
    words = [word.strip() for word in encoded.dictionary.to_pylist()]
    if role == "unit":
        words = [word or layout.fixed.get("unit", "") for word in words] if "unit" in layout.headers else words
    return encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64), words


def _plain_rows(grid: Grid, layout: Layout, setting: Setting, *, first: int, last: int) -> tuple[pa.Table, Mask]:
    """The rows without anything odd as a table, and which they are."""
    span = {"first": first, "last": last}
    count = last - first + 1
    year = layout.fixed.get("period", "")[:4]
    areas, area_words = _words(grid, layout, "area", **span)
    periods, period_words = _words(grid, layout, "period", **span)
    area_codes = [setting.names.area(word).code for word in area_words]
    period_codes = [setting.names.period(word, year if year.isdigit() else "").code for word in period_words]
    combos, meanings = _meanings(grid, layout, setting, **span)

    column = layout.across[0]
    texts = grid.texts[column - 1].slice(first - 1, count)
    kinds = np.frombuffer(grid.kinds[column - 1], np.uint8)[first - 1 : last]
    plain = pc.match_substring_regex(texts, _PLAIN).to_numpy(zero_copy_only=False)
    plain &= pc.binary_length(texts).to_numpy(zero_copy_only=False) <= _DIGITS
    plain &= (kinds == TEXT) | (kinds == NUMBER)
    plain &= _known(area_codes)[areas] & _known(period_codes)[periods]
    plain &= np.array([meaning.power is not None for meaning in meanings])[combos]
    plain &= _undisturbed(grid, layout, **span)

    numbers = _numbers(texts, plain, combos, meanings)
    plain &= numbers >= np.array([meaning.low for meaning in meanings])[combos]
    plain &= numbers <= np.array([meaning.high for meaning in meanings])[combos]
    at = np.flatnonzero(plain)
    return _plain_table(
        grid, layout, setting, at=at, first=first, value=numbers[at], texts=texts,
        area=(areas[at], area_codes), period=(periods[at], period_codes), meaning=(combos[at], meanings),
    ), plain  # fmt: skip


def _plain_table(
    grid: Grid, layout: Layout, setting: Setting, *, at: Codes, first: int, value: npt.NDArray[np.float64],
    texts: pa.StringArray, area: tuple[Codes, list[str]], period: tuple[Codes, list[str]],
    meaning: tuple[Codes, list[_Meaning]],
) -> pa.Table:  # fmt: skip
    count = len(at)
    rows = at + first
    combos, meanings = meaning
    once = np.zeros(count, np.int64)
    columns = {
        "row": pa.array(rows.astype(np.int32)),
        "indicator": _coded(combos, [m.indicator for m in meanings]),
        "area": _coded(*area),
        "measure": _coded(combos, [m.measure for m in meanings]),
        "period": _coded(*period),
        "value": pa.array(value),
        "value_high": pa.nulls(count, pa.float64()),
        "qualifier": _coded(once, ["="]),
        "unit": _coded(combos, [m.kept for m in meanings]),
        "obs_status": _coded(once, [setting.status]),
        "source": _coded(once, [setting.source.id]),
        "locator": _locators(grid, layout, rows),
        "stated_value": texts.take(pa.array(at)),
        "stated_unit": _coded(combos, [m.unit for m in meanings]),
        "missing_reason": pa.nulls(count, pa.int32()).dictionary_encode().cast(WORD),
        "note": _coded(once, [""]),
    }
    return pa.table(columns, schema=SCHEMA)


def _known(codes: Sequence[str]) -> Mask:
    return np.array([bool(code) for code in codes])


def _coded(indices: Codes, words: Sequence[str]) -> pa.DictionaryArray:
    """Words by their codes, each distinct word once."""
    distinct = list(dict.fromkeys(words))
    places = np.array([distinct.index(word) for word in words], np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(places[indices]), pa.array(distinct, pa.string()))


def _undisturbed(grid: Grid, layout: Layout, *, first: int, last: int) -> Mask:
    """The rows without a hidden or merged cell, a bound or an upper end of their own, or that are left out."""
    fine = np.ones(last - first + 1, np.bool_)
    if grid.hidden or layout.across[0] in grid.hidden_columns:
        fine[:] = False
    odd = [*grid.hidden_rows, *(row.row for row in layout.left_out)]
    for row in odd:
        if first <= row <= last:
            fine[row - first] = False
    for top, _, bottom, _ in grid.merged:
        fine[max(top - first, 0) : max(bottom - first + 1, 0)] = False
    for role in ("value_high", "qualifier"):
        if role in layout.columns and layout.columns[role] <= grid.width:
            fine &= np.frombuffer(grid.kinds[layout.columns[role] - 1], np.uint8)[first - 1 : last] == 0
    return fine


def _meanings(grid: Grid, layout: Layout, setting: Setting, *, first: int, last: int) -> tuple[Codes, list[_Meaning]]:
    """The combination of words each row has for indicator, unit and measure, and what each combination means."""
    roles = [_words(grid, layout, role, first=first, last=last) for role in ("indicator", "unit", "measure")]
    combined = np.zeros(last - first + 1, np.int64)
    for codes, words in roles:
        combined = combined * len(words) + codes
    codes, distinct = pd.factorize(combined)
    meanings = []
    for code in distinct:
        rest, said = int(code), []
        for _, words in reversed(roles):
            rest, at = divmod(rest, len(words))
            said.append(words[at])
        measure, unit, indicator = said
        meanings.append(_meaning(indicator, unit, measure, layout=layout, setting=setting))
    return codes.astype(np.int64), meanings


def _meaning(indicator: str, unit: str, measure: str, *, layout: Layout, setting: Setting) -> _Meaning:
    named = setting.names.indicator(indicator)
    measure = setting.mapping.measures.get(measure, measure) or named.measure or "value"
    written = _unit(unit, named, layout=layout, setting=setting)
    if not named.code or measure not in MEASURES or not written:
        return _Meaning()
    references = setting.references()
    kept = references.kept_unit(named.code, measure)
    try:
        factor = in_unit(Decimal(1), written, to=kept, units=setting.catalogue.units)
    except (ValueError, KeyError):
        return _Meaning()
    _, digits, exponent = factor.normalize().as_tuple()
    limits = setting.catalogue.indicators[named.code].limits if measure == "value" else None
    low = -np.inf if limits is None or limits.min is None else limits.min
    high = np.inf if limits is None or limits.max is None else limits.max
    power = int(exponent) if digits == (1,) else None
    return _Meaning(named.code, measure, written, kept, power, low, high)


def _unit(said: str, named: Named, *, layout: Layout, setting: Setting) -> str:
    """As `SheetReader` finds the unit of a figure without one of its own."""
    units = setting.mapping.units
    said = said.strip("()（） ")
    return (
        units.get(said, said)
        or named.unit
        or units.get(named.code, "")
        or layout.fixed.get("unit", "")
        or units.get("", "")
    )


def _numbers(
    texts: pa.StringArray, plain: Mask, combos: Codes, meanings: Sequence[_Meaning]
) -> npt.NDArray[np.float64]:
    """The plain numbers in the units they are kept in, NaN elsewhere; the power of ten is applied to the text."""
    powers = np.array([meaning.power or 0 for meaning in meanings])[combos]
    digits = pc.if_else(pa.array(plain), texts, None)
    if np.any(powers[plain]):
        suffixes = _coded(combos, [f"e{meaning.power or 0}" for meaning in meanings]).cast(pa.string())
        digits = pc.binary_join_element_wise(digits, suffixes, "")
    numbers = pc.cast(digits, pa.float64())
    return np.asarray(pc.fill_null(numbers, np.nan).to_numpy(zero_copy_only=False), np.float64)


def _locators(grid: Grid, layout: Layout, rows: Codes) -> pa.StringArray:
    """The addresses of the cells of figures in these rows, as `Grid.address` gives them."""
    column = layout.across[0]
    heading = grid.text(layout.heading_row, column) if layout.heading_row else ""
    sample = grid.address(1, column, heading)
    number = str(grid.line(1))
    before, _, after = sample.partition(f"line {number}") if grid.lines else sample.rpartition(number)
    if grid.lines:
        before = "line "
    if not len(rows):
        return pa.array([], pa.string())
    lines = rows if not grid.lines else np.asarray(grid.lines)[rows - 1]
    return pc.binary_join_element_wise(before, pc.cast(pa.array(lines), pa.string()), after, "")


def _table(found: Iterable[Candidate], grid: Grid) -> pa.Table:
    """Sound candidates by SCHEMA."""
    rows = []
    of_line = {grid.line(row): row for row in range(1, grid.height + 1)} if grid.lines else {}
    for each in found:
        o = each.observation
        assert o is not None
        rows.append({
            "row": of_line.get(each.row, each.row), "indicator": o.indicator, "area": o.area, "measure": o.measure,
            "period": o.period.code, "value": o.value, "value_high": o.value_high, "qualifier": o.qualifier,
            "unit": o.unit, "obs_status": o.obs_status, "source": o.source, "locator": o.locator,
            "stated_value": o.stated_value, "stated_unit": o.stated_unit, "missing_reason": o.missing_reason,
            "note": o.note,
        })  # fmt: skip
    columns = [pa.array([row[name] for row in rows], pa.string() if t == WORD else t) for name, t in _types()]
    return pa.table([c.dictionary_encode() if t == WORD else c for c, (_, t) in zip(columns, _types(), strict=True)],
                    schema=SCHEMA)  # fmt: skip


def _types() -> list[tuple[str, pa.DataType]]:
    return [(field.name, field.type) for field in SCHEMA]


def _without_doubles(table: pa.Table, reader: SheetReader, *, file: str) -> tuple[pa.Table, list[Candidate]]:
    """The table without rows whose figure stands in an earlier row already, and those rows as refused candidates."""
    if not table.num_rows:
        return table, []
    key = np.zeros(table.num_rows, np.int64)
    for name in _KEY:
        column = table.column(name).combine_chunks()
        column = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
        key = key * max(len(column.dictionary), 1) + column.indices.to_numpy(zero_copy_only=False)
    twice = pd.Series(key).duplicated().to_numpy()
    if not twice.any():
        return table, []
    places = pd.Series(table.column("locator").to_pylist(), index=key)[~twice]
    again = np.flatnonzero(twice)
    rows = table.column("row").to_numpy()[again]
    found = [c for row in rows for c in reader.read(int(row))]
    refused = [doubled(c, str(places[k]), file=file) for c, k in zip(found, key[again], strict=True)]
    return table.filter(pa.array(~twice)), refused
