"""The base of an aim: the figure it was announced against, and the figure the same cell holds now."""

from __future__ import annotations

import datetime as dt

from yardstick.normalise.breaks import period_of
from yardstick.targets.records import Figure, History, Rule


def current_base(history: History, measure: str, *, period: str, rule: Rule) -> Figure | None:
    """What the base cell holds now: that period's figure, else, for a standing, one of its end."""
    held = history.shown_on(measure, period)
    if len(held) == 1 and held[0].status in rule.statuses:
        return held[0]
    same = [f for f in held if f.status in rule.statuses]
    if same or rule.kind == "flow":
        return same[0] if len(same) == 1 else min(same, key=_identity, default=None)
    end = period_of(period).end
    near = [f for f in history.shown.get(measure, ()) if f.period.end == end and f.status in rule.statuses]
    return min(near, key=_identity, default=None)


def pinned_base(history: History, measure: str, *, period: str, announced: dt.date | None, rule: Rule) -> Figure | None:
    """What the base cell held on the day of the announcement; the current figure where none was published by then."""
    return bases(history, measure, period=period, announced=announced, rule=rule)[0]


def bases(
    history: History, measure: str, *, period: str, announced: dt.date | None, rule: Rule
) -> tuple[Figure | None, Figure | None]:
    """The pinned base and the current one."""
    now = current_base(history, measure, period=period, rule=rule)
    if announced is None:
        return now, now
    held = history.earlier_on(measure, period)
    if len(held) == 1:
        return (held[0] if _known(held[0], announced, rule) else now), now
    known = [f for f in held if _known(f, announced, rule)]
    if not known:
        return now, now
    last = max(f.published for f in known if f.published is not None)
    latest = [f for f in known if f.published == last]
    return (now if now in latest else min(latest, key=_identity)), now


def _known(figure: Figure, announced: dt.date, rule: Rule) -> bool:
    return figure.published is not None and figure.published <= announced and figure.status in rule.statuses


def _identity(figure: Figure) -> tuple[str, float, str, str]:
    return figure.period.code, figure.value, figure.qualifier, figure.source
