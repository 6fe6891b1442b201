"""A data set small enough to work out by hand, and a builder that takes parts of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from yardstick.model import Area, ChangeSet, Observation, Period, Source, Target
from yardstick.store import Store, build_store

PRECEDENCE = {
    "yearbook": 1,
    "bulletin": 1,
    "work_report": 2,
    "plan": 2,
    "department_report": 3,
    "press": 4,
    "compilation": 5,
}
GROWTH_IMPLIES = {"high_tech_enterprises": True, "gdp": False, "voucher_issued_amount": True}
AREAS = (
    Area("100000", "全国", "China", "country", ""),
    Area("420000", "湖北省", "Hubei", "province", "100000"),
    Area("500000", "重庆市", "Chongqing", "province", "100000"),
    Area("410300", "洛阳市", "Luoyang", "prefecture", "410000"),
    Area("411400", "商丘市", "Shangqiu", "prefecture", "410000"),
)
SOURCES = (
    Source("bulletin_2023", "公报2023", "统计局", "bulletin", dt.date(2024, 4, 1), confidence="official"),
    Source("plan_2023", "计划2023", "发改委", "plan", dt.date(2023, 3, 1), confidence="official"),
    Source("report_2023", "报告2023", "政府", "work_report", dt.date(2023, 1, 15), confidence="official (mirror)"),
    Source("yearbook_mirror", "年鉴", "出版社", "yearbook", dt.date(2025, 1, 1), confidence="secondary"),
    Source("undated", "旧闻", "报社", "press", None, signed=dt.date(2017, 2, 1)),
    Source("old_press", "更旧", "报社", "press", None),
)
CHANGE_SETS = (
    ChangeSet(1, "initial", "steward", dt.date(2026, 1, 1), "初始", "observations/a.csv", "0" * 64),
    ChangeSet(2, "correction", "steward", dt.date(2026, 2, 1), "更正", "corrections.yaml", "1" * 64),
)


def obs(
    indicator: str = "gdp", area: str = "410300", period: str = "2022", value: float | None = 1.0, **more: Any
) -> Observation:
    """An observation with everything that a test does not care for filled in."""
    settings: dict[str, Any] = {
        "measure": "value", "qualifier": "=", "unit": "cny_1e8", "obs_status": "A" if value is not None else "M",
        "source": "bulletin_2023", "locator": "char:10-20", "stated_value": "" if value is None else f"{value:g}",
    } | more  # fmt: skip
    return Observation(indicator=indicator, area=area, period=Period.parse(period), value=value, **settings)


def target(period: str = "2025", value: float = 6000.0, **more: Any) -> Target:
    """A target of Luoyang's GDP."""
    settings: dict[str, Any] = {"measure": "value", "operator": ">=", "unit": "cny_1e8", "kind": "plan"}
    settings |= {"source": "plan_2023", "locator": "char:5-9"} | more
    return Target(indicator="gdp", area="410300", period=Period.parse(period), value=value, **settings)


def build(folder: Path, *observations: Observation, **more: Any) -> Path:
    """Build a store of these observations, all of change set 1."""
    settings: dict[str, Any] = {
        "areas": AREAS, "sources": SOURCES, "change_sets": CHANGE_SETS, "precedence": PRECEDENCE,
        "growth_implies": GROWTH_IMPLIES, "observations": [(1, o) for o in observations],
    } | more  # fmt: skip
    return build_store(folder, **settings)


def store_of(folder: Path, *observations: Observation, **more: Any) -> Store:
    """Build and open."""
    build(folder, *observations, **more)
    return Store.open(folder)


LUOYANG_GDP = (
    obs(value=5386.2, locator="char:5335-5361"),
    obs(value=5675.2, source="plan_2023", obs_status="P"),
    obs(value=5675.0, source="yearbook_mirror"),
    obs(value=5800.0, source="report_2023", obs_status="E", qualifier="~"),
)
