"""What one reader's session is bringing in: the draft, its review, what was decided of its lines, what was stored."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from yardstick.errors import Problem
from yardstick.ui.session import Desk
from yardstick.workspace.drafting import Draft
from yardstick.workspace.reviewing import Line, Review, Verdict

WORK = "import.work"
Said = tuple[object, ...]


@dataclass(frozen=True)
class Stored:
    """A change set that was accepted: its number, how many figures, and the first cell it says something new of."""

    id: int
    figures: int
    cell: tuple[str, str, str, str]
    kept: bool


@dataclass
class Work:
    """The state of the part, kept in the session; widgets of one file carry its `turn` in their keys.

    `decided` holds lines that are to be stored or left out against what was proposed, with what they said then; `left`
    the verdicts all of whose lines are left out.
    """

    turn: int = 0
    draft: Draft | None = None
    refused: tuple[Problem, ...] = ()
    seen: str = ""
    review: Review | None = None
    version: str = ""
    decided: dict[str, tuple[bool, Said]] = field(default_factory=dict)
    left: set[Verdict] = field(default_factory=set)
    told: list[str] = field(default_factory=list)
    holders: dict[str, object] = field(default_factory=dict)
    stored: Stored | None = None
    open_words: tuple[Draft, str, tuple[tuple[str, str], ...]] | None = None

    def key(self, name: str) -> str:
        """The key of a widget that belongs to the file at hand."""
        return f"import.{self.turn}.{name}"

    def begin(self, draft: Draft) -> None:
        """Work on this draft from now on."""
        self.end()
        self.draft = draft

    def end(self) -> None:
        """Lay the file aside, and all that was decided of it."""
        self.turn += 1
        self.draft, self.review, self.stored, self.open_words = None, None, None, None
        self.refused, self.seen = (), ""
        self.undo()

    def proposed(self, line: Line) -> bool:
        """Whether a line is stored as long as nobody decides on it alone."""
        return line.stored and line.verdict not in self.left

    def wanted(self, line: Line) -> bool:
        """Whether a line is stored."""
        return self.decided[line.address][0] if line.address in self.decided else self.proposed(line)

    def decide(self, line: Line, *, wanted: bool) -> None:
        """Store this line, or leave it out; what is done anyway is no decision."""
        if self.proposed(line) == wanted:
            self.decided.pop(line.address, None)
        else:
            self.decided[line.address] = wanted, said(line)

    def leave_all(self, verdict: Verdict) -> None:
        """Leave every line of a verdict out, now and when the lines are reviewed again."""
        self.left.add(verdict)

    def undo(self) -> None:
        """Take all decisions back."""
        self.decided.clear()
        self.left.clear()

    @property
    def take(self) -> frozenset[str]:
        """Lines to be stored against what was proposed."""
        return frozenset(address for address, (wanted, _) in self.decided.items() if wanted)

    def leave(self, review: Review) -> frozenset[str]:
        """Lines that are left out."""
        alone = (address for address, (wanted, _) in self.decided.items() if not wanted)
        return (frozenset(review.of(tuple(self.left))) | frozenset(alone)) - self.take

    def holder(self, name: str) -> object:
        """What a link on this page is kept under as long as the review is the same."""
        return self.holders.setdefault(name, object())


def work() -> Work:
    """The work of this session."""
    held = st.session_state.get(WORK)
    if not isinstance(held, Work):
        held = st.session_state[WORK] = Work()
    return held


def said(line: Line) -> Said:
    """What a decision on a line is about: when it says something else, the decision no longer holds."""
    before = line.before
    held = None if before is None else (before.value, before.value_high, before.qualifier)
    return line.text, line.value, line.value_high, line.unit, line.verdict, line.change, held


def unplaced(desk: Desk, at: Work, draft: Draft) -> tuple[tuple[str, str], ...]:
    """(role, word) for what stands for nothing known; looked for once a draft."""
    if at.open_words is None or at.open_words[0] is not draft or at.open_words[1] != desk.version:
        at.open_words = draft, desk.version, draft.unplaced(desk.ws)
    return at.open_words[2]


@contextmanager
def bar(text: str) -> Iterator[Callable[[float], None]]:
    """A progress bar that is told the share done, from 0 to 1, and is gone afterwards."""
    shown = st.progress(0.0, text)

    def tell(share: float) -> None:
        shown.progress(min(max(share, 0.0), 1.0), text)

    try:
        yield tell
    finally:
        shown.empty()


def draft_of(desk: Desk, name: str, content: bytes, progress: Callable[[float], None]) -> Draft:
    """An uploaded file as a draft. Its bytes lie in a file of this machine only while they are read."""
    with tempfile.TemporaryDirectory(prefix="yardstick-import-") as folder:
        path = Path(folder) / f"file{Path(name).suffix[:10]}"
        path.write_bytes(content)
        return desk.ws.draft(path, name=name, progress=progress)


def review_of(desk: Desk, at: Work) -> Review | None:
    """The review of the draft beside the store that is served: made once for the two of them.

    Where the store moved under a review, the lines are reviewed again and the reader is told.
    """
    if at.draft is None:
        return None
    before = at.review
    if before is not None and before.draft is at.draft and at.version == desk.version:
        return before
    with bar(desk.t("Every line is held against the figures in the store…")) as told:
        at.review, at.version = desk.ws.review(at.draft, progress=told), desk.version
    at.holders.clear()
    lost = _settle(at, at.review)
    if before is not None and before.draft is at.draft:
        at.told.append(desk.t("The store has changed since you looked; every line was reviewed again."))
    if lost:
        at.told.append(desk.t("{n} decisions no longer hold, for their lines say something else now.", n=lost))
    return at.review


def _settle(at: Work, review: Review) -> int:
    """Forget decisions on lines that say something else by now; how many these are."""
    gone = []
    for address, (wanted, was) in at.decided.items():
        line = review.line(address)
        if line is None or said(line) != was or at.proposed(line) == wanted:
            gone.append(address)
    for address in gone:
        del at.decided[address]
    return len(gone)
