"""Periods, places and areas in words."""

from __future__ import annotations

import pytest

from yardstick.workspace import Workspace


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("2022", "2022年", "2022"),
        ("2019-S1", "2019年上半年", "H1 2019"),
        ("2019-S2", "2019年下半年", "H2 2019"),
        ("2019-Q1", "2019年一季度", "Q1 2019"),
        ("2019-Q4", "2019年四季度", "Q4 2019"),
        ("2019-04", "2019年4月", "Apr 2019"),
        ("2016-01/2016-10", "2016年1—10月", "Jan–Oct 2016"),
        ("2016/2020", "2016—2020年", "2016–2020"),
        ("2016/2016", "2016年", "2016"),
        ("2022-10/2025-10", "2022年10月—2025年10月", "Oct 2022–Oct 2025"),
        ("nonsense", "nonsense", "nonsense"),
    ],
)
def test_period(workspace: Workspace, code: str, zh: str, en: str) -> None:
    assert workspace.period_name(code, "zh") == zh
    assert workspace.period_name(code, "en") == en


def test_area_has_its_short_name(workspace: Workspace) -> None:
    assert workspace.area_name("410300", "zh") == "洛阳"
    assert workspace.area_name("420000", "en") == "Hubei"
    assert workspace.area_name("999999", "zh") == "999999"


def test_place(workspace: Workspace) -> None:
    assert workspace.place_name("char:12-20", "en") == "characters 12–20"
    assert workspace.place_name("row:500000/gdp/2020", "zh") == "表中行 500000/gdp/2020"
