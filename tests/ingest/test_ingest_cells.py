"""Cells: every text is either read exactly or refused with its reason, whatever it holds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.errors import Problems
from yardstick.ingest.cell import Cells, last_day


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_number_is_read_exactly(number: Decimal) -> None:
    cells = Cells("a.csv", Problems())
    assert cells.number(1, "value", f"{number:f}") == number
    assert not cells.problems


@given(st.text(max_size=20))
def test_any_other_text_is_refused_not_guessed(text: str) -> None:
    cells = Cells("a.csv", Problems())
    read = cells.number(1, "value", text)
    assert (read is None) == bool(cells.problems)


@given(st.text(max_size=20))
def test_no_text_breaks_a_reader(text: str) -> None:
    cells = Cells("a.csv", Problems())
    assert cells.period(1, "period", text) is not None or cells.problems
    assert cells.last_day(1, "published", text) is not None or cells.problems or not text


@pytest.mark.parametrize(
    ("text", "day"),
    [("2023", (2023, 12, 31)), ("2024-02", (2024, 2, 29)), ("2023-04", (2023, 4, 30)), ("2019-04-23", (2019, 4, 23))],
)
def test_the_last_day(text: str, day: tuple[int, int, int]) -> None:
    assert last_day(text) == dt.date(*day)


@pytest.mark.parametrize("text", ["23", "2023-13", "2023-02-30", "2023/04", "2023-4", ""])
def test_not_a_day(text: str) -> None:
    with pytest.raises(ValueError):
        last_day(text)
