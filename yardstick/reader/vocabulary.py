"""The words that a text is read with: names of indicators and areas, and the grammar's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yardstick.catalogue import Catalogue, Indicator
from yardstick.model import AreaBook
from yardstick.reader.grammar import Grammar, grammar, said
from yardstick.reader.quantity import quantity_patterns
from yardstick.reader.times import TIME
from yardstick.reader.trie import words_pattern

Roles = dict[str, str]

# The first characters of times, of what is never a figure, and of figures: nothing else is tried elsewhere.
_NUMBER_STARTS = (
    r"\-\d到至截比较与是为均在前一两二三四五六七八九十上下近过这未今“《\[〔(第每事附图表A-Za-z首榜翻百万亿千"
)

NOTHING = "-"
"""The name of things that are known not to be among the indicators: they keep their place in a list of names."""

OWN = (
    "全市",
    "我市",
    "全区",
    "本市",
    "全县",
    "全国",
    "我国",
    "我区",
    "全域",
    "市域",
    "市内",
    "全市域",
)
OF_PROVINCE = ("全省", "我省", "本省", "省内")
"""A province said without its name: the document's own area where that is one, else the one it lies in."""
_LEVELLED = (("国家级", "国家"), ("省级", "省"), ("国家", "国家级"))
_OWN_PREFIX = re.compile(r"^(?:全市|全省|我市|我省)(?=.{3})")
_SHORT = re.compile(r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市|县|区)$")


@dataclass(frozen=True)
class Vocabulary:
    """Words by what they may be, and the expressions that find them. Made once for a catalogue (milliseconds)."""

    roles: Mapping[str, Roles]
    pattern: re.Pattern[str]
    indicators: Mapping[str, Indicator]
    units: Mapping[str, str]
    also: Mapping[str, frozenset[str]]
    areas: AreaBook
    grammar: Grammar

    @classmethod
    def of(
        cls, catalogue: Catalogue, areas: AreaBook, aliases: Mapping[str, str] | None = None, ignore: Iterable[str] = ()
    ) -> Vocabulary:
        """The words of a catalogue and its areas; `aliases` are more names (word → indicator id), `ignore` no names."""
        rules = grammar()
        roles: dict[str, Roles] = {}
        _grammar_words(roles, rules)
        _area_words(roles, areas)
        named = _names(catalogue, rules, aliases or {})
        for word, name in [*_of_provinces(named, areas), *named.items()]:
            roles.setdefault(word, {})["name"] = name
        for word in rules.unread:
            roles.pop(word, None)
        for word in (*rules.not_these, *ignore):
            roles[said(word)] = {"name": NOTHING}
        units = {i.id: catalogue.units[i.unit].dimension for i in catalogue.indicators.values()}
        also: dict[str, set[str]] = {}
        for one, other in rules.read_as.items():
            also.setdefault(other, set()).add(units.get(one, ""))
        told = {name: frozenset(kinds) for name, kinds in also.items()}
        return cls(roles, _pattern(roles, rules), dict(catalogue.indicators), units, told, areas, rules)


def _grammar_words(roles: dict[str, Roles], rules: Grammar) -> None:
    for kind, words in rules.words.items():
        for word in words:
            roles.setdefault(word, {})[kind] = kind
    for feature, words in rules.features.items():
        for word in words:
            roles.setdefault(word, {})["feature"] = feature
    for operator, words in rules.quantities["before"].items():
        for word in words:
            roles.setdefault(said(word), {})["hedge"] = operator
    for key in ("now", "five_back", "five_ahead", "three_ahead", "end_of_year", "by_year_end", "base", "yearly"):
        for word in rules.times[key]:
            roles.setdefault(said(str(word)), {})["time"] = key
    for offset, words in rules.times["year_of"].items():
        for word in words:
            roles.setdefault(said(word), {})["time"] = f"year{int(offset):+d}"


def _area_words(roles: dict[str, Roles], areas: AreaBook) -> None:
    for area in areas:
        for word in (area.name_zh, *area.aliases):
            roles.setdefault(said(word), {})["place"] = area.code
        short = _SHORT.sub("", area.name_zh)
        if len(short) >= 2 and area.level in ("province", "prefecture", "county"):
            roles.setdefault(said(short), {}).setdefault("place", area.code)
    for word in OF_PROVINCE:
        roles.setdefault(said(word), {})["place"] = "province"
    for word in OWN:
        roles.setdefault(said(word), {})["place"] = "own" if word not in ("全国", "我国") else "100000"


def _names(catalogue: Catalogue, rules: Grammar, aliases: Mapping[str, str]) -> dict[str, str]:
    """Every name of an indicator → its id; a name that two indicators share is nobody's."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    new = re.compile("^(?:" + words_pattern(rules.words["new"]) + ")")
    for indicator in catalogue.indicators.values():
        name = rules.read_as.get(indicator.id, indicator.id)
        for word in (indicator.name.zh, *indicator.aliases):
            plain = _OWN_PREFIX.sub("", said(word))
            if indicator.id in rules.read_as:
                plain = new.sub("", plain)
            if len(plain) < 2 or (plain.isascii() and not plain.isupper()):
                continue
            if names.setdefault(plain, name) != name:
                shared.add(plain)
    for word in shared:
        del names[word]
    for word, name in list(names.items()):
        for long, short in _LEVELLED:
            if word.startswith(long):
                names.setdefault(short + word[len(long) :], name)
    names.update(rules.names)
    names.update((said(word), name) for word, name in aliases.items())
    for word, name in list(names.items()):
        if word.endswith("企业数"):
            names.setdefault(word[:-1], name)
    return names


def _of_provinces(names: Mapping[str, str], areas: AreaBook) -> list[tuple[str, str]]:
    """河南省创新型试点企业 is 省级创新型试点企业: for every name of the provincial level one with every province."""
    provinces = [area.name_zh for area in areas if area.level == "province"]
    tails = [(word.removeprefix("省级"), name) for word, name in names.items() if word.startswith("省级")]
    return [
        (province + tail, name)
        for province in provinces
        for tail, name in tails
        if tail and not tail.startswith("以上")
    ]


def _pattern(roles: Mapping[str, Roles], rules: Grammar) -> re.Pattern[str]:
    shares = "|".join(f"(?P<share_{name}>{pattern})" for name, pattern in rules.shares.items())
    never, figure = quantity_patterns(rules.quantities)
    numbers = rf"(?=[{_NUMBER_STARTS}])(?:(?P<time>{TIME})|(?P<never>{never})|(?P<figure>{figure}))"
    parts = [
        numbers,
        f"(?=[占相与对贡所比])(?:{shares})",
        f"(?P<word>{words_pattern(w for w in roles if w)})",
        r"(?P<mark>[,;:、()。!?\n])",
    ]
    return re.compile("|".join(parts))
