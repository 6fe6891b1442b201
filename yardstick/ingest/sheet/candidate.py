"""One figure of a sheet as it would be stored, or why it would not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from yardstick.catalogue import Catalogue
from yardstick.errors import Problem
from yardstick.ingest.linking import References
from yardstick.ingest.sheet.names import Mapping as Mapped
from yardstick.ingest.sheet.names import Names
from yardstick.model import AreaBook, Observation, Source
from yardstick.model.observation import ObsStatus


@dataclass(frozen=True, slots=True)
class Candidate:
    """One cell of a table of figures.

    With an `observation`, `problems` are remarks on it (a footnote mark taken off, a hidden row). Without one, the cell
    is refused for its problems; without problems either, it is `missing`, which then holds the mark (`empty` for a
    blank cell). A mark that is written out (—, 未公布) is an observation of status M and `missing` at once.
    `said_source` is the source as the row writes it, empty where it names none.
    """

    address: str
    indicator: str
    area: str
    measure: str
    period: str
    value_text: str
    observation: Observation | None = None
    problems: tuple[Problem, ...] = ()
    missing: str = ""
    row: int = 0
    column: int = 0
    said_source: str = ""

    @property
    def refused(self) -> bool:
        """Whether the cell holds something that cannot be stored as it is."""
        return self.observation is None and bool(self.problems)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What the figure is of: indicator, area, measure and period."""
        return self.indicator, self.area, self.measure, self.period

    @property
    def said_once(self) -> tuple[str, ...]:
        """What one file may say only once: the key from one source, or from one place in it where the row names one."""
        o = self.observation
        return self.key if o is None else (*self.key, o.source, "" if o.locator == self.address else o.locator)


@dataclass(frozen=True)
class Setting:
    """What a file is read with: the definitions, what was mapped by hand, and whose figures they are.

    `file` is the name under which problems are told; `source` what every figure is given whose row names none of
    `sources` by its id, `status` the status of those whose row says none.
    """

    catalogue: Catalogue
    areas: AreaBook
    source: Source
    file: str
    mapping: Mapped = field(default_factory=Mapped)
    status: ObsStatus = "A"
    sources: Mapping[str, Source] = field(default_factory=dict)
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", Names(self.catalogue, self.areas, self.mapping))

    def references(self) -> References:
        """What rows may refer to, with no key taken yet."""
        return References(self.catalogue, self.areas, self.known_sources)

    @cached_property
    def known_sources(self) -> Mapping[str, Source]:
        """The sources a row may name by their id."""
        return {**self.sources, self.source.id: self.source}
