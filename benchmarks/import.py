"""Times what is accepted beside DuckDB: `python benchmarks/import.py [--rows 1000000] [--turns 3]`.

In one run and by turns: DuckDB's own `read_csv` of a file of ROWS figures into a table sorted by indicator, area and
period, and `accept` of the same figures, already parsed into a table, into a store that holds none. Prints the wall
time and the processor time of each turn, their ratios, and the middle of these. The wall time is what a reader waits;
on a machine that has other work only the ratios of processor time can be compared.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pyarrow.csv
from accept import figures, lay, said

from yardstick.store import Store, accept


def theirs(file: Path, to: Path) -> None:
    """DuckDB's own way: the CSV into a sorted table of a file, all of it on the disk."""
    with duckdb.connect(str(to)) as con:
        con.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{file}') ORDER BY indicator, area, period")
        con.execute("CHECKPOINT")


def spent(call: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - wall, time.process_time() - processor


def main() -> int:
    """Take turns; print a row each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="yardstick-import-"))
    ratios: list[tuple[float, float]] = []
    try:
        values = np.random.default_rng(1).integers(0, 10**7, options.rows) / 10
        table = figures(options.rows, values=values)
        file = folder / "figures.csv"
        pyarrow.csv.write_csv(table, file)
        print("| figures | read_csv sorted, s | its CPU, s | accept, s | its CPU, s | ratio | ratio of CPU |")
        print("|---|---|---|---|---|---|---|")
        for turn in range(options.turns):
            place = folder / str(turn)
            lay(place, rows=options.rows)
            bare, bare_cpu = spent(lambda to=place / "bare.duckdb": theirs(file, to))
            ours, ours_cpu = spent(lambda to=place: accept(to, said("timer"), rows=table))
            ratios.append((ours / bare, ours_cpu / bare_cpu))
            row = (options.rows, bare, bare_cpu, ours, ours_cpu, *ratios[-1])
            print("| {:,} | {:.2f} | {:.2f} | {:.2f} | {:.2f} | {:.2f} | {:.2f} |".format(*row), flush=True)
            store = Store.open(place)
            store.verify()
            store.close()
            shutil.rmtree(place)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    wall, processor = (statistics.median(each) for each in zip(*ratios, strict=True))
    print(f"in the middle: {wall:.2f} times the wall time, {processor:.2f} times the CPU")
    return 0


if __name__ == "__main__":
    sys.exit(main())
