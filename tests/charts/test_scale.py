"""Axes: round ticks, and zero where it belongs."""

from __future__ import annotations

import pytest

from yardstick.charts.scale import bounds, few, starting_note, thousands, ticks, time_axis


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, [0, 25, 50, 75, 100]),
        (0, 8837, [0, 2500, 5000, 7500]),
        (1.0, 2.55, [1, 1.5, 2, 2.5]),
        (-3, 18, [0, 10]),
    ],
)
def test_ticks_are_round(low: float, high: float, expected: list[float]) -> None:
    assert ticks(low, high) == expected


def test_zero_is_kept_where_it_costs_little_and_else_the_start_is_round() -> None:
    assert bounds([10, 100])[0] == 0
    assert bounds([88, 96])[0] == 86
    assert bounds([88, 96], zero=True)[0] == 0


def test_one_value_still_has_an_axis_around_it() -> None:
    assert bounds([50]) == (45, 55)
    assert bounds([]) == (0, 1)


def test_a_start_other_than_zero_is_noted() -> None:
    words = "横轴自 {} 起".format
    assert starting_note("单位：家", 3000, tick=thousands, starts_at=words) == "单位：家 · 横轴自 3,000 起"
    assert starting_note("单位：家", 0, tick=thousands, starts_at=words) == "单位：家"


def test_a_wide_margin_leaves_room_for_three_years() -> None:
    moments = [2007.0, 2027.0]
    assert time_axis(moments, count=few(60))["ticktext"] == ["2009", "2015", "2021", "2027"]
    assert time_axis(moments, count=few(150))["ticktext"] == ["2013", "2020", "2027"]
