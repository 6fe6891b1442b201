"""The methods on cases that can be worked by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from yardstick.targets.methods import METHODS, REASONS, Case, Outcome, linear, meets, moment, paced


def judged(method: str, **changes: Any) -> Outcome:
    """A method on 100 (2020) → 200 (2025), actual 150 in 2022, with changes."""
    plain = {
        "base_period": 2020.0, "base_value": 100.0, "current_period": 2022.0, "current_value": 150.0,
        "target_period": 2025.0, "target_value": 200.0, "direction": "higher",
    }  # fmt: skip
    return METHODS[method](Case(**{**plain, **changes}))


class TestTime:
    def test_whole_years_are_exact(self):
        assert moment(dt.date(2015, 12, 31)) == 2015.0
        assert moment(dt.date(2016, 12, 31)) == 2016.0  # 366 of 366 days

    def test_a_part_of_a_year_is_a_share_of_its_days(self):
        assert moment(dt.date(2016, 10, 31)) == 2015 + 305 / 366
        assert moment(dt.date(2015, 3, 14)) == 2014 + 73 / 365  # a fifth of the year


class TestLinear:
    @pytest.mark.parametrize(
        ("changes", "status", "achieved", "elapsed", "ratio"),
        [
            ({}, "ahead", 0.5, 0.4, 1.25),
            ({"current_value": 140.0}, "on_track", 0.4, 0.4, 1.0),
            ({"current_value": 138.0}, "on_track", 0.38, 0.4, 0.95),  # on the alarm itself
            ({"current_value": 142.0}, "on_track", 0.42, 0.4, 1.05),  # on the praise itself
            ({"current_value": 120.0}, "behind", 0.2, 0.4, 0.5),
            ({"current_value": 100.0}, "behind", 0.0, 0.4, 0.0),
            ({"current_value": 90.0}, "moving_away", -0.1, 0.4, -0.25),
            ({"current_value": 200.0}, "met", 1.0, 0.4, 2.5),
            ({"current_value": 210.0, "current_period": 2025.0}, "met", 1.1, 1.0, 1.1),
            ({"current_value": 190.0, "current_period": 2025.0}, "missed", 0.9, 1.0, 0.9),
            ({"current_period": 2021.5, "current_value": 130.0}, "on_track", 0.3, 0.3, 1.0),
        ],
    )
    def test_shares_of_the_way_and_of_the_time(self, changes, status, achieved, elapsed, ratio):
        found = judged("linear", **changes)
        assert found.status == status
        assert found.achieved_share == pytest.approx(achieved, abs=1e-12)
        assert found.elapsed_share == pytest.approx(elapsed, abs=1e-12)
        assert found.ratio == pytest.approx(ratio, abs=1e-12)
        assert (found.score, found.reason) == (None, "")

    def test_lower_is_better(self):
        found = judged("linear", base_value=50.0, current_value=44.0, target_value=40.0, direction="lower")
        assert (found.status, found.achieved_share) == ("ahead", 0.6)
        assert (
            judged("linear", base_value=50.0, current_value=55.0, target_value=40.0, direction="lower").ratio == -1.25
        )
        assert (
            judged("linear", base_value=50.0, current_value=39.0, target_value=40.0, direction="lower").status == "met"
        )

    def test_five_of_a_hundred_is_behind(self):
        """0 → 100 in ten years, 5 after five: a tenth of what was due."""
        found = judged("linear", base_value=0.0, current_value=5.0, current_period=2025.0, target_value=100.0,
                       target_period=2030.0)  # fmt: skip
        assert (found.status, found.ratio) == ("behind", 0.1)

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"base_value": None}, "base_missing"),
            ({"current_value": None}, "actual_missing"),
            ({"target_value": None}, "target_missing"),
            ({"target_value": 100.0, "current_value": 90.0}, "base_equals_target"),
            ({"current_period": 2020.0}, "no_time_elapsed"),
            ({"current_period": 2019.0}, "no_time_elapsed"),
            ({"target_period": 2020.0, "current_period": 2019.0}, "before_data"),
        ],
    )
    def test_refuses(self, changes, reason):
        found = judged("linear", **changes)
        assert (found.status, found.reason, found.ratio) == ("not_evaluable", reason, None)

    def test_met_and_missed_need_no_base(self):
        assert judged("linear", base_value=None, current_value=200.0).status == "met"
        assert judged("linear", base_value=None, current_value=199.0, current_period=2025.0).status == "missed"

    def test_a_fall_below_a_target_that_the_base_had_reached_moves_away(self):
        """From 220 to 190 under a target of 200: no way to share out, so no ratio."""
        found = judged("linear", base_value=220.0, current_value=190.0)
        assert (found.status, found.achieved_share, found.ratio) == ("moving_away", None, None)
        assert found.reason == "base_beyond_target"

    def test_thresholds_are_arguments(self):
        case = Case(2020.0, 100.0, 2022.0, 138.0, 2025.0, 200.0, "higher")
        assert linear(case, alarm=0.96).status == "behind"
        assert linear(case, praise=0.9).status == "ahead"
        assert [paced(x) for x in (-0.1, 0.0, 0.94, 0.95, 1.05, 1.06)] == [
            "moving_away", "behind", "behind", "on_track", "on_track", "ahead",
        ]  # fmt: skip

    def test_being_at_the_target_meets_it(self):
        assert meets(5.0, 5.0, "higher")
        assert meets(5.0, 5.0, "lower")
        assert not meets(4.0, 5.0, "higher")


class TestLevelRatio:
    @pytest.mark.parametrize(
        ("changes", "status", "ratio"),
        [
            ({}, "ahead", 150 / 140),  # 140 is due after two of five years
            ({"current_value": 140.0}, "on_track", 1.0),
            ({"current_value": 126.0}, "behind", 0.9),
            ({"current_value": 98.0}, "moving_away", 0.7),
            ({"current_value": 200.0}, "met", 200 / 140),
            ({"current_value": 190.0, "current_period": 2025.0}, "missed", 0.95),
        ],
    )
    def test_level_over_the_level_due(self, changes, status, ratio):
        found = judged("level_ratio", **changes)
        assert (found.status, found.ratio) == (status, pytest.approx(ratio, abs=1e-12))

    def test_lower_is_better_turns_the_quotient_round(self):
        """50 → 40 in five years: 46 is due after two; 48 is 4 % too much."""
        found = judged("level_ratio", base_value=50.0, current_value=48.0, target_value=40.0, direction="lower")
        assert (found.status, found.inputs["due"]) == ("on_track", 46.0)
        assert found.ratio == pytest.approx(46 / 48, abs=1e-12)

    def test_does_not_call_a_falling_series_on_track(self):
        """1000 → 1010: 1000 falling to 999 is 99.5 % of the level due, and away from the target all the same."""
        found = judged("level_ratio", base_value=1000.0, current_value=999.0, target_value=1010.0)
        assert (found.status, found.ratio) == ("moving_away", pytest.approx(999 / 1004, abs=1e-12))

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"base_value": None}, "base_missing"),
            ({"base_value": -5.0}, "negative_base"),
            ({"base_value": 5.0, "target_value": -5.0, "current_value": 3.0, "direction": "lower",
              "current_period": 2024.0}, "sign_change"),
        ],
    )  # fmt: skip
    def test_refuses(self, changes, reason):
        found = judged("level_ratio", **changes)
        assert (found.status, found.reason, found.ratio) == ("not_evaluable", reason, None)

    def test_after_the_end_the_target_itself_is_due(self):
        assert judged("level_ratio", base_value=None, current_period=2026.0, current_value=100.0).ratio == 0.5


class TestEvery:
    @pytest.mark.parametrize("method", list(METHODS))
    @pytest.mark.parametrize(
        "changes",
        [{"base_value": 1e-308, "current_value": 1e308}, {"base_value": 5e-324, "target_value": 1e308},
         {"current_period": 2020.0 + 1e-9}, {"base_value": -1e308, "current_value": 1e308, "target_value": 1.5e308}],
    )  # fmt: skip
    def test_numbers_at_the_ends_of_the_floats_raise_nothing(self, method, changes):
        found = judged(method, **changes)
        assert found.reason == "" or found.reason in REASONS
        assert str(found.ratio) not in {"inf", "-inf", "nan"}

    @pytest.mark.parametrize("method", list(METHODS))
    def test_scaling_the_unit_changes_nothing_that_is_said(self, method):
        one = judged(method)
        other = judged(method, base_value=100e4, current_value=150e4, target_value=200e4)
        assert (other.status, other.score, other.reason) == (one.status, one.score, one.reason)
        assert other.ratio == pytest.approx(one.ratio, rel=1e-12)


class TestOrderOfTime:
    """What comes in the wrong order is refused whatever the values are."""

    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize("value", [150.0, 250.0])
    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"target_period": 2015.0}, "before_data"),
            ({"target_period": 2020.0}, "before_data"),
            ({"target_period": 2015.0, "base_value": None}, "before_data"),
            ({"current_period": 2018.0}, "no_time_elapsed"),
        ],
    )
    def test_is_refused(self, method, value, changes, reason):
        found = judged(method, current_value=value, **changes)
        if "base_value" in changes and method in ("cagr", "projection"):
            reason = "base_missing"
        assert (found.status, found.reason, found.score, found.ratio) == ("not_evaluable", reason, None, None)


def test_linear_tells_what_it_divides():
    assert judged("linear").inputs == {"done": 50.0, "way": 100.0, "passed": 2.0, "span": 5.0}
    assert judged("linear", current_value=250.0).inputs["done"] == 150.0
    assert judged("linear", base_value=None, current_value=250.0).inputs == {}
