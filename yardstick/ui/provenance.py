"""The panel that opens a number: source, place, sentence, the figures it was preferred to, the arithmetic after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from yardstick.i18n import say_note
from yardstick.model import Passage, Source
from yardstick.ui import manuscript
from yardstick.ui.cache import kept
from yardstick.ui.picture import OPENED, plain
from yardstick.ui.readings import cell, number, status
from yardstick.ui.session import Desk
from yardstick.workspace import Explanation, Reading, Rival, Sentence
from yardstick.workspace.wording import DECIDED, MEASURE_WORDS, SENTENCE_WORDS

Steps = Mapping[str, Sequence[tuple[str, str]]]
"""Cell -> the arithmetic done on its figure on the page that shows it, in both languages."""


def choose(desk: Desk, readings: Sequence[Reading], *, key: str, steps: Steps | None = None) -> None:
    """A choice among the numbers of a picture, and the panel of the one chosen; a click on a chart chooses too.

    `key` is the page's own prefix. `steps` adds what the page computed from a figure (per head, growth) to its panel.
    """
    t = desk.t
    by_cell = {cell(r): r for r in readings}
    clicked = st.session_state.pop(OPENED, None)
    if clicked in by_cell:
        st.session_state["q.cell"] = clicked
    name = desk.params.one("cell", ("", *by_cell), default="")
    prompt = t("Choose a number to see where it comes from")
    labels = _labels((desk, by_cell), desk.version, desk.lang, tuple(by_cell))
    chosen = st.selectbox(
        t("Open a number"),
        ["", *by_cell],
        key=name,
        format_func=lambda code: labels[code] if code else prompt,
    )
    desk.params.keep("cell", chosen, default="")
    if not chosen:
        return
    if clicked == chosen:
        _dialog(desk, chosen, steps=(steps or {}).get(chosen, ()), key=key)
    else:
        _open(desk, chosen, steps=(steps or {}).get(chosen, ()))


def _dialog(desk: Desk, chosen: str, *, steps: Sequence[tuple[str, str]], key: str) -> None:
    title = desk.t("Where this number comes from")
    st.dialog(title, width="large", on_dismiss="rerun")(_open)(desk, chosen, steps=steps)


def _open(desk: Desk, chosen: str, *, steps: Sequence[tuple[str, str]]) -> None:
    panel(desk, _explained(desk, desk.version, chosen), steps=steps)


@kept(256)
def _explained(_desk: Desk, /, version: str, chosen: str) -> Explanation:
    """What is behind a cell; its sentence is asked for anew each time, for documents come and change."""
    area, indicator, measure, period = chosen.split("|")
    return _desk.ws.explain(area, indicator, period, measure)


@kept(128)
def _labels(
    _asked: tuple[Desk, Mapping[str, Reading]], /, version: str, lang: str, cells: tuple[str, ...]
) -> dict[str, str]:
    """The words for each cell that can be opened."""
    desk, by_cell = _asked
    return {code: _label(desk, by_cell[code]) for code in cells}


def _label(desk: Desk, reading: Reading) -> str:
    words = (desk.name(reading.area), desk.indicator(reading.indicator), desk.ws.period_name(reading.period, desk.lang))
    measure = "" if reading.measure == "value" else f" · {desk.t(MEASURE_WORDS[reading.measure])}"
    return " · ".join(words) + measure + f" · {number(desk, reading)}"


def panel(desk: Desk, found: Explanation, *, steps: Sequence[tuple[str, str]] = ()) -> None:
    """Everything behind one number; `steps` is the arithmetic that the page itself did after it."""
    t = desk.t
    with st.container(border=True):
        period = desk.ws.period_name(found.period, desk.lang)
        title = f"{desk.name(found.area)} · {desk.indicator(found.indicator)} · {period}"
        if found.picked is None or found.source is None:
            st.markdown(f"**{title}**")
            st.info(t("No figure is held for this cell.") + f" {found.missing}")
        else:
            _picked(desk, found, title=title, reading=found.picked)
        _rivals(desk, found.rivals)
        _arithmetic(desk, [*found.arithmetic, *steps])


def _picked(desk: Desk, found: Explanation, *, title: str, reading: Reading) -> None:
    t, source = desk.t, found.source
    assert source is not None
    standing = f" :gray[({status(desk, reading)})]" if status(desk, reading) else ""
    st.markdown(f"**{plain(title)}** — **{plain(number(desk, reading))}**{standing}")
    link = f"[{plain(source.title)}]({source.url})" if source.url else plain(source.title)
    lines = [
        (t("Source"), link),
        (t("Publisher"), plain(source.publisher)),
        (t("Date"), dated(source)),
        (t("Place in it"), plain(desk.ws.place_name(reading.locator, desk.lang))),
        (t("As stated"), plain(f"{reading.stated_value}{reading.stated_unit}") if reading.stated_value else "—"),
        (t("Measure"), t(MEASURE_WORDS[reading.measure])),
        (t("Change set"), plain(desk.ws.change_set_name(reading.change_set, desk.lang))),
        (t("Why this one"), _why(desk, found)),
    ]
    if reading.note:
        lines.append((t("Note"), plain(say_note(reading.note, t))))
    if found.correction[0]:
        lines.append((t("Corrected"), plain(found.correction[0 if desk.lang == "zh" else 1])))
    st.markdown("\n".join(f"- :gray[{name}] {text}" for name, text in lines))
    sentence(desk, reading.source, reading.locator, reading.stated_value)


def _why(desk: Desk, found: Explanation) -> str:
    if not found.rivals:
        return desk.t("the only figure held for this cell")
    return desk.t("first of {count} figures in the order of precedence", count=len(found.rivals) + 1)


def sentence(desk: Desk, source: str, locator: str, stated: str) -> None:
    """The sentence at a place of a source with the figure marked and its neighbours, or why it is not shown."""
    found = desk.ws.sentence(source, locator, stated)
    if found.state == "shown":
        st.markdown(f"{_quotation(found)}\n\n{_whole(desk, source, locator)}")
    elif found.state == "not_text":
        st.caption(desk.t(SENTENCE_WORDS[found.state]))
    else:
        told = [desk.t(SENTENCE_WORDS[found.state]), plain(where(desk, source, locator))]
        st.caption("  \n".join([*told, *([] if found.state == "absent" else [_whole(desk, source, locator)])]))


def _whole(desk: Desk, source: str, locator: str, *, name: str = "") -> str:
    """The link to the document that a figure stands in, at its place, under a name of its own or the usual words."""
    passage = Passage.parse(locator)
    at = None if passage is None else passage.start
    words = plain(name) if name else desk.t("The whole document with its figures marked")
    return f"[{words}]({manuscript.address(desk, source, at)})"


def _quotation(found: Sentence) -> str:
    """The sentence in markdown, its neighbours in grey."""
    marked = f":blue-background[**{_quoted(found.figure)}**]"
    own = f"{_quoted(found.before)}{marked}{_quoted(found.after)}"
    beside = [f":gray[{_quoted(text)}]" if text else "" for text in (found.previous, found.following)]
    return " ".join(part for part in (beside[0], own, beside[1]) if part)


def where(desk: Desk, source: str, locator: str) -> str:
    """Where a figure stands in the original: the place, and the publisher's address, or the publisher."""
    return desk.t(
        "In the original: {place} · {address}",
        place=desk.ws.place_name(locator, desk.lang),
        address=desk.ws.source_address(source),
    )


def _rivals(desk: Desk, rivals: Sequence[Rival]) -> None:
    if not rivals:
        return
    t = desk.t
    st.markdown(f"**{t('Other figures for this cell')}**")
    rows = [
        {
            t("Value"): number(desk, r.reading),
            t("Status"): status(desk, r.reading) or t("final"),
            t("Source"): r.source.title,
            t("Date"): dated(r.source),
            t("Why not this one"): t(DECIDED.get(r.decided_by, r.decided_by)),
        }
        for r in rivals
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", placeholder="—")
    here = [r for r in rivals if Passage.parse(r.reading.locator) and desk.ws.document_stamp(r.source.id)]
    if here:
        links = [_whole(desk, r.source.id, r.reading.locator, name=r.source.title) for r in here]
        st.caption(t("In their documents: {links}", links=t.list(links)))


def _arithmetic(desk: Desk, lines: Sequence[tuple[str, str]]) -> None:
    index = 0 if desk.lang == "zh" else 1
    if lines:
        st.markdown(f"**{desk.t('Arithmetic')}**\n\n" + "\n".join(f"- {plain(line[index])}" for line in lines))


def _quoted(text: str) -> str:
    return plain(" ".join(text.split()))


def dated(source: Source) -> str:
    """The day a source is dated by, as far as it is known."""
    return source.published_as or (source.dated.isoformat() if source.dated else "—")
