"""Text put together line by line; the cells of a row stand in one line, parted by tabs. For the child: no imports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\0"))
"""Characters that take no room, for str.translate: they would part the digits of a number."""
_BLANK = " \t\r\n\f\u00a0\u3000"
_LONG, _PARAGRAPHS = 200, 3


class Refused(Exception):  # noqa: N818
    """Ends the reading; `why` is a word that apart.py says in a sentence, `about` what it needs for it."""

    def __init__(self, why: str, **about: object) -> None:
        super().__init__(why)
        self.why, self.about = why, about


@dataclass(slots=True)
class _Block:
    """Lines that belong together: a document, a cell, a text box."""

    lines: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    cells: list[_Block] = field(default_factory=list)
    holds_rows: bool = False


class Lines:
    """Takes text, ends of lines, rows and cells in their order; `tidy` makes a line of the pieces of one."""

    def __init__(self, tidy: Callable[[str], str], *, characters: int) -> None:
        self._tidy, self._left = tidy, characters
        self._stack = [_Block()]

    def text(self, text: str) -> None:
        """Add to the line; raises Refused where it becomes more than is read."""
        self._left -= len(text)
        if self._left < 0:
            raise Refused("long")
        self._stack[-1].pieces.append(text)

    def end(self) -> None:
        """End the line, if there is one; what stands beside it comes behind it."""
        block = self._stack[-1]
        if block.pieces:
            line = self._tidy("".join(block.pieces).translate(INVISIBLE)).strip(_BLANK)
            block.pieces.clear()
            if line:
                block.lines.append(line)
        if block.asides:
            block.lines += block.asides
            block.asides.clear()

    def open(self) -> None:
        """Begin a row, a cell or a text box."""
        self._stack.append(_Block())

    def close_cell(self) -> None:
        """End a cell; it goes to the row around it."""
        cell = self._close()
        self._stack[-1].cells.append(cell)

    def close_row(self) -> None:
        """End a row: one line, or the lines of its cells where they hold rows or paragraphs themselves."""
        row = self._close()
        block = self._stack[-1]
        self.end()
        block.lines += row.lines  # what stands in a row but in no cell
        block.lines += _row(row.cells)
        block.holds_rows = True

    def close_aside(self) -> None:
        """End a text box: its lines come behind the line in which it stands."""
        aside = self._close()
        self._stack[-1].asides += aside.lines

    def drop(self) -> None:
        """End a row that is not read."""
        self._stack.pop()

    def whole(self) -> str:
        """All the lines."""
        self.end()
        return "\n".join(self._stack[0].lines)

    def _close(self) -> _Block:
        self.end()
        return self._stack.pop()


def _row(cells: list[_Block]) -> list[str]:
    if any(cell.holds_rows or _is_prose(cell.lines) for cell in cells):
        return [line for cell in cells for line in cell.lines]
    texts = [" ".join(cell.lines).replace("\t", " ") for cell in cells]
    return ["\t".join(texts)] if any(texts) else []


def _is_prose(lines: list[str]) -> bool:
    """Whether a cell only serves to place paragraphs on the page."""
    return len(lines) >= _PARAGRAPHS and sum(map(len, lines)) > _LONG
