"""Workbooks and texts as grids: kinds, what is shown, what hides, and the limits of the child."""

import datetime as dt
import re
import sys
from decimal import Decimal
from unittest.mock import patch

import numpy as np
import openpyxl
import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_files import changed, workbook

from yardstick.errors import Problem
from yardstick.ingest.apart import Limits
from yardstick.ingest.sheet import column, delimited
from yardstick.ingest.sheet.apart import parse_apart
from yardstick.ingest.sheet.child import shown_number, shown_numbers
from yardstick.ingest.sheet.delimited import delimiter_of, read_delimited
from yardstick.ingest.sheet.opening import read_file, read_pasted


def sheet(path, **options):
    grids, problems = read_file(path, **options)
    assert not problems, [str(p) for p in problems]
    return grids[0]


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    path = tmp_path_factory.mktemp("grid") / "rich.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("数据")
    percent = book.add_format({"num_format": "0.00%"})
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    page.merge_range("B1:C1", "2023年")
    page.write_string("A2", "007")
    page.write_number("B2", 1610.5)
    page.write_number("C2", 0.3837, percent)
    page.write_datetime("A3", dt.datetime(2024, 3, 1), date)
    page.write_boolean("B3", True)
    page.write_formula("C3", "=B2*2", None, 3221)
    page.write_string("A4", "1,234")
    page.write_number("B4", 0.1 + 0.2)
    page.set_row(3, None, None, {"hidden": True})
    page.set_column(3, 3, None, None, {"hidden": True})
    page.write_string("D1", "备注")
    book.add_worksheet("暗").hide()
    book.close()
    return path


def test_kinds_and_texts(rich):
    grid = sheet(rich)
    assert (grid.name, grid.hidden, grid.height, grid.width) == ("数据", False, 4, 4)
    shown = {grid.address(c.row, c.column): (c.kind, c.text) for c in grid.cells()}
    assert shown == {
        "数据!B1": ("text", "2023年"),
        "数据!D1": ("text", "备注"),
        "数据!A2": ("text", "007"),
        "数据!B2": ("number", "1610.5"),
        "数据!C2": ("number", "38.37%"),
        "数据!A3": ("date", "2024-03-01"),
        "数据!B3": ("bool", "TRUE"),
        "数据!C3": ("number", "3221"),
        "数据!A4": ("text", "1,234"),
        "数据!B4": ("number", "0.3"),
    }
    assert grid.cell(2, 3).value == Decimal("0.3837")
    assert grid.cell(2, 1).value == "007"
    assert grid.cell(3, 1).value == dt.datetime(2024, 3, 1)


def test_merged_and_hidden(rich):
    grid = sheet(rich)
    assert grid.heading(1, 3) == "2023年"
    assert grid.is_covered(1, 3)
    assert grid.text(1, 3) == ""
    assert grid.hidden_rows == {4}
    assert grid.hidden_columns == {4}
    assert [g.hidden for g in read_file(rich)[0]] == [False, True]


def test_errors_and_formulas_never_calculated_are_told(tmp_path):
    path = workbook(tmp_path / "f.xlsx", [["a", 1], ["=B1*2", "#DIV/0!"], [None, None]])
    grid = sheet(path)
    assert (grid.kind(2, 1), grid.text(2, 1)) == ("formula_uncalculated", "=B1*2")
    assert (grid.kind(2, 2), grid.text(2, 2)) == ("error", "#DIV/0!")


def test_cells_without_references_are_counted(tmp_path):
    path = workbook(tmp_path / "r.xlsx", [["a", 1], ["b", "#N/A"]])

    def bare(xml):
        for name in (b"A1", b"B1", b"A2", b"B2"):
            xml = xml.replace(b'r="%s" ' % name, b"").replace(b'r="%s"' % name, b"")
        return xml

    changed(path, "xl/worksheets/sheet1.xml", bare)
    assert sheet(path).kind(2, 2) == "error"


def test_a_workbook_of_charts_alone_is_a_problem(tmp_path):
    book, path = openpyxl.Workbook(), tmp_path / "charts.xlsx"
    figures, drawn = book.active, book.create_chartsheet("图")
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(figures, min_col=1, min_row=1))
    drawn.add_chart(chart)
    book.remove(figures)
    book.save(path)
    grids, problems = read_file(path)
    assert grids == []
    assert [problem.message for problem in problems] == ["the workbook has no sheet of cells"]


def test_an_encrypted_or_damaged_workbook_is_a_problem(tmp_path):
    path = workbook(tmp_path / "d.xlsx", [["a"]])
    changed(path, "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])
    grids, problems = read_file(path)
    assert all(p.message == "the workbook is damaged" for p in problems)
    assert problems or grids


def test_a_child_without_time(rich):
    grids, problems = read_file(rich, limits=Limits(seconds=0.01))
    assert grids == []
    assert [p.message for p in problems] == ["reading the workbook took too long"]


def test_a_child_without_memory(tmp_path):
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("a")
    for row in range(50):
        page.append([row] * 150)
    book.save(tmp_path / "big.xlsx")
    found = parse_apart(tmp_path / "big.xlsx", "xlsx", "big.xlsx", limits=Limits(megabytes=20))
    assert isinstance(found, Problem)
    assert found.message in ("reading the workbook needs too much memory", "the workbook is damaged")


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is Linux's")
def test_a_child_that_the_system_ends(tmp_path):
    """One cell in the last place of all, past the look: the child dies, we do not."""
    path = workbook(tmp_path / "x.xlsx", [["a", 1]])
    changed(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="B1"', b'r="XFD1048576"'))
    found = parse_apart(path, "xlsx", "x.xlsx")
    assert isinstance(found, Problem)
    assert found.message == "reading the workbook needs too much memory"


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (0.1, "0.1"), (0.1 + 0.2, "0.3"), (1e20, "1" + "0" * 20), (1e-7, "0.0000001"), (-2.50, "-2.5")],
)
def test_a_number_is_shown_with_its_digits(value, text):
    assert shown_number(value) == text
    assert shown_numbers([value] * 9) == [text] * 9


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_many_numbers_are_shown_as_one_is(value):
    assert shown_numbers([value] * 8) == [shown_number(value)] * 8


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_encodings_and_delimiters(encoding, delimiter):
    content = delimiter.join(["地区", "2023"]) + "\n" + delimiter.join(["洛阳", "007"]) + "\n"
    grid = read_delimited(content.encode(encoding), "a.csv")
    assert [c.text for c in grid.cells()] == ["地区", "2023", "洛阳", "007"]
    assert grid.address(2, 2, "value") == "line 2, column value"


def test_bytes_of_no_known_encoding_are_told_by_their_place():
    found = read_delimited("地区,值\n".encode() + b"\xff\xff,1\n", "a.csv")
    assert (found.message, found.line, found.found) == ("neither UTF-8 nor GB18030 text", 2, "byte 11")


def test_quotes_line_breaks_and_ragged_rows():
    grid = read_delimited(b'a,"b\nc"\n"x, y",2,3\n\nlast\n', "a.csv")
    assert [c.text for c in grid.cells()] == ["a", "b\nc", "x, y", "2", "3", "last"]
    assert [grid.line(row) for row in range(1, grid.height + 1)] == [1, 3, 4, 5]


def test_a_quote_that_never_ends():
    assert read_delimited(b'a,b\n"x,2\n', "a.csv").message == "not a CSV table"


def test_pasted_cells():
    grids, problems = read_pasted("地区\t2023\n洛阳\t1,610\n", "pasted")
    assert not problems
    assert grids[0].text(2, 2) == "1,610"


def test_a_title_line_does_not_decide_the_delimiter():
    assert delimiter_of("单位：亿元\n地区;2022;2023\n洛阳;1,5;2\n湖北;3;4\n") == ";"


@settings(max_examples=400, deadline=None)
@given(text=st.text(alphabet='a",\n\r 洛', min_size=1, max_size=30).filter(str.strip))
def test_the_way_by_columns_reads_what_a_reader_of_csv_reads(text):
    fast = delimited._plain(text.encode(), ",")
    if fast is not None:
        slow = delimited._quoted(text, "a.csv", delimiter=",", say=lambda share: None)
        assert [list(row) for row in zip(*(c.to_pylist() for c in fast.texts), strict=True)] == [
            list(row) for row in zip(*(c.to_pylist() for c in slow.texts), strict=True)
        ]
        assert (fast.kinds, list(fast.lines)) == (slow.kinds, list(slow.lines))


@given(st.lists(st.sampled_from([b"a", b",", b"\r", b"\n", b"\r\n"])).map(b"".join), st.integers(1, 4))
def test_a_return_without_a_newline_is_found_wherever_it_stands(text, at_once):
    with patch.object(delimited, "_AT_ONCE", at_once):
        assert delimited._has_lone_return(text) == (text.count(b"\r") != text.count(b"\r\n"))


PLAIN = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


@given(
    st.lists(st.text("019.-e ", max_size=16) | st.floats(allow_nan=False).map(repr) | st.integers().map(str)),
    st.integers(1, 5),
)
def test_plain_numbers_are_known_by_their_signs_in_parts_of_any_size(texts, at_once):
    expected = [
        PLAIN.fullmatch(each) is not None and len(each) <= 15 and not (each.isdigit() and len(each) == 15)
        for each in texts
    ]
    with patch.object(column, "_AT_ONCE", at_once):
        assert column.is_plain(pa.array(texts, pa.string())).tolist() == expected
        assert column.is_plain(pa.array(["x", *texts], pa.string()).slice(1)).tolist() == expected


@given(st.lists(st.integers(0, 20), min_size=1))
def test_keys_are_numbered_alike_whatever_their_number(keys):
    held = np.array(keys)
    for sparse in (0, 100):
        with patch.object(column, "_SPARSE", sparse):
            codes, distinct = column.numbered(held, 21)
            assert sorted(distinct.tolist()) == sorted(set(keys))
            assert distinct[codes].tolist() == keys
            assert column.all_differ(held, 21) == (len(set(keys)) == len(keys))


def test_a_quoted_table_is_read_by_columns():
    assert delimited._plain(b'"a","b"\n"x ""y""",","\n', ",").text(2, 1) == 'x "y"'
    assert delimited._plain(b'"a","b"\n"x\ny",1\n', ",") is None
    assert delimited._plain(b'a,b\nx"y,1\n', ",") is None
