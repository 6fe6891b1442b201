"""Why a step could not be done: a code, the cell it concerns, and a sentence for the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yardstick.i18n import Words

# Code → what is told to the reader. `{detail}` is the period, number or word the refusal names.
REASONS: Mapping[str, str] = {
    "no_denominator": "no figure of {detail} for the same area and period",
    "no_previous_year": "no figure for {detail}",
    "hedged": "a figure is stated only as a bound or about ({detail})",
    "break_between": "the definition changed in {detail}",
    "zero_base": "the figure it would be divided by is zero ({detail})",
    "negative_base": "the figure it would be divided by is negative ({detail})",
    "not_a_year": "{detail} is not a whole year",
    "no_base_period": "no figure for the base period {detail}",
    "too_few_peers": "only {detail} peers have a figure for the same period, five are needed",
    "missing_value": "the value is missing: {detail}",
    "not_offered": "not offered for {detail}",
    "no_value": "no figure for {detail}",
    "estimated": "a figure is estimated or implied ({detail})",
    "mixed_periods": "the figures are of different periods: {detail}",
    "unlike_levels": "areas of different levels are not set against each other on totals: {detail}",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A step not done for one cell. `code` is a key of REASONS; `detail` is data (a period, an id, a number)."""

    area: str
    indicator: str
    period: str
    code: str
    detail: str = ""


def reason(refusal: Refusal, t: Words) -> str:
    """The refusal's reason in words, without the cell it concerns."""
    return t(REASONS[refusal.code], detail=refusal.detail)
