"""What is said of a target in a row and on a tile, on the project's own data."""

from __future__ import annotations

from pathlib import Path

import pytest

from yardstick.i18n import words
from yardstick.ui import aims
from yardstick.ui.session import Desk
from yardstick.workspace import JudgedTarget, Workspace


@pytest.fixture(scope="module")
def ws(installation: Path) -> Workspace:
    return Workspace.open(installation)


def desk(ws: Workspace, lang: str) -> Desk:
    """A reader's desk without an address."""
    return Desk(lang, words(lang), ws, None)  # type: ignore[arg-type]


def firms(ws: Workspace, period: str, kind: str) -> JudgedTarget:
    """Chongqing's target of high-tech enterprises."""
    same = (j for j in ws.judged(["500000"]) if (j.indicator, j.period) == ("high_tech_enterprises", period))
    return next(j for j in same if j.kind == kind)


def test_a_row_names_the_day_of_a_figure_counted_before_its_period_ended(ws: Workspace) -> None:
    target = firms(ws, "2025", "annual")
    assert aims.actual(desk(ws, "en"), target) == "9,123 enterprises by 15 Oct 2025"
    assert aims.actual(desk(ws, "zh"), target) == "9,123家（截至2025年10月15日）"
    assert "9,123 enterprises by 15 Oct 2025 → >10,000 enterprises (2025)" in aims.told(desk(ws, "en"), target)


def test_a_row_names_the_period_of_a_figure_of_its_end(ws: Workspace) -> None:
    assert aims.actual(desk(ws, "en"), firms(ws, "2024", "annual")) == "8,837 enterprises (2024)"
