"""data/corrections.yaml: what we know better than a source states.

The stated figure stays in the log; a correction is a change set of its own on top of it, and refuses to work where it
no longer finds what it was written against.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Literal, cast, get_args

from yardstick.errors import Problems
from yardstick.ingest.cell import Cells
from yardstick.ingest.entries import Entry, check_fields, read_entries
from yardstick.ingest.linking import Units, in_unit
from yardstick.ingest.table import shown
from yardstick.model import Observation, bare

Action = Literal["override", "drop", "scale", "flag"]
State = Literal["applied", "proposed", "withdrawn"]
KEY = ("indicator", "area", "measure", "period", "source", "locator")
FIELDS = ("id", *KEY, "action", "expect", "value", "reason.zh", "reason.en", "author", "date", "state")
REQUIRED = tuple(name for name in FIELDS if name != "value")


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of one observation, known by `key_of` it. `expect` and `value` are in the unit the source states.

    `override` puts `value` for the figure, `scale` multiplies it by `value`, `drop` takes the row out of the reading,
    `flag` keeps it and adds the reason to its note. Only the state `applied` has an effect.
    """

    id: str
    key: tuple[str, ...]
    action: Action
    expect: Decimal
    value: Decimal | None
    reason: str
    reason_en: str
    author: str
    date: dt.date
    state: State
    path: str
    line: int


def read_corrections(path: Path) -> tuple[list[Correction], Problems]:
    """The corrections of the file in its order; an entry with a problem is left out."""
    entries, problems = read_entries(path)
    cells = Cells(shown(path), problems)
    seen: dict[str, int] = {}
    corrections = []
    for entry in entries:
        name = entry.get("id")
        if name in seen:
            problems.add(
                cells.path, entry.line_of("id"), "id", "duplicate id", found=f"{name}, also on line {seen[name]}"
            )
            continue
        seen[name] = entry.line_of("id")
        correction = _correction(entry, cells)
        if correction is not None:
            corrections.append(correction)
    return corrections, problems


def apply(
    corrections: list[Correction], found: Mapping[tuple[str, ...], Observation], *, units: Units
) -> tuple[list[Observation], list[Observation], Problems]:
    """(rows to assert, rows to retract, problems): what the applied corrections do to observations `found` by key."""
    problems = Problems()
    asserted, retracted = [], []
    for correction in corrections:
        observation = found.get(correction.key)
        if correction.state != "applied" or not _as_expected(correction, observation, problems):
            continue
        assert observation is not None
        if correction.action == "drop":
            retracted.append(observation)
        else:
            asserted.append(corrected(observation, correction, units=units))
    return asserted, retracted, problems


def corrected(observation: Observation, correction: Correction, *, units: Units) -> Observation:
    """The observation after an override, scale or flag; what the source states stays in `stated_value`."""
    note = "；".join(part for part in (observation.note, correction.reason) if part)
    if correction.action == "flag" or correction.value is None:
        return replace(observation, note=note)
    right = correction.value * correction.expect if correction.action == "scale" else correction.value
    value = float(in_unit(right, observation.stated_unit, to=observation.unit, units=units))
    return replace(observation, value=value, note=note)


def _as_expected(correction: Correction, observation: Observation | None, problems: Problems) -> bool:
    if observation is None:
        problems.add(
            correction.path, correction.line, correction.id, "the figure to correct is not found",
            found="nothing", expected=" ".join(correction.key), hint="withdraw the correction if the figure is gone",
        )  # fmt: skip
        return False
    if observation.value is not None and Decimal(observation.stated_value.split("–")[0]) == correction.expect:
        return True
    problems.add(
        correction.path, correction.line, correction.id, "the source has been mended",
        found=observation.stated_value or "no value", expected=correction.expect, hint="withdraw the correction",
    )  # fmt: skip
    return False


def _correction(entry: Entry, cells: Cells) -> Correction | None:
    before = len(cells.problems)
    check_fields(entry, cells, known=FIELDS, required=REQUIRED)
    for name, words in (("action", get_args(Action)), ("state", get_args(State))):
        if entry.get(name):
            cells.one_of(entry.line_of(name), name, entry.get(name), known=words, what=name)
    date = cells.day(entry.line_of("date"), "date", entry.get("date"))
    expect = cells.optional_number(entry.line_of("expect"), "expect", entry.get("expect"))
    value = cells.optional_number(entry.line_of("value"), "value", entry.get("value"))
    if (entry.get("action") in ("override", "scale")) != bool(entry.get("value")):
        cells.problems.add(
            cells.path, entry.line_of("value"), "value", "override and scale have a value, drop and flag none"
        )
    if len(cells.problems) > before or date is None or expect is None:
        return None
    return Correction(
        id=entry.get("id"),
        key=tuple(bare(entry.get(name)) for name in KEY),
        action=cast(Action, entry.get("action")),
        expect=expect,
        value=value,
        reason=entry.get("reason.zh"),
        reason_en=entry.get("reason.en"),
        author=entry.get("author"),
        date=date,
        state=cast(State, entry.get("state")),
        path=cells.path,
        line=entry.line,
    )
