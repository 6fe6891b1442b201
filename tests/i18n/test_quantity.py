"""Numbers in words: expectations worked out by hand, and what must hold for every finite value."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.i18n import UnitWords, format_quantity, plain_number, scaled

UNITS = {
    u.id: u
    for u in (
        UnitWords("enterprises", "家", "enterprises", "count", 1),
        UnitWords("persons_1e4", "万人", "ten thousand persons", "count", 1e4),
        UnitWords("cny", "元", "CNY", "money_cny", 1),
        UnitWords("cny_1e4", "万元", "CNY 10 000", "money_cny", 1e4),
        UnitWords("cny_1e8", "亿元", "CNY 100 million", "money_cny", 1e8),
        UnitWords("usd_1e8", "亿美元", "USD 100 million", "money_usd", 1e8),
        UnitWords("fte", "人年", "person-years", "work", 1),
        UnitWords("sqm_1e4", "万平方米", "10 000 m²", "floor_area", 1e4),
        UnitWords("percent", "%", "%", "percent", 1),
        UnitWords("pp", "百分点", "percentage points", "percentage_points", 1),
        UnitWords("times", "倍", "times", "multiple", 1),
        UnitWords("place", "位", "place", "count", 1),
        UnitWords("places", "位", "places", "count", 1),
        UnitWords("patents_per_1e4", "件/万人", "patents per 10 000 persons", "count_per_person", 1e-4),
        UnitWords("cny_per_person", "元/人", "CNY per person", "money_cny_per_person", 1),
    )
}


def said(value, unit, lang, **more):
    return format_quantity(value, UNITS[unit], lang, **more)


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (8837, "enterprises", "8,837家", "8,837 enterprises"),
        (1, "enterprises", "1家", "1 enterprise"),
        (0, "enterprises", "0家", "0 enterprises"),
        (-0.0, "enterprises", "0家", "0 enterprises"),
        (99_999, "enterprises", "99,999家", "99,999 enterprises"),
        (123_456, "enterprises", "12.35万家", "123,456 enterprises"),
        (1_000_000, "enterprises", "100万家", "1 million enterprises"),
        (250_000_000, "enterprises", "2.5亿家", "250 million enterprises"),
        (3190.47, "persons_1e4", "3,190.47万人", "31.9 million persons"),
        (8.2, "persons_1e4", "8.2万人", "82,000 persons"),
        (0.5, "persons_1e4", "5,000人", "5,000 persons"),
        (31_904.7, "persons_1e4", "3.19亿人", "319.05 million persons"),
        (32_193.15, "cny_1e8", "3.22万亿元", "CNY 3.22 trillion"),
        (6555.8, "cny_1e8", "6,555.8亿元", "CNY 655.58 billion"),
        (1002.52, "cny_1e4", "1,002.52万元", "CNY 10.03 million"),
        (0.34846, "cny_1e8", "3,484.6万元", "CNY 34.85 million"),
        (9_999.999, "cny_1e4", "1亿元", "CNY 100 million"),
        (999_999_999, "cny", "10亿元", "CNY 1 billion"),
        (12.5, "cny", "12.5元", "CNY 12.5"),
        (12.5, "usd_1e8", "12.5亿美元", "USD 1.25 billion"),
        (25_890, "fte", "25,890人年", "25,890 person-years"),
        (1, "fte", "1人年", "1 person-year"),
        (150, "sqm_1e4", "150万平方米", "1.5 million m²"),
        (2.5512, "percent", "2.55%", "2.55%"),
        (0.0412, "percent", "0.0412%", "0.0412%"),
        (0.00001234, "percent", "0.0000123%", "0.0000123%"),
        (3e-9, "percent", "3e-09%", "3e-09%"),
        (1.2, "pp", "1.2个百分点", "1.2 percentage points"),
        (-1, "pp", "-1个百分点", "-1 percentage point"),
        (1, "times", "1倍", "1 times"),
        (3, "place", "第3位", "3rd"),
        (1, "place", "第1位", "1st"),
        (12, "place", "第12位", "12th"),
        (22, "place", "第22位", "22nd"),
        (111, "place", "第111位", "111th"),
        (4.5, "place", "4.5位", "4.5 places"),
        (2, "places", "2位", "2 places"),
        (1, "places", "1位", "1 place"),
        (1, "patents_per_1e4", "1件/万人", "1 patent per 10 000 persons"),
        (12.3, "patents_per_1e4", "12.3件/万人", "12.3 patents per 10 000 persons"),
        (1, "cny_per_person", "1元/人", "1 CNY per person"),
    ],
)
def test_a_value_reads_as_the_language_writes_it(value, unit, zh, en):
    assert (said(value, unit, "zh"), said(value, unit, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("qualifier", "zh", "en"),
    [
        ("=", "14,500家", "14,500 enterprises"),
        (">=", "≥14,500家", "≥14,500 enterprises"),
        (">", ">14,500家", ">14,500 enterprises"),
        ("<=", "≤14,500家", "≤14,500 enterprises"),
        ("<", "<14,500家", "<14,500 enterprises"),
        ("~", "≈14,500家", "≈14,500 enterprises"),
        ("range", "≥14,500家", "≥14,500 enterprises"),
    ],
)
def test_a_hedge_stands_before_the_number(qualifier, zh, en):
    assert said(14_500, "enterprises", "zh", qualifier=qualifier) == zh
    assert said(14_500, "enterprises", "en", qualifier=qualifier) == en


def test_a_hedge_stands_before_money_and_places():
    assert said(32_193.15, "cny_1e8", "en", qualifier=">") == ">CNY 3.22 trillion"
    assert said(10, "place", "zh", qualifier="<=") == "≤10位"
    assert said(10, "place", "en", qualifier="<=") == "≤10th"


@pytest.mark.parametrize(
    ("low", "high", "unit", "zh", "en"),
    [
        (7, 8, "percent", "7–8%", "7–8%"),
        (-3, -1, "percent", "-3至-1%", "-3 to -1%"),
        (0, 2, "cny_1e8", "0–2亿元", "CNY 0–200 million"),
        (8000, 12_000, "cny_1e8", "0.8–1.2万亿元", "CNY 0.8–1.2 trillion"),
        (1000, 1500, "enterprises", "1,000–1,500家", "1,000–1,500 enterprises"),
        (3, 5, "place", "3–5位", "3–5 places"),
    ],
)
def test_both_ends_of_a_range_are_told_at_one_scale(low, high, unit, zh, en):
    assert said(low, unit, "zh", qualifier="range", high=high) == zh
    assert said(low, unit, "en", qualifier="range", high=high) == en


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (3, "enterprises", "+3家", "+3 enterprises"),
        (1, "enterprises", "+1家", "+1 enterprise"),
        (0, "enterprises", "0家", "0 enterprises"),
        (-3, "enterprises", "-3家", "-3 enterprises"),
        (0.4, "pp", "+0.4个百分点", "+0.4 percentage points"),
        (12.3, "cny_1e8", "+12.3亿元", "CNY +1.23 billion"),
        (-12.3, "cny_1e8", "-12.3亿元", "CNY -1.23 billion"),
        (3, "place", "+3位", "+3 places"),
    ],
)
def test_a_change_carries_its_sign(value, unit, zh, en):
    assert (said(value, unit, "zh", signed=True), said(value, unit, "en", signed=True)) == (zh, en)


@pytest.mark.parametrize("nothing", [None, math.nan])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_value_is_a_dash_never_a_zero(nothing, lang):
    assert said(nothing, "enterprises", lang) == "—"


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "zh"),
    [
        (2.5, "percent", 2, "2.50%"),
        (8837.4, "enterprises", 0, "8,837家"),
        (0.004, "percent", 2, "0.004%"),
        (-0.004, "percent", 2, "-0.004%"),
        (0, "percent", 2, "0.00%"),
        (6555.8, "cny_1e8", 2, "6,555.8亿元"),
        (123_456, "enterprises", 0, "12.35万家"),
    ],
)
def test_decimals_hold_in_the_units_own_scale_and_never_make_a_zero(value, unit, decimals, zh):
    assert said(value, unit, "zh", decimals=decimals) == zh


@pytest.mark.parametrize(
    ("peak", "unit", "zh", "en"),
    [
        (32_193.15, "cny_1e8", (1e4, "万亿元"), (1e4, "CNY trillion")),
        (6555.8, "cny_1e8", (1, "亿元"), (10, "CNY billion")),
        (8837, "enterprises", (1, "家"), (1, "enterprises")),
        (123_456, "enterprises", (1e4, "万家"), (1, "enterprises")),
        (3190.47, "persons_1e4", (1, "万人"), (100, "million persons")),
        (8.2, "persons_1e4", (1, "万人"), (1e-4, "persons")),
        (7.5, "percent", (1, "%"), (1, "%")),
        (0.5, "patents_per_1e4", (1, "件/万人"), (1, "patents per 10 000 persons")),
        (0, "cny_1e8", (1, "亿元"), (1, "CNY 100 million")),
    ],
)
def test_an_axis_has_the_scale_of_its_peak(peak, unit, zh, en):
    assert (scaled(peak, UNITS[unit], "zh"), scaled(peak, UNITS[unit], "en")) == (zh, en)


finite = st.floats(allow_nan=False, allow_infinity=False)
langs = st.sampled_from(["zh", "en"])
units = st.sampled_from(sorted(UNITS))


@given(finite, units, langs, st.sampled_from(["=", ">=", ">", "<=", "<", "~", "range"]), finite, st.booleans())
def test_every_finite_value_can_be_said(value, unit, lang, qualifier, high, signed):
    assert said(value, unit, lang, qualifier=qualifier, high=high, signed=signed)


@given(finite, units, langs, st.none() | st.integers(0, 6))
def test_the_sign_is_kept_and_only_zero_reads_as_zero(value, unit, lang, decimals):
    text = said(value, unit, lang, decimals=decimals)
    assert ("-" in text.replace("e-", "").replace("person-year", "")) == (value < 0)
    figure = text.split("e-")[0] if "e-" in text else text
    told = figure.replace("per 10 000 persons", "")
    assert any(digit in told for digit in "123456789") == (value != 0)


@given(finite)
def test_a_plain_number_is_near_the_value(value):
    told = float(plain_number(value).replace(",", ""))
    assert math.isclose(told, value, rel_tol=0.006, abs_tol=0) or abs(value) < 1e-300


@given(st.floats(min_value=0.01, max_value=1e15), units, langs)
def test_an_axis_and_a_figure_agree(value, unit, lang):
    divisor, label = scaled(value, UNITS[unit], lang)
    number = plain_number(value / divisor)
    text = said(value, unit, lang)
    if UNITS[unit].id not in ("place", "pp") and lang == "zh":
        assert text == number + label
