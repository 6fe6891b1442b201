"""What is held where a target cannot be settled for want of a figure: the last one of its own, and the other area's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from yardstick.model.target import Target
from yardstick.targets.expected import level_measure
from yardstick.targets.records import Figure, History, Rule


@dataclass(frozen=True, slots=True)
class Held:
    """The last figure known of the time up to an aim's end, on `measure`; None where there is none.

    `reference` is the same of the area compared with, None for an aim that compares with none.
    """

    own: Figure | None
    measure: str
    reference: Figure | None = None


def held(target: Target, history: History, rule: Rule, *, end: dt.date, as_of: dt.date) -> Held:
    """What is known on the day `as_of`: on the aim's own measure, else on the level it changes."""
    level = "value" if target.measure == "new" else level_measure(target.measure)
    measures = (level,) if target.measure == "multiple" else dict.fromkeys((target.measure, level))
    found = {m: _last(history.shown.get(m, ()), rule, end=end, as_of=as_of) for m in measures}
    measure = next((m for m, figure in found.items() if figure is not None), level)
    if not target.reference_area:
        return Held(
            found[measure], measure
        )  # of a multiple the level: what was a multiple of another base says nothing
    theirs = history.reference_growth if target.measure == "growth" else history.reference
    return Held(found.get(target.measure), target.measure, _last(theirs, rule, end=end, as_of=as_of))


def _last(figures: Iterable[Figure], rule: Rule, *, end: dt.date, as_of: dt.date) -> Figure | None:
    known = (
        f
        for f in figures
        if f.status in rule.statuses and f.period.end <= end and (f.published is None or f.published <= as_of)
    )
    return max(known, key=lambda f: (f.period.end, f.period.is_year, f.period.code), default=None)
