"""Targets: are we on the way? The ledger with its statuses, what comes first, the record, ambition, and what if."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from yardstick.ui import aim_counts, aim_panel, aim_rows, aim_views, aims, choices, whatif
from yardstick.ui.aims import CURRENT, EVERY, Filter
from yardstick.ui.picture import OPENED, as_arrow, chart, csv_link, plain, show
from yardstick.ui.session import Desk, begin, tell_wrong
from yardstick.workspace import JudgedTarget

VIEWS = {
    "now": "Now",
    "ledger": "Ledger",
    "record": "Past years",
    "ambition": "Ambition",
    "what_if": "What if",
}
TABLE = "targets.table"
FILTERS = {"status": "Status", "theme": "Theme", "kind": "Kind", "owner": "Owner"}


def controls(desk: Desk) -> tuple[tuple[str, ...], str, Filter]:
    """Areas, view, year and filters. Past years are counted by year and status anyway: that view offers neither."""
    areas, day = choices.areas(desk), aims.today(desk)
    words = aims.words(desk, desk.version, desk.lang, areas, day)
    year = EVERY
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = {v: desk.t(n) for v, n in VIEWS.items()}
        view = choices.segments(desk, "view", names, label=desk.t("View"), default="now")
        if view != "record":
            year = choices.select(desk, "year", words["year"], label=desk.t("Year"), default=CURRENT, width=120)
    return areas, view, Filter(year=year, day=day, **filters(desk, words, view))


def filters(desk: Desk, words: Mapping[str, Mapping[str, str]], view: str) -> dict[str, str]:
    """What is left out, by theme, kind and so on: chosen in a box whose label names the choice."""
    t = desk.t
    names = {name: t(word) for name, word in FILTERS.items() if len(words[name]) > 1}
    if view == "record":
        del names["status"]
    chosen = {name: desk.params.word(name, tuple(words[name]), default="") for name in names}
    told = [words[name][word] for name, word in chosen.items() if word]
    label = t("Filters: {chosen}", chosen=t.list(told)) if told else t("Filters")
    box = st.expander(plain(label), key="targets.filters", on_change="rerun", icon=":material/filter_alt:")
    if box.open:  # what is not open is not made
        with box.container(horizontal=True):
            chosen = {n: choices.select(desk, n, words[n], label=label, default="") for n, label in names.items()}
    return chosen


def asked_for(desk: Desk, areas: tuple[str, ...], asked: Filter) -> bool:
    """Whether a target is open: one that stands in the address, or that a picture or the table was clicked for."""
    by_id = aims.by_id(desk, desk.version, areas, asked)
    clicked = st.session_state.pop(OPENED, None)
    if clicked in by_id:
        st.session_state["q.target"] = clicked
    return bool(desk.params.word("target", ("", *by_id), default=""))


def choose(desk: Desk, areas: tuple[str, ...], asked: Filter) -> JudgedTarget | None:
    """The choice of a target to open; none at first."""
    by_id = aims.by_id(desk, desk.version, areas, asked)
    names = aims.labels(desk, desk.version, desk.lang, areas, asked)
    return by_id.get(choices.select(desk, "target", names, label=desk.t("Open a target"), default=""))


def draw_now(desk: Desk, areas: tuple[str, ...], asked: Filter) -> None:
    """What comes first, and beside it the target that is open."""
    if not asked_for(desk, areas, asked):
        draw_first(desk, areas, asked)
        choose(desk, areas, asked)
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        draw_first(desk, areas, asked)
    with right:
        draw_open(desk, areas, asked)


def draw_first(desk: Desk, areas: tuple[str, ...], asked: Filter) -> None:
    """The picture of the targets that come first."""
    picture = aim_rows.picture(desk, desk.version, desk.lang, areas, asked)
    if picture is None:
        st.info(desk.t("None of these targets needs attention."))
        return
    link = csv_link(desk, picture.key, picture, picture.table)
    st.markdown(f"### {plain(picture.title)}\n\n:gray[{plain(picture.subtitle)}] :small[{link}]")
    chart(picture)


def draw_open(desk: Desk, areas: tuple[str, ...], asked: Filter) -> None:
    """The choice of a target, and everything behind the one chosen."""
    chosen = choose(desk, areas, asked)
    if chosen is not None:
        aim_panel.panel(desk, chosen, key="targets")


def draw_ledger(desk: Desk, areas: tuple[str, ...], asked: Filter) -> None:
    """The table of all targets that pass the filter, and under it the one that is open: a row opens when chosen."""
    frame = aim_rows.shown_table(desk, desk.version, desk.lang, areas, asked)
    found = aims.chosen(desk, desk.version, areas, asked)
    link = csv_link(desk, "targets", found, lambda: aim_rows.table(desk, found))
    st.markdown(f"### {desk.t('All {n} targets', n=len(found))} :small[{link}]")
    table = as_arrow(frame, desk.version, desk.lang, "targets", areas, asked)
    st.dataframe(
        table,
        hide_index=True,
        width="stretch",
        placeholder="",
        column_config=aim_rows.columns(desk, desk.lang),
        alt=desk.t("Targets"),
        key=TABLE,
        on_select=lambda: open_row([j.id for j in found]),
        selection_mode="single-row",
    )
    asked_for(desk, areas, asked)
    draw_open(desk, areas, asked)


def draw_what_if(desk: Desk, areas: tuple[str, ...], asked: Filter) -> None:
    """Another value or pace for the target chosen, which is the first unless another is."""
    if not asked_for(desk, areas, asked):
        st.session_state["q.target"] = aims.chosen(desk, desk.version, areas, asked)[0].id
    chosen = choose(desk, areas, asked)
    if chosen is not None:
        whatif.draw(desk, chosen)


def open_row(ids: list[str]) -> None:
    """Open the target of the row that was chosen in the table."""
    rows = st.session_state[TABLE]["selection"]["rows"]
    if rows and rows[0] < len(ids):
        st.session_state[OPENED] = ids[rows[0]]


def draw(
    desk: Desk, areas: tuple[str, ...], view: str, asked: Filter, *, above: st.delta_generator.DeltaGenerator
) -> None:
    """The counts above the controls, and the view chosen under them."""
    above.html(aim_counts.wall(desk, desk.version, desk.lang, areas, asked))
    if not aims.chosen(desk, desk.version, areas, asked):
        st.info(desk.t("No target fits this choice. Take away a filter, or choose other areas."))
    elif view == "now":
        draw_now(desk, areas, asked)
    elif view == "ledger":
        draw_ledger(desk, areas, asked)
    elif view == "what_if":
        draw_what_if(desk, areas, asked)
    else:
        draw_picture(desk, areas, view, asked)


def draw_picture(desk: Desk, areas: tuple[str, ...], view: str, asked: Filter) -> None:
    """The record of past years, or ambition."""
    as_tables = choices.tables(desk)
    make = aim_views.record if view == "record" else aim_views.ambition
    picture = make(desk, desk.version, desk.lang, areas, asked)
    if picture is None and view == "record":
        st.info(desk.t("No target here is of a year that is over."))
    elif picture is None:
        st.info(desk.t("Nothing to weigh: no target here asks for a pace."))
    else:
        show(desk, picture, tables=as_tables)


def main() -> None:
    """The page."""
    desk = begin("targets")
    above = st.container()
    areas, view, asked = controls(desk)
    if areas:
        draw(desk, areas, view, asked, above=above)
    else:
        st.info(desk.t("No area is chosen. Choose one or more areas to see their targets."))
    tell_wrong(desk)


main()
