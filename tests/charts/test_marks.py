"""Marks: their standing, their place in time; series: order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yardstick.charts import Mark, Series
from yardstick.charts.symbols import sign, symbol
from yardstick.charts.theme import Palette


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({}, "A"),
        ({"status": "P"}, "P"),
        ({"qualifier": ">"}, "hedged"),
        ({"qualifier": ">", "status": "P"}, "hedged"),
        ({"qualifier": "~", "status": "E"}, "E"),
        ({"qualifier": ">", "status": "I"}, "I"),
        ({"status": "M"}, "M"),
    ],
)
def test_each_standing_is_drawn_in_one_way(mark: Callable[..., Mark], given: dict[str, str], kind: str) -> None:
    assert mark("500000", "2024", 1.0, **given).kind == kind


def test_no_value_is_missing_and_zero_is_a_value(mark: Callable[..., Mark]) -> None:
    assert mark("500000", "2024", None).kind == "M"
    assert mark("500000", "2024", 0.0).kind == "A"


@pytest.mark.parametrize(
    ("period", "x"), [("2019", 2019), ("2019-Q1", 2018.25), ("2019-S1", 2018.5), ("2019-12", 2019), ("2016/2020", 2020)]
)
def test_a_part_of_a_year_stands_where_it_ends(mark: Callable[..., Mark], period: str, x: float) -> None:
    assert mark("500000", period, 1.0).x == x


@pytest.mark.parametrize(
    ("given", "shape", "printed"),
    [
        ({}, "star", ""),
        ({"status": "P"}, "star-open-dot", ""),
        ({"status": "I"}, "star-open", ""),
        ({"status": "E"}, "diamond-open", ""),
        ({"qualifier": ">="}, "triangle-up-open", "≥"),
        ({"qualifier": "<"}, "triangle-down-open", "&lt;"),
        ({"qualifier": "~"}, "star-open", "≈"),
    ],
)
def test_standing_shows_in_the_symbol_without_colour(
    mark: Callable[..., Mark], palette: Palette, given: dict[str, str], shape: str, printed: str
) -> None:
    drawn = mark("500000", "2024", 1.0, **given)
    assert symbol(drawn, palette.look("500000")) == shape
    assert sign(drawn) == printed


def test_a_series_draws_what_has_a_value_in_order_of_time(mark: Callable[..., Mark]) -> None:
    marks = [mark("a", "2021", 3.0), mark("a", "2019", 1.0), mark("a", "2020", None)]
    assert [each.period for each in Series("a", "甲", marks).drawn] == ["2019", "2021"]
