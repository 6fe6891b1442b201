"""The base of an aim: the figure it was announced against, and the figure the same cell holds now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from yardstick.normalise.breaks import period_of
from yardstick.targets.records import Figure, History, Rule


def current_base(history: History, measure: str, *, period: str, rule: Rule) -> Figure | None:
    """What the base cell holds now: that period's figure, else, for a standing, one of its end."""
    return _closest(history.shown.get(measure, ()), period, rule=rule)


def pinned_base(history: History, measure: str, *, period: str, announced: dt.date | None, rule: Rule) -> Figure | None:
    """What the base cell held on the day of the announcement; the current figure where none was published by then."""
    now = current_base(history, measure, period=period, rule=rule)
    earlier = history.earlier.get(measure, ())
    if announced is None or not earlier:
        return now
    known = [
        f
        for f in earlier
        if f.period.code == period
        and f.published is not None
        and f.published <= announced
        and f.status in rule.statuses
        and (not f.base_period or measure == "value")
    ]
    if not known:
        return now
    last = max(f.published for f in known if f.published is not None)
    latest = [f for f in known if f.published == last]
    return now if now in latest else min(latest, key=_identity)


def _closest(figures: Iterable[Figure], period: str, *, rule: Rule) -> Figure | None:
    found: Figure | None = None
    for figure in figures:
        if figure.status not in rule.statuses:
            continue
        if figure.period.code == period:
            return figure
        if rule.kind != "flow" and figure.period.end == period_of(period).end:
            found = figure if found is None or _identity(figure) < _identity(found) else found
    return found


def _identity(figure: Figure) -> tuple[str, float, str, str]:
    return figure.period.code, figure.value, figure.qualifier, figure.source
