"""The project's real data, opened; tests here only read."""

from __future__ import annotations

from pathlib import Path

import pytest

from yardstick.workspace import Workspace


@pytest.fixture(scope="session")
def workspace(installation: Path) -> Workspace:
    """The workspace on the session's installation."""
    return Workspace.open(installation)
