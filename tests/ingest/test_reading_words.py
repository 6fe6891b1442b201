"""data/reading.yaml: what is sound is used, everything else has its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from yardstick.ingest.reading import ReadingWords, SetAside, is_word, read_reading

INDICATORS = ("firms", "gdp")
GOOD = """\
aliases:
  企业户数: firms
  "2.0版生产总值": gdp
ignore: [园区企业, 云上企业]
rejected:
  - source: report
    place: char:13-19~0123456789ab
    reason: 不是指标
  - {source: report, place: char:22-27}
"""


def read(folder: Path, text: str) -> tuple[ReadingWords, list[str]]:
    path = folder / "reading.yaml"
    path.write_text(text, encoding="utf-8")
    words, problems = read_reading(path, indicators=INDICATORS)
    return words, [str(p).partition("reading.yaml")[2] for p in problems]


def test_a_file_is_read(tmp_path: Path) -> None:
    words, problems = read(tmp_path, GOOD)
    assert problems == []
    assert words == ReadingWords(
        {"企业户数": "firms", "2.0版生产总值": "gdp"},
        ("园区企业", "云上企业"),
        (SetAside("report", "char:13-19~0123456789ab", "不是指标"), SetAside("report", "char:22-27")),
    )


def test_no_file_says_nothing(tmp_path: Path) -> None:
    words, problems = read_reading(tmp_path / "reading.yaml", indicators=INDICATORS)
    assert words == ReadingWords()
    assert not problems


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ": the file is empty"),
        ("words: {}\n", ":1: words: unknown key"),
        ("aliases:\n  企业户数: frims\n", ":2: aliases.企业户数: unknown indicator, found 'frims'"),
        ("aliases:\n  企: firms\n", ":2: aliases.企: unknown key, found '企'"),
        ("aliases:\n  企业户数: firms\n  企业户数: gdp\n", ":3: 企业户数: the key is given twice"),
        ("ignore: 园区\n", ":1: ignore: wrong type"),
        ("ignore:\n  - 园区\n  - 园区\n", ":3: ignore.2: given twice in the list"),
        ("ignore:\n  - 2023\n", ":2: ignore.1: wrong type"),
        ("aliases:\n  园区: firms\nignore:\n  - 园区\n", ":4: ignore: the word is also a name of an indicator"),
        ("rejected:\n  - source: report\n", ":2: rejected.1.place: the key is missing"),
        ("rejected:\n  - {source: a, place: row 7}\n", ":2: rejected.1.place: not of the form expected"),
        ("rejected:\n  - {source: a, place: char:9-2}\n", ":2: rejected.1.place: not of the form expected"),
    ],
)
def test_what_is_wrong_has_its_line(tmp_path: Path, text: str, said: str) -> None:
    _, problems = read(tmp_path, text)
    assert len(problems) == 1
    assert problems[0].startswith(said)


def test_what_is_sound_of_a_file_with_problems_is_used(tmp_path: Path) -> None:
    words, problems = read(tmp_path, "aliases:\n  企业户数: firms\n  产值: nothing\nignore: 园区\n")
    assert words.aliases == {"企业户数": "firms"}
    assert len(problems) == 2


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("高企", True), ("R&D 经费", True), ("企", False), ("12", False), (" 高企", False), ("高" * 41, False)],
)
def test_a_word_is_two_signs_with_a_letter(text: str, is_one: bool) -> None:
    assert is_word(text) is is_one
