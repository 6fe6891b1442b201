"""Data and sources: what do we hold, from where? Sources, coverage, conflicts, corrections, change sets."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import pandas as pd
import streamlit as st

from yardstick.ui import aims, choices, holdings, manuscript, provenance
from yardstick.ui.picture import as_arrow, csv_link, plain, show
from yardstick.ui.session import Desk, begin, tell_wrong
from yardstick.workspace import DocumentView
from yardstick.workspace.wording import SENTENCE_WORDS

PARTS = {
    "sources": "Sources",
    "document": "Documents",
    "coverage": "Coverage",
    "conflicts": "Sources that disagree",
    "corrections": "Corrections and rows left out",
    "changes": "Change sets",
}
OPENED_AT_MOST = 400


def draw_sources(desk: Desk) -> None:
    """The table of sources; the one chosen is opened under it."""
    t = desk.t
    ids, frame = holdings.sources(desk, desk.version, desk.lang)
    figures, targets = int(frame[t("Figures")].sum()), int(frame[t("Targets")].sum())
    heading(
        t(
            "{sources} sources brought {figures} figures and {targets} targets",
            sources=len(ids),
            figures=f"{figures:,}",
            targets=targets,
        )
    )
    table(desk, frame, name="sources", on_row=lambda: take_source(ids))
    names = {"": t("Choose a source to see what it brought"), **dict(zip(ids, frame[t("Title")], strict=True))}
    source = choices.select(desk, "source", names, label=t("Open a source"), default="")
    if source:
        draw_source(desk, source)


def take_source(ids: tuple[str, ...]) -> None:
    """Open the source whose row was clicked."""
    rows = st.session_state["evidence.sources.table"]["selection"]["rows"]
    if rows:
        st.session_state["q.source"] = ids[rows[0]]


def draw_source(desk: Desk, source: str) -> None:
    """What one source brought; each of its numbers can be opened."""
    t, found = desk.t, desk.ws.sources[source]
    figures, frame = holdings.brought(desk, desk.version, desk.lang, source)
    heading(t("{title}: {count} figures", title=found.title, count=len(figures)))
    facts = [found.publisher, t(holdings.KINDS[found.kind]), provenance.dated(found), found.doc_number, found.licence]
    st.caption(plain(" · ".join(word for word in facts if word)))
    if found.url:
        st.markdown(f"[{plain(found.url)}]({found.url})")
    if source in manuscript.names(desk, desk.version, manuscript.held(desk)):
        st.markdown(f"[{t('The whole document with its figures marked')}]({manuscript.address(desk, source)})")
    table(desk, frame, name=f"source-{source}")
    provenance.choose(desk, figures[:OPENED_AT_MOST], key="evidence")


def draw_document(desk: Desk) -> None:
    """A document whole, with all its figures in their places."""
    t, names = desk.t, manuscript.names(desk, desk.version, manuscript.held(desk))
    prompt = {"": t("Choose a document to read it with its figures marked")}
    source = choices.select(desk, "source", prompt | names, label=t("Document"), default="")
    if not source:
        here = sum(desk.ws.document_stamp(each) is not None for each in names)
        heading(t("{count} documents, {held} of them on this machine", count=len(names), held=here))
        if here < len(names):
            st.caption(t("`python -m yardstick documents add FILE` puts the text of a document on this machine."))
        return
    asked = (desk.version, source, desk.ws.document_stamp(source))
    found = manuscript.view(desk, *asked)
    draw_standing(desk, found)
    told = manuscript.words((desk, found), desk.version, desk.lang, *asked[1:])
    at = choices.select(desk, "at", manuscript.choice(desk, found, told), label=t("Go to a figure"), default="")
    page, beside = st.columns([3, 2]) if found.held else (None, st.container())
    if page is not None:
        page.html(manuscript.text((desk, found), desk.version, desk.lang, *asked[1:], at))
        st.caption(manuscript.legend(t))
    beside.html(manuscript.listed((desk, found), desk.version, desk.lang, *asked[1:], at, aims.today(desk)))


def draw_standing(desk: Desk, found: DocumentView) -> None:
    """What the document is, whether it is here, and whether it is the text that the figures were read from."""
    t, source = desk.t, found.source
    targets = sum(mark.target is not None for mark in found.marks)
    counts = {"figures": len(found.marks) - targets, "targets": targets}
    heading(t("{title}: {figures} figures and {targets} targets", title=source.title, **counts))
    publisher = f"[{plain(source.publisher)}]({source.url})" if source.url else plain(source.publisher)
    st.caption(f"{publisher} · {plain(provenance.dated(source))}")
    if not found.held:
        st.info(t(SENTENCE_WORDS["absent"]))
    elif found.unverified:
        st.warning(
            t(
                "{count} of {all} figures and targets are not verified: their sentences do not stand in this text.",
                count=found.unverified,
                all=len(found.marks),
            )
        )
    elif not found.whole:
        st.caption(t("The text is not to the letter the one that was read; every sentence with a figure is."))


def draw_coverage(desk: Desk) -> None:
    """The grid of one theme for the areas chosen."""
    left, right = st.columns([2, 3])
    with right:
        areas = choices.areas(desk)
    with left:
        themes = {theme: desk.ws.theme_name(theme, desk.lang) for theme in desk.ws.catalogue.themes}
        theme = choices.select(desk, "theme", themes, label=desk.t("Theme"), default=next(iter(themes)))
    if not areas:
        st.info(desk.t("No area is chosen. Choose an area to see its figures."))
        return
    as_tables = choices.tables(desk)
    show(desk, holdings.grid(desk, desk.version, desk.lang, theme, areas=areas), tables=as_tables)


def draw_conflicts(desk: Desk) -> None:
    """Cells whose figures cannot all be true."""
    t, areas = desk.t, choices.areas(desk) or desk.ws.shown_areas
    count, frame = holdings.conflicts(desk, desk.version, desk.lang, areas)
    heading(t("{count} cells have figures that cannot all be true; all of them are kept", count=count))
    st.caption(
        t("Shown is the first in the order of precedence: kind of source, standing of the figure, exactness, date.")
    )
    table(desk, frame, name="conflicts", of=areas)


def draw_corrections(desk: Desk) -> None:
    """Corrections, then the rows left out."""
    t = desk.t
    corrected = holdings.corrections(desk, desk.version, desk.lang)
    heading(
        t("{count} figures were corrected or marked; each entry names what it expects to find", count=len(corrected))
    )
    table(desk, corrected, name="corrections")
    out = holdings.left_out(desk, desk.version, desk.lang)
    heading(t("{count} collected rows are not shown, each with its reason", count=f"{len(out):,}"))
    table(desk, out, name="left-out")


def draw_changes(desk: Desk) -> None:
    """Change sets in the order in which they were accepted."""
    frame = holdings.change_sets(desk, desk.version, desk.lang)
    heading(desk.t("{count} change sets brought the data, in this order", count=len(frame)))
    table(desk, frame, name="change-sets")


def heading(text: str) -> None:
    """The finding over a table."""
    st.markdown(f"### {plain(text)}")


def table(
    desk: Desk, frame: pd.DataFrame, *, name: str, of: Hashable = (), on_row: Callable[[], None] | None = None
) -> None:
    """A table with its download, or the word that there is nothing; `on_row` runs when a row is clicked.

    `name` and `of` say which table it is.
    """
    if not len(frame):
        st.caption(desk.t("Nothing is held of this."))
        return
    key, shown = f"evidence.{name}.table", as_arrow(frame, desk.version, desk.lang, "evidence", name, of)
    if on_row is None:
        st.dataframe(shown, hide_index=True, width="stretch", placeholder="—", key=key)
    else:
        st.dataframe(
            shown,
            hide_index=True,
            width="stretch",
            placeholder="—",
            key=key,
            on_select=on_row,
            selection_mode="single-row",
        )
    st.caption(csv_link(desk, name, frame, lambda: frame))


DRAWN = {
    "sources": draw_sources,
    "document": draw_document,
    "coverage": draw_coverage,
    "conflicts": draw_conflicts,
    "corrections": draw_corrections,
    "changes": draw_changes,
}


def main() -> None:
    """The page."""
    desk = begin("evidence")
    names = {part: desk.t(name) for part, name in PARTS.items()}
    part = choices.segments(desk, "part", names, label=desk.t("What to look at"), default="sources")
    DRAWN[part](desk)
    tell_wrong(desk)


main()
