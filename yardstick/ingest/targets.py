"""data/targets/*.csv → targets, kept as written beside their value in the catalogue's unit."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from yardstick.errors import Problems
from yardstick.ingest.aim import Times, bridgeable, check_order, possible
from yardstick.ingest.cell import Cells
from yardstick.ingest.linking import References
from yardstick.ingest.observations import KEY, both_ends, runs_upwards, stated
from yardstick.ingest.table import Row, read_table, shown
from yardstick.model import NATURES, QUALIFIERS, TARGET_KINDS, Target, bare
from yardstick.model.observation import Measure, Qualifier
from yardstick.model.target import Nature, TargetKind

COLUMNS = (
    "indicator", "area", "measure", "period", "base_period", "operator", "hedge", "value", "value_high", "unit", "kind",
    "nature", "reference_area", "owner", "announced", "due", "supersedes", "source", "locator", "note",
)  # fmt: skip
PERCENT, POINTS = "percent", "pp"


def read_targets(path: Path, references: References) -> tuple[list[Target], Problems]:
    """The sound rows of one file, in its order; every other row is a problem with its line."""
    rows, problems = read_table(path, COLUMNS)
    cells = Cells(shown(path), problems)
    references.refused.unread |= bool(problems) and not rows
    targets = []
    for row in rows:
        if references.waits(row["indicator"]):
            continue
        target = target_of(row, cells, references=references)
        if target is None:
            references.refused.places.add(bare(f"{row['source']} {row['locator']}"))
        else:
            targets.append(target)
    return targets, problems


def key_of(target: Target) -> tuple[str, ...]:
    """What identifies a target among the keys of `References.taken`."""
    t = target
    return "target", t.indicator, t.area, t.measure, t.period.code, t.source, bare(t.locator)


def target_of(row: Row, cells: Cells, *, references: References) -> Target | None:
    """One row with all of COLUMNS as a target; None, with its problems collected, where it is not sound."""
    before = len(cells.problems)
    period = cells.period(row.line, "period", row["period"])
    announced = cells.day(row.line, "announced", row["announced"])
    due = cells.day(row.line, "due", row["due"])
    base = cells.period(row.line, "base_period", row["base_period"]) if row["base_period"] else None
    _check_words(row, cells, references=references)
    check_order(Times(period, base, announced, due), row, cells)
    value, high = _values(row, cells, references=references)
    if len(cells.problems) > before or period is None:
        return None
    if not references.free(("target", *(row[name] for name in KEY[:-1]), bare(row["locator"])), row, cells):
        return None
    return Target(
        indicator=row["indicator"],
        area=row["area"],
        measure=cast(Measure, row["measure"]),
        period=period,
        operator=cast(Qualifier, row["operator"]),
        value=value,
        unit=references.kept_unit(row["indicator"], row["measure"]),
        kind=cast(TargetKind, row["kind"]),
        source=row["source"],
        locator=row["locator"],
        value_high=high,
        nature=cast(Nature, row["nature"]),
        base_period=row["base_period"],
        reference_area=row["reference_area"],
        owner=row["owner"],
        announced=announced,
        due=due,
        supersedes=row["supersedes"],
        stated_value=stated(row["value"], row["value_high"]),
        stated_unit=row["unit"],
        note=row["note"],
        hedge=row["hedge"],
    )


def _check_words(row: Row, cells: Cells, *, references: References) -> None:
    cells.one_of(row.line, "operator", row["operator"], known=QUALIFIERS, what="operator")
    cells.one_of(row.line, "kind", row["kind"], known=TARGET_KINDS, what="target kind")
    cells.one_of(row.line, "nature", row["nature"], known=NATURES, what="nature")
    if not row["locator"]:
        cells.problems.add(cells.path, row.line, "locator", "the place in the source is missing")
    if row["reference_area"]:
        cells.one_of(
            row.line, "reference_area", row["reference_area"], known=references.areas.by_code.keys(), what="area"
        )
        if row["reference_area"] == row["area"]:
            cells.problems.add(
                cells.path, row.line, "reference_area", "an area is compared with itself", found=row["area"]
            )
    if (row["operator"] == "range") != bool(row["value_high"]):
        cells.problems.add(
            cells.path, row.line, "value_high", "a range has two ends, any other aim one",
            found=f"{row['operator']} {row['value']} {row['value_high']}".strip(),
        )  # fmt: skip


def _values(row: Row, cells: Cells, *, references: References) -> tuple[float | None, float | None]:
    if not references.names_known(row, cells):
        return None, None
    if not row["reference_area"]:
        low, high = both_ends(row, cells, references=references)
        for column, value in (("value", low), ("value_high", high)):
            if value is not None:
                possible(value, column, row, cells, references=references)
        return low, high
    low, high = (_distance(row, column, cells, references=references) for column in ("value", "value_high"))
    if low is not None and high is not None:
        runs_upwards(low, high, row, cells=cells)
    return low, high


def _distance(row: Row, column: str, cells: Cells, *, references: References) -> float | None:
    """How far from the reference area, in the unit of the level; between percentages it is written in points."""
    number = cells.optional_number(row.line, column, row[column])
    if number is None:
        return None
    unit = references.kept_unit(row["indicator"], row["measure"])
    converted = references.convert(number, row, cells, to=POINTS if unit == PERCENT else unit)
    if converted is None or not bridgeable(float(converted), column, row, cells, references=references):
        return None
    return float(converted)
