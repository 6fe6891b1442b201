"""How long it takes to read a table beside what others take: `python benchmarks/sheets.py [--csv ROWS] [--xlsx ROWS]`.

A long CSV (plain, then with every cell in quotes) from its bytes to sound figures, beside DuckDB's own `read_csv` of it
into a sorted table; a workbook from its bytes to a grid, beside calamine's bare read. Each is timed `--turns` times by
turns; the best of each counts, in seconds on the clock and in seconds of processor time (children included), which
tell more on a machine that does other things too.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import python_calamine
import xlsxwriter

from yardstick.catalogue import Catalogue
from yardstick.ingest.areas import read_areas
from yardstick.ingest.sheet.candidate import Setting
from yardstick.ingest.sheet.fast import read_bulk
from yardstick.ingest.sheet.layout import detect
from yardstick.ingest.sheet.opening import read_file
from yardstick.model import Source

ROOT = Path(__file__).resolve().parents[1]
HEADER = "indicator,area,period,value,unit"


def lines(rows: int, setting: Setting) -> list[str]:
    """So many figures, no two of one cell."""
    ids = [i for i, d in setting.catalogue.indicators.items() if d.formula is None and d.limits is None][:40]
    areas = [area.code for area in setting.areas]
    values = np.random.default_rng(1).integers(0, 10**7, rows) / 10
    out = [HEADER]
    for at, value in enumerate(values):
        place, indicator = divmod(at, len(ids))
        year, area = divmod(place, len(areas))
        unit = setting.catalogue.indicators[ids[indicator]].unit
        out.append(f"{ids[indicator]},{areas[area]},{1950 + year},{value},{unit}")
    return out


def workbook(path: Path, rows: list[str]) -> None:
    """The same as a workbook, values as numbers."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("figures")
    for at, row in enumerate(rows):
        for column, text in enumerate(row.split(",")):
            if at and column == 3:
                sheet.write_number(at, column, float(text))
            else:
                sheet.write_string(at, column, text)
    book.close()


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of processor time."""
    clock, processor = time.perf_counter(), _processor()
    work()
    return time.perf_counter() - clock, _processor() - processor


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def beside(what: str, other: Callable[[], object], ours: Callable[[], object], *, turns: int) -> None:
    """Time both by turns and print the best of each and their ratio."""
    times = [(spent(other), spent(ours)) for _ in range(turns)]
    for at, kind in enumerate(("clock", "processor")):
        theirs, own = (min(pair[side][at] for pair in times) for side in (0, 1))
        print(f"{what}, {kind}: {own:.2f} s beside {theirs:.2f} s, ratio {own / theirs:.2f}")


def sorted_by_duckdb(path: Path) -> None:
    """DuckDB's own read of a CSV into a sorted table."""
    with duckdb.connect() as store:
        store.execute(
            "CREATE TABLE t AS SELECT * FROM read_csv(?) ORDER BY indicator, area, period", [str(path)]
        )  # fmt: skip


def read_by_us(path: Path, rows: int, setting: Setting) -> None:
    """The file as sound figures."""
    (grid,), problems = read_file(path)
    layout = detect(grid, setting.names)
    assert not problems
    assert layout is not None
    assert read_bulk(grid, layout, setting).sound.num_rows == rows


def main() -> None:
    """Make the files and time them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--csv", type=int, default=1_000_000)
    parser.add_argument("--xlsx", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=5)
    said = parser.parse_args()
    areas, _ = read_areas(ROOT / "data/areas.csv")
    source = Source("s-1", "报表", "统计局", "department_report", None)
    setting = Setting(Catalogue.load(ROOT / "indicators"), areas, source, "a")
    with tempfile.TemporaryDirectory() as folder:
        text = lines(said.csv, setting)
        for name in ("plain", "quoted"):
            path = Path(folder) / f"{name}.csv"
            path.write_text("\n".join(text) + "\n" if name == "plain" else "".join(_quoted(row) for row in text))
            beside(
                f"{said.csv} rows of {name} CSV beside DuckDB", lambda at=path: sorted_by_duckdb(at),
                lambda at=path: read_by_us(at, said.csv, setting), turns=said.turns,
            )  # fmt: skip
        book = Path(folder) / "a.xlsx"
        workbook(book, lines(said.xlsx, setting))
        beside(
            f"{said.xlsx} rows of xlsx beside calamine",
            lambda: python_calamine.CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python(),
            lambda: read_file(book), turns=said.turns,
        )  # fmt: skip


def _quoted(row: str) -> str:
    return '"' + row.replace(",", '","') + '"\n'


if __name__ == "__main__":
    main()
