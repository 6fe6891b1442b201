"""Compare: how do we differ? Several areas on one or more indicators, in one form and under one period policy."""

from __future__ import annotations

from contextlib import nullcontext

import streamlit as st

from yardstick.ui import comparison, provenance, readings, together
from yardstick.ui.comparing import Chosen, controls
from yardstick.ui.comparison import FORMS, UNLIKE
from yardstick.ui.picture import plain, show
from yardstick.ui.session import Desk, begin, tell_wrong
from yardstick.workspace import Comparison, Reading


def draw(desk: Desk, chosen: Chosen) -> list[Comparison]:
    """The pictures; gives back the comparisons drawn."""
    fitting = [i for i in chosen.indicators if chosen.asked.form in desk.ws.forms(i)]
    tell_unfit(desk, chosen)
    found = [comparison.compare(desk, desk.version, i, chosen.asked) for i in fitting]
    offer_position(desk, found)
    if chosen.view == "table" and found:
        draw_table(desk, tuple(fitting), chosen)
    elif chosen.view == "multiples" and found:
        draw_multiples(desk, found, chosen)
    else:
        draw_each(desk, fitting, chosen)
    return found


def tell_unfit(desk: Desk, chosen: Chosen) -> None:
    """Say which indicators are not offered in the form chosen, and why."""
    form = chosen.asked.form
    lines = [
        desk.t(
            "{name}: not offered as “{form}”. {reason}",
            name=desk.indicator(i),
            form=desk.t(FORMS[form]),
            reason=comparison.why_not(desk, i, form),
        )
        for i in chosen.indicators
        if form not in desk.ws.forms(i)
    ]
    if lines:
        st.info("\n".join(f"- {plain(line)}" for line in lines))


def offer_position(desk: Desk, found: list[Comparison]) -> None:
    """Where unlike levels forbid a ranking, say so once and offer the form that allows one."""
    refused = [c for c in found if any(g.code == UNLIKE for g in c.guards)]
    if not refused:
        return
    guard = next(g for g in refused[0].guards if g.code == UNLIKE)
    names = desk.t.list([desk.indicator(c.indicator) for c in refused])
    st.markdown(f":material/balance: **{plain(names)}** · {plain(guard.say(desk.lang))}")
    if any("peer_position" in desk.ws.forms(c.indicator) for c in refused):
        st.button(desk.t("Show position among peers"), key="compare.position", on_click=take_position, type="primary")


def take_position() -> None:
    """Switch the form to the position among peers."""
    st.session_state["q.form"] = "peer_position"


def draw_each(desk: Desk, indicators: list[str], chosen: Chosen) -> None:
    """A picture an indicator, two beside each other where there is room."""
    beside = st.columns(2, gap="large") if len(indicators) > 1 else [nullcontext()]
    for at, indicator in enumerate(indicators):
        with beside[at % len(beside)]:
            picture = comparison.picture(desk, desk.version, desk.lang, indicator, asked=chosen.asked, view=chosen.view)
            show(desk, picture, tables=chosen.as_tables)


def draw_multiples(desk: Desk, found: list[Comparison], chosen: Chosen) -> None:
    """All indicators in one picture; one axis only where they have one unit."""
    shared = chosen.shared and together.one_unit(found)
    ids = tuple(c.indicator for c in found)
    show(
        desk,
        together.multiples(desk, desk.version, desk.lang, ids, asked=chosen.asked, shared=shared),
        tables=chosen.as_tables,
    )
    if chosen.shared and not shared:
        st.caption(desk.t("The units differ, so each panel has an axis of its own."))


def draw_table(desk: Desk, indicators: tuple[str, ...], chosen: Chosen) -> None:
    """The table of areas by indicators."""
    show(desk, together.matrix(desk, desk.version, desk.lang, indicators, asked=chosen.asked))


def numbers(desk: Desk, found: list[Comparison], chosen: Chosen) -> list[Reading]:
    """The readings on the page, each of which can be opened."""
    shown = [r for c in found for r in comparison.drawn(desk, c, view=chosen.view, base=chosen.asked.base)]
    return list({readings.cell(r): r for r in shown if r.value is not None}.values())


def main() -> None:
    """The page."""
    desk = begin("compare")
    chosen = controls(desk)
    if not chosen.asked.areas:
        st.info(desk.t("No area is chosen. Choose two or more areas to set them side by side."))
    elif not chosen.indicators:
        st.info(desk.t("No indicator is chosen. Choose one to six indicators."))
    else:
        found = draw(desk, chosen)
        steps = {readings.cell(r.reading): r.steps for c in found for r in c.rows if r.reading is not None}
        provenance.choose(desk, numbers(desk, found, chosen), key="compare", steps=steps)
    tell_wrong(desk)


main()
