"""Limits, definitions that wait, and falls stated without a minus."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from yardstick.errors import InputError
from yardstick.workspace import Workspace
from yardstick.workspace.building import read_inputs

TINY = Path(__file__).parents[1] / "cli" / "installation"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small installation of one's own."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny", ignore=shutil.ignore_patterns("store", "*.duckdb")))


def edit(path: Path, before: str, after: str) -> None:
    """Replace a text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_level_outside_its_limits_is_a_problem_at_its_cell(folder: Path) -> None:
    with (folder / "indicators/enterprises/firms.yaml").open("a", encoding="utf-8") as file:
        file.write("limits: {min: 0, max: 1}\n")
    problems = [p for p in read_inputs(folder).problems if p.message == "outside the indicator's limits"]
    assert problems
    assert all(p.path.endswith("reports.csv") and p.line and p.key == "value" for p in problems)
    assert problems[0].expected == "from 0 to 1"


def test_rows_of_a_broken_definition_wait_and_are_not_called_unknown(folder: Path) -> None:
    edit(folder / "indicators/enterprises/firms.yaml", "unit: ", "unit: furlongs # ")
    problems = read_inputs(folder).problems
    assert {p.path for p in problems} <= {
        "indicators/enterprises/firms.yaml",
        "indicators/enterprises/firms_to_gdp.yaml",
    }
    with pytest.raises(InputError):
        Workspace.build(folder)


def test_fall_stated_without_a_minus_is_negative() -> None:
    path = Path(__file__).parents[2] / "data" / "observations" / "documents.csv"
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    fall = next(r for r in rows if r[:4] == ["patents_granted_all", "100000", "growth", "2022"])
    assert fall[6] == "-6.0"


def test_yearly_average_has_no_base_and_is_no_rival_of_the_whole_change() -> None:
    path = Path(__file__).parents[2] / "data" / "observations" / "documents.csv"
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    cell = [r for r in rows if r[:4] == ["gdp", "420000", "growth", "2003/2007"]]
    assert {(r[6], r[5]) for r in cell} == {("77.2", "2002"), ("12.1", "")}
