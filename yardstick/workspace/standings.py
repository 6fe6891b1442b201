"""The status of a target in words, and what is to be known of the figures behind it."""

from __future__ import annotations

from yardstick.i18n import Words
from yardstick.targets.records import Verdict
from yardstick.workspace.wording import CAUTION_WORDS, HELD_WORDS, VERDICT_WORDS

WAITING = ("overdue_no_data", "not_due_no_data")
"""Statuses for want of a figure."""
UNJUDGED = (*WAITING, "not_evaluable")


def status(verdict: Verdict, t: Words) -> str:
    """The word of the status; one that waits for the figure of the end says so."""
    if verdict.status == "overdue_no_data" and verdict.reason == "final_missing":
        return t("due, final figure not out")
    return t(VERDICT_WORDS[verdict.status])


def cautions(verdict: Verdict, t: Words) -> tuple[str, ...]:
    """What was judged on, or, where nothing was judged, of what kind the figures held are; empty for plain figures."""
    if verdict.status not in UNJUDGED:
        return tuple(t(CAUTION_WORDS[c]) for c in verdict.cautions if c in CAUTION_WORDS)
    said = [t(HELD_WORDS[c]) for c in verdict.cautions if c in HELD_WORDS]
    return (t("held: {kinds}", kinds=t.list(said)),) if said else ()
