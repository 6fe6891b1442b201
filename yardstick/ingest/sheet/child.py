"""Workbooks are parsed in a child process with a limit on its memory and its time: what kills it does not kill us.

Run as `python -m yardstick.ingest.sheet.child FILE FORM OUT MEGABYTES SECONDS`: the child writes its sheets to OUT as
JSON, one a line. It imports nothing that reads figures; the parent makes grids of what it wrote.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from yardstick.errors import Problem

_EMPTY, _TEXT, _NUMBER, _DATE, _BOOL, _ERROR, _UNCALCULATED = range(7)  # as in grid.py, which the child does without


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: address space in megabytes, seconds."""

    megabytes: int = 1500
    seconds: float = 60.0


LIMITS = Limits()


def parse_apart(path: Path, form: str, name: str, *, limits: Limits = LIMITS) -> list[dict[str, Any]] | Problem:
    """The sheets of a workbook as the child tells them, or in words why there are none.

    Each sheet is a dictionary: name, hidden, texts and kinds by column, merged, hidden_rows, hidden_columns.
    """
    with tempfile.TemporaryDirectory(prefix="yardstick-sheet-") as folder:
        out = Path(folder) / "sheets.json"
        command = [
            sys.executable,
            "-m",
            __name__,
            str(path),
            form,
            str(out),
            str(limits.megabytes),
            str(limits.seconds),
        ]
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=limits.seconds, check=False
            )
        except subprocess.TimeoutExpired:
            found = f"{limits.seconds:g} seconds"
            return Problem(
                name, None, "", "reading the workbook took too long", found, hint="split it, or save it as CSV"
            )
        if done.returncode == 0:
            with out.open(encoding="utf-8") as file:
                return [json.loads(line) for line in file]
        return _told(done.returncode, done.stderr, name)


def _told(code: int, stderr: bytes, name: str) -> Problem:
    if code == 3:
        return Problem(name, None, "", "the workbook is encrypted", hint="take the password off and save it again")
    if code == 4:
        hint = "open it in a spreadsheet program and save it again"
        return Problem(name, None, "", "the workbook is damaged", hint=hint)
    return Problem(name, None, "", "reading the workbook needs too much memory", hint="split it, or save it as CSV")


def main(arguments: list[str]) -> int:
    """Parse one workbook under its limits: 0 done, 3 encrypted, 4 not to be read, anything else the system's doing."""
    path, form, out, megabytes, seconds = arguments
    space = int(megabytes) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    resource.setrlimit(resource.RLIMIT_CPU, (int(float(seconds)) + 1, int(float(seconds)) + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import python_calamine

    try:
        with Path(out).open("w", encoding="utf-8") as file:
            for sheet in sheets(Path(path), form):
                file.write(json.dumps(sheet, ensure_ascii=True, separators=(",", ":")))
                file.write("\n")
    except python_calamine.PasswordError:
        return 3
    except MemoryError:
        return 5
    except Exception:  # whatever a damaged file sets off ends here, in this process
        return 4
    return 0


def sheets(path: Path, form: str) -> Iterable[dict[str, Any]]:
    """Every worksheet of a workbook, in its order."""
    import zipfile

    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    from yardstick.ingest.sheet.second_look import Seen, look_again

    seen: dict[str, Seen] = {}
    if form == "xlsx":
        with zipfile.ZipFile(path) as archive:
            seen = look_again(archive)
    book = CalamineWorkbook.from_path(str(path))
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(about.name)
            told = seen.get(about.name, Seen())
            yield {
                "name": about.name,
                "hidden": about.visible != SheetVisibleEnum.Visible,
                **_columns(sheet.to_python(skip_empty_area=False), told),
                "merged": [
                    (top + 1, left + 1, bottom + 1, right + 1)
                    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
                ],
                "hidden_rows": told.hidden_rows,
                "hidden_columns": told.hidden_columns,
            }


def _columns(rows: list[list[Any]], seen: Any) -> dict[str, list[list[Any]]]:
    places = [*seen.errors, *seen.uncalculated]
    width = max([0] + [len(row) for row in rows[:1]] + [column for _, column in places])
    height = max([len(rows)] + [row for row, _ in places])
    texts = [list(column) for column in zip(*rows, strict=True)] or []
    texts += [[""] * len(rows) for _ in range(width - len(texts))]
    kinds = []
    for at, values in enumerate(texts):
        values.extend([""] * (height - len(values)))
        kinds.append([_kind(value) for value in values])
        texts[at] = [_SHOWN[type(value)](value) for value in values]
    for (row, column), text in seen.errors.items():
        texts[column - 1][row - 1], kinds[column - 1][row - 1] = text, _ERROR
    for (row, column), text in seen.uncalculated.items():
        texts[column - 1][row - 1], kinds[column - 1][row - 1] = text, _UNCALCULATED
    for row, column in seen.percents:
        if row <= height and column <= width and kinds[column - 1][row - 1] == _NUMBER:
            texts[column - 1][row - 1] = f"{_plain(Decimal(texts[column - 1][row - 1]) * 100)}%"
    return {"texts": texts, "kinds": kinds}


def _kind(value: Any) -> int:
    if isinstance(value, str):
        return _TEXT if value and not value.isspace() else _EMPTY
    return _KINDS[type(value)]


def shown_number(value: float) -> str:
    """A number with the fifteen digits a spreadsheet keeps, without an exponent."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    if len(text) > 16 or "e" in text:
        return _plain(Decimal(f"{value:.15g}"))
    return text


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_KINDS = {
    float: _NUMBER, int: _NUMBER, bool: _BOOL, dt.date: _DATE, dt.datetime: _DATE, dt.time: _DATE, dt.timedelta: _DATE,
    type(None): _EMPTY,
}  # fmt: skip
_SHOWN: dict[type, Callable[[Any], str]] = {
    str: str,
    float: shown_number,
    int: str,
    bool: lambda value: "TRUE" if value else "FALSE",
    dt.date: lambda value: str(value.isoformat()),
    dt.datetime: lambda value: str(value.isoformat(" ")),
    dt.time: lambda value: str(value.isoformat()),
    dt.timedelta: str,
    type(None): lambda value: "",
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
