"""data/conversion/hedges.csv: the words a target is hedged with, found around its figure in the source's wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yardstick.errors import Problems
from yardstick.ingest.facts.fact import Fact
from yardstick.ingest.table import Row, read_table, shown

COLUMNS = ("word", "place", "operators", "note")
PLACES = ("before", "clause", "after")
"""Anywhere before the figure, before it in its own clause, or right after it."""
BETWEEN = "…"
"""Stands between several words of one target, as in 力争…以上."""

_COMMA = re.compile(r"[，,；;。]")
_ENDS = re.compile(r"[\d，,、；;。]")


@dataclass(frozen=True, slots=True)
class Hedges:
    """The words in the order of the file, a longer one before its parts.

    One that names operators speaks only of figures with one of them.
    """

    words: tuple[Row, ...]

    @classmethod
    def read(cls, path: Path) -> tuple[Hedges, Problems]:
        """The words of the file; an unknown place is a problem."""
        rows, problems = read_table(path, COLUMNS)
        for row in rows:
            if row["place"] not in PLACES:
                expected = ",".join(PLACES)
                problems.add(
                    shown(path), row.line, "place", "unknown place", found=row["place"] or "empty", expected=expected
                )
        return cls(tuple(rows)), problems

    def of(self, fact: Fact, operator: str) -> str:
        """The words around the fact's figure, as written; empty where it stands without one.

        `operator` is what the figure comes to. Where the digits are not found (a figure in words), the whole wording is
        looked into.
        """
        before, after = _around(fact.value, fact.said)
        sides = {"before": before, "clause": _COMMA.split(before)[-1], "after": after}
        found: list[str] = []
        for row in self.words:
            word, place = row["word"], row["place"]
            if word in sides[place] and (not row["operators"] or operator in row["operators"].split()):
                found.append(word)
            sides[place] = sides[place].replace(word, " ")
        return BETWEEN.join(found)


def _around(value: str, said: str) -> tuple[str, str]:
    """What stands before the last mention of the figure, and what follows it up to the next mark or figure."""
    mentions = list(_mentions(value, said))
    if not mentions:
        return said, said
    start, end = mentions[-1]
    stop = _ENDS.search(said, end)
    return said[:start], said[end : stop.start() if stop else None]


def _mentions(value: str, said: str) -> Iterator[tuple[int, int]]:
    if value:
        for match in re.finditer(rf"(?<![\d.]){re.escape(value)}(?![\d.])", said):
            yield match.span()
