"""Parts and wholes: parts that must add up, and parts that cannot be larger than what holds them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from yardstick.checks.figure import Book, Figure
from yardstick.checks.finding import Finding, Named, number
from yardstick.checks.thresholds import NEARLY_WHOLE, OVER_WHOLE, PARTITION_CELLS, PARTITION_SHARE, SUM_ROOM

MOST_PARTS = 8
"""Ways to choose among more parts than this are too many to try; no indicator has so many."""

Cell = tuple[Figure, dict[str, Figure]]
"""A whole and its parts of the same source, area and period, by indicator."""


def sums(book: Book) -> Iterator[Finding]:
    """Parts that are all of a whole wherever else they stand, and do not add up to it here.

    Which parts are all of a whole is read from the figures: the choice of parts that adds up in most cells. A whole
    whose parts stand together only once or twice is held against all of them when they nearly are the whole.
    """
    for cells in _by_whole(book).values():
        known = _partitions(book, cells)
        for whole, parts in cells:
            for chosen in known:
                if chosen <= parts.keys():
                    yield from _sum(book, whole, [parts[name] for name in sorted(chosen)])
            if not known and len(cells) < PARTITION_CELLS and len(parts) > 1:
                yield from _only_sum(book, whole, [parts[name] for name in sorted(parts)])


def larger_parts(book: Book) -> Iterator[Finding]:
    """A part larger than its whole: of the indicator it is a part of, or of the area that holds its area."""
    for figure in book.figures:
        if figure.measure != "value":
            continue
        indicator = book.catalogue[figure.indicator]
        if indicator.part_of:
            yield from _larger(book, figure, indicator=indicator.part_of)
        area = book.areas.by_code.get(figure.area)
        if area is not None and area.parent and indicator.scale == "extensive":
            yield from _larger(book, figure, area=area.parent)


def _by_whole(book: Book) -> dict[str, list[Cell]]:
    """Whole → its cells in which exact parts of the same source stand beside it."""
    found: dict[str, list[Cell]] = defaultdict(list)
    for whole_id in sorted({i.part_of for i in book.catalogue.indicators.values() if i.part_of}):
        names = [part.id for part in book.catalogue.parts(whole_id)]
        for whole in _of(book, whole_id):
            parts = {n: p for n in names if (p := book.beside(whole, indicator=n)) is not None and p.exact}
            if parts:
                found[whole_id].append((whole, parts))
    return found


def _of(book: Book, indicator: str) -> Iterator[Figure]:
    for figure in book.by_indicator.get(indicator, ()):
        if figure.measure == "value" and figure.exact:
            yield figure


def _partitions(book: Book, cells: list[Cell]) -> list[frozenset[str]]:
    """The choices of two parts or more that add up to the whole in most of the cells that hold them."""
    held: Counter[frozenset[str]] = Counter()
    agreeing: Counter[frozenset[str]] = Counter()
    for whole, parts in cells:
        if len(parts) <= MOST_PARTS:
            for chosen in _choices(parts):
                held[chosen] += 1
                agreeing[chosen] += not _off(book, whole, [parts[name] for name in chosen])
    return [
        chosen
        for chosen in sorted(held, key=sorted)
        if agreeing[chosen] >= max(PARTITION_CELLS, PARTITION_SHARE * held[chosen])
    ]


def _choices(parts: dict[str, Figure]) -> Iterator[frozenset[str]]:
    names = sorted(parts)
    for size in range(2, len(names) + 1):
        yield from (frozenset(chosen) for chosen in combinations(names, size))


def _off(book: Book, whole: Figure, parts: list[Figure]) -> float:
    """By how much the parts go beyond the whole (below 0: fall short of it), in its unit; 0 within all rounding."""
    scales = [book.factor(part.unit) / book.factor(whole.unit) for part in parts]
    low = sum(book.ends(part)[0] * scale for part, scale in zip(parts, scales, strict=True))
    high = sum(book.ends(part)[1] * scale for part, scale in zip(parts, scales, strict=True))
    least, most = book.ends(whole)
    room = SUM_ROOM * abs(whole.value)
    if low - room > most:
        return low - most
    return high - least if high + room < least else 0.0


def _sum(book: Book, whole: Figure, parts: list[Figure]) -> Iterator[Finding]:
    if not _off(book, whole, parts):
        return
    values = [part.value * book.factor(part.unit) / book.factor(whole.unit) for part in parts]
    total = sum(values)
    yield whole.finding(
        "sum_differs", "error", expected=total, others=parts,
        arithmetic=f"{' + '.join(number(v) for v in values)} = {number(round(total, 8))}",
    )  # fmt: skip


def _only_sum(book: Book, whole: Figure, parts: list[Figure]) -> Iterator[Finding]:
    size = abs(whole.value)
    if -NEARLY_WHOLE * size <= _off(book, whole, parts) <= OVER_WHOLE * size:
        yield from _sum(book, whole, parts)


def _larger(book: Book, part: Figure, *, indicator: str = "", area: str = "") -> Iterator[Finding]:
    whole = book.beside(part, indicator=indicator, area=area)
    same = whole is not None
    if whole is None and part.pick <= 1:
        whole = book.shown(indicator or part.indicator, area or part.area, part.period)
    if whole is None or book.dimension(part.unit) != book.dimension(whole.unit):
        return
    scale = book.factor(part.unit) / book.factor(whole.unit)
    if part.low * scale <= whole.high or (not same and not (part.exact and whole.exact)):
        return
    yield part.finding(
        "part_exceeds", "error" if same else "warning", expected=whole.value / scale, others=(whole,),
        arithmetic=f"{number(part.value * scale)} > {number(whole.value)}",
        whole=Named("area", whole.area) if area else Named("indicator", whole.indicator),
    )  # fmt: skip
