"""What is aimed at, in words: operator, measure, the area compared with, and the word it was hedged with."""

from __future__ import annotations

from yardstick.i18n import Words, words
from yardstick.model import Period
from yardstick.workspace.aims import JudgedTarget
from yardstick.workspace.names import Names
from yardstick.workspace.phrasing import amount, measured


def aim(names: Names, judged: JudgedTarget, lang: str) -> str:
    """What is aimed at; a hedge that the comparison itself already says is not said twice."""
    t = words(lang)
    text = _beside(names, judged, t) if judged.reference_area else _own_aim(names, judged, t)
    if not judged.hedge or (judged.reference_area and judged.hedge in _beside(names, judged, words("zh"))):
        return text
    return t("{aim} (“{hedge}”)", aim=text, hedge=judged.hedge)


def yearly(judged: JudgedTarget) -> bool:
    """Whether a growth is aimed at that is meant a year, over several years."""
    return judged.measure == "growth" and _years(judged.period) > 1


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
    if judged.measure == "multiple":
        return t("{aim} that of {base}", aim=text, base=names.period_name(judged.base_period, t.lang))
    return measured(text, judged.measure, t, yearly=yearly(judged))


def _years(period: str) -> int:
    parsed = Period.parse(period)
    return parsed.end.year - parsed.start.year + 1


def _beside(names: Names, judged: JudgedTarget, t: Words) -> str:
    """The comparison, with the measure where that is no level."""
    text = _compared(names, judged, t)
    if judged.measure != "growth":
        return text
    return (
        t("mean growth a year {comparison}", comparison=text)
        if yearly(judged)
        else t("growth {comparison}", comparison=text)
    )


def _compared(names: Names, judged: JudgedTarget, t: Words) -> str:
    area = names.area_name(judged.reference_area, t.lang)
    under = judged.operator in ("<", "<=")
    if not judged.value:
        return t("below {area}", area=area) if under else t("above {area}", area=area)
    unit = "pp" if judged.unit == "percent" else judged.unit
    by = amount(names, judged.value, unit, t.lang)
    return t("{by} below {area}", by=by, area=area) if under else t("{by} above {area}", by=by, area=area)
