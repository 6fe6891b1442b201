"""How much a target asks for: its yearly pace beside the area's own past, and what is to be noticed of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from yardstick.model import Target
from yardstick.targets.pace import years_between
from yardstick.targets.records import Expected, Figure, Rule
from yardstick.workspace.aims import Ambition

PAST_YEARS = 5
EXACT = ("=", "~")
FLOWING = ("growth", "pp_change", "new", "net_change")
"""Measures that say how much is changed in a period, not where something stands."""
_REACHED = {1: ("=", ">", ">="), -1: ("=", "<", "<=")}
_SENSES = {"higher": 1, "lower": -1}

Series = Mapping[str, Sequence[Figure]]


def ambition(target_id: str, target: Target, expected: Expected | None, *, rule: Rule, shown: Series) -> Ambition:
    """The yearly pace a target asks for, and the area's own pace up to its base."""
    of = (target_id, target.area, target.indicator, target.period.code)
    if expected is None or target.reference_area or _aim(expected) is None:
        return Ambition(*of, reason="no_level")
    if expected.measure in FLOWING:
        return _flowing(of, target, expected, shown=shown)
    if expected.measure != "value":
        return Ambition(*of, reason="no_level")
    return _level(of, expected, rule=rule, shown=shown)


def flags(
    target: Target, expected: Expected | None, found: Ambition, *, rule: Rule, earlier: Series, unmet: bool
) -> tuple[str, ...]:
    """What is to be noticed, in the order of `aims.FLAGS`; nothing where the better side is unknown."""
    sense = _SENSES.get(rule.direction, 0)
    out = []
    if expected is not None and sense and _below_present(target, expected, sense=sense, earlier=earlier):
        out.append("below_present")
    if found.wanted is not None and found.past is not None and sense * found.wanted < sense * found.past:
        out.append("below_trend")
    return (*out, "unmet_last_time") if unmet else tuple(out)


def _aim(expected: Expected) -> float | None:
    return expected.low if expected.low is not None else expected.high


def _below_present(target: Target, expected: Expected, *, sense: int, earlier: Series) -> bool:
    """Whether the last level published before the announcement surely was at the aim already."""
    aim = _aim(expected)
    if expected.measure != "value" or aim is None or target.announced is None:
        return False
    known = [f for f in earlier.get("value", ()) if f.published and f.published <= target.announced and _whole(f)]
    if not known:
        return False
    last = max(known, key=lambda f: (f.period.end, f.published))
    return last.qualifier in _REACHED[sense] and sense * last.value >= sense * aim


def _flowing(of: tuple[str, str, str, str], target: Target, expected: Expected, *, shown: Series) -> Ambition:
    """An aim that is a change itself: what it asks for a year beside the mean of the years before."""
    aim = _aim(expected)
    span = 1.0 if expected.measure == "growth" else max(1.0, _length(target))
    before = target.period.start
    first = before.replace(year=before.year - PAST_YEARS, day=1)
    past = [
        f
        for f in shown.get(expected.measure, ())
        if f.period.is_year and not f.base_period and f.qualifier in EXACT and first <= f.period.start < before
    ]
    wanted = None if aim is None else aim / span
    if not past:
        return Ambition(*of, wanted, None, expected.unit, reason="no_past")
    mean = sum(f.value for f in past) / len(past)
    return Ambition(*of, wanted, mean, expected.unit, past[0].period.code, past[-1].period.code)


def _length(target: Target) -> float:
    return years_between(target.period.start - dt.timedelta(days=1), target.period.end)


def _level(of: tuple[str, str, str, str], expected: Expected, *, rule: Rule, shown: Series) -> Ambition:
    """An aim that is a level: the pace from the base to it beside the pace of the years up to the base."""
    points = expected.unit == "percent"
    unit = "pp" if points else "percent"
    base, aim = expected.base, _aim(expected)
    if base is None or aim is None:
        return Ambition(*of, unit=unit, reason="no_base")
    if base.qualifier not in EXACT:
        return Ambition(*of, unit=unit, reason="hedged")
    wanted = _pace(base.value, aim, years_between(expected.start, expected.end), points=points)
    if wanted is None:
        return Ambition(*of, unit=unit, reason="not_positive")
    first = _earliest(base, shown.get("value", ()), rule=rule)
    if first is None:
        return Ambition(*of, wanted, None, unit, reason="no_past")
    past = _pace(first.value, base.value, years_between(first.period.end, base.period.end), points=points)
    span = (first.period.code, base.period.code)
    return Ambition(*of, wanted, past, unit, *span, reason="" if past is not None else "not_positive")


def _earliest(base: Figure, figures: Sequence[Figure], *, rule: Rule) -> Figure | None:
    """The earliest exact whole-year figure within five years before the base and of the same series."""
    year = base.period.end.year
    breaks = [int(b[:4]) for b in rule.breaks if int(b[:4]) <= year]
    oldest = max([year - PAST_YEARS, *breaks])
    for figure in figures:
        same = figure.unit == base.unit and figure.qualifier in EXACT and figure.status in rule.statuses
        if same and figure.period.is_year and oldest <= figure.period.end.year < year:
            return figure
    return None


def _pace(start: float, end: float, years: float, *, points: bool) -> float | None:
    """Points a year, or compound growth in % a year; None where there is none."""
    if years <= 0:
        return None
    if points:
        return (end - start) / years
    if start <= 0 or end <= 0:
        return None
    return float((end / start) ** (1 / years) - 1) * 100


def _whole(figure: Figure) -> bool:
    return figure.period.is_year or figure.period.kind != "span"
