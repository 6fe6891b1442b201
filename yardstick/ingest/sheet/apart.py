"""Workbooks are parsed in a child process (see yardstick/ingest/apart): its sheets, or in words why there are none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from yardstick.errors import Problem
from yardstick.ingest.apart import LIMITS, Child, Fault, Limits

PROGRAM = Path(__file__).with_name("child.py")


def parse_apart(
    path: Path, form: str, name: str, *, limits: Limits = LIMITS, odd: Sequence[str] | None = None
) -> list[dict[str, Any]] | Problem:
    """The sheets of a workbook as a child tells them, or in words why there are none (see `sheets`)."""
    with child() as process:
        return sheets(process, path, form, name, limits=limits, odd=odd)


def child() -> Child:
    """A process that waits for a workbook."""
    return Child(PROGRAM, "python_calamine")


def sheets(
    child: Child, path: Path, form: str, name: str, *, limits: Limits = LIMITS, odd: Sequence[str] | None = None
) -> list[dict[str, Any]] | Problem:
    """The sheets of a workbook, or in words why there are none.

    Each is a dictionary: name, hidden, texts (arrays) and kinds (bytes) by column, merged, hidden_rows,
    hidden_columns. `odd` are the parts in which more stands than values; None where nobody looked.
    """
    answer = child.answer(path, {"form": form, "odd": odd}, limits=limits)
    if isinstance(answer, str):
        return _told(answer, name, limits=limits)
    try:
        return _read(answer) or _without(name)
    except (ValueError, LookupError):
        return _told("damaged", name, limits=limits)


def _without(name: str) -> Problem:
    hint = "save it again with the figures on a sheet of cells"
    return Problem(name, None, "", "the workbook has no sheet of cells", hint=hint)


def _told(fault: Fault, name: str, *, limits: Limits) -> Problem:
    if fault == "slow":
        found = f"{limits.seconds:g} seconds"
        return Problem(name, None, "", "reading the workbook took too long", found, hint="split it, or save it as CSV")
    if fault == "encrypted":
        return Problem(name, None, "", "the workbook is encrypted", hint="take the password off and save it again")
    if fault == "damaged":
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
