"""Any file ends in figures that it holds, or in words: `python benchmarks/fuzz_sheets.py --files 10000 [--first SEED]`.

Makes workbooks and tables at random, damages them, reads each as an import does and checks what came of it. Prints the
seed of a file that failed; nothing is stored. `--seconds` ends it earlier and says how far it came.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "ingest"))

from sheet_fuzz import tried  # noqa: E402

from yardstick.catalogue import Catalogue  # noqa: E402
from yardstick.ingest.areas import read_areas  # noqa: E402
from yardstick.ingest.sheet.candidate import Setting  # noqa: E402
from yardstick.model import Source  # noqa: E402


def main() -> int:
    """Try the files; 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    said = parser.parse_args()
    areas, _ = read_areas(ROOT / "data/areas.csv")
    source = Source("s-1", "报表", "统计局", "department_report", None)
    setting = Setting(Catalogue.load(ROOT / "indicators"), areas, source, "a")
    figures = refused = failed = tried_so_far = 0
    slowest, start = 0.0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(said.first, said.first + said.files):
            begun = time.perf_counter()
            if begun - start > said.seconds:
                break
            tried_so_far += 1
            try:
                stored, problems = tried(seed, Path(folder), setting)
                figures, refused = figures + stored, refused + bool(problems)
            except Exception:
                failed += 1
                print(f"seed {seed}", traceback.format_exc(), file=sys.stderr)
            slowest = max(slowest, time.perf_counter() - begun)
    spent = time.perf_counter() - start
    print(
        f"{tried_so_far} files in {spent:.0f} s, slowest {slowest:.2f} s: {figures} figures, {refused} files refused,"
    )
    print(f"{failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
