"""When two figures for one cell cannot both be true."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from store_tiny import LUOYANG_GDP, obs, store_of

from yardstick.model import Observation
from yardstick.store import Store


def test_luoyang_gdp_is_a_conflict_of_values_and_says_how_wide(folder: Path) -> None:
    conflicts = store_of(folder, *LUOYANG_GDP).conflicts()
    assert len(conflicts) == 1
    cell = conflicts.iloc[0]
    assert (cell["value"], cell["lowest"], cell["highest"], cell["figures"]) == (5386.2, 5386.2, 5800.0, 4)
    assert cell["spread"] == pytest.approx((5800 - 5386.2) / 5386.2)
    assert (cell["reason"], bool(cell["revision"])) == ("values", False)


PLAN: dict[str, Any] = {"source": "plan_2023"}
CASES = [
    ("rounding of the coarser", obs(value=5675.2), obs(value=5675.0, **PLAN), False),
    ("more than the rounding", obs(value=5675.2), obs(value=5674.0, **PLAN), True),
    ("rounding in the unit stated", obs(value=12049.0), obs(value=12000.0, stated_value="1.20", **PLAN), False),
    ("a hedge that holds", obs(value=3120.0), obs(value=3100.0, qualifier=">", **PLAN), False),
    ("a hedge that is contradicted", obs(value=3000.0), obs(value=3100.0, qualifier=">", **PLAN), True),
    ("nearly", obs(value=2990.0), obs(value=3000.0, qualifier="<", **PLAN), False),
    ("about", obs(value=14560.0), obs(value=14500.0, qualifier="~", **PLAN), False),
    ("about, far off", obs(value=20000.0), obs(value=14500.0, qualifier="~", **PLAN), True),
    ("inside a range", obs(value=1.5), obs(value=1.0, value_high=2.0, qualifier="range", **PLAN), False),
    ("outside a range", obs(value=4.0), obs(value=1.0, value_high=2.0, qualifier="range", **PLAN), True),
    ("missing", obs(value=2.5), obs(value=None, missing_reason="to_be_verified", **PLAN), False),
    ("zero against zero", obs(value=0.0), obs(value=0.0, **PLAN), False),
    ("zero is a value", obs(value=0.0), obs(value=9.0, **PLAN), True),
    (
        "counted on other days",
        obs(value=1.0, as_of=dt.date(2022, 6, 30)),
        obs(value=9.0, as_of=dt.date(2022, 12, 31), **PLAN),
        False,
    ),
    (
        "growth on another base",
        obs(value=10.0, measure="growth"),
        obs(value=50.0, measure="growth", base_period="2015", **PLAN),
        False,
    ),
    (
        "ranks among others",
        obs(value=4.0, measure="rank", note="province"),
        obs(value=45.0, measure="rank", **PLAN),
        False,
    ),
    ("ranks among the same", obs(value=4.0, measure="rank"), obs(value=45.0, measure="rank", **PLAN), True),
]


@pytest.fixture(scope="module")
def all_cases(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One store of all cases, each under an indicator of its own."""
    figures = [replace(o, indicator=name) for name, a, b, _ in CASES for o in (a, b)]
    return store_of(tmp_path_factory.mktemp("conflicts"), *figures)


@pytest.mark.parametrize(("name", "a", "b", "expected"), CASES, ids=[case[0] for case in CASES])
def test_conflict(all_cases: Store, name: str, a: Observation, b: Observation, expected: bool) -> None:
    assert (len(all_cases.conflicts("410300", name)) == 1) is expected
    shown = all_cases.readings([name], ["410300"], measures=[a.measure])
    assert shown["conflict"].tolist() == [expected]
    assert shown["figures"].tolist() == [2]
    assert all_cases.figures("410300", name, "2022", a.measure)["differs"].tolist() == [False, expected]


def test_a_final_figure_after_a_provisional_one_is_a_revision(folder: Path) -> None:
    store = store_of(folder, obs(value=5386.2), obs(value=5675.2, obs_status="P", **PLAN))
    assert store.conflicts()["revision"].tolist() == [True]
