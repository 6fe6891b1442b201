"""Readings as a reader sees them: the number in words, its marks on a chart, its hover text, its row in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from yardstick.charts import Mark, Series
from yardstick.i18n import say_note
from yardstick.ui.session import Desk
from yardstick.workspace import Reading
from yardstick.workspace.wording import MEASURE_WORDS, MISSING_WORDS, STATUS_WORDS

SIGNS = {"=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "≈", "range": "–"}


def number(desk: Desk, reading: Reading | None) -> str:
    """The value with unit and hedge in the reader's language, or why it is missing."""
    if reading is None:
        return desk.t("no figure")
    if reading.value is None:
        return desk.t(MISSING_WORDS.get(reading.missing_reason, "missing"))
    return desk.ws.quantity(
        reading.value,
        reading.unit,
        desk.lang,
        qualifier=reading.qualifier,
        high=reading.value_high,
        indicator=reading.indicator,
    )


def exact(desk: Desk, reading: Reading) -> str:
    """The value with all its digits in the indicator's unit: what tells two figures apart that read alike."""
    if reading.value is None:
        return number(desk, reading)
    upper = f"–{reading.value_high:,.10g}" if reading.value_high is not None else ""
    sign = "" if upper else SIGNS.get(reading.qualifier, "")
    unit = desk.ws.unit_name(reading.unit, desk.lang, indicator=reading.indicator)
    return f"{sign}{reading.value:,.10g}{upper} {unit}"


def status(desk: Desk, reading: Reading) -> str:
    """The status in words, empty for a final figure."""
    return "" if reading.status == "A" else desk.t(STATUS_WORDS[reading.status])


def cell(reading: Reading) -> str:
    """What a reading is opened by, in the URL and on a chart: area|indicator|measure|period."""
    return f"{reading.area}|{reading.indicator}|{reading.measure}|{reading.period}"


def hover(desk: Desk, reading: Reading) -> str:
    """The full reading, one line a row: area and indicator, value, period and status, source."""
    lines = [f"{desk.name(reading.area)} · {desk.indicator(reading.indicator)}", number(desk, reading)]
    words = [desk.ws.period_name(reading.period, desk.lang), status(desk, reading)]
    lines.append(" · ".join(w for w in words if w))
    if reading.conflict:
        lines.append(desk.t("sources disagree"))
    title = desk.ws.source_title(reading.source)
    lines.append(title if len(title) <= 28 else title[:27] + "…")
    return "\n".join(lines)


def mark(desk: Desk, reading: Reading, *, label: str = "", text: str = "") -> Mark:
    """A reading as a chart's mark; `label` names what it stands for (the area by default), `text` what is printed."""
    return Mark(
        area=reading.area,
        label=label or desk.name(reading.area),
        period=reading.period,
        value=reading.value,
        value_high=reading.value_high,
        qualifier=reading.qualifier,
        status=reading.status,
        text=text or number(desk, reading),
        hover=hover(desk, reading),
        cell=cell(reading),
    )


def gap(desk: Desk, area: str, reason: str = "", *, period: str = "") -> Mark:
    """A mark for an area without a value, with the reason as its text."""
    return Mark(area, desk.name(area), period, None, status="M", text=reason or desk.t("no figure"))


def series(desk: Desk, area: str, readings: Iterable[Reading], *, label: str = "") -> Series:
    """Readings of one area as a chart's series."""
    name = label or desk.name(area)
    return Series(area, name, tuple(mark(desk, r, label=name) for r in readings))


def titles(desk: Desk, readings: Iterable[Reading]) -> tuple[str, ...]:
    """The titles of the sources of some readings, each once, in order."""
    ids = dict.fromkeys(r.source for r in readings if r.source)
    return tuple(dict.fromkeys(desk.ws.source_title(source) for source in ids))


def table(desk: Desk, readings: Sequence[Reading], *, hide: Sequence[str] = ()) -> pd.DataFrame:
    """Readings as a table, one a row, values as numbers in the reading's unit. `hide` leaves out columns by name."""
    t, lang = desk.t, desk.lang
    rows = [
        {
            "area": desk.name(r.area),
            "indicator": desk.indicator(r.indicator),
            "measure": t(MEASURE_WORDS[r.measure]),
            "period": desk.ws.period_name(r.period, lang),
            "sign": SIGNS.get(r.qualifier, r.qualifier),
            "value": r.value,
            "high": r.value_high,
            "unit": desk.ws.unit_name(r.unit, lang, indicator=r.indicator),
            "status": status(desk, r) or t("final"),
            "stated": f"{r.stated_value}{r.stated_unit}",
            "source": desk.ws.source_title(r.source),
            "note": say_note(r.note, t),
        }
        for r in readings
    ]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    empty = [c for c in ("sign", "high", "note", "stated") if not frame[c].astype(bool).any() or frame[c].isna().all()]
    if all(r.measure == "value" for r in readings):
        empty.append("measure")
    return frame.drop(columns=[*empty, *hide]).rename(columns={c: t(word) for c, word in _COLUMNS.items()})


_COLUMNS = {
    "area": "Area",
    "indicator": "Indicator",
    "measure": "Measure",
    "period": "Period",
    "sign": "Sign",
    "value": "Value",
    "high": "Upper end",
    "unit": "Unit",
    "status": "Status",
    "stated": "As stated",
    "source": "Source",
    "note": "Note",
}
