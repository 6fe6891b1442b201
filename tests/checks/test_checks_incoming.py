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
