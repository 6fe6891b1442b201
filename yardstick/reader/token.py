"""The pieces of a sentence: names, figures, words that do something, and what is none of these."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Sort = Literal["name", "feature", "word", "figure", "time", "place", "mark", "never", "other"]
Amount = Literal[
    "percent", "points", "times", "doubled", "place", "enterprise", "person", "thing", "money", "dollar", "other"
]


@dataclass(slots=True)
class Figure:
    """A quantity as written. `start` and `end` are the span of its digits, scale and unit in the plain text.

    `rule` tells how the number is written: in digits, in Chinese numerals, as a rank, a size, a doubling, a range.
    """

    start: int
    end: int
    value: float
    unit: str
    amount: Amount
    high: float | None = None
    operator: str = "="
    hedge: str = ""
    rule: str = "digits"


@dataclass(slots=True)
class Token:
    """A piece of a sentence. `roles` tells what a word may be: class → which of the class."""

    sort: Sort
    start: int
    end: int
    text: str
    roles: dict[str, str] = field(default_factory=dict)
    figure: Figure | None = None
