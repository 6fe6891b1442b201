"""What every picture of a desk shares: the areas' looks, the axis in the reader's units, the words of the key."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from yardstick.charts import Palette
from yardstick.i18n import plain_number
from yardstick.ui.session import Desk
from yardstick.workspace import Reading


def palette(desk: Desk, *, context: Iterable[str] = ()) -> Palette:
    """One look an area, as the configuration says; areas in `context` are grey."""
    return Palette(desk.ws.config.areas, frozenset(context))


def axis(desk: Desk, readings: Iterable[Reading | None], unit: str) -> tuple[str, Callable[[float], str]]:
    """The unit of an axis that holds these readings (万亿元, CNY billion), and what words a value on it."""
    values = [abs(v) for r in readings if r is not None for v in (r.value, r.value_high) if v is not None]
    return scale(desk, max(values, default=0.0), unit)


def scale(desk: Desk, peak: float, unit: str) -> tuple[str, Callable[[float], str]]:
    """The unit of an axis up to `peak`, and what words a value on it."""
    divisor, label = desk.ws.scale(peak, unit, desk.lang)
    return label, lambda value: plain_number(value / divisor)


def key(desk: Desk) -> dict[str, str]:
    """The words of a chart's key, by kind of mark."""
    t = desk.t
    return {
        "P": t("provisional"),
        "E": t("estimated"),
        "I": t("implied by stated figures"),
        "hedged": t("stated as more than, less than or about"),
        "target": t("target"),
        "other": t("another source's figure"),
        "conflict": t("sources disagree"),
        "M": t("missing, with a reason"),
    }


def starts_at(desk: Desk) -> Callable[[str], str]:
    """The note for an axis that does not begin at zero."""
    return lambda start: desk.t("axis starts at {start}", start=start)


def period_words(desk: Desk) -> Callable[[str], str]:
    """Words a period for a chart."""
    return lambda period: desk.ws.period_name(period, desk.lang)
