"""Parts that add up, parts larger than wholes, limits."""

import pytest

AWARDS = "sci_progress_awards_municipal"


def awards(whole, first, second):
    return [
        (AWARDS, "411400", 2016, whole),
        (f"{AWARDS}_1st", "411400", 2016, first),
        (f"{AWARDS}_2nd", "411400", 2016, second),
    ]


def test_sixteen_and_forty_three_are_fifty_nine(found):
    assert found(awards(59, 16, 43)) == ()


@pytest.mark.parametrize(("second", "said"), [(44, "16 + 44 = 60"), (41, "16 + 41 = 57")])
def test_parts_seen_once_that_nearly_are_the_whole(found, second, said):
    (one,) = found(awards(59, 16, second))
    assert (one.code, one.severity, one.told["arithmetic"]) == ("sum_differs", "error", said)


def test_parts_that_are_plainly_not_all_of_it_are_no_finding(found):
    assert found(awards(59, 16, 20)) == ()


def kinds(year, whole, *parts):
    names = ("basic_research_expenditure", "rd_expenditure_applied", "rd_expenditure_experimental")
    return [
        ("rd_expenditure", "310000", year, whole),
        *((n, "310000", year, v) for n, v in zip(names, parts, strict=True)),
    ]


def test_parts_that_add_up_elsewhere_must_add_up_here(found):
    rows = [row for year in range(2016, 2021) for row in kinds(year, 1000 + year, 100, 200, 700 + year)]
    assert found(rows) == ()
    (one,) = found([*rows, *kinds(2021, 3021, 100, 260, 2721)])
    assert (one.code, one.period, one.told["arithmetic"]) == ("sum_differs", "2021", "100 + 260 + 2721 = 3081")


def test_the_last_digits_of_a_converted_table_are_no_finding(found):
    rows = [row for year in range(2016, 2021) for row in kinds(year, 1000 + year, 100, 200, 700 + year)]
    assert found([*rows, *kinds(2021, 3021.0001, 100, 200, 2721)]) == ()


def test_a_part_larger_than_its_whole(found):
    rows = [("patents_valid", "410300", 2020, 9000), ("invention_patents_valid", "410300", 2020, 9500)]
    (one,) = found(rows)
    assert (one.code, one.severity, one.told["arithmetic"]) == ("part_exceeds", "error", "9500 > 9000")


def test_a_city_larger_than_its_province_in_another_source_is_improbable(found):
    rows = [
        ("invention_patents_granted", "410000", 2019, 6991),
        ("invention_patents_granted", "410100", 2019, 14289, {"source": "s2"}),
    ]
    (one,) = found(rows)
    assert (one.code, one.severity, one.sources) == ("part_exceeds", "warning", ("s2", "s1"))


def test_a_bound_that_leaves_it_open_is_no_larger_part(found):
    rows = [
        ("patents_valid", "410300", 2020, 9000, {"qualifier": ">"}),
        ("invention_patents_valid", "410300", 2020, 9500),
    ]
    assert found(rows) == ()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("rd_intensity", "410300", 2020, 347), "outside_limits"),
        (("rd_intensity", "410300", 2020, -1), "negative"),
        (("high_tech_enterprises", "410300", 2020, -12), "negative"),
        (("tech_enterprises", "410300", 2020, 130, {"measure": "share"}), "outside_limits"),
        (("tech_enterprises", "410300", 2020, -130, {"measure": "growth"}), "outside_limits"),
        (("gdp", "410300", 2020, 0, {"measure": "rank"}), "outside_limits"),
    ],
)
def test_what_no_figure_can_be(found, row, code):
    (one,) = found([row])
    assert (one.code, one.severity) == (code, "error")


@pytest.mark.parametrize(
    "row",
    [
        ("rd_intensity", "410300", 2020, 3.47),
        ("high_tech_enterprises", "410300", 2020, 0),
        ("hightech_mfg_profit", "410300", 2020, -3.5),
        ("population_resident", "410300", 2020, -2.1, {"measure": "net_change"}),
    ],
)
def test_what_a_figure_may_be(found, row):
    assert found([row]) == ()
