"""Scores the reader of documents on labelled figures: `python benchmarks/reader.py FACTS SOURCES SCORER [--out DIR]`.

FACTS is a folder with figures.csv (the labels) and documents.csv, SOURCES one with a text for each document, SCORER the
program that scores a CSV of readings against a CSV of labels (`SCORER GOLD.csv PREDICTED.csv`). Prints what SCORER says
of all documents, of each kind of document, and of those that were set aside while the rules were first written; then
how often readings of each confidence were right. With --out, writes there the readings, and a CSV of what was missed
or read wrongly, by field.

`--calibrate` counts how often readings of each rule were right in the documents that were not set aside, and writes
yardstick/reader/grammar/calibration.yaml.

Labels that name a part of an area by words (not by a code) are given the code that data/conversion/areas.csv has for
them; `--raw` leaves them as they are.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from yardstick.reader import About, Candidate, Vocabulary, read
from yardstick.reader.confidence import bucket
from yardstick.workspace import Workspace

PROJECT = Path(__file__).resolve().parents[1]
CALIBRATION = PROJECT / "yardstick" / "reader" / "grammar" / "calibration.yaml"
COLUMNS = (
    "doc", "area", "indicator", "kind", "measure", "operator", "value", "value_high", "unit", "period", "char_start",
    "char_end", "confidence", "rule",
)  # fmt: skip
FIELDS = ("indicator", "kind", "measure", "area", "period")
MEASURES = {"level": "value", "flow": "value", "growth_rate": "growth", "multiple_of_previous": "multiple"}
SCALES = (("万亿", 1e12), ("亿", 1e8), ("千万", 1e7), ("百万", 1e6), ("万", 1e4), ("千", 1e3))
SET_ASIDE = re.compile(r"-(?:2010|2013|2016|2019|2022|2025)$")
FEWEST = 20
"""Readings by one rule, below which they are counted with those of the same link."""

Row = dict[str, str]
Reading = tuple[str, Candidate]


def set_aside(doc: str, kind: str) -> bool:
    """Whether a document was set aside: work reports and bulletins of every third year."""
    return kind in ("work_report", "bulletin") and SET_ASIDE.search(doc) is not None


def rows_of(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def areas_of(gold: Iterable[Row]) -> dict[str, str]:
    """Document → the area most of its figures are of: whose it is."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in gold:
        if re.fullmatch(r"\d{6}", row["area"]):
            counts[row["doc"]][row["area"]] += 1
    return {doc: found.most_common(1)[0][0] for doc, found in counts.items()}


def readings(sources: Path, documents: Sequence[Row], areas: Mapping[str, str]) -> list[Reading]:
    """Every candidate of every document."""
    workspace = Workspace.open(PROJECT)
    vocabulary = Vocabulary.of(workspace.catalogue, workspace.areas)
    out: list[Reading] = []
    for row in documents:
        path = sources / f"{row['doc']}.txt"
        if path.exists() and row["doc"] in areas:
            about = About(areas[row["doc"]], _day(row["signed_on"]), _day(row["published_on"]), row["title"])
            text = path.read_bytes().decode("utf-8")
            out += ((row["doc"], candidate) for candidate in read(text, vocabulary, about))
    return out


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def _row(reading: Reading) -> tuple[object, ...]:
    doc, c = reading
    said = (doc, c.area, c.indicator, c.kind, c.measure, c.operator, c.value, c.value_high, c.unit, c.period)
    return (*said, c.start, c.end, round(c.confidence, 3), " ".join(c.rules))


def scored(scorer: Path, gold: Sequence[Row], found: Sequence[Reading], ids: Iterable[str]) -> str:
    """What the scorer says of these labels and these readings, all indicators of all labels under test."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "gold.csv", list(gold[0]), (list(row.values()) for row in gold))
        write(folder / "read.csv", COLUMNS, map(_row, found))
        (folder / "ids").write_text("\n".join(sorted(ids)), encoding="utf-8")
        command = [sys.executable, str(scorer), str(folder / "gold.csv"), str(folder / "read.csv")]
        command += ["--ids", str(folder / "ids")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def number(value: str, unit: str) -> float | None:
    """A figure with its scale word worked out."""
    try:
        parsed = float(value.replace(",", ""))
    except ValueError:
        return None
    return parsed * next((factor for word, factor in SCALES if unit.startswith(word)), 1.0)


def year(period: str) -> str:
    """The last year of a period."""
    years = re.findall(r"(?:19|20)\d\d", period)
    return years[-1] if years else ""


def agreement(row: Row, c: Candidate) -> dict[str, bool]:
    """Which fields of a reading are what the label says."""
    measure = MEASURES.get(row["measure"], row["measure"])
    told, read_year = year(row["period"]), year(c.period)
    slack = 1 if "implied" in row["problem"] else 0
    period = not told or (bool(read_year) and abs(int(told) - int(read_year)) <= slack)
    return {
        "indicator": row["indicator_id"] == c.indicator,
        "kind": row["kind"] == c.kind,
        "measure": measure == c.measure,
        "area": row["area"][:6] == c.area[:6],
        "period": period,
    }


def matched(gold: Sequence[Row], found: Sequence[Reading]) -> dict[int, Row]:
    """Reading → the label it was read from: same document, touching its quote, the same number; each used once."""
    by_doc: dict[str, list[int]] = defaultdict(list)
    for at, (doc, _) in enumerate(found):
        by_doc[doc].append(at)
    out: dict[int, Row] = {}
    for row in sorted(gold, key=lambda r: r["tier"]):
        start, value = int(row["char_start"]), number(row["value"], row["unit"])
        end = start + len(row["quote"])
        fits = [
            at
            for at in by_doc[row["doc"]]
            if at not in out and found[at][1].start < end and found[at][1].end > start and _same(value, found[at][1])
        ]
        if fits:
            out[max(fits, key=lambda at: sum(agreement(row, found[at][1]).values()))] = row
    return out


def _same(value: float | None, c: Candidate) -> bool:
    other = number(repr(c.value), c.unit)
    return value is not None and other is not None and abs(value - other) <= 1e-6 * max(1.0, abs(value), abs(other))


def judged(gold: Sequence[Row], found: Sequence[Reading], ids: set[str]) -> list[tuple[Reading, bool]]:
    """Every reading of an indicator under test, and whether it is right in every field."""
    labels = matched(gold, found)
    out = []
    for at, reading in enumerate(found):
        row = labels.get(at)
        if reading[1].indicator not in ids:
            continue
        if row is not None and row["tier"] != "1" and row["indicator_id"] == reading[1].indicator:
            continue
        right = row is not None and row["tier"] == "1" and all(agreement(row, reading[1]).values())
        out.append((reading, right))
    return out


def calibrate(said: Sequence[tuple[Reading, bool]]) -> None:
    """Write how often readings by each rule were right; one that is too seldom is counted with its link."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (_, candidate), right in said:
        name = bucket(candidate)
        for key in (name, name.split(" ")[0], "all"):
            counts[key][0] += 1
            counts[key][1] += right
    lines = [
        "# How often readings by each rule were right in the labelled documents that were not set aside.",
        "# Written by `python benchmarks/reader.py … --calibrate`; (right + 1) / (read + 2).",
    ]
    for key, (n, right) in sorted(counts.items()):
        if n >= FEWEST or " " not in key:
            lines.append(f"{key!r}: {(right + 1) / (n + 2):.3f}".replace("'", '"'))
    CALIBRATION.write_text("\n".join(lines) + "\n", encoding="utf-8")


def reliability(said: Sequence[tuple[Reading, bool]]) -> list[str]:
    """A line for each band of confidence: how many readings, how many right, what was promised."""
    lines = []
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        band = [(c.confidence, right) for (_, c), right in said if low <= c.confidence < high]
        if band:
            promised = sum(confidence for confidence, _ in band) / len(band)
            lines.append(
                f"  {low:.2f}-{min(high, 1):.2f}: {len(band)} readings, promised {promised:.3f}, "
                f"right {sum(right for _, right in band) / len(band):.3f}"
            )
    return lines


def differences(gold: Sequence[Row], found: Sequence[Reading]) -> Iterable[tuple[object, ...]]:
    """A row for every label that was missed or read otherwise, and the fields that differ; no text of the document."""
    labels = {id(row): at for at, row in matched(gold, found).items()}
    for row in gold:
        if row["tier"] != "1":
            continue
        at = labels.get(id(row))
        told = (row["doc"], row["char_start"], row["indicator_id"], row["kind"], row["measure"], row["area"])
        told += (row["value"], row["unit"], row["period"])
        if at is None:
            yield (*told, "missed", "", "", "", "", "", "")
            continue
        c = found[at][1]
        wrong = [name for name, right in agreement(row, c).items() if not right]
        if wrong:
            yield (*told, " ".join(wrong), c.indicator, c.kind, c.measure, c.area, c.period, " ".join(c.rules))


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("facts", "sources", "scorer"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--raw", action="store_true")
    given = parser.parse_args()
    gold, documents = rows_of(given.facts / "figures.csv"), rows_of(given.facts / "documents.csv")
    areas, ids = areas_of(gold), {row["indicator_id"] for row in gold}
    if not given.raw:
        codes = {row["spelling"]: row["area"] for row in rows_of(PROJECT / "data" / "conversion" / "areas.csv")}
        gold = [row | {"area": codes.get(row["area"], row["area"])} for row in gold]
    kinds = {row["doc"]: row["kind"] for row in documents}
    found = readings(given.sources, documents, areas)

    def part(chosen: Callable[[str], bool]) -> tuple[list[Row], list[Reading]]:
        return [row for row in gold if chosen(row["doc"])], [reading for reading in found if chosen(reading[0])]

    def aside(doc: str) -> bool:
        return set_aside(doc, kinds[doc])

    if given.calibrate:
        calibrate(judged(*part(lambda doc: not aside(doc)), ids))
        print(f"written: {CALIBRATION.relative_to(PROJECT)}; run again to see what it promises")
        return
    groups: list[tuple[str, Callable[[str], bool]]] = [("all documents", lambda doc: True)]
    groups += [(kind, lambda doc, kind=kind: kinds[doc] == kind) for kind in sorted(set(kinds.values()))]  # type: ignore[misc]
    groups += [("five first reports", lambda doc: kinds[doc] not in ("work_report", "bulletin"))]
    groups += [("not set aside", lambda doc: not aside(doc)), ("set aside", aside)]
    for name, chosen in groups:
        labels, told = part(chosen)
        print(f"== {name}\n{scored(given.scorer, labels, told, ids)}")
    print("== confidence, documents set aside", *reliability(judged(*part(aside), ids)), sep="\n")
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        write(given.out / "readings.csv", COLUMNS, map(_row, found))
        columns = ("doc", "char_start", "indicator", "kind", "measure", "area", "value", "unit", "period", "wrong")
        columns += tuple(f"read_{name}" for name in ("indicator", "kind", "measure", "area", "period", "rules"))
        write(given.out / "differences.csv", columns, differences(gold, found))


if __name__ == "__main__":
    main()
