"""`read`: the figures that stand in documents, as rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from yardstick.errors import InputError, Problem
from yardstick.reader import Candidate
from yardstick.workspace import Workspace

COLUMNS = (
    "doc", "area", "indicator", "kind", "measure", "operator", "value", "value_high", "unit", "period", "char_start",
    "char_end", "confidence", "rule", "base_period", "as_of", "status", "hedge", "sentence_start", "sentence_end",
    "restates", "falls", "problem",
)  # fmt: skip


def rows_of(
    workspace: Workspace, files: Sequence[Path], *, area: str, signed: dt.date | None, published: dt.date | None
) -> tuple[list[tuple[object, ...]], list[Problem]]:
    """A row for every figure of every document, and what keeps a document from being read."""
    rows: list[tuple[object, ...]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            paper = workspace.read_document(file.name, file, area=area, signed=signed, published=published)
        except InputError as error:
            problems += error.problems
        else:
            rows += (_row(file.stem, c, paper.candidates) for c in paper.candidates)
    return rows, problems


def _row(doc: str, c: Candidate, found: Sequence[Candidate]) -> tuple[object, ...]:
    """`restates` is the place of the earlier figure; `value` and `unit` are as written, a fall has `falls`."""
    earlier = None if c.restates is None else found[c.restates].start
    said = (doc, c.area, c.indicator, c.kind, c.measure, c.operator, c.value, c.value_high, c.unit, c.period)
    told = (c.start, c.end, round(c.confidence, 2), " ".join(c.rules), c.base_period, c.as_of, c.status, c.hedge)
    return (*said, *told, c.first, c.last, earlier, c.falls or None, c.problem)
