"""The lines of a review: counted, filtered, as a table page by page; one of them opened, decided and corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from yardstick.ui.import_work import Work
from yardstick.ui.picture import plain
from yardstick.ui.session import Desk
from yardstick.workspace.marking import remarks
from yardstick.workspace.reviewing import VERDICTS, Held, Line, Review, Verdict
from yardstick.workspace.sheetwords import REVIEW_WORDS
from yardstick.workspace.wording import MEASURE_WORDS, STATUS_WORDS

PAGE = 100
SIGNS = {
    "refused": "✕", "suspicious": "?", "conflicting": "≠", "changed": "→", "added": "+", "unchanged": "=", "blank": "·",
}  # fmt: skip
ORDER: tuple[Verdict, ...] = ("added", "changed", "conflicting", "suspicious", "refused", "unchanged", "blank")
"""How verdicts are counted: what is brought first."""
OPEN = "import.line"


def lines(desk: Desk, work: Work, review: Review) -> None:
    """The third step."""
    st.markdown(f"### {counted(desk, review)}")
    if review.unlooked:
        st.warning(
            desk.t("{n} figures are too many to be looked at one by one; `validate --data` looks at them once stored.",
                   n=f"{review.unlooked:,}")
        )  # fmt: skip
    chosen = _filter(desk, work, review)
    _bulk(desk, work, review)
    shown = _table(desk, work, review, chosen)
    if shown:
        _choose(desk, work, review, shown)


def counted(desk: Desk, review: Review) -> str:
    """The counts in a line: 12 added, 3 changed, 1 refused."""
    t, counts = desk.t, review.counts
    told = [
        t("{n} {verdict}", n=f"{counts[verdict]:,}", verdict=t(REVIEW_WORDS[verdict]))
        for verdict in ORDER
        if counts[verdict]
    ]
    return plain(t.list(told)) if told else t("No line holds a figure")


def _filter(desk: Desk, work: Work, review: Review) -> tuple[Verdict, ...]:
    """The verdicts looked at; all but the unchanged and the blank until somebody chooses."""
    t = desk.t
    there = [verdict for verdict in ORDER if review.counts[verdict]]
    names = {v: f"{SIGNS[v]} {t(REVIEW_WORDS[v])} {review.counts[v]:,}" for v in there}
    if len(there) < 2:
        return tuple(there)
    chosen = st.pills(
        t("Show only"), there, selection_mode="multi", key=work.key("verdicts"), format_func=lambda v: names[v]
    )
    worth = [v for v in there if v not in ("unchanged", "blank")]
    return tuple(v for v in VERDICTS if v in (chosen or worth or there))


def _bulk(desk: Desk, work: Work, review: Review) -> None:
    """Decisions on many lines at once."""
    t = desk.t
    with st.container(horizontal=True, vertical_alignment="center"):
        offered: tuple[tuple[Verdict, str], ...] = (
            ("suspicious", t("Leave out all suspicious")),
            ("conflicting", t("Leave out all conflicting")),
        )
        for verdict, label in offered:
            if review.counts[verdict]:
                st.button(
                    label,
                    key=work.key(f"bulk.{verdict}"),
                    on_click=work.leave_all,
                    args=(verdict,),
                    disabled=verdict in work.left,
                    icon=":material/block:",
                )
        if work.decided or work.left:
            st.button(
                t("Undo all decisions"), key=work.key("bulk.undo"),
                on_click=work.undo, icon=":material/undo:",
            )  # fmt: skip


def _table(desk: Desk, work: Work, review: Review, verdicts: Sequence[Verdict]) -> tuple[Line, ...]:
    """The page of lines that is looked at."""
    t = desk.t
    many = sum(review.counts[verdict] for verdict in verdicts)
    if not many:
        return ()
    pages = -(-many // PAGE)
    page = min(int(st.session_state.get(work.key("page"), 1) or 1), pages)
    found = page_of(review, tuple(verdicts), page)
    frame = table(desk, review, found, work=work)
    st.dataframe(
        pa.Table.from_pandas(frame, preserve_index=False),
        hide_index=True,
        width="stretch",
        placeholder="",
        height="content" if len(found) <= 12 else 460,
        key=work.key(f"table.{'.'.join(verdicts)}.{page}"),
        on_select=lambda: _clicked(work.key(f"table.{'.'.join(verdicts)}.{page}"), found, work),
        selection_mode="single-row",
        column_config=columns(desk),
        alt=t("Lines of the file"),
    )
    if pages > 1:
        st.pagination(pages, key=work.key("page"))
        first = (page - 1) * PAGE + 1
        st.caption(t("Lines {first} to {last} of {all}", first=first, last=first + len(found) - 1, all=f"{many:,}"))
    return found


def page_of(review: Review, verdicts: tuple[Verdict, ...], page: int) -> tuple[Line, ...]:
    """The lines of one page, from 1."""
    return review.lines(verdicts, first=(page - 1) * PAGE, count=PAGE)


def _clicked(table: str, found: Sequence[Line], work: Work) -> None:
    rows = st.session_state[table]["selection"]["rows"]
    if rows and rows[0] < len(found):
        st.session_state[work.key("line")] = found[rows[0]].address


def columns(desk: Desk) -> dict[str, Any]:
    """How the table's columns are shown."""
    t, made = desk.t, st.column_config
    widths = {
        t("Stored"): 56,
        t("Verdict"): 108,
        t("Indicator"): 150,
        t("Area"): 80,
        t("In the file"): 84,
        t("Held now → new"): 165,
    }
    return {
        **{name: made.Column(width=width) for name, width in widths.items()},
        t("Difference (%)"): made.NumberColumn(format="%+.1f", width=96),
        t("Message"): made.Column(width="large"),
    }


def table(desk: Desk, review: Review, found: Sequence[Line], *, work: Work) -> pd.DataFrame:
    """Lines as a table, a row a line."""
    t, words = desk.t, _Words(desk, review)
    rows = []
    for line in found:
        said = remarks(desk.ws, review, line, desk.lang)
        more = t("{said} (and {n} more)", said=said[0], n=len(said) - 1) if len(said) > 1 else "".join(said)
        rows.append(
            {
                t("Stored"): "✓" if work.wanted(line) else "",
                t("Verdict"): f"{SIGNS[line.verdict]} {t(REVIEW_WORDS[line.verdict])}",
                t("Cell"): words.place(line),
                t("Indicator"): words.indicator(line),
                t("Area"): desk.name(line.area) if line.area else "",
                t("Period"): desk.ws.period_name(line.period, desk.lang) if line.period else "",
                t("In the file"): line.text,
                t("Held now → new"): words.change(line),
                t("Difference (%)"): line.difference,
                t("Message"): more,
            }
        )
    frame = pd.DataFrame(rows)
    differs = any(line.difference is not None for line in found)
    return frame if differs else frame.drop(columns=t("Difference (%)"), errors="ignore")


class _Words:
    """The words of a line in the reader's language."""

    def __init__(self, desk: Desk, review: Review) -> None:
        self.desk, self.draft = desk, review.draft

    def place(self, line: Line) -> str:
        """`Sheet1!C7`; of a text file the line and the column."""
        sheet, row, column = line.place
        grid = self.draft.sheets[sheet].grid
        if not grid.lines:
            return line.address
        return self.desk.t("line {line}, column {column}", line=grid.line(row), column=column)

    def indicator(self, line: Line) -> str:
        """The indicator, with what is said of it where that is not its level."""
        name = self.desk.indicator(line.indicator) if line.indicator else ""
        return name if line.measure in ("value", "") else f"{name} · {self.desk.t(MEASURE_WORDS[line.measure])}"

    def new(self, line: Line) -> str:
        """What the line says."""
        if line.change == "none":
            return ""
        return self._quantity(line, line)

    def held(self, line: Line, held: Held) -> str:
        """What the store says in the cell of a line."""
        return self._quantity(line, held)

    def change(self, line: Line) -> str:
        """`800家 → 1,500家`; the new figure alone where nothing is held, or the same."""
        if line.before is None or line.change == "unchanged":
            return self.new(line)
        return f"{self.held(line, line.before)} → {self.new(line)}"

    def _quantity(self, line: Line, said: Line | Held) -> str:
        if said.value is None:
            return self.desk.t("missing")
        text = self.desk.ws.quantity(
            said.value,
            said.unit,
            self.desk.lang,
            qualifier=said.qualifier,
            high=said.value_high,
            indicator=line.indicator,
        )
        return text if said.status == "A" else f"{text} ({self.desk.t(STATUS_WORDS[said.status])})"


def _choose(desk: Desk, work: Work, review: Review, shown: Sequence[Line]) -> None:
    """The choice of a line, and everything about the one chosen."""
    t, words, key = desk.t, _Words(desk, review), work.key("line")
    names = {line.address: f"{words.place(line)} · {t(REVIEW_WORDS[line.verdict])} · {line.text}" for line in shown}
    held = st.session_state.get(key, "")
    if held and held not in names:
        there = review.line(held)
        if there is None:
            st.session_state[key] = ""
        else:
            names[held] = f"{words.place(there)} · {t(REVIEW_WORDS[there.verdict])} · {there.text}"
    prompt = t("Choose a line to look into it")
    chosen = st.selectbox(
        t("Open a line"), ["", *names], key=key, format_func=lambda address: names[address] if address else prompt
    )
    line = review.line(chosen) if chosen else None
    if line is not None:
        with st.container(border=True):
            _panel(desk, work, review, line)


def _panel(desk: Desk, work: Work, review: Review, line: Line) -> None:
    t, words = desk.t, _Words(desk, review)
    st.markdown(f"**{plain(words.place(line))} — {SIGNS[line.verdict]} {t(REVIEW_WORDS[line.verdict])}**")
    facts = [
        (t("Indicator"), words.indicator(line)),
        (t("Area"), desk.name(line.area) if line.area else ""),
        (t("Period"), desk.ws.period_name(line.period, desk.lang) if line.period else ""),
        (t("In the file"), line.text or t("empty")),
        (t("Read as"), words.new(line)),
        (t("Held now"), "" if line.before is None else _said(desk, words, line, line.before)),
        (t("Difference"), "" if line.difference is None else f"{line.difference:+.1f} %"),
        (t("Note"), line.note),
    ]
    st.markdown("\n".join(f"- :gray[{name}] {plain(text)}" for name, text in facts if text))
    said = remarks(desk.ws, review, line, desk.lang)
    if said:
        st.markdown("\n".join(f"- {plain(text)}" for text in said))
    if line.others:
        told = "\n".join(f"- {plain(_said(desk, words, line, other))}" for other in line.others)
        st.markdown(f":gray[{t('Other sources say')}]\n\n{told}")
    _decide(desk, work, line)
    _correct(desk, work, review, line)


def _said(desk: Desk, words: _Words, line: Line, held: Held) -> str:
    place = desk.ws.place_name(held.locator, desk.lang)
    text = f"{words.held(line, held)} · {desk.ws.source_title(held.source)} · {place}"
    return f"{text} · {desk.t('shown')}" if held.shown else text


def _decide(desk: Desk, work: Work, line: Line) -> None:
    """Whether the line is stored."""
    t = desk.t
    if line.change not in ("added", "changed"):
        if line.verdict == "unchanged":
            st.caption(t("The store says so already; there is nothing to store."))
        elif line.verdict == "refused":
            st.caption(t("It cannot be stored as it is: correct it here, or leave it."))
        return
    now = work.wanted(line)
    options = {True: t("Store it"), False: t("Leave it out")}
    chosen = st.segmented_control(
        t("This line"), (True, False), default=now, key=work.key(f"decide.{line.address}.{now}"),
        format_func=options.__getitem__, required=True,
    )  # fmt: skip
    if chosen is not None and chosen != now:
        work.decide(line, wanted=chosen)
        st.rerun()
    if line.asks_reason:
        st.caption(t("It differs so much from what is held that a reason is asked for below."))


def _correct(desk: Desk, work: Work, review: Review, line: Line) -> None:
    """Another text in the cell; the line is reviewed again with it."""
    t = desk.t
    form = st.form(work.key(f"correct.{line.address}"), border=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(t("Correct the cell"), line.text, max_chars=200, width=260)
        sent = st.form_submit_button(t("Review it again"))
    if sent and text.strip() != line.text:
        work.draft = review.draft.with_texts({line.place: text.strip()})
        work.decided.pop(line.address, None)
        st.rerun()
