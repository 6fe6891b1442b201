"""The verb `import`: shown first, line by line, then asked or told to go on, then stored as one change set."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import typer

from yardstick.cli.acting import agreed, author_of, on_terminal, steps, tell, told_again
from yardstick.cli.figures import plain, with_sign
from yardstick.cli.output import Format, print_rows, print_text
from yardstick.cli.wish import Wish, check_addresses, drafted_as, given
from yardstick.errors import YardstickError
from yardstick.i18n import Words, say, words
from yardstick.i18n.problem import say_error
from yardstick.store import MovedError
from yardstick.workspace import Workspace
from yardstick.workspace.marking import MARKED, marked, remarks
from yardstick.workspace.placing import unplaced
from yardstick.workspace.reviewing import ASKED_ABOVE, CHANGES, VERDICTS, Line, Review, Verdict, difference
from yardstick.workspace.sheetwords import REVIEW_WORDS, ROLE_WORDS, sheet_lines

COLUMNS = (
    *("verdict", "address", "indicator", "area", "measure", "period", "old", "new", "difference", "unit", "source"),
    *("message", "old_qualifier", "old_high", "old_status", "new_qualifier", "new_high", "new_status", "stored"),
)
"""What is printed of a line; a table holds those up to `message`, with the signs of bounds in `old` and `new`."""
IN_TABLE = COLUMNS.index("message") + 1
TELLING: tuple[Verdict, ...] = ("refused", "suspicious", "conflicting", "changed", "added")
MOST = 50
"""Rows of a table."""
TURNS = 50
"""How often a file is reviewed when other writers are quicker each time."""
ADDED, CHANGED = CHANGES.index("added"), CHANGES.index("changed")


def import_file(folder: Path, wish: Wish) -> int:
    """Show what a file would change and store it where that was asked for; return the exit status.

    Where another writer was quicker and nobody was asked, the file is reviewed again beside what that one stored.
    """
    t = words(wish.lang)
    told: dict[Verdict, int] | None = None
    wish = replace(wish, given=given()) if wish.file == "-" else wish
    try:
        for turn in range(TURNS):
            workspace, review = _reviewed(folder, wish, t)
            if review.counts != told:
                _show(workspace, review, wish, t)
            told = review.counts
            try:
                return _decide(workspace, review, wish, t)
            except MovedError:
                if not wish.yes or turn == TURNS - 1:
                    raise
                tell(t("Another change was stored in between; reviewed again"))
        raise AssertionError("the last turn returns or raises")
    except YardstickError as error:
        tell(say_error(error, t))
        told_again(error, t)
        return 1


def _reviewed(folder: Path, wish: Wish, t: Words) -> tuple[Workspace, Review]:
    workspace = Workspace.open(folder)
    with steps() as step:
        step.begin(t("Reading"))
        draft = drafted_as(workspace, wish, progress=step.reached)
        step.begin(t("Comparing"))
        review = workspace.review(draft, progress=step.reached)
    check_addresses(review, wish)
    return workspace, review


def _show(workspace: Workspace, review: Review, wish: Wish, t: Words) -> None:
    """The lines on standard output; what was detected, what was counted and what is refused on standard error."""
    table = wish.form is Format.table
    lines = review.lines(TELLING, count=MOST if table else None)
    if lines or not table:
        rows = [_row(workspace, review, line, wish, t) for line in lines]
        print_rows(COLUMNS[:IN_TABLE] if table else COLUMNS, rows, wish.form)
    more = sum(review.counts[verdict] for verdict in TELLING) - len(lines)
    if more:
        print_text(t("and {n} more lines; --format csv prints all", n=more))
    for at in range(len(review.draft.sheets)):
        tell(*sheet_lines(review.draft, at, t.lang))
    tell(*(_unplaced(role, word, near, t) for role, word, near in unplaced(workspace, review.draft)))
    tell(*(say(problem, t) for problem in review.problems))
    _tell_counts(review, t)
    if wish.marked is not None:
        _write_marked(workspace, review, wish.marked, t)


def _tell_counts(review: Review, t: Words) -> None:
    counts = review.counts
    tell(t.list([f"{t(REVIEW_WORDS[verdict])} {counts[verdict]}" for verdict in VERDICTS]))
    if review.draft.assumed and review.draft.source.id in review.found.rows["source"].unique().to_pylist():
        tell(t("No source was named: figures without one go to {source} (--source, --title)",
               source=review.draft.source.id))  # fmt: skip
    if counts["conflicting"]:
        tell(t("of conflicting figures the first in the order of precedence is shown; all are kept"))
    if review.unlooked:
        tell(t("{n} lines were not held against series and peers; validate --data does that", n=review.unlooked))


def _unplaced(role: str, word: str, near: Collection[str], t: Words) -> str:
    told = t("unknown {role}: {word}", role=t(ROLE_WORDS[role]), word=word)
    hints = [f"--map '{word}={each}'" for each in near]
    return told + (t("; nearest: {near}", near=t.list(hints)) if hints else "")


def _row(workspace: Workspace, review: Review, line: Line, wish: Wish, t: Words) -> tuple[object, ...]:
    before = line.before or next((each for each in line.others if each.shown and line.verdict == "conflicting"), None)
    old = (None, None, "", "") if before is None else (before.value, before.value_high, before.qualifier, before.status)
    new = (line.value, line.value_high, line.qualifier, line.status)
    if line.verdict == "refused":
        new = (None, None, "", "")
    cell = (line.verdict, line.address, line.indicator, line.area, line.measure, line.period)
    far = difference(new[0], old[0])
    far = None if far is None else round(far, 6)
    message = "; ".join(_sentences(workspace, review, line, t))
    if wish.form is Format.table:
        return (*cell, with_sign(*old), with_sign(*new), far, line.unit, line.source, message)
    stored = "yes" if _is_kept(line, wish) else "no"
    parts = (*(old[2], plain(old[1]), old[3]), *(new[2], plain(new[1]), new[3]))
    return (*cell, plain(old[0]), plain(new[0]), far, line.unit, line.source, message, *parts, stored)


def _is_kept(line: Line, wish: Wish) -> bool:
    """As `Review.chosen` has it."""
    if line.change not in ("added", "changed") or line.address in wish.leave:
        return False
    return line.stored or line.address in wish.take or wish.accept_suspicious


def _sentences(workspace: Workspace, review: Review, line: Line, t: Words) -> Iterator[str]:
    yield from remarks(workspace, review, line, t.lang)
    if line.asks_reason:
        yield t("a change by more than {percent} % needs a reason", percent=f"{ASKED_ABOVE:g}")


def _write_marked(workspace: Workspace, review: Review, path: Path, t: Words) -> None:
    """The workbook with comments at the cells; that it cannot be written keeps nothing else from being done."""
    if not review.draft.sheets:
        return
    try:
        path.write_bytes(marked(workspace, review, t.lang))
    except OSError as error:
        tell(t("{path} cannot be written: {reason}", path=path, reason=error.strerror or error))
        return
    tell(t("{path}: {n} cells with comments", path=path, n=sum(review.counts[verdict] for verdict in MARKED)))


def _decide(workspace: Workspace, review: Review, wish: Wish, t: Words) -> int:
    """Store, ask, or say why not; the exit status."""
    refused, doubtful = _open_questions(review, wish)
    chosen = review.chosen(take=wish.take, leave=wish.leave, take_doubtful=wish.accept_suspicious)
    status = 1 if refused or doubtful else 0
    if not chosen.any():
        tell(t("There is nothing that could be stored") if status else t("Nothing changes"))
        return status
    asking = bool((review.asks & chosen).any()) and not wish.reason.strip()
    if wish.dry_run:
        _tell_asking(review, chosen, t, asking=asking)
        tell(t("Nothing was stored: a dry run"))
        return status
    if not wish.yes and not on_terminal():
        tell(t("Nothing was stored; --yes stores, --dry-run only shows"))
        return 2
    if wish.yes and status and not wish.sound_only:
        _tell_why_not(refused, doubtful, t)
        return 1
    if not wish.yes:
        if not agreed(_question(chosen, refused + doubtful, t)):
            tell(t("Nothing was stored"))
            return status
        if asking:
            _tell_asking(review, chosen, t, asking=True)
            wish = replace(wish, reason=_asked_reason(t))
    elif asking:
        _tell_asking(review, chosen, t, asking=True)
        tell(t("Nothing was stored; say why with --reason"))
        return 1
    _store(workspace, review, wish, chosen, t)
    return status


def _open_questions(review: Review, wish: Wish) -> tuple[int, int]:
    """How many refused things and how many doubtful lines nobody has decided on."""
    refused = sum(1 for problem in review.problems if problem.key not in wish.leave)
    if wish.accept_suspicious:
        return refused, 0
    decided = wish.take | wish.leave
    addresses = review.found.addresses if decided else []
    doubtful = np.flatnonzero(review.doubtful & ~(review.changes == CHANGES.index("unchanged"))).tolist()
    return refused, sum(1 for at in doubtful if not decided or addresses[at] not in decided)


def _tell_why_not(refused: int, doubtful: int, t: Words) -> None:
    if refused:
        tell(t("Nothing was stored: {n} refused; mend them, leave them out (--leave), or store the rest (--sound-only)",
               n=refused))  # fmt: skip
    if doubtful:
        tell(t("Nothing was stored: {n} doubtful; leave them out (--leave, --sound-only) or store them too "
               "(--take, --accept-suspicious)", n=doubtful))  # fmt: skip


def _tell_asking(review: Review, chosen: npt.NDArray[np.bool_], t: Words, *, asking: bool) -> None:
    if asking:
        n = int((review.asks & chosen).sum())
        tell(t("{n} changes by more than {percent} % need a reason (--reason)", n=n, percent=f"{ASKED_ABOVE:g}"))


def _question(chosen: npt.NDArray[np.bool_], left: int, t: Words) -> str:
    n = int(chosen.sum())
    return t("Store {n} figures and leave out {left}?", n=n, left=left) if left else t("Store {n} figures?", n=n)


def _asked_reason(t: Words) -> str:
    return str(typer.prompt(t("Reason"), err=True))


def _store(workspace: Workspace, review: Review, wish: Wish, chosen: npt.NDArray[np.bool_], t: Words) -> None:
    with steps() as step:
        step.begin(t("Storing"))
        accepted = workspace.approve(
            review,
            author=author_of(wish.author),
            reason=wish.reason,
            take=wish.take,
            leave=wish.leave,
            take_doubtful=wish.accept_suspicious,
        )
    line = t(
        "Change set {id}: {added} figures added, {changed} changed. To take it back: python -m yardstick revert {id}",
        id=accepted.id,
        added=int((chosen & (review.changes == ADDED)).sum()),
        changed=int((chosen & (review.changes == CHANGED)).sum()),
    )
    if wish.form is Format.table:
        print_text(line)
    else:
        tell(line)
