"""What is refused before anything parses it, in words."""

from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_files import changed, workbook

from yardstick.errors import Problem
from yardstick.ingest.packing import OLE
from yardstick.ingest.sheet.archive import BOUNDS, column_letters, column_number, examine

SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["地区", "2023"], ["洛阳", 1610]]


def message(path, name="", **bounds):
    found = examine(path, name or path.name, bounds=replace(BOUNDS, **bounds))
    assert isinstance(found, Problem), found
    assert found.path == (name or path.name)
    return found.message


@pytest.fixture
def book(tmp_path):
    return workbook(tmp_path / "a.xlsx", ROWS)


def test_a_sound_workbook_and_a_sound_text(book, tmp_path):
    assert examine(book, "a.xlsx") == "xlsx"
    text = tmp_path / "a.csv"
    text.write_text("a,b\n1,2\n")
    assert examine(text, "a.csv") == "text"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r="B2"', b'r="XFD1048576"'),
        (b'r="B2"', b'r="A1048576"'),
        (b'r="B2"', b'r="ZZ200000"'),
        (b'r="B2"', b"r='GS2'"),
        (b'<row r="2"', b'<row r="200001"'),
    ],
)
def test_a_cell_far_out(book, old, new):
    changed(book, SHEET, lambda xml: xml.replace(old, new))
    assert message(book) == "the sheet is too large"


def test_too_many_cells(book):
    assert message(book, cells=3) == "the sheet is too large"
    assert message(book, rows=1) == "the sheet is too large"


def test_the_last_row_and_column_that_are_read(tmp_path):
    book = openpyxl.Workbook()
    book.active["GR1"] = 1
    book.active["A200"] = 1
    book.save(tmp_path / "b.xlsx")
    assert examine(tmp_path / "b.xlsx", "b.xlsx", bounds=replace(BOUNDS, rows=200)) == "xlsx"


def test_a_bomb(book):
    changed(book, "xl/sharedStrings.xml", lambda _: b"<sst>" + b"A" * 20_000_000 + b"</sst>")
    assert message(book) == "the workbook is too large when unpacked"


def test_macros_and_links(book, tmp_path):
    changed(book, "xl/externalLinks/externalLink1.xml", lambda _: b"<x/>")
    assert message(book) == "the workbook is linked to other files"
    other = changed(workbook(tmp_path / "m.xlsx", ROWS), "xl/vbaProject.bin", lambda _: b"x")
    assert message(other) == "the workbook holds macros"


def test_entities_are_refused(book):
    changed(book, SHEET, lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml)
    assert message(book) == "the workbook is damaged"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "the file is not what its ending says"),
        ("a.xlsx", b"a,b\n1,2\n", "the file is not what its ending says"),
        ("a.csv", b"<!DOCTYPE html><html></html>", "a web page is not a table"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0", "not text and not a workbook"),
        ("a.csv", b"", "the file is empty"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 100, "the workbook is damaged"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "the workbook is encrypted"),
        ("a.xls", OLE + "Workbook _VBA_PROJECT".encode("utf-16-le"), "the workbook holds macros"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "not a workbook"),
        ("a.ods", b"PK\x03\x04", "a file of this kind is not read"),
    ],
)
def test_what_is_not_what_it_says(tmp_path, name, content, said):
    path = tmp_path / "upload"
    path.write_bytes(content)
    assert message(path, name) == said


def test_a_workbook_called_csv_is_refused(book):
    assert message(book, "figures.csv") == "the file is not what its ending says"


def test_too_large_and_missing(book, tmp_path):
    assert message(book, workbook=100) == "the file is too large"
    assert message(tmp_path / "none.xlsx") == "the file cannot be read"


@given(st.integers(1, 16384))
def test_column_letters(number):
    assert column_number(column_letters(number)) == number
