"""A document as a whole: its text where it is on this machine, and all that the store has from it, in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yardstick.model import Passage, Source, Target
from yardstick.model.passage import Span
from yardstick.workspace import holdings, ledger
from yardstick.workspace.answers import Reading, SentenceState
from yardstick.workspace.ground import Ground
from yardstick.workspace.passages import KeptText, kept_text, number_of, stamp

_LINE = re.compile(r"[^\r\n]+")
_COUNT = "[一二三四五六七八九十百]+"
_NUMBERED = re.compile(rf"#|第{_COUNT}[章节部篇]|{_COUNT}、|[（(]{_COUNT}[）)]")
_PLAIN = re.compile(r"\w[^\d，,|]*")
_ENDED = "。；，：！？、.;,:!?"
_NUMBERED_AT_MOST, _PLAIN_AT_MOST = 60, 24
"""Characters of a line that may be a heading: with a number of a heading before it, and without."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a text without the spaces around it; `heading` is a guess by its length, number and end."""

    first: int
    last: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure or a target in a document: one of `reading` and `target` is there, the latter with its id.

    It was read at `passage` and stands from `start` to `end` now, as far as known. `state` tells whether the text there
    is the one it was read from (see `Sentence`), `shown` whether the figure is the one shown in its cell; a target is.
    """

    passage: Passage
    start: int
    end: int
    state: SentenceState
    shown: bool
    reading: Reading | None = None
    target: Target | None = None
    target_id: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The document of a source. `text` is empty where it is not on this machine (`held` tells); `whole`, whether it is
    to the letter the text that the source names. `marks` are in the order of the text, figures outside it too.
    """

    source: Source
    held: bool
    whole: bool
    text: str
    paragraphs: tuple[Paragraph, ...]
    marks: tuple[Mark, ...]

    @property
    def unverified(self) -> int:
        """How many of the figures and targets do not stand in the text as they were read."""
        return sum(mark.state != "shown" for mark in self.marks)


def documents(ground: Ground) -> tuple[Source, ...]:
    """The sources that are documents: a text is named by its hash or lies on this machine. The latest first."""
    counted = (each.source for each in holdings.sources(ground))
    return tuple(source for source in counted if source.sha256 or stamp(ground, source.id) is not None)


def document(ground: Ground, source: str) -> DocumentView:
    """The document of a source with all that the store has from it. Raises KeyError where there is no such source."""
    told, kept = ground.sources[source], kept_text(ground, source)
    marks = sorted(_marks(ground, source, kept), key=lambda mark: (mark.start, mark.end))
    return DocumentView(
        told,
        kept is not None,
        kept is not None and kept.sha256 == told.sha256,
        kept.text if kept else "",
        tuple(paragraphs(kept.text)) if kept else (),
        tuple(marks),
    )


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The lines of a text that are not empty."""
    for found in _LINE.finditer(text):
        line = found[0]
        said = line.strip()
        if said:
            first = found.start() + len(line) - len(line.lstrip())
            yield Paragraph(first, first + len(said), _heading(said))


def _heading(line: str) -> bool:
    most = _NUMBERED_AT_MOST if _NUMBERED.match(line) else _PLAIN_AT_MOST if _PLAIN.fullmatch(line) else 0
    return len(line) <= most and line[-1] not in _ENDED


def _marks(ground: Ground, source: str, kept: KeptText | None) -> Iterator[Mark]:
    sha256 = ground.sources[source].sha256
    for reading, pick in holdings.brought_picked(ground, source):
        if (passage := Passage.parse(reading.locator)) is not None:
            state, span = _standing(kept, passage, sha256, reading.stated_value)
            yield Mark(passage, *span, state, pick == 1, reading=reading)
    for entry in ledger.of_source(ground, source):
        if (passage := Passage.parse(entry.target.locator)) is not None:
            state, span = _standing(kept, passage, sha256, entry.target.stated_value)
            yield Mark(passage, *span, state, shown=True, target=entry.target, target_id=entry.id)


def _standing(kept: KeptText | None, passage: Passage, sha256: str, stated: str) -> tuple[SentenceState, Span]:
    """Whether the figure at a passage still stands there, and where."""
    state: SentenceState = "absent" if kept is None else kept.standing(passage, sha256)
    if kept is None or state != "shown":
        return state, (passage.start, passage.end)
    return state, kept.placed(passage, sha256, number_of(stated))
