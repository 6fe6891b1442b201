"""What a figure as stated allows: how finely it was written, and between which values the truth may lie."""

from __future__ import annotations

import math
from decimal import Decimal, InvalidOperation

from yardstick.model import Observation

# 约 and 左右 leave room: two figures contradict only outside this share of the value.
ABOUT = 0.05
_SLACK = 1e-9


def rounding(observation: Observation) -> float | None:
    """Half a unit of the last digit stated, in the unit the value is kept in; None where there is no value."""
    if observation.value is None:
        return None
    stated = _number(observation.stated_value)
    if stated is None:
        stated = Decimal(_short(observation.value))
    digits = -min(0, int(stated.as_tuple().exponent))
    factor = abs(observation.value / float(stated)) if stated else 1.0
    return 0.5 * 10.0**-digits * factor


def bounds(observation: Observation) -> tuple[float | None, float | None]:
    """The lowest and highest value the figure allows (infinite where it is open); (None, None) without a value."""
    value, half = observation.value, rounding(observation)
    if value is None or half is None:
        return None, None
    half += abs(value) * _SLACK
    match observation.qualifier:
        case ">" | ">=":
            return value - half, math.inf
        case "<" | "<=":
            return -math.inf, value + half
        case "~":
            return value - max(half, abs(value) * ABOUT), value + max(half, abs(value) * ABOUT)
        case "range":
            return value - half, (value if observation.value_high is None else observation.value_high) + half
        case _:
            return value - half, value + half


def figure(observation: Observation) -> str:
    """The figure as short text in the unit it is kept in: `20147 enterprises`, `>3100 enterprises`; empty if lost."""
    if observation.value is None:
        return ""
    sign = "" if observation.qualifier in ("=", "range") else observation.qualifier
    high = "" if observation.value_high is None else f"–{_short(observation.value_high)}"
    return f"{sign}{_short(observation.value)}{high} {observation.unit}"


def _short(value: float) -> str:
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "").replace("，", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
