"""The way by columns gives what the way by cells gives, row for row."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_tiny import ROOT

from yardstick.ingest.areas import read_areas
from yardstick.ingest.sheet.candidate import Setting
from yardstick.ingest.sheet.fast import SCHEMA, is_long, read_bulk
from yardstick.ingest.sheet.grid import Grid
from yardstick.ingest.sheet.layout import detect
from yardstick.ingest.sheet.rows import candidates
from yardstick.model import Source

HEADER = ["indicator", "area", "period", "value", "unit"]
SOURCE = Source("county-1", "报表", "统计局", "department_report", None)


@pytest.fixture(scope="module")
def setting(catalogue):
    areas, problems = read_areas(ROOT / "data/areas.csv")
    assert not problems
    return Setting(catalogue, areas, SOURCE, "a.csv")


def same(grid, setting):
    layout = detect(grid, setting.names)
    assert is_long(layout)
    slow = candidates([(grid, layout)], setting)
    fast = read_bulk(grid, layout, setting)
    assert fast.sound.schema == SCHEMA
    names = [name for name in SCHEMA.names if name not in ("row", "period")]
    expected = [
        {name: getattr(c.observation, name) for name in names} | {"row": c.row, "period": c.period}
        for c in slow
        if c.observation is not None
    ]
    assert fast.sound.to_pylist() == [{name: row[name] for name in SCHEMA.names} for row in expected]
    assert list(fast.told) == [c for c in slow if c.problems or c.missing]
    return fast


WORDS = (
    st.sampled_from(["gdp", "地区生产总值（亿元）", "高企", "高新技术企业增长率", "urbanization_rate", "什么", ""]),
    st.sampled_from(["410300", "洛阳", "湖北", "某地", ""]),
    st.sampled_from(["2023", "2023年", "2024Q1", "去年", ""]),
    st.one_of(
        st.sampled_from(["1610", "1,610", "-3", "0", "007", "—", "", "1.2万", "12家", " 5 ", "1e5", "1610①", "3-5", "x",
                         "0.1", "100", "100.5", "1234567890.12345678", "５"]),
        st.decimals(-(10**9), 10**9, places=3).map(str),
    ),
    st.sampled_from(["家", "万家", "亿元", "万元", "元", "%", "", "箩筐"]),
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(rows=st.lists(st.tuples(*WORDS), max_size=12))
def test_any_rows(setting, rows):
    same(Grid.of([HEADER, *map(list, rows)]), setting)


def test_plain_rows_need_no_slow_way(setting):
    rows = [["gdp", "410300", str(year), f"{year}.5", "亿元"] for year in range(2000, 2024)]
    fast = same(Grid.of([HEADER, *rows]), setting)
    assert fast.told == ()
    assert fast.sound.num_rows == 24


def test_the_text_is_scaled_and_not_the_float(setting):
    fast = same(Grid.of([HEADER, ["高企", "湖北", "2022", "2.0147", "万家"]]), setting)
    assert fast.sound["value"].to_pylist() == [20147.0]


def test_of_two_rows_for_one_figure_the_later_is_refused(setting):
    row = ["gdp", "410300", "2023", "1", "亿元"]
    fast = same(Grid.of([HEADER, row, row, ["gdp", "洛阳", "2023", "1①", "亿元"]]), setting)
    assert fast.sound.num_rows == 1
    assert [c.problems[0].message for c in fast.told] == ["duplicate figure"] * 2


def test_a_sheet_with_hidden_and_merged_cells(setting):
    grid = Grid.of([HEADER, *(["gdp", "410300", str(y), "1", "亿元"] for y in (2020, 2021, 2022))], name="表")
    same(replace(grid, lines=(), hidden_rows=frozenset({3}), merged=((2, 1, 2, 1),)), setting)


def test_no_rows(setting):
    assert read_bulk(Grid.of([HEADER]), replace(detect(Grid.of([HEADER]), setting.names)), setting).told == ()
