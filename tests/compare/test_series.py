"""What is said of series over time."""

from yardstick.compare import moves, series_finding
from yardstick.normalise import reading_frame


def series(area, values, **more):
    given = {"indicator": "firms", "unit": "units"} | more
    return [{"area": area, "period": str(p), "value": v, **given} for p, v in values.items()]


def said(records, indicator, speech, **more):
    return series_finding(reading_frame(records), indicator=indicator, speech=speech, **more)


def test_one_area_from_start_to_end(an_indicator, english, chinese):
    records = series("A", {2020: 100, 2021: 130, 2024: 150})
    assert said(records, an_indicator(), english) == "Alpha: firms from 100 in 2020 to 150 in 2024, up 50%"
    assert said(records, an_indicator(), chinese) == "甲市企业数由2020年的100家到2024年的150家，上升50%"


def test_the_fastest_is_judged_over_common_years(an_indicator, english):
    # A doubles 2021–2023; B is shown from 2018 but only 2021–2023 is common: 40 → 50.
    records = series("A", {2021: 10, 2023: 20}) + series("B", {2018: 1, 2021: 40, 2023: 50})
    assert said(records, an_indicator(), english) == (
        "firms, 2021 to 2023: Alpha rose most, up 100% (10 to 20); Beta up 25%"
    )


def test_percentages_change_by_points(an_indicator, english):
    records = series("A", {2021: 2, 2023: 3.5}, unit="percent")
    assert said(records, an_indicator(), english).endswith("up 1.5 pp")


def test_nothing_is_said_over_a_break(an_indicator, english):
    broken = an_indicator(breaks=["2022"])
    assert said(series("A", {2020: 5, 2022: 9}), broken, english) == (
        "firms: the definition changed in 2022, so no change over it is told"
    )
    later = series("A", {2020: 5, 2022: 10, 2024: 20})
    assert said(later, broken, english) == "Alpha: firms from 10 in 2022 to 20 in 2024, up 100%"


def test_hedged_estimated_and_partial_figures_are_no_ends(an_indicator):
    records = series("A", {2020: 5, 2021: 10, 2022: 20, 2023: 30})
    records[0]["qualifier"] = ">"
    records[3]["obs_status"] = "E"
    records += [{**records[1], "period": "2024-Q1"}]
    (move,) = moves(reading_frame(records), indicator=an_indicator())
    assert (move.start.year, move.end.year, move.change) == (2021, 2022, 100)


def test_areas_without_two_common_years_are_left_out_and_counted(an_indicator, english):
    records = series("A", {2021: 10, 2023: 20}) + series("B", {2021: 40, 2023: 50}) + series("C", {2022: 1})
    assert said(records, an_indicator(), english).endswith("Beta up 25%; 1 more without a comparable change")


def test_a_start_of_zero_is_not_set_against_percentages(an_indicator, english):
    records = series("A", {2021: 0, 2023: 500}) + series("B", {2021: 40, 2023: 50})
    assert said(records, an_indicator(), english) == (
        "Beta: firms from 40 in 2021 to 50 in 2023, up 25%; 1 more without a comparable change"
    )
    assert said(records[:2], an_indicator(), english) == "Alpha: firms from 0 in 2021 to 500 in 2023, up 500"


def test_falling_everywhere_is_not_called_a_rise(an_indicator, english):
    records = series("A", {2021: 10, 2023: 9}) + series("B", {2021: 10, 2023: 5})
    assert said(records, an_indicator(), english) == "firms, 2021 to 2023: nowhere up; Alpha down 10%, Beta down 50%"


def test_a_shared_first_place_is_told(an_indicator, english):
    records = [r for a in "AB" for r in series(a, {2021: 10, 2023: 20})]
    assert said(records, an_indicator(), english) == "firms, 2021 to 2023: the same change in Alpha, Beta, up 100%"
    records += series("C", {2021: 10, 2023: 5})
    assert said(records, an_indicator(), english) == "firms, 2021 to 2023: Alpha, Beta share first place, up 100%"


def test_an_empty_series_and_a_single_year_say_so(an_indicator, english):
    assert said([], an_indicator(), english) == "No figure for firms in the areas chosen"
    assert said(series("A", {2024: 5}), an_indicator(), english) == (
        "firms: no two years with exact figures for every area shown"
    )
