"""The targets as a whole: what one names in another, and the areas that some are to be compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from yardstick.errors import Problems, nearest
from yardstick.ingest.linking import References
from yardstick.ingest.targets import key_of
from yardstick.model import Observation, Target

Entry = tuple[int, Target]
Cell = tuple[str, str, str]


def sound_targets(
    targets: list[Entry], observations: Iterable[tuple[int, Observation]], *, references: References, whole: bool
) -> tuple[list[Entry], Problems]:
    """The targets whose references hold, and a problem for each of the others.

    Refused are a target that supersedes what is not there, targets that supersede each other in a circle, and a
    comparison with an area of which nothing is held. Where rows were refused before (not `whole`), what is not there
    may be among them, and only circles are told.
    """
    problems = Problems()
    checks = _Checks(targets, references=references, problems=problems)
    bad = checks.circles()
    if whole:
        bad |= checks.lost() | checks.without_data({(o.indicator, o.area) for _, o in observations})
    return [entry for entry in targets if key_of(entry[1]) not in bad], problems


class _Checks:
    """The checks share the targets by the place that `supersedes` names, and the place of each row."""

    def __init__(self, targets: list[Entry], *, references: References, problems: Problems) -> None:
        self._targets = [target for _, target in targets]
        self._taken, self._problems = references.taken, problems
        self._at: dict[Cell, list[Target]] = defaultdict(list)
        for target in self._targets:
            self._at[target.indicator, target.area, target.place].append(target)

    def lost(self) -> set[tuple[str, ...]]:
        """The keys of targets that supersede what is not there."""
        bad = set()
        for target in self._targets:
            if target.supersedes and not self._superseded(target):
                known = [place for indicator, area, place in self._at if (indicator, area) == _cell(target)]
                path, line = self._address(target)
                self._problems.add(
                    path, line, "supersedes", "no target of this indicator and area stands there",
                    found=target.supersedes, expected="<source> <locator>", hint=nearest(target.supersedes, known),
                )  # fmt: skip
                bad.add(key_of(target))
        return bad

    def circles(self) -> set[tuple[str, ...]]:
        """The keys of targets that supersede themselves by way of others."""
        bad = set()
        for target in self._targets:
            if target.supersedes and self._leads_back(target):
                path, line = self._address(target)
                self._problems.add(
                    path, line, "supersedes", "targets supersede each other",
                    found=target.supersedes, hint="the later one names the earlier",
                )  # fmt: skip
                bad.add(key_of(target))
        return bad

    def without_data(self, held: set[tuple[str, str]]) -> set[tuple[str, ...]]:
        """The keys of comparisons with an area of which no figure of the indicator is held."""
        bad = set()
        for target in self._targets:
            if target.reference_area and (target.indicator, target.reference_area) not in held:
                path, line = self._address(target)
                self._problems.add(
                    path, line, "reference_area", "the reference area has no figure of this indicator",
                    found=target.reference_area, hint=f"add a figure of {target.indicator} to the observations",
                )  # fmt: skip
                bad.add(key_of(target))
        return bad

    def _superseded(self, target: Target) -> list[Target]:
        return self._at.get((*_cell(target), target.supersedes), [])

    def _leads_back(self, target: Target) -> bool:
        seen: set[tuple[str, ...]] = set()
        waiting = list(self._superseded(target))
        while waiting:
            other = waiting.pop()
            if other == target:
                return True
            if key_of(other) not in seen:
                seen.add(key_of(other))
                waiting = [*waiting, *self._superseded(other)]
        return False

    def _address(self, target: Target) -> tuple[str, int]:
        path, _, line = self._taken[key_of(target)].rpartition(":")
        return path, int(line)


def _cell(target: Target) -> tuple[str, str]:
    return target.indicator, target.area
