"""The template: what it holds, what of it can be written into, and that its texts stay texts."""

from __future__ import annotations

import io

import openpyxl
import pytest

from yardstick.exports import Blank, template
from yardstick.exports.template import COLUMNS, OPEN

BLANKS = [
    Blank("high_tech_enterprises", "高新技术企业数", "410300", "洛阳", "2025", ("家",)),
    Blank("gdp", "=1+1", "007", "零零七", "2025", ("亿元", "万元"), value=5386.2),
]


@pytest.fixture
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template(BLANKS, help_text=["=danger"], words={"value": "数值"})))


def test_a_row_a_figure_under_the_headings_an_import_knows(book: openpyxl.Workbook) -> None:
    rows = list(book["figures"].iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    assert rows[1][:8] == ("high_tech_enterprises", "高新技术企业数", "410300", "洛阳", "value", "2025", None, "家")
    assert rows[2][COLUMNS.index("value")] == 5386.2


def test_codes_and_signs_stay_text(book: openpyxl.Workbook) -> None:
    sheet = book["figures"]
    assert (sheet["C3"].value, sheet["C3"].data_type) == ("007", "s")
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=1+1", "s")
    assert (book["help"]["A1"].value, book["help"]["A1"].data_type) == ("=danger", "s")


def test_only_the_open_columns_can_be_written_into(book: openpyxl.Workbook) -> None:
    sheet = book["figures"]
    assert sheet.protection.sheet
    unlocked = {name for name, cell in zip(COLUMNS, sheet[2], strict=True) if not cell.protection.locked}
    assert unlocked == set(OPEN)
    assert all(cell.protection.locked for cell in sheet[1])


def test_lists_to_choose_from(book: openpyxl.Workbook) -> None:
    lists = {str(rule.sqref): rule.formula1 for rule in book["figures"].data_validations.dataValidation}
    reasons = "not_published,not_collected,not_comparable,not_applicable,to_be_verified"
    assert lists == {
        "I2:I3": '"=,>,>=,<,<=,~,range"', "J2:J3": '"A,P,E,M"', "M2:M3": f'"{reasons}"', "H2": '"家"',
        "H3": '"亿元,万元"',
    }  # fmt: skip


def test_a_heading_is_explained(book: openpyxl.Workbook) -> None:
    comment = book["figures"]["G1"].comment
    assert comment is not None
    assert "数值" in comment.text


def test_nothing_asked_for_is_an_empty_template() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template([])))["figures"]
    assert [row[0].value for row in sheet.iter_rows()] == ["indicator"]
