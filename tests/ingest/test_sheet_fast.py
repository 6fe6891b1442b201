"""The way by columns gives what the way by cells gives, row for row."""

import datetime as dt
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
from yardstick.ingest.sheet.opening import read_file
from yardstick.ingest.sheet.rows import candidates
from yardstick.model import Source

HEADER = ["indicator", "area", "period", "value", "unit"]
SOURCE = Source("county-1", "报表", "统计局", "department_report", None)

OTHER = Source("yb-1", "年鉴", "统计局", "yearbook", None)
BESIDE = {
    "measure": ["", "new", "growth", "大小"],
    "qualifier": ["", "=", ">", "≥", "以上", "range", "许多"],
    "value_high": ["", "", "2000", "1,700", "—", "1e9", "150"],
    "obs_status": ["", "A", "P", "E", "I", "m", "初步数", "预计", "未公布", "尚可"],
    "missing_reason": ["", "", "", "not_published", "未统计", "忘了"],
    "base_period": ["", "2015", "2015年", "从前"],
    "as_of": ["", "2023-12-31", "2023年12月31日", "2023-13-01"],
    "source": ["", "yb-1", "county-1", "某市统计年鉴"],
    "locator": ["", "row:1", "row:2"],
    "note": ["", "年末数", " 初步 "],
}


@pytest.fixture(scope="module")
def setting(catalogue):
    areas, problems = read_areas(ROOT / "data/areas.csv")
    assert not problems
    return Setting(catalogue, areas, SOURCE, "a.csv", sources={"yb-1": OTHER})


def same(grid, setting):
    layout = detect(grid, setting.names)
    assert is_long(layout)
    slow = candidates([(grid, layout)], setting)
    fast = read_bulk(grid, layout, setting)
    assert fast.sound.schema == SCHEMA
    names = [name for name in SCHEMA.names if name not in ("row", "period", "said_source")]
    expected = [
        {name: getattr(c.observation, name) for name in names}
        | {"row": c.row, "period": c.period, "said_source": c.said_source}
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


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_rows_with_more_beside_the_figure(setting, data):
    extra = data.draw(st.lists(st.sampled_from(list(BESIDE)), unique=True, min_size=1))
    plain = st.tuples(*(st.sampled_from(words) for words in (
        ["gdp", "高企", "urbanization_rate"], ["410300", "洛阳", "某地"], ["2023", "2022/2023", "2024-01/2024-10"],
        ["1610", "1", "100.5", "—", "", "1610①", "3-5"], ["家", "亿元", "%"],
    )))  # fmt: skip
    row = st.tuples(plain, st.tuples(*(st.sampled_from(BESIDE[role]) for role in extra)))
    rows = data.draw(st.lists(row, max_size=8))
    same(Grid.of([[*HEADER, *extra], *([*a, *b] for a, b in rows)]), setting)


def test_whole_columns_beside_the_figures_need_no_slow_way(setting):
    header = [*HEADER, "value_high", "qualifier", "obs_status", "base_period", "as_of", "source", "locator", "note"]
    rows = [
        ["gdp", "410300", "2023", "5481.6", "亿元", "", ">", "E", "2015", "2023-12-31", "yb-1", "row:7", "初"],
        ["gdp", "410300", "2022", "1", "万亿元", "1.2", "range", "初步数", "", "", "年鉴", "row:8", ""],
        ["voucher_redeemed_amount", "410300", "2016-01/2016-10", "1002.52", "万元", "", "", "", "", "", "", "", ""],
    ]
    fast = same(Grid.of([header, *rows]), setting)
    assert fast.told == ()
    assert fast.sound["value_high"].to_pylist() == [None, 12000.0, None]
    assert fast.sound["stated_value"].to_pylist() == ["5481.6", "1–1.2", "1002.52"]
    assert fast.sound["obs_status"].to_pylist() == ["E", "P", "P"]
    assert fast.sound["source"].to_pylist() == ["yb-1", "county-1", "county-1"]
    assert fast.sound["locator"].to_pylist() == ["row:7", "line 3, column value", "line 4, column value"]
    assert fast.sound["note"].to_pylist() == ["初", "来源：年鉴", ""]
    assert fast.sound["as_of"].to_pylist() == [dt.date(2023, 12, 31), None, None]


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


def test_how_far_it_is_is_told(setting, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("\n".join([",".join(HEADER), "gdp,410300,2023,1①,亿元", "gdp,410300,2022,1,亿元"]))
    shares = []
    (grid,), _ = read_file(path, progress=shares.append)
    assert (shares, shares[-1]) == (sorted(shares), 1.0)
    shares.clear()
    read_bulk(grid, detect(grid, setting.names), setting, progress=shares.append)
    assert (shares, shares[-1]) == (sorted(shares), 1.0)
