"""Whether a figure was reached or is aimed at."""

from __future__ import annotations

import datetime as dt

import pytest
from readings import BUREAU, CONGRESS, placed

from yardstick.reader import About, read

AIMED = {
    "力争高新技术企业达到400家。": "2021",
    "确保高新技术企业突破400家。": "2021",
    "目标：高新技术企业达到400家。": "2021",
    "今年目标：高新技术企业达到400家。": "2021",
    "计划新增高新技术企业400家。": "2021",
    "拟新认定高新技术企业400家。": "2021",
    "预期高新技术企业达到400家。": "2021",
    "高新技术企业预期目标400家。": "2021",
    "到2025年，高新技术企业达到400家。": "2025",
    "2025年前，高新技术企业达到400家。": "2025",
    "到年底，高新技术企业达到400家。": "2021",
    "“十四五”末，高新技术企业达到400家。": "2025",
    "“十四五”期间新增高新技术企业400家。": "2021/2025",
    "今后五年，新增高新技术企业400家。": "2021/2025",
}


@pytest.mark.parametrize(("text", "period"), AIMED.items(), ids=AIMED)
def test_words_that_aim_make_a_target(text, period, vocabulary):
    (found,) = read(text, vocabulary, CONGRESS)
    assert (found.indicator, found.kind, found.value, found.period) == ("high_tech_enterprises", "target", 400, period)


REACHED = (
    "2020年高新技术企业达到400家。",
    "“十三五”末，高新技术企业达到400家。",
    "高新技术企业达到400家，好于预期。",
    "星火计划带动高新技术企业达到400家。",
)


@pytest.mark.parametrize("text", REACHED)
def test_what_was_reached_is_an_actual(text, vocabulary):
    (found,) = read(text, vocabulary, CONGRESS)
    assert (found.indicator, found.kind, found.status) == ("high_tech_enterprises", "actual", "A")


@pytest.mark.parametrize(
    "text", ["预计2020年高新技术企业达到310家。", "高新技术企业预计达到310家。", "2020年高新技术企业有望达到310家。"]
)
def test_what_is_expected_is_an_estimate(text, vocabulary):
    (found,) = read(text, vocabulary, CONGRESS)
    assert (found.kind, found.status, found.value) == ("actual", "E", 310)


def test_a_first_count_is_provisional(vocabulary):
    (found,) = read("初步核算，2020年全市生产总值5000亿元。", vocabulary, CONGRESS)
    assert (found.indicator, found.status) == ("gdp", "P")


def test_an_aim_ends_with_its_part_of_the_sentence(vocabulary):
    found = read("力争高新技术企业达到400家；2020年科技型中小企业达到500家。", vocabulary, CONGRESS)
    assert [c.kind for c in found] == ["target", "actual"]


PARTS = {
    "一、2020年工作总结": "二、2021年工作打算",
    "一、2020年工作回顾": "二、2021年重点任务",
    "一、工作总结": "二、下步工作打算",
    "一、主要成效": "二、下一步工作计划",
}


@pytest.mark.parametrize(("reached", "aimed"), PARTS.items(), ids=PARTS)
def test_headings_part_what_was_reached_from_what_is_aimed_at(reached, aimed, vocabulary):
    text = f"{reached}\n高新技术企业达到300家。\n{aimed}\n高新技术企业达到400家。"
    about = About("410300", dt.date(2020, 12, 20), None, "市科技局工作情况")
    assert [(c.kind, c.value) for c in read(text, vocabulary, about)] == [("actual", 300), ("target", 400)]


def test_the_end_of_the_year_is_no_deadline_in_what_was_reached(vocabulary):
    text = "一、2020年工作回顾\n到年底，高新技术企业达到300家。\n二、2021年工作安排\n到年底，高新技术企业达到400家。"
    found = placed(read(text, vocabulary, CONGRESS))
    assert [(c.kind, c.period) for c in found] == [("actual", "2020"), ("target", "2021")]


def test_at_present_is_reached_even_among_plans(vocabulary):
    text = "二、下步工作打算\n目前，高新技术企业达到300家，力争达到400家。"
    assert [(c.kind, c.value, c.period) for c in read(text, vocabulary, BUREAU)] == [
        ("actual", 300, "2020-07"),
        ("target", 400, "2020"),
    ]
