"""A cell's text as a figure, as a mark for a missing one, or as a problem in words."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yardstick.errors import Problem
from yardstick.ingest.sheet.number import Figure, Missing, narrow, read_number

D = Decimal


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1234", Figure(D(1234))),
        ("0", Figure(D(0))),
        ("-3.2", Figure(D("-3.2"))),
        ("+5.3%", Figure(D("5.3"), unit="%")),
        ("１２３４．５", Figure(D("1234.5"))),
        ("1,234", Figure(D(1234))),
        ("1，234，567.8", Figure(D("1234567.8"))),
        ("12 345", Figure(D(12345))),
        ("12\xa0345", Figure(D(12345))),
        ("1.2万", Figure(D("1.2"), unit="万")),
        ("3亿", Figure(D(3), unit="亿")),
        ("1.2万余家", Figure(D("1.2"), qualifier=">", unit="万家")),
        ("38.37%", Figure(D("38.37"), unit="%")),
        ("３８.３７％", Figure(D("38.37"), unit="%")),
        (">3000", Figure(D(3000), qualifier=">")),
        ("＞3000", Figure(D(3000), qualifier=">")),
        ("≥3000", Figure(D(3000), qualifier=">=")),
        ("超过3000", Figure(D(3000), qualifier=">")),
        ("3000以上", Figure(D(3000), qualifier=">=")),
        ("3000家以上", Figure(D(3000), qualifier=">=", unit="家")),
        ("近400", Figure(D(400), qualifier="~")),
        ("约 400 家", Figure(D(400), qualifier="~", unit="家")),
        ("~400", Figure(D(400), qualifier="~")),
        ("400左右", Figure(D(400), qualifier="~")),
        ("约400左右", Figure(D(400), qualifier="~")),
        ("不足30%", Figure(D(30), qualifier="<", unit="%")),
        ("1-2", Figure(D(1), D(2), "range")),
        ("1～2", Figure(D(1), D(2), "range")),
        ("1至2个", Figure(D(1), D(2), "range", "个")),
        ("1%-2%", Figure(D(1), D(2), "range", "%")),
        ("12家", Figure(D(12), unit="家")),
        ("1610（家）", Figure(D(1610), unit="家")),
        ("1610*", Figure(D(1610), marks="*")),
        ("1610①", Figure(D(1610), marks="①")),
        ("1610²", Figure(D(1610), marks="²")),
        ("1610[1]", Figure(D(1610), marks="[1]")),
        ("*1610", Figure(D(1610), marks="*")),
        ("1610（含当年重新认定）", Figure(D(1610), marks="(含当年重新认定)")),
        (".5", Figure(D("0.5"))),
        ("25 件/万人", Figure(D(25), unit="件/万人")),
    ],
)
def test_a_figure(text, figure):
    assert read_number(text) == figure


@pytest.mark.parametrize(
    "text", ["", "  ", "\u3000", "—", "——", "…", "……", "－", "-", "n.a.", "N/A", "空白", "/", "...", "NaN"]
)
def test_a_mark_for_a_missing_figure(text):
    assert read_number(text) == Missing(narrow(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("未公布", "not_published"),
        ("未统计", "not_collected"),
        ("（不适用）", "not_applicable"),
        ("待核", "to_be_verified"),
    ],
)
def test_a_mark_that_tells_the_reason(text, reason):
    assert read_number(text) == Missing(narrow(text), reason)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,23", "not a number"),
        ("12,345,6", "not a number"),
        ("1.2.3", "not a number"),
        ("洛阳", "not a number"),
        ("无", "not a number"),
        ("12家33", "not a number"),
        ("16①10", "not a number"),
        ("(1610)", "a figure in brackets"),
        ("1.2E+11", "a figure shortened to an exponent"),
        ("007", "a figure with leading zeros"),
        ("2-1", "a range runs from its lower to its higher end"),
        ("超过3000以下", "two bounds that contradict each other"),
        ("5.3(4.8)", "not a number"),
        ("#DIV/0!", "not a number"),
        ("٣٤", "not a number"),
        ("=1+2", "not a number"),
        ("12\n345", "not a number"),
        ("1" * 200, "not a number"),
    ],
)
def test_a_problem(text, message):
    found = read_number(text)
    assert isinstance(found, Problem)
    assert found.message == message
    assert found.found


PIECES = st.sampled_from(
    ["1", "23", "045", "4.5", ",", "，", "１", "万", "亿", "家", "%", "％", "超过", "以上", "约", "左右", "-", "～",
     "至", "*", "①", "(", "）", "[1]", " ", "\u3000", "—", "…", ".", "E", "e5", "余", "²", "\u0663", "\n", "="]
)  # fmt: skip


@settings(max_examples=600)
@given(st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=8).map("".join)))
@example("1-2①3")
@example("1" + "0" * 27 + "1")
def test_the_digits_of_a_figure_stand_in_the_cell(text):
    found = read_number(text)
    if isinstance(found, Figure):
        digits = re.sub(r"[^\d.]", " ", narrow(text).replace(",", ""), flags=re.ASCII)
        joined = digits.replace(" ", "")
        for number in filter(None, (found.value, found.high)):
            assert f"{number.copy_abs():f}".removeprefix("0").rstrip(".") in joined
        if found.high is not None:
            assert found.value < found.high
        assert (found.qualifier == "range") == (found.high is not None)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False))
def test_every_plain_decimal_is_read_exactly(value):
    assert read_number(f"{value:f}") == Figure(value)
    assert read_number(f"{value:,f}") == Figure(value)
