"""The catalogue: every indicator, theme and unit, linked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from yardstick.catalogue.indicator import DENOMINATORS, Indicator
from yardstick.catalogue.theme import Theme
from yardstick.catalogue.unit import Unit, UnitBook, plain
from yardstick.errors import nearest


@dataclass(frozen=True)
class Catalogue:
    """All definitions. Every id an indicator names (unit, whole, formula) is held here too.

    `left_out` names the indicators whose file has a problem, so that what speaks of them is not called unknown.
    """

    indicators: Mapping[str, Indicator]
    themes: Mapping[str, Theme]
    units: UnitBook
    left_out: frozenset[str] = frozenset()

    @classmethod
    def load(cls, folder: Path) -> Catalogue:
        """The catalogue in `folder`; raises InputError with every problem when there is any."""
        from yardstick.catalogue.loader import load_catalogue

        catalogue, problems = load_catalogue(folder)
        problems.raise_if_any()
        assert catalogue is not None, "no catalogue without a problem"
        return catalogue

    def __getitem__(self, indicator_id: str) -> Indicator:
        return self.indicators[indicator_id]

    def __contains__(self, indicator_id: object) -> bool:
        return indicator_id in self.indicators

    def __len__(self) -> int:
        return len(self.indicators)

    @cached_property
    def _by_theme(self) -> dict[str, tuple[Indicator, ...]]:
        grouped: dict[str, list[Indicator]] = {theme: [] for theme in self.themes}
        for indicator in self.indicators.values():
            grouped[indicator.theme].append(indicator)
        return {theme: tuple(members) for theme, members in grouped.items()}

    def by_theme(self) -> dict[str, tuple[Indicator, ...]]:
        """Theme id → its indicators, in the order of themes.yaml; a theme without indicators has an empty tuple."""
        return dict(self._by_theme)

    @cached_property
    def _called(self) -> dict[str, Indicator]:
        return {plain(word): indicator for indicator in self.indicators.values() for word in indicator.called}

    def find(self, text: str) -> Indicator | None:
        """The indicator with this id, name or alias; blanks, case and full-width signs do not matter."""
        return self.indicators.get(text) or self._called.get(plain(text))

    def hint(self, text: str) -> str:
        """The nearest known id, name or alias, as a hint; empty when none is near."""
        words = [word for indicator in self.indicators.values() for word in indicator.called]
        return nearest(text, words)

    @cached_property
    def denominators(self) -> dict[str, Indicator]:
        """The words of `per` → the indicator that serves as this denominator: the one with that id, name or alias."""
        found = {word: self.find(word) for word in DENOMINATORS}
        return {word: indicator for word, indicator in found.items() if indicator is not None}

    @cached_property
    def derived(self) -> tuple[Indicator, ...]:
        """Indicators with a formula, each after those it rests on."""
        placed: dict[str, Indicator] = {}
        for indicator in self.indicators.values():
            self._place(indicator, placed)
        return tuple(placed.values())

    def _place(self, indicator: Indicator, placed: dict[str, Indicator]) -> None:
        if indicator.formula is None or indicator.id in placed:
            return
        for name in indicator.formula.names:
            self._place(self.indicators[name], placed)
        placed[indicator.id] = indicator

    def parts(self, indicator_id: str) -> tuple[Indicator, ...]:
        """The indicators that say they are a part of this one."""
        return tuple(i for i in self.indicators.values() if i.part_of == indicator_id)

    def unit(self, indicator_id: str, measure: str = "value") -> Unit:
        """The unit a measure of an indicator is kept in: its own, or %, 百分点, 倍, 位 by the measure."""
        return self.units.of_measure(measure, self.indicators[indicator_id].unit)

    def explain(self, indicator_id: str, values: Mapping[str, float | None], *, lang: str) -> str:
        """A derived indicator's arithmetic for these values, in words; empty for one without a formula."""
        formula = self.indicators[indicator_id].formula
        if formula is None:
            return ""
        names = {name: self.indicators[name].name.in_(lang) for name in formula.names}
        return formula.explain(values, lang, names=names)
