"""What one reader's session has under review: the paper, what was put right and decided of it, what was stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from yardstick.errors import Problem
from yardstick.ui.session import Desk
from yardstick.workspace.endorsing import Decisions
from yardstick.workspace.papers import Paper
from yardstick.workspace.reading_over import Overlook
from yardstick.workspace.stating import FIELDS
from yardstick.workspace.teaching import Lesson

WORK = "paper.work"


@dataclass(frozen=True)
class Stored:
    """A change set that was accepted: its number, how many figures, and the first cell that it fills."""

    id: int
    actuals: int
    targets: int
    cell: tuple[str, str, str, str]
    target: bool
    source: str


@dataclass
class Work:
    """The state of the part. `turn` counts papers and readings of them: the browser begins anew with each.

    `accepted` and `rejected` (with why) are by the place of a candidate in the paper's list, as are `fixes`; `aliases`
    and `ignore` are what the reader is to learn. `begun` is what the browser is told to begin with.
    """

    turn: int = 0
    paper: Paper | None = None
    refused: tuple[Problem, ...] = ()
    seen: str = ""
    overlook: Overlook | None = None
    version: str = ""
    accepted: set[int] = field(default_factory=set)
    rejected: dict[int, str] = field(default_factory=dict)
    fixes: dict[int, dict[str, str]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    begun: dict[str, Any] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    stored: Stored | None = None
    view: tuple[Overlook, str, dict[str, Any]] | None = None

    def key(self, name: str) -> str:
        """The key of a widget that belongs to the paper at hand."""
        return f"paper.{self.turn}.{name}"

    def begin(self, paper: Paper) -> None:
        """Review this paper from now on."""
        self.end()
        self.paper = paper

    def end(self) -> None:
        """Lay the paper aside, and all that was decided of it."""
        self.turn += 1
        self.paper, self.overlook, self.stored, self.view = None, None, None, None
        self.refused, self.seen = (), ""
        self.accepted, self.rejected, self.fixes, self.aliases, self.ignore = set(), {}, {}, {}, ()

    def again(self, paper: Paper) -> None:
        """Go on with the same paper read anew: what was decided stays with figures that are read as before."""
        before = self.paper
        assert before is not None
        places: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for at, c in enumerate(paper.candidates):
            places[c.start, c.end].append(at)
        moved: dict[int, int] = {}
        for at, c in enumerate(before.candidates):
            if places[c.start, c.end]:
                moved[at] = places[c.start, c.end].pop(0)
        alike = {old: new for old, new in moved.items() if before.candidates[old] == paper.candidates[new]}
        self.accepted = {moved[at] for at in self.accepted if at in alike or (at in self.fixes and at in moved)}
        self.rejected = {moved[at]: why for at, why in self.rejected.items() if at in moved}
        self.fixes = {moved[at]: fix for at, fix in self.fixes.items() if at in moved}
        self.turn += 1
        self.paper, self.overlook, self.view = paper, None, None

    def hear(self, said: Any) -> None:
        """Take in what the browser says was decided; what is not of this paper, or makes no sense, is passed over."""
        if not isinstance(said, Mapping) or said.get("turn") != self.turn or self.paper is None:
            return
        many = len(self.paper.candidates)
        decided = {at: each for at, each in _numbered(said.get("decided"), many) if isinstance(each, Mapping)}
        self.accepted = {at for at, each in decided.items() if each.get("v") == "accept"}
        self.rejected = {at: _text(each.get("r")) for at, each in decided.items() if each.get("v") == "reject"}
        self.fixes = {at: fix for at, each in _numbered(said.get("fixes"), many) if (fix := _fix(each))}
        aliases, ignore = said.get("aliases"), said.get("ignore")
        if isinstance(aliases, Mapping):
            self.aliases = {_text(word): _text(name) for word, name in aliases.items() if _text(word)}
        if isinstance(ignore, list):
            self.ignore = tuple(dict.fromkeys(_text(word) for word in ignore if _text(word)))

    @property
    def decisions(self) -> Decisions:
        """What was decided, as the workspace takes it."""
        return Decisions(frozenset(self.accepted), dict(self.rejected), self.lesson)

    @property
    def lesson(self) -> Lesson:
        """The words that the reader is to learn."""
        return Lesson(dict(self.aliases), self.ignore)


def _numbered(said: Any, many: int) -> list[tuple[int, Any]]:
    if not isinstance(said, Mapping):
        return []
    pairs = ((int(at), each) for at, each in said.items() if str(at).isdigit())
    return [(at, each) for at, each in pairs if at < many]


def _fix(said: Any) -> dict[str, str]:
    if not isinstance(said, Mapping):
        return {}
    return {name: _text(words) for name, words in said.items() if name in FIELDS}


def _text(words: Any) -> str:
    return str(words if words is not None else "").strip()[:200]


def work() -> Work:
    """The work of this session."""
    held = st.session_state.get(WORK)
    if not isinstance(held, Work):
        held = st.session_state[WORK] = Work()
    return held


def overlook_of(desk: Desk, at: Work) -> Overlook:
    """The paper beside the store that is served, with what was put right: made once for each of these."""
    assert at.paper is not None
    before = at.overlook
    if (
        before is not None
        and before.paper is at.paper
        and before.corrections == at.fixes
        and at.version == desk.version
    ):
        return before
    if before is not None and before.paper is at.paper and at.version != desk.version:
        at.told.append(desk.t("The store has changed since you looked; every figure was held against it again."))
    first = before is None or before.paper is not at.paper
    at.paper = desk.ws.settled(at.paper)
    at.overlook, at.version = desk.ws.look_over(at.paper, at.fixes), desk.version
    if first:
        for item in at.overlook.items:
            if item.set_aside is not None and item.at not in at.accepted:
                at.rejected.setdefault(item.at, item.set_aside)
    at.accepted = {n for n in at.accepted if at.overlook.items[n].stated.record is not None}
    return at.overlook
