"""What a review teaches goes into data/reading.yaml line by line, and leaves everything else as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from yardstick.errors import InputError, StoreError
from yardstick.ingest.reading import SetAside, read_reading
from yardstick.workspace.teaching import HEAD, Lesson, lines_of, teach

INDICATORS = ("firms", "gdp")
BEFORE = """\
# 手工维护
aliases:
    企业户数: firms   # 老说法
    产值: gdp

# 下面的词不是指标
ignore: []
rejected:
- source: report
  place: char:13-19~0123456789ab
  reason: 不是指标
- source: report
  place: char:22-27
"""


def taught(path: Path, lesson: Lesson) -> str:
    teach(path, lesson, indicators=INDICATORS, lock=path.parent)
    return path.read_text(encoding="utf-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "reading.yaml"
    found.write_text(BEFORE, encoding="utf-8")
    return found


def test_a_first_lesson_makes_the_file(tmp_path: Path) -> None:
    lesson = Lesson({"企业户数": "firms"}, ("no",), (SetAside("report", "char:1-2", "a: b"),))
    assert taught(tmp_path / "reading.yaml", lesson) == HEAD + lines_of(lesson)
    assert lines_of(lesson) == (
        "aliases:\n  企业户数: firms\nignore:\n  - 'no'\nrejected:\n"
        "  - source: report\n    place: char:1-2\n    reason: 'a: b'\n"
    )


def test_lines_are_added_where_they_belong(path: Path) -> None:
    text = taught(path, Lesson({"户数": "firms"}, ("园区",), (SetAside("report", "char:5-6"),)))
    assert text == BEFORE.replace("    产值: gdp\n", "    产值: gdp\n    户数: firms\n").replace(
        "ignore: []\n", "ignore:\n  - 园区\n"
    ) + "- source: report\n  place: char:5-6\n"  # fmt: skip


def test_what_is_said_anew_takes_the_place_of_the_old(path: Path) -> None:
    text = taught(path, Lesson({"产值": "firms"}, (), (SetAside("report", "char:13-19~0123456789ab", "读错"),)))
    words, _ = read_reading(path, indicators=INDICATORS)
    assert words.aliases == {"企业户数": "firms", "产值": "firms"}
    assert words.set_aside("report") == {"char:13-19": "读错", "char:22-27": ""}
    assert "# 老说法" in text
    assert "产值: gdp" not in text


def test_what_is_known_already_changes_nothing(path: Path) -> None:
    assert taught(path, Lesson({"产值": "gdp"}, (), (SetAside("report", "char:22-27"),))) == BEFORE


@pytest.mark.parametrize(
    ("lesson", "words"),
    [
        (Lesson({"产": "gdp"}), "cannot be a name"),
        (Lesson({"产出": "gpd"}), "there is no indicator gpd"),
        (Lesson({}, ("产值",)), "“产值” cannot be a name and none"),
        (Lesson({"户数": "firms"}, ("户数",)), "“户数” cannot be a name and none"),
    ],
)
def test_a_lesson_that_makes_no_sense_is_refused(path: Path, lesson: Lesson, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        taught(path, lesson)
    assert path.read_text(encoding="utf-8") == BEFORE


def test_a_file_that_cannot_be_used_is_left_alone(path: Path) -> None:
    path.write_text("aliases: {产值: nothing}\n", encoding="utf-8")
    with pytest.raises(InputError, match="unknown indicator"):
        taught(path, Lesson({"户数": "firms"}))


def test_entries_on_one_line_are_asked_to_be_parted(path: Path) -> None:
    path.write_text("aliases: {产值: gdp}\n", encoding="utf-8")
    with pytest.raises(StoreError, match="write what stands under aliases one to a line first"):
        taught(path, Lesson({"户数": "firms"}))
