"""The collected facts themselves: 95 % of them are in the data, and each other one is left out with a reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from ingest_tiny import ROOT

from yardstick.catalogue import Catalogue
from yardstick.ingest import load_data
from yardstick.ingest.areas import read_areas
from yardstick.ingest.facts.deciding import Decided, Decider
from yardstick.ingest.facts.fact import Fact
from yardstick.ingest.facts.hedging import Hedges
from yardstick.ingest.facts.lookup import Lookup
from yardstick.ingest.facts.reading import read_figures, read_statistics
from yardstick.ingest.facts.rules import Rules
from yardstick.ingest.sources import read_sources

FACTS = ROOT.parent / "shared/facts"
DATA = ROOT / "data"
PIPED = pytest.mark.skipif(not FACTS.is_dir(), reason="the collected facts are not beside the project")


@pytest.fixture(scope="module")
def held(catalogue: Catalogue) -> set[tuple[object, ...]]:
    """What the data hold: indicator, area, measure, period, value (rounded to 4 decimals), observations and targets."""
    loaded, problems = load_data(DATA, catalogue)
    assert not problems
    rows = [r for _, r in loaded.observations] + [t for _, t in loaded.targets]
    return {(r.indicator, r.area, r.measure, r.period.code, rounded(r.value)) for r in rows}


@pytest.fixture(scope="module")
def decider(catalogue: Catalogue) -> Decider:
    """The tables of the project, applied one fact at a time."""
    sources, _ = read_sources(DATA / "sources.yaml")
    listed = {r["source_id"]: r["doc"] or r["source_id"] for r in table(FACTS / "sources.csv")}
    by_id = {name: sources[real] for name, real in listed.items() if real in sources} | sources
    lookup, rules = Lookup.read(DATA / "conversion")[0], Rules.read(DATA / "conversion/rules.csv")[0]
    return Decider(catalogue, read_areas(DATA / "areas.csv")[0], by_id, lookup, rules, Hedges(()))


def table(path: Path) -> Iterator[dict[str, str]]:
    """A table as dictionaries."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def rounded(value: float | Decimal | None) -> float | None:
    """Four decimals, which is what the coarser of two equal statements keeps."""
    return None if value is None else round(float(value), 4)


def missing(facts: list[Fact], decider: Decider, held: set[tuple[object, ...]]) -> list[Fact]:
    """The facts whose figure is nowhere in the data."""
    out = []
    for fact in facts:
        decided = decider.decide(fact)
        names = ("indicator", "area", "measure", "period")
        cell = tuple(decided.row[n] for n in names) if isinstance(decided, Decided) else ()
        if not isinstance(decided, Decided) or (*cell, rounded(decided.value)) not in held:
            out.append(fact)
    return out


@PIPED
@pytest.mark.parametrize(("reader", "file"), [(read_figures, "figures.csv"), (read_statistics, "statistics.csv")])
def test_nineteen_in_twenty_are_there(decider: Decider, held: set[tuple[object, ...]], *, reader, file: str) -> None:  # type: ignore[no-untyped-def]
    facts = [fact for fact in reader(FACTS / file) if fact.tier == "1"]
    gone = missing(facts, decider, held)
    assert len(gone) <= 0.05 * len(facts), [fact.key for fact in gone[:20]]
    reasons = {(row["file"], row["row_key"], row["indicator"]) for row in table(DATA / "left_out.csv")}
    assert [fact.key for fact in gone if (fact.file, fact.key, fact.indicator) not in reasons] == []


@PIPED
def test_every_row_is_in_the_data_or_left_out() -> None:
    facts = [*read_figures(FACTS / "figures.csv"), *read_statistics(FACTS / "statistics.csv")]
    files = [f"{kind}/{name}.csv" for kind in ("observations", "targets") for name in ("documents", "statistics")]
    kept = sum(1 for name in files for _ in table(DATA / name))
    left = sum(1 for row in table(DATA / "left_out.csv") if row["file"] in ("figures", "statistics"))
    assert kept + left == len(facts)


def test_the_lost_decimal_point_is_mended(catalogue: Catalogue) -> None:
    loaded, _ = load_data(DATA, catalogue)
    key = ("high_tech_enterprises", "420000", "growth", "2022", "hubei-rectification-2023")
    found = [o for _, o in loaded.observations if (o.indicator, o.area, o.measure, o.period.code, o.source) == key]
    assert [o.value for o in found] == [3837.0, 38.37]
    assert {o.stated_value for o in found} == {"3837"}


def test_an_aim_for_patents_of_no_named_kind_is_left_out() -> None:
    """360 new 技术专利 beside 4,680 patents granted the year before: the count of what is not said."""
    place = ("411400", "patents_granted", "2023")
    aims = [r for r in table(DATA / "targets/documents.csv") if (r["area"], r["indicator"], r["period"]) == place]
    assert aims == []
    left = [r for r in table(DATA / "left_out.csv") if (r["area"], r["indicator"], r["period"]) == place]
    assert [(r["value"], r["reason"].partition(" nor ")[0]) for r in left if r["value"] == "360"] == [
        ("360", "neither the kind of patent")
    ]
