"""Numbers of a target in words: figures with their hedge, differences, shares, years, the day a figure speaks for."""

from __future__ import annotations

import math

from yardstick.i18n import Words
from yardstick.targets.records import Figure
from yardstick.workspace.aims import JudgedTarget
from yardstick.workspace.names import Names

BETWEEN = {"zh": "；", "en": "; "}
BEYOND_SENSE = 10.0
"""A share of the way greater than this says nothing: the way was next to none."""
AIMS = {
    "new": "{aim} newly added",
    "net_change": "a net increase of {aim}",
    "growth": "growth of {aim}",
    "share": "a share of {aim}",
    "pp_change": "a rise of {aim}",
}
"""A number on a measure that is no level, as it is aimed at and as it is reached."""


def measured(text: str, measure: str, t: Words, *, yearly: bool = False) -> str:
    """A quantity with the words of its measure: a level as it is, growth of 5%, 20 firms newly added."""
    if measure == "growth" and yearly:
        return t("growth of {aim} a year", aim=text)
    return t(AIMS[measure], aim=text) if measure in AIMS else text


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


def counted_early(found: Figure) -> bool:
    """Whether a figure was counted before the period it is of had ended."""
    return found.moment < found.period.end


def spoken_for(names: Names, found: Figure, t: Words) -> str:
    """The period of a figure, or the day it was counted on where that came before its end."""
    if counted_early(found):
        return t("by {day}", day=names.day_name(found.moment, t.lang))
    return names.period_name(found.period.code, t.lang)


def percent(share: float) -> str:
    """A share as per cent, without decimals."""
    return f"{share * 100:.0f}%"


def year(moment: float) -> int:
    """The calendar year of a decimal year that stands for its end."""
    return math.ceil(round(moment, 6))
