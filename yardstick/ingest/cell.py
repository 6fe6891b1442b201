"""What a cell may hold: a number, a period, a day, a known word. What it may not hold is a problem."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from yardstick.errors import Problems, nearest
from yardstick.model import Period

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")

parse_period = lru_cache(maxsize=4096)(Period.parse)


@dataclass(frozen=True, slots=True)
class Cells:
    """Reads the cells of one file, collecting its problems under the file's name."""

    path: str
    problems: Problems

    def number(self, line: int, column: str, text: str) -> Decimal | None:
        """A plain decimal number, exactly as written; no thousands separators, no exponent, no text, no NaN."""
        if _NUMBER.fullmatch(text):
            return Decimal(text)
        hint = "write 12345.6 without separators or exponent, and the unit in its own column" if text else ""
        self.problems.add(self.path, line, column, "not a number", found=text or "empty", expected="12345.6", hint=hint)
        return None

    def optional_number(self, line: int, column: str, text: str) -> Decimal | None:
        """A number, or None for an empty cell."""
        return self.number(line, column, text) if text else None

    def period(self, line: int, column: str, text: str) -> Period | None:
        """An SDMX period."""
        try:
            return parse_period(text)
        except ValueError as error:
            self.problems.add(self.path, line, column, "not a period", found=text or "empty", hint=str(error))
            return None

    def day(self, line: int, column: str, text: str) -> dt.date | None:
        """A full date (2019-04-23), or None for an empty cell."""
        if not text:
            return None
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            self.problems.add(self.path, line, column, "not a date", found=text, expected="2019-04-23")
            return None

    def last_day(self, line: int, column: str, text: str) -> dt.date | None:
        """The last day of a date, a month or a year (2023 → 2023-12-31), or None for an empty cell."""
        if not text:
            return None
        try:
            return last_day(text)
        except ValueError:
            self.problems.add(self.path, line, column, "not a date", found=text, expected="2019, 2019-04 or 2019-04-23")
            return None

    def one_of(self, line: int, column: str, text: str, *, known: Collection[str], what: str) -> bool:
        """Whether the text is one of the known words; `what` names them in the message."""
        if text in known:
            return True
        expected = ",".join(known) if len(known) <= 12 else ""
        found = text or "empty"
        self.problems.add(
            self.path, line, column, f"unknown {what}", found=found, expected=expected, hint=nearest(text, known)
        )
        return False


def last_day(text: str) -> dt.date:
    """The last day of `2023`, `2023-04` or `2023-04-05`; ValueError on anything else."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = int(match[1]), int(match[2] or 12), int(match[3] or 0)
    if not 1 <= month <= 12:
        raise ValueError(text)
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])
