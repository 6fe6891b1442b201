"""The verb `progress`: cases of a CSV file, each judged by one method."""

from __future__ import annotations

import csv
import gc
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from math import isfinite, nan
from operator import itemgetter
from pathlib import Path

from yardstick.cli.output import Format
from yardstick.errors import Problems, nearest
from yardstick.ingest.table import shown
from yardstick.model import Period
from yardstick.targets.methods import METHODS, Case, Direction, moment

VALUES = ("base_value", "current_value", "target_value")
PERIODS = ("base_period", "current_period", "target_period")
COLUMNS = ("case", *(name for pair in zip(PERIODS, VALUES, strict=True) for name in pair), "direction")
OPTIONAL = ("limit",)
JUDGED = ("case", "status", "score", "achieved_share", "elapsed_share", "ratio", "reason", "inputs")
"""The columns that are read, those that may be absent, and those that are printed."""

DIRECTIONS: dict[str, Direction] = {"higher": "higher", "lower": "lower"}

_DECIMAL_YEAR = re.compile(r"(?:19|20)\d\d(?:\.\d+)?")


def read_cases(path: Path) -> tuple[list[tuple[str, Case]], Problems]:
    """The cases of a UTF-8 CSV file under their names, and every problem of the others.

    An empty value is a missing one and needs no period. Columns of other names are passed over, unless the name is
    nearly that of a column that is absent.
    """
    problems = Problems()
    text = _text(path, problems)
    if text is None:
        return [], problems
    rows = _rows(text, path=shown(path), problems=problems)
    _, header = next(rows, (1, []))
    names = [name.strip() for name in header]
    if not _check_header(names, path=shown(path), problems=problems):
        return [], problems
    reader = _Reader(shown(path), names, problems)
    return [found for line, cells in rows if (found := reader.case(line, cells)) is not None], problems


def judged_rows(cases: Sequence[tuple[str, Case]], method: str, *, form: Format) -> list[tuple[object, ...]]:
    """Rows of `JUDGED`, in the order of the cases. The inputs are an object in JSON, else `name=value` words."""
    judge = METHODS[method]
    rows: list[tuple[object, ...]] = []
    for name, case in cases:
        status, score, achieved, elapsed, ratio, reason, inputs = judge(case)
        told = dict(inputs) if form is Format.json else _told(inputs)
        rows.append((name, status, score, achieved, elapsed, ratio, reason, told))
    return rows


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles while very many small tuples are made: there are none, and it would double the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _told(inputs: Mapping[str, float]) -> str:
    return " ".join([f"{name}={value!r}" for name, value in inputs.items()])


def _text(path: Path, problems: Problems) -> str | None:
    """The text of the file, None where it has none."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        problems.add(shown(path), None, "", "the file is missing", expected="a table with " + ",".join(COLUMNS))
    except OSError as error:
        problems.add(shown(path), None, "", "the file cannot be read", found=error.strerror)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.add(
            shown(path), line, "", "not UTF-8 text", found=f"byte {error.start}", hint="save the file as UTF-8"
        )
    return None


def _rows(text: str, *, path: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line each begins on; blank ones are left out. A row that is no CSV ends the table."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        problems.add(path, line, "", "not a CSV table", found=error)


def _check_header(names: list[str], *, path: str, problems: Problems) -> bool:
    """Whether every column that is needed is there, once; told also where an optional one is misspelt."""
    absent = [name for name in (*COLUMNS, *OPTIONAL) if name not in names]
    for name in (*COLUMNS, *OPTIONAL):
        if names.count(name) > 1:
            problems.add(path, 1, name, "the column stands twice")
    for name in absent:
        if name in COLUMNS:
            problems.add(path, 1, name, "the column is missing", found=",".join(names), expected=",".join(COLUMNS))
    sound = not problems
    for name in names:
        hint = "" if name in COLUMNS or name in OPTIONAL else nearest(name, absent)
        if hint:
            problems.add(path, 1, name, "unknown column", hint=hint)
    return sound


class _Reader:
    """Makes cases of rows. A sound row is read straight through; only one that is not is looked at cell by cell."""

    def __init__(self, path: str, names: list[str], problems: Problems) -> None:
        self.path, self.names, self.problems = path, names, problems
        self.pick = itemgetter(*(names.index(name) for name in COLUMNS))
        self.limit_at = names.index("limit") if "limit" in names else None

    def case(self, line: int, cells: list[str]) -> tuple[str, Case] | None:
        """The case of a row under its name; None with its problems recorded where it is not sound."""
        if len(cells) != len(self.names):
            hint = "a cell that holds a comma stands in double quotes"
            found, expected = len(cells), len(self.names)
            self.problems.add(self.path, line, "", "wrong number of cells", found=found, expected=expected, hint=hint)
            return None
        name, t0, v0, t1, v1, t2, v2, direction = self.pick(cells)
        limit = "" if self.limit_at is None else cells[self.limit_at]
        try:
            case = Case(
                _moment(t0, v0), _number(v0), _moment(t1, v1), _number(v1), _moment(t2, v2), _number(v2),
                DIRECTIONS[direction], _number(limit),
            )  # fmt: skip
        except (ValueError, KeyError):
            self._tell(line, dict(zip(self.names, cells, strict=True)))
            return None
        return name, case

    def _tell(self, line: int, row: Mapping[str, str]) -> None:
        for column in (*VALUES, *OPTIONAL):
            self._tell_number(line, column, row.get(column, ""))
        for column, value in zip(PERIODS, VALUES, strict=True):
            self._tell_period(line, column, row[column], needed=bool(row[value]))
        direction = row["direction"]
        if direction not in DIRECTIONS:
            self.problems.add(
                self.path, line, "direction", "unknown word", found=direction or "empty",
                expected=",".join(DIRECTIONS), hint=nearest(direction, DIRECTIONS),
            )  # fmt: skip

    def _tell_number(self, line: int, column: str, text: str) -> None:
        try:
            _number(text)
        except ValueError:
            hint = "write 12345.6 without separators, and the unit in its own column"
            self.problems.add(self.path, line, column, "not a number", found=text, expected="12345.6", hint=hint)

    def _tell_period(self, line: int, column: str, text: str, *, needed: bool) -> None:
        try:
            if text or needed:
                _when(text)
        except ValueError as error:
            self.problems.add(
                self.path, line, column, "not a period", found=text or "empty", expected="2015, 2015.5, 2015-06",
                hint=str(error),
            )  # fmt: skip


def _number(text: str) -> float | None:
    """A finite number as written, None for an empty cell; raise ValueError on anything else."""
    if not text:
        return None
    value = float(text)
    if "_" in text or not isfinite(value):
        raise ValueError(text)
    return value


def _moment(text: str, value: str) -> float:
    """The moment of a period in years; a missing value without a period has none (NaN)."""
    return _when(text) if text or value else nan


@lru_cache(maxsize=4096)
def _when(text: str) -> float:
    """A decimal year as it stands, an SDMX period by its end; raise ValueError on anything else."""
    text = text.strip()
    if _DECIMAL_YEAR.fullmatch(text):
        return float(text)
    return moment(Period.parse(text).end)
