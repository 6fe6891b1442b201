"""The history of the data on the steward's page: change sets, what each changed, and taking one back."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from yardstick.errors import YardstickError
from yardstick.i18n import say_error
from yardstick.ui import choices
from yardstick.ui.cache import kept
from yardstick.ui.holdings import CHANGE_KINDS
from yardstick.ui.picture import as_arrow, csv_link, plain
from yardstick.ui.readings import SIGNS
from yardstick.ui.session import Desk, folder
from yardstick.workspace import undoing
from yardstick.workspace.chronicle import Entry, Line, Word, lines
from yardstick.workspace.records import rows as rows_of
from yardstick.workspace.undoing import Undoing
from yardstick.workspace.wording import MEASURE_WORDS

LINES_AT_MOST = 1000
"""Lines of a difference that are drawn; the CSV holds all of them."""
TABLE, TOLD = "steward.sets.table", "steward.sets.told"
WHO, WHY, WHY_EN = "steward.revert.author", "steward.revert.reason", "steward.revert.reason_en"
AUTHOR = "steward.author"
"""Session state: who took part last, so that the name need not be written again."""
STAYS = ("area", "indicator", "measure", "period", "later")
KINDS = {"added": "added", "changed": "changed", "retracted": "taken away", "unchanged": "unchanged"}


def part(desk: Desk) -> None:
    """Every change set, newest first; the one chosen opens to its difference, and can be taken back."""
    t = desk.t
    _tell()
    entries = _entries(desk, desk.version)
    st.markdown(f"### {plain(t('{count} change sets made the data what they are', count=len(entries)))}")
    frame = _list(desk, desk.version, desk.lang)
    shown = as_arrow(frame, desk.version, desk.lang, "steward.sets")
    ids = [str(e.id) for e in entries]
    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        placeholder="—",
        column_config={t("Number"): st.column_config.NumberColumn(width=96, format="%d")},
        key=TABLE,
        on_select=lambda: _take_row(ids),
        selection_mode="single-row",
        alt=t("Change sets"),
    )
    st.caption(csv_link(desk, "change-sets", frame, lambda: frame))
    names = {"": t("Choose a change set to see what it changed"), **{str(e.id): _name(desk, e) for e in entries}}
    chosen = choices.select(desk, "set", names, label=t("Open a change set"), default="")
    if chosen:
        _open(desk, next(e for e in entries if str(e.id) == chosen))


def _take_row(ids: list[str]) -> None:
    """Open the change set whose row was clicked."""
    rows = st.session_state[TABLE]["selection"]["rows"]
    if rows:
        st.session_state["q.set"] = ids[rows[0]]


@kept(4)
def _entries(_desk: Desk, /, version: str) -> tuple[Entry, ...]:
    return _desk.ws.chronicle()


@kept(8)
def _list(_desk: Desk, /, version: str, lang: str) -> pd.DataFrame:
    t, at = _desk.t, 0 if lang == "zh" else 1
    rows = [
        {
            t("Number"): e.id,
            t("Date"): _when(e),
            t("Kind"): t(CHANGE_KINDS[e.kind]),
            t("Author"): e.author,
            t("Reason"): e.reason[at],
            t("File"): e.file,
            t("Added"): e.added,
            t("Changed"): e.changed,
            t("Taken away"): e.retracted,
        }
        for e in _entries(_desk, version)
    ]
    return pd.DataFrame(rows)


def _when(entry: Entry) -> str:
    return entry.date.isoformat() if entry.at is None else f"{_local(entry.at):%Y-%m-%d %H:%M}"


def _local(at: dt.datetime) -> dt.datetime:
    return at.astimezone()


def _name(desk: Desk, entry: Entry) -> str:
    reason = entry.reason[0 if desk.lang == "zh" else 1]
    return f"{entry.id} · {_when(entry)} · {desk.t(CHANGE_KINDS[entry.kind])} · {reason}"


def _open(desk: Desk, entry: Entry) -> None:
    """The difference of one change set, and below it the form that takes it back."""
    t = desk.t
    frame = _difference(desk, desk.version, entry.id)
    title = t(
        "Change set {id}: {added} added, {changed} changed, {retracted} taken away",
        id=entry.id,
        added=f"{entry.added:,}",
        changed=f"{entry.changed:,}",
        retracted=f"{entry.retracted:,}",
    )
    st.markdown(f"### {plain(title)}")
    who = (_when(entry), entry.author, entry.file, entry.reason[0 if desk.lang == "zh" else 1])
    st.caption(plain(" · ".join(word for word in who if word)))
    _table(desk, frame, name=f"change-set-{entry.id}", of=entry.id)
    if not entry.accepted:
        st.info(t("It stands in the reviewed files: it is taken back in `data/`, and `python -m yardstick build`."))
    elif desk.ws.day is not None:
        st.info(t("These are the data as known on a day. Go back to today to change them."))
    else:
        _taking_back(desk, entry)


@kept(8)
def _difference(_desk: Desk, /, version: str, number: int) -> pd.DataFrame:
    return _desk.ws.difference(number)


def _table(desk: Desk, frame: pd.DataFrame, *, name: str, of: object) -> None:
    """The lines of a difference, as many as are drawn, and all of them as CSV."""
    t = desk.t
    if frame.empty:
        st.caption(t("Nothing is held of this."))
        return
    few = _lines((desk, frame.head(LINES_AT_MOST)), desk.version, desk.lang, name)
    shown = as_arrow(few, desk.version, desk.lang, "steward.lines", name, of)
    st.dataframe(shown, hide_index=True, width="stretch", placeholder="—", key=f"steward.lines.{name}")
    link = csv_link(desk, name, few, lambda: _worded(desk, frame))
    cut = t("The first {n} of {all} lines; the file holds all.", n=LINES_AT_MOST, all=f"{len(frame):,}")
    st.caption(f"{plain(cut)} {link}" if len(frame) > LINES_AT_MOST else link)


@kept(16)
def _lines(_asked: tuple[Desk, pd.DataFrame], /, version: str, lang: str, name: str) -> pd.DataFrame:
    return _worded(*_asked)


def _worded(desk: Desk, frame: pd.DataFrame) -> pd.DataFrame:
    """A difference in words: a line a figure or target, what was and what is said, and by how much they differ."""
    t, ws, lang = desk.t, desk.ws, desk.lang
    rows = [
        {
            t("What"): t(KINDS[line.kind]),
            t("Area"): desk.name(line.area),
            t("Indicator"): desk.indicator(line.indicator),
            t("Measure"): t(MEASURE_WORDS[line.measure]) + (f" · {t('target')}" if line.log == "target" else ""),
            t("Period"): ws.period_name(line.period, lang),
            t("Before"): _said(line.old),
            t("After"): _said(line.new),
            t("Unit"): _unit(desk, line),
            t("Difference"): None if line.percent is None else f"{line.percent:+.1f}%",
            t("Source"): ws.source_title(line.source),
            t("Place in it"): ws.place_name(line.locator, lang),
        }
        for line in lines(frame)
    ]
    return pd.DataFrame(rows)


def _said(word: Word) -> str | None:
    if word.value is None:
        return None
    upper = f"–{word.high:,.10g}" if word.high is not None else ""
    return f"{'' if upper else SIGNS.get(word.qualifier, '')}{word.value:,.10g}{upper}"


def _unit(desk: Desk, line: Line) -> str:
    told = dict.fromkeys(unit for unit in (line.old.unit, line.new.unit) if unit)
    return " → ".join(desk.ws.unit_name(unit, desk.lang, indicator=line.indicator) for unit in told)


def _taking_back(desk: Desk, entry: Entry) -> None:
    """What the revert would do, what stays, and the form that does it."""
    t = desk.t
    st.markdown(f"### {plain(t('Take change set {id} back', id=entry.id))}")
    try:
        found = _foreseen(desk, desk.version, entry.id)
    except YardstickError as error:
        st.info(plain(say_error(error, t)))
        return
    st.markdown(plain(_promise(desk, found)))
    _table(desk, found.lines, name=f"revert-{entry.id}", of="revert")
    _staying(desk, found)
    _form(desk, found)


@kept(4)
def _foreseen(_desk: Desk, /, version: str, number: int) -> Undoing:
    return _desk.ws.foresee(number)


def _promise(desk: Desk, found: Undoing) -> str:
    kinds = found.lines["kind"].value_counts()
    return desk.t(
        "Nothing is deleted: a change set of its own would bring back {added}, change {changed} to what was said "
        "before, and take away {retracted}.",
        **{kind: f"{int(kinds.get(kind, 0)):,}" for kind in ("added", "changed", "retracted")},
    )


def _staying(desk: Desk, found: Undoing) -> None:
    if found.later.empty:
        return
    t = desk.t
    sets = t.list([str(n) for n in sorted({int(n) for n in found.later["later"]})])
    msgid = "{count} of its figures were changed again since, by change set {sets}; they stay as they are."
    st.warning(plain(t(msgid, count=len(found.later), sets=sets)))
    rows = [
        {
            t("Area"): desk.name(area),
            t("Indicator"): desk.indicator(indicator),
            t("Measure"): t(MEASURE_WORDS[measure]),
            t("Period"): desk.ws.period_name(period, desk.lang),
            t("Change set"): int(later),
        }
        for area, indicator, measure, period, later in rows_of(found.later.head(LINES_AT_MOST), STAYS)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", key=f"steward.later.{found.number}")


def _form(desk: Desk, found: Undoing) -> None:
    t = desk.t
    st.session_state.setdefault(WHO, st.session_state.get(AUTHOR, ""))
    with st.form("steward.revert", border=True):
        st.text_input(t("Who takes it back"), key=WHO, max_chars=80)
        st.text_input(t("Reason (in Chinese)"), key=WHY, max_chars=300)
        st.text_input(t("Reason in English, if there is one"), key=WHY_EN, max_chars=300)
        st.form_submit_button(
            t("Take change set {id} back", id=found.number), on_click=_take_back, args=(desk, found.number, found.seen)
        )


def _take_back(desk: Desk, number: int, seen: str) -> None:
    """Revert, on the store that the reader looked at; what came of it is told at the head of the next run."""
    t = desk.t
    words = {name: str(st.session_state.get(key, "")) for name, key in _ASKED.items()}
    try:
        made = undoing.revert(
            folder(), number, author=words["author"], reason=words["reason"], reason_en=words["reason_en"], seen=seen
        )
    except YardstickError as error:
        st.session_state[TOLD] = (False, say_error(error, t))
        return
    st.session_state[TOLD] = (True, t("Change set {id} is taken back, by change set {made}.", id=number, made=made.id))
    st.session_state[AUTHOR], st.session_state["q.set"] = words["author"], ""


_ASKED = {"author": WHO, "reason": WHY, "reason_en": WHY_EN}


def _tell() -> None:
    told = st.session_state.pop(TOLD, None)
    if told is not None:
        good, text = told
        (st.success if good else st.error)(plain(text))
