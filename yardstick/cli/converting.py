"""The conversion of collected facts, as a verb."""

from __future__ import annotations

from pathlib import Path

from yardstick.catalogue import load_catalogue
from yardstick.config import load_config
from yardstick.errors import InputError
from yardstick.ingest.facts.convert import convert as convert_facts


def convert(facts: Path, *, panels: Path, folder: Path) -> str:
    """Convert collected facts into the data folder of `folder`; return the counts. InputError with every problem."""
    config, problems = load_config(folder / "config.yaml")
    for place in (facts, panels):
        if not place.is_dir():
            problems.add(str(place), None, "", "the folder is missing")
    problems.raise_if_any()
    if config is None:
        raise InputError(problems)
    catalogue, found = load_catalogue(folder / config.paths.indicators)
    problems.extend(found)
    if catalogue is None:
        raise InputError(problems)
    converted, found = convert_facts(facts, panels, out=folder / config.paths.data, catalogue=catalogue)
    problems.extend(found)
    problems.raise_if_any()
    return "\n".join(f"{number:6d} {name}" for name, number in converted.counts().items())
