"""Derived indicators, computed by hand on a tiny frame."""

from __future__ import annotations

import pytest

from yardstick.catalogue import Formula, Indicator, Text
from yardstick.normalise import reading_frame
from yardstick.workspace.derived import derive


def rate(formula: str = "won / played * 100") -> Indicator:
    """An indicator with this formula."""
    words = Text("率", "rate")
    return Indicator(
        "rate", "t", words, words, "percent", "ratio", "intensive", "higher", formula=Formula.parse(formula)
    )


def cell(indicator: str, value: float | None, *, period: str = "2020", **more: object) -> dict[str, object]:
    """A reading of area A."""
    return {"area": "A", "indicator": indicator, "period": period, "value": value, "source": f"of-{indicator}", **more}


def test_only_where_all_inputs_have_a_figure_for_the_same_period() -> None:
    frame = reading_frame(
        [cell("won", 3), cell("played", 12), cell("won", 4, period="2021"), cell("played", None, period="2021")]
    )
    made = derive(rate(), frame)
    assert made["value"].tolist() == [25.0]
    assert made["period"].tolist() == ["2020"]
    assert made["source"].tolist() == ["of-won"]
    assert made["unit"].tolist() == ["percent"]


def test_divisor_zero_gives_nothing() -> None:
    assert derive(rate(), reading_frame([cell("won", 3), cell("played", 0)])).empty


def test_status_is_the_worst_and_a_hedged_numerator_stays_hedged() -> None:
    frame = reading_frame([cell("won", 3, qualifier=">", obs_status="A"), cell("played", 12, obs_status="E")])
    made = derive(rate(), frame)
    assert made["obs_status"].tolist() == ["E"]
    assert made["qualifier"].tolist() == [">"]


@pytest.mark.parametrize("qualifier", [">", "~", "<="])
def test_hedge_in_a_longer_formula_is_about(qualifier: str) -> None:
    frame = reading_frame([cell("won", 3, qualifier=qualifier), cell("played", 12), cell("drawn", 3)])
    assert derive(rate("(won + drawn) / played * 100"), frame)["qualifier"].tolist() == ["~"]
