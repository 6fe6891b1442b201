"""A tiny data folder by hand, on the project's own catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from ingest_tiny import AREAS, CHANGE_SETS, OBSERVATIONS, ROOT, ROW, SOURCES

from yardstick.catalogue import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The project's catalogue."""
    loaded, problems = load_catalogue(ROOT / "indicators")
    assert loaded is not None, [str(p) for p in problems]
    return loaded


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A sound data folder with one observation."""
    folder = tmp_path / "data"
    (folder / "observations").mkdir(parents=True)
    (folder / "targets").mkdir()
    (folder / "areas.csv").write_text(AREAS, encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (folder / "change_sets.yaml").write_text(CHANGE_SETS, encoding="utf-8")
    (folder / "observations/a.csv").write_text(OBSERVATIONS + ROW, encoding="utf-8")
    return folder
