"""When a figure is of, told by words and by the day the document speaks of."""

from __future__ import annotations

import datetime as dt

import pytest
from readings import BUREAU, CONGRESS

from yardstick.reader import About, read

CONTRACTS = "技术合同成交额30亿元。"
FIRMS = "高新技术企业达到300家。"
TOLD = {
    "2018年，" + FIRMS: "2018",
    "去年，" + FIRMS: "2020",
    "上年，" + FIRMS: "2020",
    "今年，" + FIRMS: "2021",
    "明年，" + FIRMS: "2022",
    "目前，" + FIRMS: "2020",
    "2020年底，" + FIRMS: "2020",
    "截至2020年底，" + FIRMS: "2020",
    "2020年10月底，" + FIRMS: "2020-10",
    "2020年上半年，" + CONTRACTS: "2020-S1",
    "2020年一季度，" + CONTRACTS: "2020-Q1",
    "2020年前三季度，" + CONTRACTS: "2020-01/2020-09",
    "2020年1—10月，" + CONTRACTS: "2020-01/2020-10",
    "上半年，" + CONTRACTS: "2020-S1",
    "一季度，" + CONTRACTS: "2020-Q1",
    "前三季度，" + CONTRACTS: "2020-01/2020-09",
    "1—10月，" + CONTRACTS: "2020-01/2020-10",
    "五年来，新增高新技术企业200家。": "2016/2020",
    "“十三五”期间，新增高新技术企业200家。": "2016/2020",
    "“十三五”末，" + FIRMS: "2020",
    "2016—2020年，新增高新技术企业200家。": "2016/2020",
    FIRMS: "2020",
}


@pytest.mark.parametrize(("text", "period"), TOLD.items(), ids=TOLD)
def test_words_of_time_set_the_period(text, period, vocabulary):
    (found,) = read(text, vocabulary, CONGRESS)
    assert found.placed
    assert found.period == period


IN_JULY = {
    "今年上半年，" + CONTRACTS: "2020-S1",
    "1-6月，" + CONTRACTS: "2020-01/2020-06",
    "去年，" + CONTRACTS: "2019",
    "目前，" + FIRMS: "2020-07",
    "截至6月底，" + FIRMS: "2020-06",
    "截至10月底，" + FIRMS: "2019-10",
}


@pytest.mark.parametrize(("text", "period"), IN_JULY.items(), ids=IN_JULY)
def test_words_of_time_are_told_from_the_day_of_the_document(text, period, vocabulary):
    (found,) = read(text, vocabulary, BUREAU)
    assert found.period == period


def test_the_day_of_signature_goes_before_the_day_of_the_page(vocabulary):
    text = "去年，" + FIRMS
    about = About("410300", dt.date(2019, 7, 1), dt.date(2021, 2, 3), "市科技局工作情况")
    assert read(text, vocabulary, about)[0].period == "2018"
    assert read(text, vocabulary, About("410300", None, dt.date(2021, 7, 3), "市科技局工作情况"))[0].period == "2020"


def test_a_signature_in_the_text_is_found(vocabulary):
    text = f"去年，{FIRMS}\n\n市科技局\n2018年9月3日\n"
    assert read(text, vocabulary, About("410300", None, dt.date(2021, 2, 3), "工作情况"))[0].period == "2017"


def test_the_sentence_before_tells_the_period_of_the_next(vocabulary):
    found = read("2019年，高新技术企业达到250家。科技型中小企业达到400家。", vocabulary, CONGRESS)
    assert [c.period for c in found] == ["2019", "2019"]


@pytest.mark.parametrize("words", ["1—10月，", "2020年一季度，", "上半年，", "截至10月底，"])
def test_what_came_about_in_a_part_of_a_year_is_marked(words, vocabulary):
    (found,) = read(words + CONTRACTS, vocabulary, CONGRESS)
    assert found.status == "P"


def test_what_stands_on_a_day_is_of_no_part(vocabulary):
    (found,) = read("截至10月底，" + FIRMS, vocabulary, CONGRESS)
    assert (found.status, found.period, found.as_of) == ("A", "2020-10", dt.date(2020, 10, 31))


def test_at_present_is_the_day_of_the_document(vocabulary):
    (found,) = read("目前，" + FIRMS, vocabulary, BUREAU)
    assert (found.period, found.as_of) == ("2020-07", dt.date(2020, 7, 20))


def test_a_day_of_counting_with_its_year(vocabulary):
    (found,) = read("截至2020年11月15日，" + FIRMS, vocabulary, CONGRESS)
    assert (found.period, found.as_of) == ("2020-11", dt.date(2020, 11, 15))


BASES = {
    "2020年高新技术企业达到300家，比2015年增长120%。": ["", "2015"],
    "2020年高新技术企业达到300家，是2015年的3倍。": ["", "2015"],
    "2020年高新技术企业300家，较2018年增加80家。": ["", "2018"],
    "2020年高新技术企业300家，比“十二五”末增长两倍。": ["", "2015"],
    "2020年高新技术企业数量在2017年基础上翻一番。": ["2017"],
    "2020年技术合同成交额30亿元，同比增长12%。": ["", ""],
    "2020年技术合同成交额30亿元，比上年增长12%。": ["", ""],
    "2020年高新技术企业比2015年增长120%，科技型中小企业增长35%。": ["2015", ""],
}


@pytest.mark.parametrize(("text", "bases"), BASES.items(), ids=BASES)
def test_what_a_change_is_measured_from_is_its_base_and_never_its_period(text, bases, vocabulary):
    found = read(text, vocabulary, CONGRESS)
    assert [c.base_period for c in found] == bases
    assert {c.period for c in found} == {"2020"}
