"""data/conversion/: which indicator, area, unit and measure the words of the facts stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yardstick.errors import Problems
from yardstick.ingest.facts.fact import Fact
from yardstick.ingest.table import Row, read_table

INDICATORS = (
    "facts_id",
    "file",
    "tier",
    "area",
    "period",
    "unit",
    "measure",
    "source",
    "text",
    "indicator",
    "to_measure",
    "reason",
)
UNITS = ("indicator", "measure", "unit", "to_unit")

_compiled = lru_cache(maxsize=1024)(re.compile)


@dataclass(frozen=True, slots=True)
class Lookup:
    """The tables of data/conversion/ that map words; each is read once."""

    indicators: dict[str, list[Row]]
    areas: dict[str, str]
    measures: dict[str, str]
    units: list[Row]

    @classmethod
    def read(cls, folder: Path) -> tuple[Lookup, Problems]:
        """The tables in `folder`, and what is wrong with them."""
        indicators, problems = read_table(folder / "indicators.csv", INDICATORS)
        units, found = read_table(folder / "units.csv", UNITS)
        problems.extend(found)
        by_id: dict[str, list[Row]] = {}
        for row in indicators:
            by_id.setdefault(row["facts_id"], []).append(row)
        areas = _pairs(folder / "areas.csv", "spelling", "area", problems)
        measures = _pairs(folder / "measures.csv", "facts_measure", "measure", problems)
        return cls(by_id, areas, measures, units), problems

    def indicator(self, fact: Fact) -> Row | None:
        """The first row of indicators.csv that fits the fact; None where no row names its id."""
        return next((row for row in self.indicators.get(fact.indicator, ()) if _fits(row, fact)), None)

    def area(self, spelling: str) -> str:
        """The code of an area as the facts spell it; a spelling that is not listed is a code already."""
        return self.areas.get(spelling, spelling)

    def unit(self, fact: Fact) -> Row | None:
        """The first row of units.csv that rewrites the fact's unit."""
        return next((row for row in self.units if _unit_fits(row, fact)), None)


def _pairs(path: Path, key: str, value: str, problems: Problems) -> dict[str, str]:
    rows, found = read_table(path, (key, value, "note"))
    problems.extend(found)
    return {row[key]: row[value] for row in rows}


def _fits(row: Row, fact: Fact) -> bool:
    same = (
        row["file"] in ("", fact.file),
        fact.tier == (row["tier"] or "1"),
        row["area"] in ("", fact.area),
        row["period"] in ("", fact.period),
        row["unit"] in ("", fact.unit),
        row["measure"] in ("", fact.measure),
        row["source"] in ("", fact.source),
    )
    return all(same) and (not row["text"] or _compiled(row["text"]).search(fact.text) is not None)


def _unit_fits(row: Row, fact: Fact) -> bool:
    return (
        row["unit"] == fact.unit and row["indicator"] in ("", fact.indicator) and row["measure"] in ("", fact.measure)
    )
