"""How the tests of the reader say what it read: one line a figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from yardstick.reader import About, Candidate, Vocabulary, read

CONGRESS = About("410300", dt.date(2021, 1, 20), None, "政府工作报告")
"""A city's work report of January 2021: it tells of 2020 and plans for 2021."""
BUREAU = About("410300", dt.date(2020, 7, 20), None, "市科技局工作情况")
"""A city's bureau in July 2020."""


def figure(c: Candidate) -> str:
    """Operator, value, the upper end of a range, unit."""
    sign = "" if c.operator in ("=", "range") else c.operator
    high = "" if c.value_high is None else f"-{c.value_high:g}"
    return f"{sign}{c.value:.15g}{high}{c.unit}"


def line(c: Candidate) -> str:
    """Indicator, measure and figure; `?` where it could not be placed."""
    return f"{c.indicator} {c.measure} {figure(c)}" if c.placed else f"? {figure(c)}"


def lines(text: str, vocabulary: Vocabulary, about: About = CONGRESS) -> list[str]:
    """What is read in a text, one line a figure."""
    return [line(c) for c in read(text, vocabulary, about)]


def placed(found: Sequence[Candidate]) -> list[Candidate]:
    """Those with an indicator."""
    return [c for c in found if c.placed]
