"""A target compiled: the number that must be reached, on its measure, from its base."""

from __future__ import annotations

import datetime as dt

from yardstick.model.target import Target
from yardstick.targets.aim import bounds, point
from yardstick.targets.base import pinned_base
from yardstick.targets.pace import years_between
from yardstick.targets.records import Args, Expected, Figure, History, Refusal, Rule
from yardstick.targets.schedule import Schedule, schedule

LEVELS = frozenset({"value", "share", "rank"})
"""Measures that say where something stands; the others say by how much it changes."""

_SENSES = {"higher": 1, "lower": -1}
# Where a change counts from: nothing at all, or once for a multiple.
_ORIGIN = {"multiple": 1.0}
# The measure of the level a change starts from.
_LEVEL_OF = {"pp_change": "value", "net_change": "value", "growth": "value", "multiple": "value"}


def compile_target(
    target: Target, history: History, rule: Rule, *, announced: dt.date | None = None
) -> Expected | Refusal:
    """The aim in numbers, on the base as it was known when it was announced.

    A change is compiled to a level where its base is held and levels can tell it; a growth at constant prices and an
    increment stay as stated. Refused with `base_missing`, `zero_base`, `negative_base`, `hedged`, `constant_prices`,
    `reference_missing` or `no_value`. `announced` stands in for the target's own day where it has none.
    """
    plan = schedule(target, announced)
    if target.reference_area:
        return with_reference(target, history, rule, plan=plan, at=target.period.code)
    if target.value is None:
        return Refusal("no_value")
    if target.measure in ("growth", "multiple") and rule.constant_prices:
        return as_stated(target, plan, rule=rule)
    if target.measure == "new":
        return as_stated(target, plan, rule=rule)
    day = target.announced or announced
    base = pinned_base(history, level_measure(target.measure), period=plan.base, announced=day, rule=rule)
    return on_level(target, plan, base=base, rule=rule)


def level_measure(measure: str) -> str:
    """The measure of the level that a target on `measure` is about."""
    return _LEVEL_OF.get(measure, measure)


def sense_of(target: Target, rule: Rule) -> int:
    """1 where more is better on the target's measure, -1 where less is, 0 where the definition does not say."""
    return -1 if target.measure == "rank" else _SENSES.get(rule.direction, 0)


def as_stated(target: Target, plan: Schedule, *, rule: Rule) -> Expected | Refusal:
    """The aim on its own measure, as written; a change whose better side is unknown aims away from no change."""
    value = target.value
    if value is None:
        return Refusal("no_value")
    sense = sense_of(target, rule)
    if sense == 0 and target.measure not in LEVELS and target.operator != "range":
        sense = _sign(value - _ORIGIN.get(target.measure, 0.0))
    aim = bounds(target.operator, value, high=target.value_high, sense=sense)
    start = plan.opening if target.measure == "new" else plan.start
    told: Args = {"measure": target.measure, "value": value, "high": target.value_high}
    return Expected(target.measure, *aim, target.unit, start, plan.end, None, (("stated_change", told),))


def on_level(target: Target, plan: Schedule, *, base: Figure | None, rule: Rule) -> Expected | Refusal:
    """The aim as a level. A level needs no base; a change does: above zero for a growth or a multiple, and exact."""
    value = target.value
    if value is None:
        return Refusal("no_value")
    measure = target.measure
    if measure in LEVELS:
        low, high = value, target.value_high
        told: tuple[str, Args] = ("as_written", {"value": value, "high": high})
        unit = target.unit
    else:
        refusal = _unfit(measure, base, period=plan.base)
        if refusal is not None or base is None:
            return refusal or Refusal("base_missing", {"period": plan.base})
        if measure == "growth" and value <= -100:
            return Refusal("out_of_range")
        years = compounding(target, plan)
        low, told = _level(measure, value, base=base.value, years=years)
        high = None
        if target.value_high is not None:
            high, _ = _level(measure, target.value_high, base=base.value, years=years)
        unit = base.unit
    sense = sense_of(target, rule)
    steps: tuple[tuple[str, Args], ...] = (told,)
    if base is not None:
        if sense == 0 and target.operator != "range":
            sense = _sign(low - base.value)
        steps = (("base_pinned", {"period": plan.base, "value": base.value, "source": base.source}), told)
    operator, least, most = bounds(target.operator, low, high=high, sense=sense)
    on = measure if measure in LEVELS else level_measure(measure)
    return Expected(on, operator, least, most, unit, plan.start, plan.end, base, steps)


def with_reference(target: Target, history: History, rule: Rule, *, plan: Schedule, at: str) -> Expected | Refusal:
    """The aim as the reference area's figure of the period `at` and the offset; without that figure it stays open."""
    offset = target.value or 0.0
    operator = _strict(target, rule)
    if target.measure == "growth":
        told: Args = {"measure": "growth", "value": offset, "high": None}
        aim = bounds(operator, offset, high=None, sense=1)
        return Expected("growth", *aim, "pp", plan.start, plan.end, None, (("stated_change", told),))
    if target.measure not in ("value", "share"):
        return Refusal("reference_missing", {"area": target.reference_area, "period": at})
    found = next((f for f in history.reference if f.period.code == at), None)
    if found is None:
        return Expected(target.measure, operator, None, None, target.unit, plan.start, plan.end)
    result = found.value + offset
    aim = bounds(operator, result, high=None, sense=1)
    args: Args = {
        "area": target.reference_area,
        "period": at,
        "reference": found.value,
        "offset": offset,
        "result": result,
    }
    return Expected(target.measure, *aim, found.unit, plan.start, plan.end, None, (("reference_plus", args),))


def compounding(target: Target, plan: Schedule) -> float:
    """Years a yearly growth compounds over: those of a span, once for everything else."""
    if target.measure != "growth" or target.period.kind != "span" or target.base_period:
        return 1.0
    return years_between(plan.start, plan.end)


def aimed_at(expected: Expected, seen: float) -> float:
    """The one number `expected` asks for, seen from `seen`."""
    return point(expected, seen)


def _strict(target: Target, rule: Rule) -> str:
    """A bare comparison means at least, at most where less is better; a bound or an about stays as written."""
    if target.operator in (">", ">=", "<", "<=", "~"):
        return target.operator
    return "<=" if sense_of(target, rule) < 0 else ">="


def _unfit(measure: str, base: Figure | None, *, period: str) -> Refusal | None:
    if base is None:
        return Refusal("base_missing", {"period": period})
    if base.qualifier != "=":
        return Refusal("hedged", {"qualifier": base.qualifier, "value": base.value, "period": period})
    if measure in ("growth", "multiple") and base.value <= 0:
        return Refusal("zero_base" if base.value == 0 else "negative_base", {"period": period})
    return None


def _level(measure: str, value: float, *, base: float, years: float) -> tuple[float, tuple[str, Args]]:
    """The level that `value` on `measure` makes of `base`, with its step."""
    if measure == "multiple":
        result = base * value
        return result, ("base_times", {"base": base, "times": value, "result": result})
    if measure != "growth":
        result = base + value
        return result, ("base_plus", {"base": base, "change": value, "result": result})
    result = base * (1 + value / 100) ** years
    if years == 1:
        return result, ("base_grown", {"base": base, "growth": value, "result": result})
    return result, ("base_compounded", {"base": base, "growth": value, "years": years, "result": result})


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
