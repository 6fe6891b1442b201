"""The figures read in a document beside what the store holds: what each would add, and what speaks against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import pandas as pd

from yardstick.errors import Problem
from yardstick.model import Observation, Passage, Target, bare
from yardstick.reader import Candidate
from yardstick.store.beside import held_beside
from yardstick.store.bounds import allows, half_unit
from yardstick.store.columns import stated_rows
from yardstick.workspace.ground import Ground
from yardstick.workspace.papers import Paper, settled
from yardstick.workspace.records import day, number, text
from yardstick.workspace.reviewing import corrected_rows
from yardstick.workspace.stating import Correction, Stated, Stating

State = Literal["contradicts", "revises", "unsure", "new", "agrees", "held", "restates", "unplaced"]
STATES: tuple[State, ...] = ("contradicts", "revises", "unsure", "new", "agrees", "held", "restates", "unplaced")
TO_DECIDE: frozenset[State] = frozenset(("contradicts", "revises", "unsure", "new", "agrees"))
"""The states that wait for a decision; the others have nothing to store as long as nobody says otherwise."""
UNSURE = 0.75
"""A reading that was right less often than this is looked at by itself."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure or target held in the cell of a candidate. `own` is of the document's own source; `here` stands at the
    candidate's place; `same` says that both can be true; `clash` that they cannot."""

    source: str
    locator: str
    value: float | None
    value_high: float | None
    qualifier: str
    unit: str
    own: bool
    here: bool
    same: bool
    clash: bool
    change_set: int


@dataclass(frozen=True, slots=True)
class Item:
    """A candidate and what is to be known of it. `at` is its place in the list, `read` the candidate as read.

    `stated` is what would be stored. `first` is the earlier item that it repeats. `elsewhere` are cells
    (indicator, area, measure, period) that the store fills from this very place. `set_aside` says why it was rejected
    before (None: it was not).
    """

    at: int
    read: Candidate
    stated: Stated
    state: State
    beside: tuple[Beside, ...] = ()
    first: int | None = None
    elsewhere: tuple[tuple[str, ...], ...] = ()
    problems: tuple[Problem, ...] = ()
    corrected: tuple[str, ...] = ()
    set_aside: str | None = None

    @property
    def candidate(self) -> Candidate:
        """The candidate, put right."""
        return self.stated.candidate

    @property
    def sure(self) -> bool:
        """Whether it may be accepted with others: new and well read, or agreeing, and its place not used yet."""
        return self.state in ("new", "agrees") and not self.elsewhere and self.set_aside is None


@dataclass(frozen=True, eq=False)
class Overlook:
    """A paper's items beside the store as it was then (`seen`)."""

    paper: Paper
    seen: str
    items: tuple[Item, ...]
    corrections: Mapping[int, Correction] = field(default_factory=dict)
    replaced: Mapping[int, tuple[Observation | Target, ...]] = field(default_factory=dict)

    @cached_property
    def counts(self) -> dict[State, int]:
        """Items by state."""
        counts = dict.fromkeys(STATES, 0)
        for item in self.items:
            counts[item.state] += 1
        return counts

    @property
    def waiting(self) -> tuple[Item, ...]:
        """The items that wait for a decision, in the order of the text."""
        return tuple(item for item in self.items if item.state in TO_DECIDE)


def look_over(ground: Ground, paper: Paper, corrections: Mapping[int, Correction] | None = None) -> Overlook:
    """Every candidate of a paper beside what the store of `ground` holds.

    `corrections` are fields put right, by the place of the candidate in the list. The store is asked about all of them
    together: once for actuals, once for targets, and once for what it has of a known document.
    """
    paper = settled(ground, paper)
    said = {at: fix for at, fix in (corrections or {}).items() if fix}
    stating = Stating(ground, paper)
    stated = [stating.stated(candidate, said.get(at)) for at, candidate in enumerate(paper.candidates)]
    held = _Held(ground, paper, stated)
    first: dict[tuple[object, ...], list[tuple[int, Allowed]]] = defaultdict(list)
    aside = paper.words.set_aside(paper.source.id)
    items = []
    for at, one in enumerate(stated):
        before = _restated(at, one, first)
        items.append(held.item(at, paper.candidates[at], one, before, tuple(said.get(at, ())), aside))
    replaced = {item.at: gone for item in items if (gone := held.replaced(item))}
    return Overlook(paper, ground.store.data_version, tuple(items), said, replaced)


def _restated(at: int, one: Stated, first: dict[tuple[object, ...], list[tuple[int, Allowed]]]) -> int | None:
    """The earlier item that says the same of the same cell, within the rounding it is written with.

    Where there is none, this one is the first.
    """
    if one.record is None:
        return None
    mine = _allowed(one.record)
    earlier = next((i for i, theirs in first[one.cell] if agree(theirs, mine)), None)
    if earlier is None:
        first[one.cell].append((at, mine))
    return earlier


@dataclass(frozen=True, slots=True)
class Allowed:
    """A figure as far as it says something of another: value, half a unit of its last digit, lowest and highest."""

    value: float
    half: float
    low: float
    high: float
    exact: bool


def allowed(value: float, value_high: float | None, qualifier: str, stated: str) -> Allowed:
    """What a figure allows, by the rule by which the store finds conflicts."""
    half = half_unit(value, stated) or 0.0
    low, high = allows(value, half, value_high, qualifier)
    return Allowed(value, half, low, high, qualifier == "=")


def agree(one: Allowed, other: Allowed) -> bool:
    """Whether both can be true: exact figures within the coarser rounding, others where what they allow overlaps."""
    if one.exact and other.exact:
        return abs(one.value - other.value) <= max(one.half, other.half) + 1e-9 * max(abs(one.value), abs(other.value))
    return one.low <= other.high and other.low <= one.high


def _allowed(record: Observation | Target) -> Allowed:
    qualifier = record.qualifier if isinstance(record, Observation) else record.operator
    return allowed(record.value or 0.0, record.value_high, qualifier, record.stated_value)


class _Held:
    """What the store holds of the cells and the place of every candidate."""

    def __init__(self, ground: Ground, paper: Paper, stated: Sequence[Stated]) -> None:
        self.paper = paper
        self.at = [i for i, one in enumerate(stated) if one.observation is not None]
        observations = [one.observation for one in stated if one.observation is not None]
        rows = stated_rows(observations)
        held = held_beside(ground.store, rows).to_pandas() if observations else pd.DataFrame()
        self.figures: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in held.to_dict("records"):
            self.figures[self.at[int(row["nth"])]].append({str(k): v for k, v in row.items()})
        self.corrected = {self.at[n]: said for n, said in corrected_rows(ground, rows).items()} if observations else {}
        areas = sorted({one.target.area for one in stated if one.target is not None})
        self.targets: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for row in ground.store.targets(areas).to_dict("records") if areas else ():
            key = (row["indicator"], row["area"], row["measure"], row["period"])
            self.targets[key].append({str(k): v for k, v in row.items()})
        self.here = _places(ground, paper)

    def item(
        self,
        at: int,
        read: Candidate,
        stated: Stated,
        first: int | None,
        corrected: tuple[str, ...],
        aside: Mapping[str, str],
    ) -> Item:
        """The item of one candidate."""
        c, problems = stated.candidate, stated.problems
        record = stated.record
        beside = tuple(_beside(row, record, self.paper, c) for row in self._rows(at, stated)) if record else ()
        place = f"char:{c.start}-{c.end}"
        elsewhere = self._elsewhere(stated) if record is None or not any(b.own and b.here for b in beside) else ()
        if at in self.corrected:
            said = "the figure was corrected here; the correction stays"
            problems = (*problems, Problem(self.paper.name, None, place, said, self.corrected[at]))
        state = _state(stated, beside, first, sure=bool(corrected), kept=at in self.corrected)
        return Item(at, read, stated, state, beside, first, elsewhere, problems, corrected, aside.get(place))

    def replaced(self, item: Item) -> tuple[Observation | Target, ...]:
        """What the document's own source says otherwise in the cell of an item, and that it would take the place of."""
        record = item.stated.record
        if item.state != "revises" or record is None:
            return ()
        gone = [
            row
            for row, beside in zip(self._rows(item.at, item.stated), item.beside, strict=True)
            if beside.own and beside.clash
        ]
        return tuple(_record(row, record) for row in gone)

    def _rows(self, at: int, stated: Stated) -> list[dict[str, Any]]:
        if stated.observation is not None:
            return self.figures.get(at, [])
        return self.targets.get(stated.cell[1:], []) if stated.target is not None else []

    def _elsewhere(self, stated: Stated) -> tuple[tuple[str, ...], ...]:
        """Other cells that the store fills from this place of this document."""
        c = stated.candidate
        cell = None if stated.record is None else stated.cell[1:]
        near = (cells for start, end, cells in self.here if start < c.end and c.start < end and end - start < _QUOTE)
        return tuple(one for one in near if one != cell)


_QUOTE = 24
"""A place in the store may be the words around a figure; a longer one than this says little of which it means."""


def _places(ground: Ground, paper: Paper) -> list[tuple[int, int, tuple[str, ...]]]:
    """Span and cell of every figure that the store has of a document that is known."""
    if not paper.known and paper.source.id not in ground.sources:
        return []
    frame = ground.store.brought(paper.source.id)
    out = []
    for row in frame[["locator", "indicator", "area", "measure", "period"]].itertuples(index=False, name=None):
        passage = Passage.parse(str(row[0]))
        if passage is not None:
            out.append((passage.start, passage.end, tuple(str(part) for part in row[1:])))
    return out


def _beside(row: Mapping[str, Any], record: Observation | Target, paper: Paper, candidate: Candidate) -> Beside:
    passage = Passage.parse(text(row["locator"]))
    own = row["source"] == paper.source.id
    here = passage is not None and passage.start < candidate.end and candidate.start < passage.end
    qualifier = text(row["qualifier"] if "qualifier" in row else row["operator"])
    value, high = number(row["value"]), number(row["value_high"])
    same = clash = False
    if value is not None and record.value is not None and _comparable(row, record):
        same = agree(allowed(value, high, qualifier, text(row["stated_value"])), _allowed(record))
        clash = not same
    if not own and "clash" in row:
        clash = bool(row["clash"])
        same = same and not clash
    return Beside(
        text(row["source"]), text(row["locator"]), value, high, qualifier, text(row["unit"]), own, own and here, same,
        clash, int(row["change_set"]),
    )  # fmt: skip


def _comparable(row: Mapping[str, Any], record: Observation | Target) -> bool:
    """Whether two figures of a cell have the same base and day and, for ranks, are among the same areas."""
    if isinstance(record, Target):
        bases = text(row["reference_area"]), text(row["base_period"])
        return bases == (record.reference_area, record.base_period)
    days = day(row["as_of"]), record.as_of
    if None not in days and days[0] != days[1]:
        return False
    if record.measure == "rank" and record.note and text(row["note"]) and record.note != text(row["note"]):
        return False
    return text(row["base_period"]) == record.base_period or not (text(row["base_period"]) and record.base_period)


def _state(stated: Stated, beside: Sequence[Beside], first: int | None, *, sure: bool, kept: bool) -> State:
    if stated.record is None:
        return "unplaced"
    if first is not None:
        return "restates"
    if kept or any(b.here and b.same for b in beside):
        return "held"
    state: State = "new"
    if any(b.own and b.clash for b in beside) and not any(b.own and b.same for b in beside):
        state = "revises"
    elif any(b.clash and not b.own for b in beside):
        state = "contradicts"
    elif any(b.same for b in beside):
        state = "agrees"
    return "unsure" if state == "new" and stated.candidate.confidence < UNSURE and not sure else state


def _record(row: Mapping[str, Any], like: Observation | Target) -> Observation | Target:
    """A row of the store as the record it is, so that it can be taken back."""
    common: dict[str, Any] = {
        "indicator": like.indicator, "area": like.area, "measure": like.measure, "period": like.period,
        "value": number(row["value"]), "value_high": number(row["value_high"]), "unit": text(row["unit"]),
        "source": text(row["source"]), "locator": text(row["locator"]), "base_period": text(row["base_period"]),
        "stated_value": text(row["stated_value"]), "stated_unit": text(row["stated_unit"]), "note": text(row["note"]),
    }  # fmt: skip
    if isinstance(like, Observation):
        return Observation(
            **common, qualifier=row["qualifier"], obs_status=row["obs_status"], as_of=day(row["as_of"]),
            missing_reason=text(row["missing_reason"]) or None,  # type: ignore[arg-type]
        )  # fmt: skip
    words = ("operator", "kind", "nature", "reference_area", "owner", "supersedes", "hedge")
    common |= {name: text(row[name]) for name in words}
    return Target(**common, announced=day(row["announced"]), due=day(row["due"]))


def chosen(overlook: Overlook, accepted: Collection[int]) -> tuple[Item, ...]:
    """The items accepted that can be stored, in the order of the text; what is held already is left out."""
    wanted = set(accepted)
    return tuple(i for i in overlook.items if i.at in wanted and i.stated.record is not None and i.state != "held")


def place_of(record: Observation | Target) -> tuple[str, ...]:
    """The key by which the store knows a record."""
    kind = record.kind if isinstance(record, Target) else ""
    return record.indicator, record.area, record.measure, record.period.code, kind, record.source, bare(record.locator)
