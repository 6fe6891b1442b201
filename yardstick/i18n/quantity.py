"""Numbers with their unit as a reader of the language writes them: 万/亿 in Chinese, million/billion in English."""

from __future__ import annotations

import math
from collections.abc import Iterable
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


@dataclass(frozen=True, slots=True)
class _Scale:
    """The size a value is told at, in the dimension's base, and the words for it: 1e12, 万亿, 元."""

    size: float
    word: str
    unit: str

    def told(self, value: float, factor: float) -> float:
        """`value` (of a unit with this factor) at this scale; the division that keeps decimals exact."""
        return value * (factor / self.size) if factor >= self.size else value / (self.size / factor)


_Steps = tuple[tuple[float, float, str], ...]
"""From which value on, the size, and the word for it; the largest first."""

SIGNS = {"=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "≈", "range": ""}
_ONE = (0.0, 1.0, "")
_ZH_COUNT: _Steps = ((1e8, 1e8, "亿"), (1e5, 1e4, "万"), _ONE)  # 25,890家 is read more easily than 2.59万家
_ZH_MONEY: _Steps = ((1e12, 1e12, "万亿"), (1e8, 1e8, "亿"), (1e4, 1e4, "万"), _ONE)
_ZH_TEN_THOUSANDS: _Steps = ((1e8, 1e8, "亿"), (1e4, 1e4, "万"), _ONE)  # 万人, 万平方米: told in 万 from the first
_EN_LARGE: _Steps = ((1e12, 1e12, "trillion"), (1e9, 1e9, "billion"), (1e6, 1e6, "million"), _ONE)
_SCALED = ("count", "money_cny", "money_usd", "floor_area", "work")
_MONEY = ("money_cny", "money_usd")
_EN_BASE = {"money_cny": "CNY", "money_usd": "USD", "floor_area": "m²", "work": "person-years"}
_ZH_BASE = {"money_cny": "元", "money_usd": "美元", "floor_area": "平方米", "work": "人年"}
_EN_COUNT_BASE = {"persons_1e4": "persons", "place": "places"}
_ZH_COUNT_BASE = {"persons_1e4": "人"}
_ZH_AFTER_FIGURE = {"percentage_points": "个百分点"}
_WITHOUT_SINGULAR = ("multiple",)  # 1 times as many
_PLACE = "place"
_LEAST_PLAIN = 1e-6


def plain_number(value: float, *, decimals: int | None = None) -> str:
    """`value` with thousands marks; two decimals (three digits below 1) by default, no trailing zeros.

    A value that is not zero never reads as zero: below a millionth it is told as 3e-07, and `decimals` gives way.
    """
    if decimals is not None:
        text = f"{value:,.{decimals}f}"
        if value == 0 or any(digit in text for digit in "123456789"):
            return text.removeprefix("-") if value == 0 else text
    if 0 < abs(value) < _LEAST_PLAIN:
        return f"{value:.3g}"
    text = f"{value + 0.0:,.{_decimals(value)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


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
    """A value with its unit in words, e.g. `8,837家`, `3.22万亿元`, `CNY 3.22 trillion`, `>3,100家`, `7–8%`, `第3位`.

    `value` is in `unit`; None or NaN gives an em dash. The hedge is written before the number and never dropped (a
    range without its end reads as `≥`); `signed` writes a plus sign before a rise. `decimals` holds for figures told
    in their own unit, not for those told in 万 or million.
    """
    if value is None or math.isnan(value):
        return "—"
    end = None if high is None or math.isnan(high) or qualifier != "range" else high
    if unit.id == _PLACE and qualifier != "range" and not signed and value > 0 and float(value).is_integer():
        return _place(int(value), SIGNS.get(qualifier, ""), lang)
    scale = _scale([value] if end is None else [value, end], unit, lang)
    kept = decimals if not scale.word and unit.factor == 1 else None
    low, *rest = (plain_number(scale.told(v, unit.factor), decimals=kept) for v in (value, end) if v is not None)
    text = f"+{low}" if signed and value > 0 else low
    if rest:
        text = _spanned(text, rest[0], lang)
    hedge = "≥" if qualifier == "range" and end is None else SIGNS.get(qualifier, "")
    return hedge + _join(text, scale, lang=lang, unit=unit)


def scaled(peak: float, unit: UnitWords, lang: str) -> tuple[float, str]:
    """The divisor and unit label of an axis whose largest absolute value is `peak`, in `unit`.

    For a peak of 32,193 亿元 it is (1e4, `万亿元`) or (1e4, `CNY trillion`).
    """
    if not peak or math.isnan(peak):
        return 1.0, unit.name(lang)
    scale = _scale([peak], unit, lang)
    glue = "" if lang == "zh" or not scale.word else " "
    parts = (scale.unit, scale.word) if lang != "zh" and unit.dimension in _MONEY else (scale.word, scale.unit)
    return (scale.size / unit.factor if unit.dimension in _SCALED else 1.0), glue.join(parts)


def _scale(values: Iterable[float], unit: UnitWords, lang: str) -> _Scale:
    """The scale that suits the largest of the values; one that rounding lifts to the next step is told at that step."""
    if unit.dimension not in _SCALED:
        return _Scale(unit.factor, "", unit.name(lang))
    base = max(abs(value) for value in values) * unit.factor
    steps = _steps(unit, lang)
    at = next(i for i, (start, _, _) in enumerate(steps) if base >= start)
    _, size, word = steps[at]
    if word and at and round(base / size, 2) * size >= steps[at - 1][0]:
        _, size, word = steps[at - 1]
    return _Scale(size, word, _base_word(unit, lang))


def _steps(unit: UnitWords, lang: str) -> _Steps:
    if lang != "zh":
        return _EN_LARGE
    if unit.dimension in _MONEY:
        return _ZH_MONEY
    return _ZH_TEN_THOUSANDS if unit.factor > 1 else _ZH_COUNT


def _base_word(unit: UnitWords, lang: str) -> str:
    if lang == "zh":
        return _ZH_BASE.get(unit.dimension) or _ZH_COUNT_BASE.get(unit.id) or unit.zh
    return _EN_BASE.get(unit.dimension) or _EN_COUNT_BASE.get(unit.id) or unit.en


def _join(text: str, scale: _Scale, *, lang: str, unit: UnitWords) -> str:
    if lang == "zh":
        return f"{text}{scale.word}{_ZH_AFTER_FIGURE.get(unit.dimension, scale.unit)}"
    if unit.dimension in _MONEY:
        return f"{scale.unit} {text} {scale.word}".rstrip()
    one = text.lstrip("+-") == "1" and not scale.word and unit.dimension not in _WITHOUT_SINGULAR
    name = _singular(scale.unit) if one else scale.unit
    return f"{text} {scale.word}".rstrip() + ("" if name == "%" else " ") + name


def _spanned(low: str, high: str, lang: str) -> str:
    """Both ends of a range; where a minus sign would stand beside the dash, a word stands between them."""
    if not low.startswith("-") and not high.startswith("-"):
        return f"{low}–{high}"
    return f"{low}至{high}" if lang == "zh" else f"{low} to {high}"


def _singular(name: str) -> str:
    """The name as it stands after 1: `enterprise`, `patent per 10 000 persons`."""
    head, per, rest = name.partition(" per ")
    return (head.removesuffix("s") if len(head) > 1 else head) + per + rest


def _place(place: int, hedge: str, lang: str) -> str:
    """A place in an order: 第3位, 3rd; a hedged one ≤3位, ≤3rd."""
    if lang == "zh":
        return f"{hedge}{place}位" if hedge else f"第{place}位"
    teen = place % 100 in (11, 12, 13)
    return f"{hedge}{place}" + ("th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th"))


def _decimals(value: float) -> int:
    size = abs(value)
    return 2 if size >= 1 or size == 0 else min(8, 2 - math.floor(math.log10(size)))
