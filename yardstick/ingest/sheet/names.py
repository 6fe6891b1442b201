"""Words of a sheet → codes of the house: headers to indicators with measure and unit, places, times.

What was mapped by hand before goes first. A word that could be two things is unknown, with the nearest known words.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping as Words
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from yardstick.catalogue import Catalogue
from yardstick.catalogue.unit import plain
from yardstick.ingest.cell import parse_period
from yardstick.ingest.sheet.number import narrow
from yardstick.model import MEASURES, AreaBook

OLD_NAMES = Path(__file__).with_name("old_names.yaml")
_MANY = 2000  # words looked up, beyond which no nearest ones are sought: each costs milliseconds
MAPPED = ("indicators", "areas", "periods", "units", "measures")

_BRACKET = re.compile(r"\s*[(（\[](?:单位[:：])?([^()（）\[\]]+)[)）\]]\s*$")
_UNIT_AFTER = re.compile(r"[,，;；:：/]\s*(?:单位[:：]\s*)?([^,，;；:：]+)$")
_NUMBERING = re.compile(
    r"^(?:[#＃*]|其中[:：]?|[一二三四五六七八九十]+、|\d{1,2}[.、．)](?!\d)|[(（][一二三四五六七八九十\d]+[)）])\s*"
)
_SCOPE = re.compile(r"^(?:全国|全省|全市|全区|全县|本市|本省|当年|本年|年末|期末|全年)|(?:年末数|期末数|合计|总计)$")
_GROWTH = re.compile(r"(?:比上年|同比|较上年|年均|按可比价格?)*(?:增长率|增长速度|增长|增速|增幅)(?:率|幅度)?$")
_SHARE = re.compile(r"(?:所)?占(?:比重?|比例)$|比重$")
_ADDED: dict[str, str] = {"新增": "new", "净增": "net_change"}
_SUFFIXES = (
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "特别行政区",
    "自治区",
    "自治州",
    "地区",
    "省",
    "市",
    "盟",
    "州",
    "县",
    "区",
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a word stands for: its code, empty where it is not known; then `near` holds the nearest known words."""

    code: str = ""
    unit: str = ""
    measure: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """Words that were placed by hand: as written in the sheet → id, code, period or unit. Plain data.

    `units` may also name an indicator's id, or an empty word for the whole file: the unit of figures without one.
    """

    indicators: Words[str, str] = field(default_factory=dict)
    areas: Words[str, str] = field(default_factory=dict)
    periods: Words[str, str] = field(default_factory=dict)
    units: Words[str, str] = field(default_factory=dict)
    measures: Words[str, str] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, said: Words[str, Any]) -> Mapping:
        """The mapping from what `to_dict` gave; ValueError on an unknown key or on what is no text."""
        for key, words in said.items():
            if key not in MAPPED or not isinstance(words, dict):
                raise ValueError(f"{key}: expected {', '.join(MAPPED)}, each with words and what they stand for")
            if not all(isinstance(text, str) for pair in words.items() for text in pair):
                raise ValueError(f"{key}: every word and what it stands for is a text; put codes in quotes")
        return cls(**said)

    def to_dict(self) -> dict[str, dict[str, str]]:
        """Plain data, empty parts left out."""
        return {key: dict(getattr(self, key)) for key in MAPPED if getattr(self, key)}


@dataclass(frozen=True)
class Names:
    """Finds what the words of a sheet stand for; every word is looked up once."""

    catalogue: Catalogue
    areas: AreaBook
    mapping: Mapping = Mapping()
    _known: dict[tuple[str, str, str], Named] = field(default_factory=dict, repr=False)

    def indicator(self, text: str) -> Named:
        """A header's indicator with its measure and the unit it states (`地区生产总值（亿元）`, `高企增长率(%)`)."""
        return self._once("indicator", text, "")

    def area(self, text: str) -> Named:
        """An area by code, name, alias, name without 市 or 省, or old name."""
        return self._once("area", text, "")

    def period(self, text: str, year: str = "") -> Named:
        """A period (`2024年末`, `2024Q1`, `2024年1—6月`); `year` is the one meant where only `一季度` is written."""
        return self._once("period", text, year)

    def unit(self, text: str) -> str:
        """A unit as the unit book reads it, or an empty text where it does not."""
        text = self.mapping.units.get(text.strip(), text) if text.strip() else text
        try:
            self.catalogue.units.parse(text)
        except ValueError:
            return ""
        return text.strip()

    @cached_property
    def spelled(self) -> frozenset[str]:
        """The names of areas as they are spelled out in a title: two signs or more, no codes."""
        words = (word for area in self.areas for word in (area.name_zh, area.name_en, *area.aliases))
        return frozenset(word for word in words if len(word) > 1)

    def _once(self, role: str, text: str, year: str) -> Named:
        key = (role, text, year)
        if key not in self._known:
            find = {"indicator": self._indicator, "area": self._area}
            self._known[key] = self._period(text, year) if role == "period" else find[role](text)
        return self._known[key]

    def _indicator(self, text: str) -> Named:
        mapped = self.mapping.indicators.get(text.strip())
        said, unit = self._parted(text)
        if mapped is not None:
            measure = self.mapping.measures.get(text.strip(), "value")
            return (
                Named(mapped, unit, measure) if mapped in self.catalogue else Named(near=self._near_indicators(mapped))
            )
        for name, measure in _readings(said):
            found = self.catalogue.find(name)
            if found is not None:
                return Named(found.id, unit, measure)
        return Named(unit=unit, near=self._near_indicators(said))

    def _parted(self, text: str) -> tuple[str, str]:
        """A header without its unit, and the unit."""
        said = " ".join(narrow(text).split())
        if self.catalogue.find(said) is not None:
            return said, ""
        for pattern in (_BRACKET, _UNIT_AFTER):
            match = pattern.search(said)
            if match and self.unit(match[1]):
                return said[: match.start()].strip(), self.unit(match[1])
        return said, ""

    def _near_indicators(self, text: str) -> tuple[str, ...]:
        if len(self._known) > _MANY:
            return ()
        words = [word for each in self.catalogue.indicators.values() for word in each.called]
        ids = (self.catalogue.find(word) for word in difflib.get_close_matches(text, words, n=6, cutoff=0.4))
        return tuple(dict.fromkeys(found.id for found in ids if found is not None))[:3]

    def _area(self, text: str) -> Named:
        mapped = self.mapping.areas.get(text.strip())
        said = plain(text if mapped is None else mapped)
        codes = self._forms.get(said) or self._forms.get(re.sub(r"^(\d{6})0{6}$", r"\1", said))
        codes = codes or self._short.get(_short(said)) or set()
        if len(codes) == 1:
            return Named(next(iter(codes)))
        if codes:
            return Named(near=tuple(sorted(codes)))
        if len(self._known) > _MANY:
            return Named()
        words = difflib.get_close_matches(said, [*self._forms], n=6, cutoff=0.75 if said.isdigit() else 0.4)
        near = dict.fromkeys(code for word in words for code in sorted(self._forms[word]))
        return Named(near=tuple(near)[:3])

    @cached_property
    def _forms(self) -> dict[str, set[str]]:
        forms: dict[str, set[str]] = {}
        for area in self.areas:
            for word in (area.code, area.name_zh, area.name_en, *area.aliases):
                forms.setdefault(plain(word), set()).add(area.code)
        for area in self.areas:  # a whole name is nobody else's
            forms[plain(area.name_zh)] = {area.code}
        for name, code in old_names().items():
            if code in self.areas:
                forms.setdefault(plain(name), {code})
        return forms

    @cached_property
    def _short(self) -> dict[str, set[str]]:
        short: dict[str, set[str]] = {}
        for word, codes in self._forms.items():
            short.setdefault(_short(word), set()).update(codes)
        return short

    def _period(self, text: str, year: str) -> Named:
        said = self.mapping.periods.get(text.strip()) or period_code(text, year)
        try:
            return Named(parse_period(said).code)
        except ValueError:
            years = re.findall(r"(?:19|20)\d\d", text, re.ASCII)
            return Named(near=tuple(dict.fromkeys(years))[:3])


def old_names() -> dict[str, str]:
    """Names that areas had before → the code they have now."""
    said: dict[str, str] = yaml.safe_load(OLD_NAMES.read_text(encoding="utf-8"))
    return said


def _short(name: str) -> str:
    suffix = next((s for s in _SUFFIXES if name.endswith(s) and len(name) - len(s) >= 2), "")
    return name.removesuffix(suffix)


def _readings(said: str) -> list[tuple[str, str]]:
    """What a header may be, the fullest reading first: a name and a measure."""
    bare = _NUMBERING.sub("", said)
    bare = re.sub(r"^(?:19|20)\d\d年?(?:末|底|度)?", "", bare).strip()
    readings = [(said, "value"), (bare, "value")]
    for pattern, measure in ((_GROWTH, "growth"), (_SHARE, "share")):
        if pattern.search(bare):
            readings.append((pattern.sub("", bare).strip(), measure))
    readings += [(bare.removeprefix(word), measure) for word, measure in _ADDED.items() if bare.startswith(word)]
    readings += [(_SCOPE.sub("", name).strip(), measure) for name, measure in readings if _SCOPE.search(name)]
    return [(name, measure) for name, measure in readings if name and measure in MEASURES]


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMERALS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_DASH = r"\s*(?:[-~–—―/至到]|——)\s*"
_PERIODS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.ASCII), form)
    for pattern, form in (
        (_YEAR + r"\s*(?:年(?:度|末|底|全年)?|全年|年实际|年完成)?", "{year}"),
        (_YEAR + r"[年\s-]*(?:第)?(?P<q>[一二三四1-4])\s*季度?(?:末)?", "{year}-Q{q}"),
        (_YEAR + r"[年\s.-]*[Qq](?P<q>[1-4])", "{year}-Q{q}"),
        (_YEAR + r"[年\s-]*(?:上半年|[Ss]1|[Hh]1)", "{year}-S1"),
        (_YEAR + r"[年\s-]*(?:下半年|[Ss]2|[Hh]2)", "{year}-S2"),
        (_YEAR + r"年?\s*前(?:三|3)个?季度", "{year}-01/{year}-09"),
        (_YEAR + rf"[年.\s-]*(?P<m>1[0-2]|0?[1-9])月?{_DASH}(?P<n>1[0-2]|0?[1-9])月(?:末)?", "{year}-{m}/{year}-{n}"),
        (_YEAR + r"(?:年|[-./])\s*(?P<m>1[0-2]|0?[1-9])(?:月(?:末|底)?)?", "{year}-{m}"),
        (_YEAR + r"(?P<m>1[0-2]|0[1-9])", "{year}-{m}"),
        (_YEAR + rf"年?{_DASH}(?P<last>(?:19|20)\d\d)年?", "{year}/{last}"),
        (_YEAR + r"-(?P<m>\d\d)-01(?: 00:00:00)?", "{year}-{m}"),
        (_YEAR + r"-12-31(?: 00:00:00)?", "{year}"),
    )
)


def period_code(text: str, year: str = "") -> str:
    """The SDMX code of a period as offices write it, or the text itself where no form fits."""
    said = "".join(narrow(text).split(" "))
    if re.fullmatch(r"(?:19|20)\d\d(?:-(?:[SQ]\d|\d\d))?(?:/(?:19|20)\d\d(?:-(?:[SQ]\d|\d\d))?)?", said, re.ASCII):
        return said
    tries = [narrow(text), said] + ([f"{year}年{said}"] if year and not said.startswith(year) else [])
    for form in tries:
        for pattern, code in _PERIODS:
            match = pattern.fullmatch(form)
            if match:
                return _filled(code, match.groupdict())
    return said


def _filled(code: str, said: dict[str, str]) -> str:
    parts = {name: _NUMERALS.get(value, value) for name, value in said.items() if value}
    parts |= {name: parts[name].zfill(2) for name in ("m", "n") if name in parts}
    filled = code.format(**parts)
    whole = re.fullmatch(r"(\d{4})-01/\1-12", filled)
    return whole[1] if whole else filled
