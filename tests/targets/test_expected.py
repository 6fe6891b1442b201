"""Aims compiled to numbers: operators and sides, changes on a base, the base as it was known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from written import aim, held, rule

from yardstick.targets import Expected, Refusal, compile_target

HIGHER, LOWER, NEUTRAL = (rule(f"stock {side}") for side in ("higher", "lower", "neutral"))
NOTHING = held("1999: 1")


def compiled(text: str, known: str = "1999: 1", side: str = "stock higher") -> Expected:
    found = compile_target(aim(text), held(known), rule(side))
    assert isinstance(found, Expected)
    return found


def bounds(text: str, known: str = "1999: 1", side: str = "stock higher") -> tuple[str, float | None, float | None]:
    found = compiled(text, known, side)
    return found.operator, found.low, found.high


@pytest.mark.parametrize(
    ("text", "side", "expected"),
    [
        ("value = 5, 2024", "higher", (">=", 5, None)),
        ("value = 5, 2024", "lower", ("<=", None, 5)),
        ("value = 5, 2024", "neutral", ("=", 5, 5)),
        ("value > 5, 2024", "lower", (">", 5, None)),
        ("value < 5, 2024", "higher", ("<", None, 5)),
        ("value ~ 5, 2024", "higher", ("~", 5, None)),
        ("value ~ 5, 2024", "lower", ("~", None, 5)),
        ("value range 5-7, 2024", "higher", ("range", 5, None)),
        ("value range 5-7, 2024", "lower", ("range", None, 7)),
        ("value range 5-7, 2024", "neutral", ("range", 5, 7)),
        ("rank = 8, 2024", "higher", ("<=", None, 8)),
    ],
)
def test_the_side_of_an_aim(text: str, side: str, expected: tuple[str, float | None, float | None]) -> None:
    assert bounds(text, side=f"stock {side}") == expected


def test_a_bare_figure_of_a_neutral_indicator_leads_away_from_the_base() -> None:
    assert bounds("value = 5, 2024", "2023: 4", "stock neutral") == (">=", 5, None)
    assert bounds("value = 5, 2024", "2023: 6", "stock neutral") == ("<=", None, 5)


@pytest.mark.parametrize(
    ("text", "known", "low"),
    [
        ("net_change >= 100, 2020", "2019: 560", 660),
        ("pp_change >= 1, 2019", "2018: 30", 31),
        ("multiple = 2, 2027, base 2022", "2022: 50", 100),
        ("growth >= 15, 2023", "2022: 100", 115),
        ("growth >= 10, 2021/2025, plan 2021-01-20", "2020: 100", 161.051),
        ("growth >= 100, 2020, base 2010", "2010: 30", 60),
    ],
)
def test_a_change_becomes_a_level(text: str, known: str, low: float) -> None:
    found = compiled(text, known)
    assert found.measure == "value"
    assert found.low == pytest.approx(low)


def test_a_range_of_points_becomes_a_range_of_levels() -> None:
    assert bounds("pp_change range 1-2, 2019", "2018: 30", "ratio neutral") == ("range", 31, 32)


def test_an_increment_and_a_growth_at_constant_prices_stay_as_stated() -> None:
    assert compiled("new >= 50, 2024", "2023: 100").measure == "new"
    assert compiled("growth >= 6, 2024", "2023: 100", "flow higher constant").measure == "growth"


@pytest.mark.parametrize(
    ("text", "known", "reason"),
    [
        ("growth >= 15, 2023", "2021: 100", "base_missing"),
        ("growth >= 15, 2023", "2022: 0", "zero_base"),
        ("multiple = 2, 2023", "2022: -3", "negative_base"),
        ("net_change >= 15, 2023", "2022: >100", "hedged"),
        ("value >=, 2023", "2022: 100", "no_value"),
    ],
)
def test_what_cannot_be_compiled(text: str, known: str, reason: str) -> None:
    found = compile_target(aim(text), held(known), HIGHER)
    assert isinstance(found, Refusal)
    assert found.reason == reason


@pytest.mark.parametrize(
    ("text", "base", "start", "end"),
    [
        ("value >= 1, 2024", "2023", "2023-12-31", "2024-12-31"),
        ("value >= 1, 2025, plan 2021-01-20", "2020", "2020-12-31", "2025-12-31"),
        ("value >= 1, 2025, base 2018, plan 2021-01-20", "2018", "2018-12-31", "2025-12-31"),
        ("value >= 1, 2016/2020, plan 2016-01-24", "2015", "2015-12-31", "2020-12-31"),
        ("value >= 1, 2017-01/2017-10", "2016", "2016-12-31", "2017-10-31"),
        ("value >= 1, 2017, due 2017-10-31", "2016", "2016-12-31", "2017-10-31"),
        ("value >= 1, 2021, plan 2022-03-01", "2020", "2020-12-31", "2021-12-31"),
    ],
)
def test_base_and_clock(text: str, base: str, start: str, end: str) -> None:
    found = compiled(text, f"{base}: 0.5")
    assert (found.start, found.end) == (dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    assert found.base is not None
    assert found.base.period.code == base


def test_the_day_of_the_source_stands_in_for_that_of_a_plan() -> None:
    plan = replace(aim("value >= 9, 2025, plan 2021-01-20"), announced=None)
    found = compile_target(plan, held("2020: 5"), HIGHER, announced=dt.date(2021, 1, 20))
    assert isinstance(found, Expected)
    assert found.base is not None


BASES = "2022: 105 on 2023-11-01; 2022: was 100 on 2023-01-10; 2022: was 99 on 2022-12-01"


@pytest.mark.parametrize(("announced", "base"), [("2022-12-15", 99), ("2023-01-20", 100), ("2022-01-01", 105)])
def test_the_base_is_what_was_known_at_the_announcement(announced: str, base: float) -> None:
    found = compiled(f"growth >= 10, 2023, annual {announced}", BASES)
    assert found.base is not None
    assert found.base.value == base


def test_steps_tell_the_arithmetic() -> None:
    assert compiled("growth >= 15, 2023", "2022: 100").steps[1] == (
        "base_grown",
        {"base": 100, "growth": 15, "result": pytest.approx(115)},
    )


def test_a_reference_area_gives_the_level_of_the_same_period() -> None:
    known = "2024: ref 2.4"
    assert bounds("value >, 2024, against 370000", known) == (">", 2.4, None)
    assert bounds("value >, 2025, against 370000", known) == (">", None, None)
    assert bounds("value = 1, 2024, against 370000", known) == (">=", 3.4, None)
