"""What is said of a judged target in one sentence, in either language."""

from __future__ import annotations

import math

from yardstick.i18n import Words, words
from yardstick.normalise.interval import flipped
from yardstick.targets.records import Expected, Figure, Verdict
from yardstick.workspace.aiming import aim, yearly
from yardstick.workspace.aims import JudgedTarget
from yardstick.workspace.names import Names
from yardstick.workspace.phrasing import (
    BETWEEN,
    BEYOND_SENSE,
    amount,
    change,
    counted_early,
    figure,
    measured,
    percent,
    spoken_for,
    year,
)
from yardstick.workspace.reasons import reason
from yardstick.workspace.standings import cautions, status

RUNNING = ("ahead", "on_track", "behind", "moving_away", "overdue_no_data", "not_evaluable")


def sentence(names: Names, judged: JudgedTarget, lang: str) -> str:
    """The whole reasoning in one sentence: the aim, what was reached, the clocks, the pace, the status and why."""
    t, verdict = words(lang), judged.verdict
    clauses = [_aimed(names, judged, t), _reached(names, judged, t), _gap(names, judged, t), _rate(names, judged, t)]
    if verdict.status in RUNNING:
        clauses += [_clocks(verdict, t), *_paces(names, judged, t)]
    clauses.append(_rebased(names, judged, t))
    told = BETWEEN[lang].join(clause for clause in clauses if clause)
    said, why = _status(judged, t), reason(names, judged, lang)
    if why:
        return t("{told} — {status}: {reason}.", told=told, status=said, reason=why)
    return t("{told} — {status}.", told=told, status=said)


def _aimed(names: Names, judged: JudgedTarget, t: Words) -> str:
    return t(
        "{area}, {indicator}, {period}: the aim is {aim}",
        area=names.area_name(judged.area, t.lang),
        indicator=names.indicator_name(judged.indicator, t.lang),
        period=names.period_name(judged.period, t.lang),
        aim=aim(names, judged, t.lang),
    )


def _reached(names: Names, judged: JudgedTarget, t: Words) -> str:
    actual, expected = judged.verdict.actual, judged.verdict.expected
    if actual is None:
        return t("no figure is held for it") if judged.verdict.reason == "no_deadline" else ""
    if _beside_the_point(judged):
        return ""
    now = {
        "actual": _figure(names, actual, judged, t),
        "actual_period": names.period_name(actual.period.code, t.lang),
    }
    if "supposed" in judged.verdict.cautions:
        return t("it would come to {actual} ({actual_period})", **now)
    beside = _reference(names, judged, t)
    early = counted_early(actual)
    if early:
        now = {"actual": now["actual"], "day": names.day_name(actual.moment, t.lang)}
    if expected is None or expected.base is None:
        said = t("it was {actual} by {day}" if early else "the figure of {actual_period} is {actual}", **now)
        return f"{said}{BETWEEN[t.lang]}{beside}" if beside else said
    now |= {
        "base": figure(names, expected.base, judged, t.lang),
        "base_period": spoken_for(names, expected.base, t),
    }
    if early:
        return t("from {base} ({base_period}) it had come to {actual} by {day}", **now)
    return t("from {base} ({base_period}) it has come to {actual} ({actual_period})", **now)


def _beside_the_point(judged: JudgedTarget) -> bool:
    """Whether the figure held is a level where growth is set against another area's: it says nothing of that."""
    verdict = judged.verdict
    growth = judged.measure == "growth" and judged.reference_area
    return bool(growth and verdict.status == "not_evaluable" and verdict.gap is None)


def _figure(names: Names, found: Figure, judged: JudgedTarget, t: Words) -> str:
    """What was reached, with its measure where that is no level."""
    expected = judged.verdict.expected
    measure = expected.measure if expected else ""
    return measured(figure(names, found, judged, t.lang), measure, t, yearly=yearly(judged))


def _reference(names: Names, judged: JudgedTarget, t: Words) -> str:
    """What the area compared with has in the same period, and how far it lies from it where a distance is asked for."""
    expected, actual = judged.verdict.expected, judged.verdict.actual
    for code, blanks in expected.steps if expected else ():
        if code == "reference_plus" and isinstance(value := blanks.get("reference"), float):
            area = names.area_name(str(blanks.get("area")), t.lang)
            number = amount(names, value, judged.line_unit, t.lang, indicator=judged.indicator)
            told = t("{area} has {value}", area=area, value=measured(number, judged.measure, t, yearly=yearly(judged)))
            if actual is None or not blanks.get("offset") or actual.qualifier != "=":
                return told
            apart = change(names, abs(actual.value - value), judged, t.lang)
            far = t("{by} more than that", by=apart) if actual.value >= value else t("{by} less than that", by=apart)
            return f"{told}{BETWEEN[t.lang]}{far}"
    return ""


def _gap(names: Names, judged: JudgedTarget, t: Words) -> str:
    """How far beyond the aim, or short of it; a hedged figure's gap is hedged alike."""
    verdict, expected = judged.verdict, judged.verdict.expected
    if verdict.gap is None or verdict.actual is None or expected is None:
        return ""
    if abs(verdict.gap) < 1e-9:
        return t("exactly the aim") if verdict.actual.qualifier == "=" else ""
    sign = verdict.actual.qualifier if verdict.actual.qualifier != "range" else "~"
    beyond = verdict.gap > 0
    sign = sign if beyond == _upward(expected) else flipped(sign)
    size = change(names, abs(verdict.gap), judged, t.lang, qualifier=sign)
    if _upward(expected):
        return t("{gap} beyond the aim", gap=size) if beyond else t("{gap} short of the aim", gap=size)
    return t("{gap} under the limit", gap=size) if beyond else t("{gap} over the limit", gap=size)


def _upward(expected: Expected) -> bool:
    return expected.low is not None


def _rate(names: Names, judged: JudgedTarget, t: Words) -> str:
    """The growth or multiple that the levels come to, against the one asked for."""
    found = judged.rate
    if found is None:
        return ""
    unit = "percent" if found.measure == "growth" else judged.unit
    number = amount(names, round(found.reached, 1 if unit == "percent" else 2), unit, t.lang, qualifier=found.qualifier)
    reached = measured(number, found.measure, t, yearly=found.yearly)
    if found.measure == "multiple":
        return t("that is {reached}", reached=reached)
    points = round(abs(found.gap), 1)
    if not points or found.qualifier != "=":
        return t("that is {reached}", reached=reached)
    size = amount(names, points, "pp", t.lang)
    if found.gap > 0:
        return t("that is {reached}, {points} beyond what is asked", reached=reached, points=size)
    return t("that is {reached}, {points} short of what is asked", reached=reached, points=size)


def _clocks(verdict: Verdict, t: Words) -> str:
    """Both clocks; none once the time is over, and none of a way next to none."""
    if verdict.achieved is None or verdict.elapsed is None or verdict.elapsed >= 1:
        return ""
    if abs(verdict.achieved) > BEYOND_SENSE:
        return ""
    return t(
        "{achieved} of the way in {elapsed} of the time",
        achieved=percent(verdict.achieved),
        elapsed=percent(verdict.elapsed),
    )


def _paces(names: Names, judged: JudgedTarget, t: Words) -> list[str]:
    verdict, out = judged.verdict, []
    if verdict.required is not None and verdict.observed is not None:
        paces = (float(f"{pace:.4g}") for pace in (verdict.required, verdict.observed))
        needed, seen = (change(names, pace, judged, t.lang) for pace in paces)
        out.append(t("{needed} a year is needed, {seen} a year was reached", needed=needed, seen=seen))
    if verdict.crossing is not None and math.isfinite(verdict.crossing) and verdict.crossing < 2200:
        out.append(t("at that pace it is reached in {year}", year=year(verdict.crossing)))
    return out


def _rebased(names: Names, judged: JudgedTarget, t: Words) -> str:
    """What would be said on the base as it reads now, where the share of the way or the status is another."""
    found, verdict = judged.verdict.rebased, judged.verdict
    if found is None or found.expected is None or found.expected.base is None:
        return ""
    same = found.status == verdict.status
    shares = [v.achieved for v in (found, verdict) if v.achieved is not None]
    if same and (len(shares) < 2 or percent(shares[0]) == percent(shares[1])):
        return ""
    base = figure(names, found.expected.base, judged, t.lang)
    if found.achieved is None or abs(found.achieved) > BEYOND_SENSE:
        clause = t("on the base as it reads now ({base})", base=base)
    else:
        clause = t(
            "on the base as it reads now ({base}) {achieved} of the way", base=base, achieved=percent(found.achieved)
        )
    if same:
        return t("{clause}: the verdict is the same", clause=clause)
    return t("{clause}: it would be “{status}”", clause=clause, status=status(found, t))


def _status(judged: JudgedTarget, t: Words) -> str:
    said = () if _beside_the_point(judged) else cautions(judged.verdict, t)
    word = status(judged.verdict, t)
    return t("{status} ({cautions})", status=word, cautions=t.list(list(said))) if said else word
