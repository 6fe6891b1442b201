"""A document as it is brought: what it is, whose, of which day, and that a known one is known again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from yardstick.errors import InputError
from yardstick.workspace import Workspace
from yardstick.workspace.endorsing import Decisions
from yardstick.workspace.papers import described, known_otherwise
from yardstick.workspace.teaching import Lesson

REPORT = """洛阳市2026年政府工作报告
（2026年1月20日）

各位代表：
2025年，全市高新技术企业达到2345家。
"""
BULLETIN = """湖北省2025年科技统计公报
发布日期：2026-03-05

全省企业很多。
"""
SUMMARY = """洛阳市科技局关于2025年工作情况的报告

全年工作顺利。

洛阳市科学技术局
二〇二六年一月十五日
"""


@pytest.mark.parametrize(
    ("text", "id", "kind", "publisher", "signed", "published"),
    [
        (REPORT, "gwr-410300-2026", "work_report", "洛阳市人民政府", dt.date(2026, 1, 20), None),
        (BULLETIN, "stat-420000-2025", "bulletin", "湖北省统计局", None, dt.date(2026, 3, 5)),
        (SUMMARY, "report-410300-2025", "department_report", "洛阳市科技局", dt.date(2026, 1, 15), None),
    ],
)
def test_a_new_document_says_what_it_is(
    workspace: Workspace, text: str, id: str, kind: str, publisher: str, signed: dt.date, published: dt.date
) -> None:
    paper = workspace.read_document("a.txt", text.encode())
    found = paper.source
    assert not paper.known
    assert (found.id.removesuffix("-2"), found.kind, found.publisher) == (id, kind, publisher)
    assert (found.signed, found.published) == (signed, published)
    assert found.title == text.splitlines()[0]
    assert paper.area == id.split("-")[1]


def test_what_is_said_of_a_document_goes_before_what_it_says(workspace: Workspace) -> None:
    paper = workspace.read_document(
        "a.txt",
        REPORT.encode(),
        area="411400",
        signed=dt.date(2025, 2, 1),
        title="报告",
        publisher="某市",
        kind="press",
    )
    assert (paper.area, paper.source.title, paper.source.publisher) == ("411400", "报告", "某市")
    assert (paper.source.kind, paper.source.signed) == ("press", dt.date(2025, 2, 1))
    assert all(c.area == "411400" for c in paper.candidates)


def test_a_file_and_its_bytes_are_read_alike_and_places_are_those_of_the_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "\r\n".join(REPORT.splitlines())
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    paper = workspace.read_document("a.txt", path)
    assert paper.text == text == workspace.read_document("a.txt", text.encode()).text
    (found,) = [c for c in paper.candidates if c.value == 2345]
    assert paper.text[found.start : found.end] == "2345家"


def test_a_file_that_is_no_document_is_refused(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="a table is not a document"):
        workspace.read_document("a.csv", b"indicator,area\n")


def test_a_document_that_was_taken_in_is_known_again(own_installation: Callable[[], Path]) -> None:
    folder = own_installation()
    workspace = Workspace.open(folder)
    paper = workspace.read_document("a.txt", REPORT.encode())
    look = workspace.look_over(paper)
    firms = [i.at for i in look.items if i.candidate.indicator == "high_tech_enterprises"]
    workspace.approve_document(look, Decisions(firms), author="李工")
    again = Workspace.open(folder).read_document("b.txt", REPORT.encode(), title="另一标题")
    assert again.known
    assert again.source.title == "洛阳市2026年政府工作报告"
    other = Workspace.open(folder).read_document("b.txt", f"{REPORT}。".encode())
    assert other.source.id == "gwr-410300-2026-2"
    twin = known_otherwise(Workspace.open(folder), other)
    assert twin is not None
    assert twin.id == "gwr-410300-2026"


def test_a_word_taught_is_read_the_next_time(own_installation: Callable[[], Path]) -> None:
    workspace = Workspace.open(own_installation())
    text = "洛阳市2026年政府工作报告\n（2026年1月20日）\n2025年，全市甲乙丙型企业达到321家。\n"
    before = workspace.read_document("a.txt", text.encode())
    assert [c.indicator for c in before.candidates if c.value == 321] == [""]
    workspace.teach(Lesson({"甲乙丙型企业": "tech_sme"}))
    after = workspace.reread(before)
    assert [c.indicator for c in after.candidates if c.value == 321] == ["tech_sme"]


def test_a_broken_file_of_words_is_told_and_the_document_is_read(own_installation: Callable[[], Path]) -> None:
    folder = own_installation()
    (folder / "data" / "reading.yaml").write_text("aliases:\n  户数: nothing\n", encoding="utf-8")
    paper = Workspace.open(folder).read_document("a.txt", REPORT.encode())
    assert "unknown indicator" in str(paper.notes[0])
    assert paper.candidates


def test_a_source_described_by_hand_has_an_id_of_its_own(workspace: Workspace) -> None:
    paper = workspace.read_document("a.txt", REPORT.encode())
    source = described(
        workspace, paper, area="420000", title="湖北省规划", publisher="省政府", kind="plan", signed=None,
        published=dt.date(2026, 5, 1),
    )  # fmt: skip
    assert (source.id, source.sha256) == ("plan-420000-2026", paper.sha256)
