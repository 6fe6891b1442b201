"""The project's real data, opened; tests here only read."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from yardstick.workspace import Workspace


@pytest.fixture(scope="session")
def workspace(installation: Path) -> Workspace:
    """The workspace on the session's installation."""
    return Workspace.open(installation)


SMALL = Path(__file__).parents[1] / "cli" / "installation"


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, str]], Workspace]:
    """Opens the small installation after texts were added to the ends of files in its data folder."""

    def grow(added: Mapping[str, str]) -> Workspace:
        folder = tmp_path_factory.mktemp("grown") / "installation"
        shutil.copytree(SMALL, folder)
        for name, text in added.items():
            with (folder / "data" / name).open("a", encoding="utf-8") as file:
                file.write(text)
        Workspace.build(folder)
        return Workspace.open(folder)

    return grow


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small installation, built. Read it only; `place` is a copy to change."""
    folder = tmp_path_factory.mktemp("small") / "built"
    shutil.copytree(SMALL, folder)
    Workspace.build(folder)
    return folder


@pytest.fixture
def place(small_built: Path, tmp_path: Path) -> Path:
    """A copy of the small installation that a test may change."""
    return Path(shutil.copytree(small_built, tmp_path / "place", symlinks=True))
