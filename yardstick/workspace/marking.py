"""What is wrong with a file, at its cells: the workbook that was sent with a comment where something is the matter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from yardstick.errors import Problem
from yardstick.i18n import Words, say, words
from yardstick.ingest.sheet.archive import column_letters
from yardstick.workspace.reviewing import Line, Review, Verdict
from yardstick.workspace.stewarding import Stewarding

MARKED: tuple[Verdict, ...] = ("refused", "suspicious", "conflicting")
_CODE = re.compile(r"\b\d{6}\b")
CELLS_AT_MOST = 300_000
"""Beyond so many cells no marked workbook is made: it would take longer than anyone waits."""


def remarks(ws: Stewarding, review: Review, line: Line, lang: str) -> tuple[str, ...]:
    """As `line_sentences`, without file and cell before each: for whoever sees the line. Its own figure comes first."""
    t = words(lang)
    mine = sorted(line.findings, key=lambda one: one.locators[:1] != (line.address,))
    said = [bare(_named(ws, problem, lang), t) for problem in line.problems]
    said += ws.line_sentences(review, replace(line, problems=(), findings=tuple(mine)), lang)
    return tuple(dict.fromkeys(said))


def _named(ws: Stewarding, problem: Problem, lang: str) -> Problem:
    """A problem whose hint names areas by their names, not by their codes alone."""
    return replace(problem, hint=_CODE.sub(lambda code: f"{ws.area_name(code[0], lang)} {code[0]}", problem.hint))


def bare(problem: Problem, t: Words) -> str:
    """A problem in the reader's language, without its address."""
    return say(replace(problem, path="", line=None, key=""), t).lstrip(": ")


def can_mark(review: Review) -> bool:
    """Whether a marked workbook can be made: there is something to mark, in a file of a passable size."""
    cells = sum(sheet.grid.height * sheet.grid.width for sheet in review.draft.sheets)
    return cells <= CELLS_AT_MOST and any(review.counts[verdict] for verdict in MARKED)


def marked(ws: Stewarding, review: Review, lang: str) -> bytes:
    """An .xlsx with the file's cells, and a comment at each line that is refused, suspicious or conflicting.

    An .xlsx that was sent is itself marked; of any other form the sheet with the most marks is written as text, and the
    marks of others stand on a sheet of their own.
    """
    from yardstick.exports.marked import mark, mark_rows  # workbooks are marked seldom, their library starts slowly

    draft = review.draft
    found: dict[tuple[int, int, int], Sequence[str]] = defaultdict(list)
    for line in review.lines(MARKED):
        found[line.place] = remarks(ws, review, line, lang) or (line.verdict,)
    if draft.content[:2] == b"PK":
        names = [sheet.grid.name for sheet in draft.sheets]
        return mark(draft.content, {(names[s], f"{column_letters(c)}{r}"): said for (s, r, c), said in found.items()})
    most = max(range(len(draft.sheets)), key=lambda at: sum(place[0] == at for place in found))
    grid = draft.sheets[most].grid
    rows = [[grid.text(r, c) for c in range(1, grid.width + 1)] for r in range(1, grid.height + 1)]
    own = mark_rows(
        rows,
        {(r, c): said for (s, r, c), said in found.items() if s == most},
        sheet=grid.name.translate(str.maketrans("[]:*?/\\", "_" * 7)) or "1",
    )
    others = {
        (draft.sheets[s].grid.name, f"{column_letters(c)}{r}"): said for (s, r, c), said in found.items() if s != most
    }
    return mark(own, others) if others else own
