"""Which figure a target is judged on: the one of its own period, else the latest one since its base."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from yardstick.model.period import Period
from yardstick.model.target import Target
from yardstick.targets.records import Args, Figure, Rule
from yardstick.targets.schedule import Schedule

Standing = Literal["final", "interim", "to_date"]
"""A figure of the aim's end, of a moment before it, or of the part of the aim's period that has passed."""

_STANDINGS: dict[str, int] = {"": 0, "interim": 1, "to_date": 2, "final": 3}


@dataclass(slots=True)
class Found:
    """The figure to judge on, the moment it speaks for and its standing; without one, what stood in its place.

    `blocked` is the standing of figures that may not be used; `later` the first period after the aim's, `before`
    whether anything is held of the time before it; `step` how the figure was put together from others.
    """

    figure: Figure | None
    moment: dt.date
    standing: Standing | Literal[""] = ""
    blocked: str = ""
    later: str = ""
    before: bool = False
    step: tuple[str, Args] | None = None


def find(
    figures: Sequence[Figure], target: Target, *, plan: Schedule, rule: Rule, as_of: dt.date, counted: bool
) -> Found:
    """The figure to judge `target` on. `counted`: what is asked for adds up within a period (a flow, an increment).

    A figure published after `as_of` is not known yet. One that was counted before its own period ended, or published
    before it and no estimate of the end, speaks for that day (`Figure.moment`).
    """
    code = target.period.code
    own = settled([f for f in figures if f.period.code == code], rule=rule, as_of=as_of)
    return own or latest(figures, target, plan.start, end=plan.end, rule=rule, as_of=as_of, counted=counted)


def settled(same: Sequence[Figure], *, rule: Rule, as_of: dt.date) -> Found | None:
    """The one usable final figure of `same`, those of the aim's own period: it goes before all, which need not be seen.

    None where there is no such figure, or more than one to choose from.
    """
    if len(same) != 1:
        return None
    figure = same[0]
    published, end = figure.published, figure.period.end
    if figure.status not in rule.statuses:
        return None
    if published is not None and (published > as_of or (published < end and figure.status != "E")):
        return None
    if figure.as_of is not None and figure.as_of < end:
        return None
    return Found(figure, end, "final")


def latest(
    figures: Iterable[Figure],
    target: Target,
    start: dt.date,
    *,
    end: dt.date,
    rule: Rule,
    as_of: dt.date,
    counted: bool,
) -> Found:
    """The best of all figures since `start`, as `find` chooses them."""
    best: Figure | None = None
    best_moment, best_standing = start, ""
    blocked, later = "", ""
    before = False
    period, statuses = target.period, rule.statuses
    code = period.code
    for figure in figures:
        own = figure.period
        moment = own.end
        if moment <= start:
            before = True
            continue
        published, status = figure.published, figure.status
        if published is not None:
            if published > as_of:
                continue
            early = published < moment and status != "E"
            if early:
                moment = published
        else:
            early = False
        counted_on = figure.as_of
        if counted_on is not None and counted_on < moment:
            early, moment = True, counted_on
        if status not in statuses:
            if status != "M" and moment <= end:
                blocked = max(blocked, status)
            continue
        if moment > end and own.code != code:
            later = min(later or own.code, own.code)
            continue
        standing = _standing(own, period, end=end, counted=counted, early=early)
        if moment <= start or not standing:
            before = True
        elif best is None or _after(figure, moment, standing, best, best_moment, best_standing, code):
            best, best_moment, best_standing = figure, moment, standing
    return Found(best, best_moment, best_standing, blocked, later, before)  # type: ignore[arg-type]


def _standing(own: Period, period: Period, *, end: dt.date, counted: bool, early: bool) -> str:
    if own.code == period.code:
        return ("to_date" if counted else "interim") if early else "final"
    if not counted:
        if own.kind == "span" and not own.is_year_to_date:
            return "final" if own.end == end and own.start == period.start else ""
        return "final" if own.end == end and not early else "interim"
    if own.start == period.start:
        return "final" if own.end == period.end and not early else "to_date"
    return "interim" if own.kind == period.kind == "year" and not early else ""


def _after(
    one: Figure, moment: dt.date, standing: str, best: Figure, best_moment: dt.date, best_standing: str, code: str
) -> bool:
    """Whether `one` goes before `best`: a final figure, then the later moment, then the aim's own period code."""
    if (standing == "final") != (best_standing == "final"):
        return standing == "final"
    if moment != best_moment:
        return moment > best_moment
    if standing != best_standing:
        return _STANDINGS[standing] > _STANDINGS[best_standing]
    return (one.period.code == code, one.period.code, one.value) > (
        best.period.code == code,
        best.period.code,
        best.value,
    )


class Chain(NamedTuple):
    """Yearly growths multiplied: the last of them, how many, what one has become, and the weakest standing."""

    last: Figure
    years: int
    factor: float
    status: str

    @property
    def mean(self) -> float:
        """The mean yearly growth in %."""
        return float((self.factor ** (1 / self.years) - 1) * 100)


def chained(figures: Iterable[Figure], first: int, *, until: int, rule: Rule, as_of: dt.date) -> Chain | None:
    """(1 + g1)(1 + g2)… from the growth stated for each year, as far from `first` as no year is lacking."""
    years = {f.period.year: f for f in figures if _usable(f, rule=rule, as_of=as_of)}
    factor, last, worst = 1.0, None, "A"
    for year in range(first, until + 1):
        figure = years.get(year)
        if figure is None:
            break
        factor *= 1 + figure.value / 100
        last, worst = figure, max(worst, figure.status, key="APEI".find)
    if last is None or factor <= 0:
        return None
    return Chain(last, last.period.year - first + 1, factor, worst)


def unchained(figures: Iterable[Figure], first: int, *, until: int, rule: Rule, as_of: dt.date) -> tuple[str, ...]:
    """The years from `first` to `until` whose growth `chained` lacks, as period codes; a run of years is one code."""
    years = {f.period.year for f in figures if _usable(f, rule=rule, as_of=as_of)}
    runs: list[list[int]] = []
    for year in (y for y in range(first, until + 1) if y not in years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return tuple(str(run[0]) if len(run) == 1 else f"{run[0]}/{run[-1]}" for run in runs)


def _usable(figure: Figure, *, rule: Rule, as_of: dt.date) -> bool:
    known = figure.published is None or figure.period.end <= figure.published <= as_of or figure.status == "E"
    whole = figure.as_of is None or figure.as_of >= figure.period.end
    return (
        figure.period.is_year
        and figure.qualifier == "="
        and not figure.base_period
        and figure.status in rule.statuses
        and known
        and whole
    )
