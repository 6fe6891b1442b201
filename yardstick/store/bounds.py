"""What a figure as stated allows: how finely it was written, and between which values the truth may lie."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np

from yardstick.model import Observation

# 约 and 左右 leave room: two figures contradict only outside this share of the value.
ABOUT = 0.05
_SLACK = 1e-9


def rounding(observation: Observation) -> float | None:
    """Half a unit of the last digit stated, in the unit the value is kept in; None where there is no value."""
    return None if observation.value is None else half_unit(observation.value, observation.stated_value)


def half_unit(value: float, stated_value: str) -> float | None:
    """Half a unit of the last digit of `stated_value`, in the unit of `value`, whose own digits count where none is."""
    stated = _number(stated_value)
    if stated is None:
        stated = Decimal(short(value))
    digits = -min(0, int(stated.as_tuple().exponent))
    factor = abs(value / float(stated)) if stated else 1.0
    return 0.5 * 10.0**-digits * factor


def bounds(observation: Observation) -> tuple[float | None, float | None]:
    """The lowest and highest value the figure allows (infinite where it is open); (None, None) without a value."""
    value, half = observation.value, rounding(observation)
    if value is None or half is None:
        return None, None
    return allows(value, half, observation.value_high, observation.qualifier)


def allows(value: float, half: float, value_high: float | None, qualifier: str) -> tuple[float, float]:
    """`allowed` of one figure."""
    upper = value if value_high is None else value_high
    low, high = allowed(np.array([value]), np.array([half]), np.array([upper]), np.array([qualifier]))
    return float(low[0]), float(high[0])


def allowed(value: Any, half: Any, upper: Any, qualifier: Any) -> tuple[Any, Any]:
    """The lowest and highest values that figures allow, as arrays; `half` from `rounding`, `upper` a range's end."""
    with np.errstate(over="ignore", invalid="ignore"):  # the very largest numbers are open on that side
        return _allowed(value, half + np.abs(value) * _SLACK, upper, qualifier)


def _allowed(value: Any, half: Any, upper: Any, qualifier: Any) -> tuple[Any, Any]:
    about = np.maximum(half, np.abs(value) * ABOUT)
    least, most = np.isin(qualifier, [">", ">="]), np.isin(qualifier, ["<", "<="])
    near, span = qualifier == "~", qualifier == "range"
    low = np.where(most, -np.inf, value - np.where(near, about, half))
    high = np.where(least, np.inf, np.where(span, upper, value) + np.where(near, about, half))
    return low, high


def figure(value: float, value_high: float | None, qualifier: str, unit: str) -> str:
    """A figure as short text in the unit it is kept in: `20147 enterprises`, `>3100 enterprises`."""
    sign = "" if qualifier in ("=", "range") else qualifier
    high = "" if value_high is None else f"–{short(value_high)}"
    return f"{sign}{short(value)}{high} {unit}"


def short(value: float) -> str:
    """A number in its shortest exact form, whole ones without a point."""
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "").replace("，", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
