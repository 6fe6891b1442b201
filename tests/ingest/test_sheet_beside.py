"""What stands beside a figure is read with it: status, bound, reason, base, day, source, place and remark."""

import io
from dataclasses import replace

import pandas as pd
import pytest
from ingest_tiny import ROOT

from yardstick.exports import Blank, csv_bytes, template
from yardstick.ingest.areas import read_areas
from yardstick.ingest.linking import References
from yardstick.ingest.observations import COLUMNS, read_observations
from yardstick.ingest.sheet.beside import day_of, qualifier_of, reason_of, status_of
from yardstick.ingest.sheet.candidate import Setting
from yardstick.ingest.sheet.delimited import read_delimited
from yardstick.ingest.sheet.fast import read_bulk
from yardstick.ingest.sheet.grid import Grid
from yardstick.ingest.sheet.layout import detect
from yardstick.ingest.sheet.opening import read_file
from yardstick.ingest.sheet.rows import candidates
from yardstick.ingest.sources import read_sources
from yardstick.model import Observation, Period, Source

OWN = Source("county-1", "报表", "统计局", "department_report", None)
YEARBOOK = Source("yb-1", "年鉴", "统计局", "yearbook", None)
QUERY = ("area", "indicator", "measure", "period", "value", "value_high", "qualifier", "unit", "obs_status", "source",
         "locator")  # fmt: skip


@pytest.fixture(scope="module")
def setting(catalogue):
    areas, problems = read_areas(ROOT / "data/areas.csv")
    assert not problems
    return Setting(catalogue, areas, OWN, "a.csv", sources={"yb-1": YEARBOOK})


def read(setting, *rows):
    """The candidates of rows of cells by their headings, each with what it leaves out empty."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    grid = Grid.of([heads, *([row.get(head, "") for head in heads] for row in rows)])
    return candidates([(grid, detect(grid, setting.names))], setting)


def one(setting, **cells):
    row = {"indicator": "gdp", "area": "洛阳", "period": "2023", "value": "12", "unit": "亿元"} | cells
    return read(setting, row)[0]


@pytest.mark.parametrize(
    ("said", "code"),
    [("", ""), ("A", "A"), ("p", "P"), ("初步数", "P"), ("预计", "E"), ("M", "M"), ("未公布", "M"), ("?", None),
     ("I", None)],
)  # fmt: skip
def test_a_status_by_code_or_word(said, code):
    assert status_of(said) == code


@pytest.mark.parametrize(
    ("reader", "said", "code"),
    [
        (reason_of, "not_published", "not_published"),
        (reason_of, "未统计", "not_collected"),
        (reason_of, "忘了", None),
        (qualifier_of, "≥", ">="),
        (qualifier_of, "以上", ">="),
        (qualifier_of, "超过", ">"),
        (qualifier_of, "很多", None),
        (day_of, "2024-12-31 00:00:00", "2024-12-31"),
        (day_of, "截至2024年3月1日", "2024-03-01"),
        (day_of, "2024-13-01", None),
    ],
)
def test_other_words(reader, said, code):
    assert reader(said) == code


def test_headings_in_chinese(setting):
    said = {"状态": "预计", "基期": "2015年", "截至": "2023-12-31", "来源": "yb-1", "备注": "不含伊滨", "符号": "约"}
    o = one(setting, **said).observation
    assert (o.obs_status, o.base_period, str(o.as_of), o.source) == ("E", "2015", "2023-12-31", "yb-1")
    assert (o.note, o.qualifier) == ("不含伊滨", "~")


def test_a_source_in_words_is_kept_in_the_note(setting):
    found = one(setting, 来源="某市统计年鉴", 备注="年末数", value="12①")
    assert (found.observation.source, found.said_source) == ("county-1", "某市统计年鉴")
    assert found.observation.note == "年末数；①；来源：某市统计年鉴"


def test_a_place_counts_only_in_a_source_that_is_known(setting):
    assert one(setting, source="yb-1", locator="row:7").observation.locator == "row:7"
    assert one(setting, source="?", locator="row:7").observation.locator == "line 2, column value"
    assert one(setting, locator="row:7").observation.locator == "line 2, column value"


def test_two_sources_may_say_one_figure_and_one_source_only_once(setting):
    row = {"indicator": "gdp", "area": "洛阳", "period": "2023", "value": "12", "unit": "亿元"}
    found = read(setting, row | {"source": "yb-1"}, row | {"source": ""}, row | {"source": "yb-1"})
    assert [c.refused for c in found] == [False, False, True]


@pytest.mark.parametrize(
    ("cells", "where", "message", "found"),
    [
        ({"obs_status": "尚可"}, "obs_status", "unknown status", "尚可"),
        ({"obs_status": "I"}, "obs_status", "unknown status", "I"),
        ({"missing_reason": "忘了", "value": ""}, "missing_reason", "unknown reason for a missing value", "忘了"),
        ({"as_of": "年末"}, "as_of", "not a date", "年末"),
        ({"base_period": "从前"}, "base_period", "not a period", "从前"),
        ({"qualifier": "很多"}, "qualifier", "unknown qualifier", "很多"),
        ({"measure": "大小"}, "value", "unknown measure", "大小"),
        ({"value_high": "许多"}, "value", "a range has two ends, any other figure one", "许多"),
        ({"value_high": "<15"}, "value", "a range has two ends, any other figure one", "<15"),
        ({"value_high": "15", "value": ""}, "value", "a range has two ends, any other figure one", "15"),
        ({"value": ">3", "qualifier": "<"}, "value", "two bounds that contradict each other", "<"),
        ({"missing_reason": "未公布"}, "value", "only a missing value (status M) has a reason", "not_published"),
        ({"obs_status": "M"}, "value", "a missing value has a value", "12"),
        ({"obs_status": "P", "missing_reason": "未公布", "value": ""}, "value",
         "only a missing value (status M) has a reason", "未公布"),
    ],
)  # fmt: skip
def test_a_word_that_does_not_fit_is_told_at_its_cell(setting, cells, where, message, found):
    told = one(setting, **cells)
    assert told.refused
    problem = told.problems[0]
    assert (problem.line, problem.key, problem.message, problem.found) == (2, f"line 2, column {where}", message, found)


@pytest.mark.parametrize(
    ("cells", "reason", "mark"),
    [
        ({"obs_status": "M", "missing_reason": "not_collected"}, "not_collected", "not_collected"),
        ({"missing_reason": "未公布"}, "not_published", "未公布"),
        ({"状态": "未公布"}, "not_published", "未公布"),
        ({"obs_status": "M"}, "to_be_verified", "M"),
        ({"value": "—", "missing_reason": "不可比"}, "not_comparable", "—"),
    ],
)
def test_missing_with_its_reason(setting, cells, reason, mark):
    found = one(setting, **{"value": "", **cells})
    assert (found.observation.obs_status, found.observation.missing_reason, found.missing) == ("M", reason, mark)
    assert found.observation.note == ("—" if mark == "—" else "")


@pytest.mark.parametrize(
    ("indicator", "measure", "period", "status"),
    [
        ("gdp", "value", "2024年1—10月", "P"),
        ("gdp", "value", "2024Q1", "P"),
        ("gdp", "value", "2024", "A"),
        ("gdp", "growth", "2021/2024", "A"),
        ("high_tech_enterprises", "value", "2024-06", "A"),
        ("high_tech_enterprises", "new", "2024-06", "P"),
    ],
)
def test_what_came_about_in_a_part_of_a_year_is_provisional(setting, indicator, measure, period, status):
    unit = "%" if measure == "growth" else "家" if indicator.startswith("high") else "亿元"
    cells = {"indicator": indicator, "measure": measure, "period": period, "unit": unit}
    assert one(setting, **cells).observation.obs_status == status
    assert one(setting, **cells, obs_status="A").observation.obs_status == "A"
    assert one(replace(setting, status="E"), **cells).observation.obs_status == "E"


ROWS = [
    Observation("gdp", "410300", "value", Period.parse("2023"), 5481.6, "=", "cny_1e8", "A", "yb-1", "row:1"),
    Observation("gdp", "410300", "value", Period.parse("2024-01/2024-10"), 40.0, ">", "cny_1e8", "P", "yb-1", "row:2"),
    Observation("gdp", "420000", "value", Period.parse("2023"), 5.0, "~", "cny_1e8", "E", "county-1", "row:3"),
    Observation("gdp", "420000", "growth", Period.parse("2023"), 5.0, "range", "percent", "A", "yb-1", "row:4", 6.5),
    Observation("gdp", "420000", "growth", Period.parse("2016/2020"), -0.5, "<=", "percent", "A", "yb-1", "row:5"),
    Observation("gdp", "420000", "value", Period.parse("2022"), None, "=", "cny_1e8", "M", "yb-1", "row:6",
                missing_reason="not_published", note="-待补"),
    Observation("gdp", "500000", "multiple", Period.parse("2023"), 1.9, "=", "times", "A", "yb-1", "row:7",
                base_period="2017", note="=比值；年均"),
]  # fmt: skip


def plain(o):
    return replace(o, stated_value="", stated_unit="", missing_reason=None)


def cells_of(o):
    return {name: getattr(o, name) for name in COLUMNS} | {"period": o.period.code}


def read_back(content, setting):
    grid = read_delimited(content, "a.csv")
    return candidates([(grid, detect(grid, setting.names))], setting)


def test_what_query_prints_is_read_back(setting):
    frame = pd.DataFrame([cells_of(o) for o in ROWS])[list(QUERY)]
    back = [c.observation for c in read_back(frame.to_csv(index=False).encode(), setting)]
    assert [plain(o) for o in back] == [replace(plain(o), note="", base_period="") for o in ROWS]
    assert back[5].missing_reason == "to_be_verified"  # query prints no reason


def test_a_table_of_all_columns_is_read_back_whole(setting):
    found = read_back(csv_bytes(pd.DataFrame([cells_of(o) for o in ROWS])), setting)
    assert [replace(c.observation, stated_value="", stated_unit="") for c in found] == ROWS


def test_a_template_that_holds_figures_is_read_back_whole(setting, tmp_path):
    blanks = [
        Blank(o.indicator, "", o.area, "", o.period.code, (o.unit,), o.measure, o.value, o.value_high, o.qualifier,
              o.obs_status, o.missing_reason or "", o.source, o.base_period, str(o.as_of or ""), o.note)
        for o in ROWS
    ]  # fmt: skip
    path = tmp_path / "t.xlsx"
    path.write_bytes(template([*blanks, Blank("gdp", "", "410300", "", "2025", ("亿元",))], help_text=["help"]))
    grids, problems = read_file(path)
    assert not problems
    sheets = [(g, layout) for g in grids if (layout := detect(g, setting.names)) is not None]
    *found, empty = candidates(sheets, setting)
    assert empty.missing == "empty"
    back = [replace(c.observation, stated_value="", stated_unit="", locator="") for c in found]
    assert back == [replace(o, locator="") for o in ROWS]


def test_the_project_s_own_figures_are_read_back_whole(setting):
    sources, problems = read_sources(ROOT / "data/sources.yaml")
    assert not problems
    known = replace(setting, sources=sources)
    for path in sorted((ROOT / "data/observations").glob("*.csv")):
        references = References(setting.catalogue, setting.areas, known.sources)
        held, problems = read_observations(path, references)
        assert not problems
        assert held
        frame = pd.DataFrame([cells_of(o) for o in held])
        frame["unit"] = [o.stated_unit for o in held]
        frame["value"] = [o.stated_value.partition("–")[0] for o in held]
        frame["value_high"] = [o.stated_value.partition("–")[2] for o in held]
        grid = read_delimited(csv_bytes(frame), path.name)
        bulk = read_bulk(grid, detect(grid, setting.names), known)
        assert [c for c in bulk.told if c.refused] == []
        names = [name for name in bulk.sound.column_names if name not in ("row", "said_source", "period")]
        assert [[row[name] for name in names] for row in bulk.sound.to_pylist()] == [
            [getattr(o, name) for name in names] for o in held
        ]


def test_a_workbook_with_days_beside_its_figures(setting, tmp_path):
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("表")
    page.write_row(0, 0, ["指标", "地区", "年份", "数值", "单位", "截至"])
    page.write_row(1, 0, ["高新技术企业数", "洛阳市", "2023", 1610, "家"])
    page.write_datetime(1, 5, pd.Timestamp(2023, 12, 31).to_pydatetime(), book.add_format({"num_format": "yyyy/m/d"}))
    book.close()
    path = tmp_path / "d.xlsx"
    path.write_bytes(out.getvalue())
    (grid,), _ = read_file(path)
    (found,) = candidates([(grid, detect(grid, setting.names))], setting)
    assert str(found.observation.as_of) == "2023-12-31"
