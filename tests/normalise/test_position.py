"""Position among peers on six small areas, and min–max."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yardstick.normalise import min_max, peer_position, reading_frame, steps

LEVELS = {**dict.fromkeys("abcdefgh", "prefecture"), "P": "province", "G": "group"}


def figures(values, **more):
    return [
        {"area": a, "indicator": "x", "period": "2024", "value": v, "unit": "units", **more} for a, v in values.items()
    ]


def position(own, others, **more):
    return peer_position(reading_frame(own), reading_frame(others), levels=LEVELS, **more)


def test_the_share_of_the_others_that_is_beaten():
    peers = figures({"a": 10, "b": 20, "c": 30, "d": 40, "e": 50, "f": 60})
    frame, refusals = position(peers, peers)
    assert refusals == []
    assert list(frame.value) == [0, 20, 40, 60, 80, 100]
    assert set(frame.denominator) == {5}
    assert set(frame.unit) == {"percent"}


def test_ties_count_half():
    peers = figures({"a": 10, "b": 30, "c": 30, "d": 40, "e": 50, "f": 30})
    frame, _ = position(figures({"b": 30}), peers)
    # a is beaten, c and f are level: (1 + 2 × 0.5) / 5.
    assert list(frame.value) == [40]
    assert list(frame.qualifier) == ["="]


def test_lower_is_better_where_the_definition_says_so_and_for_ranks():
    peers = figures({"a": 10, "b": 20, "c": 30, "d": 40, "e": 50, "f": 60})
    assert list(position(figures({"a": 10}), peers, directions={"x": "lower"})[0].value) == [100]
    ranks = figures({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6}, measure="rank")
    assert list(position(ranks[:1], ranks)[0].value) == [100]


def test_an_open_order_counts_half_and_is_marked():
    peers = figures({"b": 20, "c": 30, "d": 40, "e": 50, "f": 60})
    frame, _ = position(figures({"a": 35}, qualifier=">"), peers)
    # More than 35: b and c are beaten, d, e and f are open: (2 + 1.5) / 5.
    assert list(frame.value) == [70]
    assert list(frame.qualifier) == ["~"]
    frame, _ = position(figures({"a": 70}, qualifier=">"), peers)
    assert (frame.value[0], frame.qualifier[0]) == (100, "=")


def test_estimated_implied_and_missing_peers_are_not_counted():
    peers = figures({"a": 10, "b": 20, "c": 30, "d": 40, "e": 50, "f": 60})
    peers[5]["obs_status"] = "E"
    _, refusals = position(figures({"a": 10}), peers)
    assert [(r.code, r.detail) for r in refusals] == [("too_few_peers", "4")]


def test_peers_are_of_the_same_level_and_period():
    peers = figures({"P": 1, "b": 20, "c": 30, "d": 40, "e": 50}) + figures({"f": 1}, period="2023")
    _, refusals = position(figures({"a": 10}), peers)
    assert [(r.code, r.detail) for r in refusals] == [("too_few_peers", "4")]


def test_a_group_has_no_peers():
    _, refusals = position(figures({"G": 10}), figures({"b": 20}))
    assert [(r.code, r.detail) for r in refusals] == [("not_offered", "group")]


def test_min_max_runs_from_0_to_100_and_may_be_turned_round():
    frame, _ = min_max(reading_frame(figures({"a": 1, "b": 2, "c": 5})), 1, hi=5)
    assert list(frame.value) == [0, 25, 100]
    frame, _ = min_max(reading_frame(figures({"a": 2}, qualifier=">")), 5, hi=1)
    assert (frame.value[0], frame.qualifier[0]) == (75, "<")
    assert steps(frame.iloc[0].to_dict())[0].form == "min_max"


def test_min_max_refuses_equal_goalposts():
    _, refusals = min_max(reading_frame(figures({"a": 1})), 3, hi=3)
    assert [(r.code, r.detail) for r in refusals] == [("zero_base", "3")]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 9), min_size=6, max_size=8))
def test_positions_of_all_areas_average_to_half(values):
    """Every pair shares one win between its two sides, so the mean position is 50 whatever the values are."""
    peers = figures(dict(zip("abcdefgh", values, strict=False)))
    frame, _ = position(peers, peers)
    assert frame.value.mean() == pytest.approx(50)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.sampled_from(["=", ">", ">=", "<", "<=", "~", "range"])), min_size=6, max_size=8
    )
)
def test_positions_average_to_half_under_hedges_too(values):
    peers = figures(dict.fromkeys("abcdefgh"[: len(values)], 0))
    for record, (value, qualifier) in zip(peers, values, strict=True):
        record |= {"value": value, "qualifier": qualifier, "value_high": value + 2}
    frame, _ = position(peers, peers)
    assert frame.value.mean() == pytest.approx(50)
    assert frame.value.between(0, 100).all()
