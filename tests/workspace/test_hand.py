"""What a hand adds to a draft: the form of a sheet, words, a source; and the workbook marked with what is wrong."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from yardstick.ingest.sheet.grid import Grid
from yardstick.ingest.sheet.layout import Layout, LeftOut
from yardstick.ingest.sheet.names import Mapping
from yardstick.workspace import Workspace
from yardstick.workspace.drafting import new_source
from yardstick.workspace.forming import Stand, formed, rows_of, said_rows, stand
from yardstick.workspace.marking import can_mark, marked, remarks

GRID = Grid.of([["title", "", ""], ["", "2022", "2023"], ["甲", "1", "2"], ["合计", "1", "2"]], name="Sheet1")
WIDE = Layout(
    "Sheet1", "areas_by_years", 3, 4, {"area": 1}, {"period": 2}, {"unit": "家"}, (2, 3), 2,
    (LeftOut(1, "title", "title"),),
)  # fmt: skip


def test_where_the_words_of_a_layout_stand():
    assert stand(WIDE, "area") == Stand("column", 1)
    assert stand(WIDE, "period") == Stand("row", 2)
    assert stand(WIDE, "unit") == Stand("fixed", text="家")
    assert stand(WIDE, "indicator") == Stand()
    assert stand(None, "area") == Stand()


def test_a_hand_says_once_what_stands_nowhere():
    made = formed(GRID, WIDE, {"indicator": Stand("fixed", text=" gdp ")}, first=3, last=4, across=(2, 3), out=(4,))
    assert made.fixed == {"unit": "家", "indicator": "gdp"}
    assert (made.columns, made.headers, made.form) == ({"area": 1}, {"period": 2}, "areas_by_years")
    assert made.left_out == (LeftOut(1, "title", "title"), LeftOut(4, "合计", "heading"))
    assert made.unknown == ()


def test_a_hand_moves_a_word_and_takes_one_away():
    made = formed(GRID, WIDE, {"area": Stand("fixed", text="洛阳"), "unit": Stand()}, first=3, last=4, across=(2,))
    assert (made.columns, made.fixed) == ({}, {"area": "洛阳"})
    assert made.form == "wide"


def test_a_sheet_of_which_nothing_was_understood():
    stands = {"area": Stand("column", 1), "period": Stand("fixed", text="2023"), "indicator": Stand("fixed", text="x")}
    made = formed(GRID, None, stands, first=3, last=3, across=(3,))
    assert (made.form, made.heading_row, made.sheet) == ("long", 2, "Sheet1")


@pytest.mark.parametrize(
    ("text", "rows"), [("", ()), ("7", (7,)), ("7, 12-14", (7, 12, 13, 14)), ("3，5、3", (3, 5)), ("2–3", (2, 3))]
)
def test_rows_as_a_person_writes_them(text, rows):
    assert rows_of(text) == rows


@pytest.mark.parametrize("text", ["a", "7-", "-7", "1-999999999", "²"])
def test_what_is_no_row_is_told(text):
    with pytest.raises(ValueError):
        rows_of(text)


def test_rows_are_written_as_they_are_read():
    assert said_rows((12, 7, 13, 14)) == "7, 12-14"
    assert rows_of(said_rows((12, 7, 13, 14))) == (7, 12, 13, 14)


def test_a_unit_that_is_none_is_a_word_to_place(workspace: Workspace):
    draft = workspace.pasted("indicator,area,period,value,unit\ngdp,洛阳,2023,5000,斗\n", "a.csv")
    assert draft.unplaced(workspace) == (("unit", "斗"),)
    placed = draft.with_words(workspace, Mapping(units={"斗": "亿元"}))
    assert placed.unplaced(workspace) == ()


def test_indicators_whose_figures_state_no_unit(workspace: Workspace):
    text = "indicator,area,period,value,unit\ngdp,洛阳,2031,5000,\ngdp,商丘,2031,5000,亿元\n"
    review = workspace.review(workspace.pasted(text, "a.csv"))
    assert review.unitless == ("gdp",)
    draft = review.draft.with_words(workspace, Mapping(units={"gdp": "亿元"}))
    assert workspace.review(draft).unitless == ()


def test_addresses_by_verdict(workspace: Workspace):
    text = "indicator,area,period,value,unit\ngdp,洛阳,2022,57000,亿元\ngdp,商丘,1931,30,亿元\n"
    review = workspace.review(workspace.pasted(text, "a.csv"))
    assert review.of(("suspicious",)) == ("line 2, column value",)
    assert review.of(("added",)) == ("line 3, column value",)


def test_a_new_source_has_an_id_of_its_own(workspace: Workspace):
    day = dt.date(2026, 1, 5)
    made = new_source(workspace, " 县局 报表 ", publisher="县局", kind="department_report", published=day)
    assert (made.id, made.title, made.publisher, made.published) == ("import-县局-报表", "县局 报表", "县局", day)
    workspace.sources[made.id] = made
    try:
        again = new_source(workspace, "县局 报表", publisher="", kind="press", published=None)
    finally:
        del workspace.sources[made.id]
    assert again.id == "import-县局-报表-2"


def book(rows: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


HEAD = ["indicator", "area", "period", "value", "unit"]


def test_a_workbook_comes_back_with_its_errors_at_their_cells(workspace: Workspace, tmp_path):
    path = tmp_path / "sent.xlsx"
    path.write_bytes(book([HEAD, ["gdp", "洛阳", "2031", "about", "亿元"], ["gdp", "商丘", "1931", 30, "亿元"]]))
    review = workspace.review(workspace.draft(path))
    assert can_mark(review)
    page = openpyxl.load_workbook(io.BytesIO(marked(workspace, review, "en"))).active
    assert page["D2"].comment.text.startswith("not a number, found about")
    assert page["D3"].comment is None
    assert page["B2"].value == "洛阳"


def test_a_text_file_comes_back_as_a_workbook(workspace: Workspace):
    text = "indicator,area,period,value,unit\ngdp,洛阳,2031,about,亿元\n"
    review = workspace.review(workspace.pasted(text, "a.csv"))
    page = openpyxl.load_workbook(io.BytesIO(marked(workspace, review, "zh"))).active
    assert page["D2"].comment.text.startswith("不是数字，现为about")


def test_remarks_leave_the_address_out_and_begin_with_the_own_figure(workspace: Workspace):
    text = "indicator,area,period,value,unit\ngdp,洛阳,2022,57000,亿元\ngdp,洛阳,2031,about,亿元\n"
    review = workspace.review(workspace.pasted(text, "a.csv"))
    refused, doubtful = review.lines(("refused",))[0], review.lines(("suspicious",))[0]
    assert remarks(workspace, review, refused, "en")[0].startswith("not a number, found about")
    assert "CNY 5.7 trillion" in remarks(workspace, review, doubtful, "en")[0]
