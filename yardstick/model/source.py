"""Where a figure comes from, and the batch that brought it in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

SourceKind = Literal["yearbook", "bulletin", "plan", "work_report", "department_report", "press", "compilation"]
SOURCE_KINDS: tuple[SourceKind, ...] = (
    "yearbook",
    "bulletin",
    "plan",
    "work_report",
    "department_report",
    "press",
    "compilation",
)

ChangeSetKind = Literal["initial", "import", "edit", "correction", "document", "revert"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document or table. `published` orders sources of one kind; `signed` is the day the text speaks of.

    Where only a month or a year of publication is known, `published` is its last day and `published_as` the text to
    show.

    `sha256` is the hash of the document's plain text where the project knows it, so that a copy on this machine can be
    checked; `confidence` says how near to the publisher the figures were read.
    """

    id: str
    title: str
    publisher: str
    kind: SourceKind
    published: dt.date | None
    signed: dt.date | None = None
    doc_number: str = ""
    url: str = ""
    sha256: str = ""
    confidence: str = ""
    licence: str = ""
    published_as: str = ""

    @property
    def dated(self) -> dt.date | None:
        """The day that orders this source among others: published, else signed."""
        return self.published or self.signed


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One accepted batch of changes. `id` counts from 1 in the order in which they were accepted.

    `reason` is in Chinese, `reason_en` the same in English.
    """

    id: int
    kind: ChangeSetKind
    author: str
    date: dt.date
    reason: str
    file: str
    sha256: str
    reason_en: str = ""
