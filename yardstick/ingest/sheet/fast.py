"""The long form by columns: a million rows at the price of their distinct words.

Indicators, areas, periods, units and whatever else stands beside the figures are looked up once a word, plain numbers
are parsed as one column, and every row that is not plain goes the way of `rows`: both ways give the same figures and
the same problems.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from yardstick.ingest.cell import parse_period
from yardstick.ingest.linking import in_unit
from yardstick.ingest.sheet.beside import (
    ROLES,
    STATED,
    day_of,
    noted,
    qualifier_of,
    source_of,
    status_of,
    usual_status,
)
from yardstick.ingest.sheet.candidate import Candidate, Setting
from yardstick.ingest.sheet.column import Codes, Mask, Words, all_differ, is_plain, numbered, side_by_side
from yardstick.ingest.sheet.grid import NUMBER, TEXT, Grid
from yardstick.ingest.sheet.layout import Layout
from yardstick.ingest.sheet.names import Named
from yardstick.ingest.sheet.number import unquoted
from yardstick.ingest.sheet.rows import SheetReader, doubled
from yardstick.model import MEASURES

WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema([
    ("row", pa.int32()), ("indicator", WORD), ("area", WORD), ("measure", WORD), ("period", WORD),
    ("value", pa.float64()), ("value_high", pa.float64()), ("qualifier", WORD), ("unit", WORD), ("obs_status", WORD),
    ("source", WORD), ("locator", pa.string()), ("stated_value", pa.string()), ("stated_unit", WORD),
    ("missing_reason", WORD), ("note", WORD), ("as_of", pa.date32()), ("base_period", WORD), ("said_source", WORD),
])  # fmt: skip
"""The sound rows: fields of Observation by their names, the row of the grid (from 1) that each came from, and the
source as the row writes it (empty where it names none)."""

_ONCE = ("indicator", "area", "measure", "period", "source")
_WORDS = (
    "indicator", "area", "measure", "period", "unit", "qualifier", "obs_status", "base_period", "as_of", "source",
    "locator", "note",
)  # fmt: skip
"""What is looked up once a word."""
_EVERY = 500  # rows read one by one between two words on how far it is

Progress = Callable[[float], None]
Numbers = npt.NDArray[np.float64]
Ends = tuple[Numbers, pa.StringArray]


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
    kind: str = ""


def is_long(layout: Layout) -> bool:
    """Whether a layout can be read by columns: one figure a row."""
    return not layout.headers and len(layout.across) == 1


def read_bulk(grid: Grid, layout: Layout, setting: Setting, *, progress: Progress | None = None) -> Bulk:
    """A long table as its sound rows and what is to be told; equal to `rows.candidates` of the same sheet.

    `progress` is told the share done now and then.
    """
    first, last = layout.first, min(layout.last, grid.height)
    if last < first:
        return Bulk(SCHEMA.empty_table(), ())
    say = progress or _nothing
    reader = SheetReader(grid, layout, setting)
    table, plain = _Span(grid, layout, setting, first=first, last=last).read()
    done = 0.2 + 0.7 * float(plain.mean())
    say(done)
    slow = _slow_rows(reader, plain, first=first, say=lambda share: say(done + share * (0.95 - done)))
    sound = [c for c in slow if c.observation is not None]
    if sound:
        table = pa.concat_tables([table, _table(sound, grid)]).unify_dictionaries().combine_chunks()
        table = table.take(pc.sort_indices(table, sort_keys=[("row", "ascending")]))
    table, twice = _without_doubles(table, reader, file=setting.file)
    refused = {c.address for c in twice}
    told = [c for c in slow if (c.problems or c.missing) and c.address not in refused]
    say(1.0)
    return Bulk(table, tuple(sorted([*told, *twice], key=lambda c: c.row)))


def _nothing(_share: float) -> None:
    """Tells nobody."""


def _slow_rows(reader: SheetReader, plain: Mask, *, first: int, say: Progress) -> list[Candidate]:
    """The candidates of the rows that are not plain, each read by itself."""
    if plain.all():
        return []
    wanted = np.flatnonzero(~plain) + first
    held = np.logical_or.reduce([np.frombuffer(kinds, np.uint8) for kinds in reader.grid.kinds])
    left_out = {row.row for row in reader.layout.left_out}
    found: list[Candidate] = []
    for at, row in enumerate(wanted[held[wanted - 1]].tolist()):
        if row not in left_out:
            found += reader.read(row)
        if at % _EVERY == 0:
            say(at / len(wanted))
    return found


@dataclass
class _Span:
    """The rows of a table as columns; `fine` are those in which nothing odd was found yet."""

    grid: Grid
    layout: Layout
    setting: Setting
    first: int
    last: int
    fine: Mask = field(init=False)
    said: dict[int, Words] = field(init=False)
    plain: Mask = field(init=False)
    addresses: pa.StringArray = field(init=False)

    def __post_init__(self) -> None:
        self.fine = self._undisturbed()
        columns = sorted({at for role in _WORDS if (at := self._column(role)) is not None})
        calls: list[Callable[[], Any]] = [
            lambda: is_plain(self._texts(self.layout.across[0])),
            lambda: addresses_of(self.grid, self.layout, np.arange(self.count) + self.first),
            *(partial(Words.of, self._texts(at)) for at in columns),
        ]
        self.plain, self.addresses, *words = side_by_side(lambda call: call(), calls, rows=self.count)
        self.said = dict(zip(columns, words, strict=True))

    @property
    def count(self) -> int:
        return self.last - self.first + 1

    def read(self) -> tuple[pa.Table, Mask]:
        """The rows without anything odd as a table, and which they are."""
        combos, meanings = self._meanings()
        self.fine &= np.array([meaning.power is not None for meaning in meanings])[combos]
        columns = (
            self._placed()
            | self._beside()
            | {
                "indicator": Words(combos, [m.indicator for m in meanings]),
                "measure": Words(combos, [m.measure for m in meanings]),
                "unit": Words(combos, [m.kept for m in meanings]),
                "stated_unit": Words(combos, [m.unit for m in meanings]),
            }
        )
        columns["obs_status"] = self._statuses(columns["period"], Words(combos, [""]), meanings)
        low = self._numbers(self.layout.across[0], combos, meanings)
        high, columns["qualifier"] = self._upper(combos, meanings)
        if high is not None:
            self.fine &= np.isnan(high[0]) | (low[0] < high[0])
        return self._table(columns, low, high), self.fine

    def _column(self, role: str) -> int | None:
        """The column a role stands in, None for one that stands in none."""
        at = self.layout.columns.get(role)
        return None if at is None or at > self.grid.width else at

    def _texts(self, column: int) -> pa.StringArray:
        return self.grid.texts[column - 1].slice(self.first - 1, self.count)

    def _kinds(self, column: int) -> npt.NDArray[np.uint8]:
        return np.frombuffer(self.grid.kinds[column - 1], np.uint8)[self.first - 1 : self.last]

    def _words(self, role: str) -> Words:
        """What the rows say for a role; what holds for the whole sheet where it has no column."""
        column = self._column(role)
        if column is None:
            fixed = "" if role in self.layout.columns else self.layout.fixed.get(role, "")
            return Words.once(unquoted(fixed) if role in ROLES else fixed, self.count)
        found = self.said[column]
        return Words(found.codes, [unquoted(word) for word in found.words]) if role in ROLES else found

    def _known(self, words: Words, reader: Callable[[str], str | None]) -> Words:
        """The words as codes; rows with an unknown one are not fine."""
        codes, known = words.read(reader)
        self.fine &= known
        return codes

    def _undisturbed(self) -> Mask:
        """The rows without a hidden or merged cell or a reason for a missing value, and that are not left out."""
        grid, layout = self.grid, self.layout
        fine = np.ones(self.count, np.bool_)
        if grid.hidden or layout.across[0] in grid.hidden_columns or "missing_reason" in layout.fixed:
            fine[:] = False
        for row in [*grid.hidden_rows, *(row.row for row in layout.left_out)]:
            if self.first <= row <= self.last:
                fine[row - self.first] = False
        for top, _, bottom, _ in grid.merged:
            fine[max(top - self.first, 0) : max(bottom - self.first + 1, 0)] = False
        column = self._column("missing_reason")
        if column is not None:
            fine &= self._kinds(column) == 0
        return fine

    def _placed(self) -> dict[str, Words]:
        """Area, period, and the period of the base."""
        names = self.setting.names
        year = self.layout.fixed.get("period", "")[:4]
        year = year if year.isdigit() else ""
        return {
            "area": self._known(self._words("area"), lambda word: names.area(word).code or None),
            "period": self._known(self._words("period"), lambda word: names.period(word, year).code or None),
            "base_period": self._known(
                self._words("base_period"), lambda word: names.period(word).code or None if word else ""
            ),
        }

    def _beside(self) -> dict[str, Words]:
        """Days, remarks and sources; the place that a row names counts where its source is a known one."""
        said, own, known = self._words("source"), self.setting.source.id, self.setting.known_sources
        sources = [source_of(word, own, sources=known) for word in said.words]
        note = self._words("note")
        if any(words for _, words in sources):
            note = _joined(note, Words(said.codes, [words for _, words in sources]))
        named = np.array([bool(word) and not words for word, (_, words) in zip(said.words, sources, strict=True)])
        locator = self._words("locator")
        if not named.any():
            locator = Words.once("", self.count)
        elif not named.all():
            locator = Words(np.where(named[said.codes], locator.codes, len(locator.words)), [*locator.words, ""])
        return {
            "source": Words(said.codes, [source for source, _ in sources]),
            "said_source": said,
            "note": note,
            "locator": locator,
            "as_of": self._known(self._words("as_of"), day_of),
        }

    def _statuses(self, period: Words, combos: Words, meanings: Sequence[_Meaning]) -> Words:
        """The statuses said, the usual ones where none is; a missing value is not plain."""
        said = self._known(self._words("obs_status"), lambda word: _stated(status_of(word)))
        usual = self._usual(period, combos, meanings)
        if not any(said.words):
            return usual
        places = np.array([STATED.index(word) if word else -1 for word in said.words])[said.codes]
        return Words(np.where(places < 0, usual.codes, places), list(STATED))

    def _usual(self, period: Words, combos: Words, meanings: Sequence[_Meaning]) -> Words:
        own = self.setting.status
        if own != "A":
            return Words(np.full(self.count, STATED.index(own), np.int64), list(STATED))
        periods = [parse_period(code) if code else None for code in period.words]
        table = np.array([
            [STATED.index(usual_status(p, m.measure, m.kind)) if p is not None and m.power is not None else 0
             for m in meanings]
            for p in periods
        ])  # fmt: skip
        if not table.any():
            return Words.once("A", self.count)
        return Words(table[period.codes, combos.codes], list(STATED))

    def _numbers(self, column: int, combos: Codes, meanings: Sequence[_Meaning]) -> Ends:
        """The plain numbers of a column in the units they are kept in and their texts; rows without are not fine."""
        texts, kinds = self._texts(column), self._kinds(column)
        self.fine &= self.plain & ((kinds == TEXT) | (kinds == NUMBER))
        numbers = _scaled(texts, self.fine, combos, meanings)
        self.fine &= _within(numbers, combos, meanings)
        return numbers, texts

    def _upper(self, combos: Codes, meanings: Sequence[_Meaning]) -> tuple[Ends | None, Words]:
        """The upper ends (NaN where a row has none) with their texts, and the qualifiers; a range has both."""
        said = self._known(self._words("qualifier"), qualifier_of)
        qualifier = Words(said.codes, [word or "=" for word in said.words])
        is_range = np.array([word == "range" for word in said.words])[said.codes]
        column = self._column("value_high")
        has = self._kinds(column) > 0 if column is not None else np.zeros(self.count, np.bool_)
        if column is None and self.layout.fixed.get("value_high"):
            self.fine[:] = False
        if not has.any():
            self.fine &= ~is_range
            return None, qualifier
        assert column is not None
        texts = pc.if_else(pa.array(has), self._texts(column), "")
        self.fine &= ~has | is_plain(texts)
        self.fine &= np.where(has, np.array([word in ("", "range") for word in said.words])[said.codes], ~is_range)
        high = _scaled(texts, self.fine & has, combos, meanings)
        self.fine &= ~has | _within(high, combos, meanings)
        codes = np.where(has, len(qualifier.words), qualifier.codes)
        return (high, texts), Words(codes, [*qualifier.words, "range"])

    def _meanings(self) -> tuple[Codes, list[_Meaning]]:
        """The combination of words each row has for indicator, unit and measure, and what each combination means."""
        roles = [self._words(role) for role in ("indicator", "unit", "measure")]
        combined, possible = np.zeros(self.count, np.int64), 1
        for each in roles:
            combined = combined * len(each.words) + each.codes if len(each.words) > 1 else combined
            possible *= len(each.words)
        codes, distinct = numbered(combined, possible)
        meanings = []
        for code in distinct:
            rest, said = int(code), []
            for each in reversed(roles):
                rest, at = divmod(rest, len(each.words))
                said.append(each.words[at])
            measure, unit, indicator = said
            meanings.append(_meaning(indicator, unit, measure, layout=self.layout, setting=self.setting))
        return codes, meanings

    def _table(self, columns: dict[str, Words], low: Ends, high: Ends | None) -> pa.Table:
        whole = bool(self.fine.all())
        at: Any = slice(None) if whole else np.flatnonzero(self.fine)
        rows = (np.arange(self.count) if whole else at) + self.first
        count = len(rows)
        stated = low[1] if high is None else _ranges(low[1], high)
        said = {name: words for name, words in columns.items() if name not in ("locator", "as_of")}
        taken = side_by_side(lambda words: words.taken(at), [*said.values()], rows=count)
        made: dict[str, pa.Array] = dict(zip(said, taken, strict=True))
        made |= {
            "row": pa.array(rows.astype(np.int32)),
            "value": pa.array(low[0][at]),
            "value_high": pa.nulls(count, pa.float64()) if high is None else pa.array(high[0][at], from_pandas=True),
            "locator": self._locators(columns["locator"], None if whole else at),
            "stated_value": stated if whole else stated.take(pa.array(at)),
            "missing_reason": pa.nulls(count, pa.int32()).dictionary_encode().cast(WORD),
            "as_of": _days(columns["as_of"], at),
        }
        return pa.table(made, schema=SCHEMA)

    def _locators(self, said: Words, at: Codes | None) -> pa.StringArray:
        """The places that the rows name, else the addresses of their cells of figures as `Grid.address` gives them."""
        addresses = self.addresses if at is None else self.addresses.take(pa.array(at))
        if not any(said.words):
            return addresses
        named = said.taken(slice(None) if at is None else at).cast(pa.string())
        return pc.if_else(pc.equal(named, ""), addresses, named)


def _stated(status: str | None) -> str | None:
    return None if status == "M" else status


def _joined(note: Words, more: Words) -> Words:
    """Two parts of a note as one, each pair once."""
    codes, distinct = pd.factorize(note.codes * len(more.words) + more.codes)
    pairs = [divmod(int(code), len(more.words)) for code in distinct]
    return Words(codes.astype(np.int64), [noted(note.words[a], more.words[b]) for a, b in pairs])


def _days(words: Words, at: Any) -> pa.Array:
    if not any(words.words):
        return pa.nulls(len(words.codes[at]), pa.date32())
    days = [dt.date.fromisoformat(word) if word else None for word in words.words]
    return pa.array(days, pa.date32()).take(pa.array(words.codes[at]))


def _ranges(low: pa.StringArray, high: Ends) -> pa.StringArray:
    """Ranges as they are stated, 1–2; other figures as they are."""
    both = pc.binary_join_element_wise(low, high[1], "–")
    return pc.if_else(pa.array(np.isnan(high[0])), low, both)


def _within(numbers: Numbers, combos: Codes, meanings: Sequence[_Meaning]) -> Mask:
    """Which numbers lie within the limits of their indicators; NaN does not."""
    low, high = np.array([m.low for m in meanings]), np.array([m.high for m in meanings])
    if not (np.isfinite(low).any() or np.isfinite(high).any()):
        return ~np.isnan(numbers)
    return np.asarray((numbers >= low[combos]) & (numbers <= high[combos]))


def _scaled(texts: pa.StringArray, plain: Mask, combos: Codes, meanings: Sequence[_Meaning]) -> Numbers:
    """The plain numbers in the units they are kept in, NaN elsewhere; the power of ten is applied to the text."""
    digits = texts if plain.all() else pc.if_else(pa.array(plain), texts, None)
    if any(meaning.power for meaning in meanings):
        suffixes = Words(combos, [f"e{meaning.power or 0}" for meaning in meanings]).taken(slice(None))
        digits = pc.binary_join_element_wise(digits, suffixes.cast(pa.string()), "")
    return np.asarray(pc.cast(digits, pa.float64()).to_numpy(zero_copy_only=False), np.float64)


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
    definition = setting.catalogue.indicators[named.code]
    limits = definition.limits if measure == "value" else None
    low = -np.inf if limits is None or limits.min is None else limits.min
    high = np.inf if limits is None or limits.max is None else limits.max
    power = int(exponent) if digits == (1,) else None
    return _Meaning(named.code, measure, written, kept, power, low, high, definition.kind)


def _unit(said: str, named: Named, *, layout: Layout, setting: Setting) -> str:
    """As `SheetReader` finds the unit of a figure without one of its own."""
    units = setting.mapping.units
    said = said.strip("()（） ") if "unit" in layout.columns else ""
    return (
        (units.get(said, said) if said else "")
        or named.unit
        or units.get(named.code, "")
        or layout.fixed.get("unit", "")
        or units.get("", "")
    )


def addresses_of(grid: Grid, layout: Layout, rows: Codes) -> pa.StringArray:
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
    lines = _lines(grid)[rows - 1] if grid.lines else rows
    return pc.binary_join_element_wise(before, pc.cast(pa.array(lines), pa.string()), after, "")


def _lines(grid: Grid) -> Codes:
    lines = grid.lines
    return np.arange(lines.start, lines.stop, lines.step) if isinstance(lines, range) else np.asarray(lines)


def _table(found: Iterable[Candidate], grid: Grid) -> pa.Table:
    """Sound candidates by SCHEMA."""
    rows = []
    of_line = {grid.line(row): row for row in range(1, grid.height + 1)} if grid.lines else {}
    for each in found:
        o = each.observation
        assert o is not None
        own = {"row": of_line.get(each.row, each.row), "period": o.period.code, "said_source": each.said_source}
        rows.append({name: own[name] if name in own else getattr(o, name) for name in SCHEMA.names})
    columns = [pa.array([row[name] for row in rows], pa.string() if t == WORD else t) for name, t in _types()]
    return pa.table([c.dictionary_encode() if t == WORD else c for c, (_, t) in zip(columns, _types(), strict=True)],
                    schema=SCHEMA)  # fmt: skip


def _types() -> list[tuple[str, pa.DataType]]:
    return [(field.name, field.type) for field in SCHEMA]


def _once(table: pa.Table) -> tuple[Codes, int]:
    """A number for what each row is of (`Candidate.said_once`): two rows of one number speak of one figure; and how
    many such numbers there may be.
    """
    key, possible = np.zeros(table.num_rows, np.int64), 1
    for name in _ONCE:
        column = _whole(table, name)
        if len(column.dictionary) > 1:
            key = key * len(column.dictionary) + column.indices.to_numpy(zero_copy_only=False)
            possible *= len(column.dictionary)
    return key, possible


def _whole(table: pa.Table, name: str) -> Any:
    column = table.column(name).combine_chunks()
    return column.chunk(0) if isinstance(column, pa.ChunkedArray) else column


def _without_doubles(table: pa.Table, reader: SheetReader, *, file: str) -> tuple[pa.Table, list[Candidate]]:
    """The table without rows whose figure stands in an earlier row already, and those rows as refused candidates."""
    if not table.num_rows:
        return table, []
    key, possible = _once(table)
    if "locator" in reader.layout.columns or "locator" in reader.layout.fixed:
        own = addresses_of(reader.grid, reader.layout, table.column("row").to_numpy().astype(np.int64))
        said = Words.of(pc.if_else(pc.equal(_whole(table, "locator"), own), "", _whole(table, "locator")))
        key = pd.factorize(key)[0] * len(said.words) + said.codes
        possible = table.num_rows * len(said.words)
    if all_differ(key, possible):
        return table, []
    twice = pd.Series(key).duplicated().to_numpy()
    once, again = np.flatnonzero(~twice), np.flatnonzero(twice)
    rows = table.column("row").to_numpy().astype(np.int64)
    earlier = once[pd.Index(key[once]).get_indexer(pd.Index(key[again]))]
    places = addresses_of(reader.grid, reader.layout, rows[earlier]).to_pylist()
    found = [c for row in rows[again] for c in reader.read(int(row))]
    refused = [doubled(c, place, file=file) for c, place in zip(found, places, strict=True)]
    return table.filter(pa.array(~twice)), refused
