"""Where in a document a sentence stands: under which heading, in what was reached or in what is aimed at."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from yardstick.reader.grammar import grammar
from yardstick.reader.when import Standpoint

Part = Literal["", "actual", "target"]

_LEVELS = (
    re.compile(r"#|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+(?:部分|章)"),
    re.compile(r"\([一二三四五六七八九十]+\)"),
    re.compile(r"\d{1,2}[.、](?!\d)|——|--"),
)
_LONGEST_HEADING = 45
_NUMBERING = re.compile(r"^[#\s]*(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|\d+[.、])?")
_LEAD = re.compile(
    r"(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+是|[一二三四五六七八九十]+、|\d+[.、])[^。]{2,40}。"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_FIRST_YEAR = re.compile(r"((?:19|20)\d\d)年(?=是|,|[^。]{0,30}(?:目标|重点|任务|要求|我们|工作))")


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(grammar().sections[key])


def heading_level(line: str) -> int:
    """0 for running text; 1 to 4 for a heading, 1 the highest."""
    for level, pattern in enumerate(_LEVELS, start=1):
        if pattern.match(line):
            return level if len(line) <= _LONGEST_HEADING and "。" not in line[:-1] else 0
    return 4 if len(line) <= 30 and not re.search(r"[。;,!:]", line) else 0


class Sections:
    """The parts of a document as they are passed through, from its first line to its last."""

    def __init__(self, point: Standpoint) -> None:
        self.point = point
        self._parts: dict[int, Part] = {}
        self._heads = 0

    @property
    def part(self) -> Part:
        """What is said here, if headings tell."""
        return self._parts[max(self._parts)] if self._parts else ""

    def line(self, line: str) -> int:
        """Take note of a line; return its level as a heading (0: running text)."""
        level = heading_level(line)
        if self.point.bulletin:
            return level
        if level:
            self._heading(line, level)
        else:
            self._text(line)
        return level

    def _heading(self, line: str, level: int) -> None:
        numbered = level == 1 and not line.startswith("#")
        self._heads += numbered
        part = self._announced(line, weak=not self.point.congress)
        if self.point.congress and numbered and not part:
            part = "actual" if self._heads == 1 else "target"
        if level == 1 or not self.point.congress:
            self._parts = {at: known for at, known in self._parts.items() if at < level}
        self._parts.pop(5, None)
        if part:
            self._parts[level] = part

    def _announced(self, heading: str, *, weak: bool) -> Part:
        """What a heading announces."""
        text = _NUMBERING.sub("", heading).rstrip("。:")
        if _pattern("reached").search(text):
            return "actual"
        years = [int(year) for year in _YEAR.findall(text)]
        if years:
            return "target" if max(years) > self.point.reached_year else "actual"
        if _pattern("aimed").search(text) or (weak and _pattern("aimed_weak").search(text)):
            return "target"
        return "actual" if weak and _pattern("reached_weak").search(text) else ""

    def _text(self, line: str) -> None:
        self._parts.pop(5, None)
        start = line[:90]
        lead = _LEAD.match(start)
        if lead and not self.point.congress:
            level = 2 if start[0] == "(" else 3
            self._parts = {at: part for at, part in self._parts.items() if at < level}
            part = self._announced(lead[0], weak=True)
            if part:
                self._parts[level] = part
        year = _FIRST_YEAR.match(start)
        if year:
            self._parts[1] = "target" if int(year[1]) > self.point.reached_year else "actual"
        elif _pattern("aimed_opening").search(start):
            self._parts = {1: "target"}
        elif _pattern("reached_opening").search(start):
            self._parts = {1: "actual"}
        elif _pattern("aimed_here").search(start):
            self._parts[5] = "target"
