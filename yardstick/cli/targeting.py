"""The verb `targets`: every target with what is said of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from yardstick.workspace import JudgedTarget, Workspace

COLUMNS = (
    *("area", "indicator", "measure", "period", "operator", "value", "status", "achieved_share", "elapsed_share"),
    *("reason", "value_high", "unit", "hedge", "reference_area", "actual", "actual_high", "actual_qualifier"),
    *("actual_period", "base", "base_period", "expected", "line_unit", "gap", "ratio", "required", "observed"),
    *("crossing", "kind", "nature", "owner", "announced", "due", "supersedes", "source", "locator", "method"),
    *("cautions", "flags", "rebased", "id", "sentence", "gap_points", "growth_reached"),
)
"""What is printed. The first ten columns are promised in this order; `line_unit` is the unit from `actual` on, of paces
a year of it."""


def chosen(
    targets: Iterable[JudgedTarget], *, statuses: Collection[str], indicators: Collection[str]
) -> list[JudgedTarget]:
    """The targets of these statuses and indicators; an empty choice is none."""
    return [
        one
        for one in targets
        if (not statuses or one.verdict.status in statuses) and (not indicators or one.indicator in indicators)
    ]


def row(workspace: Workspace, one: JudgedTarget, lang: str) -> tuple[object, ...]:
    """One target as the values of `COLUMNS`; several words of one column stand with a space between."""
    verdict, expected, actual = one.verdict, one.verdict.expected, one.verdict.actual
    base = expected.base if expected else None
    bound = None if expected is None else expected.low if expected.low is not None else expected.high
    written = (one.area, one.indicator, one.measure, one.period, one.operator, one.value)
    said = (verdict.status, verdict.achieved, verdict.elapsed, verdict.reason)
    figure = (actual.value, actual.high, actual.qualifier, actual.period.code) if actual else (None, None, None, None)
    return (
        *(*written, *said, one.value_high, one.unit, one.hedge, one.reference_area, *figure),
        *((base.value, base.period.code) if base else (None, None)),
        *(bound, one.line_unit, verdict.gap, verdict.ratio, verdict.required, verdict.observed, verdict.crossing),
        *(one.kind, one.nature, one.owner, one.announced, one.due, one.supersedes, one.source, one.locator),
        *(verdict.method, " ".join(verdict.cautions), " ".join(one.flags)),
        *(verdict.rebased.status if verdict.rebased else None, one.id, workspace.target_sentence(one, lang)),
        *(one.gap_points, one.rate.reached if one.rate and one.rate.measure == "growth" else None),
    )
