"""A series against itself: jumps, units off by a power of ten, copies, gaps."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import median

from yardstick.checks.figure import Book, Figure
from yardstick.checks.finding import Finding, Named, number, percent
from yardstick.checks.thresholds import (
    COPY_DIGITS,
    COPY_STEPS,
    FLOW_FACTOR,
    GAP_COMMON,
    GAP_DENSE,
    GAP_HELD,
    GAP_YEARS,
    JUMP_COMMON,
    JUMP_FACTOR,
    JUMP_SIGMAS,
    JUMP_SPREAD,
    JUMP_STEPS,
    LEAST_COUNT,
    POWER_FIT_NEIGHBOURS,
    SMOOTH,
    STEADY,
    SURE_POWER,
)

MAD = 1.4826
"""What makes the median of deviations a standard deviation where these are normal."""

MOST_POWER = 16
"""A power of ten beyond this is no unit: from 元 to 万亿元 it is twelve."""

MOST_STEP = 300.0
"""Logarithms of steps are cut here, so that they can be undone."""

Years = dict[int, Figure]


def series(book: Book) -> Iterator[Finding]:
    """Jumps and units of every yearly series, copies and gaps in it."""
    jumps: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for (indicator, _), years in book.series.items():
        off = list(_units(book, years))
        yield from off
        apart = {f.period for f in off}
        if book.catalogue[indicator].scale == "extensive":
            for jump in _jumps(book, {y: f for y, f in years.items() if f.period not in apart}):
                jumps[indicator, jump.period].append(jump)
            yield from _copied_years(years)
    for alike in jumps.values():
        yield from [_common(alike)] if len(alike) >= JUMP_COMMON else alike
    yield from _copied_areas(book)
    yield from _gaps(book)


def _common(jumps: list[Finding]) -> Finding:
    """Many areas that jump in one year, told at the first of them."""
    first = min(jumps, key=lambda f: f.area)
    blanks = {name: first.told[name] for name in ("arithmetic", "before")} | {"areas": len(jumps)}
    incoming = tuple(dict.fromkeys(place for jump in jumps for place in jump.incoming))
    return replace(first, code="break_undeclared", blanks=tuple(sorted(blanks.items())), incoming=incoming)


def _units(book: Book, years: Years) -> Iterator[Finding]:
    """A figure that a power of ten would bring back to its neighbours; at an end of the series, to the one it has."""
    held = list(years.items())
    steps = [(figure, abs(step)) for _, figure, step in _steps(book, years)]
    for at, (year, figure) in enumerate(held):
        both = (_near(book, figure, held[at - 1] if at else None, year=year),
                _near(book, figure, held[at + 1] if at + 1 < len(held) else None, year=year))  # fmt: skip
        beside = [f for f in both if f is not None]
        if not beside or figure.value <= 0 or (len(beside) == 1 and 0 < at < len(held) - 1):
            continue
        if max(f.value for f in beside) > SMOOTH * min(f.value for f in beside) or _few(book, *beside):
            continue
        touching = {figure, beside[-1]}
        if median([step for f, step in steps if f not in touching] or [0.0]) > math.log(STEADY):
            continue
        middle = math.exp(sum(math.log(f.value) for f in beside) / len(beside))
        power = power_off(figure.value / middle, POWER_FIT_NEIGHBOURS)
        if abs(power) >= 3 - len(beside) and power and not (abs(power) == 1 and _few(book, figure)):
            yield _unit(figure, beside, middle=middle, power=power)


def _unit(figure: Figure, beside: list[Figure], *, middle: float, power: int) -> Finding:
    product = " × ".join(number(f.value) for f in beside)
    base = f"√({product})" if len(beside) == 2 else product
    return figure.finding(
        "unit_off", "error" if abs(power) >= SURE_POWER else "warning", expected=middle, others=beside,
        arithmetic=f"{number(figure.value)} ÷ {base} = {number(float(f'{figure.value / middle:.4g}'))} ≈ 10^{power}",
        power=10.0 ** abs(power),
    )  # fmt: skip


def power_off(ratio: float, fit: float) -> int:
    """The power of ten a ratio comes near to, 0 where it comes near to none or to 1."""
    if not 10.0**-MOST_POWER < ratio < 10.0**MOST_POWER:
        return 0
    exponent = math.log10(ratio)
    power = round(exponent)
    return power if power and abs(exponent - power) <= fit else 0


def _near(book: Book, figure: Figure, other: tuple[int, Figure] | None, *, year: int) -> Figure | None:
    """A neighbour at most two years away, positive, with no break between."""
    if other is None or abs(other[0] - year) > 2 or other[1].value <= 0:
        return None
    return None if book.broken(figure.indicator, figure.period, other[1].period) else other[1]


def _few(book: Book, *figures: Figure) -> bool:
    """Whether these are counts so small that chance moves them."""
    return book.counted(figures[0].unit) and min(abs(f.value) * book.factor(f.unit) for f in figures) < LEAST_COUNT


def _steps(book: Book, years: Years) -> Iterator[tuple[Figure, Figure, float]]:
    """Consecutive years without a break between them, and the logarithm of the step."""
    for year, figure in years.items():
        before = years.get(year - 1)
        if before is None or before.value <= 0 or figure.value <= 0:
            continue
        if not book.broken(figure.indicator, before.period, figure.period):
            step = math.log(figure.value) - math.log(before.value)
            yield before, figure, max(-MOST_STEP, min(MOST_STEP, step))


def _jumps(book: Book, years: Years) -> Iterator[Finding]:
    steps = list(_steps(book, years))
    if len(steps) < JUMP_STEPS + 1:
        return
    stock = book.catalogue[steps[0][1].indicator].kind == "stock"
    least = math.log(JUMP_FACTOR if stock else FLOW_FACTOR)
    found = []
    for at, (before, figure, step) in enumerate(steps):
        others = [s for i, (_, _, s) in enumerate(steps) if i != at]
        usual = median(others)
        spread = max(MAD * median(abs(s - usual) for s in others), JUMP_SPREAD)
        if min(abs(step - usual), abs(step)) > max(least, JUMP_SIGMAS * spread) and not _few(book, before, figure):
            found.append((before, figure, step, usual))
    back = {before.period for before, _, step, _ in found for _, f, s, _ in found if f is before and s * step < 0}
    for before, figure, step, usual in found:
        if before.period in back:
            continue  # the way back from a jump is the same finding
        expected = before.value * math.exp(usual)
        change = percent(math.expm1(step) * 100)
        yield figure.finding(
            "jump", "warning", expected=expected, others=(before,),
            arithmetic=f"({number(figure.value)} ÷ {number(before.value)} − 1) × 100 = {change}%",
            usual=f"{percent(math.expm1(usual) * 100)}%", steps=len(steps) - 1, before=Named("period", before.period),
        )  # fmt: skip


def _digits(value: float) -> int:
    """How many digits a figure is told with, zeros at its ends left out."""
    return len(f"{abs(value):.10g}".replace(".", "").strip("0"))


def _copied_years(years: Years) -> Iterator[Finding]:
    """The same figure of four digits or more in two years that follow each other, in a series that moves."""
    moves = [abs(b.value - a.value) for a, b in pairwise(years.values()) if a.value != b.value]
    if not moves:
        return
    usual = median(moves)
    for year, figure in years.items():
        before = years.get(year - 1)
        if before is None or before.value != figure.value or _digits(figure.value) < COPY_DIGITS:
            continue
        if usual >= COPY_STEPS * 2 * figure.half:
            yield figure.finding(
                "copied_year", "warning", expected=None, others=(before,),
                arithmetic=f"{number(before.value)} = {number(figure.value)}", before=Named("period", before.period),
            )  # fmt: skip


def _copied_areas(book: Book) -> Iterator[Finding]:
    """The same figure of four digits or more in two areas of one level, in one period."""
    cells: dict[tuple[str, int, str, float], list[Figure]] = defaultdict(list)
    for (indicator, area), years in book.series.items():
        if book.catalogue[indicator].scale != "extensive" or area not in book.areas:
            continue
        level = book.areas[area].level
        for year, figure in years.items():
            if _digits(figure.value) > COPY_DIGITS:
                cells[indicator, year, level, figure.value].append(figure)
    for alike in cells.values():
        for figure in alike[1:]:
            yield figure.finding(
                "copied_area", "warning", expected=None, others=(alike[0],),
                arithmetic=f"{number(alike[0].value)} = {number(figure.value)}", other=Named("area", alike[0].area),
            )  # fmt: skip


def _gaps(book: Book) -> Iterator[Finding]:
    """Years missing inside series of yearly figures: one finding a series, one for a year that many areas lack."""
    lost = {key: _lost(book, years) for key, years in book.series.items() if _dense(book, years)}
    common = Counter((indicator, year) for (indicator, _), years in lost.items() for year in years)
    told: set[tuple[str, int]] = set()
    for (indicator, area), missing in lost.items():
        alone = [y for y in missing if common[indicator, y] < GAP_COMMON]
        for year in (y for y in missing if common[indicator, y] >= GAP_COMMON and (indicator, y) not in told):
            told.add((indicator, year))
            yield _gap(book, indicator, area, years=[year], areas=common[indicator, year])
        if alone:
            yield _gap(book, indicator, area, years=alone, areas=1)


def _dense(book: Book, years: Years) -> bool:
    held = list(years)
    annual = book.catalogue[years[held[0]].indicator].frequency == "annual"
    return annual and len(held) >= GAP_HELD and len(held) >= GAP_DENSE * (held[-1] - held[0] + 1)


def _lost(book: Book, years: Years) -> list[int]:
    """The years between held ones of which nothing is known, not even a bound; long holes left out."""
    key = next(iter(years.values()))
    return [
        year
        for before, after in pairwise(years)
        if after - before - 1 <= GAP_YEARS
        for year in range(before + 1, after)
        if (key.indicator, key.area, "value", str(year)) not in book.known
    ]


def _gap(book: Book, indicator: str, area: str, *, years: list[int], areas: int) -> Finding:
    held = book.series[indicator, area]
    after = held[min(y for y in held if y > years[0])]
    before = held[max(y for y in held if y < years[0])]
    code = "gap" if areas == 1 else "gap_common"
    finding = after.finding(
        code, "note", expected=None, others=(before,), period=str(years[0]), areas=areas, held=len(held),
        arithmetic=", ".join(str(y) for y in years), before=Named("period", before.period),
        after=Named("period", after.period),
    )  # fmt: skip
    return replace(finding, found=None)
