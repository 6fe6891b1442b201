"""A workbook marked with what is the matter: comments at the cells, and everything else as it was."""

from __future__ import annotations

import io

import openpyxl
import pytest

from yardstick.exports.marked import mark, mark_rows


@pytest.fixture
def sent() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "2024"
    page["A1"], page["B2"], page["C3"] = "007", 12, "=B2*2"
    page["B2"].number_format = "0.00"
    page["A1"].data_type = "s"
    page.merge_cells("D1:E2")
    page["D1"] = "合计"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_comment_at_the_cell_and_the_rest_untouched(sent: bytes) -> None:
    page = opened(mark(sent, {("2024", "B2"): ["not a number", "found 12家"]}))["2024"]
    assert page["B2"].comment.text == "not a number\nfound 12家"
    assert (page["A1"].value, page["B2"].value, page["C3"].value) == ("007", 12, "=B2*2")
    assert page["B2"].number_format == "0.00"
    assert page["A1"].comment is None


def test_a_merged_cell_is_marked_at_its_first(sent: bytes) -> None:
    page = opened(mark(sent, {("2024", "E2"): ["which year?"]}))["2024"]
    assert page["D1"].comment.text == "which year?"


def test_a_comment_that_was_there_stays(sent: bytes) -> None:
    twice = mark(mark(sent, {("2024", "B2"): ["one"]}), {("2024", "B2"): ["two"]})
    assert opened(twice)["2024"]["B2"].comment.text == "one\ntwo"


def test_no_mark_is_lost(sent: bytes) -> None:
    book = opened(mark(sent, {("2025", "A1"): ["no such sheet"], ("2024", "line 3"): ["=no such cell"]}))
    rows = [tuple(cell.value for cell in row) for row in book["Yardstick"].iter_rows()]
    assert rows == [("2025", "A1", "no such sheet"), ("2024", "line 3", "=no such cell")]
    assert book["Yardstick"]["C2"].data_type == "s"


def test_rows_of_text_become_a_workbook_of_text() -> None:
    page = opened(mark_rows([["area", "value"], ["007", "=1+1"]], {(2, 2): ["no number"]}, sheet="a.csv"))["a.csv"]
    assert (page["A2"].value, page["B2"].value, page["B2"].data_type) == ("007", "=1+1", "s")
    assert page["B2"].comment.text == "no number"
