"""The arithmetic behind a verdict, line by line, with every number that a reader needs to do it again."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from yardstick.i18n import Words, words
from yardstick.normalise.step import plain, significant
from yardstick.targets.methods import METHODS, Case
from yardstick.targets.pace import year_position, years_between
from yardstick.targets.points import Rate
from yardstick.targets.records import Args, Expected, Figure, Verdict
from yardstick.workspace.aims import JudgedTarget
from yardstick.workspace.names import Names
from yardstick.workspace.phrasing import amount, figure, percent, spoken_for, year
from yardstick.workspace.wording import INPUT_WORDS, MEASURE_WORDS, STEP_WORDS

_NUMBERS = ("value", "high", "base", "change", "result", "reference")
"""Blanks that are in the unit of the line; `times`, `growth`, `level` and `years` of a power are bare."""
_APART = ("offset", "difference")
"""Blanks that are a difference of two of them: of percentages, points."""


def steps(names: Names, judged: JudgedTarget, lang: str) -> tuple[str, ...]:
    """How the expected value was made, then both clocks, the gap and the paces; what was not reckoned has no line."""
    t, verdict = words(lang), judged.verdict
    expected, actual = verdict.expected, verdict.actual
    if expected is None:
        return ()
    lines = [_step(names, judged, code, blanks, t) for code, blanks in expected.steps]
    if actual is not None:
        lines.append(_actual(names, judged, actual, t))
        lines += _clocks(verdict, expected, actual, t=t)
        lines += _rate(judged.rate, expected, actual, t=t)
        lines += _paces(verdict, expected, actual, t=t)
        lines += _inputs(verdict, expected, actual, t=t)
    return tuple(lines)


def _step(names: Names, judged: JudgedTarget, code: str, blanks: Args, t: Words) -> str:
    if code not in STEP_WORDS:
        return code
    unit = judged.unit if code in ("as_written", "stated_change") else judged.line_unit or judged.unit
    fields = {name: _blank(names, name, value, unit, t) for name, value in blanks.items() if value is not None}
    base = judged.verdict.expected.base if judged.verdict.expected else None
    if code in ("base_pinned", "base_settled") and base is not None:
        fields["value"] = figure(names, base, judged, t.lang)
    if code == "base_settled" and base is not None:
        known = replace(base, value=float(str(blanks["known"])), qualifier=str(blanks["qualifier"]))
        fields["known"] = figure(names, known, judged, t.lang)
    if "high" in fields:
        fields["value"] = f"{plain(float(str(blanks['value'])))}–{fields['high']}"
    if isinstance(number := blanks.get("change"), float) and number < 0:
        fields["change"] = f"({fields['change']})"
    if code == "reference_plus" and not blanks.get("offset"):
        return t("expected = {reference} ({area}, {period})", **fields)
    if code == "mean_growth":
        fields["base"] = plain(float(str(blanks["base"])))
    return t(STEP_WORDS[code], **fields)


def _blank(names: Names, name: str, value: object, unit: str, t: Words) -> str:
    if isinstance(value, int | float):
        if name in _APART:
            return amount(names, round(value, 12) + 0.0, "pp" if unit == "percent" else unit, t.lang)
        word = names.unit_name(unit, t.lang) if name in _NUMBERS and unit else ""
        number = significant(value) if name in ("result", "reference", "growth") else plain(value)
        return f"{number} {word}".rstrip()
    text = str(value)
    if name in ("period", "years"):
        return names.period_name(text, t.lang)
    if name == "area":
        return names.area_name(text, t.lang)
    if name == "source":
        return names.source_title(text)
    return t(MEASURE_WORDS[text]) if text in MEASURE_WORDS else text


def _actual(names: Names, judged: JudgedTarget, actual: Figure, t: Words) -> str:
    return t(
        "actual: {value} ({period}); {source}",
        value=figure(names, actual, judged, t.lang),
        period=spoken_for(names, actual, t),
        source=names.source_title(actual.source),
    )


def _goal(expected: Expected, base: float | None, value: float) -> float | None:
    """The one number asked for: the bound, or the end of a range that is nearer to the base."""
    if expected.low is None or expected.high is None:
        return expected.high if expected.low is None else expected.low
    seen = value if base is None else base
    return expected.high if seen > expected.high else expected.low


def _clocks(verdict: Verdict, expected: Expected, actual: Figure, *, t: Words) -> Iterator[str]:
    """Achieved and elapsed share and what one is of the other, with the numbers where they give the share."""
    base = expected.base.value if expected.base else None
    goal = _goal(expected, base, actual.value)
    beside = _differences(expected, actual)
    if beside is not None:
        yield t("difference = {a} − {r} = {d}", a=significant(actual.value), r=beside.reference, d=_short(beside.now))
    if verdict.achieved is not None:
        share = percent(verdict.achieved)
        a, e = significant(actual.value), significant(goal or 0.0)
        if beside is not None and _same(verdict.achieved * (beside.goal - beside.start), beside.now - beside.start):
            a, b, e = _short(beside.now), _signed(beside.start), _short(beside.goal)
            yield t("achieved = ({a} − {b}) ÷ ({e} − {b}) = {share}", a=a, b=b, e=e, share=share)
        elif goal is not None and base is not None and _same(verdict.achieved * (goal - base), actual.value - base):
            b = significant(base)
            yield t("achieved = ({a} − {b}) ÷ ({e} − {b}) = {share}", a=a, b=b, e=e, share=share)
        elif goal and _same(verdict.achieved, actual.value / goal):
            yield t("achieved = {a} ÷ {e} = {share}", a=a, e=e, share=share)
        else:
            yield t("achieved = {share}", share=share)
    if verdict.elapsed is not None:
        yield _elapsed(verdict.elapsed, expected, actual, t)
    if verdict.achieved is not None and verdict.elapsed and verdict.ratio is not None:
        shares = {"achieved": percent(verdict.achieved), "elapsed": percent(verdict.elapsed)}
        yield t("achieved ÷ elapsed = {achieved} ÷ {elapsed} = {ratio}", ratio=f"{verdict.ratio:.2f}", **shares)
    if verdict.gap is not None and goal is not None:
        fields = {"a": significant(actual.value), "e": significant(goal)}
        turned = not _same(actual.value - goal, verdict.gap) and _same(goal - actual.value, verdict.gap)
        gap = _short(verdict.gap)
        yield (
            t("gap = {e} − {a} = {gap}", gap=gap, **fields)
            if turned
            else t("gap = {a} − {e} = {gap}", gap=gap, **fields)
        )


def _rate(found: Rate | None, expected: Expected, actual: Figure, *, t: Words) -> Iterator[str]:
    """The growth or the multiple that the levels come to, and its gap; in two decimals, from the levels in full."""
    if found is None or expected.base is None:
        return
    reached = round(found.reached, 2)
    told = {"a": plain(actual.value), "b": plain(expected.base.value), "reached": plain(reached)}
    if found.measure == "multiple":
        yield t("multiple reached = {a} ÷ {b} = {reached}", **told)
        return
    if found.yearly:
        years = significant(found.years)
        yield t("mean yearly growth reached = ({a} ÷ {b}) ^ (1 ÷ {years}) − 1 = {reached}%", years=years, **told)
    else:
        yield t("growth reached = {a} ÷ {b} − 1 = {reached}%", **told)
    turned = not _same(found.reached - found.asked, found.gap)
    one, other = (found.asked, reached) if turned else (reached, found.asked)
    yield t("gap in points = {one} − {other} = {gap}", one=plain(one), other=plain(other), gap=_short(one - other))


def _elapsed(elapsed: float, expected: Expected, actual: Figure, t: Words) -> str:
    """The share of the time, counted from the base or, for what adds up within a period, from its beginning."""
    moment = actual.moment
    for start in (expected.start, dt.date(expected.end.year - 1, 12, 31)):
        span, passed = years_between(start, expected.end), years_between(start, moment)
        if span > 0 and _same(elapsed, passed / span):
            return t(
                "elapsed = years from {start} to {moment} ÷ years from {start} to {end} = {passed} ÷ {span} = {share}",
                start=start.isoformat(),
                moment=moment.isoformat(),
                end=expected.end.isoformat(),
                passed=significant(passed),
                span=significant(span),
                share=percent(elapsed),
            )
    return t("elapsed = {share}", share=percent(elapsed))


def _paces(verdict: Verdict, expected: Expected, actual: Figure, *, t: Words) -> Iterator[str]:
    base, moment = expected.base, actual.moment
    goal = _goal(expected, actual.value, actual.value)
    if verdict.required is not None and goal is not None:
        left = years_between(moment, expected.end)
        fields = {"e": significant(goal), "a": significant(actual.value), "years": significant(left)}
        yield t("needed a year = ({e} − {a}) ÷ {years} = {pace}", pace=significant(verdict.required), **fields)
    if verdict.observed is not None and base is not None:
        passed = years_between(expected.start, moment)
        if _same(verdict.observed * passed, actual.value - base.value):
            fields = {"a": significant(actual.value), "b": significant(base.value), "years": significant(passed)}
            yield t("reached a year = ({a} − {b}) ÷ {years} = {pace}", pace=significant(verdict.observed), **fields)
    beside = _differences(expected, actual)
    if verdict.observed is not None and beside is not None:
        passed = years_between(expected.start, moment)
        if _same(verdict.observed * passed, beside.now - beside.start):
            fields = {"a": _short(beside.now), "b": _signed(beside.start), "years": significant(passed)}
            yield t("reached a year = ({a} − {b}) ÷ {years} = {pace}", pace=_short(verdict.observed), **fields)
    if verdict.crossing is not None and math.isfinite(verdict.crossing) and goal is not None and verdict.observed:
        yield t(
            "crossed in {from_} + ({e} − {a}) ÷ {pace} = {moment}, that is {year}",
            from_=f"{year_position(moment):.2f}",
            e=significant(goal),
            a=significant(actual.value),
            pace=significant(verdict.observed),
            moment=f"{verdict.crossing:.2f}",
            year=year(verdict.crossing),
        )


def _inputs(verdict: Verdict, expected: Expected, actual: Figure, *, t: Words) -> Iterator[str]:
    """What a method from the literature reckons with."""
    base = expected.base
    goal = _goal(expected, base.value if base else None, actual.value)
    if verdict.method == "linear" or verdict.method not in METHODS or base is None or goal is None:
        return
    start = year_position(expected.start)
    now = start + years_between(expected.start, actual.moment)
    rising = goal > base.value
    end = year_position(expected.end)
    case = Case(start, base.value, now, actual.value, end, goal, "higher" if rising else "lower")
    outcome = METHODS[verdict.method](case)
    for name, value in outcome.inputs.items():
        if name in INPUT_WORDS:
            told = f"{value * 100:.3g}%" if name.endswith("growth") else significant(value)
            yield t(INPUT_WORDS[name], value=told)
    if outcome.ratio is not None:
        yield t(
            "{method}: ratio = {ratio}, {status}",
            method=verdict.method,
            ratio=f"{outcome.ratio:.3f}",
            status=outcome.status,
        )


class _Differences(NamedTuple):
    """How far the area lies above the one it is compared with: now, at the base, and as aimed at."""

    now: float
    start: float
    goal: float
    reference: str


def _differences(expected: Expected, actual: Figure) -> _Differences | None:
    """The differences a comparison of levels is judged by; None where it has no base, and for every other aim."""
    told = dict(expected.steps)
    start, now = told.get("difference_at_base"), told.get("reference_plus")
    if start is None or now is None:
        return None
    reference, offset, before = (float(str(x)) for x in (now["reference"], now["offset"], start["difference"]))
    return _Differences(actual.value - reference, before, offset, significant(reference))


def _short(value: float) -> str:
    """A difference without the tail that binary fractions leave."""
    return significant(round(float(f"{value:.10g}"), 12) + 0.0)


def _signed(value: float) -> str:
    return f"({_short(value)})" if value < 0 else _short(value)


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9)
