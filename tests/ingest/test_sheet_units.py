"""Which unit a figure is given where several are stated: the one nearest to it."""

from dataclasses import replace

import pytest
from ingest_tiny import ROOT

from yardstick.ingest.areas import read_areas
from yardstick.ingest.sheet.candidate import Setting
from yardstick.ingest.sheet.fast import read_bulk
from yardstick.ingest.sheet.grid import Grid
from yardstick.ingest.sheet.layout import detect
from yardstick.ingest.sheet.names import Mapping
from yardstick.ingest.sheet.rows import candidates
from yardstick.model import Source

OWN = Source("county-1", "报表", "统计局", "department_report", None)
TITLE = ["2023年主要指标（单位：亿元）"]


@pytest.fixture(scope="module")
def setting(catalogue):
    areas, problems = read_areas(ROOT / "data/areas.csv")
    assert not problems
    return Setting(catalogue, areas, OWN, "a.csv")


def read(setting, *rows, units=()):
    grid = Grid.of([list(row) for row in rows])
    setting = replace(setting, mapping=Mapping(units=dict(units)))
    layout = detect(grid, setting.names)
    found = candidates([(grid, layout)], setting)
    return grid, layout, setting, [(c.observation.stated_unit, c.observation.value) for c in found if c.observation]


@pytest.mark.parametrize(
    ("heading", "units", "stated"),
    [
        ("地区生产总值", {}, [("亿元", 5386.2)]),  # the line under the title
        ("地区生产总值（万元）", {}, [("万元", 0.53862)]),  # the heading knows better
        ("地区生产总值（万元）", {"": "元"}, [("万元", 0.53862)]),  # than one for the whole file too
        ("地区生产总值", {"gdp": "万元"}, [("万元", 0.53862)]),
    ],
)
def test_a_wide_table(setting, heading, units, stated):
    *_, found = read(setting, TITLE, ["地区", heading], ["洛阳", "5386.2"], units=units)
    assert found == stated


@pytest.mark.parametrize(
    ("heading", "cell", "stated"),
    [
        ("地区生产总值", "", ("亿元", 5386.2)),
        ("地区生产总值", "万元", ("万元", 0.53862)),
        ("地区生产总值（万元）", "", ("万元", 0.53862)),
        ("地区生产总值（万元）", "亿元", ("亿元", 5386.2)),
    ],
)
def test_a_long_table_either_way(setting, heading, cell, stated):
    heads = ["指标", "地区", "年份", "数值", "单位"]
    grid, layout, setting, _ = read(setting, TITLE, heads, [heading, "洛阳", "2023", "5386.2", cell])
    layout = replace(layout, fixed={**layout.fixed, "unit": "亿元"})
    assert [c.observation.stated_unit for c in candidates([(grid, layout)], setting)] == [stated[0]]
    bulk = read_bulk(grid, layout, setting).sound.to_pylist()
    assert [(row["stated_unit"], row["value"]) for row in bulk] == [stated]


def test_a_unit_for_the_file_is_for_figures_that_state_none(setting):
    heads = ["指标", "地区", "年份", "数值"]
    rows = [["地区生产总值（万元）", "洛阳", "2023", "53862000"], ["地区生产总值", "湖北", "2023", "55803.6"]]
    grid, layout, setting, found = read(setting, heads, *rows, units={"": "亿元"})
    assert found == [("万元", 5386.2), ("亿元", 55803.6)]
    assert [row["stated_unit"] for row in read_bulk(grid, layout, setting).sound.to_pylist()] == ["万元", "亿元"]
