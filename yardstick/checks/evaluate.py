"""All checks in one pass, over what is held or over what is coming in: one code path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pandas as pd

from yardstick.catalogue import Catalogue
from yardstick.checks.arrivals import SAID_BY, arrivals
from yardstick.checks.figure import Book, Figure, figures_of
from yardstick.checks.finding import SEVERITIES, Finding
from yardstick.checks.limits import limits
from yardstick.checks.parts import larger_parts, sums
from yardstick.checks.peers import outliers
from yardstick.checks.series import series
from yardstick.checks.sources import sources
from yardstick.checks.stated import stated
from yardstick.model import AreaBook

CHECKS: tuple[Callable[[Book], Iterator[Finding]], ...] = (
    limits, stated, sums, larger_parts, series, outliers, sources,
)  # fmt: skip


def check(frame: pd.DataFrame, catalogue: Catalogue, areas: AreaBook) -> tuple[Finding, ...]:
    """Every finding about the figures of a frame, the gravest first, then by indicator, area and period.

    The frame has the columns of `Store.readings`; with those of `Store.every_figure` (stated_value, pick) rounding is
    known exactly and sources are held against each other. The order of its rows does not matter.
    """
    return _run(Book(figures_of(frame), catalogue, areas))


def suspicious(
    candidates: pd.DataFrame, readings: pd.DataFrame, catalogue: Catalogue, areas: AreaBook
) -> tuple[Finding, ...]:
    """The findings that incoming figures would bring, held against what is stored; `incoming` names their places.

    Frames as for `check`. An incoming figure takes the place of a stored one of the same cell and source, and speaks
    for its cell. Only figures of related indicators are looked at (parts, wholes, inputs, population).
    """
    incoming = list(figures_of(candidates, fresh=True))
    near = related(catalogue, {f.indicator for f in incoming if f.indicator in catalogue})
    taken = {_identity(f) for f in incoming}
    kept = readings[readings["indicator"].isin(list(near))]
    held = [f for f in figures_of(kept) if _identity(f) not in taken]
    book = Book([*incoming, *held], catalogue, areas)
    found = [f for f in _run(book) if f.incoming and not f.code.startswith("gap")]
    said = {(f.indicator, f.area, f.measure, f.period) for f in found if f.code in SAID_BY}
    found += [f for f in arrivals(book) if (f.indicator, f.area, f.measure, f.period) not in said]
    return tuple(sorted(found, key=_order))


def _run(book: Book) -> tuple[Finding, ...]:
    found: dict[tuple[str, ...], Finding] = {}
    for one in CHECKS:
        for finding in one(book):
            first = found.setdefault(finding.key, finding)
            if _order(finding) < _order(first):
                found[finding.key] = finding
    return tuple(sorted(found.values(), key=_order))


def _order(finding: Finding) -> tuple[object, ...]:
    return (SEVERITIES.index(finding.severity), *finding.key, finding.sources, finding.locators, repr(finding.found))


def _identity(figure: Figure) -> tuple[str, ...]:
    return (figure.indicator, figure.area, figure.measure, figure.period, figure.source)


def related(catalogue: Catalogue, names: Iterable[str]) -> set[str]:
    """The indicators that figures of these are held against: themselves, parts, wholes, inputs, population."""
    wanted = set(names)
    people = catalogue.denominators.get("population")
    related = set(wanted) | ({people.id} if people else set())
    for indicator in catalogue.indicators.values():
        formula = indicator.formula.names if indicator.formula else ()
        if indicator.id in wanted:
            related |= {*formula, *((indicator.part_of,) if indicator.part_of else ())}
        if indicator.part_of in wanted or wanted & set(formula):
            related.add(indicator.id)
    wholes = {i.part_of for i in catalogue.indicators.values() if i.id in wanted and i.part_of}
    return related | {i.id for i in catalogue.indicators.values() if i.part_of in wholes}
