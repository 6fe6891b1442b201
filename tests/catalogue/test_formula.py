"""Formulas: the same numbers as Python's arithmetic, and the arithmetic told in words."""

from __future__ import annotations

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.catalogue import Formula

NAMES = {"a": 3.0, "b": -0.5, "c": 0.0, "long_name_2": 1e6}

TERMS = st.recursive(
    st.sampled_from(sorted(NAMES)) | st.integers(0, 999).map(str) | st.sampled_from(["0.5", "100.25"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(" ".join),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-{text}"),
    ),
    max_leaves=12,
).filter(lambda text: len(text) <= 400)


def by_python(text: str) -> float | None:
    try:
        result = float(eval(text, {"__builtins__": {}}, NAMES))
    except ZeroDivisionError:
        return None
    return result if math.isfinite(result) else None


@given(TERMS)
def test_as_python_computes(text: str) -> None:
    ours, theirs = Formula.parse(text).evaluate(NAMES), by_python(text)
    if ours is None or theirs is None:
        assert ours is theirs
    else:
        assert ours == pytest.approx(theirs, rel=1e-12, abs=1e-12)


@given(TERMS)
def test_explained_signs_mean_the_same(text: str) -> None:
    formula = Formula.parse(text)
    told = formula.explain({}, "en", names={name: name for name in NAMES}).replace(" (missing)", "")
    again = told.partition(" = ")[0].replace("−", "-").replace("×", "*").replace("÷", "/")
    ours, theirs = formula.evaluate(NAMES), by_python(again)
    if ours is None or theirs is None:
        assert ours is theirs
    else:
        assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-9)


@given(st.text(alphabet="ab1.+-*/() _^中", max_size=40))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        Formula.parse(text)


def test_missing_and_zero_have_no_result() -> None:
    formula = Formula.parse("a / b * 100")
    assert formula.names == ("a", "b")
    assert formula.evaluate({"a": 1.0, "b": 4.0}) == 25.0
    assert formula.evaluate({"a": 1.0, "b": 0.0}) is None
    assert formula.evaluate({"a": 1.0}) is None
    assert formula.evaluate({"a": None, "b": 4.0}) is None
    assert formula.evaluate({"a": math.nan, "b": 4.0}) is None


def test_explain() -> None:
    formula = Formula.parse("(a - b) / -a * 100 - (b - a)")
    names = {"a": "甲", "b": "乙"}
    told = "(甲 (2) − 乙 (0.125)) ÷ −甲 (2) × 100 − (乙 (0.125) − 甲 (2)) = -91.875"
    assert formula.explain({"a": 2.0, "b": 0.125}, "zh", names=names) == told
    assert Formula.parse("a * 2").explain({}, "zh") == "a (缺) × 2"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "ends too early"),
        ("a +", "ends too early"),
        ("a b", "'b' is not expected at character 3"),
        ("a + )", r"'\)' is not expected at character 5"),
        ("a ** 2", r"'\*' is not expected at character 4"),
        ("A / b", "'A' is not expected at character 1"),
        ("__import__('os')", r"'\('|\"'\"|is not expected"),
        ("1+" * 300 + "1", "longer than 400"),
    ],
)
def test_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Formula.parse(text)
