"""The figures of a history by period: the same ones, in the order in which they are held."""

from __future__ import annotations

from written import held


def test_the_figures_of_one_period_are_found_by_its_code() -> None:
    history = held("2019: 1; 2020: 2; 2020: 3; 2020: growth 8; 2020: was 4 on 2021-02-01")
    assert [f.value for f in history.shown_on("value", "2020")] == [2, 3]
    assert [f.value for f in history.shown_on("growth", "2020")] == [8]
    assert [f.value for f in history.earlier_on("value", "2020")] == [2, 3, 4]


def test_what_is_not_held_is_no_figure() -> None:
    history = held("2019: 1")
    assert not history.shown_on("value", "2020")
    assert not history.shown_on("share", "2019")
    assert not history.earlier_on("share", "2019")


def test_a_history_asked_is_the_history_unasked() -> None:
    asked, unasked = held("2019: 1"), held("2019: 1")
    asked.shown_on("value", "2019")
    assert asked == unasked
    assert repr(asked) == repr(unasked)
