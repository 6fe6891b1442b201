"""Grid and layout → candidates: every cell where a figure may stand becomes a figure, a missing one, or a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from yardstick.errors import Problem, Problems
from yardstick.ingest.cell import Cells, parse_period
from yardstick.ingest.linking import References
from yardstick.ingest.observations import COLUMNS, observation_of
from yardstick.ingest.sheet.beside import (
    ROLES,
    STATED,
    day_of,
    noted,
    qualifier_of,
    reason_of,
    source_of,
    status_of,
    usual_status,
)
from yardstick.ingest.sheet.candidate import Candidate, Setting
from yardstick.ingest.sheet.grid import Grid
from yardstick.ingest.sheet.layout import NEEDED, Layout
from yardstick.ingest.sheet.names import Named
from yardstick.ingest.sheet.number import Figure, Missing, read_number, unquoted
from yardstick.ingest.table import Row
from yardstick.model import MEASURES, MISSING_REASONS, QUALIFIERS
from yardstick.model.observation import MissingReason, Qualifier

WORDS: Mapping[str, tuple[Callable[[str], str | None], str, str]] = {
    "qualifier": (qualifier_of, "unknown qualifier", ",".join(QUALIFIERS)),
    "obs_status": (status_of, "unknown status", ",".join(STATED)),
    "missing_reason": (reason_of, "unknown reason for a missing value", ",".join(MISSING_REASONS)),
    "base_period": (str, "not a period", ""),
    "as_of": (day_of, "not a date", "2019-04-23"),
}
"""Roles beside a figure whose words have codes: how they are read, what an unknown one is called, what is expected."""

ABSENT = ("obs_status", "missing_reason")
"""What may say of a blank cell that the figure is missing."""

UNKNOWN = {"indicator": "unknown indicator", "area": "unknown area", "period": "not a period"}


def candidates(sheets: Iterable[tuple[Grid, Layout]], setting: Setting) -> list[Candidate]:
    """Every cell of figures of these sheets, in their order; of two cells for one figure the later is refused."""
    found: list[Candidate] = []
    for grid, layout in sheets:
        reader = SheetReader(grid, layout, setting)
        for row in reader.rows():
            found += reader.read(row)
    return without_doubles(found, file=setting.file)


def without_doubles(found: Sequence[Candidate], *, file: str) -> list[Candidate]:
    """The candidates; one whose figure stands in an earlier cell already is refused, with that cell's place."""
    taken: dict[tuple[str, ...], str] = {}
    out = []
    for each in found:
        if each.observation is not None:
            place = taken.setdefault(each.said_once, each.address)
            if place != each.address:
                out.append(doubled(each, place, file=file))
                continue
        out.append(each)
    return out


def doubled(candidate: Candidate, place: str, *, file: str) -> Candidate:
    """The candidate refused because its figure stands at `place` already."""
    hint = f"the same key stands at {place}"
    key = " ".join(candidate.key)
    problem = Problem(file, candidate.row, candidate.address, "duplicate figure", key, "", hint)
    return replace(candidate, observation=None, problems=(problem,), missing="")


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says beside a figure, as codes; `high` is the text of an upper end.

    `note` is the remark and what of the source goes with it; `absent` the text that says why there is no figure;
    `problems` are the words that are not known.
    """

    qualifier: str
    high: str
    status: str
    reason: str
    base_period: str
    as_of: str
    source: str
    locator: str
    note: tuple[str, str]
    absent: str
    problems: tuple[Problem, ...]


def _is_end_of(high: Figure, low: Figure) -> bool:
    """Whether two figures are the ends of one range: plain ones, of one unit."""
    bare = high.high is None and low.high is None and high.qualifier == low.qualifier == "="
    return bare and high.unit in ("", low.unit)


@dataclass
class SheetReader:
    """Reads one sheet by its layout, row by row."""

    grid: Grid
    layout: Layout
    setting: Setting
    references: References = field(init=False)
    header: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self.references = self.setting.references()
        heading = self.layout.heading_row if self.layout.form == "long" else 0
        self.header = {c: self.grid.text(heading, c) for c in self.layout.across} if heading else {}

    def rows(self) -> Iterator[int]:
        """The rows that hold figures: those of the table that are not left out and not blank."""
        left_out = {row.row for row in self.layout.left_out}
        for row in range(self.layout.first, min(self.layout.last, self.grid.height) + 1):
            if row not in left_out and any(kinds[row - 1] for kinds in self.grid.kinds):
                yield row

    def read(self, row: int) -> list[Candidate]:
        """The candidates of one row, a cell each."""
        return [self._cell(row, column) for column in self.layout.across]

    def said(self, role: str, row: int, column: int) -> str:
        """What the sheet says of a cell: in its row, above it, or once; a heading merged over several goes for each."""
        layout = self.layout
        if role in layout.columns:
            text = self.grid.heading(row, layout.columns[role])
            if text or role != "unit":
                return text
        if role in layout.headers:
            return self.grid.heading(layout.headers[role], column)
        return layout.fixed.get(role, "")

    def _cell(self, row: int, column: int) -> Candidate:
        grid = self.grid
        address = grid.address(row, column, self.header.get(column, ""))
        problems = Problems()
        named = self._named(row, column, address, problems=problems)
        measure = self._measure(row, column, named["indicator"], address, problems=problems)
        blank = Candidate(
            address, named["indicator"].code, named["area"].code, measure, named["period"].code,
            grid.text(row, column), row=grid.line(row), column=column,
            said_source=unquoted(self.said("source", row, column)),
        )  # fmt: skip
        told = self._told(row, column, address)
        bare = grid.kind(row, column) == "empty"
        read = self._nothing(told, row, address) if bare else self._value(told, row, column, address)
        if read is None:
            return replace(blank, missing="empty")
        if isinstance(read, Problem):
            return replace(blank, problems=(*problems, read))
        problems.extend(told.problems)
        if problems:
            return replace(blank, problems=tuple(problems))
        mark = told.absent if bare else read.mark if isinstance(read, Missing) else ""
        stated = self._unit(read, row, column, named["indicator"], blank)
        if isinstance(stated, Problem):
            return replace(blank, problems=(stated,))
        return self._linked(blank, read, told=told, unit=stated, mark=mark, place=(row, column))

    def _named(self, row: int, column: int, address: str, *, problems: Problems) -> dict[str, Named]:
        names = self.setting.names
        texts = {role: self.said(role, row, column) for role in NEEDED}
        year = self.layout.fixed.get("period", "")[:4]
        named = {
            "indicator": names.indicator(texts["indicator"]),
            "area": names.area(texts["area"]),
            "period": names.period(texts["period"], year if year.isdigit() else ""),
        }
        for role, found in named.items():
            if not found.code:
                near = f"did you mean {', '.join(found.near)}?" if found.near else ""
                problems.add(
                    self.setting.file, self.grid.line(row), address, UNKNOWN[role],
                    found=texts[role] or "empty", hint=near,
                )  # fmt: skip
        return named

    def _measure(self, row: int, column: int, named: Named, address: str, *, problems: Problems) -> str:
        said = self.said("measure", row, column)
        said = self.setting.mapping.measures.get(said, said)
        if said and said not in MEASURES:
            problems.add(
                self.setting.file, self.grid.line(row), address, "unknown measure", found=said,
                expected=",".join(MEASURES),
            )  # fmt: skip
        return said or named.measure or "value"

    def _problem(self, row: int, address: str, message: str, *, found: str = "", hint: str = "") -> Problem:
        return Problem(self.setting.file, self.grid.line(row), address, message, found, "", hint)

    def _told(self, row: int, column: int, address: str) -> Told:
        """What stands beside the figure, and the words among it that are not known, each at its own cell."""
        said = {role: unquoted(self.said(role, row, column)) for role in ROLES}
        code: dict[str, str] = {}
        problems = []
        for role, (read, message, expected) in WORDS.items():
            found = self._base(said[role]) if role == "base_period" else read(said[role])
            code[role] = found or ""
            if found is None:
                key = self._place(role, row, address)
                problems.append(
                    Problem(self.setting.file, self.grid.line(row), key, message, said[role], expected)
                )  # fmt: skip
        own = self.setting.source.id
        source, words = source_of(said["source"], own, sources=self.setting.known_sources)
        return Told(
            code["qualifier"], said["value_high"], code["obs_status"],
            code["missing_reason"] or (reason_of(said["obs_status"]) or ""), code["base_period"], code["as_of"], source,
            said["locator"] if said["source"] and not words else "", (said["note"], words),
            said["missing_reason"] or said["obs_status"], tuple(problems),
        )  # fmt: skip

    def _base(self, text: str) -> str | None:
        return (self.setting.names.period(text).code or None) if text else ""

    def _place(self, role: str, row: int, address: str) -> str:
        """Where a word of a row stands; the place of the figure for one that stands over it or holds for all."""
        column = self.layout.columns.get(role)
        if column is None:
            return address
        heading = self.layout.heading_row
        return self.grid.address(row, column, self.grid.text(heading, column) if heading else "")

    def _nothing(self, told: Told, row: int, address: str) -> Missing | Problem | None:
        """What a blank cell is: nothing at all, or missing because something beside it says so."""
        if told.high:
            return self._problem(row, address, "a range has two ends, any other figure one", found=told.high)
        unknown = next((p for p in told.problems if p.message in (WORDS[r][1] for r in ABSENT)), None)
        if unknown is not None:
            return unknown
        if told.status not in ("", "M") and told.reason:
            message = "only a missing value (status M) has a reason"
            return self._problem(row, address, message, found=told.absent)
        if told.status == "M" or told.reason:
            return Missing("", cast(MissingReason, told.reason or "to_be_verified"))
        return None

    def _value(self, told: Told, row: int, column: int, address: str) -> Figure | Missing | Problem:
        """What the cell holds, with the ends and bounds that stand in columns of their own."""
        kind, text = self.grid.kind(row, column), self.grid.text(row, column)
        if kind == "error":
            return self._problem(row, address, "the cell holds an error", found=text)
        if kind == "formula_uncalculated":
            hint = "open it in a spreadsheet program and save it again"
            return self._problem(row, address, "a formula that was never calculated", found=text, hint=hint)
        if kind in ("date", "bool"):
            return self._problem(row, address, "a date or a yes stands where a figure belongs", found=text)
        read = read_number(text)
        if isinstance(read, Problem):
            return replace(read, path=self.setting.file, line=self.grid.line(row), key=address)
        return self._bounded(read, told, row, address)

    def _bounded(self, read: Figure | Missing, told: Told, row: int, address: str) -> Figure | Missing | Problem:
        high = read_number(told.high) if told.high else Missing("")
        if isinstance(read, Missing):
            if not isinstance(high, Missing):
                return self._problem(row, address, "a range has two ends, any other figure one", found=told.high)
            return replace(read, reason=cast(MissingReason, told.reason)) if told.reason else read
        if told.high:
            if not (isinstance(high, Figure) and _is_end_of(high, read)):
                return self._problem(row, address, "a range has two ends, any other figure one", found=told.high)
            read = replace(read, high=high.value, qualifier="range", marks=read.marks + high.marks)
        if told.qualifier in ("", read.qualifier):
            return read
        if read.qualifier != "=":
            return self._problem(row, address, "two bounds that contradict each other", found=told.qualifier)
        return replace(read, qualifier=cast(Qualifier, told.qualifier))

    def _unit(self, read: Figure | Missing, row: int, column: int, named: Named, blank: Candidate) -> str | Problem:
        """The unit of the figure: its own, else the one the sheet states for it; a word that multiplies goes before."""
        names, mapping = self.setting.names, self.setting.mapping
        said = self._unit_beside(row, column).strip("()（） ")
        stated = (mapping.units.get(said, said) if said else "") or named.unit
        stated = stated or mapping.units.get(named.code, "") or self.layout.fixed.get("unit", "")
        stated = stated or mapping.units.get("", "")
        if isinstance(read, Missing):
            return stated
        if read.unit:
            own = mapping.units.get(read.unit, read.unit)
            if read.unit in self.setting.catalogue.units.scale_words:
                own = read.unit + stated if stated else ""
            if own and not names.unit(own):
                return self._problem(row, blank.address, "unknown unit", found=own)
            stated = own or stated
        if not stated:
            hint = "write it behind the indicator's name, in a column of units, or choose one for the whole file"
            return self._problem(row, blank.address, "the unit is not stated", found=blank.value_text, hint=hint)
        return stated

    def _unit_beside(self, row: int, column: int) -> str:
        """The unit in the figure's row or above it. What holds for the whole sheet comes after that of its heading."""
        columns, headers = self.layout.columns, self.layout.headers
        text = self.grid.heading(row, columns["unit"]) if "unit" in columns else ""
        return self.grid.heading(headers["unit"], column) if not text and "unit" in headers else text

    def _linked(
        self, blank: Candidate, read: Figure | Missing, *, told: Told, unit: str, mark: str, place: tuple[int, int]
    ) -> Candidate:
        cells = Cells(self.setting.file, Problems())
        self.references.taken.clear()  # doubles are found in the whole file at once, whichever way it is read
        observation = observation_of(self._row(blank, read, told, unit), cells, references=self.references)
        problems = [replace(problem, key=blank.address) for problem in cells.problems]
        if observation is not None:
            problems += self._remarks(read, place, blank.address)
        return replace(blank, observation=observation, problems=tuple(problems), missing=mark if observation else "")

    def _row(self, blank: Candidate, read: Figure | Missing, told: Told, unit: str) -> Row:
        """The candidate as a row of data/observations/, so that one reader links and converts both."""
        note, words = told.note
        cells = dict.fromkeys(COLUMNS, "") | {
            "indicator": blank.indicator, "area": blank.area, "measure": blank.measure, "period": blank.period,
            "qualifier": "=", "unit": unit, "base_period": told.base_period, "as_of": told.as_of,
            "source": told.source, "locator": told.locator or blank.address,
        }  # fmt: skip
        if isinstance(read, Missing):
            return Row(blank.row, (cells | {
                "obs_status": "M", "missing_reason": read.reason, "note": noted(note, read.mark, words),
            }).items())  # fmt: skip
        return Row(blank.row, (cells | {
            "value": f"{read.value:f}", "value_high": "" if read.high is None else f"{read.high:f}",
            "qualifier": read.qualifier, "obs_status": told.status or self._status(blank),
            "missing_reason": told.reason or ("to_be_verified" if told.status == "M" else ""),
            "note": noted(note, read.marks, words),
        }).items())  # fmt: skip

    def _status(self, blank: Candidate) -> str:
        """The status of a figure of which the row says none."""
        if self.setting.status != "A":
            return self.setting.status
        kind = self.setting.catalogue.indicators[blank.indicator].kind
        return usual_status(parse_period(blank.period), blank.measure, kind)

    def _remarks(self, read: Figure | Missing, place: tuple[int, int], address: str) -> Iterator[Problem]:
        row, column = place
        if isinstance(read, Figure) and read.marks:
            yield self._problem(row, address, "a mark was taken off the figure", found=read.marks)
        if row in self.grid.hidden_rows or column in self.grid.hidden_columns or self.grid.hidden:
            yield self._problem(row, address, "the cell is hidden")
