"""Readings as a reader sees them: the number in words, its marks on a chart, its hover text."""

from __future__ import annotations

from collections.abc import Iterable

from yardstick.charts import Mark, Series
from yardstick.ui.session import Desk
from yardstick.workspace import Reading

STATUS = {"A": "", "P": "provisional", "E": "estimated", "I": "implied by stated figures", "M": "missing"}
MISSING = {
    "not_published": "not published",
    "not_collected": "not collected",
    "not_comparable": "not comparable",
    "not_applicable": "not applicable",
    "to_be_verified": "to be verified",
}


def number(desk: Desk, reading: Reading | None) -> str:
    """The value with unit and hedge in the reader's language, or why it is missing."""
    if reading is None:
        return desk.t("no figure")
    if reading.value is None:
        return desk.t(MISSING.get(reading.missing_reason, "missing"))
    return desk.ws.quantity(
        reading.value, reading.unit, desk.lang, qualifier=reading.qualifier, high=reading.value_high, indicator=reading.indicator
    )


def status(desk: Desk, reading: Reading) -> str:
    """The status in words, empty for a final figure."""
    word = STATUS.get(reading.status, "")
    return desk.t(word) if word else ""


def hover(desk: Desk, reading: Reading) -> str:
    """The full reading, one line a row: area and indicator, value, period and status, source."""
    lines = [f"{desk.name(reading.area)} · {desk.indicator(reading.indicator)}", f"<b>{number(desk, reading)}</b>"]
    words = [desk.ws.period_name(reading.period, desk.lang), status(desk, reading)]
    lines.append(" · ".join(w for w in words if w))
    if reading.conflict:
        lines.append(desk.t("Sources disagree"))
    title = desk.ws.source_title(reading.source)
    lines.append(title if len(title) <= 28 else title[:27] + "…")
    return "\n".join(lines)


def mark(desk: Desk, reading: Reading, *, label: str = "") -> Mark:
    """A reading as a chart's mark; `label` names what it stands for (the area by default)."""
    return Mark(
        area=reading.area,
        label=label or desk.name(reading.area),
        period=reading.period,
        value=reading.value,
        value_high=reading.value_high,
        qualifier=reading.qualifier,
        status=reading.status,
        text=number(desk, reading),
        hover=hover(desk, reading),
    )


def series(desk: Desk, area: str, readings: Iterable[Reading], *, label: str = "") -> Series:
    """Readings of one area as a chart's series."""
    name = label or desk.name(area)
    return Series(area, name, tuple(mark(desk, r, label=name) for r in readings))
