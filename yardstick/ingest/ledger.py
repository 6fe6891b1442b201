"""The targets as a whole: what one names in another, and the areas that some are to be compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from yardstick.errors import Problems, nearest
from yardstick.ingest.linking import References
from yardstick.ingest.targets import key_of
from yardstick.model import Target, bare

Entry = tuple[int, Target]
Cell = tuple[str, str, str]
"""Indicator, area and place."""
Figures = tuple[str, str, str]
"""Indicator, area and measure."""


def sound_targets(
    targets: list[Entry], held: Collection[Figures], *, references: References
) -> tuple[list[Entry], Problems]:
    """The targets whose references hold, and a problem for each of the others.

    Refused are a target that supersedes what is not there, targets that supersede each other in a circle, and a
    comparison with an area of which nothing is `held`. What may be among the rows that were refused is not missed.
    """
    problems = Problems()
    checks = _Checks(targets, references=references, problems=problems)
    bad = checks.circles() | checks.lost() | checks.without_data(held)
    return [entry for entry in targets if key_of(entry[1]) not in bad], problems


class _Checks:
    """The checks share the targets by the place that `supersedes` names, and the place of each row."""

    def __init__(self, targets: list[Entry], *, references: References, problems: Problems) -> None:
        self._targets = [target for _, target in targets]
        self._references, self._problems = references, problems
        self._at: dict[Cell, list[Target]] = defaultdict(list)
        for target in self._targets:
            self._at[target.indicator, target.area, bare(target.place)].append(target)

    def lost(self) -> set[tuple[str, ...]]:
        """The keys of targets that supersede what is not there."""
        bad = set()
        for target in self._targets:
            if target.supersedes and not self._superseded(target) and not self._refused_at(target.supersedes):
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

    def without_data(self, held: Collection[Figures]) -> set[tuple[str, ...]]:
        """The keys of comparisons with an area of which no figure is held that the target could be set against."""
        bad = set()
        for target in self._targets:
            if target.reference_area and not self._comparable(target.indicator, target, held):
                path, line = self._address(target)
                self._problems.add(
                    path, line, "reference_area", "the reference area has no figure of this indicator",
                    found=target.reference_area, hint=f"add a figure of {target.indicator} to the observations",
                )  # fmt: skip
                bad.add(key_of(target))
        return bad

    def _comparable(self, indicator: str, target: Target, held: Collection[Figures]) -> bool:
        """Whether the reference area has a level or a figure of the target's measure, stated or to be computed."""
        refused = self._references.refused
        if refused.unread or indicator in refused.figures or self._references.waits(indicator):
            return True
        if any((indicator, target.reference_area, measure) in held for measure in ("value", target.measure)):
            return True
        formula = self._references.catalogue.indicators[indicator].formula
        return formula is not None and all(self._comparable(name, target, held) for name in formula.names)

    def _refused_at(self, place: str) -> bool:
        refused = self._references.refused
        return refused.unread or bare(place) in refused.places

    def _superseded(self, target: Target) -> list[Target]:
        return self._at.get((*_cell(target), bare(target.supersedes)), [])

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
        path, _, line = self._references.taken[key_of(target)].rpartition(":")
        return path, int(line)


def _cell(target: Target) -> tuple[str, str]:
    return target.indicator, target.area
