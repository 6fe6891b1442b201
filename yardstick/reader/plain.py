"""A text in one way of writing, with the way back: what a rule sees, and where it stands in the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    **dict.fromkeys((0x3000, 0xA0, 0x2002, 0x2003, 0x2009, 0x09), 0x20),
    0xFF61: 0x3002,
    0x2015: 0x2014,
    0x2013: 0x2D,
    0x2212: 0x2D,
    0x2236: 0x3A,
    0x201F: 0x201C,
    0x300C: 0x201C,
    0x300D: 0x201D,
    0x22: 0x201C,
}

# What stands between two characters without meaning anything: notes, line breaks in a cell, emphasis, blanks, and
# quotation marks around words without a number.
_DROPPED = re.compile(
    r"\[\d{1,3}\]|<br ?/?>|\*\*|[①-⑳](?=[^ ])|\r"
    r"|(?<=[^\sA-Za-z\d]) +(?=\S)|(?<=[A-Za-z]) +(?=[^\sA-Za-z\d])|(?<=\d) +(?=[^\s\dA-Za-z])|^ +"
    r"|“(?=[^”“\d\n]{1,14}”)|(?<=[^“”\d\n])”",
    re.M,
)
# Digits that a blank has split (20 16 年, 1 0 家). In a table blanks part columns: one of the two must be a lone digit.
_SPLIT = re.compile(
    r"(?<=(?<!\d)\d) (?=(?:\d ){0,8}\d{1,9} ?[年月日家个项件人名位%万亿元])"
    r"|(?<=(?<!\d)\d\d) (?=\d\d ?年)|(?<=(?<!\d)\d\d\d) (?=\d ?年)"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` as rules see it; `starts` and `gaps`: from which place on how many characters were left out before it."""

    text: str
    starts: tuple[int, ...]
    gaps: tuple[int, ...]

    def at(self, place: int) -> int:
        """Where the character at `place` stands in the document."""
        found = bisect_right(self.starts, place) - 1
        return place + (self.gaps[found] if found >= 0 else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the document of a span of `text` that is not empty."""
        return self.at(start), self.at(end - 1) + 1

    def place(self, at: int) -> int:
        """Where in `text` the character stands that is at `at` in the document; of one left out, the one after it."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] + self.gaps[middle] <= at:
                low = middle + 1
            else:
                high = middle
        return at - (self.gaps[low - 1] if low else 0)


def plain(text: str) -> Plain:
    """A text in half-width, without notes, emphasis and blanks between Chinese characters."""
    same = text.translate(_WIDE)
    kept, starts, gaps, at, out, lost = [], [], [], 0, 0, 0
    for start, end in _left_out(same):
        if start < at:
            continue
        kept.append(same[at:start])
        out += start - at
        lost += end - start
        at = end
        starts.append(out)
        gaps.append(lost)
    kept.append(same[at:])
    return Plain("".join(kept), tuple(starts), tuple(gaps))


def _left_out(text: str) -> list[tuple[int, int]]:
    spans = [m.span() for m in _DROPPED.finditer(text)]
    spans += [m.span() for m in _SPLIT.finditer(text)]
    return sorted(spans)
