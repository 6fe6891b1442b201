"""How the room speaks: translated words, formatted figures with their hedges, names of areas and periods."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from yardstick.catalogue.indicator import Indicator
from yardstick.i18n import Words
from yardstick.normalise.reading import Reading

# The hedge in words around a formatted figure; `=` adds nothing.
HEDGES = {
    ">": "more than {value}",
    ">=": "at least {value}",
    "<": "less than {value}",
    "<=": "at most {value}",
    "~": "about {value}",
}

# What is compared, by form and by measure; what is missing here is the indicator's bare name.
FORM_SUBJECTS = {
    "per_capita": "{indicator} relative to population",
    "per_gdp": "{indicator} relative to GDP",
    "growth": "growth of {indicator}",
    "index": "index of {indicator}",
    "peer_position": "position among peers in {indicator}",
    "min_max": "score for {indicator}",
}
MEASURE_SUBJECTS = {
    "new": "newly added {indicator}",
    "net_change": "net change of {indicator}",
    "growth": "growth of {indicator}",
    "share": "share of {indicator}",
    "pp_change": "change of {indicator} in percentage points",
    "multiple": "multiple of {indicator}",
    "rank": "rank in {indicator}",
}

LEVEL_WORDS = {
    "country": "the country",
    "province": "provinces",
    "prefecture": "prefectures",
    "county": "counties",
    "group": "groups of districts",
}


@dataclass(frozen=True)
class Speech:
    """`t` translates msgids, `fmt(value, unit id)` writes a figure, `area(code)` and `period(code)` give names."""

    t: Words
    fmt: Callable[[float, str], str]
    area: Callable[[str], str]
    period: Callable[[str], str] = str

    def figure(self, row: Reading) -> str:
        """A reading's figure with its hedge in words."""
        if row.qualifier == "range" and not math.isnan(row.value_high):
            low, high = (self.fmt(v, row.unit) for v in (row.value, row.value_high))
            return self.t("{low} to {high}", low=low, high=high)
        return self.hedged(self.fmt(row.value, row.unit), row.qualifier)

    def hedged(self, text: str, qualifier: str) -> str:
        """A formatted figure with this hedge; a range whose end is unknown reads as its lower bound."""
        msgid = HEDGES.get(">=" if qualifier == "range" else qualifier)
        return self.t(msgid, value=text) if msgid else text

    def areas(self, codes: Iterable[str]) -> str:
        """The names of these areas as a list."""
        return self.t.list([self.area(code) for code in codes])

    def subject(self, indicator: Indicator, form: str, *, measure: str = "value") -> str:
        """What is compared: the indicator's name, said with its measure and with the form it was put in."""
        name = indicator.name.in_(self.t.lang)
        for msgid in (MEASURE_SUBJECTS.get(measure), FORM_SUBJECTS.get(form)):
            name = self.t(msgid, indicator=name) if msgid else name
        return name


def times(ratio: float, qualifier: str) -> str:
    """A ratio to three significant digits, a bound rounded to the side on which it stays true."""
    decimals = 0 if ratio >= 100 else 1 if ratio >= 10 else 2
    step = 10.0**decimals
    if qualifier in (">", ">="):
        ratio = math.floor(ratio * step + 1e-9) / step
    elif qualifier in ("<", "<="):
        ratio = math.ceil(ratio * step - 1e-9) / step
    text = f"{ratio:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
