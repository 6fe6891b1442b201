"""Every form of the same figures gives the same candidates; every cell is a figure, a missing one or a problem."""

import datetime as dt
from dataclasses import replace

import pytest
import sheet_tables as tables
import xlsxwriter
from ingest_tiny import ROOT

from yardstick.errors import Problem
from yardstick.ingest.areas import read_areas
from yardstick.ingest.sheet.candidate import Setting
from yardstick.ingest.sheet.grid import Grid
from yardstick.ingest.sheet.layout import detect, layout_from_dict, layout_to_dict
from yardstick.ingest.sheet.names import Mapping
from yardstick.ingest.sheet.opening import read_file
from yardstick.ingest.sheet.rows import candidates
from yardstick.model import Source

SOURCE = Source("county-1", "报表", "统计局", "department_report", None)


@pytest.fixture(scope="module")
def setting(catalogue):
    areas, problems = read_areas(ROOT / "data/areas.csv")
    assert not problems
    return Setting(catalogue, areas, SOURCE, "a.csv")


def read(setting, *sheets):
    pairs = [(grid, detect(grid, setting.names)) for grid in sheets]
    assert all(layout is not None for _, layout in pairs)
    return candidates(pairs, setting)


def figures(found):
    assert all(c.observation is not None for c in found), [str(p) for c in found for p in c.problems]
    return {(c.indicator, c.area, c.period): (c.observation.value, c.observation.unit) for c in found}


def grid(rows, name=""):
    return Grid.of(rows, name=name)


EXPECTED = {
    key: (float(value), {"gdp": "cny_1e8", "high_tech_enterprises": "enterprises"}[key[0]])
    for key, value in tables.FIGURES.items()
}


def test_the_long_form(setting):
    assert figures(read(setting, grid(tables.long()))) == EXPECTED


def test_areas_by_years(setting):
    sheets = [grid(tables.areas_by_years(indicator)) for indicator in tables.HEADS]
    found = detect(sheets[0], setting.names)
    assert (found.form, found.first, found.last, found.across) == ("areas_by_years", 4, 5, (2, 3))
    assert found.fixed == {"indicator": "高新技术企业数", "unit": "家"}
    assert [(row.row, row.taken_for) for row in found.left_out] == [
        (1, "title"), (2, "unit"), (6, "footer"), (7, "footer"),
    ]  # fmt: skip
    assert figures(read(setting, *sheets)) == EXPECTED


def test_indicators_by_areas(setting):
    sheets = [grid(tables.indicators_by_areas(year)) for year in tables.YEARS]
    assert detect(sheets[0], setting.names).form == "indicators_by_areas"
    assert figures(read(setting, *sheets)) == EXPECTED


def test_indicators_by_years(setting):
    sheets = [grid(tables.indicators_by_years(area)) for area in tables.PLACES]
    assert detect(sheets[0], setting.names).form == "indicators_by_years"
    assert figures(read(setting, *sheets)) == EXPECTED


def test_a_header_of_two_lines(setting):
    sheet = grid(tables.two_lines())
    merged = replace(sheet, merged=((1, 2, 1, 3), (1, 4, 1, 5)))
    assert figures(read(setting, merged)) == EXPECTED


def test_one_sheet_a_year(setting):
    sheets = [grid(tables.one_sheet(year), name=f"{year}年") for year in tables.YEARS]
    assert figures(read(setting, *sheets)) == EXPECTED


def test_long_and_wide_are_equal_but_for_their_addresses(setting):
    def bare(found):
        whole = [replace(c.observation, locator="") for c in found]
        return sorted(whole, key=lambda o: (o.indicator, o.area, o.period.code))

    wide = [grid(tables.areas_by_years(indicator)) for indicator in tables.HEADS]
    assert bare(read(setting, grid(tables.long()))) == bare(read(setting, *wide))


def test_a_layout_as_plain_data(setting):
    layout = detect(grid(tables.areas_by_years("gdp")), setting.names)
    assert layout_from_dict(layout_to_dict(layout)) == layout


@pytest.mark.parametrize("said", [{}, {"sheet": "a", "form": "long", "first": "x", "last": 2}, {"colour": 1}])
def test_a_layout_that_is_none(said):
    with pytest.raises(ValueError, match=r"\w"):
        layout_from_dict(said)


def test_what_cannot_be_found_is_left_open(setting):
    layout = detect(grid([["地区", "2022", "2023"], ["洛阳", "1", "2"]]), setting.names)
    assert layout.unknown == ("indicator",)
    by_hand = replace(layout, fixed={"indicator": "高企", "unit": "家"})
    found = candidates([(grid([["地区", "2022", "2023"], ["洛阳", "1", "2"]]), by_hand)], setting)
    assert [c.observation.value for c in found] == [1.0, 2.0]


def one(setting, value, **cells):
    row = {"indicator": "high_tech_enterprises", "area": "洛阳", "period": "2023", "value": value, "unit": "家"} | cells
    return read(setting, Grid.of([list(row), list(row.values())]))[0]


@pytest.mark.parametrize(
    ("value", "unit", "kept", "qualifier"),
    [
        ("1,610", "家", 1610.0, "="),
        ("0", "家", 0.0, "="),
        ("1.2万", "家", 12000.0, "="),
        ("1.2", "万家", 12000.0, "="),
        ("超过1600", "家", 1600.0, ">"),
        ("12家", "", 12.0, "="),
        ("１２", "家", 12.0, "="),
    ],
)
def test_a_figure_in_the_unit_of_its_indicator(setting, value, unit, kept, qualifier):
    found = one(setting, value, unit=unit)
    assert (found.observation.value, found.observation.qualifier) == (kept, qualifier)
    assert found.value_text == value
    assert found.address == "line 2, column value"
    assert found.observation.locator == found.address


def test_a_range(setting):
    found = one(setting, "1~2").observation
    assert (found.value, found.value_high, found.qualifier) == (1.0, 2.0, "range")


def test_a_percentage_and_its_measure(setting):
    found = one(setting, "38.37%", indicator="高新技术企业增长率", unit="")
    assert (found.measure, found.observation.value, found.observation.unit) == ("growth", 38.37, "percent")


@pytest.mark.parametrize(("value", "missing"), [("—", "—"), ("…", "…"), ("未公布", "未公布")])
def test_a_mark_for_a_missing_figure_is_kept(setting, value, missing):
    found = one(setting, value)
    assert (found.missing, found.observation.obs_status, found.observation.value) == (missing, "M", None)


def test_a_blank_cell_is_missing_and_nothing_more(setting):
    found = one(setting, "")
    assert (found.missing, found.observation, found.problems) == ("empty", None, ())


@pytest.mark.parametrize(
    ("cells", "message", "hint"),
    [
        ({"value": "许多"}, "not a number", "a text stands where a figure belongs"),
        ({"unit": ""}, "the unit is not stated", "write it behind"),
        ({"unit": "亿元"}, "the unit does not convert", ""),
        ({"value": "3箩筐"}, "unknown unit", ""),
        ({"area": "洛杨市"}, "unknown area", "did you mean 410300"),
        ({"indicator": "高新技木企业"}, "unknown indicator", "did you mean high_tech_enterprises"),
        ({"period": "去年"}, "not a period", ""),
        ({"measure": "sum"}, "unknown measure", ""),
    ],
)
def test_a_refused_cell(setting, cells, message, hint):
    found = one(setting, cells.pop("value", "12"), **cells)
    assert found.refused
    problem = found.problems[0]
    assert isinstance(problem, Problem)
    assert (problem.path, problem.line, problem.key) == ("a.csv", 2, "line 2, column value")
    assert problem.message == message
    assert hint in problem.hint


def test_a_footnote_is_a_remark_on_a_figure(setting):
    found = one(setting, "1610①")
    assert found.observation.value == 1610.0
    assert [(p.message, p.found) for p in found.problems] == [("a mark was taken off the figure", "①")]
    assert found.observation.note == "①"


def test_two_cells_for_one_figure(setting):
    rows = tables.long()
    found = read(setting, grid([*rows, rows[1]]))
    assert found[-1].refused
    assert found[-1].problems[0].hint == "the same key stands at line 2, column value"


def test_units_that_were_mapped_by_hand(setting):
    mapped = replace(setting, mapping=Mapping(units={"high_tech_enterprises": "万家"}))
    assert one(mapped, "1.2", unit="").observation.value == 12000.0


def test_a_workbook_with_all_its_troubles(setting, tmp_path):
    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("表1")
    percent = book.add_format({"num_format": "0.00%"})
    page.write_row(0, 0, ["指标", "单位", "洛阳市", "湖北省", "商丘市"])
    page.write_row(1, 0, ["高新技术企业数", "家", 1610])
    page.write_formula(1, 3, "=1/0", None, "#DIV/0!")
    page.write_string(1, 4, "—")
    page.write_row(2, 0, ["高新技术企业增长率", "%", 0.2337])
    page.write_number(2, 2, 0.2337, percent)
    page.write_datetime(2, 3, dt.datetime(2024, 1, 2), book.add_format({"num_format": "m/d"}))
    page.set_row(1, None, None, {"hidden": True})
    page.write_string(4, 0, "注：2023年末数。")
    book.close()
    grids, problems = read_file(path)
    assert not problems
    layout = detect(grids[0], setting.names)
    layout = replace(layout, fixed={**layout.fixed, "period": "2023"})
    told = {c.address: c for c in candidates([(grids[0], layout)], setting)}
    assert list(told) == ["表1!C2", "表1!D2", "表1!E2", "表1!C3", "表1!D3", "表1!E3"]
    assert told["表1!C2"].observation.value == 1610.0
    assert [p.message for p in told["表1!C2"].problems] == ["the cell is hidden"]
    assert [p.message for p in told["表1!D2"].problems] == ["the cell holds an error"]
    assert told["表1!E2"].missing == "—"
    assert (told["表1!C3"].observation.value, told["表1!C3"].measure) == (23.37, "growth")
    assert [p.message for p in told["表1!D3"].problems] == ["a date or a yes stands where a figure belongs"]
    assert told["表1!E3"].missing == "empty"
