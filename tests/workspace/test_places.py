"""A row that names its own source and its place there: known in the file by its cell, stored with that place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from yardstick.workspace import Workspace
from yardstick.workspace.reviewing import Review

TINY = Path(__file__).parents[1] / "cli" / "installation"
HEAD = "indicator,area,period,value,unit,source,locator\n"
TWO = HEAD + "firms,420000,2023,21000,家,report,page 3\nfirms,410300,2023,1100,家,report,page 3\n"
FIRST, SECOND = "line 2, column value", "line 3, column value"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(TINY, tmp_path / "place"))
    Workspace.build(folder)
    return folder


def reviewed(place: Path, text: str) -> tuple[Workspace, Review]:
    workspace = Workspace.open(place)
    file = place / "a.csv"
    file.write_text(text, encoding="utf-8")
    return workspace, workspace.review(workspace.draft(file))


def held(place: Path) -> set[tuple[str, float, str, str]]:
    rows = Workspace.open(place).series(["firms"], ["420000", "410300"], ["value"])
    return {(r.area, r.value or 0.0, r.source, r.locator) for r in rows if r.period == "2023"}


def test_lines_are_known_by_their_cells(place: Path) -> None:
    _, review = reviewed(place, TWO)
    assert [line.address for line in review.lines()] == [FIRST, SECOND]
    line = review.line(SECOND)
    assert line is not None
    assert line.area == "410300"


def test_one_of_two_at_one_place_is_left_out(place: Path) -> None:
    workspace, review = reviewed(place, TWO)
    workspace.approve(review, author="tester", leave={FIRST})
    assert held(place) == {("410300", 1100.0, "report", "page 3")}


def test_what_is_found_of_one_is_not_said_of_the_other(place: Path) -> None:
    _, review = reviewed(place, TWO.replace("21000", "-5"))
    said = {line.address: [one.code for one in line.findings] for line in review.lines()}
    assert "negative" in said[FIRST]
    assert "negative" not in said[SECOND]


def test_a_figure_that_changes_at_its_place_takes_the_place_of_the_one_before(place: Path) -> None:
    row = "firms,420000,2022,21000,家,report,char:13-19\n"
    workspace, review = reviewed(place, HEAD + row)
    (line,) = review.lines()
    assert (line.change, line.before and line.before.value) == ("changed", 20000.0)
    number = workspace.approve(review, author="tester").id
    assert list(Workspace.open(place).store.difference(number)["kind"]) == ["changed"]  # nothing retracted
