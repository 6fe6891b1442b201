"""Targets judged: the ledger beside the figures of its cells, each target with its verdict, line and points."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from yardstick.model import Target
from yardstick.targets.held import held as held_of
from yardstick.targets.judge import judge
from yardstick.targets.pace import crossing, year_position, years_between
from yardstick.targets.points import rate
from yardstick.targets.records import Expected, Figure, History, Rule, Verdict
from yardstick.targets.schedule import schedule
from yardstick.workspace import ambitions, ledger
from yardstick.workspace.aims import Ambition, JudgedTarget, Point, TrackRecord
from yardstick.workspace.ground import Ground
from yardstick.workspace.ledger import Entry, Ledger
from yardstick.workspace.standings import WAITING

SUPPOSED = "supposed"
"""The caution of a verdict on a figure that nobody stated."""


def judged(
    ground: Ground, areas: Sequence[str], *, as_of: dt.date | None = None, method: str | None = None
) -> tuple[JudgedTarget, ...]:
    """Every target of these areas (of all, where none is named) with its verdict on the day `as_of`, or today."""
    held = ledger.read(ground, areas, as_of)
    found = list(_all(held, held.entries, as_of=as_of or ground.today, method=method))
    unmet = _unmet(found)
    return tuple(_flagged(held, entry, one, unmet=unmet) for entry, one in zip(held.entries, found, strict=True))


def track_record(judged: Iterable[JudgedTarget]) -> tuple[TrackRecord, ...]:
    """Per area, in the order given, and year, newest first, how many targets were met; see `TrackRecord`."""
    counted: dict[str, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for one in judged:
        if one.over and not one.superseded_by:
            status = one.verdict.status
            counted[one.area][one.year][status if status in ("met", "missed") else "undecided"] += 1
    return tuple(
        TrackRecord(area, year, n["met"], n["missed"], n["undecided"], n.total())
        for area, years in counted.items()
        for year, n in sorted(years.items(), reverse=True)
    )


def ambition(judged: Iterable[JudgedTarget]) -> tuple[Ambition, ...]:
    """What each target asks for a year, beside what the area reached a year before."""
    return tuple(replace(one.ambition, flags=one.flags) for one in judged if one.ambition is not None)


def what_if(
    ground: Ground,
    target_id: str,
    *,
    value: float | None = None,
    pace: float | None = None,
    as_of: dt.date | None = None,
    method: str | None = None,
) -> JudgedTarget:
    """One target judged with another value, or as if its figure went on by `pace` a year; nothing is stored.

    `value` takes the place of the aim's figure in its own unit (the upper end of a range goes). `pace` is in the unit
    of the line a year; of an aim that is a growth or an increment it is that growth or increment itself. The figure it
    leads to at the end is the actual of the verdict, with the caution `supposed`; without a figure to set out from, and
    where the aim is to compare with another area, a pace changes nothing. Raises KeyError where no target has this id.
    """
    held, entry = ledger.read_one(ground, target_id, as_of)
    if value is not None:
        entry = replace(entry, target=_with_value(entry.target, value))
    today = as_of or ground.today
    found = next(_all(held, [entry], as_of=today, method=method))
    if pace is not None and found.verdict.expected is not None:
        found = _supposed(held, entry, found, pace=pace, as_of=today, method=method)
    return _flagged(held, entry, found, unmet=frozenset())


def _with_value(target: Target, value: float) -> Target:
    operator = ">=" if target.operator == "range" else target.operator
    return replace(target, value=value, value_high=None, operator=operator)


def _all(held: Ledger, entries: Sequence[Entry], *, as_of: dt.date, method: str | None) -> Iterator[JudgedTarget]:
    rules: dict[str, Rule] = {}
    replaced = _replaced(held.entries)
    for entry in entries:
        indicator = entry.target.indicator
        rule = rules.get(indicator) or rules.setdefault(indicator, ledger.rule(held.ground.catalogue[indicator]))
        history = held.history(entry.target)
        by = replaced.get(entry.id)
        name = by.target.source if by else ""
        verdict = judge(entry.target, history, rule, as_of=as_of, method=method, superseded_by=name)
        yield _told(held, entry, verdict, rule=rule, history=history, as_of=as_of, by=by.id if by else "")


def _told(
    held: Ledger, entry: Entry, verdict: Verdict, *, rule: Rule, history: History, as_of: dt.date, by: str
) -> JudgedTarget:
    target, expected = entry.target, verdict.expected
    end = expected.end if expected else target.due or target.period.end
    measure = expected.measure if expected else target.measure
    waits = verdict.status in WAITING
    return JudgedTarget(
        entry.id,
        target.area,
        target.indicator,
        held.ground.catalogue[target.indicator].theme,
        target.measure,
        target.period.code,
        target.period.year,
        target.kind,
        target.nature,
        target.hedge,
        target.owner,
        target.announced,
        target.due,
        target.supersedes,
        target.operator,
        target.value,
        target.value_high,
        target.unit,
        f"{target.stated_value}{target.stated_unit}",
        target.source,
        target.locator,
        target.note,
        verdict,
        reference_area=target.reference_area,
        superseded_by=by,
        end=end,
        over=end < as_of,
        line_unit=expected.unit if expected else target.unit,
        path=_path(expected, rule=rule, partial="partial" in verdict.cautions),
        points=_points(history.shown.get(measure, ()), verdict, rule=rule, end=end),
        ambition=ambitions.ambition(entry.id, target, expected, rule=rule, shown=history.shown),
        base_period=schedule(target).base,
        rate=rate(target, verdict),
        held=held_of(target, history, rule, end=end, as_of=as_of) if waits else None,
    )


def _path(expected: Expected | None, *, rule: Rule, partial: bool) -> tuple[tuple[float, float], ...]:
    """From the base to the aim, as (year, value); part of a flow's year counts from nothing at its beginning."""
    if expected is None:
        return ()
    aim = expected.low if expected.low is not None else expected.high
    if aim is None:
        return ()
    goal = (year_position(expected.end), aim)
    if partial and rule.kind == "flow":
        return ((year_position(dt.date(expected.end.year - 1, 12, 31)), 0.0), goal)
    return ((year_position(expected.start), expected.base.value), goal) if expected.base else (goal,)


def _points(figures: Sequence[Figure], verdict: Verdict, *, rule: Rule, end: dt.date) -> tuple[Point, ...]:
    """The figures from the base to the end. Part of a flow's year is left out beside whole years, unless it is what
    was judged.
    """
    expected = verdict.expected
    if expected is None:
        return ()
    wanted = [
        f
        for f in figures
        if expected.start <= f.period.end <= end
        and f.unit == expected.unit
        and (rule.kind != "flow" or f.period.is_year or f is verdict.actual)
    ]
    return tuple(point(f) for f in wanted)


def point(figure: Figure) -> Point:
    """A figure where it stands on an axis of years: at the moment it speaks for."""
    at, day = year_position(figure.moment), figure.moment if figure.moment < figure.period.end else None
    told = (figure.period.code, figure.qualifier, figure.high, figure.status, figure.source)
    return Point(at, figure.value, *told, day)


def _replaced(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Id → the target that took its place: the one that names its source and place, of the same indicator and area."""
    at: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    entries = list(entries)
    for entry in entries:
        at[entry.target.indicator, entry.target.area, entry.target.place].append(entry)
    out = {}
    for entry in entries:
        if entry.target.supersedes:
            for old in at[entry.target.indicator, entry.target.area, entry.target.supersedes]:
                out[old.id] = entry
    return out


def _unmet(judged: Iterable[JudgedTarget]) -> frozenset[str]:
    """The ids of the targets that were announced when the one before them (the same cell and kind, the latest earlier
    year that was over by then) had been missed.
    """
    cells: dict[tuple[str, ...], list[JudgedTarget]] = defaultdict(list)
    for one in judged:
        cells[one.area, one.indicator, one.measure, one.kind, one.reference_area].append(one)
    return frozenset(one.id for same in cells.values() if len(same) > 1 for one in same if _last_missed(one, same))


def _last_missed(one: JudgedTarget, same: Iterable[JudgedTarget]) -> bool:
    if one.announced is None:
        return False
    over = [o for o in same if o.year < one.year and o.end is not None and o.end <= one.announced]
    last = max((o.year for o in over), default=0)
    return any(o.year == last and o.verdict.status == "missed" for o in over)


def _flagged(held: Ledger, entry: Entry, one: JudgedTarget, *, unmet: frozenset[str] | set[str]) -> JudgedTarget:
    if one.ambition is None:
        return one
    rule = ledger.rule(held.ground.catalogue[one.indicator])
    found = ambitions.flags(
        entry.target, one.verdict.expected, one.ambition,
        rule=rule, earlier=held.history(entry.target).earlier, unmet=one.id in unmet,
    )  # fmt: skip
    return replace(one, flags=found) if found else one


def _supposed(
    held: Ledger, entry: Entry, found: JudgedTarget, *, pace: float, as_of: dt.date, method: str | None
) -> JudgedTarget:
    """The target judged on the figure that `pace` leads to at its end."""
    expected = found.verdict.expected
    assert expected is not None
    rule = ledger.rule(held.ground.catalogue[entry.target.indicator])
    start, years = _outset(found.verdict, expected, flow=rule.kind == "flow")
    if entry.target.reference_area or (start is None and expected.measure not in ambitions.FLOWING):
        return found
    value = pace if expected.measure in ambitions.FLOWING else (start.value if start else 0.0) + pace * years
    figure = Figure(entry.target.period, value, unit=expected.unit)
    history = held.history(entry.target)
    before = [f for f in history.shown.get(expected.measure, ()) if f.period.end < figure.period.end]
    shown: Mapping[str, Sequence[Figure]] = {**history.shown, expected.measure: [*before, figure]}
    supposed = replace(history, shown=shown)
    later = max(as_of, expected.end + dt.timedelta(days=1))
    verdict = judge(entry.target, supposed, replace(rule, statuses=rule.statuses | {"A"}), as_of=later, method=method)
    verdict = replace(verdict, observed=pace, crossing=_crossing(start, expected, pace), cautions=(SUPPOSED,))
    told = _told(held, entry, verdict, rule=rule, history=supposed, as_of=as_of, by=found.superseded_by)
    seen = tuple(p for p in found.points if p.year < year_position(expected.end))
    return replace(told, over=found.over, points=(*seen, *told.points[-1:]))


def _outset(verdict: Verdict, expected: Expected, *, flow: bool) -> tuple[Figure | None, float]:
    """Where a supposed pace sets out from, and the years it goes on: the figure judged on if it speaks for a moment
    before the end, else the base. Part of a flow's year is no level to go on from.
    """
    actual = verdict.actual
    if actual is not None and actual.moment < expected.end:
        whole = actual.period.is_year and actual.moment == actual.period.end
        if whole or not flow:
            return actual, years_between(actual.moment, expected.end)
    base = expected.base
    return base, years_between(expected.start, expected.end) if base else 0.0


def _crossing(start: Figure | None, expected: Expected, pace: float) -> float | None:
    aim = expected.low if expected.low is not None else expected.high
    if start is None or aim is None or expected.measure in ambitions.FLOWING:
        return None
    since = expected.start if start is expected.base else start.moment
    return crossing(year_position(since), left=aim - start.value, pace=pace)
