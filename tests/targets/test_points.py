"""A growth or a multiple judged on levels, told in points and in times."""

from __future__ import annotations

import datetime as dt

import pytest
from written import aim, held, rule

from yardstick.targets import judge
from yardstick.targets.points import Rate, points, rate


def told(target: str, known: str) -> tuple[Rate | None, float | None]:
    """The rate of a target on what is held, and its gap in points."""
    wanted = aim(target)
    verdict = judge(wanted, held(known), rule("stock higher"), as_of=dt.date(2025, 6, 30))
    found = rate(wanted, verdict)
    return found, points(verdict, found)


def test_the_growth_of_one_year() -> None:
    found, gap = told("growth >= 10, 2024", "2023: 250; 2024: 260")
    assert found is not None
    assert (found.measure, found.asked, found.yearly) == ("growth", 10, False)
    assert (found.reached, gap) == (pytest.approx(4), pytest.approx(-6))


def test_a_growth_a_year_over_several_is_the_mean_of_those_gone() -> None:
    found, gap = told("growth >= 9, 2023/2025, plan 2023-01-20", "2022: 100; 2024: 121")
    assert found is not None
    assert (found.yearly, found.years) == (True, 2)
    assert (found.reached, gap) == (pytest.approx(10), pytest.approx(1))  # 1.21 ^ (1 ÷ 2) = 1.1


def test_a_growth_that_stays_under_a_limit_has_a_gap_above_zero() -> None:
    _, gap = told("growth <= 5, 2024", "2023: 100; 2024: 103")
    assert gap == pytest.approx(2)


@pytest.mark.parametrize(("level", "gap"), [(104, -1.0), (106, 1.0), (109, 4.0)])
def test_of_a_range_the_near_end_is_asked_for_where_more_is_better(level: float, gap: float) -> None:
    found, _ = told("growth range 5-7, 2024", f"2023: 100; 2024: {level}")
    assert found is not None
    assert found.gap == pytest.approx(gap)


def test_a_multiple_is_told_in_times_and_has_no_points() -> None:
    found, gap = told("multiple = 2, 2027, base 2022", "2022: 50; 2024: 70")
    assert found is not None
    assert (found.measure, found.asked, found.reached) == ("multiple", 2, pytest.approx(1.4))
    assert gap is None


@pytest.mark.parametrize(
    ("target", "known"),
    [
        ("growth >= 10, 2024", "2024: growth 12"),  # stated, not made of levels
        ("value >= 10, 2024", "2023: 5; 2024: 12"),
        ("growth >= 10, 2024", "2024: 260"),  # no base
        ("growth >= 10, 2024", "2023: 250"),  # no figure
    ],
)
def test_no_rate_without_two_levels_and_an_aim_at_their_change(target: str, known: str) -> None:
    assert told(target, known)[0] is None
