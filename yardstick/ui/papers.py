"""Reading a document on the steward's page: bring it, say what it is, review its figures, store them."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

import streamlit as st

from yardstick.errors import YardstickError
from yardstick.i18n import say_error
from yardstick.model import Target
from yardstick.store import MovedError
from yardstick.ui import manuscript, paper_bring
from yardstick.ui.import_approve import AUTHOR, LINK
from yardstick.ui.paper_view import beginning, mount
from yardstick.ui.paper_work import Stored, Work, overlook_of, work
from yardstick.ui.picture import plain
from yardstick.ui.session import Desk
from yardstick.workspace.reading_over import Item, Overlook, chosen
from yardstick.workspace.teaching import lines_of


def part(desk: Desk) -> None:
    """The part of the page."""
    at = work()
    if at.stored is not None:
        stored(desk, at.stored)
    if at.paper is None:
        paper_bring.bring(desk, at)
        return
    paper_bring.head(desk, at, at.paper)
    paper_bring.source(desk, at, at.paper)
    at.begun = beginning(at)
    review(desk, at)


@st.fragment
def review(desk: Desk, at: Work) -> None:
    """The review and what comes of it: a decision runs this alone."""
    if at.paper is None:
        return
    overlook = overlook_of(desk, at)
    while at.told:
        st.warning(at.told.pop(0))
    if not at.begun:
        at.begun = beginning(at)
    if not overlook.items:
        st.info(desk.t("No figure was found in this document."))
        return
    mount(desk, at, overlook)
    words(desk, at)
    approve(desk, at, overlook)


def words(desk: Desk, at: Work) -> None:
    """What the reader is to learn, as the lines it becomes."""
    if not at.lesson:
        return
    t = desk.t
    st.markdown(f"**{t('Words for the reader')}**")
    st.code(lines_of(at.lesson), language="yaml")
    st.caption(t("These lines go into data/reading.yaml when the figures are stored, or now:"))
    if not st.button(t("Keep them now and read the document again"), key=at.key("teach")):
        return
    assert at.paper is not None
    try:
        desk.ws.teach(at.lesson)
    except YardstickError as error:
        st.error(plain(say_error(error, t)))
        return
    at.aliases, at.ignore = {}, ()
    at.again(desk.ws.reread(at.paper))
    st.rerun()


def approve(desk: Desk, at: Work, overlook: Overlook) -> None:
    """Who stores what, and why."""
    t = desk.t
    items = chosen(overlook, at.accepted)
    if not items:
        st.info(t("Nothing of this document is accepted yet."))
        return
    st.markdown(f"### {t('Store')}")
    st.markdown(_summary(desk, items, at))
    reason = st.text_area(t("Reason (may be left empty)"), key=at.key("reason"), height=80, max_chars=500)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = str(st.session_state.get(AUTHOR, ""))
        author = st.text_input(t("Author"), who, key=at.key("author"), max_chars=80, width=260)
        st.session_state[AUTHOR] = author
        label = t("Store {n} figures", n=f"{len(items):,}") if len(items) > 1 else t("Store 1 figure")
        sent = st.button(label, key=at.key("store"), type="primary", icon=":material/check:")
    if sent:
        _store(desk, at, overlook, items, author=author, reason=reason)


def _summary(desk: Desk, items: tuple[Item, ...], at: Work) -> str:
    t = desk.t
    targets = sum(isinstance(i.stated.record, Target) for i in items)
    states = Counter(i.state for i in items)
    told = [
        (1, stored_words(desk, len(items) - targets, targets)),
        (states["revises"], t("{n} revise what this source said", n=states["revises"])),
        (states["contradicts"], t("{n} contradict another source", n=states["contradicts"])),
        (len(at.rejected), t("{n} rejected", n=len(at.rejected))),
    ]
    return t.list([words for many, words in told if many])


def stored_words(desk: Desk, actuals: int, targets: int) -> str:
    """How many of both; what there is none of is not told."""
    t = desk.t
    told = [t("{n} actuals", n=actuals) if actuals > 1 else t("1 actual")] if actuals else []
    told += [t("{n} targets", n=targets) if targets > 1 else t("1 target")] if targets else []
    return t.list(told)


def _store(desk: Desk, at: Work, overlook: Overlook, items: tuple[Item, ...], *, author: str, reason: str) -> None:
    t = desk.t
    try:
        with st.spinner(t("The change set is written…")):
            accepted = desk.ws.approve_document(overlook, at.decisions, author=author, reason=reason)
    except MovedError:
        at.told.append(t("Somebody stored something else meanwhile. Nothing of yours is stored yet: look again."))
        st.rerun()
    except YardstickError as error:
        st.error(plain(say_error(error, t)))
        return
    targets = sum(isinstance(i.stated.record, Target) for i in items)
    _, indicator, area, measure, period = _to_look_at(items).stated.cell
    source = overlook.paper.source.id
    at.end()
    at.stored = Stored(
        accepted.id, len(items) - targets, targets, (area, indicator, measure, period), len(items) == targets, source
    )
    st.rerun()


def _to_look_at(items: tuple[Item, ...]) -> Item:
    """The figure that is opened first: a value, as the compare page draws values; else an actual; else a target."""
    actual = [i for i in items if not isinstance(i.stated.record, Target)]
    values = [i for i in actual if i.stated.cell[3] == "value"]
    return (values or actual or list(items))[0]


def stored(desk: Desk, done: Stored) -> None:
    """What was stored last, and where to look at it."""
    t = desk.t
    area, indicator, measure, period = done.cell
    cell = "|".join((area, indicator, measure, period))
    areas = {"areas": ",".join((area, *(a for a in desk.ws.shown_areas if a != area)))}
    year = {"year": period} if period.isdigit() else {}
    compare = (t("Compare"), "compare", {"indicators": indicator, **areas, **year, "cell": cell})
    aims = (t("Targets"), "targets", {"areas": area})
    links = (
        aims if done.target else compare,
        (t("Indicator"), "indicator", {"indicator": indicator, **areas, **({} if done.target else {"cell": cell})}),
        (t("Take it back"), "steward", {"part": "history", "set": str(done.id)}),
    )
    figures = stored_words(desk, done.actuals, done.targets)
    st.success(t("Change set {id} is stored: {figures}.", id=done.id, figures=figures), icon=":material/check:")
    addresses = [(name, f"/{page}?{urlencode({**asked, **desk.carried})}") for name, page, asked in links]
    addresses.insert(2, (t("The document"), manuscript.address(desk, done.source)))
    anchors = "".join(f'<a href="{address}" target="_self" style="{LINK}">{name}</a>' for name, address in addresses)
    st.html(f"<div>{anchors}</div>")
