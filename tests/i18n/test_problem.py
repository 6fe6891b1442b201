"""Problems and store errors in the reader's language: the address first, the words translated, the data as they are."""

import pytest

from yardstick.errors import InputError, Problem, StoreError
from yardstick.i18n import say, say_error, words

ZH, EN = words("zh"), words("en")


@pytest.mark.parametrize(
    ("problem", "zh"),
    [
        (
            Problem("a.csv", 3, "indicator", "unknown indicator", "growth", "", "did you mean gdp_growth?"),
            "a.csv:3: indicator: 未知的指标，现为growth，提示：是否应为gdp_growth？",
        ),
        (
            Problem("a.csv", None, "", "the file is missing", "", "a table with a,b"),
            "a.csv: 文件不存在，应为含以下各列的表：a,b",
        ),
        (
            Problem("u.yaml", 2, "kind", "unknown word", "'stok'", "one of stock, flow", "did you mean stock?"),
            "u.yaml:2: kind: 未知的词，现为'stok'，应为其中之一：stock, flow，提示：是否应为stock？",
        ),
        (
            Problem("a.csv", 1, "unit", "the unit does not convert", "万户头", "enterprises", "unknown unit '万户头'"),
            "a.csv:1: unit: 单位无法换算，现为万户头，应为enterprises，提示：未知的单位“万户头”",
        ),
        (
            Problem("a.yaml", 4, "id", "duplicate id", "c1, also on line 2"),
            "a.yaml:4: id: 编号重复，现为c1，另见第2行",
        ),
        (Problem("x", 1, "k", "never heard of", "final"), "x:1: k: never heard of，现为final"),
    ],
)
def test_a_problem_in_chinese(problem, zh):
    assert say(problem, ZH) == zh
    assert say(problem, EN) == str(problem)


def test_every_problem_of_an_input_error_has_its_line():
    error = InputError([Problem("b.csv", 1, "", "not a CSV table"), Problem("a.csv", 2, "", "the file is empty")])
    assert say_error(error, ZH) == "a.csv:2: 文件为空\nb.csv:1: 不是CSV表"
    assert say_error(error, EN) == str(error)


def test_a_store_error_is_english_and_can_be_said_in_chinese():
    error = StoreError("{path}: {why}; run `python -m yardstick build`", path="s.duckdb", why="the file is missing")
    assert str(error) == "s.duckdb: the file is missing; run `python -m yardstick build`"
    assert say_error(error, EN) == str(error)
    assert say_error(error, ZH) == "s.duckdb：文件不存在；请运行`python -m yardstick build`"


def test_several_findings_are_told_one_a_line():
    findings = (
        StoreError("- {what}: {rows}", what="an area code stands twice", rows="410300"),
        StoreError("- {what}: {rows} and {n} more", what="a source id stands twice", rows="a; b", n=3),
    )
    error = StoreError("the store was not built, the one in use is untouched:\n{findings}", findings=findings)
    assert str(error).splitlines()[1:] == [
        "- an area code stands twice: 410300",
        "- a source id stands twice: a; b and 3 more",
    ]
    assert say_error(error, ZH).splitlines()[1:] == ["- 地区代码出现两次：410300", "- 来源编号出现两次：a; b，另有3处"]
