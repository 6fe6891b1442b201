"""What every question stands on: the open store, the definitions it was built with, and frames of readings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import pandas as pd

from yardstick.catalogue import Catalogue
from yardstick.config import Config
from yardstick.errors import Problem
from yardstick.model import AreaBook, ChangeSet, Source, bare
from yardstick.store import Store
from yardstick.workspace import records
from yardstick.workspace.answers import Reading
from yardstick.workspace.derived import derive
from yardstick.workspace.names import Names

VALUE = ("value",)
POPULATION, GDP = "population", "gdp"


class Ground(Names):
    """An open installation. Frames have the columns of `store.READING` + is_year; threads may share one Ground."""

    def __init__(
        self,
        folder: Path,
        config: Config,
        catalogue: Catalogue,
        store: Store,
        *,
        areas: AreaBook,
        sources: dict[str, Source],
        change_sets: dict[int, ChangeSet],
        corrections: Mapping[tuple[str, ...], tuple[str, str]] | None = None,
        problems: Sequence[Problem] = (),
    ) -> None:
        super().__init__(catalogue, areas, sources, change_sets)
        self.folder, self.config, self.store = folder, config, store
        self._reasons = dict(corrections or {})
        self.problems = tuple(problems)

    def correction_reason(self, key: tuple[str, ...]) -> tuple[str, str]:
        """Why a figure was corrected, in Chinese and English; empty where it was not.

        The key is (indicator, area, measure, period, source, locator).
        """
        return self.correction_reasons.get((*key[:-1], bare(key[-1])), ("", ""))

    @cached_property
    def correction_reasons(self) -> dict[tuple[str, ...], tuple[str, str]]:
        """Why each correction in force was made: those of data/corrections.yaml and those accepted into the store.

        The place in a key is without the hash of its sentence.
        """
        return self._reasons | records.correction_reasons(self.store.guarded())

    @property
    def identity(self) -> str:
        """What is served: the store file and all it was built from, and the day of which it tells."""
        told = f"{self.store.identity}:{self.store.data_version}"
        return told if self.day is None else f"{told}:{self.day}"

    @property
    def day(self) -> dt.date | None:
        """The day at whose end all this was known; None for all that is known now."""
        return self.store.day

    @property
    def today(self) -> dt.date:
        """The day on which targets are judged: the clock of what was known on a day stands at that day."""
        return self.day or dt.date.today()

    @property
    def shown_areas(self) -> tuple[str, ...]:
        """The areas that stand side by side, in the order of config.yaml."""
        return tuple(self.config.areas)

    def frame(self, indicators: Sequence[str], areas: Sequence[str], measures: Sequence[str] = VALUE) -> pd.DataFrame:
        """The figures shown for these indicators and areas; derived indicators are computed from their inputs."""
        derived = [i for i in indicators if i in self.catalogue and self.catalogue[i].derived]
        wanted = list(dict.fromkeys([*indicators, *(n for i in derived for n in self._inputs(i))]))
        frame = with_years(self.store.readings(wanted, areas, measures=measures))
        if not derived:
            return frame
        stated = frame[frame["indicator"].isin(list(indicators))]
        made = [derive(self.catalogue[i], frame) for i in derived if "value" in measures]
        return pd.concat([stated, *[m for m in made if len(m)]], ignore_index=True) if made else stated

    def readings(
        self, indicators: Sequence[str], areas: Sequence[str], measures: Sequence[str] = VALUE
    ) -> tuple[Reading, ...]:
        """As `frame`, as records."""
        return records.readings(self.frame(indicators, areas, measures))

    def denominator(self, word: str, areas: Sequence[str]) -> pd.DataFrame:
        """The figures of `population` or `gdp` for these areas."""
        return self.frame([self.catalogue.denominators[word].id], areas)

    def peers_of(self, areas: Sequence[str]) -> tuple[str, ...]:
        """All areas of the levels these areas have, groups and the country left out."""
        levels = {self.areas[a].level for a in areas if a in self.areas} - {"group", "country"}
        return tuple(a.code for a in self.areas if a.level in levels)

    @cached_property
    def levels(self) -> dict[str, str]:
        """Area → level."""
        return {a.code: a.level for a in self.areas}

    @cached_property
    def directions(self) -> dict[str, str]:
        """Indicator → direction."""
        return {i.id: i.direction for i in self.catalogue.indicators.values()}

    @cached_property
    def breaks(self) -> dict[str, tuple[str, ...]]:
        """Indicator → the first periods of its new series."""
        return {i.id: tuple(str(b.period) for b in i.breaks) for i in self.catalogue.indicators.values() if i.breaks}

    def _inputs(self, indicator: str) -> tuple[str, ...]:
        formula = self.catalogue[indicator].formula
        return formula.names if formula else ()


def with_years(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with `is_year`, which arithmetic over time asks for."""
    return frame.assign(is_year=frame["period_kind"] == "year")
