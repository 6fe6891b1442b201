"""What a source states of its own levels: shares, growth, multiples, changes, ratios — against what the levels give."""

from __future__ import annotations

from collections.abc import Iterator

from yardstick.checks.figure import Book, Figure, apart
from yardstick.checks.finding import Amount, Finding, Named, number, percent
from yardstick.checks.thresholds import (
    IMPOSSIBLE_GROWTH,
    LOST_DECIMAL_FIT,
    LOST_DECIMAL_FROM,
    REVISED_POINTS,
    REVISED_SHARE,
)


def stated(book: Book) -> Iterator[Finding]:
    """Shares, growth, multiples, net changes and changes in points against the levels."""
    for figure in book.figures:
        if figure.measure == "share":
            yield from _share(book, figure)
        elif figure.measure == "growth":
            yield from _growth(book, figure)
        elif figure.measure == "multiple":
            yield from _multiple(book, figure)
        elif figure.measure in ("net_change", "pp_change"):
            yield from _change(book, figure)
        elif figure.measure == "value" and book.catalogue[figure.indicator].derived:
            yield from _formula(book, figure)


def _share(book: Book, figure: Figure) -> Iterator[Finding]:
    """A stated share against part ÷ whole of the same source: the area above, or the indicator it is a part of."""
    part = book.beside(figure)
    if part is None:
        return
    area, whole_of = book.areas.by_code.get(figure.area), book.catalogue[figure.indicator].part_of
    above = area.parent if area is not None and area.level == "group" else ""
    whole = book.beside(figure, area=above) if above else None
    if whole is None and whole_of:
        whole = book.beside(figure, indicator=whole_of)
    if whole is None or min(part.low, whole.low) <= 0:
        return
    scale = book.factor(part.unit) / book.factor(whole.unit)
    low, high = part.low * scale / whole.high * 100, part.high * scale / whole.low * 100
    if not apart((low, high), (figure.low, figure.high)):
        return
    share = part.value * scale / whole.value * 100
    yield figure.finding(
        "share_differs", "error", expected=share, others=(part, whole),
        arithmetic=f"{number(part.value * scale)} ÷ {number(whole.value)} × 100 = {percent(share)}%",
        whole=Named("area", whole.area) if whole.area != figure.area else Named("indicator", whole.indicator),
    )  # fmt: skip


def _growth(book: Book, figure: Figure) -> Iterator[Finding]:
    base = book.base_of(figure)
    if not base or (not figure.base and "/" in figure.period and figure.period[:4] != figure.period.split("/")[1][:4]):
        return
    if book.broken(figure.indicator, base, figure.period):
        yield _across(book, figure, base)
        return
    pair = _levels(book, figure, base)
    if pair is not None and figure.exact:
        level, before, same = pair
        grown = (level.value / before.value - 1) * 100
        sum_ = f"({number(level.value)} ÷ {number(before.value)} − 1) × 100 = {percent(grown)}%"
        meant = _meant(figure.value, grown)
        if meant:
            yield figure.finding(
                "decimal_lost", "error", expected=meant, others=(level, before), arithmetic=sum_,
                base=Named("period", base), meant=Amount(meant, figure.unit),
            )  # fmt: skip
            return
        if _contradicts(book, figure, level, before=before, same=same):
            code = "growth_differs" if same else "growth_contradicts"
            yield figure.finding(
                code, "error" if same else "warning", expected=grown, others=(level, before), arithmetic=sum_,
                base=Named("period", base),
            )  # fmt: skip
            return
    if abs(figure.value) >= IMPOSSIBLE_GROWTH and figure.unit == "percent" and not figure.base:
        yield figure.finding(
            "growth_impossible",
            "warning",
            expected=None,
            arithmetic=f"{number(figure.value)} ÷ 100 + 1 = {percent(figure.value / 100 + 1)}",
        )


def _across(book: Book, figure: Figure, base: str) -> Finding:
    broken = book.broken(figure.indicator, base, figure.period)
    return figure.finding(
        "across_break", "note", expected=None, base=Named("period", base), broken=Named("period", broken),
        arithmetic=f"{base} < {broken} ≤ {figure.period}",
    )  # fmt: skip


def _levels(book: Book, figure: Figure, base: str) -> tuple[Figure, Figure, bool] | None:
    """The level and its base, both positive: of the same source, else the exact ones shown."""
    level, before = book.beside(figure), book.beside(figure, period=base)
    same = level is not None and before is not None
    if not same:
        level = level or book.shown(figure.indicator, figure.area, figure.period)
        before = before or book.shown(figure.indicator, figure.area, base)
    if level is None or before is None or level.value <= 0 or before.low <= 0:
        return None
    if not same and not (level.exact and before.exact):
        return None
    return level, before, same


def _contradicts(book: Book, figure: Figure, level: Figure, *, before: Figure, same: bool) -> bool:
    if book.catalogue[figure.indicator].growth_basis != "current":
        return False
    low, high = (level.low / before.high - 1) * 100, (level.high / before.low - 1) * 100
    if not same:
        room = max(REVISED_POINTS, REVISED_SHARE * abs(figure.value))
        low, high = low - room, high + room
    return apart((low, high), (figure.low, figure.high))


def _meant(stated_growth: float, grown: float) -> float:
    """The growth that was meant where the decimal point was lost; 0 where none fits."""
    if abs(stated_growth) < LOST_DECIMAL_FROM:
        return 0.0
    for power in (1, 2, 3):
        meant = stated_growth / 10.0**power
        if abs(meant - grown) <= LOST_DECIMAL_FIT * abs(meant):
            return meant
    return 0.0


def _multiple(book: Book, figure: Figure) -> Iterator[Finding]:
    base = book.base_of(figure)
    if not base or not figure.base:
        return
    pair = _levels(book, figure, base)
    if pair is None:
        return
    if book.broken(figure.indicator, base, figure.period):
        yield _across(book, figure, base)
        return
    level, before, same = pair
    low, high = level.low / before.high, level.high / before.low
    times = level.value / before.value
    room = 0.0 if same else REVISED_SHARE * figure.value
    if apart((low - room, high + room), (figure.low, figure.high)) and not _constant(book, figure):
        yield figure.finding(
            "multiple_differs", "error" if same else "warning", expected=times, others=(level, before),
            arithmetic=f"{number(level.value)} ÷ {number(before.value)} = {percent(times)}", base=Named("period", base),
        )  # fmt: skip


def _constant(book: Book, figure: Figure) -> bool:
    return book.catalogue[figure.indicator].growth_basis != "current"


def _change(book: Book, figure: Figure) -> Iterator[Finding]:
    """A net change or a change in points against level − base, both of the same source."""
    base = book.base_of(figure)
    level = book.beside(figure)
    before = book.beside(figure, period=base) if base else None
    if level is None or before is None or book.broken(figure.indicator, base, figure.period):
        return
    difference = level.value - before.value
    (low, high), (least, most) = book.ends(level), book.ends(before)
    if apart((low - most, high - least), (figure.low, figure.high)):
        yield figure.finding(
            "change_differs", "error", expected=difference, others=(level, before),
            arithmetic=f"{number(level.value)} − {number(before.value)} = {number(round(difference, 8))}",
            base=Named("period", base),
        )  # fmt: skip


def _formula(book: Book, figure: Figure) -> Iterator[Finding]:
    """A stated figure of a derived indicator against its formula on figures of the same source."""
    formula = book.catalogue[figure.indicator].formula
    assert formula is not None, "only derived indicators come here"
    found = {name: book.beside(figure, indicator=name) for name in formula.names}
    parts = {name: part for name, part in found.items() if part is not None}
    if len(parts) < len(formula.names) or not all(part.exact for part in parts.values()):
        return
    ends = [formula.evaluate(dict(zip(parts, mix, strict=True))) for mix in _corners(list(parts.values()))]
    sure = [end for end in ends if end is not None]
    value = formula.evaluate({name: part.value for name, part in parts.items()})
    if value is None or len(sure) < len(ends) or not apart((min(sure), max(sure)), (figure.low, figure.high)):
        return
    yield figure.finding(
        "formula_differs", "error", expected=value, others=parts.values(),
        arithmetic=f"{_filled(str(formula), parts)} = {percent(value)}",
    )  # fmt: skip


def _corners(parts: list[Figure]) -> Iterator[tuple[float, ...]]:
    """Every mix of lowest and highest values."""
    for mask in range(2 ** len(parts)):
        yield tuple(part.high if mask >> at & 1 else part.low for at, part in enumerate(parts))


def _filled(text: str, parts: dict[str, Figure]) -> str:
    for name in sorted(parts, key=len, reverse=True):
        text = text.replace(name, number(parts[name].value))
    return text.replace("*", "×").replace("/", "÷").replace(" - ", " − ")
