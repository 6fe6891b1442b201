"""Verdicts beyond the worked cases: paces, cautions, units, which figure speaks, what is known on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from written import aim, held, rule

from yardstick.targets import REASONS, STEPS, Verdict, judge
from yardstick.targets.records import CODES

PLAN = "value >= 200, 2025, base 2020"


def verdict(text: str, known: str, said: str = "stock higher", day: str = "2024-06-30", **options: str) -> Verdict:
    return judge(aim(text), held(known), rule(said), as_of=dt.date.fromisoformat(day), **options)  # type: ignore[arg-type]


def test_paces_and_the_year_the_line_is_crossed() -> None:
    found = verdict(PLAN, "2020: 100; 2023: 150")
    assert (found.required, found.observed) == (pytest.approx(25), pytest.approx(50 / 3))
    assert found.crossing == pytest.approx(2026)


def test_a_falling_series_never_crosses() -> None:
    assert verdict(PLAN, "2020: 100; 2023: 90").crossing is None


def test_no_pace_is_required_of_what_is_reached() -> None:
    found = verdict(PLAN, "2020: 100; 2023: 210")
    assert (found.required, found.crossing) == (None, None)


@pytest.mark.parametrize(
    ("known", "cautions"),
    [
        ("2020: 100; 2023: 160", ()),
        ("2020: 100; 2023: 160 E", ("estimated",)),
        ("2020: 100 P; 2023: 160 E", ("estimated", "provisional")),
        ("2020: >100; 2023: 160", ("hedged",)),
    ],
)
def test_cautions(known: str, cautions: tuple[str, ...]) -> None:
    assert verdict(PLAN, known).cautions == cautions


def test_a_part_of_the_period_is_said() -> None:
    assert verdict("value >= 120, 2025", "2025-S1: 66", "flow higher", "2025-08-01").cautions == ("partial",)


def test_units_that_differ() -> None:
    history = held("2020: 100; 2023: 150")
    history = replace(history, shown={"value": [replace(f, unit="persons") for f in history.shown["value"]]})
    target = replace(aim(PLAN), unit="enterprises")
    found = judge(target, history, rule("stock higher"), as_of=dt.date(2024, 6, 30))
    assert (found.status, found.reason) == ("not_evaluable", "unit_differs")
    assert found.args == {"target": "enterprises", "actual": "persons"}


def test_a_figure_published_later_is_not_known_yet() -> None:
    known = "2020: 100; 2022: 130 on 2023-02-01; 2023: 150 on 2024-02-01"
    assert verdict(PLAN, known, day="2024-01-31").actual.value == 130  # type: ignore[union-attr]
    assert verdict(PLAN, known, day="2024-02-01").actual.value == 150  # type: ignore[union-attr]


def test_a_plan_of_a_flow_is_judged_on_whole_years() -> None:
    found = verdict(PLAN, "2020: 100; 2023: 150; 2024-S1: 80", "flow higher")
    assert (found.status, found.actual.value) == ("behind", 150)  # type: ignore[union-attr]


def test_a_stock_is_judged_on_its_latest_month() -> None:
    found = verdict(PLAN, "2020: 100; 2023: 150; 2024-03: 190")
    assert found.actual.value == 190  # type: ignore[union-attr]
    assert found.elapsed == pytest.approx((3 + 91 / 366) / 5)


def test_a_standing_of_december_is_that_of_the_year() -> None:
    assert verdict("value >= 200, 2025, base 2020", "2025-12: 190", day="2026-06-30").status == "missed"


def test_an_increment_so_far_counts_from_the_start_of_its_span() -> None:
    found = verdict("new = 200, 2021/2025, plan 2021-01-25", "2021/2023: new 120")
    assert (found.status, found.achieved, found.elapsed) == ("on_track", 0.6, 0.6)


def test_a_later_figure_does_not_judge_the_end() -> None:
    found = verdict("value >= 100, 2020", "2019: 90; 2021: 80", day="2022-06-30")
    assert found.status == "overdue_no_data"


def test_a_hedged_figure_on_its_way_settles_one_side() -> None:
    assert verdict(PLAN, "2020: 100; 2023: >160").status == "on_track"
    assert verdict(PLAN, "2020: 100; 2023: >110").reason == "hedged"
    assert verdict(PLAN, "2020: 100; 2023: <120").status == "behind"


def test_a_day_on_the_end_is_not_past_it() -> None:
    before = verdict("value >= 100, 2024", "2023: 90", day="2024-12-31")
    after = verdict("value >= 100, 2024", "2023: 90", day="2025-01-01")
    assert (before.status, before.reason, before.args) == ("not_due_no_data", "not_due", {"period": "2024"})
    assert (after.status, after.reason, after.args) == ("overdue_no_data", "no_figure", {"period": "2024"})


def test_thresholds_of_the_indicator() -> None:
    strict = replace(rule("stock higher"), alarm=1.0, praise=1.2)
    target, history = aim(PLAN), held("2020: 100; 2023: 158")
    assert judge(target, history, strict, as_of=dt.date(2024, 6, 30)).status == "behind"
    assert verdict(PLAN, "2020: 100; 2023: 158").status == "on_track"


def test_exactly_on_a_threshold_is_on_track() -> None:
    assert verdict(PLAN, "2020: 100; 2023: 157").status == "on_track"
    assert verdict(PLAN, "2020: 100; 2023: 163").status == "on_track"


def test_the_growth_of_a_part_of_a_year_is_not_had_from_levels() -> None:
    found = verdict("growth >= 10, 2017-01/2017-10", "2016: 100; 2017-01/2017-10: 90", "flow higher", "2018-01-31")
    assert (found.status, found.reason) == ("not_evaluable", "base_missing")


def test_a_product_that_binary_fractions_miss_still_meets() -> None:
    assert verdict("growth >= 10, 2023", "2022: 100; 2023: 110").status == "met"


def test_targets_of_one_cell_are_told_apart() -> None:
    known = "2020: 4222; 2024: 8837; 2025: 9123"
    plan = verdict("value > 8000, 2025, plan 2021-01-21", known, day="2026-06-30")
    year = verdict("value > 10000, 2025, annual 2025-01-19", known, day="2026-06-30")
    assert (plan.status, plan.gap, year.status, year.gap) == ("met", 1123, "missed", -877)


def test_every_code_has_a_place_and_every_reason_a_meaning() -> None:
    assert len(set(CODES)) == 9
    assert all(REASONS.values())
    assert all(STEPS.values())


def test_a_comparison_keeps_both_figures_of_its_base() -> None:
    found = verdict(
        "value >, 2025, base 2020, against b", "2020: 1.5; 2020: ref 2; 2023: 2.1; 2023: ref 2.3", "ratio higher"
    )
    assert found.expected is not None
    told = dict(found.expected.steps)["difference_at_base"]
    assert told == {"area": "b", "period": "2020", "base": 1.5, "reference": 2.0, "difference": -0.5}


def test_growth_beside_another_area_tells_how_both_were_made_of_levels() -> None:
    known = "2020: 100; 2020: ref 1000; 2025: 161.051; 2025: ref 1276.2815625"
    found = verdict("growth >= 1, 2021/2025, plan 2021-01-20, against b", known, "flow higher", "2026-06-30")
    assert found.expected is not None
    own, other = (args for code, args in found.expected.steps if code == "mean_growth")
    assert (own["level"], own["base"], own["years"], own["growth"]) == (161.051, 100, 5, pytest.approx(10))
    assert (other["area"], other["growth"]) == ("b", pytest.approx(5))


def test_the_years_without_growth_are_named_with_their_area() -> None:
    known = "2021: growth 5; 2024: growth ~5; 2025: growth 5"
    found = verdict("growth ~ 6, 2021/2025, plan 2021-01-20", known, "flow higher constant", "2026-06-30")
    assert (found.reason, found.args) == ("growth_missing", {"area": "a", "years": "2022/2024"})
    assert found.actual is not None
    assert found.actual.period.code == "2021/2021"


def test_years_that_are_not_over_do_not_lack() -> None:
    known = "2021: growth 5; 2022: growth 5"
    found = verdict("growth ~ 6, 2021/2025, plan 2021-01-20", known, "flow higher constant", "2026-06-30")
    assert (found.status, found.reason) == ("overdue_no_data", "final_missing")


def test_growth_beside_another_area_names_whose_year_lacks() -> None:
    history = held("2020: 100; 2023: 120; 2020: ref 10; 2023: ref 11; 2021: growth 5; 2022: growth 5; 2023: growth 5")
    beside = held("2021: growth 4; 2023: growth 4").shown["growth"]
    target = aim("growth >= 1, 2021/2023, plan 2021-01-20, against b")
    history = replace(history, reference_growth=beside)
    found = judge(target, history, rule("flow higher constant"), as_of=dt.date(2024, 6, 30))
    assert (found.reason, found.args) == ("growth_missing", {"area": "b", "years": "2022"})


@pytest.mark.parametrize(
    ("known", "status", "reason"),
    [
        ("2022: 52; 2023: 70.9", "not_evaluable", "no_deadline"),
        ("2022: 52", "not_evaluable", "no_deadline"),
        ("2022: 52; 2023: 100", "met", ""),
    ],
)
def test_what_is_only_to_be_pressed_on_towards_is_met_or_open(known: str, status: str, reason: str) -> None:
    target = replace(aim("value = 100, 2023"), nature="directional")
    found = judge(target, held(known), rule("ratio higher"), as_of=dt.date(2024, 6, 30))
    assert (found.status, found.reason) == (status, reason)
