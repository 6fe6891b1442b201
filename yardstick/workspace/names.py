"""Names and numbers in the reader's language: areas, indicators, units, periods, places in a source."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache

from yardstick.catalogue import Catalogue
from yardstick.i18n import UnitWords, format_quantity, scaled
from yardstick.model import AreaBook, ChangeSet, Passage, Period, Source

_ZH_QUARTERS = ("一", "二", "三", "四")
_ZH_HALVES = ("上半年", "下半年")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_BARE = ("per_1e4_persons", "per_cny_1e8")
"""Units that do not say what is counted."""


class Names:
    """What things are called. Every method takes the language, `zh` or `en`; unknown ids stand for themselves."""

    def __init__(
        self, catalogue: Catalogue, areas: AreaBook, sources: dict[str, Source], change_sets: dict[int, ChangeSet]
    ) -> None:
        self.catalogue = catalogue
        self.areas = areas
        self.sources = sources
        self.change_set_of = change_sets
        self._units = {
            u.id: UnitWords(u.id, u.name.zh, u.name.en, u.dimension, float(u.factor)) for u in catalogue.units
        }

    def area_name(self, code: str, lang: str) -> str:
        """The short name: 洛阳 for 洛阳市, Luoyang."""
        if code not in self.areas:
            return code
        area = self.areas[code]
        if lang != "zh":
            return area.name_en
        return next((a for a in area.aliases if area.name_zh.startswith(a)), area.name_zh)

    def indicator_name(self, indicator: str, lang: str) -> str:
        """The indicator's name."""
        return self.catalogue[indicator].name.in_(lang) if indicator in self.catalogue else indicator

    def theme_name(self, theme: str, lang: str) -> str:
        """The theme's name."""
        return self.catalogue.themes[theme].name.in_(lang) if theme in self.catalogue.themes else theme

    def unit_name(self, unit: str, lang: str, *, indicator: str = "") -> str:
        """The unit's name: 亿元, CNY 100 million; per head or per GDP with what is counted: 家/万人."""
        return self._unit_words(unit, indicator).name(lang) if unit in self._units else unit

    def _unit_words(self, unit: str, indicator: str) -> UnitWords:
        """The words of a unit; what is counted is put before a bare `/万人`."""
        words = self._units[unit]
        if unit not in _BARE or indicator not in self.catalogue or self.catalogue[indicator].unit == unit:
            return words
        counted = self._units[self.catalogue[indicator].unit]
        return replace(words, zh=f"{counted.zh}{words.zh}", en=f"{counted.en} {words.en}")

    def quantity(
        self,
        value: float | None,
        unit: str,
        lang: str,
        *,
        qualifier: str = "=",
        high: float | None = None,
        indicator: str = "",
        signed: bool = False,
    ) -> str:
        """A value with its unit in words; the indicator's own number of decimals where it says one."""
        decimals = None
        if indicator in self.catalogue and self.catalogue[indicator].unit == unit:
            decimals = self.catalogue[indicator].decimals
        words = self._unit_words(unit, indicator)
        return format_quantity(value, words, lang, qualifier=qualifier, high=high, decimals=decimals, signed=signed)

    def scale(self, peak: float, unit: str, lang: str) -> tuple[float, str]:
        """The divisor and unit label for an axis whose largest absolute value is `peak`."""
        return scaled(peak, self._units[unit], lang)

    def period_name(self, period: str, lang: str) -> str:
        """A period in words: 2022年, 2019年一季度, 2016年1—10月, 2016—2020年; 2022, Q1 2019, Jan–Oct 2016."""
        return _period_name(period, lang)

    def day_name(self, day: dt.date, lang: str) -> str:
        """A day in words: 2025年10月15日; 15 Oct 2025."""
        if lang == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def place_name(self, locator: str, lang: str) -> str:
        """A place in a source in words."""
        if (passage := Passage.parse(locator)) is not None:
            return _span_name(passage, lang)
        kind, _, rest = locator.partition(":")
        if kind == "row":
            return f"表中行 {rest}" if lang == "zh" else f"row {rest} of the table"
        if kind == "formula":
            return f"公式 {rest}" if lang == "zh" else f"formula {rest}"
        return locator

    def source_title(self, source: str) -> str:
        """The title of a source, as its publisher wrote it."""
        return self.sources[source].title if source in self.sources else source

    def source_address(self, source: str) -> str:
        """Where a source is found: the publisher's address, or else the publisher."""
        found = self.sources.get(source)
        return "" if found is None else found.url or found.publisher

    def change_set_name(self, number: int, lang: str) -> str:
        """A change set in one line: number, date, file, reason."""
        found = self.change_set_of.get(number)
        if found is None:
            return str(number)
        reason = found.reason if lang == "zh" else (getattr(found, "reason_en", "") or found.reason)
        return f"{found.id} · {found.date} · {found.file} · {reason}"


def _span_name(passage: Passage, lang: str) -> str:
    span, number = f"{passage.start}–{passage.end}", passage.number
    if lang == "zh":
        return f"第 {span} 字符" + (f"，第 {number} 个数" if number > 1 else "")
    return f"characters {span}" + (f", figure {number}" if number > 1 else "")


@lru_cache(maxsize=4096)
def _period_name(code: str, lang: str) -> str:
    try:
        period = Period.parse(code)
    except ValueError:
        return code
    return _zh(period) if lang == "zh" else _en(period)


def _zh(period: Period) -> str:
    year = period.start.year
    match period.kind:
        case "year":
            return f"{year}年"
        case "half":
            return f"{year}年{_ZH_HALVES[period.start.month // 7]}"
        case "quarter":
            return f"{year}年{_ZH_QUARTERS[period.start.month // 3]}季度"
        case "month":
            return f"{year}年{period.start.month}月"
    whole = (period.start.month, period.end.month) == (1, 12)
    if period.start.year == period.end.year:
        return f"{year}年" if whole else f"{year}年{period.start.month}—{period.end.month}月"
    if whole:
        return f"{year}—{period.end.year}年"
    return f"{year}年{period.start.month}月—{period.end.year}年{period.end.month}月"


def _en(period: Period) -> str:
    year = period.start.year
    match period.kind:
        case "year":
            return str(year)
        case "half":
            return f"H{1 + period.start.month // 7} {year}"
        case "quarter":
            return f"Q{1 + period.start.month // 3} {year}"
        case "month":
            return period.start.strftime("%b %Y")
    whole = (period.start.month, period.end.month) == (1, 12)
    if period.start.year == period.end.year:
        return str(year) if whole else f"{period.start.strftime('%b')}–{period.end.strftime('%b')} {year}"
    if whole:
        return f"{year}–{period.end.year}"
    return f"{period.start.strftime('%b %Y')}–{period.end.strftime('%b %Y')}"
