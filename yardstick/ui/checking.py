"""The checks on the steward's page: what was found of the figures held, why, and accepting it with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from yardstick.checks import SEVERITIES, Finding
from yardstick.checks.acceptance import Reviewed
from yardstick.errors import Problem, YardstickError
from yardstick.i18n import say, say_error
from yardstick.ui import choices
from yardstick.ui.cache import kept
from yardstick.ui.change_sets import AUTHOR
from yardstick.ui.picture import as_arrow, csv_link, plain
from yardstick.ui.session import Desk
from yardstick.workspace.checking import FINDINGS_FILE
from yardstick.workspace.wording import MEASURE_WORDS

SEVERITY_WORDS = {"error": "cannot be true", "warning": "improbable", "note": "worth knowing"}
TITLES = {
    "share_differs": "share unlike its parts",
    "growth_differs": "growth unlike its own levels",
    "growth_contradicts": "growth unlike the levels held",
    "decimal_lost": "decimal point lost",
    "growth_impossible": "growth beyond belief",
    "multiple_differs": "multiple unlike its levels",
    "change_differs": "change unlike its levels",
    "formula_differs": "unlike what it is made of",
    "across_break": "measured across a break",
    "sum_differs": "unlike the sum of its parts",
    "part_exceeds": "part larger than its whole",
    "jump": "jump in a series",
    "break_undeclared": "jump in many areas",
    "unit_off": "off by powers of ten",
    "copied_year": "same as the year before",
    "copied_area": "same as another area",
    "gap": "gap in a series",
    "gap_common": "gap in many areas",
    "outlier": "far from its peers",
    "negative": "less than nothing",
    "outside_limits": "outside its limits",
    "sources_differ": "sources differ",
    "revised": "revised since",
}
"""Code → the name of the kind, short enough for a table. Every code there is stands here."""
STATE_WORDS = {"open": "open", "reopened": "open again", "accepted": "accepted", "flagged": "flagged by a correction"}
TABLE, TOLD = "steward.findings.table", "steward.findings.told"
WHO, WHY, WHY_EN = "steward.accept.author", "steward.accept.reason", "steward.accept.reason_en"


def part(desk: Desk) -> None:
    """Counts, filters, the findings that pass them, and the one chosen with what can be done about it."""
    t = desk.t
    _tell()
    with st.spinner(t("Checking every figure against its source, parts, series, peers and other sources…")):
        reviewed, problems = _asked(desk, desk.version, _stamp(desk))
    for problem in problems[:5]:
        st.warning(plain(t("A file of this installation needs attention: {problem}", problem=say(problem, t))))
    waiting = [one for one in reviewed if one.open]
    count = Counter(one.finding.severity for one in waiting)
    msgid = "{count} findings are open: {errors} cannot be true, {warnings} are improbable, {notes} are worth knowing"
    graves = {"errors": count["error"], "warnings": count["warning"], "notes": count["note"]}
    st.markdown(f"### {plain(t(msgid, count=len(waiting), **graves))}")
    _counts(desk, reviewed)
    found = _filtered(desk, reviewed)
    if not found:
        st.info(t("Nothing was found of this kind. Choose another one above."))
        return
    _table(desk, found)
    _choose(desk, found)


@kept(4)
def _asked(_desk: Desk, /, version: str, stamp: int) -> tuple[tuple[Reviewed, ...], tuple[Problem, ...]]:
    """The findings with what was decided on them; asked again when the data or the decisions change."""
    found = _desk.ws.findings()
    return found.reviewed, found.problems


def _stamp(desk: Desk) -> int:
    """When the decisions were last written, in nanoseconds; 0 where there are none."""
    try:
        return (desk.ws.folder / desk.ws.config.paths.data / FINDINGS_FILE).stat().st_mtime_ns
    except OSError:
        return 0


def _counts(desk: Desk, reviewed: Sequence[Reviewed]) -> None:
    """A row a kind: how grave, how many are open, how many were decided."""
    t = desk.t
    waiting = Counter(one.finding.code for one in reviewed if one.open)
    decided = Counter(one.finding.code for one in reviewed if not one.open)
    grave = {one.finding.code: one.finding.severity for one in reversed(reviewed)}  # the gravest comes first
    codes = sorted(grave, key=lambda code: (SEVERITIES.index(grave[code]), -waiting[code], code))
    rows = [
        {
            t("Severity"): t(SEVERITY_WORDS[grave[code]]),
            t("Kind"): t(TITLES[code]),
            t("Open"): waiting[code],
            t("Decided"): decided[code],
        }
        for code in codes
    ]
    if rows:
        frame = pd.DataFrame(rows)
        st.dataframe(frame, hide_index=True, width="stretch", height="content", key="steward.findings.counts")


def _filtered(desk: Desk, reviewed: Sequence[Reviewed]) -> list[Reviewed]:
    """What passes the filters; each offers only what there is."""
    t = desk.t
    found = [one.finding for one in reviewed]
    severities: dict[str, str] = {s: t(SEVERITY_WORDS[s]) for s in SEVERITIES if any(f.severity == s for f in found)}
    severity = choices.segments(desk, "severity", {"": t("All"), **severities}, label=t("Severity"), default="")
    codes = {c: t(TITLES[c]) for c in TITLES if any(f.code == c for f in found)}
    areas = {a.code: desk.name(a.code) for a in desk.ws.areas if any(f.area == a.code for f in found)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = choices.select(desk, "kind", {"": t("All kinds"), **codes}, label=t("Kind"), default="", width=260)
        area = choices.select(desk, "where", {"": t("All areas"), **areas}, label=t("Area"), default="", width=200)
        key = desk.params.flag("decided")
        decided = st.toggle(t("Decided ones too"), key=key, width="content")
        desk.params.keep("decided", decided, default=False)
    return [
        one
        for one in reviewed
        if (decided or one.open)
        and severity in ("", one.finding.severity)
        and code in ("", one.finding.code)
        and area in ("", one.finding.area)
    ]


def _table(desk: Desk, found: Sequence[Reviewed]) -> None:
    """The findings, gravest first; a click on a row opens it."""
    t, ids = desk.t, tuple(_id(one.finding) for one in found)
    states = tuple(one.state for one in found)
    frame = _rows((desk, found), desk.version, desk.lang, _stamp(desk), ids, states)
    st.dataframe(
        as_arrow(frame, desk.version, desk.lang, "steward.findings", _stamp(desk), ids),
        hide_index=True,
        width="stretch",
        placeholder="—",
        key=TABLE,
        on_select=lambda: _take_row(ids),
        selection_mode="single-row",
        alt=t("Checks"),
    )
    st.caption(csv_link(desk, "findings", frame, lambda: frame))


@kept(16)
def _rows(
    _asked: tuple[Desk, Sequence[Reviewed]],
    /,
    version: str,
    lang: str,
    stamp: int,
    ids: tuple[str, ...],
    states: tuple[str, ...],
) -> pd.DataFrame:
    desk, found = _asked
    t, ws = desk.t, desk.ws
    rows = [
        {
            t("Severity"): t(SEVERITY_WORDS[f.severity]),
            t("Kind"): t(TITLES[f.code]),
            t("Finding"): ws.finding_sentence(f, lang),
            t("Area"): desk.name(f.area),
            t("Indicator"): desk.indicator(f.indicator),
            t("Measure"): t(MEASURE_WORDS[f.measure]),
            t("Period"): ws.period_name(f.period, lang),
            t("Source"): ws.source_title(f.sources[0]),
            t("Decision"): _decision(desk, one),
        }
        for one in found
        for f in (one.finding,)
    ]
    return pd.DataFrame(rows)


def _decision(desk: Desk, one: Reviewed) -> str:
    """What was decided, by whom and why."""
    words = [desk.t(STATE_WORDS[one.state]), one.author, str(one.date or ""), _reason(desk, one)]
    return " · ".join(word for word in words if word)


def _reason(desk: Desk, one: Reviewed) -> str:
    zh, en = one.reason
    return zh if desk.lang == "zh" else en or zh


def _id(finding: Finding) -> str:
    return "|".join(finding.key)


def _take_row(ids: Sequence[str]) -> None:
    rows = st.session_state[TABLE]["selection"]["rows"]
    if rows:
        st.session_state["q.finding"] = ids[rows[0]]


def _choose(desk: Desk, found: Sequence[Reviewed]) -> None:
    t = desk.t
    by_id = {_id(one.finding): one for one in found}
    labels = {key: _label(desk, one.finding) for key, one in by_id.items()}
    names = {"": t("Choose a finding to see what is behind it"), **labels}
    chosen = choices.select(desk, "finding", names, label=t("Open a finding"), default="")
    if chosen:
        _open(desk, by_id[chosen])


def _label(desk: Desk, f: Finding) -> str:
    period = desk.ws.period_name(f.period, desk.lang)
    return f"{desk.t(TITLES[f.code])} · {desk.name(f.area)} · {desk.indicator(f.indicator)} · {period}"


def _open(desk: Desk, one: Reviewed) -> None:
    """The finding explained, and what can be done: mend it, or accept it with a reason."""
    t, finding = desk.t, one.finding
    sentence, *places, hint = desk.ws.finding_explanation(finding, desk.lang)
    with st.container(border=True):
        st.markdown(f"**{plain(sentence)}**")
        lines = [(t("Severity"), t(SEVERITY_WORDS[finding.severity])), (t("Decision"), _decision(desk, one))]
        lines += [(t("Place in it"), place) for place in places]
        lines.append((t("What can be done"), hint))
        st.markdown("\n".join(f"- :gray[{name}] {plain(text)}" for name, text in lines))
        st.markdown(
            f"[{t('Correct the figure')}]({_to_correct(desk, finding)}) · [{_seen(desk)}]({_to_see(desk, finding)})"
        )
    if one.state != "accepted":
        _accepting(desk, finding)


def _seen(desk: Desk) -> str:
    return desk.t("See it in its series")


def _to_correct(desk: Desk, finding: Finding) -> str:
    asked = {
        "part": "correct",
        "area": finding.area,
        "indicator": finding.indicator,
        "period": finding.period,
        "measure": finding.measure,
    }
    return "/steward?" + urlencode(asked | desk.carried)


def _to_see(desk: Desk, finding: Finding) -> str:
    asked = {"indicator": finding.indicator, "areas": finding.area}
    asked["cell"] = "|".join((finding.area, finding.indicator, finding.measure, finding.period))
    return "/indicator?" + urlencode(asked | desk.carried)


def _accepting(desk: Desk, finding: Finding) -> None:
    t = desk.t
    if desk.ws.day is not None:
        st.info(t("These are the data as known on a day. Go back to today to change them."))
        return
    st.session_state.setdefault(WHO, st.session_state.get(AUTHOR, ""))
    with st.form("steward.accept", border=True):
        st.markdown(f"**{t('Accept it: the figure stays, and it is told no more until it changes')}**")
        st.text_input(t("Who accepts it"), key=WHO, max_chars=80)
        st.text_input(t("Reason (in Chinese)"), key=WHY, max_chars=300)
        st.text_input(t("Reason in English, if there is one"), key=WHY_EN, max_chars=300)
        st.form_submit_button(t("Accept the finding"), on_click=_accept, args=(desk, finding))


def _accept(desk: Desk, finding: Finding) -> None:
    """Write the decision down; what came of it is told at the head of the next run."""
    words = {name: str(st.session_state.get(key, "")) for name, key in _ASKED.items()}
    try:
        desk.ws.accept_finding(finding, **words)
    except YardstickError as error:
        st.session_state[TOLD] = (False, say_error(error, desk.t))
        return
    st.session_state[TOLD] = (True, desk.t("Accepted, in data/findings.yaml: {finding}", finding=_label(desk, finding)))
    st.session_state[AUTHOR], st.session_state["q.finding"] = words["author"], ""


_ASKED = {"author": WHO, "reason": WHY, "reason_en": WHY_EN}


def _tell() -> None:
    told = st.session_state.pop(TOLD, None)
    if told is not None:
        good, text = told
        (st.success if good else st.error)(plain(text))
