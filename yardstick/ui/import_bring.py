"""Bringing a file or pasted cells, and saying whose figures they are."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from yardstick.i18n import say
from yardstick.model.source import SOURCE_KINDS, SourceKind
from yardstick.ui.cache import kept
from yardstick.ui.holdings import KINDS
from yardstick.ui.import_work import Work, bar, draft_of
from yardstick.ui.picture import plain
from yardstick.ui.provenance import dated
from yardstick.ui.session import Desk
from yardstick.workspace.drafting import Draft, new_source, source_of

PASTED_AT_MOST = 5_000_000
"""Characters of pasted cells; more comes as a file."""


def bring(desk: Desk, work: Work) -> None:
    """The two ways in; when something was read, the page runs again with it."""
    t = desk.t
    ways = {"file": t("A file"), "paste": t("Pasted cells")}
    way = st.segmented_control(
        t("Bring figures as"),
        tuple(ways),
        key="import.way",
        format_func=ways.__getitem__,
        default="file",
        required=True,
    )
    if way == "file":
        _upload(desk, work)
    else:
        _paste(desk, work)
    for problem in work.refused:
        st.error(plain(say(problem, t)))


def _upload(desk: Desk, work: Work) -> None:
    label = desk.t("An Excel workbook (.xlsx, .xls) or a table as text (.csv, .tsv), up to 20 MB")
    sent = st.file_uploader(label, key=work.key("file"))
    if sent is None or sent.file_id == work.seen:
        return
    with bar(desk.t("The file is looked at and read…")) as told:
        draft = draft_of(desk, sent.name, sent.getvalue(), told)
    _begin(work, draft, seen=sent.file_id)


def _paste(desk: Desk, work: Work) -> None:
    t = desk.t
    text = st.text_area(
        t("Cells copied from a spreadsheet, with their headings"), key=work.key("text"), height=180,
        max_chars=PASTED_AT_MOST,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            t("What to call them"), t("Pasted on {day}", day=dt.date.today()), key=work.key("name"), max_chars=80
        )
        read = st.button(t("Read these cells"), type="primary", key=work.key("read"))
    if not read:
        return
    if not text.strip():
        st.info(t("Nothing is pasted yet."))
        return
    with st.spinner(t("The file is looked at and read…")):
        draft = desk.ws.pasted(text, name.strip() or t("Pasted on {day}", day=dt.date.today()))
    _begin(work, draft, seen="")


def _begin(work: Work, draft: Draft, *, seen: str) -> None:
    """Go on with what was read; what holds no sheets was refused, and that is said beside the upload."""
    if draft.sheets:
        work.begin(draft)
        st.rerun()
    work.refused, work.seen = draft.problems, seen


def head(desk: Desk, work: Work, draft: Draft) -> None:
    """The file at hand in a line, and the way to another."""
    t, sheets = desk.t, len(draft.sheets)
    size = t("{n} KB", n=f"{max(len(draft.content) / 1024, 0.1):,.1f}")
    many = t("{n} sheets", n=sheets) if sheets > 1 else t("1 sheet")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(draft.name)}** :gray[{size} · {many} · SHA-256 {draft.sha256[:12]}…]", width="stretch")
        st.button(t("Another file"), key=work.key("other"), icon=":material/close:", on_click=work.end)


def whose(desk: Desk, work: Work, draft: Draft) -> None:
    """The source that the figures are of where the file does not say."""
    t, source = desk.t, draft.source
    told = t("named after the file") if draft.assumed else t(KINDS[source.kind])
    label = t("Figures of: {title} ({told})", title=plain(source.title), told=told)
    box = st.expander(label, key=work.key("whose"), on_change="rerun", icon=":material/description:")
    if not box.open:
        return
    with box:
        names = {"": t("A source that is not known yet"), **known(desk, desk.version, desk.lang)}
        start = list(names).index(source.id) if source.id in names else 0
        chosen = st.selectbox(
            t("Source"), tuple(names), index=start, key=work.key("source"), format_func=names.__getitem__
        )
        if chosen and chosen != source.id:
            work.draft = draft.with_source(desk.ws.sources[chosen])
            st.rerun()
        if not chosen:
            _new(desk, work, draft)


def _new(desk: Desk, work: Work, draft: Draft) -> None:
    t, fresh = desk.t, draft.source.id not in desk.ws.sources
    source = draft.source if fresh else source_of(desk.ws, draft.name)
    with st.form(work.key("new"), border=False):
        title = st.text_input(t("Title"), source.title, max_chars=200)
        with st.container(horizontal=True):
            publisher = st.text_input(t("Publisher"), source.publisher, max_chars=200)
            kind: SourceKind = st.selectbox(
                t("Kind"), SOURCE_KINDS, index=SOURCE_KINDS.index(source.kind), format_func=lambda k: t(KINDS[k])
            )
            day = st.date_input(t("Published on"), source.published or dt.date.today(), format="YYYY-MM-DD")
        sent = st.form_submit_button(t("The figures are of this source"))
    if not sent:
        return
    if not title.strip():
        st.error(t("A source needs a title."))
        return
    work.draft = draft.with_source(new_source(desk.ws, title, publisher=publisher, kind=kind, published=day))
    st.rerun()


@kept(8)
def known(_desk: Desk, /, version: str, lang: str) -> dict[str, str]:
    """Id → title and day of every source the store knows, the latest first."""
    found = sorted(_desk.ws.sources.values(), key=lambda s: s.dated or dt.date.min, reverse=True)
    return {s.id: f"{s.title} · {dated(s)}" for s in found}
