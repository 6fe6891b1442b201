"""A series against itself and its peers, and sources against each other."""

import pytest

STEADY = (1000, 1110, 1190, 1320, 1450, 1600, 1740, 1930)


def line(values, indicator="high_tech_enterprises", area="410300", first=2012):
    return [(indicator, area, first + at, value) for at, value in enumerate(values) if value is not None]


def codes(findings):
    return [(f.code, f.period) for f in findings]


def test_a_steady_series_has_no_finding(found):
    assert found(line(STEADY)) == ()


def test_a_stock_that_jumps(found):
    (one,) = found(line((1000, 1110, 1190, 1320, 2950, 3200, 3500, 3900)))
    assert (one.code, one.period, one.severity) == ("jump", "2016", "warning")
    assert one.told["arithmetic"] == "(2950 ÷ 1320 − 1) × 100 = 123.48%"


def test_a_jump_over_a_declared_break_is_none(found):
    values = (1000, 1110, 1190, 1320, 2950, 3200, 3500, 3900)
    assert found(line(values, "patent_applications", first=2013)) == ()


def test_a_spike_is_told_once(found):
    assert codes(found(line((1000, 1110, 1190, 4000, 1450, 1600, 1740, 1930)))) == [("jump", "2015")]


def test_a_flow_may_double_and_a_few_things_may_treble(found):
    assert found(line((1000, 1110, 1190, 2500, 2700, 2900, 3100), "invention_patents_granted")) == ()
    assert found(line((3, 4, 4, 5, 16, 17, 17, 18), "key_labs_national")) == ()


def test_many_areas_that_jump_in_one_year_are_one_finding(found):
    rows = [
        row
        for area in ("110000", "120000", "130000", "140000", "150000")
        for row in line([int(area) / 100 + v for v in (0, 110, 190, 320, 6950, 7200, 7500)], area=area)
    ]
    (one,) = found(rows)
    assert (one.code, one.area, one.told["areas"]) == ("break_undeclared", "110000", 5)


def test_a_unit_off_between_its_neighbours(found):
    (one,) = found(line((100.2, 110.1, 1190000.0, 132.5, 145.1), "rd_expenditure"))
    assert (one.code, one.period, one.severity, one.told["power"]) == ("unit_off", "2014", "error", 10000.0)
    (one,) = found(line((100.2, 110.1, 12.1, 132.5, 145.1), "rd_expenditure"))
    assert (one.code, one.severity, one.told["power"]) == ("unit_off", "warning", 10.0)


def test_a_unit_off_at_the_end_of_a_series(found):
    (one,) = found(line((100.2, 110.1, 119.3, 132.5, 1450000), "rd_expenditure"))
    assert (one.code, one.period, one.severity) == ("unit_off", "2016", "error")


def test_a_unit_off_beside_another_source(found):
    rows = [("gdp", "410300", 2020, 5128.4), ("gdp", "410300", 2020, 0.51284, {"source": "s2"})]
    (one,) = found(rows)
    assert (one.code, one.severity, one.sources, one.expected) == ("unit_off", "error", ("s2", "s1"), 5128.4)


def test_a_figure_copied_into_the_next_year(found):
    assert codes(found(line((1002, 1098, 1187, 1276, 1276, 1480)))) == [("copied_year", "2016")]
    assert found(line((100, 110, 120, 130, 130, 140))) == ()


def test_a_series_that_hardly_moves_may_stand_still(found):
    assert found(line((2171.0, 2173.0, 2189.0, 2189.0, 2190.0, 2188.0), "population_resident")) == ()


def test_a_figure_copied_from_another_area(found):
    rows = [("rd_expenditure", a, 2020, v) for a, v in (("410300", 141.283), ("411400", 141.283), ("371300", 98.2))]
    (one,) = found(rows)
    assert (one.code, one.area, one.told["other"].id) == ("copied_area", "411400", "410300")


def test_a_gap_between_held_years(found):
    (one,) = found(line((1000, 1110, None, 1320, 1450, 1600, 1740)))
    assert (one.code, one.period, one.severity, one.found) == ("gap", "2014", "note", None)
    assert found(line((1000, None, None, 1320, None, None, 1740, None, 1930))) == ()


def test_a_year_that_a_whole_table_lacks_is_told_once(found):
    provinces = ("110000", "120000", "130000", "140000", "150000", "210000")
    rows = [r for n, a in enumerate(provinces) for r in line((1000 + n, 1110, None, 1321, 1452, 1603, 1744), area=a)]
    gaps = [f for f in found(rows) if f.code.startswith("gap")]
    assert [(f.code, f.area, f.told["areas"]) for f in gaps] == [("gap_common", "110000", 6)]


LUOYANG = [
    ("gdp", "410300", 2022, 5386.2),
    ("gdp", "410300", 2022, 5800, {"source": "s2", "qualifier": "="}),
    ("gdp", "410300", 2022, 5675.19, {"source": "s3"}),
]


def test_sources_that_disagree(found):
    (one,) = found(LUOYANG)
    assert (one.code, one.severity, one.sources) == ("sources_differ", "warning", ("s1", "s2", "s3"))
    assert one.told["arithmetic"] == "(5800 ÷ 5386.2 − 1) × 100 = 7.68%"


@pytest.mark.parametrize(
    "rival",
    [
        (5400, {"source": "s2"}),  # within a hundredth
        (5000, {"source": "s2", "qualifier": ">"}),
        (5600, {"source": "s2", "qualifier": "~"}),
    ],
)
def test_figures_that_can_both_be_true(found, rival):
    assert found([LUOYANG[0], ("gdp", "410300", 2022, *rival)]) == ()


def test_a_provisional_figure_that_was_revised_is_a_note(found):
    (one,) = found([LUOYANG[0], ("gdp", "410300", 2022, 5675, {"source": "s2", "obs_status": "P"})])
    assert (one.code, one.severity) == ("revised", "note")


def test_a_source_contradicted_again_and_again_is_one_matter(found):
    rows = [
        ("gdp", "370000", year, value * factor, {"source": source})
        for year, value in ((2010, 33922.5), (2011, 39064.9), (2012, 42957.3))
        for source, factor in (("s1", 1), ("s2", 1.16))
    ]
    (one,) = found(rows)
    assert (one.code, one.told["cells"]) == ("sources_differ", 3)


PROVINCES = ("110000", "120000", "130000", "140000", "150000", "210000", "220000", "230000", "310000", "320000")


def field(year, odd):
    people = [("population_resident", a, year, 1000.0 + 37 * n) for n, a in enumerate(PROVINCES)]
    firms = [("high_tech_enterprises", a, year, 501.0 + 31 * n) for n, a in enumerate(PROVINCES[1:])]
    return [*people, *firms, ("high_tech_enterprises", "110000", year, odd)]


def test_a_figure_far_out_of_its_peers(found):
    (one,) = (f for f in found(field(2020, 30000.0)) if f.code == "outlier")
    assert (one.area, one.severity) == ("110000", "warning")
    assert [f.code for f in found(field(2020, 900.0))] == []


def test_an_area_that_always_lies_out_is_no_finding(found):
    rows = [row for year in (2018, 2019, 2020) for row in field(year, 30000.0 + 900 * (year - 2018))]
    assert [f for f in found(rows) if f.code == "outlier"] == []
