"""What a cell says: a figure with its bound and its unit, a mark for a missing one, or a problem in words.

Nothing is rounded, multiplied or guessed: the digits of a figure are the digits of the cell. A word that multiplies
(万, 亿) stays in front of the unit, where the unit book makes something of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from yardstick.errors import Problem
from yardstick.model.observation import MissingReason, Qualifier


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as the cell states it. `high` is the upper end of a `range`; `unit` is what follows the digits.

    `marks` are the signs and remarks that were taken off (`*`, `①`, `（含续认）`), to be told and not to be lost.
    """

    value: Decimal
    high: Decimal | None = None
    qualifier: Qualifier = "="
    unit: str = ""
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """No figure: the mark that says so (empty for a blank cell) and the reason, where the mark tells one."""

    mark: str
    reason: MissingReason = "to_be_verified"


_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)} | {ord(c): " " for c in "\u3000\xa0\u2009\u202f\u2007"}
_NARROW = _WIDE | {ord("−"): "-", ord("〜"): "~", ord("∼"): "~", ord("≧"): "≥", ord("≦"): "≤", ord("﹪"): "%"}
_SIGNS = r"*※†‡#①-⑳⑴-⒇¹²³⁰-⁹ⁿ"

REASONS: dict[str, MissingReason] = {
    "未公布": "not_published",
    "未发布": "not_published",
    "尚未公布": "not_published",
    "暂未公布": "not_published",
    "not published": "not_published",
    "未统计": "not_collected",
    "不统计": "not_collected",
    "未开展统计": "not_collected",
    "not collected": "not_collected",
    "不可比": "not_comparable",
    "口径不可比": "not_comparable",
    "不适用": "not_applicable",
    "not applicable": "not_applicable",
    "待核": "to_be_verified",
    "待核实": "to_be_verified",
}
"""Marks that tell why the figure is missing."""
_BLANKS = ("空白", "空", "缺", "缺失", "不详", "暂无", "无数据", "暂无数据", "待定", "null", "none", "nan", "na")
_NOTHING = re.compile(r"[-‐–—―─一…·.~/\\×]+|n\.?\s?/?\s?a\.?|\.\.+", re.IGNORECASE)

PREFIXES: dict[str, Qualifier] = {
    "不低于": ">=",
    "不少于": ">=",
    "不小于": ">=",
    "至少": ">=",
    "≥": ">=",
    ">=": ">=",
    "不超过": "<=",
    "不高于": "<=",
    "不多于": "<=",
    "至多": "<=",
    "最多": "<=",
    "≤": "<=",
    "<=": "<=",
    "超过": ">",
    "突破": ">",
    "高于": ">",
    "大于": ">",
    "多于": ">",
    "逾": ">",
    "超": ">",
    ">": ">",
    "低于": "<",
    "少于": "<",
    "小于": "<",
    "不足": "<",
    "不到": "<",
    "<": "<",
    "大约": "~",
    "约为": "~",
    "接近": "~",
    "将近": "~",
    "大概": "~",
    "约": "~",
    "近": "~",
    "≈": "~",
    "~": "~",
}
SUFFIXES: dict[str, Qualifier] = {
    "及以上": ">=",
    "以上": ">=",
    "+": ">=",
    "及以下": "<=",
    "以下": "<=",
    "以内": "<=",
    "左右": "~",
    "上下": "~",
}
_MORE = ("余", "多")
"""After the digits or the word that multiplies them: 3000余家, 1.2万多人."""

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?|\.\d+"
_RANGE = re.compile(
    rf"(?P<low>{_DIGITS})\s*(?P<own>[^\d\s.,~()至到–—-]{{0,6}})\s*(?:[-~–—至到]|——)\s*(?P<high>{_DIGITS})(?P<rest>.*)",
    re.ASCII,
)
_ONE = re.compile(rf"(?P<sign>[+-]?)\s?(?P<low>{_DIGITS})(?P<rest>.*)", re.ASCII)
_UNIT = re.compile(r"[^\d\s,;:!?<>=~*#\[\]{}|\"'+-][^\d,;:!?<>=~*#\[\]{}|\"'+-]{0,24}", re.ASCII)
_TAIL = re.compile(rf"\s*(?:[{_SIGNS}]+|\[\s*(?:\d{{1,2}}|注\d{{0,2}})\s*\])$", re.ASCII)
_HEAD = re.compile(r"^[*※†‡#①-⑳]+\s*")
_REMARK = re.compile(r"\(([^()]*)\)$")
_EXPONENT = re.compile(r"[+-]?[\d.]+[eE][+-]?\d+", re.ASCII)
_ZEROS = re.compile(r"0\d", re.ASCII)
_LONGEST = 120


def read_number(text: str) -> Figure | Missing | Problem:
    """What a cell's text says. Never raises; a problem has no address yet (`path` is empty, `line` None)."""
    shown = unquoted(text.translate(_NARROW).strip())
    if len(shown) > _LONGEST:
        return _problem("not a number", text[:40] + "…", hint="a text stands where a figure belongs")
    missing = _missing(shown)
    if missing is not None:
        return missing
    body, marks = _without_marks(shown)
    if not body:
        return _problem("not a number", text)
    return _figure(body, marks, text=text)


def narrow(text: str) -> str:
    """The text with full-width signs and digits made narrow and odd blanks made plain; nothing else is changed."""
    return text.translate(_NARROW).strip()


def unquoted(text: str) -> str:
    """The text without the apostrophe that our own tables put before what a spreadsheet would take for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _missing(shown: str) -> Missing | None:
    inner = shown.strip("()[] ").casefold() if shown[:1] in ("(", "[") else shown.casefold()
    if inner in REASONS:
        return Missing(shown, REASONS[inner])
    if not shown or inner in _BLANKS or _NOTHING.fullmatch(inner):
        return Missing(shown)
    return None


def _without_marks(shown: str) -> tuple[str, str]:
    """The text without the footnote signs around it and without a remark in brackets behind it, and what was taken."""
    marks: list[str] = []
    while match := _TAIL.search(shown):
        marks.insert(0, match[0].strip())
        shown = shown[: match.start()].rstrip()
    if match := _HEAD.match(shown):
        marks.insert(0, match[0].strip())
        shown = shown[match.end() :]
    remark = _REMARK.search(shown)
    if remark and remark.start() and not re.search(r"\d", remark[1], re.ASCII):
        before = shown[: remark.start()].rstrip()
        if re.search(r"\d$", before, re.ASCII) and len(remark[1].strip()) <= 4:
            return before + remark[1].strip(), "".join(marks)  # 1610（家）: the unit in brackets
        marks.insert(0, remark[0])
        shown = before
    return shown, "".join(marks)


def _figure(body: str, marks: str, *, text: str) -> Figure | Problem:
    if body[0] in "([" and body[-1] in ")]":
        return _problem(
            "a figure in brackets", text, hint="write -123 for a negative figure; leave the brackets off a plain one"
        )
    if _EXPONENT.fullmatch(body):
        return _problem(
            "a figure shortened to an exponent", text, expected="12345.6",
            hint="digits may be lost: show the column as a number and save again",
        )  # fmt: skip
    before, body = _taken(body, PREFIXES, at_end=False)
    after, body = _taken(body, SUFFIXES, at_end=True)
    match = _RANGE.fullmatch(body)
    if match:
        return _range(match, marks, bound=before or after, text=text)
    match = _ONE.fullmatch(body)
    if match is None:
        return _problem("not a number", text, expected="12345.6", hint=_why(body))
    return _one(match, marks, before=before, after=after, text=text)


def _one(
    match: re.Match[str], marks: str, *, before: Qualifier | None, after: Qualifier | None, text: str
) -> Figure | Problem:
    if _ZEROS.match(match["low"]):
        return _problem("a figure with leading zeros", text, hint="a code stands where a figure belongs")
    more, unit = _split_more(match["rest"].strip())
    bounds: set[Qualifier] = {q for q in (before, after, more) if q is not None}
    if bounds == {"~", ">"} and more:
        bounds = {"~"}
    if len(bounds) > 1:
        return _problem("two bounds that contradict each other", text, expected=">3000")
    if unit and not _UNIT.fullmatch(unit):
        return _problem("not a number", text, expected="12345.6", hint=_why(unit))
    value = _decimal(match["low"])
    return Figure(-value if match["sign"] == "-" else value, None, next(iter(bounds), "="), unit, marks)


def _range(match: re.Match[str], marks: str, *, bound: Qualifier | None, text: str) -> Figure | Problem:
    own, unit = match["own"].strip(), match["rest"].strip()
    low, high = _decimal(match["low"]), _decimal(match["high"])
    if _ZEROS.match(match["low"]) or _ZEROS.match(match["high"]):
        return _problem("a figure with leading zeros", text, hint="a code stands where a figure belongs")
    if bound not in (None, "~"):
        return _problem("two bounds that contradict each other", text, expected="1-2")
    if (own and own != unit) or (unit and not _UNIT.fullmatch(unit)):
        return _problem("not a number", text, expected="1-2", hint="both ends of a range have one unit, after it")
    if low >= high:
        return _problem("a range runs from its lower to its higher end", text, expected="1-2")
    return Figure(low, high, "range", unit, marks)


def _taken(body: str, words: dict[str, Qualifier], *, at_end: bool) -> tuple[Qualifier | None, str]:
    for word, qualifier in words.items():
        if at_end and body.endswith(word):
            return qualifier, body.removesuffix(word).rstrip()
        if not at_end and body.startswith(word):
            return qualifier, body.removeprefix(word).lstrip()
    return None, body


def _split_more(rest: str) -> tuple[Qualifier | None, str]:
    """`万余家` → `>` and `万家`; a unit without such a word stays as it is."""
    for word in _MORE:
        match = re.fullmatch(rf"([十百千万亿]*){word}(.*)", rest)
        if match:
            return ">", match[1] + match[2]
    return None, rest


def _why(rest: str) -> str:
    if re.search(r"\d", rest, re.ASCII):
        return "one figure a cell, without separators other than 1,234"
    return "a text stands where a figure belongs"


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace(" ", ""))


def _problem(message: str, found: str, *, expected: str = "", hint: str = "") -> Problem:
    return Problem("", None, "", message, found.strip() or "empty", expected, hint)
