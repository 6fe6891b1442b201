"""The words of the project's own catalogue and areas, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from yardstick.catalogue import Catalogue, load_catalogue
from yardstick.ingest import read_areas
from yardstick.reader import Vocabulary

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def own_catalogue() -> Catalogue:
    catalogue, problems = load_catalogue(PROJECT / "indicators")
    assert catalogue is not None
    assert not list(problems)
    return catalogue


@pytest.fixture(scope="session")
def vocabulary(own_catalogue: Catalogue) -> Vocabulary:
    return Vocabulary.of(own_catalogue, read_areas(PROJECT / "data" / "areas.csv")[0])
