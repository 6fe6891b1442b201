"""Bringing figures in on the steward's page: bring, understand, review, store."""

from __future__ import annotations

import streamlit as st

from yardstick.i18n import say
from yardstick.ui import import_approve, import_bring, import_lines, import_understood
from yardstick.ui.import_work import Work, review_of, work
from yardstick.ui.picture import plain
from yardstick.ui.session import Desk
from yardstick.workspace.drafting import Draft


def part(desk: Desk) -> None:
    """The part of the page."""
    at = work()
    if at.stored is not None:
        import_approve.stored(desk, at, at.stored)
    if at.draft is None:
        import_bring.bring(desk, at)
    else:
        steps(desk, at, at.draft)


def steps(desk: Desk, at: Work, draft: Draft) -> None:
    """What comes after a file was read."""
    import_bring.head(desk, at, draft)
    for problem in draft.problems:
        st.warning(plain(say(problem, desk.t)))
    review = review_of(desk, at)
    assert review is not None
    while at.told:
        st.warning(at.told.pop(0))
    import_bring.whose(desk, at, draft)
    import_understood.understood(desk, at, draft, review)
    import_lines.lines(desk, at, review)
    import_approve.downloads(desk, at, review)
    import_approve.approve(desk, at, review)
