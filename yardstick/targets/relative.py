"""Aims that compare with another area: its figure of the same period, and the way from the difference at the base."""

from __future__ import annotations

import math
from dataclasses import replace

from yardstick.normalise.breaks import break_between, period_of
from yardstick.targets import progress
from yardstick.targets.aim import ends
from yardstick.targets.base import current_base
from yardstick.targets.expected import with_reference
from yardstick.targets.finding import Found, Standing, chained, find, unchained
from yardstick.targets.pace import years_between
from yardstick.targets.records import Args, Expected, Figure, Refusal, Verdict
from yardstick.targets.schedule import closing, whole_years
from yardstick.targets.voice import Matter, nothing, refused

Steps = tuple[tuple[str, Args], ...]


def judge_relative(matter: Matter) -> Verdict:
    """The verdict on the difference to the reference area: on levels, or on growth a year where growth is aimed at."""
    if matter.target.measure == "growth":
        return _growth(matter)
    history, target, rule = matter.history, matter.target, matter.rule
    own = history.shown.get(target.measure, ())
    theirs = {f.period.code: f for f in history.reference if f.status in rule.statuses}
    found = find(own, target, plan=matter.plan, rule=rule, as_of=matter.as_of, counted=False)
    shared = [f for f in own if f.period.code in theirs]
    both = find(shared, target, plan=matter.plan, rule=rule, as_of=matter.as_of, counted=False)
    if both.figure is None:
        return _unshared(matter, found)
    actual = both.figure
    aim = with_reference(target, history, rule, plan=matter.plan, at=actual.period.code)
    if isinstance(aim, Refusal):
        return refused(matter, aim, actual=actual)
    refusal = _unfit(matter, actual, theirs[actual.period.code])
    if refusal is not None:
        return refused(matter, refusal, actual=actual, expected=aim)
    base = current_base(history, target.measure, period=matter.plan.base, rule=rule)
    before = theirs.get(matter.plan.base)
    start = _difference(base, before) if base is not None and before is not None else None
    if base is not None and before is not None and start is not None and start.qualifier == "=":
        aim = replace(aim, steps=(_at_base(matter, base, before), *aim.steps))
    gap = _difference(actual, theirs[actual.period.code])
    return _shown(matter, aim, replace(both, figure=gap), base=start, actual=actual)


def _at_base(matter: Matter, base: Figure, before: Figure) -> tuple[str, Args]:
    """The step from both figures of the base to the difference that the way is counted from."""
    area, period = matter.target.reference_area, base.period.code
    told = {"base": base.value, "reference": before.value, "difference": base.value - before.value}
    return "difference_at_base", {"area": area, "period": period, **told}


def _unshared(matter: Matter, found: Found) -> Verdict:
    expected = with_reference(
        matter.target, matter.history, matter.rule, plan=matter.plan, at=matter.target.period.code
    )
    if found.figure is None:
        return nothing(matter, found, expected)
    args = {"area": matter.target.reference_area, "period": found.figure.period.code}
    return refused(matter, Refusal("reference_missing", args), actual=found.figure, expected=expected)


def _unfit(matter: Matter, actual: Figure, reference: Figure) -> Refusal | None:
    if actual.unit and reference.unit and actual.unit != reference.unit:
        return Refusal("unit_differs", {"target": reference.unit, "actual": actual.unit})
    parted = break_between(matter.rule.breaks, matter.plan.base, other=actual.period.code)
    return Refusal("break_between", {"period": parted}) if parted else None


def _shown(matter: Matter, aim: Expected, found: Found, *, base: Figure | None, actual: Figure) -> Verdict:
    """The difference judged as a level whose aim is the offset; told with the aim and figure as levels."""
    offset = matter.target.value or 0.0
    low, high = (offset, None) if aim.high is None else (None, offset)
    inner = replace(aim, low=low, high=high, unit="", base=base)
    verdict = progress.told(replace(matter, method="linear"), inner, found)
    return replace(verdict, expected=aim, actual=actual)


def _difference(own: Figure, reference: Figure) -> Figure:
    """Own minus reference; what both may be decides what the difference may be."""
    one, other = ends(own), ends(reference)
    low, high = one.low - other.high, one.high - other.low
    low_open, high_open = one.low_open or other.high_open, one.high_open or other.low_open
    status = max(own.status, reference.status, key="APEI".find)
    gap = replace(own, value=own.value - reference.value, status=status, unit="", high=None)
    if low == high:
        return replace(gap, qualifier="=")
    if math.isinf(high):
        return replace(gap, qualifier="~", value=gap.value) if math.isinf(low) else _bound(gap, low, ">", low_open)
    if math.isinf(low):
        return _bound(gap, high, "<", high_open)
    return replace(gap, qualifier="range", value=low, high=high)


def _bound(gap: Figure, end: float, sign: str, strict: bool) -> Figure:
    return replace(gap, value=end, qualifier=sign if strict else f"{sign}=")


def _growth(matter: Matter) -> Verdict:
    """Own growth a year against the reference area's over the same years: both as stated, else both from levels."""
    aim = with_reference(matter.target, matter.history, matter.rule, plan=matter.plan, at=matter.target.period.code)
    if isinstance(aim, Refusal):
        return refused(matter, aim)
    aim = replace(aim, steps=())  # the offset alone is no growth to be set against what is stated
    code = matter.target.period.code
    own = next((f for f in matter.history.shown.get("growth", ()) if _usable(matter, f, code)), None)
    theirs = next((f for f in matter.history.reference_growth if _usable(matter, f, code)), None)
    if own is not None and theirs is not None:
        return _growth_told(matter, aim, Found(own, own.period.end, "final"), reference=theirs)
    return _growth_chained(matter, aim) or _growth_of_levels(matter, aim)


def _growth_chained(matter: Matter, aim: Expected) -> Verdict | None:
    """Mean yearly growths over the years of a span that both areas have stated."""
    period = matter.target.period
    if period.kind != "span" or not whole_years(period):
        return None
    first, until, rule, as_of = period.start.year, period.year, matter.rule, matter.as_of
    stated = matter.history.shown.get("growth", ())
    own = chained(stated, first, until=until, rule=rule, as_of=as_of)
    theirs = chained(matter.history.reference_growth, first, until=until, rule=rule, as_of=as_of)
    if own is None or theirs is None:
        return None
    shared = min(own.last.period.year, theirs.last.period.year)
    own = chained(stated, first, until=shared, rule=rule, as_of=as_of)
    theirs = chained(matter.history.reference_growth, first, until=shared, rule=rule, as_of=as_of)
    if own is None or theirs is None:
        return None
    status = max(own.status, theirs.status, key="APEI".find)
    code = f"{first}/{shared}" if shared > first else str(first)
    figure = replace(own.last, period=period_of(code), value=own.mean, status=status)
    found = Found(figure, figure.period.end, "final" if shared == until else "to_date")
    steps: Steps = (("chained_growth", {"years": code}),) if shared > first else ()
    verdict = _growth_told(matter, aim, found, reference=replace(theirs.last, value=theirs.mean), steps=steps)
    refusal = _unchained(matter) if verdict.reason == "final_missing" else None
    if refusal is None or str(refusal.args["years"]).endswith(str(until)):
        return verdict
    return refused(matter, refusal, actual=figure, expected=aim)


def _unchained(matter: Matter) -> Refusal | None:
    """Whose growth is not stated for which years of the aim: the area's own, else that of the area compared with."""
    target, rule, as_of = matter.target, matter.rule, matter.as_of
    first, until = target.period.start.year, target.period.year
    if not whole_years(target.period):
        return None
    held = (
        (target.area, matter.history.shown.get("growth", ())),
        (target.reference_area, matter.history.reference_growth),
    )
    for area, stated in held:
        years = unchained(stated, first, until=until, rule=rule, as_of=as_of)
        if years:
            return Refusal("growth_missing", {"area": area, "years": " ".join(years)})
    return None


def _usable(matter: Matter, figure: Figure, code: str) -> bool:
    known = figure.published is None or figure.published <= matter.as_of
    whole = figure.period.code == code and figure.moment == figure.period.end
    return whole and known and figure.status in matter.rule.statuses and not figure.base_period


def _growth_of_levels(matter: Matter, aim: Expected) -> Verdict:
    """Mean yearly growth from the base to the latest year that both areas have."""
    history, plan, rule = matter.history, matter.plan, matter.rule
    theirs = {f.period.code: f for f in history.reference if f.status in rule.statuses and f.qualifier == "="}
    years = [f for f in history.shown.get("value", ()) if f.period.is_year]
    year = closing(matter.target)
    found = find(years, year, plan=plan, rule=rule, as_of=matter.as_of, counted=False)
    if found.figure is None:
        return nothing(matter, found, aim)
    shared = find(
        [f for f in years if f.period.code in theirs], year, plan=plan, rule=rule, as_of=matter.as_of, counted=False
    )
    if shared.figure is None:
        return _unshared(matter, found)
    actual = shared.figure
    base, before = current_base(history, "value", period=plan.base, rule=rule), theirs.get(plan.base)
    refusal = _no_growth(matter, actual, base, before)
    if refusal is not None or base is None or before is None:
        return refused(matter, refusal or Refusal("base_missing", {"period": plan.base}), actual=actual, expected=aim)
    span = years_between(plan.start, shared.moment)
    grown, own_step = _mean_growth(matter.target.area, actual, base, years=span)
    reference, other = _mean_growth(matter.target.reference_area, theirs[actual.period.code], before, years=span)
    figure = replace(actual, value=grown, unit="percent")
    found = replace(shared, figure=figure)
    other_area = replace(theirs[actual.period.code], value=reference, unit="percent")
    return _growth_told(matter, aim, found, reference=other_area, steps=(own_step, other))


def _mean_growth(area: str, actual: Figure, base: Figure, *, years: float) -> tuple[float, tuple[str, Args]]:
    """The mean yearly growth in % from `base` to `actual`, both above zero, with its step."""
    growth = ((actual.value / base.value) ** (1 / years) - 1) * 100
    told = {"level": actual.value, "base": base.value, "years": years, "growth": growth}
    return growth, ("mean_growth", {"area": area, **told})


def _no_growth(matter: Matter, actual: Figure, base: Figure | None, before: Figure | None) -> Refusal | None:
    if matter.rule.constant_prices:
        return _unchained(matter) or Refusal("constant_prices")
    if base is None:
        return Refusal("base_missing", {"period": matter.plan.base})
    if before is None:
        return Refusal("reference_missing", {"area": matter.target.reference_area, "period": matter.plan.base})
    if actual.qualifier != "=" or base.qualifier != "=":
        hedged = actual if actual.qualifier != "=" else base
        return Refusal("hedged", {"qualifier": hedged.qualifier, "value": hedged.value})
    if min(base.value, before.value) <= 0:
        return Refusal(
            "zero_base" if 0 in (base.value, before.value) else "negative_base", {"period": matter.plan.base}
        )
    if actual.value <= 0:
        return Refusal("sign_change")
    return _unfit(matter, actual, before)


def _growth_told(matter: Matter, aim: Expected, found: Found, *, reference: Figure, steps: Steps = ()) -> Verdict:
    """The difference of two growths, in points; so far only it is compared with the aim and settles nothing."""
    figure = found.figure
    assert figure is not None
    offset = matter.target.value or 0.0
    gap = replace(_difference(figure, reference), unit="pp")
    low, high = (offset, None) if aim.high is None else (None, offset)
    standing: Standing = "final" if found.standing == "final" else "to_date"
    inner = replace(aim, low=low, high=high, unit="pp")
    verdict = progress.told(matter, inner, Found(gap, found.moment, standing))
    result = reference.value + offset
    told: Args = {
        "area": matter.target.reference_area,
        "period": figure.period.code,
        "reference": reference.value,
        "offset": offset,
        "result": result,
    }
    low, high = (result, None) if aim.high is None else (None, result)
    shown = replace(aim, low=low, high=high, unit="percent", steps=(*steps, ("reference_plus", told)))
    return replace(verdict, expected=shown, actual=figure, achieved=None, ratio=None)
