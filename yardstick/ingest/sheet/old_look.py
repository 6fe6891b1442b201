"""What the fast reader of workbooks loses of an .xls: error cells, formulas never calculated, percentages, what hides.

Part of the child process, which has nothing of the package but its neighbours by name. The container (OLE) is a small
file system of sectors; the stream `Workbook` in it is a row of records (BIFF8): number, length, content.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from second_look import Seen  # type: ignore[import-not-found]

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BOF, _EOF, _SHEET, _XF, _FORMAT = 0x0809, 0x000A, 0x0085, 0x00E0, 0x041E
_ROW, _COLUMNS, _NUMBER, _RK, _MANY_RK, _BOOL, _FORMULA = 0x0208, 0x007D, 0x0203, 0x027E, 0x00BD, 0x0205, 0x0006
_FREE = 0xFFFFFFFA  # sector numbers from here on say "none" in one way or another


def look_at_old(path: str) -> dict[str, Seen]:
    """Sheet name → what stands in it besides its values. Raises ValueError or struct.error on what is no such file."""
    stream = workbook_of(Path(path).read_bytes())
    if stream[:4] and struct.unpack_from("<H", stream, 4)[0] != 0x0600:
        return {}  # older than BIFF8: its records look otherwise, and hardly any is left
    percents = _percent_styles(stream)
    found = {}
    for code, at, size in _records(stream, 0):
        if code == _SHEET:
            (start,) = struct.unpack_from("<I", stream, at)
            length, wide = stream[at + 6], stream[at + 7] & 1
            raw = stream[at + 8 : at + size][: length * (1 + wide)]
            found[raw.decode("utf-16-le" if wide else "latin-1")] = _seen(stream, start, percents)
    return found


def workbook_of(content: bytes) -> bytes:
    """The stream `Workbook` of a container."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    (sectors, directory), cutoff = struct.unpack_from("<II", content, 44), 4096
    fat_at = [at for at in struct.unpack_from("<109I", content, 76) if at < _FREE]
    more, count = struct.unpack_from("<II", content, 68)
    for _ in range(min(count, 4096)):
        entries = struct.unpack_from(f"<{size // 4}I", content, (more + 1) * size)
        fat_at += [at for at in entries[:-1] if at < _FREE]
        more = entries[-1]
    fat: list[int] = []
    for at in fat_at[:sectors]:
        fat += struct.unpack_from(f"<{size // 4}I", content, (at + 1) * size)
    whole = _chain(content, directory, fat, size)
    files = [whole[at : at + 128] for at in range(0, len(whole), 128)]
    for entry in files:
        length, start, stated = struct.unpack_from("<H", entry, 64)[0], *struct.unpack_from("<II", entry, 116)
        if entry[: max(length - 2, 0)].decode("utf-16-le", "replace") in ("Workbook", "Book"):
            if stated >= cutoff:
                return _chain(content, start, fat, size)[:stated]
            small = _chain(content, struct.unpack_from("<I", files[0], 116)[0], fat, size)
            table = _chain(content, struct.unpack_from("<I", content, 60)[0], fat, size)
            return _chain(small, start, list(struct.unpack(f"<{len(table) // 4}I", table)), 64, first=0)[:stated]
    raise ValueError("no workbook")


def _chain(content: bytes, start: int, fat: list[int], size: int, *, first: int = 1) -> bytes:
    parts: list[bytes] = []
    while start < _FREE and len(parts) <= len(fat):
        parts.append(content[(start + first) * size : (start + first + 1) * size])
        start = fat[start]
    return b"".join(parts)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The records from a place to the end of their part: number, where the content begins, its length."""
    while at + 4 <= len(stream):
        code, size = struct.unpack_from("<HH", stream, at)
        yield code, at + 4, size
        if code == _EOF:
            return
        at += 4 + size


def _percent_styles(stream: bytes) -> set[int]:
    formats, styles = {9, 10}, []
    for code, at, size in _records(stream, 0):
        if code == _FORMAT and b"%" in stream[at + 5 : at + size]:
            formats.add(struct.unpack_from("<H", stream, at)[0])
        elif code == _XF:
            styles.append(struct.unpack_from("<H", stream, at + 2)[0])
    return {at for at, form in enumerate(styles) if form in formats}


def _seen(stream: bytes, start: int, percents: set[int]) -> Seen:
    seen, depth = Seen(), 0
    for code, at, size in _records(stream, start):
        depth += (code == _BOF) - (code == _EOF)
        if code == _ROW and stream[at + 12] & 0x20:
            seen.hidden_rows.append(struct.unpack_from("<H", stream, at)[0] + 1)
        elif code == _COLUMNS and stream[at + 8] & 1:
            first, last = struct.unpack_from("<HH", stream, at)
            seen.hidden_columns.extend(range(first + 1, min(last, 255) + 2))
        elif code in (_NUMBER, _RK, _BOOL, _FORMULA):
            row, column, style = struct.unpack_from("<HHH", stream, at)
            _cell(stream, at, code, (row + 1, column + 1), seen=seen)
            if code != _BOOL and style in percents:
                seen.percents.add((row + 1, column + 1))
        elif code == _MANY_RK:
            row, column = struct.unpack_from("<HH", stream, at)
            for k in range((size - 6) // 6):
                if struct.unpack_from("<H", stream, at + 4 + 6 * k)[0] in percents:
                    seen.percents.add((row + 1, column + k + 1))
    return seen


def _cell(stream: bytes, at: int, code: int, place: tuple[int, int], *, seen: Seen) -> None:
    """Errors, and formulas whose result is to be worked out when the book is opened (the value beside them is a 0)."""
    if code == _BOOL and stream[at + 7]:
        seen.errors[place] = ERRORS.get(stream[at + 6], "#")
    elif code == _FORMULA:
        result, flags = stream[at + 6 : at + 14], struct.unpack_from("<H", stream, at + 14)[0]
        if result[6:] == b"\xff\xff" and result[0] == 2:
            seen.errors[place] = ERRORS.get(result[2], "#")
        elif (result == bytes(8) and flags & 2) or (result[6:] == b"\xff\xff" and result[0] == 3):
            seen.uncalculated[place] = "="
