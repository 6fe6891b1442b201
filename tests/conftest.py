"""One installation for the whole test session: the project's own definitions and data, its store built once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from yardstick.workspace import Workspace

PROJECT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns("store", "documents", "yardstick.duckdb", "*.duckdb.*")
"""Built files and documents of this machine: a test must not depend on them."""


def lay(folder: Path) -> None:
    """Copy what an installation consists of into `folder` and build its store."""
    shutil.copy2(PROJECT / "config.yaml", folder / "config.yaml")
    shutil.copytree(PROJECT / "indicators", folder / "indicators")
    shutil.copytree(PROJECT / "data", folder / "data", ignore=LEFT_OUT)
    Workspace.build(folder)


def built_once(shared: Path) -> Path:
    """The installation below `shared`; whichever worker comes first builds it, the others wait."""
    folder, done = shared / "installation", shared / "installation.built"
    with FileLock(shared / "installation.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            lay(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built installation with the project's real data. Read it only; see `own_installation` for changes."""
    base = tmp_path_factory.getbasetemp()
    return built_once(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(scope="module")
def own_installation(installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Path]]:
    """Makes copies of the installation that a test may change."""
    made: list[Path] = []

    def copy() -> Path:
        folder = tmp_path_factory.mktemp("own") / "installation"
        made.append(Path(shutil.copytree(installation, folder, symlinks=True)))
        return folder

    yield copy
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)


SLOW = (
    "tests/checks/test_checks_invariance.py",
    "tests/checks/test_findings_asked.py",
    "tests/cli/",
    "tests/workspace/",
    "tests/ingest/test_ingest_collected.py",
    "tests/ingest/test_ingest_dataset.py",
    "tests/ingest/test_sheet_archive.py",
    "tests/ingest/test_sheet_beside.py",
    "tests/ingest/test_sheet_fast.py",
    "tests/ingest/test_sheet_grid.py",
    "tests/ingest/test_sheet_xls.py",
    "tests/ingest/test_text_forms.py",
    "tests/ingest/test_text_fuzz.py",
    "tests/ingest/test_text_refused.py",
    "tests/i18n/test_translations.py",
    "tests/store/",
    "tests/normalise/test_over_time.py",
    "tests/normalise/test_position.py",
    "tests/targets/test_properties.py",
    "tests/ui/test_aim_words.py",
)
"""Tests that build stores, start processes, walk the whole data or try many cases: left out of `make check`."""
APART = {"browser": "tests/browser/", "page": "tests/pages/", "slow": SLOW}
"""Where the tests of a mark stand."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not so much as import what the marks asked for leave out."""
    said = config.getoption("markexpr")
    place = _place(collection_path)
    return any(f"not {mark}" in said and place.startswith(where) for mark, where in APART.items()) or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow ones by where they stand."""
    for item in items:
        place = _place(item.path)
        if place.startswith("tests/pages/"):
            item.add_marker("page")
        elif place.startswith(SLOW):
            item.add_marker("slow")


def _place(path: Path) -> str:
    place = path.relative_to(PROJECT).as_posix() if path.is_relative_to(PROJECT) else path.as_posix()
    return f"{place}/" if path.is_dir() else place
