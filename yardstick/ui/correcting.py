"""Correcting on the steward's page: the figures of a cell, one of them put right, and the list of corrections."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from yardstick.errors import YardstickError
from yardstick.i18n import say, say_error, say_note
from yardstick.model import MEASURES
from yardstick.ui import choices, holdings
from yardstick.ui.cache import kept
from yardstick.ui.change_sets import AUTHOR
from yardstick.ui.picture import as_arrow, csv_link, plain
from yardstick.ui.readings import exact
from yardstick.ui.session import Desk
from yardstick.workspace import Reading
from yardstick.workspace.correcting import ACTIONS, Action, Foreseen
from yardstick.workspace.wording import MEASURE_WORDS

PICK, TOLD = "steward.correct.figure", "steward.correct.told"
ACTION, VALUE = "steward.correct.action", "steward.correct.value"
WHO, WHY, WHY_EN = "steward.correct.author", "steward.correct.reason", "steward.correct.reason_en"


def part(desk: Desk) -> None:
    """Choose a cell, one of its figures and what is done with it; below, every correction with what became of it."""
    t = desk.t
    _tell()
    st.markdown(f"### {plain(t('Which figure is wrong?'))}")
    found = _cell(desk)
    if not found:
        st.info(t("No figure with a value is held here."))
    elif desk.ws.day is not None:
        st.info(t("These are the data as known on a day. Go back to today to change them."))
    else:
        _correcting(desk, _picked(desk, found))
    _public(desk)


def _cell(desk: Desk) -> tuple[Reading, ...]:
    """The figures of the cell chosen, the one shown first."""
    t, ws = desk.t, desk.ws
    names = {i: name for i, name in choices.held(desk, desk.version, desk.lang).items() if not ws.catalogue[i].derived}
    areas = choices.area_names(desk, desk.version, desk.lang)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        area = choices.select(desk, "area", areas, label=t("Area"), default=next(iter(areas)), width=200)
        first = next((i for i in ws.config.headline if i in names), next(iter(names)))
        indicator = choices.select(desk, "indicator", names, label=t("Indicator"), default=first, width=340)
        cells = _cells(desk, desk.version, area, indicator)
        if not cells:
            return ()
        measures: dict[str, str] = {m: t(MEASURE_WORDS[m]) for m in MEASURES if m in cells}
        measure = choices.select(desk, "measure", measures, label=t("Measure"), default=next(iter(measures)), width=150)
        periods = {p: ws.period_name(p, desk.lang) for p in cells[measure]}
        period = choices.select(desk, "period", periods, label=t("Period"), default=next(iter(periods)), width=180)
    return ws.correctable(area, indicator, period, measure)


@kept(32)
def _cells(_desk: Desk, /, version: str, area: str, indicator: str) -> dict[str, tuple[str, ...]]:
    """Measure → the periods with a figure, the latest first."""
    found: dict[str, dict[str, None]] = {}
    for reading in reversed(_desk.ws.readings([indicator], [area], MEASURES)):
        if reading.value is not None:
            found.setdefault(reading.measure, {})[reading.period] = None
    return {measure: tuple(periods) for measure, periods in found.items()}


def _picked(desk: Desk, found: Sequence[Reading]) -> Reading:
    """One of the figures, each with its source and its place there."""
    by_key = {_id(reading): reading for reading in found}
    if st.session_state.get(PICK) not in by_key:
        st.session_state[PICK] = next(iter(by_key))
    chosen = st.radio(
        desk.t("The figures held, the one shown first"),
        tuple(by_key),
        key=PICK,
        format_func=lambda key: plain(_label(desk, by_key[key])),
        captions=[plain(_caption(desk, reading)) for reading in found],
    )
    return by_key[str(chosen)]


def _id(reading: Reading) -> str:
    return "|".join(_key(reading))


def _key(reading: Reading) -> tuple[str, ...]:
    return (
        *(reading.indicator, reading.area, reading.measure),
        *(reading.period, reading.source, reading.locator),
    )


def _label(desk: Desk, reading: Reading) -> str:
    return f"{exact(desk, reading)} · {desk.ws.source_title(reading.source)}"


def _caption(desk: Desk, reading: Reading) -> str:
    stated = desk.t("stated as {figure}", figure=_stated(reading))
    place = desk.ws.place_name(reading.locator, desk.lang)
    brought = desk.ws.change_set_name(reading.change_set, desk.lang)
    return " · ".join(word for word in (place, stated, brought, say_note(reading.note, desk.t)) if word)


def _stated(reading: Reading) -> str:
    return f"{reading.stated_value}{reading.stated_unit}"


def _correcting(desk: Desk, reading: Reading) -> None:
    """What is done with the figure, what that comes to, who and why, and the button."""
    t = desk.t
    words = {action: t(holdings.ACTION_WORDS[action]) for action in ACTIONS}
    action = st.segmented_control(
        t("What is done"), tuple(words), key=ACTION, default=ACTIONS[0], required=True, format_func=words.__getitem__
    )
    assert action is not None
    value = ""
    if action in ("override", "scale"):
        label = t("Factor") if action == "scale" else t("New value ({unit})", unit=reading.stated_unit or "—")
        value = st.text_input(label, key=VALUE, max_chars=30)
    if action in ("drop", "flag") or value.strip():
        _preview(desk, reading, action, value)
    st.session_state.setdefault(WHO, st.session_state.get(AUTHOR, ""))
    st.text_input(t("Who corrects it"), key=WHO, max_chars=80)
    st.text_input(t("Reason (in Chinese)"), key=WHY, max_chars=300)
    st.text_input(t("Reason in English, if there is one"), key=WHY_EN, max_chars=300)
    seen = desk.ws.store.identity
    st.button(
        t("Correct the figure"), type="primary", key="steward.correct.do", on_click=_correct, args=(desk, reading, seen)
    )


def _preview(desk: Desk, reading: Reading, action: Action, value: str) -> None:
    try:
        found = desk.ws.foresee_correction(_key(reading), action, expect=reading.stated_value, value=value)
    except YardstickError as error:
        st.warning(plain(say_error(error, desk.t)))
        return
    st.markdown(f"**{plain(_outcome(desk, found))}**")


def _outcome(desk: Desk, found: Foreseen) -> str:
    """The figure before and after, and by how many percent they differ."""
    t, old = desk.t, exact(desk, found.old)
    if found.new is None:
        return t("{old} → no figure", old=old)
    if found.new.value == found.old.value:
        return t("{old} stays, with the reason as its note", old=old)
    after = desk.ws.quantity(
        found.new.value, found.new.unit, desk.lang, qualifier=found.new.qualifier, indicator=found.old.indicator
    )
    if found.percent is None:
        return t("{old} → {new}", old=old, new=after)
    return t("{old} → {new} ({percent}%)", old=old, new=after, percent=f"{found.percent:+,.4g}")


def _correct(desk: Desk, reading: Reading, seen: str) -> None:
    """Correct the figure on the store that the reader looked at; the next run tells at its head what came of it."""
    t, words = desk.t, {name: str(st.session_state.get(key, "")) for name, key in _ASKED.items()}
    action = st.session_state.get(ACTION) or ACTIONS[0]
    asked = {"expect": reading.stated_value, "value": words.pop("value")}
    try:
        found = desk.ws.foresee_correction(_key(reading), action, **asked)
        made = desk.ws.correct(_key(reading), action, **asked, **words, seen=seen)
    except YardstickError as error:
        st.session_state[TOLD] = (False, say_error(error, t))
        return
    told = t("Corrected, by change set {id}: {outcome}", id=made.id, outcome=_outcome(desk, found))
    st.session_state[TOLD] = (True, told)
    st.session_state[AUTHOR] = words["author"]
    for key in (VALUE, WHY, WHY_EN):
        st.session_state[key] = ""


_ASKED = {"value": VALUE, "author": WHO, "reason": WHY, "reason_en": WHY_EN}


def _tell() -> None:
    told = st.session_state.pop(TOLD, None)
    if told is not None:
        good, text = told
        (st.success if good else st.error)(plain(text))


def _public(desk: Desk) -> None:
    """Every correction, those of data/corrections.yaml and those made here."""
    t = desk.t
    frame = holdings.corrections(desk, desk.version, desk.lang)
    st.markdown(f"### {plain(t('{count} corrections, each with its reason', count=len(frame)))}")
    for problem in desk.ws.mended():
        st.warning(plain(say(problem, t)))
    if frame.empty:
        st.caption(t("Nothing is held of this."))
        return
    shown = as_arrow(frame, desk.version, desk.lang, "steward.corrections")
    wide = {t("Correction"): st.column_config.Column(width=140)}
    st.dataframe(
        shown, hide_index=True, width="stretch", placeholder="—", key="steward.corrections.table", column_config=wide
    )
    st.caption(csv_link(desk, "corrections", frame, lambda: frame))
