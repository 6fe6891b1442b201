"""The change sets as a list to look through: who, when, why, and how much each of them changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from yardstick.store import FIRST_ID
from yardstick.store.turnover import COUNTS, turnover
from yardstick.workspace import records
from yardstick.workspace.ground import Ground


@dataclass(frozen=True, slots=True)
class Entry:
    """One change set. `at` is None for those of the reviewed files, which know only their day; `reason` zh and en."""

    id: int
    kind: str
    author: str
    date: dt.date
    at: dt.datetime | None
    reason: tuple[str, str]
    file: str
    added: int
    changed: int
    retracted: int

    @property
    def accepted(self) -> bool:
        """Whether it was accepted into the store, and can be taken back there."""
        return self.id >= FIRST_ID


_TOLD = ("id", "kind", "author", "date", "accepted_at", "reason", "reason_en", "file")


def chronicle(ground: Ground) -> tuple[Entry, ...]:
    """Every change set, newest first."""
    counts = {
        int(row[0]): tuple(int(n) for n in row[1:]) for row in records.rows(turnover(ground.store), ("id", *COUNTS))
    }
    out = []
    for number, kind, author, date, at, zh, en, file in records.rows(ground.store.change_sets(), _TOLD):
        day, moment = records.day(date), None if pd.isna(at) else at.to_pydatetime()
        if day is not None:
            counted = counts.get(int(number), (0, 0, 0))
            out.append(Entry(int(number), kind, author, day, moment, (zh, en or zh), file or "", *counted))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of a figure or a target: `value` in `unit`, None where nothing is said or the figure is missing."""

    value: float | None
    high: float | None
    qualifier: str
    unit: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a difference. `log` is `observation` or `target`, `kind` as in `Store.difference`."""

    kind: str
    log: str
    area: str
    indicator: str
    measure: str
    period: str
    source: str
    locator: str
    old: Word
    new: Word

    @property
    def percent(self) -> float | None:
        """By how many percent the new value lies above the old one; None where that cannot be said."""
        old, new = self.old.value, self.new.value
        if old is None or new is None or old == 0 or self.old.unit != self.new.unit:
            return None
        return (new - old) / abs(old) * 100


_LINE = ("kind", "log", "area", "indicator", "measure", "period", "source", "locator")
_WORD = ("value", "value_high", "qualifier", "unit")


def lines(frame: pd.DataFrame) -> Iterator[Line]:
    """The rows of a frame with the columns of `Store.difference`."""
    columns = (*_LINE, *(f"{side}_{name}" for side in ("old", "new") for name in _WORD))
    for row in records.rows(frame, columns):
        yield Line(*(*row[:8], _word(*row[8:12]), _word(*row[12:])))


def _word(value: object, high: object, qualifier: object, unit: object) -> Word:
    return Word(records.number(value), records.number(high), records.text(qualifier), records.text(unit))
