"""Any document ends in its text or in words: `python benchmarks/fuzz_documents.py --files 2000 [--first SEED]`.

Makes texts, web pages, .docx and PDFs at random, damages them and takes the plain text of each as the reader does.
Prints the seed of a file that failed, and what became of the others by form. A file that takes longer than its limit
and a second counts as failed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path.insert(0, str(TESTS))
sys.path.insert(0, str(TESTS / "ingest"))

from text_fuzz import tried  # noqa: E402

from yardstick.ingest.apart import Limits  # noqa: E402


def main() -> int:
    """Try the files; 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=20.0, help="limit of one file")
    said = parser.parse_args()
    outcomes: Counter[tuple[str, str]] = Counter()
    failed, slowest, start = 0, 0.0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(said.first, said.first + said.files):
            begun = time.perf_counter()
            try:
                outcomes[tried(seed, Path(folder), limits=Limits(seconds=said.seconds))] += 1
                assert time.perf_counter() - begun < said.seconds + 1, "it took longer than its limit"
            except Exception:
                failed += 1
                print(f"seed {seed}", traceback.format_exc(), file=sys.stderr)
            slowest = max(slowest, time.perf_counter() - begun)
    for (form, outcome), count in sorted(outcomes.items(), key=lambda item: (item[0][0], -item[1])):
        print(f"{form:5} {count:6} {outcome}")
    spent = time.perf_counter() - start
    read = sum(count for (_, outcome), count in outcomes.items() if outcome == "read")
    refused = sum(outcomes.values()) - read
    print(
        f"{said.files} files in {spent:.0f} s, slowest {slowest:.2f} s: {read} read, {refused} refused, {failed} failed"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
