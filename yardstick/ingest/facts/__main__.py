"""`python -m yardstick.ingest.facts FACTS_DIR --panels PANELS_DIR --out data/`: write data/ from the facts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from yardstick.catalogue import load_catalogue
from yardstick.ingest.facts.convert import convert


def main(arguments: list[str] | None = None) -> int:
    """Run the conversion; 0 when all went well, 1 when problems were found (each on stderr)."""
    parser = argparse.ArgumentParser(prog="python -m yardstick.ingest.facts", description=__doc__)
    parser.add_argument(
        "facts", type=Path, help="the folder with figures.csv, statistics.csv, documents.csv, sources.csv"
    )
    parser.add_argument("--panels", type=Path, required=True, help="the folder with the panels")
    parser.add_argument(
        "--texts", type=Path, help="the folder with the documents' texts (default: sources beside FACTS)"
    )
    parser.add_argument("--out", type=Path, default=Path("data"), help="the data folder to write (default: data)")
    parser.add_argument("--indicators", type=Path, default=Path("indicators"), help="the catalogue")
    options = parser.parse_args(arguments)
    catalogue, problems = load_catalogue(options.indicators)
    if catalogue is not None:
        converted, found = convert(
            options.facts,
            options.panels,
            texts=options.texts,
            out=options.out,
            catalogue=catalogue,
        )
        problems.extend(found)
        for name, number in converted.counts().items():
            sys.stdout.write(f"{number:6d} {name}\n")
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
