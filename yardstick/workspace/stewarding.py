"""The questions and acts of a data steward: read a file, review it, accept it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from yardstick.i18n import say, words
from yardstick.model import Source
from yardstick.store import Accepted
from yardstick.workspace import approving, drafting, reviewing
from yardstick.workspace.documenting import Documenting
from yardstick.workspace.drafting import Draft, Progress
from yardstick.workspace.reviewing import Line, Review


class Stewarding(Documenting):
    """What the command line and the page of the steward ask of a Workspace."""

    def draft(
        self, path: Path, *, name: str = "", source: Source | None = None, progress: Progress | None = None
    ) -> Draft:
        """A file that is to be imported, as it was read; see `drafting.draft`."""
        return drafting.draft(self, path, name=name, source=source, progress=progress)

    def pasted(self, text: str, name: str, *, source: Source | None = None) -> Draft:
        """Pasted cells that are to be imported; see `drafting.pasted`."""
        return drafting.pasted(self, text, name, source=source)

    def review(self, draft: Draft, *, progress: Progress | None = None) -> Review:
        """What a draft would change, line by line; see `reviewing.review`."""
        return reviewing.review(self, draft, progress=progress)

    def approve(
        self,
        review: Review,
        *,
        author: str,
        reason: str = "",
        reason_en: str = "",
        take: Collection[str] = (),
        leave: Collection[str] = (),
        take_doubtful: bool = False,
        at: dt.datetime | None = None,
    ) -> Accepted:
        """Store the lines chosen as one change set; see `approving.approve`. This Workspace stays on its own store."""
        return approving.approve(
            self, review, author=author, reason=reason, reason_en=reason_en, take=take, leave=leave,
            take_doubtful=take_doubtful, at=at,
        )  # fmt: skip

    def line_sentences(self, review: Review, line: Line, lang: str) -> tuple[str, ...]:
        """What was found of a line, in the reader's language: why it is refused, what is suspicious, what differs."""
        t = words(lang)
        said = [say(problem, t) for problem in line.problems]
        mine = review.draft.source
        for finding in line.findings:
            said.append(self.finding_sentence(finding, lang).replace(mine.id, mine.title))
        return tuple(said)
