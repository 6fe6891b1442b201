"""What no figure can be: outside the limits of its indicator or of its measure."""

from __future__ import annotations

from collections.abc import Iterator

from yardstick.catalogue import Indicator
from yardstick.checks.figure import Book, Figure
from yardstick.checks.finding import Finding, number

MEASURE_LIMITS: dict[str, tuple[float | None, float | None]] = {
    "share": (0.0, 100.0),  # a part is between nothing and all
    "growth": (-100.0, None),  # nothing shrinks by more than itself
    "multiple": (0.0, None),
    "rank": (1.0, None),
}


def limits(book: Book) -> Iterator[Finding]:
    """Figures outside their limits; a hedged one only where every value it allows lies outside."""
    for figure in book.figures:
        least, most = _limits(book.catalogue[figure.indicator], figure, counted=book.counted(figure.unit))
        if least is not None and figure.high < least:
            sign = "negative" if least == 0 else "outside_limits"
            yield figure.finding(sign, "error", expected=least, arithmetic=f"{number(figure.value)} < {number(least)}")
        elif most is not None and figure.low > most:
            yield figure.finding(
                "outside_limits", "error", expected=most, arithmetic=f"{number(figure.value)} > {number(most)}"
            )


def _limits(indicator: Indicator, figure: Figure, *, counted: bool) -> tuple[float | None, float | None]:
    if figure.measure in MEASURE_LIMITS:
        return MEASURE_LIMITS[figure.measure]
    if figure.measure == "value" and indicator.limits is not None:
        return indicator.limits.min, indicator.limits.max
    if counted and figure.measure in ("value", "new"):
        return 0.0, None
    return None, None
