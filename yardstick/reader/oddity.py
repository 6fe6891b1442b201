"""What is odd about a figure as it is written: a lost decimal point, digits apart, a growth that its levels deny."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yardstick.reader.candidate import Candidate

ODD_WORDS = {
    "apart": "Blanks stand between its digits: read as one number.",
    "point": "A growth of four digits: its decimal point may be lost.",
    "denied": "The growth does not fit the levels told beside it.",
}
"""What a `problem` says, by what is odd. Msgids."""

_APART = re.compile(r"\d[^\S\n]+\d")
_FOUR_DIGITS = 1000.0
_SLACK = 0.15
_ROUNDED = 2.0
_OTHER_BASE = re.compile("年均|每年|平均")


def odd(found: Sequence[Candidate], text: str) -> list[Candidate]:
    """The candidates of a sentence, each with its problem. `text` is the document that their offsets refer to."""
    return [replace(c, problem=ODD_WORDS[what]) if (what := _what(c, found, text)) else c for c in found]


def _what(c: Candidate, found: Sequence[Candidate], text: str) -> str:
    written = text[c.start : c.end]
    if _APART.search(written):
        return "apart"
    if c.measure != "growth" or c.unit != "%" or not c.indicator:
        return ""
    if abs(c.value) >= _FOUR_DIGITS and "." not in written and "．" not in written:
        return "point"
    told = _told(c, found, text)
    return "denied" if told is not None and abs(told - c.value) > max(_ROUNDED, _SLACK * abs(told)) else ""


def _told(growth: Candidate, found: Sequence[Candidate], text: str) -> float | None:
    """The growth in % that the two levels before it in its sentence tell (由A增加到B); None where they do not."""
    before = [c for c in found if c.end <= growth.start and _same(c, growth)]
    if len(before) != 2 or growth.base_period or _OTHER_BASE.search(text[before[1].end : growth.start]):
        return None
    first, last = before
    if first.period == last.period or "measure:reach" not in last.rules or not first.value or first.unit != last.unit:
        return None
    return (last.value / first.value - 1) * 100


def _same(c: Candidate, growth: Candidate) -> bool:
    told = c.area, c.indicator, c.kind
    return told == (growth.area, growth.indicator, growth.kind) and c.measure == "value"
