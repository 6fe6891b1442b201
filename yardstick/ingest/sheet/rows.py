"""Grid and layout → candidates: every cell where a figure may stand becomes a figure, a missing one, or a problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from yardstick.errors import Problem, Problems
from yardstick.ingest.cell import Cells
from yardstick.ingest.linking import References
from yardstick.ingest.observations import COLUMNS, observation_of
from yardstick.ingest.sheet.candidate import Candidate, Setting
from yardstick.ingest.sheet.grid import Grid
from yardstick.ingest.sheet.layout import NEEDED, Layout
from yardstick.ingest.sheet.names import Named
from yardstick.ingest.sheet.number import Figure, Missing, narrow, read_number
from yardstick.ingest.table import Row
from yardstick.model import MEASURES, QUALIFIERS

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
    taken: dict[tuple[str, str, str, str], str] = {}
    out = []
    for each in found:
        if each.observation is not None:
            place = taken.setdefault(each.key, each.address)
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
        text = grid.text(row, column)
        blank = Candidate(
            address, named["indicator"].code, named["area"].code, measure, named["period"].code, text,
            row=grid.line(row), column=column,
        )  # fmt: skip
        if grid.kind(row, column) == "empty":
            return replace(blank, missing="empty")
        read = self._value(row, column, address)
        if isinstance(read, Problem):
            return replace(blank, problems=(*problems, read))
        mark = read.mark if isinstance(read, Missing) else ""
        if problems:
            return replace(blank, problems=tuple(problems), missing="")
        stated = self._unit(read, row, column, named["indicator"], blank)
        if isinstance(stated, Problem):
            return replace(blank, problems=(stated,))
        return self._linked(blank, read, unit=stated, mark=mark, place=(row, column))

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

    def _value(self, row: int, column: int, address: str) -> Figure | Missing | Problem:
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
        return self._bounded(read, row, address) if isinstance(read, Figure) else read

    def _bounded(self, read: Figure, row: int, address: str) -> Figure | Problem:
        columns = self.layout.columns
        said = narrow(self.grid.text(row, columns["qualifier"])) if "qualifier" in columns else ""
        upper = self.grid.text(row, columns["value_high"]) if "value_high" in columns else ""
        if upper:
            high = read_number(upper)
            if not isinstance(high, Figure) or high.high is not None or read.high is not None or high.unit:
                return self._problem(row, address, "a range has two ends, any other figure one", found=upper)
            read = replace(read, high=high.value, qualifier="range")
        if said in ("", read.qualifier):
            return read
        if said not in QUALIFIERS or read.qualifier != "=":
            return self._problem(row, address, "unknown qualifier", found=said)
        return replace(read, qualifier=said)

    def _unit(self, read: Figure | Missing, row: int, column: int, named: Named, blank: Candidate) -> str | Problem:
        """The unit of the figure: its own, else the one the sheet states for it; a word that multiplies goes before."""
        names, mapping = self.setting.names, self.setting.mapping
        said = self.said("unit", row, column).strip("()（） ")
        stated = mapping.units.get(said, said) or named.unit
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

    def _linked(
        self, blank: Candidate, read: Figure | Missing, *, unit: str, mark: str, place: tuple[int, int]
    ) -> Candidate:
        cells = Cells(self.setting.file, Problems())
        observation = observation_of(self._row(blank, read, unit), cells, references=self.references)
        problems = [replace(problem, key=blank.address) for problem in cells.problems]
        if observation is not None:
            problems += self._remarks(read, place, blank.address)
        return replace(blank, observation=observation, problems=tuple(problems), missing=mark if observation else "")

    def _row(self, blank: Candidate, read: Figure | Missing, unit: str) -> Row:
        """The candidate as a row of data/observations/, so that one reader links and converts both."""
        cells = dict.fromkeys(COLUMNS, "") | {
            "indicator": blank.indicator, "area": blank.area, "measure": blank.measure, "period": blank.period,
            "qualifier": "=", "unit": unit, "obs_status": self.setting.status, "source": self.setting.source.id,
            "locator": blank.address,
        }  # fmt: skip
        if isinstance(read, Missing):
            cells |= {"obs_status": "M", "missing_reason": read.reason, "note": read.mark}
        else:
            high = "" if read.high is None else f"{read.high:f}"
            cells |= {"value": f"{read.value:f}", "value_high": high, "qualifier": read.qualifier, "note": read.marks}
        return Row(blank.row, cells.items())

    def _remarks(self, read: Figure | Missing, place: tuple[int, int], address: str) -> Iterator[Problem]:
        row, column = place
        if isinstance(read, Figure) and read.marks:
            yield self._problem(row, address, "a mark was taken off the figure", found=read.marks)
        if row in self.grid.hidden_rows or column in self.grid.hidden_columns or self.grid.hidden:
            yield self._problem(row, address, "the cell is hidden")
