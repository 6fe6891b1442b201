"""What the real data must answer: figures worked out or looked up by hand in the sources they are cited from."""

from __future__ import annotations

import pytest

from yardstick.workspace import Workspace

FIVE = ("410300", "411400", "500000", "420000", "371300")


def test_high_tech_enterprises_of_chongqing_keep_their_hedges(workspace: Workspace) -> None:
    shown = {r.period: (r.qualifier, r.value) for r in workspace.readings(["high_tech_enterprises"], ["500000"])}
    assert shown["2019-Q1"] == ("=", 2504.0)
    assert shown["2019"] == (">", 3100.0)
    assert shown["2024"] == ("=", 8837.0)


def test_gdp_of_luoyang_2022_is_the_final_one_and_says_why(workspace: Workspace) -> None:
    found = workspace.explain("410300", "gdp", "2022")
    assert found.picked is not None
    assert found.picked.value == 5386.2
    others = {r.reading.value: r.decided_by for r in found.rivals}
    assert others[5675.2] == "kind"  # a plan report ranks below a bulletin
    assert others[5800.0] == "firm"  # expected before the year was over
    assert others[5675.0] == "confidence"  # a yearbook read at second hand


def test_an_implied_value_that_meets_a_stated_bound_agrees_with_it(workspace: Workspace) -> None:
    found = workspace.explain("371300", "rd_expenditure", "2022")
    assert found.picked is not None
    assert (found.picked.qualifier, found.picked.value) == (">=", 100.0)
    (implied,) = found.implied
    assert implied.value == pytest.approx(146.6 / 1.131)
    chinese, english = found.arithmetic[0]
    assert chinese.endswith("两者一致")
    assert english.endswith("they agree")


def test_implied_high_tech_enterprises_of_hubei_2021_agree_with_the_stated(workspace: Workspace) -> None:
    found = workspace.explain("420000", "high_tech_enterprises", "2021")
    assert found.picked is not None
    assert found.picked.value == 14500.0
    (implied,) = found.implied
    assert (implied.level, implied.factor, implied.level_period) == (20147.0, 38.37, "2022")
    assert implied.value == pytest.approx(20147 / 1.3837)
    assert implied.difference == pytest.approx(20147 / 1.3837 / 14500 - 1)
    assert "0.42%" in found.arithmetic[0][1]
    assert "agree within half a per cent" in found.arithmetic[0][1]


def test_lost_decimal_point_is_corrected_and_told(workspace: Workspace) -> None:
    found = workspace.explain("420000", "high_tech_enterprises", "2022", "growth")
    assert found.picked is not None
    assert (found.picked.value, found.picked.stated_value) == (38.37, "3837")
    assert found.correction[0]
    assert "decimal point" in found.correction[1]


def test_implied_voucher_issues_of_luoyang(workspace: Workspace) -> None:
    view = workspace.indicator_view("voucher_issued_amount", ["410300"])
    assert [round(i.value, 1) for i in view.implied] == [3484.6]  # 10802.4 万元 at 3.1 times
    assert view.implied[0].rule == "multiple"


def test_growth_at_constant_prices_implies_no_level(workspace: Workspace) -> None:
    rules = {i.rule for i in workspace.indicator_view("gdp", FIVE).implied}
    assert "growth" not in rules


def test_voucher_redemption_rate_is_computed_from_its_two_figures(workspace: Workspace) -> None:
    (rate,) = workspace.readings(["voucher_redemption_rate"], ["410300"])
    assert rate.value == pytest.approx(1002.52 / 10802.4 * 100)
    assert rate.status == "P"  # the first ten months only
    lines = workspace.explain("410300", "voucher_redemption_rate", rate.period).arithmetic
    assert "1002.52" in lines[0][0]


def test_satisfaction_return_rate_of_shangqiu(workspace: Workspace) -> None:
    (rate,) = workspace.readings(["satisfaction_return_rate"], ["411400"])
    assert rate.value == pytest.approx(156 / 172 * 100)


def test_lost_figure_is_a_gap_with_a_reason_not_zero(workspace: Workspace) -> None:
    missing = [r for r in workspace.brought("hubei-rectification-2023") if r.value is None]
    assert [(r.indicator, r.status, r.missing_reason) for r in missing] == [
        ("sci_tech_commissioners", "M", "to_be_verified")
    ]


def test_shares_outside_the_centre_of_chongqing_agree_with_the_parts(workspace: Workspace) -> None:
    parts = {p.indicator: p for p in workspace.area_view("500000").parts if p.part == "500000-outer"}
    for indicator, stated, part, whole in (
        ("tech_enterprises", 52.8, 6195, 11726),
        ("high_tech_enterprises", 40.8, 1022, 2504),
        ("high_growth_enterprises", 47.2, 281, 595),
    ):
        share = parts[indicator]
        assert (share.stated, share.value, share.whole, share.agrees) == (stated, part, whole, True)
        assert share.computed == pytest.approx(part / whole * 100)


def test_raw_counts_of_unlike_levels_are_not_ranked(workspace: Workspace) -> None:
    found = workspace.compare("high_tech_enterprises", ["410300", "420000"])
    assert not found.ranked
    assert [g.code for g in found.guards if g.code == "unlike_levels"]
    assert "peer_position" in workspace.forms("high_tech_enterprises")
    position = workspace.compare("rd_expenditure", ["500000", "420000"], form="peer_position")
    assert position.ranked
    assert dict(position.peers) == {"500000": 30, "420000": 30}


def test_per_capita_is_the_count_over_the_population_of_the_same_year(workspace: Workspace) -> None:
    found = workspace.compare("high_tech_enterprises", FIVE, form="per_capita", period="2023")
    chongqing = next(row for row in found.rows if row.area == "500000")
    assert chongqing.reading is not None
    population = {r.period: r.value for r in workspace.readings(["population_resident"], ["500000"])}
    assert chongqing.reading.value == pytest.approx(7565 / (population["2023"] or 0))
    assert "7565" in chongqing.steps[0][0]


def test_growth_of_gdp_is_the_stated_one(workspace: Workspace) -> None:
    found = workspace.compare("gdp", ["500000"], form="growth", period="2013")
    (row,) = found.rows
    assert row.reading is not None
    assert row.reading.value == 12.3  # not the 10.93 of current prices, which a correction takes out


def test_latest_of_each_is_shown_but_not_ranked(workspace: Workspace) -> None:
    found = workspace.compare("rd_intensity", FIVE, policy="latest")
    assert not found.ranked
    assert {g.code for g in found.guards} & {"mixed_periods", "latest_of_each"}


def test_every_number_has_a_source_a_place_and_a_change_set(workspace: Workspace) -> None:
    indicators = list(workspace.catalogue.indicators)
    for reading in workspace.readings(indicators, FIVE):
        assert reading.source in workspace.sources, reading
        assert reading.locator, reading
        assert reading.change_set in workspace.change_set_of, reading


def test_groups_have_no_standing_among_peers(workspace: Workspace) -> None:
    assert workspace.area_view("500000-outer").standings == ()


def test_area_with_nothing_held_answers_empty(workspace: Workspace) -> None:
    view = workspace.area_view("710000")
    assert view.rows == ()
    found = workspace.compare("gdp", ["710000"])
    assert found.rows[0].reading is None
    assert all(found.finding)
