"""Which of several figures for one cell is shown, and what decided: one list of criteria for the SQL and for `duel`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Criterion:
    """One step of the order. `column` is the reading's column that decides; `code` is what a reader is told."""

    code: str
    column: str
    descending: bool = False
    by_length: bool = False

    @property
    def sql(self) -> str:
        """The step as terms of an ORDER BY; a figure without the value comes last."""
        direction = "DESC" if self.descending else "ASC"
        length = f"length(split_part({self.column}, '~', 1)), " if self.by_length else ""
        return f"{length}{self.column} {direction} NULLS LAST"


CRITERIA: tuple[Criterion, ...] = (
    Criterion("missing", "missing_rank"),  # a lost value never beats a figure
    Criterion("base", "base_rank"),  # growth on the year before, ahead of growth on some other base
    Criterion("firm", "firm_rank"),  # what came ahead of what was expected, an exact figure ahead of a bound it meets
    Criterion("kind", "kind_rank"),
    Criterion("confidence", "confidence_rank"),
    Criterion("status", "status_rank"),
    Criterion("exactness", "exactness"),
    Criterion("later", "published", descending=True),
    Criterion("later", "counted", descending=True),
    Criterion("id", "source"),
    Criterion("place", "locator", by_length=True),  # char:90-95 stands before char:120-125, with a hash and without
)
CODES: tuple[str, ...] = tuple(dict.fromkeys(c.code for c in CRITERIA))
ORDER_BY = ", ".join(c.sql for c in CRITERIA)


def duel(winner: Mapping[str, Any], loser: Mapping[str, Any]) -> str:
    """The code of the first criterion on which `winner` stands before `loser`: one of `CODES`.

    Rows are those of `Store.figures` (the columns named in `CRITERIA`). Raises ValueError where the loser stands
    first on that criterion, or nothing tells the two apart.
    """
    for criterion in CRITERIA:
        sign = _compare(criterion, winner[criterion.column], loser[criterion.column])
        if sign < 0:
            return criterion.code
        if sign > 0:
            raise ValueError(f"the order is the other way round, by {criterion.code}")
    raise ValueError("the two figures stand level on every criterion")


def _compare(criterion: Criterion, a: Any, b: Any) -> int:
    a, b = _plain(a), _plain(b)
    if a is None or b is None:
        return (a is None) - (b is None)
    key_a, key_b = ((len(a.split("~")[0]), a), (len(b.split("~")[0]), b)) if criterion.by_length else (a, b)
    sign = (key_a > key_b) - (key_a < key_b)
    return -sign if criterion.descending else sign


def _plain(value: Any) -> Any:
    """None for every way in which a frame writes that there is nothing (None, NaN, NaT)."""
    empty = value is None or not bool(value == value)  # noqa: PLR0124  (NaN and NaT differ from themselves)
    return None if empty else value
