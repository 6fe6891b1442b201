"""Bringing figures in, in a browser: upload, place a heading, correct a line, store, see the number, take it back."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from served import Server, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

WORDS = {
    "en": {
        "place": "R&D intensity",
        "use": "Use these words",
        "line": "Open a line",
        "cell": "Correct the cell",
        "again": "Review it again",
        "author": "Author",
        "stored": "Change set 1000001 is stored",
        "hand": "Correct the form by hand",
    },
    "zh": {
        "place": "研发经费投入强度",
        "use": "使用这些对应",
        "line": "打开一行",
        "cell": "更正此单元格",
        "again": "重新核对",
        "author": "经办",
        "stored": "变更批次1000001已入库",
        "hand": "手工指定表格形式",
    },
}


@pytest.fixture(scope="module")
def own_server(own_installation: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard on an installation of its own."""
    with Server(own_installation(), tmp_path_factory.mktemp("server") / "log.txt") as started:
        yield started


def sheet(path: Path, rows: list[list[object]]) -> Path:
    """A workbook with one sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    path.write_bytes(out.getvalue())
    return path


def send(seen: Visit, path: Path) -> None:
    """Choose a file, and wait until its lines are counted."""
    seen.page.set_input_files("input[type=file]", str(path))
    seen.page.get_by_test_id("stDataFrame").first.wait_for(timeout=30_000)
    seen.settle()


def pick(seen: Visit, label: str, option: str) -> None:
    """Choose in a select box."""
    field = seen.page.get_by_role("combobox", name=label)
    field.scroll_into_view_if_needed()
    field.click()
    field.fill(option)
    seen.page.get_by_role("option", name=option).first.click()
    seen.page.wait_for_timeout(500)
    seen.settle()


def press(seen: Visit, label: str) -> None:
    """Press a button and wait for what it does."""
    seen.page.get_by_role("button", name=label).last.click()
    seen.page.wait_for_timeout(800)
    seen.settle()


ROWS: list[list[object]] = [
    ["2031年主要指标"],
    ["指标", "洛阳", "商丘"],
    ["研发强度y（%）", 3.1, "1.9左右x"],
]


@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("zh", 390)])
def test_a_figure_is_brought_in_seen_and_taken_back(
    visit: Callable[..., Visit],
    own_installation: Callable[[], Path],
    tmp_path: Path,
    artefacts: Path,
    *,
    lang: str,
    width: int,
) -> None:
    words = WORDS[lang]
    with Server(own_installation(), tmp_path / "log.txt") as server:
        seen = visit(server, width=width).go(f"/steward?lang={lang}")
        send(seen, sheet(tmp_path / "county.xlsx", ROWS))
        pick(seen, "研发强度y", words["place"])
        press(seen, words["use"])
        pick(seen, words["line"], "Sheet!C3")
        seen.keep(artefacts / f"import-review-{lang}-{width}.png")
        assert seen.overflow == []
        seen.page.get_by_label(words["cell"]).fill("1.9")
        press(seen, words["again"])
        seen.page.get_by_label(words["author"]).fill("lin")
        seen.page.keyboard.press("Tab")
        seen.page.wait_for_timeout(500)
        seen.settle()
        press(seen, "Store 2 figures" if lang == "en" else "将2个数据入库")
        seen.page.get_by_text(words["stored"]).wait_for()
        seen.settle()
        seen.keep(artefacts / f"import-stored-{lang}-{width}.png")
        assert seen.overflow == []
        seen.page.get_by_role("link", name="Compare" if lang == "en" else "并排比较").last.click()
        seen.page.wait_for_url("**/compare**")
        seen.settle()
        assert "3.1%" in seen.text
        address = seen.page.url.removeprefix(server.url)
        seen.sound()
        revert(server.folder)
        seen.go(address)
        assert "3.1%" not in seen.text


def revert(folder: Path) -> None:
    """Take the last change set back, as the part beside this one does."""
    from yardstick.workspace.undoing import revert as undo

    undo(folder, "last", author="lin", reason="test")


@pytest.mark.parametrize(("lang", "width"), [("zh", 1280), ("en", 390)])
def test_every_control_fits_the_window(
    visit: Callable[..., Visit], own_server: Server, tmp_path: Path, artefacts: Path, *, lang: str, width: int
) -> None:
    seen = visit(own_server, width=width).go(f"/steward?lang={lang}")
    seen.keep(artefacts / f"import-bring-{lang}-{width}.png")
    send(seen, sheet(tmp_path / "county.xlsx", ROWS))
    seen.page.get_by_text(WORDS[lang]["hand"]).click()
    seen.page.wait_for_timeout(800)
    seen.settle()
    seen.keep(artefacts / f"import-by-hand-{lang}-{width}.png")
    assert seen.overflow == []
    seen.sound()


def test_a_hostile_file_is_refused_in_words(visit: Callable[..., Visit], own_server: Server, tmp_path: Path) -> None:
    path = tmp_path / "county.xlsx"
    path.write_bytes(b"MZ\x90\x00" + b"\x00" * 4000)
    seen = visit(own_server).go("/steward?lang=en")
    seen.page.set_input_files("input[type=file]", str(path))
    seen.page.get_by_test_id("stAlert").first.wait_for()
    seen.settle()
    assert "county.xlsx" in seen.alerts[0]
    seen.sound()


def test_a_row_of_the_table_opens_its_line_and_the_marked_workbook_is_taken_away(
    visit: Callable[..., Visit], own_server: Server, tmp_path: Path
) -> None:
    rows: list[list[object]] = [["地区生产总值（亿元）"], ["地区", "2031"], ["洛阳", "about"], ["商丘", 4000]]
    seen = visit(own_server).go("/steward?lang=en")
    send(seen, sheet(tmp_path / "county.xlsx", rows))
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("link", name="Workbook with a comment").click()
    page = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes())).active
    assert page is not None
    assert page["B3"].comment.text.startswith("not a number")
    seen.page.get_by_test_id("stDataFrame").last.click(position={"x": 16, "y": 52})
    seen.page.get_by_text("It cannot be stored as it is").wait_for()
    seen.sound()
