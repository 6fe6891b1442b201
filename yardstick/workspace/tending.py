"""What keeps the data in order: the change sets looked through and taken back, findings decided on, templates."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from yardstick.checks import Finding
from yardstick.checks.acceptance import Acceptance
from yardstick.store import Accepted
from yardstick.workspace import accepting, blanks, chronicle, undoing
from yardstick.workspace.checking import FINDINGS_FILE
from yardstick.workspace.chronicle import Entry
from yardstick.workspace.correcting import Correcting
from yardstick.workspace.undoing import Undoing, Which


class Tending(Correcting):
    """The questions and acts of upkeep that need no file from outside."""

    def chronicle(self) -> tuple[Entry, ...]:
        """Every change set, newest first, with how much it changed."""
        return chronicle.chronicle(self)

    def difference(self, change_set: int) -> pd.DataFrame:
        """What a change set changed, line by line; see `Store.difference`."""
        return self.store.difference(change_set)

    def foresee(self, which: Which) -> Undoing:
        """What taking back a change set (`last`: the one accepted last) would do; see `undoing.foresee`."""
        return undoing.foresee(self.store, which)

    def accept_finding(self, finding: Finding, *, author: str, reason: str, reason_en: str = "") -> Acceptance:
        """Accept a finding with a reason, in data/findings.yaml; see `accepting.accept`."""
        paths = self.config.paths
        return accepting.accept(
            self.folder / paths.data / FINDINGS_FILE,
            finding,
            known={"indicators": self.catalogue.indicators, "areas": self.areas.by_code, "sources": self.sources},
            lock=self.folder / paths.store,
            author=author,
            reason=reason,
            reason_en=reason_en,
        )

    def revert(
        self, which: Which, *, author: str, reason: str, reason_en: str = "", seen: str | None = None
    ) -> Accepted:
        """Take back a change set, as one of its own; see `undoing.revert`. This Workspace stays on its own store."""
        return undoing.revert(self, which, author=author, reason=reason, reason_en=reason_en, seen=seen)

    def template(
        self, areas: Sequence[str], indicators: Sequence[str], years: Sequence[int], *, filled: bool, lang: str
    ) -> bytes:
        """A workbook to fill in, a row for each indicator, area and year; with `filled` it holds what is shown now.

        Raises StoreError where it would have more rows than a template holds.
        """
        return blanks.workbook(blanks.blanks(self, areas, indicators, years, filled=filled, lang=lang), lang)
