"""Numbers with their unit as a reader of the language writes them: 万/亿 in Chinese, thousand/million in English."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitWords:
    """What formatting needs of a unit: its names, dimension and factor to the dimension's base (亿元 → 1e8)."""

    id: str
    zh: str
    en: str
    dimension: str
    factor: float

    def name(self, lang: str) -> str:
        """The unit's name in `lang`."""
        return self.zh if lang == "zh" else self.en


_SIGNS = {"=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "≈", "range": ""}
_ZH_MONEY = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"), (1.0, ""))
_ZH_COUNT = ((1e8, "亿"), (1e5, "万"), (1.0, ""))
_EN_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1.0, ""))
_SCALED = {"count": True, "money_cny": True, "money_usd": True, "floor_area": True, "work": True}
_EN_BASE = {"money_cny": "CNY", "money_usd": "USD", "floor_area": "m²", "work": "person-years"}
_ZH_BASE = {"money_cny": "元", "money_usd": "美元", "floor_area": "平方米", "work": "人年"}
_EN_COUNT_BASE = {"persons_1e4": "persons"}
_ZH_COUNT_BASE = {"persons_1e4": "人"}


def plain_number(value: float, *, decimals: int | None = None) -> str:
    """`value` with thousands marks; two decimals (three digits below 1) by default, no trailing zeros."""
    if decimals is None:
        decimals = _decimals(value)
        text = f"{value:,.{decimals}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return f"{value:,.{decimals}f}"


def format_quantity(
    value: float | None,
    unit: UnitWords,
    lang: str,
    *,
    qualifier: str = "=",
    high: float | None = None,
    decimals: int | None = None,
    signed: bool = False,
) -> str:
    """A value with its unit in words, e.g. `8,837家`, `3.22万亿元`, `CNY 3.22 trillion`, `>3,100家`, `7%–8%`.

    `value` is in `unit`; None or NaN gives an em dash. The hedge is written before the number and never dropped; `signed`
    writes a plus sign before a rise.
    """
    if value is None or math.isnan(value):
        return "—"
    number, scale_word, unit_word = _parts(value, unit, lang)
    text = plain_number(number, decimals=decimals if not scale_word and _same_scale(unit) else None)
    if signed and number > 0:
        text = f"+{text}"
    if qualifier == "range" and high is not None and not math.isnan(high):
        text = f"{text}–{plain_number(high * number / value if value else high)}"
    return _SIGNS.get(qualifier, "") + _join(text, scale_word, unit_word, lang=lang, unit=unit)


def scaled(peak: float, unit: UnitWords, lang: str) -> tuple[float, str]:
    """The divisor and unit label of an axis whose largest absolute value is `peak`: (1e4, `万亿元`), (1e3, `CNY billion`)."""
    if not peak or math.isnan(peak):
        return 1.0, unit.name(lang)
    number, scale_word, unit_word = _parts(peak, unit, lang)
    label = f"{scale_word}{unit_word}" if lang == "zh" else _en_label(scale_word, unit_word, unit)
    return peak / number, label


def _parts(value: float, unit: UnitWords, lang: str) -> tuple[float, str, str]:
    """(number, scale word, unit word): the value at the scale that suits its size."""
    if unit.dimension not in _SCALED:
        return value, "", unit.name(lang)
    base = abs(value) * unit.factor
    steps = _EN_LARGE if lang == "en" else (_ZH_COUNT if unit.dimension == "count" else _ZH_MONEY)
    size, word = next(((s, w) for s, w in steps if base >= s), (1.0, ""))
    if base < 1 and unit.factor == 1:
        size, word = 1.0, ""
    return value * unit.factor / size, word, _base_word(unit, lang)


def _base_word(unit: UnitWords, lang: str) -> str:
    if lang == "zh":
        return _ZH_BASE.get(unit.dimension) or _ZH_COUNT_BASE.get(unit.id) or unit.zh
    return _EN_BASE.get(unit.dimension) or _EN_COUNT_BASE.get(unit.id) or unit.en


def _join(number: str, scale_word: str, unit_word: str, *, lang: str, unit: UnitWords) -> str:
    if lang == "zh":
        return f"{number}{scale_word}{unit_word}"
    if unit.dimension.startswith("money_") and unit_word in ("CNY", "USD"):
        return f"{unit_word} {number} {scale_word}".rstrip()
    glue = "" if unit_word == "%" else " "
    return f"{number} {scale_word}".rstrip() + glue + unit_word


def _en_label(scale_word: str, unit_word: str, unit: UnitWords) -> str:
    if unit.dimension.startswith("money_"):
        return f"{unit_word} {scale_word}".rstrip()
    return f"{scale_word} {unit_word}".lstrip()


def _same_scale(unit: UnitWords) -> bool:
    return unit.factor == 1


def _decimals(value: float) -> int:
    size = abs(value)
    return 2 if size >= 1 or size == 0 else min(6, 2 - math.floor(math.log10(size)))
