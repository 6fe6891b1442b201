"""What a draft would change: every line of it beside what the store holds, before anything is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from yardstick.checks import Finding
from yardstick.errors import Problem
from yardstick.ingest.sheet.candidate import Candidate
from yardstick.model import bare
from yardstick.store import STATED, states
from yardstick.store.beside import held_beside
from yardstick.workspace.checking import Checking
from yardstick.workspace.drafting import Draft, Found, Place, Progress, figures
from yardstick.workspace.ground import Ground
from yardstick.workspace.holdings import corrections
from yardstick.workspace.records import number

Verdict = Literal["refused", "suspicious", "conflicting", "changed", "added", "unchanged", "blank"]
VERDICTS: tuple[Verdict, ...] = ("refused", "suspicious", "conflicting", "changed", "added", "unchanged", "blank")
"""The gravest first; a line has the gravest of what can be said of it."""
Change = Literal["added", "changed", "unchanged", "none"]
CHANGES: tuple[Change, ...] = ("added", "changed", "unchanged", "none")
ASKED_ABOVE = 20.0
"""A change by more than so many per cent of what is held demands a reason."""
LOOKED_AT = 50_000
"""So many new figures are held against series, parts and peers one by one; where there are more, none is: that is left
to `validate --data`, and `Review.unlooked` says so."""
DIFFER = "sources_differ"
UNITLESS = "the unit is not stated"


@dataclass(frozen=True, slots=True)
class Held:
    """A figure that the store holds in the cell of a line. `clash`: the two cannot both be true."""

    source: str
    locator: str
    value: float | None
    value_high: float | None
    qualifier: str
    unit: str
    status: str
    change_set: int
    shown: bool
    clash: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One cell of the file and what would come of it.

    `change` is what storing it would do, `verdict` the gravest thing to be said. `before` is the figure of the same
    source that it would take the place of, `difference` how far it lies from it in per cent. `others` are the figures
    of other sources in the cell. `stored` says whether it is stored when nobody decides otherwise.
    """

    address: str
    place: Place
    verdict: Verdict
    change: Change
    indicator: str
    area: str
    measure: str
    period: str
    text: str
    source: str = ""
    value: float | None = None
    value_high: float | None = None
    qualifier: str = "="
    unit: str = ""
    status: str = "A"
    missing_reason: str = ""
    note: str = ""
    before: Held | None = None
    difference: float | None = None
    others: tuple[Held, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    asks_reason: bool = False
    stored: bool = False


@dataclass(frozen=True, eq=False)
class Review:
    """Every line of a draft beside the store as it was when reviewed (`seen`).

    The arrays are by the sound rows of `found`: `changes` indexes CHANGES, `verdicts` VERDICTS, `asks` marks those that
    demand a reason, `doubtful` those that cannot be true beside what is held. `unlooked` figures are too many to be
    looked at one by one. `corrected` are the rows whose figure was corrected here already, with what they state.
    """

    draft: Draft
    found: Found
    seen: str
    changes: npt.NDArray[np.int8]
    verdicts: npt.NDArray[np.int8]
    asks: npt.NDArray[np.bool_]
    doubtful: npt.NDArray[np.bool_]
    held: pd.DataFrame
    own: dict[int, int]
    findings: dict[int, tuple[Finding, ...]]
    unlooked: int = 0
    corrected: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def counts(self) -> dict[Verdict, int]:
        """Lines by verdict, the gravest first; verdicts without lines are there with 0."""
        many = np.bincount(self.verdicts, minlength=len(VERDICTS))
        counts = {verdict: int(n) for verdict, n in zip(VERDICTS, many, strict=True)}
        for _, each in self._outside:
            counts["refused" if each.refused else "blank"] += 1
        return counts

    @cached_property
    def stored(self) -> npt.NDArray[np.bool_]:
        """The rows that are stored when nobody decides otherwise: what is new or changed and not doubtful."""
        new = np.isin(self.changes, (CHANGES.index("added"), CHANGES.index("changed")))
        return np.asarray(new & ~self.doubtful)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Why lines are refused, and what keeps the file or a part of it from being read."""
        forms = tuple(_open_form(self.draft))
        refused = tuple(problem for _, each in self._outside if each.refused for problem in each.problems)
        return (*self.draft.problems, *forms, *refused)

    @property
    def sound(self) -> bool:
        """Whether nothing is refused and nothing doubtful."""
        return not self.problems and not bool(self.doubtful.any())

    def chosen(
        self, *, take: Collection[str] = (), leave: Collection[str] = (), take_doubtful: bool = False
    ) -> npt.NDArray[np.bool_]:
        """The rows to store: those of `stored`, with addresses taken in and left out."""
        chosen = self.stored.copy()
        if take_doubtful:
            chosen |= self.doubtful & np.isin(self.changes, (CHANGES.index("added"), CHANGES.index("changed")))
        for addresses, wanted in ((set(take), True), (set(leave), False)):
            if addresses:
                at = [i for i, address in enumerate(self.found.addresses) if address in addresses]
                chosen[at] = wanted
        chosen[np.isin(self.changes, (CHANGES.index("unchanged"), CHANGES.index("none")))] = False
        return chosen

    def lines(
        self, verdicts: Collection[Verdict] = VERDICTS, *, first: int = 0, count: int | None = None
    ) -> tuple[Line, ...]:
        """Lines with one of these verdicts, the gravest first, then in the order of the file; `count` from `first`."""
        order = self._order(tuple(verdicts))
        wanted = order[first:] if count is None else order[first : first + count]
        return tuple(self._line(at) if at >= 0 else self._told(-at - 1) for at in wanted.tolist())

    def of(self, verdicts: Collection[Verdict]) -> tuple[str, ...]:
        """The addresses of the sound figures with one of these verdicts, in the order of the file."""
        at = np.flatnonzero(np.isin(self.verdicts, [VERDICTS.index(v) for v in verdicts]))
        return tuple(self.found.addresses[i] for i in at)

    @cached_property
    def unitless(self) -> tuple[str, ...]:
        """The indicators of which a figure states no unit."""
        said = (each.indicator for _, each in self._outside for p in each.problems if p.message == UNITLESS)
        return tuple(dict.fromkeys(said))

    def line(self, address: str) -> Line | None:
        """The line of an address; None where there is none."""
        if address in self._rows:
            return self._line(self._rows[address])
        at = next((i for i, (_, each) in enumerate(self._outside) if each.address == address), None)
        return None if at is None else self._told(at)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {address: at for at, address in enumerate(self.found.addresses)}

    @cached_property
    def _outside(self) -> tuple[tuple[Place, Candidate], ...]:
        """The cells that are no sound figure."""
        return tuple((place, each) for place, each in self.found.told if each.observation is None)

    @cached_property
    def _remarks(self) -> dict[Place, tuple[Problem, ...]]:
        return {place: each.problems for place, each in self.found.told if each.observation is not None}

    @cached_property
    def _orders(self) -> dict[tuple[Verdict, ...], npt.NDArray[np.int64]]:
        """Orders that were asked for: a table is looked at page by page."""
        return {}

    def _order(self, verdicts: tuple[Verdict, ...]) -> npt.NDArray[np.int64]:
        """The lines with these verdicts in their order: sound rows from 0, cells that are none from -1 downwards."""
        if verdicts not in self._orders:
            wanted = np.flatnonzero(np.isin(self.verdicts, [VERDICTS.index(v) for v in verdicts]))
            told = (
                (at, place, "refused" if each.refused else "blank") for at, (place, each) in enumerate(self._outside)
            )
            outside = [(-at - 1, VERDICTS.index(v), *place) for at, place, v in told if v in verdicts]
            self._orders[verdicts] = self._sorted(wanted, outside)
        return self._orders[verdicts]

    def _sorted(
        self, wanted: npt.NDArray[np.int64], outside: list[tuple[int, int, int, int, int]]
    ) -> npt.NDArray[np.int64]:
        """Rows (and cells that are none) by verdict and place; figures read in the order of their places stay in it."""
        places = self.found.places[wanted]
        if not outside and _ascends(places):
            return np.asarray(wanted[np.argsort(self.verdicts[wanted], kind="stable")], np.int64)
        inside = np.column_stack([wanted, self.verdicts[wanted], places])
        every = np.concatenate([inside, np.array(outside, np.int64).reshape(len(outside), 5)]).astype(np.int64)
        order: npt.NDArray[np.int64] = every[np.lexsort(every[:, :0:-1].T), 0]
        return order

    def _told(self, at: int) -> Line:
        place, each = self._outside[at]
        verdict: Verdict = "refused" if each.refused else "blank"
        return Line(
            each.address, place, verdict, "none", each.indicator, each.area, each.measure, each.period,
            each.value_text, problems=each.problems,
        )  # fmt: skip

    def _line(self, at: int) -> Line:
        said = {name: self.found.rows[name][at].as_py() for name in _SAID}
        place: Place = tuple(int(n) for n in self.found.places[at])  # type: ignore[assignment]
        beside = self._beside.get(at, ())
        own = self.own.get(at)
        before = None if own is None else _held(self.held.iloc[own].to_dict())
        others = tuple(_held(self.held.iloc[i].to_dict()) for i in beside if i != own)
        grid = self.draft.sheets[place[0]].grid
        return Line(
            self.found.cells[at].as_py(), place, VERDICTS[self.verdicts[at]], CHANGES[self.changes[at]],
            said["indicator"], said["area"], said["measure"], said["period"],
            self.draft.texts.get(place) or grid.text(place[1], place[2]), said["source"], said["value"],
            said["value_high"], said["qualifier"], said["unit"], said["obs_status"], said["missing_reason"] or "",
            said["note"] or "", before, None if before is None else difference(said["value"], before.value), others,
            self.findings.get(at, ()), self._remarks_on(at, place), bool(self.asks[at]), bool(self.stored[at]),
        )  # fmt: skip

    def _remarks_on(self, at: int, place: Place) -> tuple[Problem, ...]:
        """What reading remarked on a figure, and that its correction stays."""
        remarks = self._remarks.get(place, ())
        if at not in self.corrected:
            return remarks
        said = "the figure was corrected here; the correction stays"
        return (*remarks, Problem(self.draft.name, None, self.found.addresses[at], said, self.corrected[at]))

    @cached_property
    def _beside(self) -> dict[int, list[int]]:
        beside: dict[int, list[int]] = defaultdict(list)
        for i, at in enumerate(self.held["nth"].tolist()):
            beside[int(at)].append(i)
        return beside


_SAID = (
    "indicator", "area", "measure", "period", "value", "value_high", "qualifier", "unit", "obs_status", "source",
    "locator", "missing_reason", "note",
)  # fmt: skip


def _ascends(places: npt.NDArray[np.signedinteger]) -> bool:
    """Whether the rows of a table of numbers stand in ascending order, its first column the highest."""
    before, after = places[:-1], places[1:]
    undecided = np.ones(len(before), bool)
    for column in range(places.shape[1]):
        if bool((undecided & (before[:, column] > after[:, column])).any()):
            return False
        undecided &= before[:, column] == after[:, column]
    return True


def review(ground: Checking, draft: Draft, *, progress: Progress | None = None) -> Review:
    """The draft's lines beside what the store of `ground` holds.

    A line is of the source that the file names for it, else of the draft's. It is *changed* where that source says
    something else in the cell already, *unchanged* where it says the same; where nobody said whose figures they are,
    also where the figure shown there says the same. Everything else is *added*. On top of that it is *conflicting*
    where another source's figure cannot be true beside it, *suspicious* where a check finds something (see `checks`),
    *refused* where it cannot be read.
    """
    told = progress or (lambda _share: None)
    found = figures(ground, draft, progress=lambda share: told(_READ * share))
    rows = found.rows
    held = held_beside(ground.store, rows).to_pandas()
    told(_HELD)
    changes, own = _changes(rows, held, assumed=draft.source.id if draft.assumed else "")
    corrected = corrected_rows(ground, rows)
    changes[list(corrected)] = CHANGES.index("unchanged")
    new = np.flatnonzero(np.isin(changes, (CHANGES.index("added"), CHANGES.index("changed"))))
    unlooked = len(new) if len(new) > LOOKED_AT else 0
    findings = _findings(ground, found, new[: 0 if unlooked else None])
    verdicts = np.array([VERDICTS.index(name) if name in VERDICTS else 0 for name in CHANGES], np.int8)[changes]
    clashing = held.loc[held["clash"], "nth"].to_numpy(np.int64)
    clashing = clashing[np.isin(changes[clashing], (CHANGES.index("added"), CHANGES.index("changed")))]
    verdicts[clashing] = VERDICTS.index("conflicting")
    doubtful = np.zeros(len(rows), np.bool_)
    for at, said in findings.items():
        if any(one.code != DIFFER for one in said):
            verdicts[at] = VERDICTS.index("suspicious")
        elif verdicts[at] != VERDICTS.index("suspicious"):
            verdicts[at] = VERDICTS.index("conflicting")
        doubtful[at] = any(one.severity == "error" for one in said)
    return Review(
        draft, found, ground.store.data_version, changes, verdicts, _asking(rows, held, own, changes), doubtful, held,
        own, findings, unlooked=unlooked, corrected=corrected,
    )  # fmt: skip


_READ, _HELD = 0.4, 0.5
"""The share done when every line is read, and when it lies beside what is held; the checks take the rest."""


def difference(value: float | None, before: float | None) -> float | None:
    """How far a value lies from the one before, in per cent of that; None where there is no such number."""
    if value is None or before is None or before == 0:
        return None
    return (value - before) / abs(before) * 100


def _changes(rows: pa.Table, held: pd.DataFrame, *, assumed: str) -> tuple[npt.NDArray[np.int8], dict[int, int]]:
    """What storing each row would do, and which figure held (by its row in `held`) is its source's own."""
    changes = np.full(len(rows), CHANGES.index("added"), np.int8)
    if not len(held):
        return changes, {}
    at = held["nth"].to_numpy(np.int64)
    said = rows.take(pa.array(at)).cast(STATED).to_pandas()
    same = _same(said, held)
    sources = said["source"].to_numpy(object)
    mine = sources == held["source"].to_numpy(object)
    if assumed:
        known = same & (sources == assumed) & (held["pick"].to_numpy() == 1)
        changes[at[known]] = CHANGES.index("unchanged")
    here = _same_place(said["locator"].to_numpy(object), held["locator"].to_numpy(object), mine & _in_text(rows)[at])
    own: dict[int, int] = {}
    for i in np.flatnonzero(mine).tolist():
        best = own.setdefault(int(at[i]), i)
        if (here[i], same[i]) > (here[best], same[best]):
            own[int(at[i])] = i
    for row, mine_at in own.items():
        changes[row] = CHANGES.index("unchanged" if same[mine_at] else "changed")
    return changes, own


def _in_text(rows: pa.Table) -> npt.NDArray[np.bool_]:
    """Which rows were read in running text."""
    return np.asarray(pc.starts_with(rows["locator"], "char:").to_numpy(), dtype=np.bool_)


def _same_place(
    said: npt.NDArray[np.object_], held: npt.NDArray[np.object_], texts: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Where two locators name one place; one in a text is told with the hash of its sentence or without."""
    here: npt.NDArray[np.bool_] = said == held
    for i in np.flatnonzero(texts & ~here).tolist():
        here[i] = bare(said[i]) == bare(held[i])
    return here


def corrected_rows(ground: Ground, rows: pa.Table) -> dict[int, str]:
    """The rows that state what a correction in force found and put right, with the figure they state."""
    standing = {
        (c.indicator, c.area, c.measure, c.period, c.source): c
        for c in corrections(ground)
        if c.state == "applied" and c.action != "flag" and c.expect
    }
    if not standing:
        return {}
    words = dict(zip(("indicator", "area", "measure", "period", "source"), zip(*standing, strict=True), strict=True))
    near = _among(rows["source"], set(words.pop("source")))
    for name, said in words.items():
        if not near.any():
            return {}
        near &= _among(rows[name], set(said))
    found = {}
    for at in np.flatnonzero(near).tolist():
        key = tuple(rows[name][at].as_py() for name in ("indicator", "area", "measure", "period", "source"))
        stated = rows["stated_value"][at].as_py()
        if key in standing and states(stated, standing[key].expect):
            found[at] = stated
    return found


def _among(column: pa.ChunkedArray, words: set[str]) -> npt.NDArray[np.bool_]:
    """Which rows say one of the words; a column of codes is asked word by word."""
    coded = column.combine_chunks().dictionary_encode()
    known = np.array([word in words for word in coded.dictionary.to_pylist()], np.bool_)
    return known[coded.indices.to_numpy(zero_copy_only=False)] if len(known) else np.zeros(len(column), np.bool_)


def _same(said: pd.DataFrame, held: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Where two figures of one cell say the same; what the incoming one leaves open (note, base, day) is no matter."""
    same = np.ones(len(said), np.bool_)
    for name in ("value", "value_high"):
        one, other = said[name].to_numpy(np.float64), held[name].to_numpy(np.float64)
        same &= np.isclose(one, other, rtol=1e-12, atol=0.0, equal_nan=True)
    for name in ("qualifier", "unit", "obs_status", "missing_reason"):
        same &= said[name].fillna("").to_numpy(object) == held[name].fillna("").to_numpy(object)
    for name in ("base_period", "note", "as_of"):
        one = said[name].where(said[name].notna(), "").astype(str).to_numpy(object)
        other = held[name].where(held[name].notna(), "").astype(str).to_numpy(object)
        same &= (one == "") | (one == other)
    return same


def _asking(
    rows: pa.Table, held: pd.DataFrame, own: dict[int, int], changes: npt.NDArray[np.int8]
) -> npt.NDArray[np.bool_]:
    """The changed rows that demand a reason: far from what is held, of another sign, or a value come or gone."""
    asks = np.zeros(len(rows), np.bool_)
    changed = [at for at in own if changes[at] == CHANGES.index("changed")]
    values = rows["value"].take(pa.array(changed, pa.int64())).to_pylist()
    before = held["value"].to_numpy(np.float64)
    for at, value in zip(changed, values, strict=True):
        asks[at] = _far(value, number(before[own[at]]))
    return asks


def _far(value: float | None, before: float | None) -> bool:
    if value is None or before is None:
        return (value is None) != (before is None)
    far = difference(value, before)
    return value != before and (far is None or abs(far) > ASKED_ABOVE)


def _findings(ground: Checking, figures: Found, at: npt.NDArray[np.int64]) -> dict[int, tuple[Finding, ...]]:
    """What the checks find of these rows, which they know by their cells: two may name one place in the source."""
    if not len(at):
        return {}
    frame = figures.rows.take(pa.array(at)).cast(STATED).to_pandas()
    frame["locator"] = figures.cells.take(pa.array(at)).to_pandas()
    place = {address: int(i) for address, i in zip(frame["locator"].tolist(), at, strict=True)}
    found: dict[int, list[Finding]] = defaultdict(list)
    for one in ground.suspicious(frame):
        for address in one.incoming:
            if address in place:
                found[place[address]].append(one)
    return {row: tuple(said) for row, said in found.items()}


def _held(row: Mapping[Any, Any]) -> Held:
    return Held(
        row["source"], row["locator"], number(row["value"]), number(row["value_high"]), row["qualifier"], row["unit"],
        row["obs_status"], int(row["change_set"]), row["pick"] == 1, bool(row["clash"]),
    )  # fmt: skip


def _open_form(draft: Draft) -> Iterator[Problem]:
    """Sheets whose form leaves open what their figures are of."""
    for sheet in draft.sheets:
        if sheet.counts and sheet.layout is not None and sheet.layout.unknown:
            yield Problem(
                draft.name, None, sheet.grid.name, "the sheet does not say all that its figures are of",
                "", ", ".join(sheet.layout.unknown), "say where it stands, or once for the whole sheet",
            )  # fmt: skip
