"""Storing what was reviewed: who, why, a button that says what it does, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode
from weakref import ref

import numpy as np
import streamlit as st

from yardstick.errors import YardstickError
from yardstick.exports import csv_bytes
from yardstick.i18n import say_error
from yardstick.store import MovedError
from yardstick.ui.downloads import CSV, DOWNLOADS, XLSX
from yardstick.ui.import_lines import table
from yardstick.ui.import_work import Stored, Work
from yardstick.ui.picture import plain
from yardstick.ui.session import Desk
from yardstick.workspace.marking import can_mark, marked
from yardstick.workspace.reviewing import ASKED_ABOVE, VERDICTS, Review

AUTHOR = "steward.author"
"""Session state: who works here; the other parts of the page ask by it too."""
WORTH = tuple(verdict for verdict in VERDICTS if verdict not in ("unchanged", "blank"))
LINK = "color:inherit;margin-right:1.25rem"
NAMED = 5
"""Lines named where a reason is asked for."""


def downloads(desk: Desk, work: Work, review: Review) -> None:
    """The marked workbook, and the lines as CSV. The links do not keep the review: it may be large."""
    t, lang, now, mine = desk.t, desk.lang, ref(review), ref(work)
    stem = review.draft.name.rsplit(".", 1)[0]

    def workbook() -> bytes | None:
        held = now()
        return None if held is None else marked(desk.ws, held, lang)

    def table_of_lines() -> bytes | None:
        held, at = now(), mine()
        return None if held is None or at is None else csv_bytes(table(desk, held, held.lines(WORTH), work=at))

    offered: list[tuple[str, str, Callable[[], bytes | None], str]] = []
    if can_mark(review):
        label = t("Workbook with a comment at each cell that is refused, suspicious or conflicting")
        offered.append((label, f"{stem}-{t('marked')}.xlsx", workbook, XLSX))
    if sum(review.counts[v] for v in WORTH):
        offered.append((t("Lines as CSV"), f"{stem}-{t('lines')}.csv", table_of_lines, CSV))
    links = [
        f"[:material/download: {label}]({DOWNLOADS.offer_file(name, work.holder(name), make, media=media)})"
        for label, name, make, media in offered
    ]
    if links:
        st.caption("  \n".join(links))


def approve(desk: Desk, work: Work, review: Review) -> None:
    """The fourth step."""
    t = desk.t
    chosen = review.chosen(take=work.take, leave=work.leave(review))
    count = int(chosen.sum())
    asking = [review.found.addresses[at] for at in np.flatnonzero(review.asks & chosen)]
    if not count:
        st.info(t("Nothing of this file is to be stored."))
        return
    st.markdown(f"### {t('Store')}")
    if not asking:
        label = t("Reason (may be left empty)")
    else:
        label = t("Reason")
        first = t.list(asking[:NAMED]) + ("…" if len(asking) > NAMED else "")
        st.warning(
            t("A reason is asked for, because these lines differ by more than {percent} % from what is held: {cells}",
              percent=f"{ASKED_ABOVE:g}", cells=plain(first))
        )  # fmt: skip
    reason = st.text_area(label, key=work.key("reason"), height=80, max_chars=500)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = str(st.session_state.get(AUTHOR, ""))
        author = st.text_input(t("Author"), who, key=work.key("author"), max_chars=80, width=260)
        st.session_state[AUTHOR] = author
        label = t("Store {n} figures", n=f"{count:,}") if count > 1 else t("Store 1 figure")
        sent = st.button(label, key=work.key("store"), type="primary", icon=":material/check:")
    if sent:
        _store(desk, work, review, author=author, reason=reason, count=count)


def _store(desk: Desk, work: Work, review: Review, *, author: str, reason: str, count: int) -> None:
    first = int(np.flatnonzero(review.chosen(take=work.take, leave=work.leave(review)))[0])
    cell = tuple(str(review.found.rows[name][first].as_py()) for name in ("area", "indicator", "measure", "period"))
    by_hand = bool(review.draft.mapping.to_dict()) or any(sheet.by_hand for sheet in review.draft.sheets)
    try:
        with st.spinner(desk.t("The change set is written…")):
            accepted = desk.ws.approve(review, author=author, reason=reason, take=work.take, leave=work.leave(review))
    except MovedError:
        work.told.append(
            desk.t("Somebody stored something else meanwhile. Nothing of yours is stored yet: look again.")
        )
        st.rerun()
    except YardstickError as error:
        st.error(plain(say_error(error, desk.t)))
        return
    work.end()
    work.stored = Stored(accepted.id, count, (cell[0], cell[1], cell[2], cell[3]), by_hand)
    st.rerun()


def stored(desk: Desk, work: Work, done: Stored) -> None:
    """What was stored last, and where to look at it."""
    t = desk.t
    area, indicator, measure, period = done.cell
    cell = "|".join((area, indicator, measure, period))
    shown = desk.ws.shown_areas if area in desk.ws.shown_areas else (area, *desk.ws.shown_areas)
    areas = {"areas": ",".join(shown)}
    year = {"year": period} if period.isdigit() else {}
    links = (
        (t("Compare"), "compare", {"indicators": indicator, **areas, **year, "cell": cell}),
        (t("Indicator"), "indicator", {"indicator": indicator, **areas, "cell": cell}),
        (t("Take it back"), "steward", {"part": "history", "set": str(done.id)}),
    )
    many = t("{n} figures", n=f"{done.figures:,}") if done.figures > 1 else t("1 figure")
    told = [t("Change set {id} is stored: {figures}.", id=done.id, figures=many)]
    if done.kept:
        told.append(t("The words and forms placed by hand are kept for the next file."))
    st.success(" ".join(told), icon=":material/check:")
    anchors = "".join(
        f'<a href="/{page}?{urlencode({**asked, **desk.carried})}" target="_self" style="{LINK}">{name}</a>'
        for name, page, asked in links
    )
    st.html(f"<div>{anchors}</div>")
