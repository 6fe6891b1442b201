"""What hedges allow to be said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yardstick.normalise import interval, order, quotient

QUALIFIERS = ["=", ">=", ">", "<=", "<", "~", "range"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((5, "="), (4, "="), 1),
        ((5, "="), (5, "="), 0),
        ((5, ">"), (5, "="), 1),
        ((5, ">="), (5, "="), None),
        ((5, ">"), (6, "="), None),
        ((5, "<"), (5, "="), -1),
        ((5, "<"), (5, ">="), -1),
        ((100, "~"), (106, "="), -1),
        ((100, "~"), (104, "="), None),
        ((5, "range"), (8, "="), -1),
        ((5, "range"), (7, "="), None),
    ],
)
def test_the_order_two_figures_permit(one, other, expected):
    a, b = (interval(v, q, high=7) for v, q in (one, other))
    assert order(a, b) == expected
    assert order(b, a) == (None if expected is None else -expected)


figure = st.tuples(st.integers(1, 50), st.sampled_from(QUALIFIERS))


def members(value, qualifier, draw):
    allowed = interval(value, qualifier, high=value + 5)
    low, high = max(allowed.low, 0.001), min(allowed.high, 1000)
    pick = draw(st.floats(min(low, high), high))
    if (allowed.low_open and pick == allowed.low) or (allowed.high_open and pick == allowed.high):
        pick += 0.5 if allowed.low_open else -0.5
    return pick


@settings(deadline=None, max_examples=40)
@given(figure, figure, st.data())
def test_a_decided_order_holds_for_every_value_the_hedges_allow(one, other, data):
    decided = order(interval(*one, high=one[0] + 5), interval(*other, high=other[0] + 5))
    a, b = members(*one, data.draw), members(*other, data.draw)
    if decided == 1:
        assert a > b
    if decided == -1:
        assert a < b
    if decided == 0:
        assert a == b


@settings(deadline=None, max_examples=40)
@given(figure, figure, st.data())
def test_a_bound_on_a_quotient_holds_for_every_value_the_hedges_allow(one, other, data):
    hedge = quotient(one[1], other[1])
    ratio, bound = members(*one, data.draw) / members(*other, data.draw), one[0] / other[0]
    if hedge in (">", ">="):
        assert ratio >= bound * (1 - 1e-9)
    if hedge in ("<", "<="):
        assert ratio <= bound * (1 + 1e-9)
