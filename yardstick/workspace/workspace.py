"""The workspace: an installation opened for reading, and every question that can be asked of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from yardstick.catalogue import load_catalogue
from yardstick.config import load_config
from yardstick.errors import InputError, YardstickError
from yardstick.i18n import words
from yardstick.ingest import read_areas, read_corrections, read_sources
from yardstick.model import ChangeSet, Source
from yardstick.store import Store, current_identity
from yardstick.store.beside import brought_sources
from yardstick.workspace import (
    areas,
    arithmetic,
    building,
    comparing,
    explaining,
    headline,
    holdings,
    indicators,
    manuscript,
    methods,
    passages,
    reasoning,
    reasons,
    records,
    standings,
    targeting,
)
from yardstick.workspace.aims import Ambition, JudgedTarget, TrackRecord
from yardstick.workspace.answers import (
    AreaView,
    Comparison,
    CorrectionRow,
    CoverageCount,
    CoverageRow,
    Explanation,
    IndicatorView,
    LeftOut,
    Method,
    News,
    Reading,
    Sentence,
    SourceCount,
    Tile,
)
from yardstick.workspace.building import CONFIG_FILE, definitions_of
from yardstick.workspace.manuscript import DocumentView
from yardstick.workspace.stewarding import Stewarding


class Workspace(Stewarding):
    """What pages, command line and exports ask. Opened on one store; `identity_of` tells when a newer one is there."""

    @classmethod
    def open(cls, folder: Path, *, as_of: dt.date | None = None) -> Workspace:
        """The installation in `folder` with the store that is current now, read with the definitions it was built with.

        With `as_of`, as it was known at the end of that day; see `as_of`. Raises StoreError when there is no store or
        it cannot be read, InputError when its settings cannot be used.
        """
        workspace = cls._on(folder, Store.open(_store_folder(folder)))
        return workspace if as_of is None else workspace.as_of(as_of)

    @classmethod
    def open_earlier(cls, folder: Path) -> Workspace | None:
        """The installation with the latest store before the current one that can be read; None when there is none."""
        for store in Store.earlier(_store_folder(folder)):
            with suppress(YardstickError):
                return cls._on(folder, store)
        return None

    def as_of(self, day: dt.date) -> Workspace:
        """The installation as it was known at the end of `day`: the change sets dated up to it, and nothing later.

        Targets are judged as on that day. Definitions and settings are those of now: they are no change sets. Raises
        StoreError when nothing was known yet or the day is still to come.
        """
        store = self.store.as_of(day)
        change_sets = records.change_sets(store.change_sets())
        corrected = any(c.kind == "correction" for c in change_sets.values())
        return Workspace(
            self.folder,
            self.config,
            self.catalogue,
            store,
            areas=self.areas,
            sources=self.sources,
            change_sets=change_sets,
            corrections=self._reasons if corrected else {},
            problems=self.problems,
        )

    @classmethod
    def _on(cls, folder: Path, store: Store) -> Workspace:
        store_folder = _store_folder(folder)
        kept = definitions_of(store.path.resolve())
        config, problems = load_config(kept / CONFIG_FILE)
        catalogue, _ = load_catalogue(kept / "indicators")
        if config is None or catalogue is None:
            raise InputError(problems)
        area_book, _ = read_areas(kept / "areas.csv")
        sources, _ = read_sources(kept / "sources.yaml")
        corrections, _ = read_corrections(kept / "corrections.yaml")
        return cls(
            folder,
            config,
            catalogue,
            store,
            areas=area_book,
            sources={**brought_sources(store), **sources},
            change_sets=records.change_sets(store.change_sets()),
            corrections={c.key: (c.reason, c.reason_en) for c in corrections if c.state == "applied"},
            problems=building.noted_problems(store_folder),
        )

    @staticmethod
    def identity_of(folder: Path) -> str:
        """A short text that changes when another store is published in `folder`, or a build finds other problems.

        Some microseconds a call: it looks at the files, not into them.
        """
        store_folder = _store_folder(folder)
        return f"{current_identity(store_folder)}:{building.noted_at(store_folder)}"

    @staticmethod
    def build(folder: Path, *, sound_only: bool = False) -> Path:
        """Build and publish the store of the installation in `folder`; see `building.build`."""
        return building.build(folder, sound_only=sound_only)

    # Headlines and what is new

    def tiles(self, area_codes: Sequence[str], indicator_ids: Sequence[str] | None = None) -> tuple[Tile, ...]:
        """A tile per area and headline indicator: the latest whole year, its change on the year before, the years."""
        return headline.tiles(self, area_codes, indicator_ids or self.config.headline)

    def news(self, count: int = 5, area_codes: Sequence[str] | None = None) -> tuple[News, ...]:
        """The sources published last that speak of these areas, and what each brought."""
        return holdings.news(self, count, area_codes or self.shown_areas)

    def status(self) -> dict[str, Any]:
        """Counts and identity of the store, and how many corrections have lost what they were written against."""
        return self.store.status() | {"corrections_mended": len(self.mended())}

    # Side by side

    def compare(
        self,
        indicator: str,
        area_codes: Sequence[str],
        *,
        form: str = "raw",
        policy: str = "same_year",
        period: str | None = None,
        within: int = 2,
        base: str | None = None,
    ) -> Comparison:
        """Several areas on one indicator in one form and under one period policy, with the guards that bite."""
        return comparing.compare(
            self, indicator, area_codes, form=form, policy=policy, period=period, within=within, base=base
        )

    def forms(self, indicator: str) -> tuple[str, ...]:
        """The forms in which an indicator can be compared."""
        return comparing.forms(self, indicator)

    def years(self, indicator: str, area_codes: Sequence[str]) -> tuple[str, ...]:
        """The years in which at least one of the areas has a value, newest first."""
        return comparing.years(self, indicator, area_codes)

    def comparable_indicators(self, area_codes: Sequence[str]) -> tuple[str, ...]:
        """Indicators of which at least two of the areas have figures, in the order of the catalogue."""
        return comparing.comparable_indicators(self, area_codes)

    # In depth

    def indicator_view(self, indicator: str, area_codes: Sequence[str]) -> IndicatorView:
        """One indicator in depth for some areas."""
        return indicators.indicator_view(self, indicator, area_codes)

    def indicators_held(self, area_codes: Sequence[str]) -> tuple[str, ...]:
        """Indicators of which one of the areas or more has a figure, derived ones too, in the catalogue's order."""
        return comparing.indicators_held(self, area_codes)

    def area_view(self, area: str) -> AreaView:
        """One area whole."""
        return areas.area_view(self, area)

    def selectable_areas(self) -> tuple[str, ...]:
        """Areas that have figures: those of config.yaml first, then by level and code."""
        return areas.selectable_areas(self)

    def explain(self, area: str, indicator: str, period: str, measure: str = "value") -> Explanation:
        """Everything behind one number."""
        return explaining.explain(self, area, indicator, period, measure)

    def sentence(self, source: str, locator: str, stated: str = "") -> Sentence:
        """The sentence at a place of a source, verified, with its neighbours; where it cannot be shown, why not.

        `stated` is the figure as stated there: it finds the number where the text before the sentence has changed.
        """
        return passages.sentence(self, source, locator, stated)

    def documents(self) -> tuple[Source, ...]:
        """The sources whose text is known or on this machine, the latest first."""
        return manuscript.documents(self)

    def document_stamp(self, source: str) -> tuple[int, ...] | None:
        """What changes when another text of a source is put on this machine; None where there is none."""
        return passages.stamp(self, source)

    def document(self, source: str) -> DocumentView:
        """The text of a source's document with every figure and target of the store in its place.

        Raises KeyError where there is no such source.
        """
        return manuscript.document(self, source)

    # Targets

    def judged(
        self, area_codes: Sequence[str] = (), *, as_of: dt.date | None = None, method: str | None = None
    ) -> tuple[JudgedTarget, ...]:
        """The targets of these areas (of all, where none is named) and what is said of each.

        With `as_of`, as it was known on that day: only figures published by then, only targets announced by then.
        `method` judges all alike (linear, cagr, projection, level_ratio) instead of each as its indicator says.
        """
        return targeting.judged(self, area_codes, as_of=as_of, method=method)

    def track_record(self, judged: Sequence[JudgedTarget]) -> tuple[TrackRecord, ...]:
        """Per area and year, newest year first, how many of these targets were met."""
        return targeting.track_record(judged)

    def ambition(self, judged: Sequence[JudgedTarget]) -> tuple[Ambition, ...]:
        """What each of these targets asks for a year, beside what its area reached a year before."""
        return targeting.ambition(judged)

    def what_if(
        self,
        target_id: str,
        *,
        value: float | None = None,
        pace: float | None = None,
        as_of: dt.date | None = None,
        method: str | None = None,
    ) -> JudgedTarget:
        """One target with another value, or as if its figure went on by `pace` a year; nothing is stored.

        Raises KeyError where no target has this id.
        """
        return targeting.what_if(self, target_id, value=value, pace=pace, as_of=as_of, method=method)

    def target_sentence(self, judged: JudgedTarget, lang: str) -> str:
        """The whole reasoning in one sentence."""
        return reasoning.sentence(self, judged, lang)

    def target_steps(self, judged: JudgedTarget, lang: str) -> tuple[str, ...]:
        """The arithmetic, line by line."""
        return arithmetic.steps(self, judged, lang)

    def target_reason(self, judged: JudgedTarget, lang: str) -> str:
        """Why it cannot be judged, what is missing, or what else is to be known; empty where there is nothing."""
        return reasons.reason(self, judged, lang)

    def target_status(self, judged: JudgedTarget, lang: str) -> str:
        """The word of the status; an overdue target that waits for the figure of its end has one of its own."""
        return standings.status(judged.verdict, words(lang))

    def target_cautions(self, judged: JudgedTarget, lang: str) -> tuple[str, ...]:
        """What is to be known of the figures it was judged on, or that are held where nothing was judged."""
        return standings.cautions(judged.verdict, words(lang))

    # What is held

    def series(
        self, indicator_ids: Sequence[str], area_codes: Sequence[str], measures: Sequence[str]
    ) -> tuple[Reading, ...]:
        """The figures shown, as the command line prints them."""
        return self.readings(indicator_ids, area_codes, measures)

    def coverage(
        self, area_codes: Sequence[str], theme: str | None = None, indicator_ids: Sequence[str] | None = None
    ) -> tuple[CoverageRow, ...]:
        """The coverage grid: area × indicator × year."""
        return holdings.coverage(self, area_codes, theme=theme, indicators=indicator_ids)

    def coverage_counts(self, area_codes: Sequence[str]) -> tuple[CoverageCount, ...]:
        """Theme × area: how much is held."""
        return holdings.coverage_counts(self, area_codes)

    def conflicts(
        self, area_codes: Sequence[str] | None = None, indicator: str | None = None
    ) -> tuple[tuple[Reading, ...], ...]:
        """Cells whose figures cannot all be true."""
        return holdings.conflicts(self, area_codes, indicator)

    def source_list(self) -> tuple[SourceCount, ...]:
        """Every source with what it brought."""
        return holdings.sources(self)

    def brought(self, source: str) -> tuple[Reading, ...]:
        """Every live figure of one source."""
        return holdings.brought(self, source)

    def corrections(self) -> tuple[CorrectionRow, ...]:
        """The corrections of data/corrections.yaml, then those accepted into the store, with what became of each."""
        return holdings.corrections(self)

    def left_out(self) -> tuple[LeftOut, ...]:
        """Collected rows that are not in the store, each with its reason."""
        return holdings.left_out(self)

    def change_sets(self) -> tuple[ChangeSet, ...]:
        """Every change set, in the order in which they were accepted."""
        return tuple(self.change_set_of.values())

    def methods(self) -> tuple[Method, ...]:
        """How each number is made."""
        return methods.methods(self)


def _store_folder(folder: Path) -> Path:
    """The store folder by the settings; a broken config.yaml must not keep a good store from being served."""
    path = folder / CONFIG_FILE
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _store_folder_of(folder, changed)


@lru_cache(maxsize=8)
def _store_folder_of(folder: Path, _changed: int) -> Path:
    config, _ = load_config(folder / CONFIG_FILE)
    return folder / (config.paths.store if config else "data/store")
