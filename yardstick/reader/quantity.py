"""How figures are written: digits and Chinese numerals, scales, units, ranges, ranks, hedges after the number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from yardstick.reader.grammar import grammar, said
from yardstick.reader.token import Amount, Figure
from yardstick.reader.trie import words_pattern

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN = "一二两三四五六七八九十百"
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?)(?!\d)"
_AGAIN = r"(?:[-—~]|至|到)"


def quantity_patterns(rules: Mapping[str, Any]) -> tuple[str, str]:
    """The patterns of what is never a figure, and of figures, to stand in a larger expression."""
    never = "|".join(rules["never"].values()).replace("(?P<", "(?:")
    quoted = "|".join(map(re.escape, map(said, rules["quoted_units"])))
    never += rf"|“[^”\n]{{0,14}}\d(?!\d*(?:{quoted}))[^”\n]{{0,14}}”|《[^》\n]{{0,99}}》|“(?=[^”\n]{{0,99}}\d)"
    units = words_pattern(said(unit) for group in rules["units"].values() for unit in group)
    scales = words_pattern(rules["scales"])
    number = (
        rf"(?<![\d.])(?P<n1>-?{_NUMBER})(?P<p1>[余多])?(?P<s1>{scales})?(?P<p2>[余多])?(?P<u1>{units})?"
        rf"(?:(?P<sep>{_AGAIN})(?P<n2>{_NUMBER})(?P<p3>[余多])?(?P<s2>{scales})?(?P<u2>{units})?)?"
    )
    rank = (
        rf"(?:第(?P<rank>\d{{1,4}}|[{_HAN}]{{1,9}})(?:位|名|(?=[,;。、)\n新]|$))|(?P<first>首位(?!度)|榜首)"
        rf"|前(?P<top>\d{{1,4}}|[{_HAN}]{{1,9}})(?:位|名|强|列))"
    )
    doubled = r"翻(?:了)?(?P<fold>[一两二三]?)番"
    numeral = (
        rf"(?P<han>[两三四五六七八九十百][{_HAN}]{{0,9}})(?P<hm>[余多])?"
        r"(?P<hu>成|家|所|名|项|倍|件|个(?![年月]|百分点))"
    )
    point = r"(?P<hp>[一两二三四五六七八九十])个百分点"
    reached = (
        r"(?:(?<=突破|超过|达到|迈上|跨上|迈入|跨入|接近|形成|实现|跃上|站上|双超|跨越|增至|进入)|(?<=双过|首超|已超)"
        r"|(?<=[近约逾]))"
    )
    magnitude = rf"{reached}(?P<big>[一两二三四五六七八九])?(?P<size>万亿|千亿|百亿|亿)(?P<bu>元|美元)?级?"
    fraction = rf"百分之(?P<of100>\d{{1,9}}(?:\.\d{{1,9}})?|[{_HAN}]{{1,9}})"
    only = r"(?<=我市|我省|全市|全省|我区|我县)首(?P<only>家|个|所)"
    return never, f"{only}|{rank}|{doubled}|{fraction}|{point}|{magnitude}|{numeral}|{number}"


@cache
def _amounts() -> dict[str, Amount]:
    kinds: dict[str, Amount] = {}
    for kind, units in grammar().quantities["units"].items():
        for unit in units:
            kinds.setdefault(said(unit), kind if kind in _COUNTED else "other")
    return kinds


_COUNTED = ("percent", "points", "times", "tenths", "place", "enterprise", "person", "thing", "money", "dollar")
_AFTER = re.compile(r"(?:以上|及以上|之上|以下|以内|之内|左右|上下|多|余)")


@cache
def _after() -> dict[str, str]:
    return {word: operator for operator, words in grammar().quantities["after"].items() for word in words}


def numeral(text: str) -> int:
    """A Chinese numeral below ten thousand as a number: 十二 is 12, 两百三十 is 230."""
    total, digit = 0, 0
    for character in text:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def figures(match: re.Match[str], text: str) -> list[Figure]:
    """The figure of a match, or the two of a range whose ends are two figures (由3家到5家)."""
    groups = match.groupdict()
    start, end = match.start("figure"), match.end("figure")
    if groups["rank"] is not None or groups["first"] is not None or groups["top"] is not None:
        said_as = groups["rank"] or groups["top"]
        place = 1 if said_as is None else _any_number(said_as)
        return [Figure(start, end, place, "位", "place", operator="<=" if groups["top"] else "=", rule="rank")]
    if groups["only"] is not None:
        return [Figure(start, end, 1.0, groups["only"], _amounts()[groups["only"]], rule="only")]
    if groups["fold"] is not None:
        return [
            _hedged(
                Figure(
                    start,
                    end,
                    2.0 ** {"两": 2, "二": 2, "三": 3}.get(groups["fold"], 1),
                    "倍",
                    "doubled",
                    rule="doubled",
                ),
                text,
            )
        ]
    if groups["of100"] is not None:
        return [_hedged(Figure(start, end, _portion(groups["of100"]), "%", "percent", rule="per-hundred"), text)]
    if groups["hp"] is not None:
        return [_hedged(Figure(start, end, float(numeral(groups["hp"])), "个百分点", "points", rule="numeral"), text)]
    if groups["size"] is not None:
        return [_hedged(_magnitude(groups, start, end), text)]
    if groups["han"] is not None:
        figure = _numeral(groups["han"], groups["hu"], start, end)
        if groups["hm"]:
            figure.operator, figure.hedge = ">", groups["hm"]
        return [_hedged(figure, text)]
    return _numbers(match, text)


def _portion(text: str) -> float:
    return float(text) if text[0].isdigit() else float(numeral(text))


def _any_number(text: str) -> int:
    return int(text) if text.isdigit() else numeral(text)


def _numeral(text: str, unit: str, start: int, end: int) -> Figure:
    if unit == "成":
        return Figure(start, end, numeral(text) * 10.0, "%", "percent", rule="tenths")
    return Figure(start, end, float(numeral(text)), unit, _amounts()[unit], rule="numeral")


_SIZES = {"万亿": (1, "万亿"), "千亿": (1000, "亿"), "百亿": (100, "亿"), "亿": (1, "亿")}


def _magnitude(groups: Mapping[str, Any], start: int, end: int) -> Figure:
    """A size without digits: 突破千亿元 is 1000 亿元."""
    factor, scale = _SIZES[groups["size"]]
    unit = scale + (groups["bu"] or "")
    return Figure(
        start,
        end,
        float(factor * numeral(groups["big"] or "一")),
        unit,
        _amounts().get(groups["bu"] or "", "thing"),
        rule="size",
    )


def _numbers(match: re.Match[str], text: str) -> list[Figure]:
    groups = match.groupdict()
    first = _number(match, "1")
    if groups["n2"] is None:
        return [_hedged(first, text)]
    second = _number(match, "2")
    if groups["sep"] in ("至", "到") and first.unit and _led(text, first.start):
        return [first, _hedged(second, text)]
    low, high = first.value, second.value
    if not first.unit:  # 1-2家, 2到3万家: the unit stands once
        first = Figure(first.start, second.end, low, second.unit, second.amount)
    if low > high or second.amount not in (first.amount, "other"):
        return [first, _hedged(second, text)] if groups["u1"] else [_hedged(second, text)]
    whole = Figure(first.start, second.end, low, first.unit, first.amount, high=high, operator="range", rule="range")
    return [_hedged(whole, text)]


def _led(text: str, start: int) -> bool:
    return any(word in text[max(0, start - 12) : start] for word in "由从")


def _number(match: re.Match[str], which: str) -> Figure:
    value = float(match[f"n{which}"].replace(",", ""))
    scale, unit = match[f"s{which}"] or "", match[f"u{which}"] or ""
    end = max(match.end(f"{part}{which}") for part in ("n", "s", "u"))
    more = match["p1"] or match["p2"] if which == "1" else match["p3"]
    amount = _amounts().get(unit, "other") if unit else "thing" if scale else "other"
    figure = Figure(match.start(f"n{which}"), end, value, scale + unit, amount)
    if unit == "成":
        figure.value, figure.unit, figure.amount = value * 10, "%", "percent"
    if more:
        figure.operator, figure.hedge = ">", more
    return figure


def _hedged(figure: Figure, text: str) -> Figure:
    """The figure with the hedge that stands right after it."""
    found = _AFTER.match(text, figure.end)
    if found:
        figure.hedge += found[0]
        if figure.operator != "range":
            figure.operator = _after()[found[0]]
    return figure
