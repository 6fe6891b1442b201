"""CSV, TSV and pasted cells → a grid: which encoding, which delimiter, then every cell as its text."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable
from functools import cache

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from yardstick.errors import Problem
from yardstick.ingest.encoding import decoded, line_of
from yardstick.ingest.sheet.archive import BOUNDS, Bounds
from yardstick.ingest.sheet.column import is_blank, side_by_side
from yardstick.ingest.sheet.grid import EMPTY, TEXT, Grid

DELIMITERS = (",", "\t", ";", "|")
_SAMPLE = 40
_RETURN, _NEWLINE = b"\r\n"
_AT_ONCE = 2**18
"""Bytes that are looked at in one go: what stays at hand of the processor."""


def read_delimited(
    content: bytes, name: str, *, bounds: Bounds = BOUNDS, progress: Callable[[float], None] | None = None
) -> Grid | Problem:
    """A text file or pasted cells as a grid of texts, or why it cannot be read. Never raises on any content.

    `progress` is told the share done now and then.
    """
    say = progress or (lambda _share: None)
    text = _utf8(content, name)
    if isinstance(text, Problem):
        return text
    begin = text[:400_000].decode("utf-8", "ignore")
    if not begin.strip() and not text.decode("utf-8").strip():
        return Problem(name, None, "", "the file is empty")
    say(0.1)
    delimiter = delimiter_of(begin)
    plain = _plain(text, delimiter)
    grid = _quoted(text.decode("utf-8"), name, delimiter=delimiter, say=say) if plain is None else plain
    if isinstance(grid, Grid) and grid.width > bounds.columns:
        found, expected = f"column {grid.width}", f"{bounds.columns} columns"
        return Problem(name, None, "", "the sheet is too large", found, expected)
    say(1.0)
    return grid


def _utf8(content: bytes, name: str) -> bytes | Problem:
    """The text as UTF-8 without a mark."""
    if content.isascii():
        return content
    text = decoded(content)
    if isinstance(text, int):
        found, hint = f"byte {text}", "save the file as CSV UTF-8"
        return Problem(name, line_of(content, text), "", "neither UTF-8 nor GB18030 text", found, hint=hint)
    content = content.removeprefix(codecs.BOM_UTF8)
    return content if len(text) == len(content) or _is_utf8(content) else text.encode("utf-8", "replace")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def delimiter_of(text: str) -> str:
    """The sign that parts the first lines most evenly into most cells; a comma where none does."""
    sample = [line for line in text[:100_000].splitlines()[:_SAMPLE] if line.strip()]
    return max(DELIMITERS, key=lambda sign: _evenness(sample, sign))


def _evenness(sample: list[str], sign: str) -> tuple[float, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=sign) if row)
    except csv.Error:
        return (0.0, 0)
    wide = {width: lines for width, lines in widths.items() if width > 1}
    if not wide:
        return (0.0, 0)
    width, lines = max(wide.items(), key=lambda item: (item[1], item[0]))
    return (round(lines / len(sample), 1), width)


def _plain(text: bytes, delimiter: str) -> Grid | None:
    """A table of equally long rows, read column by column; None where it is not one, or its quotes are irregular."""
    if _has_lone_return(text):
        return None
    quoted = b'"' in text
    if quoted and not _is_regular(text, delimiter):
        return None
    names = [f"f{at}" for at in range(_width(text, delimiter))]
    try:
        table = arrow_csv.read_csv(
            pa.py_buffer(text),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=8 * 2**20),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter, quote_char=quoted and '"', ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
            memory_pool=_pool(),
        )
    except pa.ArrowInvalid:
        return None
    if quoted and table.num_rows != text.count(b"\n") + (not text.endswith(b"\n")):
        return None  # a cell of several lines
    columns = side_by_side(_whole, table.columns, rows=table.num_rows)
    texts, kinds = (tuple(each) for each in zip(*columns, strict=True))
    return Grid("", texts, kinds, lines=range(1, table.num_rows + 1))


def _has_lone_return(text: bytes) -> bool:
    """Whether a carriage return stands anywhere but before a newline."""
    if b"\r" not in text:
        return False
    signs = np.frombuffer(text, np.uint8)
    parts = (signs[at : at + _AT_ONCE + 1] for at in range(0, len(signs), _AT_ONCE))
    return text.endswith(b"\r") or any(bool(((p[:-1] == _RETURN) & (p[1:] != _NEWLINE)).any()) for p in parts)


@cache
def _pool() -> pa.MemoryPool:
    """Where the cells are laid: jemalloc gives a first large table its memory in half the time, where it is there."""
    try:
        return pa.jemalloc_memory_pool()
    except NotImplementedError:
        return pa.default_memory_pool()


def _width(text: bytes, delimiter: str) -> int:
    """The number of cells in the first line."""
    first = text[: text.find(b"\n")] if b"\n" in text else text
    return max(1, len(next(csv.reader([first.decode("utf-8", "replace")], delimiter=delimiter), [""])))


def _is_regular(text: bytes, delimiter: str) -> bool:
    """Whether every quote opens a cell, closes one or is doubled inside one: then all readers of CSV agree."""
    signs = np.frombuffer(text, np.uint8)
    quotes = np.flatnonzero(signs == ord('"'))
    if len(quotes) % 2:
        return False
    opening, closing = quotes[::2], quotes[1::2]
    before = np.zeros(256, np.bool_)
    before[[ord(delimiter), ord("\n")]] = True
    after = before.copy()
    after[ord("\r")] = True
    opens = before[signs[opening - 1]] | (opening == 0)
    closes = after[signs[np.minimum(closing + 1, len(signs) - 1)]] | (closing == len(signs) - 1)
    doubled = closing[:-1] + 1 == opening[1:]
    opens[1:] |= doubled
    closes[:-1] |= doubled
    return bool(opens.all() and closes.all())


def _whole(column: pa.ChunkedArray) -> tuple[pa.StringArray, bytes]:
    """A column in one piece, and the kinds of its cells."""
    whole = column.combine_chunks(memory_pool=_pool())
    texts = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
    return texts, _kinds(texts)


def _kinds(column: pa.StringArray) -> bytes:
    return bytes(np.where(is_blank(column), np.uint8(EMPTY), np.uint8(TEXT)).tobytes())


def _quoted(text: str, name: str, *, delimiter: str, say: Callable[[float], None]) -> Grid | Problem:
    rows, lines, line, total = [], [], 1, text.count("\n")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            rows.append(cells)
            lines.append(line)
            line = reader.line_num + 1
            if len(rows) % 50_000 == 0:
                say(0.1 + 0.5 * min(1.0, line / max(1, total)))
    except csv.Error as error:
        return Problem(name, line, "", "not a CSV table", str(error))
    return Grid.of(rows, lines=lines)
