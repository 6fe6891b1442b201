"""What the browser is told of a paper under review: its text, its figures with their state, and every word it shows."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from yardstick.i18n import Words, say
from yardstick.model import MEASURES, QUALIFIERS, Observation
from yardstick.reader import Candidate
from yardstick.ui.paper_work import Work
from yardstick.ui.session import Desk
from yardstick.workspace.reading_over import Beside, Item, Overlook
from yardstick.workspace.stating import plain
from yardstick.workspace.wording import MEASURE_WORDS

HERE = Path(__file__).with_name("static")
SHOWN = 5
"""Figures of other sources told of one candidate."""
STATE_WORDS = {
    "new": "new",
    "agrees": "agrees with what is held",
    "revises": "revises what this source says",
    "contradicts": "contradicts what is held",
    "unsure": "read without certainty",
    "held": "held already",
    "restates": "said before in this document",
    "unplaced": "not placed",
}
GROUP_WORDS = {"decide": "To decide", "held": "Held already", "again": "Said again", "unplaced": "Not placed"}
FIELD_WORDS = {
    "area": "Area",
    "indicator": "Indicator",
    "kind": "Actual or target",
    "measure": "Measure",
    "operator": "Operator",
    "value": "Value as written",
    "value_high": "Upper end of a range",
    "unit": "Unit as written",
    "period": "Period",
}
REASONS = (
    "not a figure of an indicator",
    "another indicator is meant",
    "another area is meant",
    "another period is meant",
    "the figure was read wrongly",
)
REASON_WORDS = {reason: reason for reason in REASONS}


@lru_cache(maxsize=1)
def _component() -> Any:
    return st.components.v2.component(
        "yardstick_paper",
        js=(HERE / "paper.js").read_text(encoding="utf-8"),
        css=(HERE / "paper.css").read_text(encoding="utf-8"),
    )


def mount(desk: Desk, at: Work, overlook: Overlook) -> None:
    """Draw the review; what is decided in it is heard before the next run of the part."""
    key = at.key("review")

    def heard() -> None:
        said = st.session_state.get(key)
        at.hear(None if said is None else said.get("said"))

    _component()(key=key, data=told(desk, at, overlook), on_said_change=heard)


def told(desk: Desk, at: Work, overlook: Overlook) -> dict[str, Any]:
    """Everything the browser draws. Made once for a look over the paper and a language."""
    if at.view is None or at.view[0] is not overlook or at.view[1] != desk.lang:
        t = desk.t
        view = {
            "text": overlook.paper.text,
            "items": [_item(desk, item, overlook.paper.text) for item in overlook.items],
            "words": _words(t),
            "reasons": [t(REASON_WORDS[reason]) for reason in REASONS],
            "measures": {m: t(MEASURE_WORDS[m]) for m in MEASURES},
            "operators": {q: t("range") if q == "range" else q for q in QUALIFIERS},
            "indicators": [[i.id, i.name.in_(desk.lang)] for i in desk.ws.catalogue.indicators.values()],
            "areas": [[a.code, a.name(desk.lang)] for a in desk.ws.areas],
        }
        at.view = overlook, desk.lang, view
    return {**at.view[2], **at.begun, "turn": at.turn}


def beginning(at: Work) -> dict[str, Any]:
    """The decisions with which the browser begins where it draws the paper for the first time."""
    decided = {str(n): {"v": "accept", "r": ""} for n in sorted(at.accepted)}
    decided |= {str(n): {"v": "reject", "r": why} for n, why in sorted(at.rejected.items())}
    fixes = {str(n): dict(fix) for n, fix in sorted(at.fixes.items())}
    return {"decided": decided, "fixes": fixes, "aliases": dict(at.aliases), "ignore": list(at.ignore)}


def _item(desk: Desk, item: Item, text: str) -> dict[str, Any]:
    literal = text[item.read.start : item.read.end]
    retold = {"value", "value_high", "unit"} & set(item.corrected)
    c, t, ws, lang = item.candidate, desk.t, desk.ws, desk.lang
    record = item.stated.record
    say_it = ""
    if record is not None:
        qualifier = record.qualifier if isinstance(record, Observation) else record.operator
        say_it = ws.quantity(
            record.value, record.unit, lang, qualifier=qualifier, high=record.value_high, indicator=record.indicator
        )
    indicator = record.indicator if record is not None else c.indicator
    measure = record.measure if record is not None else c.measure
    return {
        "i": item.at, "s": c.start, "e": c.end, "f": c.first, "l": c.last, "st": item.state,
        "ok": record is not None and item.state != "held", "sure": item.sure, "dup": item.first,
        "t": ws.indicator_name(indicator, lang) if indicator else "", "a": desk.name(c.area), "k": c.kind,
        "mn": t(MEASURE_WORDS[measure]), "mo": t(MEASURE_WORDS[measure]) if measure != "value" else "",
        "fig": f"−{literal}" if c.falls and not retold else _written(c) if retold else literal,
        "pn": _period(desk, c.period), "say": say_it, "w": _written(c) if retold else literal,
        "as": hedged(item.read, text),
        "conf": round(c.confidence * 100), "b": [_beside(desk, b, item, said=say_it) for b in item.beside[:SHOWN]],
        "pr": _problems(item, t, literal), "el": [_elsewhere(desk, cell) for cell in item.elsewhere[:2]],
        "co": list(item.corrected), "aside": item.set_aside, "raw": _raw(item.read),
    }  # fmt: skip


def _raw(c: Candidate) -> dict[str, str]:
    """The fields as read, as they stand in the form."""
    return {
        "indicator": c.indicator, "area": c.area, "period": c.period, "kind": c.kind, "measure": c.measure,
        "operator": c.operator, "value": plain(c.value), "unit": c.unit,
        "value_high": "" if c.value_high is None else plain(c.value_high),
    }  # fmt: skip


def _written(c: Candidate) -> str:
    high = "" if c.value_high is None else f"–{plain(c.value_high)}"
    return f"{plain(c.value)}{high}{c.unit}"


def hedged(c: Candidate, text: str) -> str:
    """The figure as it stands in the text, with the word it is hedged with where that stands right beside it."""
    before = c.start - len(c.hedge) if text.startswith(c.hedge, max(0, c.start - len(c.hedge))) else c.start
    after = c.end + len(c.hedge) if text.startswith(c.hedge, c.end) else c.end
    return text[max(0, before) : after]


def _period(desk: Desk, period: str) -> str:
    try:
        return desk.ws.period_name(period, desk.lang)
    except ValueError:
        return period


def _problems(item: Item, t: Words, literal: str) -> list[str]:
    """What is wrong with it, each under the name of the field; then what the reader found odd."""
    found = [say(replace(p, path=t(FIELD_WORDS[p.key]) if p.key in FIELD_WORDS else p.key, key=""), t)
             for p in item.problems]  # fmt: skip
    if "value" in item.corrected and item.candidate.value != item.read.value:
        told = "The text says {written} here. What a document states wrongly is stored as it stands, then corrected."
        found.append(t(told, written=literal))
    return [*found, t(item.read.problem)] if item.read.problem else found


def _beside(desk: Desk, beside: Beside, item: Item, *, said: str) -> dict[str, Any]:
    ws, record = desk.ws, item.stated.record
    assert record is not None
    value = ws.quantity(
        beside.value, beside.unit, desk.lang, qualifier=beside.qualifier, high=beside.value_high,
        indicator=record.indicator,
    )  # fmt: skip
    if beside.clash and value == said and beside.value is not None:  # two that differ must not read alike
        value = f"{beside.value:,.15g} {ws.unit_name(beside.unit, desk.lang, indicator=record.indicator)}"
    name = desk.t("this document") if beside.own else ws.source_title(beside.source)
    return {"v": value, "n": name, "s": beside.same, "c": beside.clash}


def _elsewhere(desk: Desk, cell: tuple[str, ...]) -> str:
    indicator, area, measure, period = cell
    return desk.t(
        "From this very place the store holds: {indicator}, {area}, {period} ({measure}).",
        indicator=desk.indicator(indicator), area=desk.name(area), period=_period(desk, period),
        measure=desk.t(MEASURE_WORDS[measure]),
    )  # fmt: skip


def _words(t: Words) -> dict[str, Any]:
    return {
        "title": t("Review of the document; j and k go on and back, a accepts, r rejects, e edits"),
        "text": t("The text, its figures marked"),
        "list": t("The figures"),
        "progress": t("Decided: {n} of {m}"),
        "all_actual": t("Accept all sure actuals ({n})"),
        "all_target": t("Accept all sure targets ({n})"),
        "groups": {name: t(GROUP_WORDS[name]) for name in GROUP_WORDS},
        "states": {state: t(STATE_WORDS[state]) for state in STATE_WORDS},
        "fields": {name: t(FIELD_WORDS[name]) for name in FIELD_WORDS},
        "actual": t("actual"),
        "target": t("target"),
        "keys": t(
            "Keys: j k or arrows on and back · a accept · r reject · e edit · n next undecided · u undo · "
            "A T all sure actuals or targets"
        ),
        "nothing": t("Nothing is left to decide."),
        "unnamed": t("No indicator found for this figure"),
        "written": t("as written: {words}"),
        "confidence": t("such readings were right in {n} of 100"),
        "before": t("It was rejected before: {why}"),
        "repeats": t("It says again what was said at"),
        "beside": t("What is held of it"),
        "corrected": t("Put right: {fields}"),
        "accept": t("Accept"),
        "reject": t("Reject"),
        "edit": t("Edit"),
        "undo": t("Undo"),
        "next": t("Next undecided"),
        "accepted": t("accepted"),
        "rejected": t("rejected"),
        "accepted_many": t("{n} accepted"),
        "undone": t("taken back"),
        "left": t("{n} to decide"),
        "place_first": t("It cannot be stored as it is: edit it first"),
        "save": t("Save"),
        "cancel": t("Cancel"),
        "alias": t("Keep this word as a name of the indicator (may be left empty)"),
        "ignore": t("Never take this word for an indicator (may be left empty)"),
        "reason": t("Why"),
        "words": t("In other words"),
        "other": t("another reason"),
    }  # fmt: skip
