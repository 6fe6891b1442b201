"""A file that is to be imported, as it was read: its sheets, what they were taken for, and the figures found."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from yardstick.errors import Problem
from yardstick.ingest.sheet.candidate import Candidate, Setting
from yardstick.ingest.sheet.fast import addresses_of, is_long, read_bulk
from yardstick.ingest.sheet.grid import EMPTY, TEXT, Grid
from yardstick.ingest.sheet.layout import NEEDED, Layout, detect
from yardstick.ingest.sheet.names import Mapping as Mapped
from yardstick.ingest.sheet.names import Names
from yardstick.ingest.sheet.opening import read_file, read_pasted
from yardstick.ingest.sheet.rows import SheetReader, candidates, doubled
from yardstick.model import Source
from yardstick.model.observation import ObsStatus
from yardstick.model.source import SourceKind
from yardstick.store import STATED
from yardstick.store.columns import stated_rows
from yardstick.workspace.ground import Ground
from yardstick.workspace.mappings import MAPPINGS_FILE, Kept, read_mappings

Place = tuple[int, int, int]
"""A cell: the sheet (from 0), its row and its column (from 1)."""
Progress = Callable[[float], None]
USUAL_KIND: SourceKind = "department_report"


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file: what was read, what it is taken for (None: no table of figures), whether it is used."""

    grid: Grid
    layout: Layout | None
    used: bool = True
    by_hand: bool = False

    @property
    def counts(self) -> bool:
        """Whether figures are read from it."""
        return self.used and self.layout is not None


@dataclass(frozen=True, eq=False)
class Found:
    """The figures of a file: `rows` the sound ones (columns of `store.STATED`), `places` their cells, in one order.

    `cells` are the addresses of these cells, which need not be the locators: a row may name a place in its source.
    `told` are the cells that are refused, left blank, or that there is something to say of, by their cell.
    """

    rows: pa.Table
    places: npt.NDArray[np.int32]
    told: tuple[tuple[Place, Candidate], ...]
    cells: pa.Array

    @cached_property
    def addresses(self) -> list[str]:
        """The address of each sound figure, as a reader of the file would say it."""
        said: list[str] = self.cells.to_pylist()
        return said


@dataclass(frozen=True, eq=False)
class Draft:
    """A file as read and as mapped; every change of it is another Draft.

    `source` is whose figures they are where the file does not say; `assumed` that nobody said so, and it was made of
    the file's name. `mapping` holds the words that were placed by hand for this file, `kept` those of earlier ones.
    `problems` are what keeps the file from being read.
    """

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    source: Source
    assumed: bool
    content: bytes = b""
    mapping: Mapped = field(default_factory=Mapped)
    kept: Kept = field(default_factory=Kept)
    status: ObsStatus = "A"
    problems: tuple[Problem, ...] = ()
    texts: Mapping[Place, str] = field(default_factory=dict)

    @property
    def words(self) -> Mapped:
        """The words placed by hand, now and before; those of now go first."""
        names = ("indicators", "areas", "periods", "units", "measures")
        both = {name: {**getattr(self.kept.words, name), **getattr(self.mapping, name)} for name in names}
        return Mapped(**both)

    def with_words(self, ground: Ground, mapping: Mapped) -> Draft:
        """The draft with these words placed by hand; sheets whose form was not set by hand are looked at again."""
        again = replace(self, mapping=mapping)
        names = Names(ground.catalogue, ground.areas, again.words)
        return replace(again, sheets=tuple(_looked_at(sheet, names, self.kept) for sheet in self.sheets))

    def with_layout(self, sheet: int, layout: Layout | None) -> Draft:
        """The draft with one sheet taken for something else; None leaves it out."""
        sheets = list(self.sheets)
        sheets[sheet] = replace(sheets[sheet], layout=layout or sheets[sheet].layout, used=layout is not None)
        if layout is not None:
            sheets[sheet] = replace(sheets[sheet], by_hand=True)
        return replace(self, sheets=tuple(sheets))

    def with_texts(self, texts: Mapping[Place, str]) -> Draft:
        """The draft with other texts in these cells: lines corrected by hand. `content` stays as it was sent."""
        return replace(self, texts={**self.texts, **texts})

    def with_source(self, source: Source) -> Draft:
        """The draft as figures of this source."""
        return replace(self, source=source, assumed=False)

    def setting(self, ground: Ground) -> Setting:
        """What the sheets are read with."""
        return Setting(
            ground.catalogue, ground.areas, self.source, self.name, mapping=self.words, status=self.status,
            sources=ground.sources,
        )  # fmt: skip

    def unplaced(self, ground: Ground) -> tuple[tuple[str, str], ...]:
        """(role, word) for every heading and label that stands for nothing known, in the order of the sheets."""
        return tuple(
            dict.fromkeys(word for sheet in self.sheets if sheet.counts for word in _unknown(sheet, self, ground))
        )


def draft(
    ground: Ground,
    path: Path,
    *,
    name: str = "",
    source: Source | None = None,
    today: dt.date | None = None,
    progress: Progress | None = None,
) -> Draft:
    """A file as read: form and words detected, those placed by hand before applied.

    `name` is the file as the person knows it. Without a `source` the figures are those of a source named after the
    file, published `today`, unless one of that name is known already. A file that cannot be read is a draft without
    sheets, with its problems. `progress` is told the share done now and then.
    """
    name = name or path.name
    try:
        content = path.read_bytes()
    except OSError as error:
        problem = Problem(name, None, "", "the file cannot be read", error.strerror or str(error))
        return _drafted(ground, name, b"", ([], (problem,)), source=source, today=today)
    with ThreadPoolExecutor(1) as pool:  # the sum is made outside Python's lock
        summed = pool.submit(hashlib.sha256, content)
        grids, problems = read_file(path, name, content=content, progress=progress)
        sha256 = summed.result().hexdigest()
    return _drafted(ground, name, content, (grids, tuple(problems)), source=source, today=today, sha256=sha256)


def pasted(
    ground: Ground, text: str, name: str, *, source: Source | None = None, today: dt.date | None = None
) -> Draft:
    """Cells pasted from a spreadsheet, or any delimited text, as a draft; `name` is what to call them."""
    grids, problems = read_pasted(text, name)
    return _drafted(ground, name, text.encode("utf-8", "replace"), (grids, tuple(problems)), source=source, today=today)


def _drafted(
    ground: Ground,
    name: str,
    content: bytes,
    read: tuple[Sequence[Grid], tuple[Problem, ...]],
    *,
    source: Source | None,
    today: dt.date | None,
    sha256: str = "",
) -> Draft:
    grids, problems = read
    kept, unread = read_mappings(ground.folder / ground.config.paths.data / MAPPINGS_FILE)
    names = Names(ground.catalogue, ground.areas, kept.words)
    sheets = tuple(_looked_at(Sheet(grid, None), names, kept) for grid in grids)
    found = Draft(
        name,
        sha256 or hashlib.sha256(content).hexdigest(),
        sheets,
        source or source_of(ground, name, today=today),
        assumed=source is None,
        content=content,
        kept=kept,
        problems=(*problems, *unread),
    )
    if grids and not any(sheet.counts for sheet in sheets):
        return replace(found, problems=(*found.problems, _nothing(found)))
    return found


def source_of(ground: Ground, name: str, *, today: dt.date | None = None) -> Source:
    """The source that figures of a file are given when nobody says whose they are: one named after the file."""
    known = ground.sources.get(source_id(name.rsplit(".", 1)[0]))
    return known or Source(source_id(name.rsplit(".", 1)[0]), name, "", USUAL_KIND, today or dt.date.today())


def source_id(title: str) -> str:
    """The id that a source brought by an import has, made of its title."""
    stem = re.sub(r"\W+", "-", title).strip("-").lower()[:40] or "file"
    return f"import-{stem}"


def new_source(ground: Ground, title: str, *, publisher: str, kind: SourceKind, published: dt.date | None) -> Source:
    """A source that is not known yet, with an id of its own made of its title."""
    base = source_id(title)
    taken = (f"{base}-{n}" for n in range(2, 10_000))
    known = base if base not in ground.sources else next(each for each in taken if each not in ground.sources)
    return Source(known, title.strip(), publisher.strip(), kind, published)


def figures(ground: Ground, draft: Draft, *, progress: Progress | None = None) -> Found:
    """Every figure of the sheets that are used; of two cells for one figure the later is refused."""
    setting = draft.setting(ground)
    tables: list[pa.Table] = []
    places: list[npt.NDArray[np.int32]] = []
    told: list[tuple[Place, Candidate]] = []
    addresses: list[pa.Array] = []
    for at, sheet in enumerate(draft.sheets):
        if not sheet.counts or sheet.layout is None or sheet.layout.unknown:
            continue
        grid, layout = _retyped(sheet.grid, draft.texts, at), sheet.layout
        if is_long(layout):
            bulk = read_bulk(grid, layout, setting, progress=_part(progress, at, len(draft.sheets)))
            tables.append(_stated(bulk.sound))
            rows = bulk.sound["row"].to_numpy().astype(np.int32)
            places.append(_places(at, rows, np.full(len(rows), layout.across[0], np.int32)))
            addresses.append(_addresses(grid, layout, bulk.sound))
            told += _placed(grid, at, bulk.told)
        else:
            found = candidates([(grid, layout)], setting)
            sound = [c for c in found if c.observation is not None]
            tables.append(stated_rows([c.observation for c in sound if c.observation is not None]))
            addresses.append(pa.array([c.address for c in sound], pa.string()))
            cells = [place for place, _ in _placed(grid, at, sound)]
            places.append(np.array(cells, np.int32).reshape(len(cells), 3))
            told += _placed(grid, at, [c for c in found if c.problems or c.missing])
        if progress is not None:
            progress((at + 1) / len(draft.sheets))
    if not tables:
        return Found(stated_rows([]), np.zeros((0, 3), np.int32), tuple(told), pa.array([], pa.string()))
    if len(tables) == 1:
        return Found(tables[0], places[0], tuple(told), addresses[0])
    rows = pa.concat_tables([table.cast(STATED) for table in tables]).combine_chunks()
    whole = Found(rows, np.concatenate(places), tuple(told), pa.concat_arrays(addresses))
    return _without_doubles(whole, draft, setting)


def _part(progress: Progress | None, at: int, of: int) -> Progress | None:
    """What tells the share done of one sheet among several."""
    return None if progress is None else lambda share: progress((at + share) / of)


def _addresses(grid: Grid, layout: Layout, sound: pa.Table) -> pa.Array:
    """The addresses of the cells of figures; the locators, where no row names a place of its own."""
    if "locator" in layout.columns:
        return addresses_of(grid, layout, sound["row"].to_numpy().astype(np.int64))
    whole = sound["locator"]
    return whole.chunk(0) if whole.num_chunks == 1 else whole.combine_chunks()


def _stated(sound: pa.Table) -> pa.Table:
    """The sound rows of a long table with the columns of `STATED`; words that repeat stay coded."""
    held = {name: sound[name] for name in STATED.names if name in sound.column_names}
    once = {"action": "assert", "base_period": ""}
    columns = {
        name: held[name] if name in held else _throughout(once.get(name), STATED.field(name).type, len(sound))
        for name in STATED.names
    }
    return pa.table(columns)


def _throughout(word: str | None, kind: pa.DataType, count: int) -> pa.Array:
    """A column that says the same in every row."""
    if word is None:
        return pa.nulls(count, kind)
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([word]))


def _places(sheet: int, rows: npt.NDArray[np.int32], columns: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    return np.stack([np.full(len(rows), sheet, np.int32), rows, columns], axis=1)


def _placed(grid: Grid, sheet: int, found: Sequence[Candidate]) -> list[tuple[Place, Candidate]]:
    """Candidates by their cells: those of a text file are told by the line, which may be another than the row."""
    rows = {line: row for row, line in enumerate(grid.lines, start=1)} if grid.lines and found else {}
    return [((sheet, rows.get(each.row, each.row), each.column), each) for each in found]


def _without_doubles(found: Found, draft: Draft, setting: Setting) -> Found:
    """Figures that stand on an earlier sheet already are refused."""
    names = ("indicator", "area", "measure", "period", "source")
    first: dict[tuple[str, ...], int] = {}
    keys = list(zip(*(found.rows[name].to_pylist() for name in names), strict=True))
    again = [at for at, key in enumerate(keys) if first.setdefault(key, at) != at]
    if not again:
        return found
    told = []
    for at in again:
        sheet, row, column = (int(n) for n in found.places[at])
        layout = draft.sheets[sheet].layout
        assert layout is not None
        reader = SheetReader(_retyped(draft.sheets[sheet].grid, draft.texts, sheet), layout, setting)
        (candidate,) = (c for c in reader.read(row) if c.column == column)
        place = found.addresses[first[keys[at]]]
        told.append(((sheet, row, column), doubled(candidate, place, file=draft.name)))
    refused = {place for place, _ in told}
    left = np.setdiff1d(np.arange(len(keys)), again)
    kept = tuple(pair for pair in found.told if pair[0] not in refused)
    return Found(
        found.rows.take(pa.array(left)), found.places[left], (*kept, *told), found.cells.take(pa.array(left))
    )  # fmt: skip


def _retyped(grid: Grid, texts: Mapping[Place, str], sheet: int) -> Grid:
    """The grid with the texts of a hand in their cells."""
    mine = {(row, column): text for (at, row, column), text in texts.items() if at == sheet}
    if not mine:
        return grid
    columns, kinds = list(grid.texts), list(grid.kinds)
    for column in {column for _, column in mine}:
        said, what = columns[column - 1].to_pylist(), bytearray(kinds[column - 1])
        for (row, at), text in mine.items():
            if at == column:
                said[row - 1], what[row - 1] = text, TEXT if text.strip() else EMPTY
        columns[column - 1], kinds[column - 1] = pa.array(said, pa.string()), bytes(what)
    return replace(grid, texts=tuple(columns), kinds=tuple(kinds))


def _looked_at(sheet: Sheet, names: Names, kept: Kept) -> Sheet:
    """What a sheet is taken for, unless a hand has said so.

    A form kept from an earlier sheet says where the words stand; what holds for the whole sheet, its titles and the
    remarks in and under its table are found anew.
    """
    if sheet.by_hand:
        return sheet
    form, found = kept.layout_of(sheet.grid), detect(sheet.grid, names)
    if form is None or found is None:
        return replace(sheet, layout=form or found)
    said = {*form.columns, *form.headers}
    fixed = {role: word for role, word in {**form.fixed, **found.fixed}.items() if role not in said}
    remarks = tuple(row for row in found.left_out if row.row >= form.first)
    titles = tuple(row for row in form.left_out if row.row < form.first)
    return replace(sheet, layout=replace(form, fixed=fixed, last=found.last, left_out=(*titles, *remarks)))


def _unknown(sheet: Sheet, draft: Draft, ground: Ground) -> list[tuple[str, str]]:
    """The words of one sheet that stand for nothing known."""
    layout, grid = sheet.layout, sheet.grid
    assert layout is not None
    names = Names(ground.catalogue, ground.areas, draft.words)
    left_out = {row.row for row in layout.left_out}
    said: list[tuple[str, str]] = []
    for role in (*NEEDED, "unit"):
        if role in layout.columns and layout.columns[role] <= grid.width:
            words = _distinct(grid, layout, column=layout.columns[role], left_out=left_out)
        elif role in layout.headers:
            words = [grid.heading(layout.headers[role], column) for column in layout.across]
        else:
            words = [layout.fixed[role]] if role in layout.fixed else []
        year = layout.fixed.get("period", "")[:4] if role == "period" else ""
        for word in dict.fromkeys(words):
            if word and not _is_known(names, role, word, year=year if year.isdigit() else ""):
                said.append((role, word))
    return said


def _is_known(names: Names, role: str, word: str, *, year: str) -> bool:
    if role == "unit":
        return bool(names.unit(word.strip("()（） ")))
    if role == "period":
        return bool(names.period(word, year).code)
    return bool((names.indicator if role == "indicator" else names.area)(word).code)


def _distinct(grid: Grid, layout: Layout, *, column: int, left_out: set[int]) -> list[str]:
    last = min(layout.last, grid.height)
    if last - layout.first > 5000:
        texts = grid.texts[column - 1].slice(layout.first - 1, last - layout.first + 1)
        return [text.strip() for text in texts.unique().to_pylist()]
    return [grid.heading(row, column) for row in range(layout.first, last + 1) if row not in left_out]


def _nothing(draft: Draft) -> Problem:
    return Problem(
        draft.name, None, "", "no table of figures was found", f"{len(draft.sheets)} sheets", "",
        "a long table has the headings indicator, area, period, value, unit",
    )  # fmt: skip
