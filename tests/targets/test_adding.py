"""What adds up: parts of a period put together, worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.model.observation import Measure, Qualifier
from yardstick.model.period import Period
from yardstick.model.target import Target
from yardstick.targets import Figure, History, Rule, judge
from yardstick.targets.adding import added

RULE = Rule("flow", "higher", "units")
DAY = dt.date(2026, 6, 30)


def figure(code: str, value: float, qualifier: str = "=", **given: object) -> Figure:
    return Figure(Period.parse(code), value, qualifier, **given)  # type: ignore[arg-type]


def total(period: str, *figures: Figure, day: dt.date = DAY) -> tuple[str, float, str] | None:
    found = added(figures, Period.parse(period), rule=RULE, as_of=day)
    return None if found is None else (found.figure.period.code, found.figure.value, found.figure.qualifier)


def test_years_of_a_plan_add_up() -> None:
    years = [figure(str(year), 10) for year in range(2019, 2024)]
    assert total("2019/2023", *years) == ("2019/2023", 50, "=")
    assert total("2019/2023", *years[:3]) == ("2019/2021", 30, "=")


def test_a_gap_ends_the_row() -> None:
    assert total("2019/2023", figure("2019", 1), figure("2020", 2), figure("2022", 4)) == ("2019/2020", 3, "=")
    assert total("2019/2023", figure("2020", 2), figure("2021", 4)) is None


def test_the_longest_part_goes_first() -> None:
    parts = [figure("2025-Q1", 1), figure("2025-S1", 3), figure("2025-Q3", 2), figure("2025-Q2", 2)]
    assert total("2025", *parts) == ("2025-01/2025-09", 5, "=")


def test_quarters_make_a_year() -> None:
    assert total("2025", *(figure(f"2025-Q{n}", n) for n in (1, 2, 3, 4))) == ("2025", 10, "=")


def test_one_part_alone_is_no_sum_and_the_whole_is_no_part() -> None:
    assert total("2025", figure("2025-Q1", 1)) is None
    assert total("2025", figure("2025", 9), figure("2025-Q1", 1)) is None


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("=", ">", ">"), (">=", "=", ">="), (">=", ">", ">"), ("<", "=", "<"), ("~", "=", "~")],
)
def test_a_hedge_stays_a_hedge(first: str, second: str, expected: str) -> None:
    assert total("2024/2025", figure("2024", 3, first), figure("2025", 4, second)) == ("2024/2025", 7, expected)


@pytest.mark.parametrize(("first", "second"), [(">", "<"), ("~", ">"), ("=", "range")])
def test_hedges_that_point_apart_do_not_add_up(first: str, second: str) -> None:
    assert total("2024/2025", figure("2024", 3, first), figure("2025", 4, second)) is None


def test_what_is_not_known_not_whole_or_not_allowed_is_no_part() -> None:
    one = figure("2024", 3)
    assert total("2024/2025", one, figure("2025", 4, published=dt.date(2026, 7, 1))) is None
    assert total("2024/2025", one, figure("2025", 4, as_of=dt.date(2025, 9, 30))) is None
    assert total("2024/2025", one, figure("2025", 4, status="I")) is None
    assert total("2024/2025", one, figure("2025", 4, unit="percent")) is None


def test_the_sum_is_as_weak_as_its_weakest_part_and_as_late_as_its_latest() -> None:
    days = dt.date(2025, 3, 1), dt.date(2026, 3, 1)
    parts = [figure("2024", 3, status="E", published=days[0]), figure("2025", 4, published=days[1], source="b")]
    found = added(parts, Period.parse("2024/2025"), rule=RULE, as_of=DAY)
    assert found is not None
    assert (found.figure.status, found.figure.published, found.figure.source) == ("E", days[1], "b")
    assert found.step == ("parts_added", {"years": "2024/2025", "sum": "3 + 4", "result": 7})


@given(
    st.lists(st.integers(0, 1000), min_size=5, max_size=5),
    st.integers(1, 5000),
    st.sampled_from([">=", "<=", "="]),
    st.sampled_from(["value", "new"]),
)
def test_parts_are_judged_like_the_whole(parts: list[int], aim: int, operator: Qualifier, measure: Measure) -> None:
    period = Period.parse("2021/2025")
    target = Target("i", "a", measure, period, operator, aim, "units", "annual", "s", "l")
    years = [figure(str(2021 + at), value) for at, value in enumerate(parts)]
    whole = [figure("2021/2025", sum(parts))]
    one, other = (judge(target, History({measure: held}), RULE, as_of=DAY) for held in (years, whole))
    assert (one.status, one.reason, one.gap, one.achieved) == (other.status, other.reason, other.gap, other.achieved)


@given(st.lists(st.integers(0, 100), min_size=2, max_size=5), st.permutations(range(5)))
def test_the_order_of_rows_is_irrelevant(parts: list[int], order: list[int]) -> None:
    years = [figure(str(2021 + at), value) for at, value in enumerate(parts)]
    turned = [years[at] for at in order if at < len(years)]
    assert total("2021/2025", *turned) == total("2021/2025", *years)
