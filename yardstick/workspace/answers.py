"""What the workspace answers: plain frozen records that a page, the command line and an export all read alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from yardstick.model import Source

SentenceState = Literal["shown", "absent", "changed", "unchecked", "not_text"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure as it is shown: the reading of a cell, or one of its other figures.

    `value` is in the unit `unit` (a unit id); None where it is missing, with `missing_reason`. `status` is the SDMX
    observation status (A P E I M); `figures` counts the figures the cell has and `conflict` says that they disagree.
    """

    area: str
    indicator: str
    measure: str
    period: str
    year: int
    value: float | None
    value_high: float | None
    qualifier: str
    unit: str
    status: str
    source: str
    locator: str
    change_set: int
    as_of: dt.date | None = None
    base_period: str = ""
    stated_value: str = ""
    stated_unit: str = ""
    note: str = ""
    missing_reason: str = ""
    figures: int = 1
    conflict: bool = False
    is_year: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """The change on the year before, or why there is none; ratios change by `points`, others by `percent` too."""

    difference: float | None = None
    percent: float | None = None
    points: float | None = None
    against: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A headline: one indicator of one area, its latest whole year. `reading` is None where nothing is held."""

    area: str
    indicator: str
    reading: Reading | None
    change: Change
    spark: tuple[tuple[int, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """What a recent source brought."""

    source: Source
    observations: int
    targets: int
    areas: tuple[str, ...]
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageCount:
    """How much is held of one theme for one area: indicators with a figure, of those defined, and the latest year."""

    area: str
    theme: str
    held: int
    defined: int
    latest: int | None


@dataclass(frozen=True, slots=True)
class Guard:
    """A rule of an honest picture that bites here: its code and the sentence that explains it, in both languages."""

    code: str
    zh: str
    en: str

    def say(self, lang: str) -> str:
        """The sentence in `lang`."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Compared:
    """One area in a comparison. `place` is its place (best, worst) where ranking is allowed; `steps` the arithmetic."""

    area: str
    reading: Reading | None
    raw: Reading | None
    place: tuple[int, int] | None = None
    refused: str = ""
    steps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several areas on one indicator: the aligned values, the whole series behind them, what was refused and why.

    `unit` is the unit of the chosen form; `period` the one common period or empty; `ranked` whether places are given.
    """

    indicator: str
    form: str
    unit: str
    period: str
    rows: tuple[Compared, ...]
    series: tuple[tuple[str, tuple[Reading, ...]], ...]
    ranked: bool
    guards: tuple[Guard, ...]
    finding: tuple[str, str]
    series_finding: tuple[str, str] = ("", "")
    peers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Implied:
    """A value that follows from two figures of one source (status I).

    They are the level `level` of `level_period` and, by `rule`, the growth in % or the multiple `factor`. `stated` is
    the stated reading of the same cell, if any, and `difference` the implied value over it, less 1.
    """

    area: str
    indicator: str
    period: str
    value: float
    unit: str
    source: str
    rule: str
    level: float
    factor: float
    level_period: str
    stated: float | None = None
    difference: float | None = None
    stated_qualifier: str = "="


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as written."""

    area: str
    indicator: str
    measure: str
    period: str
    year: int
    operator: str
    value: float | None
    value_high: float | None
    unit: str
    kind: str
    nature: str
    source: str
    locator: str
    announced: dt.date | None
    stated_value: str = ""
    stated_unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PeerValue:
    """One peer's value in a distribution."""

    area: str
    value: float


@dataclass(frozen=True, slots=True)
class PeerSet:
    """The distribution of one indicator among the peers of a level in one period."""

    level: str
    period: str
    unit: str
    values: tuple[PeerValue, ...]


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator in depth for some areas."""

    indicator: str
    series: tuple[tuple[str, tuple[Reading, ...]], ...]
    others: tuple[Reading, ...]
    implied: tuple[Implied, ...]
    aims: tuple[Aim, ...]
    peers: tuple[PeerSet, ...]
    other_measures: tuple[Reading, ...]
    finding: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an area stands among its peers: `percentile` is the share (0–100) of the others that it is ahead of."""

    indicator: str
    reading: Reading
    percentile: float
    peers: int
    form: str = "raw"


@dataclass(frozen=True, slots=True)
class PartShare:
    """A part of an area: the share the source states against the share its own parts compute."""

    part: str
    indicator: str
    period: str
    value: float | None
    whole: float | None
    unit: str
    stated: float | None
    computed: float | None
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class AreaView:
    """One area whole: its latest readings by theme, where it stands among peers, its parts."""

    area: str
    rows: tuple[Tile, ...]
    strengths: tuple[Standing, ...]
    weaknesses: tuple[Standing, ...]
    standings: tuple[Standing, ...]
    parts: tuple[PartShare, ...]
    part_readings: tuple[Reading, ...]
    finding: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rival:
    """A figure that was not picked for a cell, and the rule that decided (`kind`, `confidence`, `status`, `exactness`,
    `later`, `id`)."""

    reading: Reading
    source: Source
    decided_by: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence a figure stands in, from a document on this machine, and the sentences `previous` and `following`.

    `state`: `shown`; `absent`, the document is not here; `changed`, the sentence that was read does not stand there any
    more; `unchecked`, nothing tells what it was; `not_text`, the figure stands in a table or is computed. Only what is
    shown has words.
    """

    state: SentenceState
    before: str = ""
    figure: str = ""
    after: str = ""
    previous: str = ""
    following: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind one number. `picked` is None where nothing is held; `rivals` are in order of precedence."""

    area: str
    indicator: str
    measure: str
    period: str
    picked: Reading | None
    source: Source | None
    rivals: tuple[Rival, ...]
    implied: tuple[Implied, ...]
    arithmetic: tuple[tuple[str, str], ...]
    sentence: Sentence
    correction: tuple[str, str] = ("", "")
    missing: str = ""
    reasons: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One year of a coverage row. `code`: A P E I hedged M conflict; `reason` is the missing reason of an M."""

    year: int
    code: str
    figures: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """What is held of one indicator for one area, year by year; a year without a cell has no figure."""

    area: str
    indicator: str
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction: what the source says, what is shown instead (None: nothing), and why.

    `state` is applied, proposed, withdrawn, mended (the figure is no longer what it expects, so it has no effect) or
    replaced (a later change set speaks of the figure). `expect`, `value` and `found` (what the source states now) are
    texts in `stated_unit`, empty where there is none or it is not known. It stands in `file` at `line` under `name`;
    one accepted into the store has no line, and the number of its change set.
    """

    area: str
    indicator: str
    measure: str
    period: str
    source: str
    before: float | None
    after: float | None
    unit: str
    reason: tuple[str, str]
    author: str
    date: dt.date | None
    locator: str = ""
    action: str = ""
    state: str = "applied"
    expect: str = ""
    value: str = ""
    found: str = ""
    stated_unit: str = ""
    file: str = ""
    line: int | None = None
    name: str = ""
    change_set: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One collected row that is not in the store, and why."""

    file: str
    row: str
    area: str
    indicator: str
    measure: str
    period: str
    value: str
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceCount:
    """A source and how much of it is held."""

    source: Source
    observations: int
    shown: int
    targets: int


@dataclass(frozen=True, slots=True)
class Method:
    """One section of the methods page, in both languages; a row is (word zh, says zh, word en, says en)."""

    id: str
    zh_title: str
    en_title: str
    zh: str
    en: str
    rows: tuple[tuple[str, str, str, str], ...] = ()
