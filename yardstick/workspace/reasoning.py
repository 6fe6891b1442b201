"""What is said of a judged target: one sentence and the reason, in either language."""

from __future__ import annotations

import math

from yardstick.i18n import Words, words
from yardstick.model import Period
from yardstick.normalise.interval import flipped
from yardstick.targets.records import Expected, Figure, Verdict
from yardstick.workspace.aims import JudgedTarget
from yardstick.workspace.names import Names
from yardstick.workspace.wording import CAUTION_WORDS, REASON_WORDS, STATUS_WORDS, VERDICT_WORDS

BETWEEN = {"zh": "；", "en": "; "}
RUNNING = ("ahead", "on_track", "behind", "moving_away", "overdue_no_data", "not_evaluable")
AIMS = {
    "new": "{aim} newly added",
    "net_change": "a net increase of {aim}",
    "growth": "growth of {aim}",
    "share": "a share of {aim}",
    "pp_change": "a rise of {aim}",
    "multiple": "{aim} the base",
}


def sentence(names: Names, judged: JudgedTarget, lang: str) -> str:
    """The whole reasoning in one sentence: the aim, what was reached, the clocks, the pace, the status and why."""
    t, verdict = words(lang), judged.verdict
    clauses = [_aimed(names, judged, t), _reached(names, judged, t), _gap(names, judged, t)]
    if verdict.status in RUNNING:
        clauses += [_clocks(verdict, t), *_paces(names, judged, t)]
    clauses.append(_rebased(names, judged, t))
    told = BETWEEN[lang].join(clause for clause in clauses if clause)
    why = reason(names, judged, lang)
    if why:
        return t("{told} — {status}: {reason}.", told=told, status=_status(verdict, t), reason=why)
    return t("{told} — {status}.", told=told, status=_status(verdict, t))


def reason(names: Names, judged: JudgedTarget, lang: str) -> str:
    """Why it cannot be judged, or what is to be added to the status; empty where there is nothing to add."""
    t, verdict = words(lang), judged.verdict
    msgid = REASON_WORDS.get(verdict.reason)
    if msgid is None:
        return verdict.reason
    if verdict.reason == "final_missing" and verdict.actual is not None and counted_early(verdict.actual):
        return t(
            "the latest figure was counted by {day}, before its period ended, and leaves open what the end brought",
            day=names.day_name(verdict.actual.moment, lang),
        )
    told = {name: str(value) for name, value in verdict.args.items()}
    fields = {
        "period": names.period_name(told.get("period", ""), lang),
        "area": names.area_name(told.get("area", ""), lang),
        "years": t.list([names.period_name(code, lang) for code in told.get("years", "").split()]),
        "target": names.unit_name(told.get("target", ""), lang),
        "actual": names.unit_name(told.get("actual", ""), lang),
        "status": t(STATUS_WORDS.get(told.get("status", ""), "final")),
        "by": names.source_title(told.get("by", "")),
    }
    return t(REASON_WORDS[verdict.reason], **{name: word for name, word in fields.items() if f"{{{name}}}" in msgid})


def amount(names: Names, value: float, unit: str, lang: str, *, indicator: str = "", qualifier: str = "=") -> str:
    """A number in words, without the tail that binary fractions leave."""
    return names.quantity(float(f"{value:.8g}"), unit, lang, qualifier=qualifier, indicator=indicator)


def change(names: Names, value: float, judged: JudgedTarget, lang: str, *, qualifier: str = "=") -> str:
    """A difference on the target's line in words: percentages differ by points."""
    unit = "pp" if judged.line_unit == "percent" else judged.line_unit or judged.unit
    return amount(names, value, unit, lang, qualifier=qualifier)


def figure(names: Names, found: Figure, judged: JudgedTarget, lang: str) -> str:
    """A figure in words with its hedge."""
    unit = found.unit or judged.line_unit or judged.unit
    value = float(f"{found.value:.8g}")
    return names.quantity(value, unit, lang, qualifier=found.qualifier, high=found.high, indicator=judged.indicator)


def aim(names: Names, judged: JudgedTarget, lang: str) -> str:
    """What is aimed at, with operator, measure and the word it was hedged with."""
    t = words(lang)
    text = _beside(names, judged, t) if judged.reference_area else _own_aim(names, judged, t)
    return t("{aim} (“{hedge}”)", aim=text, hedge=judged.hedge) if judged.hedge else text


def _own_aim(names: Names, judged: JudgedTarget, t: Words) -> str:
    if judged.value is None:
        return judged.stated
    text = names.quantity(
        judged.value,
        judged.unit,
        t.lang,
        qualifier=judged.operator,
        high=judged.value_high,
        indicator=judged.indicator,
    )
    if judged.measure == "growth" and _years(judged.period) > 1:
        return t("growth of {aim} a year", aim=text)
    return t(AIMS[judged.measure], aim=text) if judged.measure in AIMS else text


def _years(period: str) -> int:
    parsed = Period.parse(period)
    return parsed.end.year - parsed.start.year + 1


def _beside(names: Names, judged: JudgedTarget, t: Words) -> str:
    area = names.area_name(judged.reference_area, t.lang)
    under = judged.operator in ("<", "<=")
    if not judged.value:
        return t("below {area}", area=area) if under else t("above {area}", area=area)
    unit = "pp" if judged.unit == "percent" else judged.unit
    by = amount(names, judged.value, unit, t.lang)
    return t("{by} below {area}", by=by, area=area) if under else t("{by} above {area}", by=by, area=area)


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
        return t("no figure is held for it")
    now = {
        "actual": figure(names, actual, judged, t.lang),
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


def counted_early(found: Figure) -> bool:
    """Whether a figure was counted before the period it is of had ended."""
    return found.moment < found.period.end


def spoken_for(names: Names, found: Figure, t: Words) -> str:
    """The period of a figure, or the day it was counted on where that came before its end."""
    if counted_early(found):
        return t("by {day}", day=names.day_name(found.moment, t.lang))
    return names.period_name(found.period.code, t.lang)


def _reference(names: Names, judged: JudgedTarget, t: Words) -> str:
    """What the area compared with has in the same period."""
    expected = judged.verdict.expected
    for code, blanks in expected.steps if expected else ():
        if code == "reference_plus" and isinstance(value := blanks.get("reference"), float):
            area = names.area_name(str(blanks.get("area")), t.lang)
            told = amount(names, value, judged.line_unit, t.lang, indicator=judged.indicator)
            return t("{area} has {value}", area=area, value=told)
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


def _clocks(verdict: Verdict, t: Words) -> str:
    if verdict.achieved is None or verdict.elapsed is None:
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
    found = judged.verdict.rebased
    if found is None or found.expected is None or found.expected.base is None:
        return ""
    if found.achieved is None or judged.verdict.achieved is None:
        return ""
    same = percent(found.achieved) == percent(judged.verdict.achieved)
    if same and found.status == judged.verdict.status:
        return ""
    return t(
        "on the base as it reads now ({base}) {achieved} of the way, {status}",
        base=figure(names, found.expected.base, judged, t.lang),
        achieved=percent(found.achieved),
        status=t(VERDICT_WORDS[found.status]),
    )


def _status(verdict: Verdict, t: Words) -> str:
    said = [t(CAUTION_WORDS[c]) for c in verdict.cautions if c in CAUTION_WORDS]
    status = t(VERDICT_WORDS[verdict.status])
    return t("{status} ({cautions})", status=status, cautions=t.list(said)) if said else status


def percent(share: float) -> str:
    """A share as per cent, without decimals."""
    return f"{share * 100:.0f}%"


def year(moment: float) -> int:
    """The calendar year of a decimal year that stands for its end."""
    return math.ceil(round(moment, 6))
