"""A cheap look at a file before anything parses it: what it really is, and whether it is safe to open.

A workbook of a few kilobytes can ask for gigabytes (one cell in the last column of the last row), so sizes are read
from the archive's directory and from the references of the cells, streaming, and everything out of bounds is refused
in words. Nothing here builds cells.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

import numpy as np
import numpy.typing as npt

from yardstick.errors import Problem
from yardstick.ingest.packing import OLE, ZIP, holds, trouble, unpacked_size

Form = Literal["xlsx", "xls", "text"]
MEGABYTE = 2**20
ENDINGS: dict[str, Form] = {".xlsx": "xlsx", ".xls": "xls", ".csv": "text", ".tsv": "text", ".txt": "text"}
READ = ",".join(ending for ending in ENDINGS if ending not in ("", ".txt"))


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is read: bytes of a workbook and of a text, unpacked bytes, how far packing may go, rows and columns."""

    workbook: int = 20 * MEGABYTE
    text: int = 400 * MEGABYTE
    unpacked: int = 200 * MEGABYTE
    ratio: int = 200
    rows: int = 200_000
    columns: int = 200
    cells: int = 5_000_000
    parts: int = 2000


BOUNDS = Bounds()
_CHUNK = MEGABYTE
_OVERLAP = 512
_SHEET = re.compile(r"xl/\w*sheets/[^/]+\.xml", re.IGNORECASE)
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)""")
_HIDDEN = re.compile(rb"\shidden\s*=")
_PREFIXED = re.compile(rb"<\w+:(?:(row|c)\b|(f)\b)")
_SPACE = np.zeros(256, np.bool_)
_SPACE[list(b" \t\r\n")] = True
_ENDS = _SPACE.copy()
_ENDS[list(b">/")] = True
_HTML = re.compile(rb"<(?:!doctype|html|table|\?xml|head|meta)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is, and the parts of a workbook in which more stands than values (errors, formulas, hidden rows)."""

    form: Form
    odd: tuple[str, ...] = ()


class _Unsafe(Exception):  # noqa: N818
    """Ends the look; holds the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def examine(path: Path, name: str, *, bounds: Bounds = BOUNDS) -> Form | Problem:
    """What the file is (`xlsx`, `xls` or `text`), or why it is refused; `name` is the file as the person knows it.

    Content decides, and an ending that says something else is refused. Never raises.
    """
    found = look(path, name, bounds=bounds)
    return found if isinstance(found, Problem) else found.form


def look(
    path: Path, name: str, *, bounds: Bounds = BOUNDS, progress: Callable[[float], None] | None = None
) -> Look | Problem:
    """As `examine`, with where a second look at a workbook is worth while; `progress` is told the share looked at."""
    try:
        with path.open("rb") as file:
            say = progress or (lambda _share: None)
            return _examine(file, name, size=path.stat().st_size, bounds=bounds, say=say)
    except _Unsafe as unsafe:
        return unsafe.problem
    except OSError as error:
        return Problem(name, None, "", "the file cannot be read", error.strerror or "")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        return Problem(
            name, None, "", "the workbook is damaged", hint="open it in a spreadsheet program and save it again"
        )


def _examine(file: IO[bytes], name: str, *, size: int, bounds: Bounds, say: Callable[[float], None]) -> Look:
    start = file.read(4 * MEGABYTE)
    form: Form = "xlsx" if start.startswith(ZIP) else "xls" if start.startswith(OLE) else "text"
    if not start.strip():
        raise _Unsafe(Problem(name, None, "", "the file is empty"))
    most = bounds.text if form == "text" else bounds.workbook
    if size > most:
        raise _Unsafe(
            Problem(
                name, None, "", "the file is too large", f"{size / MEGABYTE:.1f} MB", f"{most // MEGABYTE} MB",
                "split it, or save it as CSV",
            )
        )  # fmt: skip
    file.seek(0)
    if form == "xls":
        _look_at_ole(file.read(), name)
    _check_ending(start, name, form=form)
    if form == "xlsx":
        with zipfile.ZipFile(file) as archive:
            _look_at_parts(archive, name, bounds=bounds)
            parts = [part for part in archive.namelist() if _SHEET.fullmatch(part)]
            whole, done, odd = sum(archive.getinfo(part).file_size for part in parts), 0, []
            for part in parts:
                odd += [part] if _look_at_cells(archive, part, name=name, bounds=bounds) else []
                done += archive.getinfo(part).file_size
                say(done / max(1, whole))
            return Look(form, tuple(odd))
    return Look(form)


def _check_ending(start: bytes, name: str, *, form: Form) -> None:
    """Refuse what is not what its ending says: an .xls that is a web page, an .xlsx that is a CSV, a picture."""
    ending = Path(name).suffix.lower()
    if ending in (".xlsm", ".xlsb", ".xltm", ".ods", ".et", ".numbers", ".pdf", ".docx", ".doc"):
        raise _Unsafe(Problem(name, None, "", "a file of this kind is not read", ending, READ, "save it as .xlsx"))
    if form == "text":
        _check_text(start, name, ending=ending)
    elif ending in ENDINGS and ENDINGS[ending] != form:
        hint = "rename it to what it is, or save it again"
        raise _Unsafe(Problem(name, None, "", "the file is not what its ending says", f".{form}", ending, hint))


def _check_text(start: bytes, name: str, *, ending: str) -> None:
    if ending in (".xlsx", ".xls"):
        found = "a web page" if _HTML.search(start[:2048]) else "text"
        hint = "open it in a spreadsheet program and save it as .xlsx"
        raise _Unsafe(Problem(name, None, "", "the file is not what its ending says", found, ending, hint))
    if _HTML.match(start.lstrip(b"\xef\xbb\xbf \r\n\t")):
        hint = "open it in a spreadsheet program and save it as .xlsx"
        raise _Unsafe(Problem(name, None, "", "a web page is not a table", hint=hint))
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        found = f"byte {start.index(0)}"
        raise _Unsafe(Problem(name, None, "", "not text and not a workbook", found, READ))


def _look_at_ole(content: bytes, name: str) -> None:
    """Refuse what an old container may hold: an encrypted workbook, macros, something that is no workbook."""
    if holds(content, "EncryptedPackage") or holds(content, "EncryptionInfo"):
        raise _Unsafe(_encrypted(name))
    if holds(content, "_VBA_PROJECT"):
        raise _Unsafe(_macros(name))
    if not holds(content, "Workbook") and not holds(content, "Book"):
        raise _Unsafe(Problem(name, None, "", "not a workbook", expected=READ))


def _encrypted(name: str) -> Problem:
    return Problem(name, None, "", "the workbook is encrypted", hint="take the password off and save it again")


def _macros(name: str) -> Problem:
    return Problem(name, None, "", "the workbook holds macros", hint="save it as .xlsx, without macros")


def _look_at_parts(archive: zipfile.ZipFile, name: str, *, bounds: Bounds) -> None:
    names = {part.lower() for part in archive.namelist()}
    if "xl/workbook.xml" not in names:
        raise _Unsafe(Problem(name, None, "", "not a workbook", expected=READ))
    found = trouble(archive, unpacked=bounds.unpacked, ratio=bounds.ratio, parts=bounds.parts)
    if found == "encrypted":
        raise _Unsafe(_encrypted(name))
    if found == "macros":
        raise _Unsafe(_macros(name))
    if any(part.startswith("xl/externallinks/") for part in names):
        hint = "copy the cells and paste them as values"
        raise _Unsafe(Problem(name, None, "", "the workbook is linked to other files", hint=hint))
    if found == "damaged":
        hint = "open it in a spreadsheet program and save it again"
        raise _Unsafe(Problem(name, None, "", "the workbook is damaged", hint=hint))
    if found == "bomb":
        size, expected = f"{unpacked_size(archive) / MEGABYTE:.0f} MB", f"{bounds.unpacked // MEGABYTE} MB"
        hint = "split it, or save it as CSV"
        raise _Unsafe(Problem(name, None, "", "the workbook is too large when unpacked", size, expected, hint))


def _look_at_cells(archive: zipfile.ZipFile, part: str, *, name: str, bounds: Bounds) -> bool:
    """Refuse a sheet whose cells lie further out, or are more, than is read; True where more than values stands in it.

    A few million bytes a sheet are no rarity, so a piece is taken apart by its `<` and `=` signs all at once.
    """
    rows = cells = last_row = last_column = 0
    odd = False
    for chunk, fresh in _chunks(archive, part):
        seen = _pieces(chunk, fresh)
        if (seen.declares and (b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk)) or chunk[:2] in (
            b"\xff\xfe",
            b"\xfe\xff",
        ):
            hint = "open it in a spreadsheet program and save it again"
            raise _Unsafe(Problem(name, None, part, "the workbook is damaged", hint=hint))
        rows, cells, odd = rows + seen.rows, cells + seen.cells, odd or seen.odd
        last_row = max(last_row, rows, seen.last_row)
        last_column = max(last_column, seen.last_column)
        if seen.last_row > bounds.rows or last_column > bounds.columns:
            _too_far(name, part, _furthest(chunk, bounds), f"{bounds.rows} rows × {bounds.columns} columns")
        if last_row > bounds.rows:
            _too_far(name, part, f"row {last_row}", f"{bounds.rows} rows")
        if max(cells, last_row * last_column) > bounds.cells:
            _too_far(name, part, f"{max(cells, last_row * last_column)} cells", f"{bounds.cells} cells")
    return odd


@dataclass(slots=True)
class _Pieces:
    """What a piece of a sheet holds: how many rows and cells begin in it, and how far out its references lie."""

    rows: int
    cells: int
    last_row: int
    last_column: int
    odd: bool
    declares: bool


def _pieces(chunk: bytes, fresh: int) -> _Pieces:
    signs = np.frombuffer(chunk + b"\0" * 20, np.uint8)
    tags = np.flatnonzero(signs == ord("<"))
    kind, behind = signs[tags + 1], signs[tags + 2]
    new = tags < fresh
    prefixed = list(_PREFIXED.finditer(chunk)) if b":row" in chunk or b":c" in chunk else []
    rows = np.count_nonzero((kind == ord("r")) & (behind == ord("o")) & (signs[tags + 3] == ord("w")) & new)
    cells = np.count_nonzero((kind == ord("c")) & _ENDS[behind] & new)
    rows += sum(m[1] == b"row" and m.start() < fresh for m in prefixed)
    cells += sum(m[1] == b"c" and m.start() < fresh for m in prefixed)
    equals = np.flatnonzero(signs == ord("="))
    equals = equals[equals > 1]
    before, after = signs[equals - 1], signs[equals + 1]
    odd = bool(((kind == ord("f")) & _ENDS[behind]).any() or any(m[2] for m in prefixed))
    odd |= (
        _HIDDEN.search(chunk) is not None if bool((before == ord("n")).any()) or bool(_SPACE[before].any()) else False
    )
    odd |= bool(((before == ord("t")) & (signs[equals + 2] == ord("e"))).any())
    if bool((_SPACE[before] | _SPACE[after]).any()):  # blanks around a sign, or one that stands in a text
        places = [(column_number(c[:4].decode().upper()), int(r[:12])) for c, r in _PLACE.findall(chunk)]
        odd |= re.search(rb"""\st\s*=\s*["']e["']""", chunk) is not None
        last = max((p[1] for p in places), default=0), max((p[0] for p in places), default=0)
    else:
        last = _furthest_of(signs, equals[(before == ord("r")) & _SPACE[signs[equals - 2]]] + 2)
    return _Pieces(int(rows), int(cells), *last, odd, bool((kind == ord("!")).any()))


def _furthest_of(signs: npt.NDArray[np.uint8], at: npt.NDArray[np.int64]) -> tuple[int, int]:
    """The last row and the last column of the references that begin at these places, letters before digits."""
    row, column = np.zeros(len(at), np.int64), np.zeros(len(at), np.int64)
    for _ in range(4):
        letter = (signs[at] & 0xDF).astype(np.int64) - 64
        here = (letter >= 1) & (letter <= 26)
        if not here.any():
            break
        column = np.where(here, column * 26 + letter, column)
        at = at + here
    alive = np.ones(len(at), np.bool_)
    for step in range(12):
        digit = signs[at + step].astype(np.int64) - 48
        alive &= (digit >= 0) & (digit <= 9)
        if not alive.any():
            break
        row = np.where(alive, row * 10 + digit, row)
    return int(row.max(initial=0)), int(column.max(initial=0))


def _furthest(chunk: bytes, bounds: Bounds) -> str:
    """The first reference of a piece that lies too far out, in words."""
    for letters, row in _PLACE.findall(chunk):
        if column_number(letters[:4].decode().upper()) > bounds.columns or int(row[:12]) > bounds.rows:
            place = (letters + row)[:16].decode()
            return f"cell {place}" if letters else f"row {place}"
    return ""


def _too_far(name: str, part: str, found: str, expected: str) -> None:
    hint = "delete the empty rows and columns behind the table, or save it as CSV"
    raise _Unsafe(Problem(name, None, Path(part).stem, "the sheet is too large", found, expected, hint))


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, int]]:
    """Pieces of a part that overlap, so that no tag is cut in all of them, and where what is not repeated ends."""
    left = archive.getinfo(part).file_size  # a header that says less than there is ends in a bad checksum
    tail = b""
    with archive.open(part) as file:
        while piece := file.read(_CHUNK):
            left -= len(piece)
            if left < 0:
                raise zipfile.BadZipFile(part)
            whole = tail + piece
            fresh = len(whole) - _OVERLAP if left else len(whole)
            yield whole, max(fresh, 0)
            tail = whole[max(fresh, 0) :]


def column_number(letters: str) -> int:
    """The number of a column from its letters: A is 1, XFD 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column from its number, the inverse of `column_number`."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
