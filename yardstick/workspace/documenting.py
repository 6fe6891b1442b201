"""The questions and acts around a document: read it, look it over, take in what was accepted, learn from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from yardstick.ingest.reading import ReadingWords
from yardstick.model import Source
from yardstick.model.source import SourceKind
from yardstick.reader import Vocabulary
from yardstick.store import Accepted
from yardstick.workspace import endorsing, papers, reading_over, teaching
from yardstick.workspace.approving import store_folder
from yardstick.workspace.endorsing import Decisions
from yardstick.workspace.papers import READING_FILE, Paper
from yardstick.workspace.reading_over import Overlook
from yardstick.workspace.stating import Correction
from yardstick.workspace.teaching import Lesson
from yardstick.workspace.tending import Tending


class Documenting(Tending):
    """What the command line and the page of the steward ask about a document."""

    def read_document(
        self,
        name: str,
        content: bytes | Path,
        *,
        area: str = "",
        signed: dt.date | None = None,
        published: dt.date | None = None,
        title: str = "",
        publisher: str = "",
        kind: SourceKind | None = None,
    ) -> Paper:
        """A document with every figure found in it; see `papers.read_document`."""
        return papers.read_document(
            self, name, content, area=area, signed=signed, published=published, title=title, publisher=publisher,
            kind=kind,
        )  # fmt: skip

    def reread(self, paper: Paper, *, area: str = "", source: Source | None = None) -> Paper:
        """The paper read again: as another area's, as another source, or with words taught since."""
        return papers.reread(self, paper, area=area, source=source)

    def settled(self, paper: Paper) -> Paper:
        """The paper as what it is to this store; see `papers.settled`."""
        return papers.settled(self, paper)

    def vocabulary(self) -> tuple[Vocabulary, ReadingWords]:
        """The words that documents are read with, and what data/reading.yaml says."""
        words, _ = papers.reading_words(self)
        return papers.vocabulary(self, words), words

    def look_over(self, paper: Paper, corrections: Mapping[int, Correction] | None = None) -> Overlook:
        """Every figure of a paper beside what the store holds; see `reading_over.look_over`."""
        return reading_over.look_over(self, paper, corrections)

    def teach(self, lesson: Lesson) -> ReadingWords:
        """Add what a review taught to data/reading.yaml; see `teaching.teach`."""
        path = self.folder / self.config.paths.data / READING_FILE
        return teaching.teach(path, lesson, indicators=self.catalogue.indicators, lock=store_folder(self))

    def approve_document(
        self,
        overlook: Overlook,
        decisions: Decisions,
        *,
        author: str,
        reason: str = "",
        reason_en: str = "",
        at: dt.datetime | None = None,
    ) -> Accepted:
        """Store what was accepted of a document as one change set; see `endorsing.approve_document`."""
        return endorsing.approve_document(
            self, overlook, decisions, author=author, reason=reason, reason_en=reason_en, at=at
        )
