"""data/observations/*.csv → observations in the units of the catalogue, with the figure as stated beside them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import cast

from yardstick.errors import Problems
from yardstick.ingest.cell import Cells
from yardstick.ingest.linking import References
from yardstick.ingest.table import Row, read_table, shown
from yardstick.model import MISSING_REASONS, OBS_STATUSES, QUALIFIERS, Observation, bare
from yardstick.model.observation import Measure, MissingReason, ObsStatus, Qualifier

COLUMNS = (
    "indicator", "area", "measure", "period", "as_of", "base_period", "value", "value_high", "qualifier", "unit",
    "obs_status", "source", "locator", "missing_reason", "note",
)  # fmt: skip
KEY = ("indicator", "area", "measure", "period", "source", "locator")


def read_observations(path: Path, references: References) -> tuple[list[Observation], Problems]:
    """The sound rows of one file, in its order; every other row is a problem with its line."""
    rows, problems = read_table(path, COLUMNS)
    cells = Cells(shown(path), problems)
    references.refused.unread |= bool(problems) and not rows
    observations = []
    for row in rows:
        if references.waits(row["indicator"]):
            continue
        observation = observation_of(row, cells, references=references)
        if observation is None:
            references.refused.figures.add(row["indicator"])
        else:
            observations.append(observation)
    return observations, problems


def key_of(observation: Observation) -> tuple[str, ...]:
    """What identifies an observation in the log: what is said, of where and when, and the place it was read at.

    The place is told without the hash of its sentence: with it and without, it is the same.
    """
    o = observation
    return o.indicator, o.area, o.measure, o.period.code, o.source, bare(o.locator)


def observation_of(row: Row, cells: Cells, *, references: References) -> Observation | None:
    """One row with all of COLUMNS as an observation; None, with its problems collected, where it is not sound."""
    before = len(cells.problems)
    period = cells.period(row.line, "period", row["period"])
    as_of = cells.day(row.line, "as_of", row["as_of"])
    if row["base_period"]:
        cells.period(row.line, "base_period", row["base_period"])
    _check_words(row, cells)
    value, high = _values(row, cells, references=references)
    if len(cells.problems) > before or period is None:
        return None
    if not references.free((*(row[name] for name in KEY[:-1]), bare(row["locator"])), row, cells):
        return None
    return Observation(
        indicator=row["indicator"],
        area=row["area"],
        measure=cast(Measure, row["measure"]),
        period=period,
        value=value,
        qualifier=cast(Qualifier, row["qualifier"]),
        unit=references.kept_unit(row["indicator"], row["measure"]),
        obs_status=cast(ObsStatus, row["obs_status"]),
        source=row["source"],
        locator=row["locator"],
        value_high=high,
        as_of=as_of,
        base_period=row["base_period"],
        stated_value=stated(row["value"], row["value_high"]),
        stated_unit=row["unit"],
        missing_reason=cast(MissingReason, row["missing_reason"]) if row["missing_reason"] else None,
        note=row["note"],
    )


def stated(value: str, value_high: str) -> str:
    """A figure as the source states it; the two ends of a range with a dash between them."""
    return f"{value}–{value_high}" if value_high else value


def _check_words(row: Row, cells: Cells) -> None:
    cells.one_of(row.line, "qualifier", row["qualifier"], known=QUALIFIERS, what="qualifier")
    cells.one_of(row.line, "obs_status", row["obs_status"], known=OBS_STATUSES, what="status")
    if not row["locator"]:
        cells.problems.add(cells.path, row.line, "locator", "the place in the source is missing")
    if row["obs_status"] == "M":
        cells.one_of(
            row.line, "missing_reason", row["missing_reason"], known=MISSING_REASONS, what="reason for a missing value"
        )
        if row["value"]:
            cells.problems.add(cells.path, row.line, "value", "a missing value has a value", found=row["value"])
    elif row["missing_reason"]:
        cells.problems.add(
            cells.path, row.line, "missing_reason", "only a missing value (status M) has a reason",
            found=row["missing_reason"],
        )  # fmt: skip
    if (row["qualifier"] == "range") != bool(row["value_high"]):
        cells.problems.add(
            cells.path, row.line, "value_high", "a range has two ends, any other figure one",
            found=f"{row['qualifier']} {row['value']} {row['value_high']}".strip(),
        )  # fmt: skip


def _values(row: Row, cells: Cells, *, references: References) -> tuple[float | None, float | None]:
    if not references.names_known(row, cells) or row["obs_status"] == "M":
        return None, None
    return both_ends(row, cells, references=references)


def both_ends(row: Row, cells: Cells, *, references: References) -> tuple[float | None, float | None]:
    """The value and, for a range, its higher end in the unit they are kept in."""
    value, high = (kept(row, column, cells, references=references) for column in ("value", "value_high"))
    if value is not None and high is not None:
        runs_upwards(value, high, row, cells=cells)
    return value, high


def runs_upwards(low: float, high: float, row: Row, *, cells: Cells) -> None:
    """A problem where a range does not run from its lower to its higher end."""
    if low >= high:
        cells.problems.add(
            cells.path, row.line, "value_high", "a range runs from its lower to its higher end",
            found=stated(row["value"], row["value_high"]),
        )  # fmt: skip


def kept(row: Row, column: str, cells: Cells, *, references: References) -> float | None:
    """The number in `column` in the unit it is kept in; only `value_high` may be empty."""
    text = row[column]
    if column == "value_high" and not text:
        return None
    number: Decimal | None = cells.number(row.line, column, text)
    if number is None:
        return None
    converted = references.convert(number, row, cells)
    if converted is None or not references.within(converted, column, row, cells):
        return None
    return float(converted)
