"""Templates of the real data: read back as they were given out, they change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from yardstick.errors import StoreError
from yardstick.workspace import Workspace
from yardstick.workspace.blanks import AT_MOST, blanks


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_filled_template_that_is_read_back_changes_nothing(workspace: Workspace, tmp_path: Path, lang: str) -> None:
    indicators = [i for i in workspace.indicators_held(workspace.shown_areas) if not workspace.catalogue[i].derived]
    years = range(2019, 2025)
    asked = blanks(workspace, workspace.shown_areas, indicators, years, filled=True, lang=lang)
    held = sum(1 for each in asked if each.value is not None or each.obs_status == "M")
    assert held > 500
    path = tmp_path / "template.xlsx"
    path.write_bytes(workspace.template(workspace.shown_areas, indicators, years, filled=True, lang=lang))
    counts = {name: n for name, n in workspace.review(workspace.draft(path)).counts.items() if n}
    assert counts == {"unchanged": held, "blank": len(asked) - held}


def test_an_empty_template_names_what_is_asked_for(workspace: Workspace) -> None:
    rows = blanks(workspace, ["410300"], ["gdp", "high_tech_enterprises"], [2022, 2023], filled=False, lang="zh")
    told = [(each.indicator, each.area_name, each.period, each.value, each.units) for each in rows]
    assert told == [
        ("gdp", "洛阳", "2022", None, ("亿元", "元", "万元")),
        ("gdp", "洛阳", "2023", None, ("亿元", "元", "万元")),
        ("high_tech_enterprises", "洛阳", "2022", None, ("家", "万家")),
        ("high_tech_enterprises", "洛阳", "2023", None, ("家", "万家")),
    ]


def test_too_many_rows_are_told(workspace: Workspace) -> None:
    areas = [area.code for area in workspace.areas]
    with pytest.raises(StoreError, match=f"more than a template holds \\({AT_MOST}\\)"):
        blanks(workspace, areas, list(workspace.catalogue.indicators), list(range(1990, 2026)), filled=True, lang="zh")
