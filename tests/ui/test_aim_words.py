"""What is said of a target in a row and on a tile, on the project's own data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from yardstick.i18n import words
from yardstick.ui import aim_chips, aim_panel, aims
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


def chip(ws: Workspace, lang: str, area: str, indicator: str) -> tuple[str, str]:
    """Words and address beside the tile of an indicator of the overview."""
    tile = next(t for t in ws.tiles((area,)) if t.indicator == indicator)
    return aim_chips.chip(desk(ws, lang), (area,), tile)


def test_a_tile_with_two_targets_of_one_year_shows_the_one_not_met_and_counts_both(ws: Workspace) -> None:
    words, address = chip(ws, "en", "500000", "high_tech_enterprises")
    assert words == "∅ due, final figure not out · 2025 >10,000 enterprises (1 of 2 met)"
    assert firms(ws, "2025", "annual").id in address
    assert chip(ws, "zh", "500000", "high_tech_enterprises")[0] == "∅ 到期，期末数未出 · 2025年 >10,000家（达到1/2）"


def test_a_tile_names_growth(ws: Workspace) -> None:
    target = next(j for j in ws.judged(["420000"]) if (j.indicator, j.measure, j.period) == ("gdp", "growth", "2025"))
    assert aims.measured(desk(ws, "en"), target) == "growth ≈6%"
    assert aims.measured(desk(ws, "zh"), target) == "增长≈6%"


def test_the_hover_of_a_figure_counted_early_names_the_day(ws: Workspace) -> None:
    target = firms(ws, "2025", "annual")
    early = next(p for p in target.points if p.period == "2025")
    assert early.day == dt.date(2025, 10, 15)
    assert aim_panel._mark(desk(ws, "en"), target, early).hover.startswith("2025 · by 15 Oct 2025\n9,123 enterprises\n")
    whole = next(p for p in target.points if p.period == "2024")
    assert aim_panel._mark(desk(ws, "zh"), target, whole).hover.startswith("2024年\n8,837家\n")


@pytest.mark.parametrize(("share", "said"), [(None, "—"), (1.01, "101%"), (46.06, ">1000%"), (-12.0, "<-1000%")])
def test_a_share_of_a_way_next_to_none_is_only_bounded(share: float | None, said: str) -> None:
    assert aims.percent(share) == said


def test_of_several_targets_the_hardest_comes_first(ws: Workspace) -> None:
    for area in ("370000", "371300", "410000", "410300", "420000", "500000"):
        for tile in ws.tiles((area,)):
            found = aim_chips.beside(desk(ws, "en"), (area,), tile)
            order = [aim_chips.HARDEST.index(j.verdict.status) for j in found]
            assert order == sorted(order)
            assert len({j.year for j in found}) <= 1
            assert ("met)" in aim_chips.words(desk(ws, "en"), found)) == (len(found) > 1) if found else True
