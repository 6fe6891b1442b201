"""A small .xls by hand: one sheet of BIFF8 records in an OLE container, for no library here writes them."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path

FORMULA = b"\x1e\x01\x00"  # the integer 1


def record(code: int, content: bytes) -> bytes:
    return struct.pack("<HH", code, len(content)) + content


def text(row: int, column: int, said: str) -> bytes:
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(said), 1) + said.encode("utf-16-le"))


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def error(row: int, column: int, code: int) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def formula(row: int, column: int, result: bytes, flags: int = 0) -> bytes:
    head = struct.pack("<HHH", row, column, 0) + result + struct.pack("<HI", flags, 0)
    return record(0x0006, head + struct.pack("<H", len(FORMULA)) + FORMULA)


def hidden_row(row: int) -> bytes:
    return record(0x0208, struct.pack("<HHHHHHHH", row, 0, 9, 300, 0, 0, 0x20, 0))


def hidden_columns(first: int, last: int) -> bytes:
    return record(0x007D, struct.pack("<HHHHHH", first, last, 2000, 0, 1, 0))


def write(path: Path, sheets: dict[str, Iterable[bytes]], *, hidden: Iterable[str] = ()) -> Path:
    """The sheets with their records; style 0 is plain, style 1 a percentage."""
    bof = lambda kind: record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))  # noqa: E731
    parts = {name: bof(0x0010) + b"".join(cells) + record(0x000A, b"") for name, cells in sheets.items()}
    before = bof(0x0005) + record(0x0042, struct.pack("<H", 1200))
    before += b"".join(record(0x00E0, struct.pack("<HH", 0, form) + bytes(16)) for form in (0, 10))
    heads = {name: 12 + 2 * len(name) for name in parts}
    at, table = len(before) + sum(heads.values()) + 4, b""
    for name, part in parts.items():
        said = struct.pack("<IBBBB", at, name in hidden, 0, len(name), 1) + name.encode("utf-16-le")
        table, at = table + record(0x0085, said), at + len(part)
    stream = before + table + record(0x000A, b"") + b"".join(parts.values())
    path.write_bytes(container(stream))
    return path


def container(stream: bytes) -> bytes:
    """An OLE file of one stream `Workbook`: header, allocation table, directory, stream."""
    size = max(-(-len(stream) // 512), 8) * 512
    count = size // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + count), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + entry("Workbook", 2, 2, size)
    return header + struct.pack("<128I", *table) + directory.ljust(512, b"\0") + stream.ljust(size, b"\0")


def entry(name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF) -> bytes:
    said = name.encode("utf-16-le")
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        said.ljust(64, b"\0")
        + struct.pack("<HBB", len(said) + 2, kind, 1)
        + links
        + bytes(36)
        + struct.pack("<III", start, size, 0)
    )
