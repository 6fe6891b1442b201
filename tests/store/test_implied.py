"""Values that two stated figures of one source imply."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from store_tiny import obs, store_of

HUBEI: dict[str, Any] = {"indicator": "high_tech_enterprises", "area": "420000"}
LEVEL = obs(**HUBEI, value=20147.0, unit="enterprises")
GROWTH = obs(**HUBEI, value=38.37, measure="growth", unit="percent", locator="char:30-35")
STATED = obs(**HUBEI, period="2021", value=14500.0, source="report_2023", qualifier="~")


def test_growth_implies_the_year_before_beside_what_is_stated(folder: Path) -> None:
    implied = store_of(folder, LEVEL, GROWTH, STATED).implied(["high_tech_enterprises"], ["420000"])
    row = implied.iloc[0]
    assert len(implied) == 1
    assert row["value"] == pytest.approx(14560.237, abs=0.001)
    assert (row["period"], row["year"], row["obs_status"], row["rule"]) == ("2021", 2021, "I", "growth")
    assert (row["from_a"], row["from_b"]) == ("20147 enterprises", "38.37 percent")
    assert (row["locator_a"], row["locator_b"], row["period_a"]) == ("char:10-20", "char:30-35", "2022")
    assert (row["stated"], row["stated_qualifier"], row["stated_source"]) == (14500.0, "~", "report_2023")
    assert row["difference"] == pytest.approx(0.00415, abs=0.0001)


def test_a_multiple_implies_the_same_months_of_the_year_before(folder: Path) -> None:
    span: dict[str, Any] = {"indicator": "voucher_issued_amount", "period": "2016-01/2016-10"}
    level = obs(**span, value=10802.4, unit="cny_1e4", obs_status="P")
    multiple = obs(**span, value=3.1, measure="multiple", unit="times", locator="char:30-33")
    row = store_of(folder, level, multiple).implied(["voucher_issued_amount"], ["410300"]).iloc[0]
    assert row["value"] == pytest.approx(3484.6, abs=0.05)
    assert (row["period"], row["rule"], row["from_b"]) == ("2015-01/2015-10", "multiple", "3.1 times")


def test_a_multiple_at_constant_prices_implies_nothing(folder: Path) -> None:
    multiple = obs(value=2.0, measure="multiple", unit="times", base_period="2017", locator="char:30-33")
    assert store_of(folder, obs(value=7800.0), multiple).implied(["gdp"], ["410300"]).empty


def test_a_multiple_with_a_base_implies_the_base(folder: Path) -> None:
    multiple = obs(**HUBEI, value=4.0, measure="multiple", unit="times", base_period="2017", locator="char:30-33")
    row = store_of(folder, LEVEL, multiple).implied(["high_tech_enterprises"], ["420000"]).iloc[0]
    assert (row["period"], row["value"]) == ("2017", 20147 / 4)


@pytest.mark.parametrize(
    ("level", "growth"),
    [
        (obs(value=5386.2), obs(value=2.3, measure="growth", locator="char:30-35")),  # at constant prices
        (LEVEL, obs(**HUBEI, value=38.37, measure="growth", source="report_2023")),  # from another source
        (LEVEL, obs(**HUBEI, value=-100.0, measure="growth", locator="char:30-35")),  # to nothing
        (LEVEL, obs(**HUBEI, value=30.0, qualifier=">", measure="growth", locator="char:30-35")),  # not exact
        (LEVEL, obs(**HUBEI, value=None, measure="growth", locator="char:30-35")),  # lost
        (obs(**HUBEI, period="2022-Q1", value=9.0), obs(**HUBEI, period="2022-Q1", value=9.0, measure="growth")),
    ],
)
def test_nothing_is_implied_where_the_arithmetic_would_not_hold(folder: Path, level: object, growth: object) -> None:
    store = store_of(folder, level, growth)  # type: ignore[arg-type]
    assert store.implied(["gdp", "high_tech_enterprises"], ["410300", "420000"]).empty


def test_an_implied_value_is_in_no_reading(folder: Path) -> None:
    store = store_of(folder, LEVEL, GROWTH)
    assert store.series("high_tech_enterprises", ["420000"])["period"].tolist() == ["2022"]
