"""The change sets as a list to look through: who, when, why, and how much each of them changed."""

from __future__ import annotations

import datetime as dt
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
