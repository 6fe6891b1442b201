"""CSV files as rows that know their line; every cell is text until a reader makes something of it."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from yardstick.errors import Problems, nearest


class Row(dict[str, str]):
    """One record of a table: its cells by column, and the line it begins on (1-based, the header is line 1)."""

    __slots__ = ("line",)

    def __init__(self, line: int, cells: Iterable[tuple[str, str]]) -> None:
        super().__init__(cells)
        self.line = line


def shown(path: Path) -> str:
    """The path as a person would write it: relative to the current folder when it lies inside."""
    relative = os.path.relpath(path)
    return path.as_posix() if relative.startswith("..") else Path(relative).as_posix()


def read_table(path: Path, columns: Sequence[str]) -> tuple[list[Row], Problems]:
    """Rows of a UTF-8 CSV file whose header holds exactly `columns`, in any order.

    A missing file, a wrong header or bytes that are not UTF-8 give no rows and a problem; a row with too many or too
    few cells gives a problem and is left out, the others are returned.
    """
    problems = Problems()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _rows(csv.reader(file, strict=True), path=path, columns=columns, problems=problems), problems
    except FileNotFoundError:
        problems.add(shown(path), None, "", "the file is missing", expected="a table with " + ",".join(columns))
    except OSError as error:
        problems.add(shown(path), None, "", "the file cannot be read", found=error.strerror)
    except UnicodeDecodeError as error:
        problems.add(
            shown(path), None, "", "not UTF-8 text", found=f"byte {error.start}", hint="save the file as UTF-8"
        )
    except csv.Error as error:
        problems.add(shown(path), None, "", "not a CSV table", found=error)
    return [], problems


def _rows(reader: csv.Reader, *, path: Path, columns: Sequence[str], problems: Problems) -> list[Row]:  # type: ignore[name-defined]
    header: list[str] = next(reader, [])
    _check_header(header, path=path, columns=columns, problems=problems)
    if problems:
        return []
    rows = []
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) == len(header):
            rows.append(Row(line, zip(header, cells, strict=True)))
        elif cells:
            problems.add(
                shown(path), line, "", "wrong number of cells", found=len(cells), expected=len(header),
                hint="a cell that holds a comma stands in double quotes",
            )  # fmt: skip
        line = reader.line_num + 1
    return rows


def _check_header(header: list[str], *, path: Path, columns: Sequence[str], problems: Problems) -> None:
    for name in header:
        if name not in columns:
            problems.add(
                shown(path), 1, name, "unknown column", expected=",".join(columns), hint=nearest(name, columns)
            )
        elif header.count(name) > 1:
            problems.add(shown(path), 1, name, "the column stands twice")
    for name in columns:
        if name not in header:
            problems.add(
                shown(path), 1, name, "the column is missing", found=",".join(header), expected=",".join(columns)
            )
