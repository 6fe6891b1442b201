"""The conversion as a whole: facts and panels in, data/ out. Running it twice writes the same bytes."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from yardstick.catalogue import Catalogue
from yardstick.errors import Problems
from yardstick.ingest import observations, targets
from yardstick.ingest.areas import read_areas
from yardstick.ingest.facts import sources as source_files
from yardstick.ingest.facts.deciding import Decided, Decider
from yardstick.ingest.facts.fact import LEFT_OUT_COLUMNS, Fact, LeftOut
from yardstick.ingest.facts.hedging import Hedges
from yardstick.ingest.facts.lookup import Lookup
from yardstick.ingest.facts.reading import read_figures, read_panels, read_statistics
from yardstick.ingest.facts.rules import Rules
from yardstick.ingest.sources import read_sources


@dataclass(slots=True)
class Converted:
    """What a conversion brought: rows by file of the data folder, and the facts left out."""

    rows: dict[str, list[Decided]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """File of the data folder, or reason with `left out: ` before it → number of rows."""
        reasons = Counter(f"left out: {item.reason.split(' char:')[0].split(' row:')[0]}" for item in self.left_out)
        return {name: len(rows) for name, rows in self.rows.items()} | dict(sorted(reasons.items()))


def convert(
    facts: Path, panels: Path, *, out: Path, catalogue: Catalogue, texts: Path | None = None
) -> tuple[Converted, Problems]:
    """Write observations, targets, sources.yaml and left_out.csv in `out` by the tables in `out`/conversion.

    `texts` holds the documents' texts, for their hashes and for what stands before a quote (default: sources beside the
    facts). Nothing is written where a table has problems.
    """
    conversion = out / "conversion"
    texts = texts or facts.parent / "sources"
    items = [*read_figures(facts / "figures.csv", texts), *read_statistics(facts / "statistics.csv")]
    more, problems = read_panels(panels, conversion / "panels.csv")
    collected, found = source_files.collect(
        facts, conversion, texts=texts, confidence=_confidence(facts / "statistics.csv")
    )
    problems.extend(found)
    lookup, found = Lookup.read(conversion)
    problems.extend(found)
    rules, found = Rules.read(conversion / "rules.csv")
    problems.extend(found)
    hedges, found = Hedges.read(conversion / "hedges.csv")
    problems.extend(found)
    areas, found = read_areas(out / "areas.csv")
    problems.extend(found)
    if problems:
        return Converted(), problems
    source_files.write(out / "sources.yaml", collected.entries)
    known, found = read_sources(out / "sources.yaml")
    problems.extend(found)
    by_facts_id = {name: known[real] for name, real in collected.known_as.items() if real in known} | known
    decider = Decider(catalogue, areas, by_facts_id, lookup, rules, hedges)
    converted = settle(decider.decide(fact) for fact in [*items, *more])
    _write(out, converted)
    _drop_unused(out / "sources.yaml", collected.entries, converted)
    return converted, problems


def settle(decided: Iterable[Decided | LeftOut]) -> Converted:
    """Sort rows into their files; of a figure that one source states twice in two files, the first stays."""
    converted = Converted()
    cells: dict[tuple[str, ...], list[Decided]] = {}
    places: Counter[tuple[str, ...]] = Counter()
    for item in decided:
        if isinstance(item, LeftOut):
            converted.left_out.append(item)
            continue
        earlier = cells.setdefault(item.cell, [])
        twin = next((other for other in earlier if _same(other, item)), None)
        if twin is not None:
            converted.left_out.append(LeftOut(item.fact, f"same figure as {twin.row['source']} {twin.row['locator']}"))
            continue
        places[item.place] += 1
        numbered = _numbered(item, places[item.place])
        earlier.append(numbered)
        converted.rows.setdefault(_file(item.fact), []).append(numbered)
    return converted


def _same(earlier: Decided, later: Decided) -> bool:
    """One figure in two files of facts, or at one place of a document, or called a restatement by who read it."""
    if earlier.value is None or later.value is None or not _agree(earlier.value, later.value):
        return False
    apart = earlier.fact.file == later.fact.file and earlier.row["locator"] != later.row["locator"]
    return not apart or "[restatement]" in later.fact.text


def _agree(one: Decimal, other: Decimal) -> bool:
    """Whether two values are equal but for the fourth decimal that a change of unit rounds off."""
    return abs(one - other) <= Decimal("0.00005")


def _numbered(item: Decided, count: int) -> Decided:
    if count == 1:
        return item
    return replace(item, row=item.row | {"locator": f"{item.row['locator']}#{count}"})


def _file(fact: Fact) -> str:
    return f"{'targets' if fact.kind == 'target' else 'observations'}/{fact.to}.csv"


def _write(out: Path, converted: Converted) -> None:
    for name, rows in converted.rows.items():
        columns = targets.COLUMNS if name.startswith("targets/") else observations.COLUMNS
        _write_table(out / name, columns, [item.row for item in rows])
    _write_table(out / "left_out.csv", LEFT_OUT_COLUMNS, [item.row() for item in converted.left_out])


def _write_table(path: Path, columns: Iterable[str], rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _drop_unused(path: Path, entries: dict[str, dict[str, str]], converted: Converted) -> None:
    """Keep the documents (they have a hash) and every source that a row cites."""
    cited = {item.row["source"] for rows in converted.rows.values() for item in rows}
    source_files.write(path, {name: e for name, e in entries.items() if name in cited or e.get("sha256")})


def _confidence(path: Path) -> dict[str, str]:
    """Source id → the confidence most of its rows are given."""
    seen: dict[str, Counter[str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            seen.setdefault(row["source_id"], Counter())[row["confidence"]] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in seen.items()}
