"""Times a whole import beside DuckDB: `python benchmarks/import_file.py [--rows 1000000] [--turns 3]`.

In one run and by turns: DuckDB's own `read_csv` of a CSV file of ROWS figures (indicator, area, period, value, unit)
into a table sorted by indicator, area and period, and the import of the same file into a copy of this installation:
read, its words placed, laid beside what is held, stored, published. Prints the wall and processor seconds of each part
and their ratio to DuckDB's. The wall time is what a steward waits; on a machine that has other work only the ratios of
processor time can be compared.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import itertools
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from yardstick.workspace import Workspace

PROJECT = Path(__file__).resolve().parents[1]
Spent = Callable[[Callable[[], object]], tuple[float, float]]
YEARS = range(1940, 2000)


def written(ground: Workspace, file: Path, rows: int) -> None:
    """A file of figures of this installation's indicators and areas, of years before its own, in no order."""
    stated = [i for i in ground.catalogue.indicators.values() if i.formula is None]
    cells = itertools.product(stated, [area.code for area in ground.areas], YEARS)
    chance = random.Random(1)
    lines = [
        (i.id, area, year, round(chance.uniform(0.1, min(1e5, _most(i.limits))), 2), i.unit)
        for i, area, year in itertools.islice(cells, rows)
    ]
    if len(lines) < rows:
        raise SystemExit(f"there are only {len(lines)} cells; ask for fewer rows")
    chance.shuffle(lines)
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("indicator", "area", "period", "value", "unit"))
        writer.writerows(lines)


def _most(limits: object) -> float:
    most = getattr(limits, "max", None)
    return 1e5 if most is None else float(most)


def imported(workspace: Workspace, file: Path, *, spent: Spent) -> list[tuple[float, float]]:
    """Import a file; the wall and processor seconds of reading, reviewing and storing it."""
    made: list[Any] = []
    return [
        spent(lambda: made.append(workspace.draft(file))),
        spent(lambda: made.append(workspace.review(made[0]))),
        spent(lambda: made.append(workspace.approve(made[1], author="timer"))),
    ]


def main() -> int:
    """Take turns; print a row each."""
    bare = importlib.import_module("import")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="yardstick-import-"))
    ratios: list[tuple[float, float]] = []
    try:
        first = folder / "installation"
        shutil.copytree(
            PROJECT / "data", first / "data", ignore=shutil.ignore_patterns("store", "documents", "*.duckdb")
        )
        shutil.copytree(PROJECT / "indicators", first / "indicators")
        shutil.copy2(PROJECT / "config.yaml", first)
        Workspace.build(first)
        file = folder / "figures.csv"
        written(Workspace.open(first), file, options.rows)
        print(
            "| figures | read_csv sorted, s | its CPU, s | read | beside | stored | all, s | CPU, s | ratio | of CPU |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|")
        for turn in range(options.turns):
            place = Path(shutil.copytree(first, folder / str(turn), symlinks=True))
            theirs = bare.spent(lambda to=place / "bare.duckdb": bare.theirs(file, to))
            workspace = Workspace.open(place)
            parts = imported(workspace, file, spent=bare.spent)
            wall, processor = (sum(part[which] for part in parts) for which in (0, 1))
            ratios.append((wall / theirs[0], processor / theirs[1]))
            row = (options.rows, *theirs, *(part[0] for part in parts), wall, processor, *ratios[-1])
            print(("| {:,} |" + " {:.2f} |" * 9).format(*row), flush=True)
            held = Workspace.open(place).status()["observations"]
            assert held == workspace.status()["observations"] + options.rows, held
            shutil.rmtree(place)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    wall, processor = (statistics.median(each) for each in zip(*ratios, strict=True))
    print(f"in the middle: {wall:.2f} times the wall time, {processor:.2f} times the CPU")
    return 0


if __name__ == "__main__":
    sys.exit(main())
