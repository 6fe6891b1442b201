"""What if: one target with another value, or its figure going on at another pace. In the address, never stored."""

from __future__ import annotations

import math

import streamlit as st

from yardstick.ui import aim_panel, aims, choices
from yardstick.ui.cache import kept
from yardstick.ui.picture import plain
from yardstick.ui.session import Desk
from yardstick.workspace import JudgedTarget


def draw(desk: Desk, judged: JudgedTarget) -> None:
    """The two suppositions, what is said with them, and what is said without."""
    t = desk.t
    unit = desk.ws.unit_name(judged.unit, desk.lang, indicator=judged.indicator)
    line = desk.ws.unit_name(judged.line_unit or judged.unit, desk.lang, indicator=judged.indicator)
    left, right = st.columns(2)
    with left:
        now = "" if judged.value is None else f"{judged.value:g}"
        value = number(desk, "value", label=t("Suppose a target of ({unit})", unit=unit), placeholder=now)
    with right:
        seen = judged.verdict.observed
        text = "" if seen is None else f"{seen:.6g}"
        pace = number(desk, "pace", label=t("Suppose a pace of ({unit} a year)", unit=line), placeholder=text)
    if value is None and pace is None:
        st.info(t("Give another target or another pace to see what would be said. Nothing is stored."))
        aim_panel.panel(desk, judged, key="targets.whatif")
        return
    found = supposed(desk, desk.version, judged.id, value, pace, aims.today(desk))
    before = aims.said(desk, judged)
    after = aims.said(desk, found)
    same = judged.verdict.status == found.verdict.status
    told = (
        t("It stays “{status}”", status=after)
        if same
        else t("“{before}” becomes “{after}”", before=before, after=after)
    )
    st.markdown(f"### {plain(told)}\n\n{t('As it is')}: {aim_panel.head(desk, judged)}")
    aim_panel.panel(desk, found, key="targets.whatif", supposing=(value, pace))


def number(desk: Desk, name: str, *, label: str, placeholder: str) -> float | None:
    """A number typed or found in the address; None when there is none. What is no number is told."""
    given = choices.words(desk, name, label=label, placeholder=placeholder)
    if not given:
        return None
    try:
        value = float(given.replace(",", "").replace("，", ""))
    except ValueError:
        value = math.nan
    if math.isfinite(value):
        return value
    st.warning(desk.t("“{word}” is not a number; it was left out.", word=plain(given)))
    return None


@kept(256)
def supposed(
    _desk: Desk, /, version: str, target: str, value: float | None, pace: float | None, day: object
) -> JudgedTarget:
    """The target judged with the supposition."""
    return _desk.ws.what_if(target, value=value, pace=pace)
