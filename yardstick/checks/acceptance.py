"""data/findings.yaml: findings that were looked at and accepted with a reason, as long as their figures stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from yardstick.checks.finding import Finding
from yardstick.checks.wording import SAYS
from yardstick.errors import Problems, nearest
from yardstick.ingest.cell import Cells
from yardstick.ingest.entries import Entry, check_fields, read_entries
from yardstick.ingest.table import shown
from yardstick.model import MEASURES, bare

KEY = ("code", "indicator", "area", "measure", "period", "source")
FIELDS = (*KEY, "expect", "against", "reason.zh", "reason.en", "author", "date")
REQUIRED = tuple(name for name in FIELDS if name not in ("against", "reason.en"))
NOTHING = "none"
"""What `expect` says of a finding without a figure: a gap."""

State = Literal["open", "reopened", "accepted", "flagged"]
Key = tuple[str, ...]
Reason = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One finding accepted. `expect` is the figure it was written about and `against` what that was held against (None
    where not named): where either has changed, the finding is open again."""

    key: Key
    expect: Decimal | None
    against: Decimal | None
    reason: str
    reason_en: str
    author: str
    date: dt.date
    path: str
    line: int

    def holds(self, finding: Finding) -> bool:
        """Whether the finding is still the one that was accepted."""
        return _same(self.expect, finding.found) and (self.against is None or _same(self.against, finding.expected))


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finding and what was decided on it; `reason` in Chinese and English."""

    finding: Finding
    state: State = "open"
    reason: Reason = ("", "")
    author: str = ""
    date: dt.date | None = None

    @property
    def open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state in ("open", "reopened")


def read_acceptances(
    path: Path, *, indicators: Collection[str], areas: Collection[str], sources: Collection[str]
) -> tuple[list[Acceptance], Problems]:
    """The acceptances of the file and every problem of the others; where there is no file, nothing is accepted."""
    if not path.exists():
        return [], Problems()
    entries, problems = read_entries(path)
    cells = Cells(shown(path), problems)
    known = {"indicator": indicators, "area": areas, "measure": MEASURES, "source": sources}
    seen: dict[Key, int] = {}
    out = []
    for entry in entries:
        accepted = _acceptance(entry, cells, known)
        if accepted is None:
            continue
        if accepted.key in seen:
            found = f"{' '.join(accepted.key)}, also on line {seen[accepted.key]}"
            problems.add(cells.path, entry.line, "code", "the finding is accepted twice", found=found)
            continue
        seen[accepted.key] = entry.line
        out.append(accepted)
    return out, problems


def review(
    findings: Iterable[Finding], accepted: Iterable[Acceptance], flags: Mapping[Key, Reason]
) -> tuple[tuple[Reviewed, ...], Problems]:
    """Every finding with its state, and a problem for each acceptance that speaks of none.

    `flags` are the reasons of corrections by (indicator, area, measure, period, source, bare locator): a figure that
    one speaks of has been looked at.
    """
    by_key = {one.key: one for one in accepted}
    out = []
    for finding in findings:
        one = by_key.pop(finding.key, None)
        out.append(_reviewed(finding, one, flags))
    problems = Problems()
    for one in by_key.values():
        problems.add(
            one.path, one.line, "code", "no such finding any more", found=" ".join(one.key), hint="take the entry out"
        )
    return tuple(out), problems


def _reviewed(finding: Finding, one: Acceptance | None, flags: Mapping[Key, Reason]) -> Reviewed:
    if one is not None:
        state: State = "accepted" if one.holds(finding) else "reopened"
        return Reviewed(finding, state, (one.reason, one.reason_en), one.author, one.date)
    cell = (finding.indicator, finding.area, finding.measure)
    places = [bare(locator) for locator in finding.locators]
    for (_, area, measure, _, source, place), reason in flags.items():
        if (area, measure) == cell[1:] and (source, place) in zip(finding.sources, places, strict=False):
            return Reviewed(finding, "flagged", reason)
    return Reviewed(finding)


def _same(expected: Decimal | None, found: float | None) -> bool:
    if expected is None or found is None:
        return expected is None and found is None
    return abs(float(expected) - found) <= 1e-6 * max(1.0, abs(found))


def _acceptance(entry: Entry, cells: Cells, known: Mapping[str, Collection[str]]) -> Acceptance | None:
    before = len(cells.problems)
    check_fields(entry, cells, known=FIELDS, required=REQUIRED)
    if entry.get("code"):
        cells.one_of(entry.line_of("code"), "code", entry.get("code"), known=tuple(SAYS), what="code")
    for name, words in known.items():
        word = entry.get(name)
        if word and word not in words:
            line, hint = entry.line_of(name), nearest(word, words)
            cells.problems.add(cells.path, line, name, "unknown name", found=word, hint=hint)
    date = cells.day(entry.line_of("date"), "date", entry.get("date"))
    numbers = {
        name: None if entry.get(name) == NOTHING else cells.optional_number(entry.line_of(name), name, entry.get(name))
        for name in ("expect", "against")
    }
    if len(cells.problems) > before or date is None:
        return None
    return Acceptance(
        tuple(entry.get(name) for name in KEY), numbers["expect"], numbers["against"], entry.get("reason.zh"),
        entry.get("reason.en"), entry.get("author"), date, cells.path, entry.line,
    )  # fmt: skip
