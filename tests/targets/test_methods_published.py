"""The methods from the literature: their rules by hand, and the answers that others published with them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from yardstick.targets.methods import METHODS, Case, Outcome

PUBLISHED = Path(__file__).resolve().parents[3] / "shared/truth/progress/cases.csv"


def judged(method: str, **changes: Any) -> Outcome:
    """A method on 100 (2020) → 200 (2022), actual 150 in 2021, with changes."""
    plain = {
        "base_period": 2020.0, "base_value": 100.0, "current_period": 2021.0, "current_value": 150.0,
        "target_period": 2022.0, "target_value": 400.0, "direction": "higher",
    }  # fmt: skip
    return METHODS[method](Case(**{**plain, **changes}))


class TestCagrWithTarget:
    """100 → 400 in two years needs a doubling each year: r = 1."""

    @pytest.mark.parametrize(
        ("actual", "ratio", "status", "score"),
        [
            (195.0, 0.95, "substantial_progress", 7.1429 * 0.95 - 4.2857),
            (194.0, 0.94, "moderate_progress", 7.1429 * 0.94 - 4.2857),
            (160.5, 0.605, "moderate_progress", 7.1429 * 0.605 - 4.2857),
            (159.0, 0.59, "limited_progress", 4.1667 * 0.59 - 2.5),
            (100.0, 0.0, "limited_progress", -2.5),
            (99.0, -0.01, "deterioration", -0.041667 - 2.5),
            (30.0, -0.7, "deterioration", -5.0),  # 4.1667 x -0.7 - 2.5 is below -5
            (240.0, 1.4, "substantial_progress", 5.0),  # 7.1429 x 1.4 - 4.2857 is above 5
        ],
    )
    def test_growth_against_the_growth_required(self, actual, ratio, status, score):
        found = judged("cagr", current_value=actual)
        assert found.status == status
        assert found.ratio == pytest.approx(ratio, abs=1e-9)
        assert found.score == pytest.approx(score, abs=1e-9)
        assert found.inputs["required_growth"] == 1.0

    def test_lower_is_better(self):
        """400 → 100 in two years: r = -0.5. From 400 to 300 is g = -0.25: half of it."""
        found = judged("cagr", base_value=400.0, current_value=300.0, target_value=100.0, direction="lower")
        assert (found.status, found.ratio) == ("limited_progress", 0.5)
        assert found.score == pytest.approx(4.1667 * 0.5 - 2.5, abs=1e-9)

    def test_a_target_already_met_overrides_the_growth(self):
        """100 → 81 in two years where higher is better: r = -0.1; fallen to 90 it is met, whatever the growth says."""
        found = judged("cagr", current_value=90.0, target_value=81.0)
        assert (found.status, found.score) == ("target_achieved", 5.0)
        assert found.ratio == pytest.approx(-1.0, abs=1e-9)
        lower = judged("cagr", current_value=110.0, target_value=121.0, direction="lower")
        assert (lower.status, lower.score, lower.ratio) == ("target_achieved", 5.0, pytest.approx(-1.0, abs=1e-9))

    def test_a_negative_base_turns_the_sign_round(self):
        """-400 → -100, higher is better: r = -0.5; to -300 is g = -0.25, and that is the right way."""
        found = judged("cagr", base_value=-400.0, current_value=-300.0, target_value=-100.0)
        assert (found.status, found.ratio, found.inputs["sign"]) == ("limited_progress", 0.5, -1)

    def test_a_limit_beside_a_target_is_not_used(self):
        assert judged("cagr", limit=100.0) == judged("cagr")

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"base_value": None}, "base_missing"),
            ({"current_value": None}, "actual_missing"),
            ({"base_value": 0.0}, "zero_base"),
            ({"target_value": 0.0, "direction": "lower"}, "zero_target"),
            ({"target_value": 100.0}, "base_equals_target"),
            ({"current_value": -1.0}, "sign_change"),
            ({"target_value": -10.0, "direction": "lower"}, "sign_change"),
            ({"current_period": 2020.0}, "no_time_elapsed"),
            ({"current_period": 2020.5}, "less_than_a_year"),
            ({"target_period": 2020.0}, "before_data"),
        ],
    )
    def test_refuses(self, changes, reason):
        found = judged("cagr", **changes)
        assert (found.status, found.reason, found.score, found.ratio) == ("not_evaluable", reason, None, None)


class TestCagrWithoutTarget:
    @pytest.mark.parametrize(
        ("actual", "status", "score"),
        [
            (101.6, "substantial_progress", 500 * 0.016 - 5),
            (102.5, "substantial_progress", 5.0),
            (101.0, "moderate_progress", 250 * 0.01 - 1.25),
            (100.4, "limited_progress", 500 * 0.004 - 2.5),
            (100.0, "limited_progress", -2.5),
            (99.0, "deterioration", 125 * -0.01 - 2.5),
            (97.0, "deterioration", -5.0),
        ],
    )
    def test_the_yearly_growth_itself(self, actual, status, score):
        found = judged("cagr", current_value=actual, target_value=None)
        assert found.status == status
        assert found.ratio == pytest.approx(actual / 100 - 1, abs=1e-12)
        assert found.score == pytest.approx(score, abs=1e-9)

    def test_near_a_limit_less_growth_is_enough(self):
        """80 under 100: c = 1 - 0.8^4.44 = 0.6287; 1 % of growth passes 1.5 % x c."""
        found = judged("cagr", base_value=80.0, current_value=80.8, target_value=None, limit=100.0)
        coefficient = 1 - 0.8**4.44
        assert found.inputs["coefficient"] == coefficient
        assert found.status == "substantial_progress"
        assert found.score == pytest.approx(500 * 0.01 / coefficient - 5, abs=1e-9)

    def test_at_the_limit_staying_is_enough(self):
        stayed = judged("cagr", base_value=100.0, current_value=100.0, target_value=None, limit=100.0)
        assert (stayed.status, stayed.score) == ("substantial_progress", 5.0)
        assert judged("cagr", current_value=99.0, target_value=None, limit=100.0).status == "deterioration"

    def test_beyond_the_limit_the_thresholds_come_back(self):
        beyond = judged("cagr", base_value=150.0, target_value=None, limit=100.0)
        assert beyond.inputs["coefficient"] == 1 - 0.5**4.44
        assert judged("cagr", base_value=200.0, target_value=None, limit=100.0).inputs["coefficient"] == 1.0
        assert judged("cagr", base_value=250.0, target_value=None, limit=100.0).inputs["coefficient"] == 1.0

    def test_refuses_a_zero_base(self):
        assert judged("cagr", base_value=0.0, target_value=None).reason == "zero_base"


class TestProjection:
    """100 grown to 150 in a year goes on to 225: 125 of the 300 that are wanted."""

    @pytest.mark.parametrize(
        ("target", "status", "score"),
        [
            (400.0, "insufficient", 2),  # 125 / 300 = 0.417
            (225.0, "on_track", 3),
            (231.5, "on_track", 3),  # 125 / 131.5 = 0.9506
            (232.0, "insufficient", 2),  # 125 / 132 = 0.947
            (1350.0, "insufficient", 2),  # 125 / 1250 = 0.10 exactly
            (1351.0, "away", 1),
        ],
    )
    def test_grades(self, target, status, score):
        found = judged("projection", target_value=target)
        assert (found.status, found.score) == (status, score)
        assert found.ratio == pytest.approx(125 / (target - 100), abs=1e-9)
        assert found.inputs["projected"] == 225.0

    def test_a_fall_is_away(self):
        assert judged("projection", current_value=90.0).status == "away"  # 81 is reached: -19 of 300

    def test_lower_is_better(self):
        """100 fallen to 90 goes on to 81: 19 of the 20 to a target of 80."""
        found = judged("projection", current_value=90.0, target_value=80.0, direction="lower")
        assert (found.status, found.ratio) == ("on_track", pytest.approx(0.95, abs=1e-9))

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"base_value": 0.0}, "zero_base"),
            ({"base_value": -4.0}, "negative_base"),
            ({"current_value": -4.0}, "sign_change"),
            ({"target_value": None}, "target_missing"),
            ({"target_value": 100.0}, "base_equals_target"),
            ({"target_value": 50.0}, "base_beyond_target"),
            ({"current_period": 2020.0}, "no_time_elapsed"),
            ({"target_period": 2020.0}, "before_data"),
        ],
    )
    def test_refuses(self, changes, reason):
        found = judged("projection", **changes)
        assert (found.status, found.reason, found.score) == ("not_evaluable", reason, None)


def _published() -> list[dict[str, str]]:
    if not PUBLISHED.is_file():
        return []
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(not PUBLISHED.is_file(), reason="the published answers do not lie on this machine")
def test_cagr_gives_the_published_answers() -> None:
    """Statistics Canada's results for the Canadian Indicator Framework, to 1e-9."""
    rows = _published()
    assert len(rows) >= 132
    assert [row["case_id"] for row in rows if not _agrees(row)] == []


def _agrees(row: dict[str, str]) -> bool:
    found = METHODS["cagr"](_case(row))
    status = {"not_available": "not_evaluable"}.get(row["expected_status"], row["expected_status"])
    stated = ((found.ratio, row["expected_progress_value"]), (found.score, row["expected_score"]))
    return found.status == status and all(_same(ours, theirs) for ours, theirs in stated)


def _same(ours: float | None, theirs: str) -> bool:
    return ours is None if not theirs else ours is not None and abs(ours - float(theirs)) < 1e-9


def _case(row: dict[str, str]) -> Case:
    value = {name: float(text) if text else None for name, text in row.items() if name in _NUMBERS}
    return Case(
        value["base_year"] or 0.0, value["base_value"], value["current_year"] or 0.0, value["current_value"],
        value["target_year"] or 0.0, value["target"], "higher" if row["direction"] == "1" else "lower", value["limit"],
    )  # fmt: skip


_NUMBERS = ("base_year", "base_value", "current_year", "current_value", "target", "target_year", "limit")
