"""A candidate figure → the observation or target it would be: by the same rules as the collected facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, get_args

from yardstick.errors import Problem, Problems
from yardstick.ingest import observations, targets
from yardstick.ingest.cell import Cells
from yardstick.ingest.facts.deciding import Decider
from yardstick.ingest.facts.fact import Fact, LeftOut
from yardstick.ingest.facts.hedging import Hedges
from yardstick.ingest.facts.lookup import Lookup
from yardstick.ingest.facts.rules import Rules
from yardstick.ingest.linking import References
from yardstick.ingest.sheet.names import Names
from yardstick.ingest.table import Row
from yardstick.model import MEASURES, QUALIFIERS, Observation, Passage, Target, sentence_spans
from yardstick.model.passage import Span
from yardstick.reader import Candidate, Kind
from yardstick.workspace.ground import Ground
from yardstick.workspace.papers import Paper

FIELDS = ("area", "indicator", "kind", "measure", "operator", "value", "value_high", "unit", "period")
"""What can be put right of a candidate."""
_CLAUSE = re.compile(r"[，,；;。：:\n]")

Correction = Mapping[str, str]
"""Fields of FIELDS → what they are said to be, in words as a person writes them."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A candidate as the store would hold it. One of `observation` and `target`, or neither, with the problems why."""

    candidate: Candidate
    observation: Observation | None = None
    target: Target | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def record(self) -> Observation | Target | None:
        """The one it is."""
        return self.observation or self.target

    @property
    def cell(self) -> tuple[str, ...]:
        """Kind, indicator, area, measure and period; only of one that can be stored."""
        record = self.record
        assert record is not None
        return self.candidate.kind, record.indicator, record.area, record.measure, record.period.code


@dataclass(frozen=True)
class Stating:
    """Everything a candidate of one paper is turned into a record with. Tables are read once, sentences found once."""

    ground: Ground
    paper: Paper
    lookup: Lookup = field(init=False)
    rules: Rules = field(init=False)
    hedges: Hedges = field(init=False)

    def __post_init__(self) -> None:
        lookup, rules, hedges = _tables(self.ground)
        for name, table in (("lookup", lookup), ("rules", rules), ("hedges", hedges)):
            object.__setattr__(self, name, table)

    @cached_property
    def spans(self) -> list[Span]:
        """The sentences of the text."""
        return sentence_spans(self.paper.text)

    @cached_property
    def names(self) -> Names:
        """What words of people stand for."""
        return Names(self.ground.catalogue, self.ground.areas)

    def stated(self, candidate: Candidate, correction: Correction | None = None) -> Stated:
        """The candidate, put right where somebody did, as the record it is."""
        problems = Problems()
        candidate = corrected(candidate, correction or {}, self.names, Cells(self.paper.name, problems))
        if problems:
            return Stated(candidate, problems=_without_lines(problems))
        if not candidate.indicator:
            return Stated(candidate)
        lookup = self.lookup
        if correction and "indicator" in correction:  # what a person chose is not rewritten
            lookup = replace(lookup, indicators={})
        return self._decided(candidate, lookup)

    def _decided(self, candidate: Candidate, lookup: Lookup) -> Stated:
        ground, paper, problems = self.ground, self.paper, Problems()
        cells = Cells(paper.name, problems)
        cells.one_of(0, "indicator", candidate.indicator, known=ground.catalogue.indicators, what="indicator")
        cells.one_of(0, "area", candidate.area, known=ground.areas.by_code, what="area")
        cells.period(0, "period", candidate.period)
        if problems:
            return Stated(candidate, problems=_without_lines(problems))
        sources = {paper.source.id: paper.source}
        decider = Decider(ground.catalogue, ground.areas, sources, lookup, self.rules, self.hedges)
        decided = decider.decide(self._fact(candidate))
        if isinstance(decided, LeftOut):
            why = Problem(
                paper.name, None, "unit", "the figure cannot be kept as this indicator", candidate.unit or "empty",
                hint=decided.reason,
            )  # fmt: skip
            return Stated(candidate, problems=(why,))
        references = References(ground.catalogue, ground.areas, sources)
        said = decided.row | ({"obs_status": candidate.status} if candidate.status != "A" else {})
        observation = target = None
        if candidate.kind == "target":
            hedge = candidate.hedge or said["hedge"]
            target = targets.target_of(_row(said | {"hedge": hedge}, targets.COLUMNS), cells, references=references)
        else:
            row = _row(said, observations.COLUMNS)
            observation = observations.observation_of(row, cells, references=references)
        return Stated(candidate, observation, target, _without_lines(problems))

    def _fact(self, candidate: Candidate) -> Fact:
        text, c = self.paper.text, candidate
        first = max((m.end() for m in _CLAUSE.finditer(text, c.first, c.start)), default=c.first)
        ends = _CLAUSE.search(text, c.end, max(c.last, c.end))
        said = text[first : ends.start() if ends else max(c.last, c.end)]
        return Fact(
            file="reader", key=f"{self.paper.source.id} char:{c.start}", area=c.area, indicator=c.indicator,
            kind=c.kind, measure=c.measure, operator=c.operator, value=plain(-c.value if c.falls else c.value),
            value_high="" if c.value_high is None else plain(c.value_high), unit=c.unit, period=c.period,
            base_period=c.base_period, as_of=c.as_of.isoformat() if c.as_of else "", source=self.paper.source.id,
            locator=str(Passage.of(text, c.start, c.end, self.spans)), said=said,
            text=f"quote: {said}\nlead: {text[c.first:first]}",
        )  # fmt: skip


def corrected(candidate: Candidate, correction: Correction, names: Names, cells: Cells) -> Candidate:
    """The candidate with fields put right; a word that stands for nothing known is a problem, and changes nothing."""
    said = {name: text.strip() for name, text in correction.items() if name in FIELDS}
    changed: dict[str, Any] = {
        **dict(_named(said, names, cells)),
        **dict(_chosen(said, cells)),
        **dict(_measured(said, cells)),
    }
    if "unit" in said:
        changed["unit"] = said["unit"]
    if cells.problems:
        return candidate
    if changed.get("operator", candidate.operator) != "range":
        changed["value_high"] = None
    if {"value", "measure"} & set(said):
        changed["falls"] = False
    if changed.get("kind") == "target":
        changed["status"] = "A"
    return replace(candidate, **changed)


def _named(said: Mapping[str, str], names: Names, cells: Cells) -> Iterator[tuple[str, str]]:
    """Area, indicator and period, by what they are called."""
    for role, find in (("area", names.area), ("indicator", names.indicator), ("period", names.period)):
        if role in said:
            found = find(said[role])
            if not found.code:
                hint = ", ".join(found.near)
                cells.problems.add(cells.path, 0, role, _UNKNOWN[role], found=f"'{said[role]}'", hint=hint)
            yield role, found.code


def _chosen(said: Mapping[str, str], cells: Cells) -> Iterator[tuple[str, str]]:
    """Kind, measure and operator, of a few words each."""
    for role, known in (("kind", get_args(Kind)), ("measure", MEASURES), ("operator", QUALIFIERS)):
        if role in said and cells.one_of(0, role, said[role], known=known, what=role):
            yield role, said[role]


def _measured(said: Mapping[str, str], cells: Cells) -> Iterator[tuple[str, float | None]]:
    """The value, and the other end of a range."""
    for role in ("value", "value_high"):
        if role in said:
            number = said[role].replace(",", "").replace("，", "")
            read = cells.number(0, role, number) if number or role == "value" else None
            yield role, None if read is None else float(read)


_UNKNOWN = {"area": "unknown area", "indicator": "unknown indicator", "period": "not a period"}


def plain(value: float) -> str:
    """A number as it is written in a data file: no exponent, no `.0`."""
    text = f"{value:.15g}"
    if "e" in text:
        text = f"{value:.15f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.0f}"
    return text


def _row(said: Mapping[str, str], columns: tuple[str, ...]) -> Row:
    return Row(0, ((name, said.get(name, "")) for name in columns))


def _without_lines(problems: Problems) -> tuple[Problem, ...]:
    return tuple(replace(problem, line=None) for problem in problems)


def _tables(ground: Ground) -> tuple[Lookup, Rules, Hedges]:
    """The tables by which collected facts are converted; an installation may have none."""
    folder = ground.folder / ground.config.paths.data / "conversion"
    if not folder.is_dir():
        return Lookup({}, {}, {}, []), Rules(()), Hedges(())
    lookup, problems = Lookup.read(folder)
    rules, found = Rules.read(folder / "rules.csv")
    problems.extend(found)
    hedges, found = Hedges.read(folder / "hedges.csv")
    problems.extend(found)
    problems.raise_if_any()
    return lookup, rules, hedges
