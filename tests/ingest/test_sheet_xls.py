"""The old form of workbooks: figures, errors, formulas never calculated, percents, what hides; and what is none."""

import struct

import pytest
import sheet_xls as xls

from yardstick.ingest.sheet.opening import read_file


@pytest.fixture(scope="module")
def grids(tmp_path_factory):
    cells = [
        xls.hidden_row(3), xls.hidden_columns(4, 4), xls.text(0, 0, "地区"), xls.text(0, 1, "2023"),
        xls.text(1, 0, "007"), xls.number(1, 1, 1610.5), xls.number(1, 2, 0.3837, style=1),
        xls.text(2, 0, "洛阳"), xls.error(2, 1, 0x2A), xls.formula(2, 2, b"\x02\0\x07\0\0\0\xff\xff"),
        xls.formula(3, 0, struct.pack("<d", 12.5)), xls.formula(3, 1, bytes(8), flags=3),
        xls.formula(3, 2, b"\x03\0\0\0\0\0\xff\xff"), xls.number(3, 4, 1.0),
    ]  # fmt: skip
    path = xls.write(tmp_path_factory.mktemp("xls") / "旧.xls", {"数据": cells, "暗": []}, hidden=["暗"])
    grids, problems = read_file(path)
    assert not problems, [str(p) for p in problems]
    return grids


def test_every_kind_of_cell(grids):
    shown = {grids[0].address(c.row, c.column): (c.kind, c.text) for c in grids[0].cells()}
    assert shown == {
        "数据!A1": ("text", "地区"),
        "数据!B1": ("text", "2023"),
        "数据!A2": ("text", "007"),
        "数据!B2": ("number", "1610.5"),
        "数据!C2": ("number", "38.37%"),
        "数据!A3": ("text", "洛阳"),
        "数据!B3": ("error", "#N/A"),
        "数据!C3": ("error", "#DIV/0!"),
        "数据!A4": ("number", "12.5"),
        "数据!B4": ("formula_uncalculated", "="),
        "数据!C4": ("formula_uncalculated", "="),
        "数据!E4": ("number", "1"),
    }


def test_what_hides(grids):
    assert [grid.hidden for grid in grids] == [False, True]
    assert (grids[0].hidden_rows, grids[0].hidden_columns) == ({4}, {5})


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "a web page"),
        ("地区\t2023\n洛阳\t1610\n".encode("gb18030"), "text"),
        ("地区,2023\n洛阳,1610\n".encode("utf-8-sig"), "text"),
    ],
)
def test_an_xls_that_is_none_is_told_in_words(tmp_path, content, found):
    (tmp_path / "a.xls").write_bytes(content)
    grids, (problem,) = read_file(tmp_path / "a.xls")
    assert grids == []
    assert (problem.message, problem.found) == ("the file is not what its ending says", found)
    assert "save it as .xlsx" in problem.hint


def test_a_damaged_xls_ends_in_words(tmp_path):
    path = xls.write(tmp_path / "a.xls", {"a": [xls.number(0, 0, 1.0)]})
    whole = path.read_bytes()
    for at in range(512, len(whole), 300):
        path.write_bytes(whole[:at])
        grids, problems = read_file(path)
        assert grids or [p.message for p in problems] == ["the workbook is damaged"] or problems
