"""An installation of a few rows, copied for each test; built once where a test only reads."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from yardstick.cli.app import app

HERE = Path(__file__).parent
Run = Callable[..., Result]


def run_in(folder: Path, *words: str) -> Result:
    """Run a verb on the installation in `folder`; a traceback is never an answer."""
    result = CliRunner().invoke(app, [*words, "--folder", str(folder)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installation with its store built, to be copied."""
    folder = tmp_path_factory.mktemp("built") / "installation"
    shutil.copytree(HERE / "installation", folder)
    assert run_in(folder, "build").exit_code == 0
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a verb on a fresh copy, the current folder; problems name its files relative to it. There is no store yet."""
    return _entered(HERE / "installation", tmp_path, monkeypatch)


@pytest.fixture
def built(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """As `run`, with the store built."""
    return _entered(template, tmp_path, monkeypatch)


def _entered(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    folder = tmp_path / "installation"
    shutil.copytree(original, folder, symlinks=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "240")
    return lambda *words: run_in(Path(), *words)
