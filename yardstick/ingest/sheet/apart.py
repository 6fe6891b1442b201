"""Workbooks are parsed in a child process with a limit on its memory and its time: what kills it does not kill us.

The child (child.py) is started before the file is looked at, so that both take their time at once, and is told to go
on only when the look has found nothing.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from yardstick.errors import Problem

CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: address space in megabytes, seconds."""

    megabytes: int = 1500
    seconds: float = 60.0


LIMITS = Limits()


def parse_apart(
    path: Path, form: str, name: str, *, limits: Limits = LIMITS, odd: Sequence[str] | None = None
) -> list[dict[str, Any]] | Problem:
    """The sheets of a workbook as a child tells them, or in words why there are none (see `Child.sheets`)."""
    with Child() as child:
        return child.sheets(path, form, name, limits=limits, odd=odd)


class Child:
    """A process that waits to be told which workbook to parse; it ends with the `with` it is made in."""

    def __enter__(self) -> Child:
        self._folder = tempfile.TemporaryDirectory(prefix="yardstick-sheet-")
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(CHILD), _packages()],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._folder.cleanup()

    def sheets(
        self, path: Path, form: str, name: str, *, limits: Limits = LIMITS, odd: Sequence[str] | None = None
    ) -> list[dict[str, Any]] | Problem:
        """The sheets of a workbook, or in words why there are none.

        Each is a dictionary: name, hidden, texts (arrays) and kinds (bytes) by column, merged, hidden_rows,
        hidden_columns. `odd` are the parts in which more stands than values; None where nobody looked.
        """
        out = Path(self._folder.name) / "sheets"
        said: dict[str, Any] = {"path": str(path.absolute()), "form": form, "out": str(out), "odd": odd}
        said |= {"megabytes": limits.megabytes, "seconds": limits.seconds}
        try:
            self._process.communicate(json.dumps(said) + "\n", timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            found = f"{limits.seconds:g} seconds"
            return Problem(
                name, None, "", "reading the workbook took too long", found, hint="split it, or save it as CSV"
            )
        if self._process.returncode:
            return _told(self._process.returncode, name)
        try:
            return _read(out.read_bytes()) or _without(name)
        except (OSError, ValueError, LookupError):
            return _told(4, name)


@cache
def _packages() -> str:
    """The folder that holds the reader of workbooks; it is all a child needs."""
    found = importlib.util.find_spec("python_calamine")
    assert found is not None
    assert found.origin is not None
    return str(Path(found.origin).parents[1])


def _without(name: str) -> Problem:
    hint = "save it again with the figures on a sheet of cells"
    return Problem(name, None, "", "the workbook has no sheet of cells", hint=hint)


def _told(code: int, name: str) -> Problem:
    if code == 3:
        return Problem(name, None, "", "the workbook is encrypted", hint="take the password off and save it again")
    if code == 4:
        hint = "open it in a spreadsheet program and save it again"
        return Problem(name, None, "", "the workbook is damaged", hint=hint)
    return Problem(name, None, "", "reading the workbook needs too much memory", hint="split it, or save it as CSV")


def _read(content: bytes) -> list[dict[str, Any]]:
    """The sheets as the child wrote them; ValueError or LookupError where that is not what it wrote."""
    sheets, at = [], 0
    while at < len(content):
        end = content.index(b"\n", at)
        sheet, at = json.loads(content[at:end]), end + 1
        texts = []
        for length in sheet["texts"]:
            texts.append(_texts(content[at : at + length], sheet["height"]))
            at += length
        kinds = [content[at + sheet["height"] * k : at + sheet["height"] * (k + 1)] for k in range(len(texts))]
        at += sheet["height"] * len(texts)
        sheets.append(sheet | {"texts": texts, "kinds": kinds})
    return sheets


def _texts(joined: bytes, height: int) -> pa.StringArray:
    """The texts of a column, parted by zeros."""
    if not height:
        return pa.array([], pa.string())
    whole = pa.array([joined], pa.binary()).cast(pa.string())
    texts = pc.split_pattern(whole, "\0").values
    if len(texts) != height:
        raise ValueError(f"{len(texts)} texts, {height} rows")
    return texts
