"""Per inhabitant and per GDP, on figures that can be divided by hand."""

from pathlib import Path

import pytest

from yardstick.catalogue.unit import UnitBook
from yardstick.catalogue.unitfile import read_units
from yardstick.normalise import per_capita, per_gdp, reading_frame, steps

UNITS_FILE = Path(__file__).parents[2] / "indicators" / "units.yaml"


@pytest.fixture(scope="module")
def units() -> UnitBook:
    book, problems = read_units(UNITS_FILE, "units.yaml")
    assert book is not None, problems
    return book


def figure(value, *, area="a", unit="enterprises", period="2024", indicator="firms", **more):
    return {"area": area, "indicator": indicator, "period": period, "value": value, "unit": unit, **more}


def people(value, *, area="a", period="2024", **more):
    return figure(value, area=area, period=period, unit="persons_1e4", indicator="population", **more)


def gdp(value, *, area="a", period="2024", **more):
    return figure(value, area=area, period=period, unit="cny_1e8", indicator="gdp", **more)


def only(result):
    frame, refusals = result
    assert refusals == []
    assert len(frame) == 1
    return frame.iloc[0]


def refused(result):
    frame, refusals = result
    assert len(frame) == 0
    assert len(refusals) == 1
    return refusals[0].code, refusals[0].detail


def divided(records, population, units, **more):
    return per_capita(reading_frame(records), reading_frame(population), units=units, **more)


def test_a_count_stands_per_ten_thousand_inhabitants(units):
    row = only(divided([figure(50)], [people(20)], units))
    assert (row.value, row.unit, row.qualifier, row.obs_status) == (2.5, "per_1e4_persons", "=", "A")
    assert (row.numerator, row.denominator, row.denominator_indicator, row.denominator_period) == (
        50,
        20,
        "population",
        "2024",
    )


def test_a_count_of_ten_thousands_is_brought_to_ones(units):
    # 3 万人 among 60 万人: 30 000 persons / 60 万 = 500 per 10 000.
    assert only(divided([figure(3, unit="persons_1e4")], [people(60)], units)).value == 500


def test_money_stands_in_yuan_per_inhabitant(units):
    # 12 亿元 / 300 万人 = 400 元/人; 5000 万元 / 100 万人 = 50 元/人.
    row = only(divided([figure(12, unit="cny_1e8")], [people(300)], units))
    assert (row.value, row.unit) == (400, "cny_per_person")
    assert only(divided([figure(5000, unit="cny_1e4")], [people(100)], units)).value == 50


def test_money_stands_in_percent_of_gdp(units):
    # 6 亿元 of 240 亿元 = 2.5 %; 4000 万元 of 80 亿元 = 0.5 %.
    row = only(per_gdp(reading_frame([figure(6, unit="cny_1e8")]), reading_frame([gdp(240)]), units=units))
    assert (row.value, row.unit) == (2.5, "percent")
    row = only(per_gdp(reading_frame([figure(4000, unit="cny_1e4")]), reading_frame([gdp(80)]), units=units))
    assert row.value == 0.5


def test_a_count_stands_per_hundred_million_of_gdp(units):
    row = only(per_gdp(reading_frame([figure(30)]), reading_frame([gdp(120)]), units=units))
    assert (row.value, row.unit) == (0.25, "per_cny_1e8")


def test_the_step_prints_what_it_computed(units):
    row = only(divided([figure(8837)], [people(3190.47)], units))
    (step,) = steps(row.to_dict())
    assert step.text("zh", units=units) == "8837 家 ÷ 3190.47 万人 × 1 = 2.770 家/万人"
    assert step.text("en", units=units) == (
        "8837 enterprises ÷ 3190.47 ten thousand persons × 1 = 2.770 enterprises/ten thousand persons"
    )


@pytest.mark.parametrize(
    ("upper", "lower", "result"),
    [
        (">", "=", ">"),
        ("~", "=", "~"),
        ("=", ">", "<"),
        ("=", "<=", ">="),
        (">", "<", ">"),
        (">=", "<", ">"),
        ("~", "~", "~"),
    ],
)
def test_the_hedge_is_kept_or_turned_round(units, upper, lower, result):
    assert only(divided([figure(50, qualifier=upper)], [people(20, qualifier=lower)], units)).qualifier == result


@pytest.mark.parametrize(("upper", "lower"), [(">", ">"), ("<", "<="), ("~", ">"), ("=", "range"), (">", "~")])
def test_hedges_that_leave_the_quotient_open_are_refused(units, upper, lower):
    code, detail = refused(divided([figure(50, qualifier=upper)], [people(20, qualifier=lower)], units))
    assert (code, detail) == ("hedged", f"{upper} ÷ {lower}")


def test_both_ends_of_a_range_are_divided(units):
    row = only(divided([figure(50, value_high=60, qualifier="range")], [people(20)], units))
    assert (row.value, row.value_high, row.qualifier) == (2.5, 3.0, "range")


def test_the_status_is_the_worse_of_the_two(units):
    assert only(divided([figure(50, obs_status="P")], [people(20, obs_status="E")], units)).obs_status == "E"
    assert only(divided([figure(50, obs_status="I")], [people(20)], units)).obs_status == "I"


def test_the_denominator_must_be_of_the_same_area_and_period(units):
    assert refused(divided([figure(50)], [people(20, period="2023")], units)) == ("no_denominator", "population")
    assert refused(divided([figure(50)], [people(20, area="b")], units)) == ("no_denominator", "population")
    assert refused(divided([figure(50)], [people(20, measure="growth")], units)) == ("no_denominator", "population")


def test_a_denominator_without_a_value_is_none(units):
    assert refused(divided([figure(50)], [people(None)], units)) == ("no_denominator", "population")


def test_zero_and_negative_denominators_are_refused(units):
    assert refused(divided([figure(50)], [people(0)], units))[0] == "zero_base"
    assert refused(divided([figure(50)], [people(-1)], units))[0] == "negative_base"


def test_zero_is_a_value(units):
    assert only(divided([figure(0)], [people(20)], units)).value == 0


def test_a_missing_value_is_refused_with_its_reason(units):
    record = figure(None, missing_reason="to_be_verified")
    assert refused(divided([record], [people(20)], units)) == ("missing_value", "to_be_verified")


def test_growths_ratios_and_what_is_not_offered_are_refused(units):
    assert refused(divided([figure(5, measure="growth")], [people(20)], units))[0] == "not_offered"
    assert refused(divided([figure(5, unit="percent")], [people(20)], units))[0] == "not_offered"
    assert refused(divided([figure(5, unit="usd_1e4")], [people(20)], units))[0] == "not_offered"
    assert refused(divided([figure(5)], [people(20)], units, offered=["other"])) == ("not_offered", "firms")


def test_an_empty_frame_gives_an_empty_frame_with_the_columns(units):
    frame, refusals = divided([], [], units)
    assert len(frame) == 0
    assert refusals == []
    assert {"value", "numerator", "form"} <= set(frame.columns)
