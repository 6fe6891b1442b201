"""What a source states against what its own levels give."""

import pytest

SHARE = {"measure": "share"}
OUTER = [
    ("tech_enterprises", "500000", "2019-Q1", 11726),
    ("high_tech_enterprises", "500000", "2019-Q1", 2504),
    ("high_growth_enterprises", "500000", "2019-Q1", 595),
    ("tech_enterprises", "500000-outer", "2019-Q1", 6195),
    ("high_tech_enterprises", "500000-outer", "2019-Q1", 1022),
    ("high_growth_enterprises", "500000-outer", "2019-Q1", 281),
]


def test_the_shares_of_the_districts_outside_the_centre_agree(found):
    stated = [
        ("tech_enterprises", "500000-outer", "2019-Q1", 52.8, SHARE),  # 6195 ÷ 11726 = 52.83 %
        ("high_tech_enterprises", "500000-outer", "2019-Q1", 40.8, SHARE),  # 1022 ÷ 2504 = 40.81 %
        ("high_growth_enterprises", "500000-outer", "2019-Q1", 47.2, SHARE),  # 281 ÷ 595 = 47.23 %
    ]
    assert found([*OUTER, *stated]) == ()


def test_a_share_that_its_parts_contradict(found):
    (one,) = found([*OUTER, ("tech_enterprises", "500000-outer", "2019-Q1", 58.2, SHARE)])
    assert (one.code, one.severity, one.found) == ("share_differs", "error", 58.2)
    assert one.expected == pytest.approx(52.8313, abs=1e-4)
    assert one.told["arithmetic"] == "6195 ÷ 11726 × 100 = 52.83%"
    assert one.key == ("share_differs", "tech_enterprises", "500000-outer", "share", "2019-Q1", "s1")


@pytest.mark.parametrize(("stated", "codes"), [(26.2, []), (62.2, ["share_differs"])])
def test_the_share_of_first_loans_in_all_knowledge_loans(found, stated, codes):
    rows = [
        ("knowledge_loan_enterprises", "500000", "2019-04", 321),
        ("knowledge_loan_first_time_enterprises", "500000", "2019-04", 84),  # 84 ÷ 321 = 26.17 %
        ("knowledge_loan_first_time_enterprises", "500000", "2019-04", stated, SHARE),
    ]
    assert [f.code for f in found(rows)] == codes


def test_a_share_is_not_held_against_another_source(found):
    rows = [*OUTER[:1], ("tech_enterprises", "500000-outer", "2019-Q1", 6195, {"source": "s2"})]
    assert found([*rows, ("tech_enterprises", "500000-outer", "2019-Q1", 58.2, SHARE)]) == ()


LEVELS = [("high_tech_enterprises", "420000", 2021, 14560), ("high_tech_enterprises", "420000", 2022, 20147)]


def growth(value, **more):
    return ("high_tech_enterprises", "420000", 2022, value, {"measure": "growth", **more})


def test_growth_that_its_levels_give(found):
    assert found([*LEVELS, growth(38.37)]) == ()
    assert found([*LEVELS, growth(38.4)]) == ()


def test_growth_that_the_levels_of_its_source_contradict(found):
    (one,) = found([*LEVELS, growth(35.0)])
    assert (one.code, one.severity) == ("growth_differs", "error")
    assert one.told["arithmetic"] == "(20147 ÷ 14560 − 1) × 100 = 38.37%"


def test_growth_beside_levels_of_other_sources_has_room_for_revisions(found):
    assert found([*LEVELS, growth(33.0, source="s2")]) == ()
    (one,) = found([*LEVELS, growth(12.0, source="s2")])
    assert (one.code, one.severity) == ("growth_contradicts", "warning")


def test_a_lost_decimal_point(found):
    (one,) = found([*LEVELS, growth(3837)])
    assert (one.code, one.severity, one.expected) == ("decimal_lost", "error", 38.37)


def test_growth_without_levels_that_no_year_can_bring(found):
    (one,) = found([growth(3837)])
    assert (one.code, one.severity) == ("growth_impossible", "warning")


def test_growth_at_constant_prices_is_not_held_against_levels(found):
    rows = [
        ("gdp", "410300", 2021, 5447.1),
        ("gdp", "410300", 2022, 5675.2),
        ("gdp", "410300", 2022, 1.5, {"measure": "growth"}),
    ]
    assert found(rows) == ()


def test_growth_across_a_declared_break_is_told_and_not_computed(found):
    rows = [("patent_applications", "420000", y, v) for y, v in ((2016, 50000), (2017, 90000))]
    (one,) = found([*rows, ("patent_applications", "420000", 2017, 12, {"measure": "growth"})])
    assert (one.code, one.severity) == ("across_break", "note")
    assert [b.id for b in (one.told["base"], one.told["broken"])] == ["2016", "2017"]


def test_a_multiple_against_its_levels(found):
    levels = [("tech_enterprises", "500000", 2020, 1000), ("tech_enterprises", "500000", 2025, 1900)]
    times = {"measure": "multiple", "base_period": "2020"}
    assert found([*levels, ("tech_enterprises", "500000", 2025, 2, times)]) == ()  # 1.9 is 2 to the digit stated
    (one,) = found([*levels, ("tech_enterprises", "500000", 2025, 4, times)])
    assert (one.code, one.told["arithmetic"]) == ("multiple_differs", "1900 ÷ 1000 = 1.9")


def test_a_net_change_against_its_levels(found):
    rows = [("high_tech_enterprises", "371300", 2019, 500), ("high_tech_enterprises", "371300", 2020, 687)]
    change = {"measure": "net_change"}
    assert found([*rows, ("high_tech_enterprises", "371300", 2020, 187, change)]) == ()
    (one,) = found([*rows, ("high_tech_enterprises", "371300", 2020, 178, change)])
    assert (one.code, one.expected, one.told["arithmetic"]) == ("change_differs", 187, "687 − 500 = 187")


def test_a_stated_ratio_against_its_formula(found):
    rows = [("survey_forms_sent", "410300", 2016, 200), ("survey_forms_returned", "410300", 2016, 190)]
    assert found([*rows, ("satisfaction_return_rate", "410300", 2016, 95)]) == ()
    (one,) = found([*rows, ("satisfaction_return_rate", "410300", 2016, 59)])
    assert (one.code, one.told["arithmetic"]) == ("formula_differs", "190 ÷ 200 × 100 = 95")
