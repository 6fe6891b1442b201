"""A document that was reviewed: what was accepted becomes one change set, its text is kept, what was taught is kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from yardstick.errors import StoreError
from yardstick.ingest.reading import SetAside
from yardstick.model import Observation, Passage, Target, bare
from yardstick.store import Accepted, Change, accept
from yardstick.workspace.approving import store_folder
from yardstick.workspace.documents import keep_document
from yardstick.workspace.ground import Ground
from yardstick.workspace.papers import READING_FILE
from yardstick.workspace.reading_over import Overlook, chosen, place_of
from yardstick.workspace.teaching import Lesson, teach


@dataclass(frozen=True)
class Decisions:
    """What was decided of the items of an overlook: those to store, those rejected with why, what the reader learns."""

    accepted: Collection[int]
    rejected: Mapping[int, str] = field(default_factory=dict)
    lesson: Lesson = field(default_factory=Lesson)


def approve_document(
    ground: Ground,
    overlook: Overlook,
    decisions: Decisions,
    *,
    author: str,
    reason: str = "",
    reason_en: str = "",
    at: dt.datetime | None = None,
) -> Accepted:
    """Store what was accepted of a document as one change set of kind `document`; return it.

    Actuals, targets and a source that is not known yet go in together; what the document's own source said otherwise in
    the cell of a figure accepted is taken back. The plain text is kept in the documents folder under the source's id;
    what was rejected and taught goes into data/reading.yaml.

    Raises StoreError when nobody is named, nothing is accepted, or a figure accepted cannot be stored as it is;
    MovedError when the store is no longer the one reviewed. Nothing is stored then.
    """
    if ground.day is not None:
        raise StoreError(
            "these are the data as known on {day}; go back to the current ones to change them",
            day=ground.day.isoformat(),
        )
    if not author.strip():
        raise StoreError("say who accepts this")
    paper = overlook.paper
    items = chosen(overlook, decisions.accepted)
    open_ones = [i for i in overlook.items if i.at in set(decisions.accepted) and i.stated.record is None]
    if open_ones:
        c = open_ones[0].candidate
        raise StoreError(
            "the figure at {place} cannot be stored yet: place it or reject it", place=f"{c.start}–{c.end}"
        )
    if not items:
        raise StoreError("no figure of this document is accepted")
    records = list(_numbered(item.stated.record for item in items if item.stated.record is not None))
    gone = [record for item in items for record in overlook.replaced.get(item.at, ())]
    kept = {place_of(record) for record in records}
    gone = [record for record in gone if place_of(record) not in kept]
    change = Change(
        "document",
        author.strip(),
        at or dt.datetime.now(dt.UTC),
        reason.strip() or f"审阅《{paper.source.title}》",
        reason_en.strip() or ("" if reason.strip() else f"Review of {paper.source.title}"),
        paper.name,
        paper.sha256,
    )
    keep_document(ground, paper.source.id, paper.text)
    accepted = accept(
        store_folder(ground),
        change,
        observations=[r for r in records if isinstance(r, Observation)],
        targets=[r for r in records if isinstance(r, Target)],
        retracted=[r for r in gone if isinstance(r, Observation)],
        retracted_targets=[r for r in gone if isinstance(r, Target)],
        sources=() if paper.source.id in ground.sources else (paper.source,),
        seen=overlook.seen,
    )
    learnt = replace(decisions.lesson, rejected=(*decisions.lesson.rejected, *_aside(overlook, decisions.rejected)))
    if learnt:
        teach(ground.folder / ground.config.paths.data / READING_FILE, learnt,
              indicators=ground.catalogue.indicators, lock=store_folder(ground))  # fmt: skip
    return accepted


def _numbered(records: Iterator[Observation | Target]) -> Iterator[Observation | Target]:
    """The records; of several in one cell at one place, each after the first with its number behind the place."""
    places: Counter[tuple[str, ...]] = Counter()
    for record in records:
        key = place_of(record)
        places[key] += 1
        yield replace(record, locator=f"{record.locator}#{places[key]}") if places[key] > 1 else record


def _aside(overlook: Overlook, rejected: Mapping[int, str]) -> Iterator[SetAside]:
    """What was rejected of a document, so that it is known when the same text is read again."""
    paper = overlook.paper
    said = paper.words.set_aside(paper.source.id)
    for at, why in rejected.items():
        c = overlook.items[at].read
        place = Passage.of(paper.text, c.start, c.end)
        if said.get(bare(str(place))) != why:
            yield SetAside(paper.source.id, str(place), why)
