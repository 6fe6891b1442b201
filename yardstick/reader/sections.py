"""Where in a document a sentence stands: under which heading, in what was reached or in what is aimed at."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from yardstick.reader.grammar import grammar

Part = Literal["", "actual", "target"]

_LEVELS = (
    re.compile(r"#|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+(?:部分|章)"),
    re.compile(r"\([一二三四五六七八九十]+\)"),
    re.compile(r"\d{1,2}[.、](?!\d)|(?:——|--)"),
)
_LONGEST_HEADING = 45


@cache
def _patterns(key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in grammar().sections[key]))


def heading_level(line: str) -> int:
    """0 for running text; 1 to 4 for a heading, 1 the highest."""
    for level, pattern in enumerate(_LEVELS, start=1):
        if pattern.match(line):
            return level if len(line) <= _LONGEST_HEADING and "。" not in line[:-1] else 0
    return 4 if len(line) <= 30 and not re.search(r"[。;,!:]", line) else 0


class Sections:
    """The parts of a document as they are passed through, from its first line to its last."""

    def __init__(self, *, bulletin: bool) -> None:
        self.bulletin = bulletin
        self._parts: dict[int, Part] = {}
        self.year: int | None = None

    def line(self, line: str) -> int:
        """Take note of a line; return its level as a heading (0: running text)."""
        level = heading_level(line)
        if self.bulletin:
            return level
        if level:
            told = part_of(line)
            if told or level > 1:
                self._parts = {at: part for at, part in self._parts.items() if at < level}
            if told:
                self._parts[level] = told
        else:
            self._opening(line)
        return level

    def _opening(self, line: str) -> None:
        start = line[:80]
        numbered = re.match(
            r"(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+是|[一二三四五六七八九十]+、|\d+[.、])([^。]{2,40})。",
            start,
        )
        if numbered:
            level = 2 if start[0] == "(" else 1 if "、" in start[:4] and not start[0].isdigit() else 3
            self._parts = {at: part for at, part in self._parts.items() if at < level or at == 1 and level == 1}
            told = part_of(numbered[1])
            if told and level < 3:
                self._parts[level] = told
                return
        if _patterns("target_opening").search(start):
            self._parts[5 if re.match(r"(?:下一步|下步|今后(?!五年))", start) else 1] = "target"
        elif _patterns("actual_opening").search(start):
            self._parts[1] = "actual"
            self._parts.pop(5, None)
        else:
            self._parts.pop(5, None)

    @property
    def part(self) -> Part:
        """What is said here, if headings tell."""
        return self._parts[max(self._parts)] if self._parts else ""


def part_of(heading: str) -> Part:
    """What a heading announces."""
    text = re.sub(r"^[#\s]*(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|\d+[.、])?", "", heading).rstrip(
        "。:"
    )
    target, actual = _patterns("target").search(text), _patterns("actual").search(text)
    if target and actual:
        return "target" if target.end() > actual.end() else "actual"
    return "target" if target else "actual" if actual else ""
