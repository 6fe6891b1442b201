"""Incoming figures: the same checks, and only what touches them."""

import pytest

from yardstick.checks import suspicious

HELD = [("rd_expenditure", "410300", 2012 + at, value) for at, value in enumerate((100.2, 110.1, 119.3, 132.5, 145.1))]
NEW = {"source": "s9"}


def test_a_figure_that_fits_is_not_suspicious(incoming):
    assert incoming([("rd_expenditure", "410300", 2017, 158.8, NEW)], HELD) == ()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("rd_expenditure", "410300", 2017, 1588000, NEW), "unit_off"),
        (("rd_expenditure", "410300", 2017, 690.0, NEW), "jump"),
        (("rd_expenditure", "410300", 2017, 145.1, NEW), "copied_year"),
        (("rd_expenditure", "410300", 2016, 190.0, NEW), "sources_differ"),
        (("rd_expenditure", "410300", 2016, 95.0, {"measure": "growth"} | NEW), "growth_contradicts"),
        (("basic_research_expenditure", "410300", 2016, 200.0, NEW), "part_exceeds"),
        (("rd_intensity", "410300", 2016, 250.0, NEW), "outside_limits"),
    ],
)
def test_what_is_suspicious_of_an_incoming_figure(incoming, row, code):
    found = incoming([row], HELD)
    assert [f.code for f in found] == [code]
    assert found[0].incoming == ("line 1",)


def test_what_is_wrong_with_held_figures_alone_is_not_told(incoming):
    held = [*HELD, ("gdp", "410300", 2022, 5386.2), ("gdp", "410300", 2022, 5800, {"source": "s2"})]
    assert incoming([("rd_expenditure", "410300", 2017, 158.8, NEW)], held) == ()


def test_an_incoming_figure_takes_the_place_of_its_own_old_one(incoming):
    row = ("rd_expenditure", "410300", 2016, 151.0, {"locator": "line 5"})
    assert incoming([row], HELD) == ()


def test_an_unknown_indicator_is_passed_over(catalogue, areas, rows):
    row = rows(HELD[:1]).assign(indicator="nothing_of_the_kind")
    assert suspicious(row, rows(HELD), catalogue, areas) == ()


@pytest.mark.parametrize(
    ("value", "year", "told"),
    [
        (1600, 2018, []),  # 800 × 3 × 1.5 = 3600 over two years
        (3600, 2018, []),
        (3601, 2018, ["warning"]),
        (178, 2018, []),  # 800 ÷ 4.5 = 177.8
        (177, 2018, ["warning"]),
        (1_500_000, 2018, ["error"]),
        (8_000_000, 2022, []),  # six years away: nothing is near
        (0, 2018, ["warning"]),
    ],
)
def test_a_figure_far_from_the_nearest_of_a_short_series(incoming, value, year, told):
    held = [("high_tech_enterprises", "410300", 2016, 800)]
    found = incoming([("high_tech_enterprises", "410300", year, value, NEW)], held)
    assert [f.severity for f in found if f.code == "far_off"] == told


def test_few_things_may_come_and_go(incoming):
    held = [("incubators", "410300", 2016, 3)]
    assert incoming([("incubators", "410300", 2017, 32, NEW)], held) == ()  # 29 more
    (one,) = incoming([("incubators", "410300", 2017, 33, NEW)], held)
    assert (one.code, one.expected, one.told["arithmetic"]) == ("far_off", 3.0, "33 ÷ 3 = 11")


def test_a_new_series_is_held_against_itself_and_quarters_against_quarters(incoming):
    rows = [("gdp", "410300", 2016, 100.0, NEW), ("gdp", "410300", 2017, 1100.0, NEW)]
    (one,) = incoming(rows, [("gdp", "411400", 2016, 50.0)])
    assert (one.code, one.period, one.incoming) == ("far_off", "2017", ("line 2", "line 1"))
    quarter = [("gdp", "410300", "2017-Q1", 30.0, NEW)]
    assert incoming(quarter, [("gdp", "410300", 2016, 100.0)]) == ()
    (one,) = incoming(quarter, [("gdp", "410300", "2016-Q1", 9.0)])
    assert one.code == "far_off"
