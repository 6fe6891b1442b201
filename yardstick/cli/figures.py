"""Figures as the verbs print them: a number, or a number with the sign of its bound."""

from __future__ import annotations

import math

SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈"}


def plain(value: float | None) -> float | None:
    """The number, or nothing where there is none."""
    return None if value is None or math.isnan(value) else value


def with_sign(value: float | None, high: float | None, qualifier: str, status: str) -> str:
    """`>3000`, `1–2`, `M` for a gap that is stated, an empty text for nothing."""
    low, top = plain(value), plain(high)
    if low is None:
        return status if status == "M" else ""
    if top is not None:
        return f"{written(low)}–{written(top)}"
    return SIGNS.get(qualifier, "") + written(low)


def written(value: float) -> str:
    """All digits, without a needless `.0`."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
