"""Targets judged: the ledger beside the figures of its cells, with what is to be noticed of each aim."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from yardstick.workspace.aims import Ambition, JudgedTarget, TrackRecord
from yardstick.workspace.ground import Ground


def judged(
    ground: Ground, areas: Sequence[str], *, as_of: dt.date | None = None, method: str | None = None
) -> tuple[JudgedTarget, ...]:
    """Every target of these areas (of all, where none is named) with its verdict on the day `as_of`."""
    return ()


def track_record(judged: Sequence[JudgedTarget]) -> tuple[TrackRecord, ...]:
    """Per area and year, how many targets were met."""
    return ()


def ambition(ground: Ground, judged: Sequence[JudgedTarget]) -> tuple[Ambition, ...]:
    """What each target asks for a year, beside what the area reached a year before."""
    return ()


def what_if(
    ground: Ground,
    target_id: str,
    *,
    value: float | None = None,
    pace: float | None = None,
    as_of: dt.date | None = None,
    method: str | None = None,
) -> JudgedTarget:
    """One target judged with another value, or as if its figure went on at this yearly pace; nothing is stored."""
    raise KeyError(target_id)
