"""What a file would change, line by line, and what is stored of it, beside the figures of the tiny installation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from yardstick.errors import StoreError
from yardstick.ingest.corrections import Action
from yardstick.ingest.sheet.layout import Layout
from yardstick.ingest.sheet.names import Mapping
from yardstick.model import Source
from yardstick.store import STATED, MovedError
from yardstick.workspace import Workspace
from yardstick.workspace.reviewing import Line, Review, _ascends

HEAD = "indicator,area,period,value,unit\n"
BULLETIN = "bulletin"


def reviewed(place: Path, text: str, *, source: str = "", name: str = "a.csv") -> tuple[Workspace, Review]:
    workspace = Workspace.open(place)
    file = place / name
    file.write_text(text, encoding="utf-8")
    draft = workspace.draft(file, source=workspace.sources[source] if source else None)
    return workspace, workspace.review(draft)


def only(review: Review) -> Line:
    (line,) = review.lines()
    return line


def shown(place: Path, indicator: str, area: str, period: str) -> float | None:
    found = Workspace.open(place).explain(area, indicator, period).picked
    return None if found is None else found.value


def test_the_same_place_with_the_hash_of_its_sentence_is_changed_and_not_moved(place: Path) -> None:
    text = HEAD.replace("\n", ",source,locator\n") + "firms,420000,2022,20100,家,report,char:13-19~0123456789ab\n"
    workspace, review = reviewed(place, text)
    assert only(review).change == "changed"
    workspace.approve(review, author="tester", reason="订正")
    held = Workspace.open(place).store.figures("420000", "firms", "2022", "value")
    assert held[["value", "locator"]].to_numpy().tolist() == [[20100.0, "char:13-19"]]


@pytest.mark.parametrize(
    ("row", "source", "verdict", "change"),
    [
        ("firms,420000,2023,20500,家", "", "added", "added"),
        ("firms,420000,2021,15960,家", BULLETIN, "unchanged", "unchanged"),
        ("firms,420000,2021,1.596,万家", BULLETIN, "unchanged", "unchanged"),
        ("firms,420000,2021,16000,家", BULLETIN, "changed", "changed"),
        ("firms,420000,2021,15960,家", "", "unchanged", "unchanged"),
        ("firms,420000,2021,15960,家", "report", "suspicious", "added"),  # that report states a growth of 2500 %
        ("gdp,420000,2022,54000,亿元", "", "conflicting", "added"),
        ("gdp,420000,2022,50000.4,亿元", "", "added", "added"),
        ("firms,420001,2022,1,家", "", "refused", "none"),
        ("firms,420000,2022,many,家", "", "refused", "none"),
        ("firms,420000,2022,,家", "", "blank", "none"),
    ],
)
def test_a_line_by_what_is_held(place: Path, row: str, source: str, verdict: str, change: str) -> None:
    _, review = reviewed(place, HEAD + row + "\n", source=source)
    line = only(review)
    assert (line.verdict, line.change) == (verdict, change)
    assert {name: n for name, n in review.counts.items() if n} == {verdict: 1}


def test_a_change_tells_old_new_and_how_far(place: Path) -> None:
    _, review = reviewed(place, HEAD + "firms,420000,2021,16758,家\n", source=BULLETIN)
    line = only(review)
    assert line.before is not None
    assert (line.before.value, line.value, line.before.locator) == (15960.0, 16758.0, "row:420000/firms/2021")
    assert line.difference == pytest.approx(5.0)  # 798 of 15960
    assert not line.asks_reason


@pytest.mark.parametrize(
    ("value", "asks"), [("12768", False), ("12767", True), ("19152", False), ("19153", True), ("—", True)]
)
def test_a_change_by_more_than_a_fifth_demands_a_reason(place: Path, value: str, asks: bool) -> None:
    """A fifth of 15960 is 3192."""
    workspace, review = reviewed(place, HEAD + f"firms,420000,2021,{value},家\n", source=BULLETIN)
    assert only(review).asks_reason is asks
    if not asks:
        workspace.approve(review, author="王工")
        return
    with pytest.raises(StoreError, match="need a reason: line 2, column value"):
        workspace.approve(review, author="王工")
    assert shown(place, "firms", "420000", "2021") == 15960
    workspace.approve(review, author="王工", reason="核对原表")


def test_what_is_approved_is_shown_and_changes_nothing_a_second_time(place: Path) -> None:
    rows = HEAD + "firms,420000,2021,16000,家\nfirms,420000,2023,20500,家\n"
    workspace, review = reviewed(place, rows, source=BULLETIN)
    accepted = workspace.approve(review, author="王工", reason="新公报")
    assert accepted.id == 1_000_001
    assert shown(place, "firms", "420000", "2021") == 16000
    assert shown(place, "firms", "420000", "2023") == 20500
    (change,) = [c for c in Workspace.open(place).change_sets() if c.id == accepted.id]
    assert (change.kind, change.author, change.reason, change.file) == ("import", "王工", "新公报", "a.csv")
    assert change.sha256 == review.draft.sha256
    _, again = reviewed(place, rows, source=BULLETIN)
    assert again.counts["unchanged"] == 2
    assert not again.stored.any()


def test_a_figure_that_moved_to_another_place_stands_once(place: Path) -> None:
    workspace, review = reviewed(place, HEAD + "firms,420000,2021,16000,家\n", source=BULLETIN)
    workspace.approve(review, author="王工")
    found = Workspace.open(place).explain("420000", "firms", "2021")
    assert found.picked is not None
    assert (found.picked.value, found.rivals) == (16000, ())


def test_a_source_is_made_of_the_file_s_name_and_known_the_next_time(place: Path) -> None:
    workspace, review = reviewed(place, HEAD + "firms,420000,2023,20500,家\n", name="县区 上报.csv")
    workspace.approve(review, author="王工")
    later = Workspace.open(place)
    assert later.sources["import-县区-上报"].title == "县区 上报.csv"
    _, again = reviewed(place, HEAD + "firms,420000,2023,20600,家\n", name="县区 上报.csv")
    assert (only(again).verdict, only(again).difference) == ("changed", pytest.approx(100 / 20500 * 100))
    Workspace.build(place)
    assert shown(place, "firms", "420000", "2023") == 20500
    assert "import-县区-上报" in Workspace.open(place).sources


def test_lines_are_taken_and_left_one_by_one(place: Path) -> None:
    rows = HEAD + "firms,420000,2023,20500,家\nfirms,420000,2024,21000,家\nfirms,420000,2025,-1,家\n"
    workspace, review = reviewed(place, rows)
    doubtful = [line for line in review.lines() if not line.stored]
    assert [line.address for line in doubtful] == ["line 4, column value"]
    assert doubtful[0].verdict == "suspicious"
    assert "小于零" in "".join(workspace.line_sentences(review, doubtful[0], "zh"))
    workspace.approve(review, author="王工", leave=["line 3, column value"])
    assert shown(place, "firms", "420000", "2023") == 20500
    assert shown(place, "firms", "420000", "2024") is None
    assert shown(place, "firms", "420000", "2025") is None
    assert review.chosen(take_doubtful=True).tolist() == [True, True, True]
    assert review.chosen(take=["line 4, column value"]).tolist() == [True, True, True]


def test_a_corrected_line_is_read_again(place: Path) -> None:
    workspace, review = reviewed(place, HEAD + "firms,420000,2023,2O500,家\n")
    line = only(review)
    assert line.verdict == "refused"
    again = workspace.review(review.draft.with_texts({line.place: "20500"}))
    assert (only(again).verdict, only(again).value, only(again).text) == ("added", 20500.0, "20500")
    assert again.draft.sha256 == review.draft.sha256


def test_a_word_placed_by_hand_is_kept_for_the_next_file(place: Path) -> None:
    rows = HEAD + "科技企业,荆楚,2023,20500,家\n"
    workspace, review = reviewed(place, rows)
    assert review.draft.unplaced(workspace) == (("indicator", "科技企业"), ("area", "荆楚"))
    mapping = Mapping(indicators={"科技企业": "firms"}, areas={"荆楚": "420000"})
    placed = review.draft.with_words(workspace, mapping)
    assert placed.unplaced(workspace) == ()
    workspace.approve(workspace.review(placed), author="王工")
    assert shown(place, "firms", "420000", "2023") == 20500
    _, next_one = reviewed(place, rows.replace("20500", "20900"), name="b.csv")
    assert next_one.counts["refused"] == 0


def test_a_form_set_by_hand_is_kept_for_a_sheet_that_looks_alike(place: Path) -> None:
    text = "表1,,\n,甲,乙\n420000,20500,7\n"
    workspace, review = reviewed(place, text)
    assert review.problems
    layout = Layout("", "wide", 3, 3, {"area": 1}, {}, {"indicator": "firms", "period": "2023", "unit": "家"}, (2,))
    set_right = workspace.review(review.draft.with_layout(0, layout))
    assert (only(set_right).value, only(set_right).area) == (20500.0, "420000")
    workspace.approve(set_right, author="王工")
    workspace, alike = reviewed(place, "表2,,\n,甲,乙\n420000,20500,7\n410300,900,8\n")
    form = alike.draft.sheets[0].layout
    assert form is not None
    assert (dict(form.columns), form.across, form.first, form.last) == ({"area": 1}, (2,), 3, 4)
    assert form.unknown == ("indicator", "period")  # those were of table 1; nobody has said them of table 2
    said = replace(form, fixed={**form.fixed, "indicator": "firms", "period": "2023"})
    again = workspace.review(alike.draft.with_layout(0, said))
    assert [(line.area, line.value, line.verdict) for line in again.lines()] == [
        ("410300", 900.0, "added"), ("420000", 20500.0, "unchanged"),
    ]  # fmt: skip


def test_a_form_kept_from_last_year_takes_year_and_remarks_of_this_one(place: Path) -> None:
    rows = "{}年主要指标,,\n地区,企业数（家）,备注\n420000,{},\n注：初步数,,\n"
    workspace, review = reviewed(place, rows.format(2023, 20500))
    workspace.approve(workspace.review(review.draft.with_layout(0, review.draft.sheets[0].layout)), author="王工")
    more = "2024年主要指标,,\n地区,企业数（家）,备注\n420000,21000,\n410300,1100,\n注：初步数,,\n"
    _, alike = reviewed(place, more, name="b.csv")
    assert {(line.area, line.period, line.value) for line in alike.lines()} == {
        ("420000", "2024", 21000.0), ("410300", "2024", 1100.0),
    }  # fmt: skip
    assert not alike.problems


def test_a_unit_for_a_whole_file_is_not_kept(place: Path) -> None:
    workspace, review = reviewed(place, "indicator,area,period,value\nfirms,420000,2023,20500\n")
    assert [problem.message for problem in review.problems] == ["the unit is not stated"]
    placed = review.draft.with_words(workspace, Mapping(units={"": "家"}))
    workspace.approve(workspace.review(placed), author="王工")
    assert shown(place, "firms", "420000", "2023") == 20500
    assert not (place / "data" / "mappings.yaml").exists()


def test_the_ground_moved(place: Path) -> None:
    workspace, review = reviewed(place, HEAD + "firms,420000,2023,20500,家\n")
    other, first = reviewed(place, HEAD + "firms,410300,2023,1200,家\n", name="b.csv")
    other.approve(first, author="李工")
    with pytest.raises(MovedError, match="review it again"):
        workspace.approve(review, author="王工")
    assert shown(place, "firms", "420000", "2023") is None


@pytest.mark.parametrize(("author", "rows"), [(" ", "firms,420000,2023,1,家\n"), ("王工", "firms,420000,2023,,家\n")])
def test_nothing_is_stored_without_an_author_or_a_figure(place: Path, author: str, rows: str) -> None:
    workspace, review = reviewed(place, HEAD + rows)
    with pytest.raises(StoreError, match=r"who accepts|nothing to store"):
        workspace.approve(review, author=author)


def test_the_same_figures_long_and_wide_are_the_same_change(place: Path) -> None:
    source = Source("county", "报表", "统计局", "department_report", None)
    workspace = Workspace.open(place)
    long = "indicator,area,period,value,unit\nfirms,洛阳,2023,1200,家\nfirms,湖北,2023,20500,家\n"
    wide = '企业数（家）,,\n地区,2023年\n洛阳市,1200\n湖北省,"20,500"\n'
    said = []
    for text in (long, wide):
        review = workspace.review(workspace.pasted(text, "粘贴", source=source))
        rows = review.found.rows.cast(STATED).drop_columns(["locator"]).sort_by([("area", "ascending")])
        said.append(rows.drop_columns(["stated_value"]).to_pylist())
        assert review.counts["added"] == 2
    assert said[0] == said[1]


def test_a_file_without_a_table_is_told(place: Path) -> None:
    _, review = reviewed(place, "只有,文字\n")
    assert [p.message for p in review.problems] == ["no table of figures was found"]
    assert not review.sound


def test_two_sheets_with_one_figure(place: Path) -> None:
    with xlsxwriter.Workbook(place / "a.xlsx") as book:
        for name, value in (("一", 20500), ("二", 20600)):
            page = book.add_worksheet(name)
            for row, cells in enumerate(
                [["指标", "地区", "年份", "数值", "单位"], ["企业数", "湖北", 2023, value, "家"]]
            ):
                page.write_row(row, 0, cells)
    workspace = Workspace.open(place)
    review = workspace.review(workspace.draft(place / "a.xlsx"))
    lines = {line.address: line for line in review.lines()}
    assert (lines["一!D2"].verdict, lines["二!D2"].verdict) == ("added", "refused")
    assert lines["二!D2"].problems[0].hint == "the same key stands at 一!D2"


@pytest.mark.parametrize(("action", "value", "held"), [("override", "15970", 15970.0), ("drop", "", None)])
def test_a_correction_outlives_the_sheet_that_comes_again(
    place: Path, action: Action, value: str, held: float | None
) -> None:
    key = ("firms", "420000", "value", "2021", "bulletin", "row:420000/firms/2021")
    Workspace.open(place).correct(key, action, expect="15960", value=value, reason="核对原件", author="王工")
    workspace, review = reviewed(place, HEAD + "firms,420000,2021,15960,家\n", source=BULLETIN)
    line = only(review)
    assert (line.verdict, line.stored) == ("unchanged", False)
    assert "更正继续有效" in workspace.line_sentences(review, line, "zh")[0]
    assert shown(place, "firms", "420000", "2021") == held
    _, mended = reviewed(place, HEAD + "firms,420000,2021,15980,家\n", source=BULLETIN)
    assert only(mended).change == ("changed" if held else "added")


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), max_size=6))
def test_places_ascend_where_sorting_them_changes_nothing(places: list[tuple[int, int, int]]) -> None:
    assert _ascends(np.array(places, np.int64).reshape(len(places), 3)) == (places == sorted(places))
