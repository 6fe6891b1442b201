"""CSV, TSV and pasted cells → a grid: which encoding, which delimiter, then every cell as its text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from yardstick.errors import Problem
from yardstick.ingest.sheet.archive import BOUNDS, Bounds
from yardstick.ingest.sheet.grid import EMPTY, TEXT, Grid

DELIMITERS = (",", "\t", ";", "|")
_SAMPLE = 40
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff\ufffd]")


def read_delimited(content: bytes, name: str, *, bounds: Bounds = BOUNDS) -> Grid | Problem:
    """A text file or pasted cells as a grid of texts, or why it cannot be read. Never raises on any content."""
    text = decoded(content, name)
    if isinstance(text, Problem):
        return text
    if not text.strip():
        return Problem(name, None, "", "the file is empty")
    delimiter = delimiter_of(text)
    plain = None if '"' in text else _plain(text, delimiter)
    grid = _quoted(text, name, delimiter=delimiter) if plain is None else plain
    if isinstance(grid, Grid) and grid.width > bounds.columns:
        found, expected = f"column {grid.width}", f"{bounds.columns} columns"
        return Problem(name, None, "", "the sheet is too large", found, expected)
    return grid


def decoded(content: bytes, name: str) -> str | Problem:
    """The text of UTF-8, UTF-8 with a mark, or GB18030; a problem with the place of the byte that is neither."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = error.start
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as error:
        place = max(place, error.start)
    else:
        odd = _ODD.search(text)
        if odd is None:
            return text
        place = max(place, len(text[: odd.start()].encode("gb18030")))
    line = content.count(b"\n", 0, place) + 1
    return Problem(name, line, "", "neither UTF-8 nor GB18030 text", f"byte {place}", hint="save the file as CSV UTF-8")


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


def _plain(text: str, delimiter: str) -> Grid | None:
    """A table of equally long rows without quotes, read column by column; None where it is not one."""
    first = text[: text.find("\n")] if "\n" in text else text
    width = first.count(delimiter) + 1
    if "\r" in text.replace("\r\n", "\n"):
        return None
    names = [f"f{at}" for at in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.py_buffer(text.encode()),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=8 * 2**20),
            parse_options=arrow_csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except (pa.ArrowInvalid, UnicodeEncodeError):
        return None
    columns = [column.combine_chunks() for column in table.columns]
    texts = tuple(column.chunk(0) if isinstance(column, pa.ChunkedArray) else column for column in columns)
    return Grid("", texts, tuple(_kinds(column) for column in texts), lines=range(1, table.num_rows + 1))


def _kinds(column: pa.StringArray) -> bytes:
    empty = pc.or_(pc.equal(pc.binary_length(column), 0), pc.utf8_is_space(column))
    codes = pc.if_else(empty, pa.scalar(EMPTY, pa.uint8()), pa.scalar(TEXT, pa.uint8()))
    return bytes(codes.to_numpy(zero_copy_only=False).tobytes())


def _quoted(text: str, name: str, *, delimiter: str) -> Grid | Problem:
    rows, lines, line = [], [], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            rows.append(cells)
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        return Problem(name, line, "", "not a CSV table", str(error))
    return Grid.of(rows, lines=lines)
