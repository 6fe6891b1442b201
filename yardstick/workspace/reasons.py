"""Why a target cannot be judged, is still open, or what is to be added to its status, in either language."""

from __future__ import annotations

from yardstick.i18n import Words, words
from yardstick.targets.records import Figure
from yardstick.workspace.aims import JudgedTarget
from yardstick.workspace.names import Names
from yardstick.workspace.phrasing import BETWEEN, counted_early, figure, measured
from yardstick.workspace.wording import ABSENT_WORDS, REASON_WORDS, STATUS_WORDS


def reason(names: Names, judged: JudgedTarget, lang: str) -> str:
    """The reason of the verdict; empty where there is nothing to add."""
    t, verdict = words(lang), judged.verdict
    if verdict.reason not in REASON_WORDS:
        return verdict.reason
    if judged.held is not None:
        clauses = _waiting(names, judged, t)
        return BETWEEN[lang].join(clause for clause in clauses if clause)
    msgid = REASON_WORDS[verdict.reason]
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
    return t(msgid, **{name: word for name, word in fields.items() if f"{{{name}}}" in msgid})


def _waiting(names: Names, judged: JudgedTarget, t: Words) -> list[str]:
    """What took its place, what is missing, and what is held instead."""
    verdict, actual = judged.verdict, judged.verdict.actual
    replaced = ""
    if verdict.reason == "superseded":
        replaced = t(REASON_WORDS["superseded"], by=names.source_title(str(verdict.args.get("by", ""))))
    if actual is not None and counted_early(actual):
        day = names.day_name(actual.moment, t.lang)
        early = t(
            "the latest figure was counted by {day}, before its period ended, and leaves open what the end brought",
            day=day,
        )
        return [replaced, early]
    return [replaced, _own(names, judged, t), _theirs(names, judged, t)]


def _own(names: Names, judged: JudgedTarget, t: Words) -> str:
    """What is missing of the area itself, and its last figure; its figure alone where only the other area's lacks."""
    own = judged.held.own if judged.held else None
    if own is not None and judged.reference_area and own.period.code == judged.period:
        return _has(names, judged, own, judged.area, t)
    missing = _missing(names, judged, t)
    if judged.verdict.actual is not None:  # the sentence has said how much it is
        return missing + t(", the last one is of {period}", period=_period(names, judged.verdict.actual, t))
    if own is None or judged.held is None:
        if judged.verdict.status == "not_due_no_data":
            return missing + t(", and no figure is held so far")
        return missing + t(", and none of any time before it")
    value = measured(figure(names, own, judged, t.lang), judged.held.measure, t)
    return missing + t(", the last figure is {value} ({period})", value=value, period=_period(names, own, t))


def _missing(names: Names, judged: JudgedTarget, t: Words) -> str:
    verdict, period = judged.verdict, names.period_name(judged.period, t.lang)
    if judged.reference_area:
        return t("no figure of {area} for {period}", area=names.area_name(judged.area, t.lang), period=period)
    if verdict.status == "not_due_no_data":
        return t(REASON_WORDS["not_due"], period=period)
    level = verdict.expected is not None and verdict.expected.measure != judged.measure
    if verdict.actual is not None and level and judged.end is not None:
        return t(REASON_WORDS["no_figure"], period=names.period_name(str(judged.end.year), t.lang))
    return t(ABSENT_WORDS.get(judged.measure, REASON_WORDS["no_figure"]), period=period)


def _theirs(names: Names, judged: JudgedTarget, t: Words) -> str:
    """What is held of the area compared with, or that its figure is missing."""
    if not judged.reference_area or judged.held is None:
        return ""
    reference = judged.held.reference
    if reference is not None and reference.period.code == judged.period:
        return _has(names, judged, reference, judged.reference_area, t)
    period, area = names.period_name(judged.period, t.lang), names.area_name(judged.reference_area, t.lang)
    missing = t("no figure of {area} for {period}", area=area, period=period)
    if reference is None:
        return missing
    value = measured(figure(names, reference, judged, t.lang), judged.measure, t)
    return missing + t(", the last figure is {value} ({period})", value=value, period=_period(names, reference, t))


def _has(names: Names, judged: JudgedTarget, found: Figure, area: str, t: Words) -> str:
    value = measured(figure(names, found, judged, t.lang), judged.measure, t)
    return t(
        "{area} has {value} in {period}",
        area=names.area_name(area, t.lang),
        value=value,
        period=_period(names, found, t),
    )


def _period(names: Names, found: Figure, t: Words) -> str:
    return names.period_name(found.period.code, t.lang)
