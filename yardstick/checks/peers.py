"""A figure against its peers: areas of the same level, per head where it is a total."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from yardstick.checks.figure import Book, Figure
from yardstick.checks.finding import Finding, number, percent
from yardstick.checks.series import MAD
from yardstick.checks.thresholds import (
    LEAST_COUNT,
    PEER_MOVE,
    PEER_MOVE_FACTOR,
    PEER_SIGMAS,
    PEER_SPREAD,
    PEERS,
)

POPULATION = "population"
Place = tuple[Figure, float, float, float]
"""A figure, what is compared (per head for a total), its logarithm less that of the median, and its deviations."""


def outliers(book: Book) -> Iterator[Finding]:
    """Figures far out of their peers that were not so far out in the area's other years."""
    placed: dict[tuple[str, str], dict[int, Place]] = defaultdict(dict)
    middle: dict[tuple[str, str, int], float] = {}
    for (indicator, level, year), found in _fields(book).items():
        if len(found) < PEERS:
            continue
        logs = [math.log(value) for _, value in found]
        centre = median(logs)
        spread = max(MAD * median(abs(x - centre) for x in logs), PEER_SPREAD)
        middle[indicator, level, year] = math.exp(centre)
        for (figure, value), x in zip(found, logs, strict=True):
            placed[indicator, figure.area][year] = (figure, value, x - centre, (x - centre) / spread)
    for (indicator, area), years in placed.items():
        for year, place in years.items():
            if abs(place[3]) >= PEER_SIGMAS and _moved(years, year):
                yield _told(book, place, middle[indicator, book.areas[area].level, year])


def _moved(years: dict[int, Place], year: int) -> bool:
    """Whether the area lies much further out in this year than in its others."""
    _, _, out, deviations = years[year]
    others = [place for y, place in years.items() if y != year]
    if not others:
        return True
    usual, usual_out = median(p[3] for p in others), median(p[2] for p in others)
    further = abs(deviations) - abs(usual) if usual * deviations > 0 else abs(deviations)
    return further >= PEER_MOVE and abs(out - usual_out) >= math.log(PEER_MOVE_FACTOR)


def _fields(book: Book) -> dict[tuple[str, str, int], list[tuple[Figure, float]]]:
    """(indicator, level, year) → each area's figure and what is compared of it; zero has no logarithm."""
    people = book.catalogue.denominators.get(POPULATION)
    found: dict[tuple[str, str, int], list[tuple[Figure, float]]] = defaultdict(list)
    for (indicator, area), years in book.series.items():
        definition = book.catalogue[indicator]
        if area not in book.areas or book.areas[area].level in ("group", "country"):
            continue
        heads = book.series.get((people.id, area), {}) if people and definition.scale == "extensive" else {}
        per_head = definition.scale == "extensive" and (people is None or indicator != people.id)
        for year, figure in years.items():
            if figure.value <= 0 or (
                book.counted(figure.unit) and figure.value * book.factor(figure.unit) < LEAST_COUNT
            ):
                continue
            if not per_head:
                if definition.scale == "intensive":
                    found[indicator, book.areas[area].level, year].append((figure, figure.value))
            elif year in heads and heads[year].value > 0:
                found[indicator, book.areas[area].level, year].append((figure, figure.value / heads[year].value))
    return found


def _told(book: Book, place: Place, middle: float) -> Finding:
    figure, value, _, deviations = place
    per_head = value != figure.value
    people = book.catalogue.denominators.get(POPULATION)
    heads = book.series[people.id, figure.area][figure.year].value if per_head and people else 1.0
    left = f"{number(figure.value)} ÷ {number(heads)} = {number(value)}" if per_head else number(value)
    return figure.finding(
        "outlier", "warning", expected=middle * heads,
        arithmetic=f"{left}; {number(value)} ÷ {number(middle)} = {percent(value / middle)}",
        deviations=round(abs(deviations), 1),
    )  # fmt: skip
