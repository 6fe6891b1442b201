"""A verdict on one target: which figure speaks, what it reaches, and where it stands between two clocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from yardstick.model.period import Period
from yardstick.model.target import Target
from yardstick.normalise.breaks import break_between, period_of
from yardstick.targets import progress
from yardstick.targets.adding import added
from yardstick.targets.aim import CLOSE, ends
from yardstick.targets.base import bases
from yardstick.targets.expected import LEVELS, as_stated, level_measure, on_level
from yardstick.targets.finding import Found, Standing, chained, latest, settled, unchained
from yardstick.targets.records import Args, Expected, Figure, History, Refusal, Rule, Verdict
from yardstick.targets.relative import judge_relative
from yardstick.targets.schedule import closing, schedule, whole_years
from yardstick.targets.voice import Matter, nothing, refused

_NO_FIGURES: Sequence[Figure] = ()


def judge(
    target: Target,
    history: History,
    rule: Rule,
    *,
    as_of: dt.date,
    method: str | None = None,
    announced: dt.date | None = None,
    superseded_by: str = "",
) -> Verdict:
    """What is to be said of `target` on the day `as_of`, from figures published by then.

    `method` goes before the rule's; `announced` stands in for the target's own day; `superseded_by` names the aim that
    took its place. Never raises on figures: what cannot be judged has the status `not_evaluable` and a reason.
    """
    plan = schedule(target, announced)
    matter = Matter(target, history, rule, plan, as_of, method or rule.method, target.announced or announced)
    try:
        verdict = _judged(matter)
    except (OverflowError, ZeroDivisionError):
        verdict = refused(matter, Refusal("out_of_range"))
    if target.nature == "directional" and verdict.status not in ("met", "not_evaluable"):
        verdict = replace(verdict, status="not_evaluable", reason="no_deadline", args={}, required=None, crossing=None)
    if superseded_by and verdict.reason in ("", "no_figure", "not_due"):
        return replace(verdict, reason="superseded", args={"by": superseded_by})
    return verdict


def _judged(matter: Matter) -> Verdict:
    target = matter.target
    if target.reference_area:
        return judge_relative(matter)
    if target.value is None:
        return refused(matter, Refusal("no_value"))
    if target.measure in LEVELS:
        return _with_bases(matter, _level_found(matter, target.measure))
    return _increment(matter) if target.measure == "new" else _change(matter)


def _with_bases(matter: Matter, found: Found) -> Verdict:
    """The verdict on the level, on the base of its announcement; and on the base as it reads now, where it differs.

    A base of which only a bound was known at the announcement is read as it is known now, where that is exact and
    keeps to the bound.
    """
    measure = level_measure(matter.target.measure)
    period = matter.plan.base
    pinned, now = bases(matter.history, measure, period=period, announced=matter.announced, rule=matter.rule)
    if matter.rule.kind == "flow" and matter.target.measure not in LEVELS and not whole_years(matter.target.period):
        pinned = now = None  # a part of a year does not grow from a whole one
    if pinned is now:
        return _on_base(matter, pinned, found)
    if (
        pinned is not None
        and now is not None
        and now.qualifier == "="
        and pinned.qualifier != "="
        and _allows(pinned, now.value)
    ):
        return _settled_base(_on_base(matter, now, found), pinned)
    verdict = _on_base(matter, pinned, found)
    if now is None or pinned is None:
        return verdict
    if (now.value, now.qualifier) == (pinned.value, pinned.qualifier):
        return verdict
    return replace(verdict, rebased=_on_base(matter, now, found))


def _allows(hedged: Figure, value: float) -> bool:
    found = ends(hedged)
    return found.low - CLOSE * abs(found.low) <= value <= found.high + CLOSE * abs(found.high)


def _settled_base(verdict: Verdict, known: Figure) -> Verdict:
    """The verdict on an exact base, telling what of it was known at the announcement."""
    expected = verdict.expected
    if expected is None:
        return verdict
    told: Args = {"known": known.value, "qualifier": known.qualifier}
    steps = tuple(
        ("base_settled", {**args, **told}) if code == "base_pinned" else (code, args) for code, args in expected.steps
    )
    return replace(verdict, expected=replace(expected, steps=steps))


def _or_sum(matter: Matter, figures: Sequence[Figure], period: Period, *, found: Found) -> Found:
    """The figure found, or the parts of `period` added up where they reach further than it."""
    if found.standing == "final":
        return found
    total = added(figures, period, rule=matter.rule, as_of=matter.as_of)
    if total is None or (found.figure is not None and found.moment >= total.figure.period.end):
        return found
    end = total.figure.period.end
    standing: Standing = "final" if end == period.end else "to_date"
    return replace(found, figure=total.figure, moment=end, standing=standing, step=total.step)


def _and_sum(expected: Expected, found: Found) -> Expected:
    return expected if found.step is None else replace(expected, steps=(*expected.steps, found.step))


def _level_found(matter: Matter, measure: str = "") -> Found:
    target = matter.target
    measure = measure or level_measure(target.measure)
    if target.period.kind == "span" and target.measure not in LEVELS:
        target = closing(target)
    history, plan, rule, as_of = matter.history, matter.plan, matter.rule, matter.as_of
    own = settled(history.shown_on(measure, target.period.code), rule=rule, as_of=as_of)
    if own is not None:
        return own
    figures, counted = history.shown.get(measure, _NO_FIGURES), rule.kind == "flow" and measure == "value"
    found = latest(figures, target, plan.start, end=plan.end, rule=rule, as_of=as_of, counted=counted)
    return _or_sum(matter, figures, target.period, found=found) if counted else found


def _on_base(matter: Matter, base: Figure | None, found: Found) -> Verdict:
    expected = on_level(matter.target, matter.plan, base=base, rule=matter.rule)
    if isinstance(expected, Refusal):
        if found.figure is None:
            return nothing(matter, found, as_stated(matter.target, matter.plan, rule=matter.rule))
        return refused(matter, expected, actual=found.figure)
    figure = found.figure
    if figure is None:
        return nothing(matter, found, expected)
    refusal = _unfit(matter, expected, figure)
    if refusal is not None:
        return refused(matter, refusal, actual=figure, expected=expected)
    return progress.told(matter, _and_sum(expected, found), found)


def _unfit(matter: Matter, expected: Expected, figure: Figure) -> Refusal | None:
    if expected.unit and figure.unit and expected.unit != figure.unit:
        return Refusal("unit_differs", {"target": expected.unit, "actual": figure.unit})
    base = expected.base
    if base is not None and base.unit and figure.unit and base.unit != figure.unit:
        return Refusal("unit_differs", {"target": base.unit, "actual": figure.unit})
    if matter.rule.breaks:
        parted = break_between(matter.rule.breaks, matter.plan.base, other=figure.period.code)
        if parted:
            return Refusal("break_between", {"period": parted})
    return None


def _increment(matter: Matter) -> Verdict:
    """An increment is judged on stated increments only: two levels hide what lapsed between them."""
    expected = _stated(matter)
    found = _stated_found(matter)
    if found.figure is not None:
        return _on_stated(matter, expected, found)
    if _levels_at_the_end(matter):
        return refused(matter, Refusal("renewals"), expected=expected)
    return nothing(matter, found, expected)


def _change(matter: Matter) -> Verdict:
    """A change: as stated for its own period first, else on the level it leads to, else on what is stated so far."""
    found = _stated_found(matter)
    if found.standing == "final":
        return _on_stated(matter, _stated(matter), found)
    if matter.target.measure in ("growth", "multiple") and matter.rule.constant_prices:
        return _fixed_growth(matter, found)
    level = _level_found(matter)
    if level.standing != "final" and found.standing == "to_date":
        return _on_stated(matter, _stated(matter), found)
    verdict = _with_bases(matter, level)
    if level.figure is None or verdict.reason in ("base_missing", "hedged", "break_between"):
        return _chained(matter, _stated(matter)) or verdict
    return verdict


def _stated(matter: Matter) -> Expected:
    """The aim on its own measure; the value is known to be there."""
    expected = as_stated(matter.target, matter.plan, rule=matter.rule)
    assert isinstance(expected, Expected)
    return expected


def _fixed_growth(matter: Matter, found: Found) -> Verdict:
    expected = _stated(matter)
    if found.figure is not None:
        return _on_stated(matter, expected, found)
    verdict = _chained(matter, expected)
    if verdict is not None and verdict.reason != "final_missing":
        return verdict
    refusal = _unchained(matter)
    if refusal is not None:
        return refused(matter, refusal, actual=verdict.actual if verdict else None, expected=expected)
    if verdict is not None:
        return verdict
    if _levels_at_the_end(matter):
        return refused(matter, Refusal("constant_prices"), expected=expected)
    return nothing(matter, found, expected)


def _unchained(matter: Matter) -> Refusal | None:
    """The years without a growth, where the growth of the last one or a level of it is known and others are not."""
    base, period = period_of(matter.plan.base), matter.target.period
    first, until = base.year + 1, period.year
    if not (base.is_year and whole_years(period)) or first >= until:
        return None
    stated = matter.history.shown.get("growth", _NO_FIGURES)
    years = unchained(stated, first, until=until, rule=matter.rule, as_of=matter.as_of)
    if not years or (years[-1].endswith(str(until)) and not _levels_at_the_end(matter)):
        return None
    return Refusal("growth_missing", {"area": matter.target.area, "years": " ".join(years)})


def _chained(matter: Matter, expected: Expected) -> Verdict | None:
    """A yearly growth over a span, or a growth or multiple over years, from the growth stated for each of them."""
    target, base = matter.target, period_of(matter.plan.base)
    if target.measure not in ("growth", "multiple") or not (base.is_year and whole_years(target.period)):
        return None
    stated = matter.history.shown.get("growth", _NO_FIGURES)
    until = target.period.year
    chain = chained(stated, base.year + 1, until=until, rule=matter.rule, as_of=matter.as_of)
    yearly = target.period.kind == "span" and not target.base_period and target.measure == "growth"
    if chain is None or (chain.last.period.year < until and not yearly):
        return None
    value = chain.factor if target.measure == "multiple" else chain.mean if yearly else (chain.factor - 1) * 100
    code = f"{base.year + 1}/{chain.last.period.year}"
    figure = replace(chain.last, period=period_of(code), value=value, status=chain.status, unit=expected.unit)
    standing: Standing = "final" if chain.last.period.year == until else "to_date"
    years: Args = {"years": code}
    expected = replace(expected, steps=(*expected.steps, ("chained_growth", years)))
    return _on_stated(matter, expected, Found(figure, figure.period.end, standing))


def _on_stated(matter: Matter, expected: Expected, found: Found) -> Verdict:
    figure = found.figure
    if figure is None:
        return nothing(matter, found, expected)
    if expected.unit and figure.unit and expected.unit != figure.unit:
        refusal = Refusal("unit_differs", {"target": expected.unit, "actual": figure.unit})
        return refused(matter, refusal, actual=figure, expected=expected)
    return progress.told(matter, _and_sum(expected, found), found)


def _stated_found(matter: Matter) -> Found:
    """The figure stated for the target's own measure, counted against the same base; of the period or a part of it."""
    target, history, plan, rule, as_of = matter.target, matter.history, matter.plan, matter.rule, matter.as_of
    stated = history.shown.get(target.measure)
    if not stated:
        return Found(None, plan.start)
    same = _counted_from(plan.base, history.shown_on(target.measure, target.period.code))
    own = settled(same, rule=rule, as_of=as_of)
    if own is not None:
        return own
    like = _counted_from(plan.base, stated)
    found = latest(like, target, plan.opening, end=plan.end, rule=rule, as_of=as_of, counted=True)
    if target.measure in ("new", "net_change"):
        found = _or_sum(matter, like, target.period, found=found)
    if found.standing == "interim" or (
        found.standing == "to_date" and target.period.kind == "span" and target.measure != "new"
    ):
        return Found(None, plan.start, "", found.blocked, found.later, True)
    return found


def _counted_from(base: str, stated: Sequence[Figure]) -> list[Figure]:
    return [f for f in stated if (f.base_period or base) == base]


def _levels_at_the_end(matter: Matter) -> bool:
    return _level_found(matter, "value").standing == "final"
