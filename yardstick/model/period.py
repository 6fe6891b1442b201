"""Time periods in SDMX form: `2019`, `2019-S1`, `2019-Q1`, `2019-03`, and spans `2016/2020`, `2016-01/2016-10`."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

PeriodKind = Literal["year", "half", "quarter", "month", "span"]

_SINGLE = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?:S(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A time period with its first and last day. `code` is the text it was parsed from and its identity."""

    code: str
    kind: PeriodKind
    start: dt.date
    end: dt.date

    @classmethod
    def parse(cls, text: str) -> Period:
        """Parse an SDMX period; raise ValueError (with the forms allowed) on anything else or a span upside down."""
        text = text.strip()
        if "/" not in text:
            kind, start, end = _single(text)
            return cls(text, kind, start, end)
        first, _, last = text.partition("/")
        _, start, _ = _single(first)
        _, _, end = _single(last)
        if end < start:
            raise ValueError(f"{text}: the span ends before it begins")
        return cls(text, "span", start, end)

    @property
    def year(self) -> int:
        """The year the period ends in; what a yearly chart files it under."""
        return self.end.year

    @property
    def is_year(self) -> bool:
        """Whether this is one whole calendar year."""
        return self.kind == "year"

    @property
    def is_year_to_date(self) -> bool:
        """Whether this covers the beginning of one year but not all of it (`2016-01/2016-10`, `2019-Q1`)."""
        same_year = self.start.year == self.end.year
        return same_year and (self.start.month, self.start.day) == (1, 1) and (self.end.month, self.end.day) != (12, 31)

    def __str__(self) -> str:
        return self.code


def _single(text: str) -> tuple[PeriodKind, dt.date, dt.date]:
    match = _SINGLE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text or 'empty'}: not a period; use 2019, 2019-S1, 2019-Q1, 2019-03 or a span 2016/2020")
    year = int(match["year"])
    if match["half"]:
        return "half", *_months(year, int(match["half"]), 6)
    if match["quarter"]:
        return "quarter", *_months(year, int(match["quarter"]), 3)
    if match["month"]:
        return "month", *_months(year, int(match["month"]), 1)
    return "year", dt.date(year, 1, 1), dt.date(year, 12, 31)


def _months(year: int, index: int, length: int) -> tuple[dt.date, dt.date]:
    last = index * length
    first = last - length + 1
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
