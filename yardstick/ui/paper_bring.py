"""Bringing a document: a file or pasted text, and what it is: whose, which source, of which day."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from yardstick.errors import InputError, Problem
from yardstick.i18n import say
from yardstick.model.source import SOURCE_KINDS, SourceKind
from yardstick.ui.cache import kept
from yardstick.ui.holdings import KINDS
from yardstick.ui.paper_work import Work
from yardstick.ui.picture import plain
from yardstick.ui.session import Desk
from yardstick.workspace.papers import Paper, described, known_otherwise

PASTED_AT_MOST = 500_000
"""Characters of pasted text; more comes as a file."""
REVIEWED_AT_MOST = 400_000
"""Characters of a document that a browser is asked to mark; a longer one is read by a script."""


def bring(desk: Desk, at: Work) -> None:
    """The two ways in; when something was read, the page runs again with it."""
    t = desk.t
    ways = {"file": t("A file"), "paste": t("Pasted text")}
    way = st.segmented_control(
        t("Bring the document as"), tuple(ways), key="paper.way", format_func=ways.__getitem__, default="file",
        required=True,
    )  # fmt: skip
    if way == "file":
        _upload(desk, at)
    else:
        _paste(desk, at)
    for problem in at.refused:
        st.error(plain(say(problem, t)))


def _upload(desk: Desk, at: Work) -> None:
    label = desk.t("A report, bulletin or plan (.txt, .md, .docx, .pdf with text, .html), up to 20 MB")
    sent = st.file_uploader(label, key=at.key("file"))
    if sent is not None and sent.file_id != at.seen:
        at.seen = sent.file_id
        _read(desk, at, sent.name, sent.getvalue())


def _paste(desk: Desk, at: Work) -> None:
    t = desk.t
    text = st.text_area(
        t("The text of the document, from its title on"), key=at.key("text"), height=240, max_chars=PASTED_AT_MOST
    )
    if not st.button(t("Read this text"), type="primary", key=at.key("read")):
        return
    if not text.strip():
        st.info(t("Nothing is pasted yet."))
        return
    _read(desk, at, f"{t('Pasted on {day}', day=dt.date.today())}.txt", text.encode())


def _read(desk: Desk, at: Work, name: str, content: bytes) -> None:
    try:
        with st.spinner(desk.t("The document is read…")):
            paper = desk.ws.read_document(name, content)
    except InputError as error:
        at.refused = tuple(error.problems)
        return
    if len(paper.text) > REVIEWED_AT_MOST:
        found, most = f"{len(paper.text):,}", f"{REVIEWED_AT_MOST:,}"
        said, hint = "the document is too long to be reviewed on a page", "split it, or use Workspace.read_document"
        at.refused = (Problem(name, None, "", said, found, most, hint),)
        return
    at.begin(paper)
    st.rerun()


def head(desk: Desk, at: Work, paper: Paper) -> None:
    """The document in a line, and the way to another."""
    t = desk.t
    size = t("{n} characters", n=f"{len(paper.text):,}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(paper.name)}** :gray[{size} · SHA-256 {paper.sha256[:12]}…]", width="stretch")
        st.button(t("Another document"), key=at.key("other"), icon=":material/close:", on_click=at.end)
    for note in paper.notes:
        st.warning(plain(say(note, t)))


def source(desk: Desk, at: Work, paper: Paper) -> None:
    """What the document is. Of a known one only the area can be said; of a new one everything."""
    t, s = desk.t, paper.source
    other = known_otherwise(desk.ws, paper)
    if other is not None:
        st.info(
            t("A document of this kind, area and year is known with another text: {title} ({id}).",
              title=plain(other.title), id=other.id)
        )  # fmt: skip
    days = [desk.ws.day_name(day, desk.lang) for day in (s.signed or s.published,) if day]
    told = " · ".join([plain(s.title), plain(desk.name(paper.area)), *days])
    label = t("Known document: {told}", told=told) if paper.known else t("New document: {told}", told=told)
    box = st.expander(label, key=at.key("source"), on_change="rerun", icon=":material/description:")
    if not box.open:
        return
    with box:
        _form(desk, at, paper)


def _form(desk: Desk, at: Work, paper: Paper) -> None:
    t, s, fixed = desk.t, paper.source, paper.known
    names = area_names(desk, desk.version, desk.lang)
    codes = tuple(names)
    with st.form(at.key("form"), border=False):
        if fixed:
            st.caption(t("The text is known by its hash: title, dates and publisher are those of its source."))
        title = st.text_input(t("Title"), s.title, max_chars=200, disabled=fixed)
        with st.container(horizontal=True):
            area = st.selectbox(
                t("Whose document"), codes, index=codes.index(paper.area) if paper.area in codes else 0,
                format_func=names.__getitem__,
            )  # fmt: skip
            kind: SourceKind = st.selectbox(
                t("Kind"), SOURCE_KINDS, index=SOURCE_KINDS.index(s.kind), format_func=lambda k: t(KINDS[k]),
                disabled=fixed,
            )  # fmt: skip
            publisher = st.text_input(t("Publisher"), s.publisher, max_chars=200, disabled=fixed)
        with st.container(horizontal=True):
            signed = st.date_input(t("Signed, or day of the meeting"), s.signed, format="YYYY-MM-DD", disabled=fixed,
                                   min_value=dt.date(1949, 10, 1))  # fmt: skip
            published = st.date_input(t("Published on"), s.published, format="YYYY-MM-DD", disabled=fixed,
                                      min_value=dt.date(1949, 10, 1))  # fmt: skip
        sent = st.form_submit_button(t("Read it again as this"))
    if not sent:
        return
    if not title.strip():
        st.error(t("A source needs a title."))
        return
    as_said = s if fixed else described(
        desk.ws, paper, area=area, title=title, publisher=publisher, kind=kind, signed=signed, published=published
    )  # fmt: skip
    at.again(desk.ws.reread(paper, area=area, source=as_said))
    st.rerun()


@kept(8)
def area_names(_desk: Desk, /, version: str, lang: str) -> dict[str, str]:
    """Every area that can have a document: code → name."""
    return {a.code: a.name(lang) for a in _desk.ws.areas}
