"""Figures completed as columns are, to the bit, the same figures completed one by one."""

from __future__ import annotations

import datetime as dt
from unittest.mock import patch

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_tiny import obs

from yardstick.errors import StoreError
from yardstick.model import QUALIFIERS, Observation
from yardstick.store import columns, load
from yardstick.store.bounds import bounds, rounding

numbers = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**12), 10**12).map(float),
    st.decimals(-10000, 10000, places=2).map(float),
)
texts = st.one_of(
    st.sampled_from(["", "0", "1,234.50", "１２３４", "1e3", "约5", " 7 ", "1–2", "0.000", "-3.10"]),
    st.sampled_from(["1_000", "+5", ".5", "007"]),
    st.decimals(-10000, 10000, places=3).map(str),
    st.text(max_size=6),
)  # fmt: skip
figures = st.builds(
    obs,
    value=st.none() | numbers,
    value_high=st.none() | numbers,
    qualifier=st.sampled_from(QUALIFIERS),
    stated_value=texts,
    period=st.sampled_from(["2022", "2022-Q1", "2022-03", "2016/2020", "2016-01/2016-10", "1900"]),
    base_period=st.sampled_from(["", "2021", "2021-Q1", "2015"]),
    as_of=st.none() | st.just(dt.date(2022, 6, 30)),
    unit=st.sampled_from(["enterprises", "%"]),
)


@given(st.lists(figures, max_size=8))
def test_by_columns_as_one_by_one(observations: list[Observation]) -> None:
    expected = [
        {k: v for k, v in row.items() if k != "change_set"}
        for row in load.observation_rows((1, o) for o in observations)
    ]
    table = columns.complete(columns.stated_rows(observations))
    found = table.to_pylist()
    assert len(found) == len(expected)
    for a, b in zip(found, expected, strict=True):
        assert {k: repr(v) for k, v in a.items()} == {k: repr(v) for k, v in b.items()}
    allowed = pa.table(columns.bounds_of(table)).to_pylist()
    for row, observation in zip(allowed, observations, strict=True):
        low, high = bounds(observation)
        assert repr(row) == repr({"rounding": rounding(observation), "low": low, "high": high})


@given(st.lists(figures, max_size=12))
def test_the_order_is_that_of_the_cells(observations: list[Observation]) -> None:
    table = columns.complete(columns.stated_rows(observations))
    cells = [(o.indicator, o.area, o.period.end, o.period.code, o.measure) for o in observations]
    for sparse in (0, 10**6):  # sorted, or each laid in a place of its own
        with patch.object(columns, "_SPARSE", sparse):
            order, again = columns.in_order(table)
        assert [cells[at][:3] for at in order] == sorted(cell[:3] for cell in cells)
        assert sorted(order) == [*range(len(cells))]
        assert len(again) == len(cells) - len(set(cells))
        assert {cells[at] for at in again} == {cell for cell in cells if cells.count(cell) > 1}
    said = {(o.period.code, o.base_period) for o in observations}
    assert set(columns.pairs(table, "period", "base_period")) == said
    with patch.object(columns, "_FLAGS", 0):
        assert set(columns.pairs(table, "period", "base_period")) == said


def test_columns_that_are_usually_empty_may_be_left_out() -> None:
    names = ("indicator", "area", "period", "value", "unit", "source", "locator")
    rows = pa.table([["gdp"], ["410300"], ["2022"], [5675], ["cny_1e8"], ["s"], ["A1"]], names=names)
    (row,) = columns.complete(rows).to_pylist()
    assert (row["measure"], row["qualifier"], row["obs_status"], row["note"]) == ("value", "=", "A", "")
    assert (row["year"], row["period_kind"]) == (2022, "year")
    (allowed,) = pa.table(columns.bounds_of(columns.complete(rows))).to_pylist()
    assert (allowed["low"], allowed["high"]) == (5674.499994325, 5675.500005675)


def test_a_kind_of_period_is_one_word_however_many_periods() -> None:
    kinds = columns.complete(columns.stated_rows([obs(period=each) for each in ("2022", "2023", "2023-Q1", "2024")]))
    column = kinds["period_kind"].combine_chunks()
    assert column.to_pylist() == ["year", "year", "quarter", "year"]
    assert sorted(column.dictionary.to_pylist()) == ["quarter", "year"]


def test_words_of_a_dictionary_that_no_row_says_are_no_matter() -> None:
    rows = columns.stated_rows([obs(period="2022"), obs(period="2023")])
    words = pa.DictionaryArray.from_arrays(pa.array([2, 1], pa.int32()), pa.array(["", "2023", "2022", "no period"]))
    reasons = pa.DictionaryArray.from_arrays(pa.array([None, None], pa.int32()), pa.array(["left"]))
    coded = rows.set_column(rows.column_names.index("period"), "period", words)
    coded = coded.set_column(rows.column_names.index("missing_reason"), "missing_reason", reasons)
    assert columns.complete(coded).to_pylist() == columns.complete(rows).to_pylist()
    assert len(columns.complete(coded.slice(0, 0))) == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"period": "2022 年"}, "2022 年: not a period"),
        ({"value": "many"}, "column value: .*many"),
        ({"unit": None}, "there is no column unit"),
    ],
)
def test_rows_that_are_no_figures(change: dict[str, str | None], words: str) -> None:
    row: dict[str, object] = {
        "indicator": "gdp", "area": "410300", "period": "2022", "value": 1.0, "unit": "cny_1e8", "source": "s",
        "locator": "A1",
    }  # fmt: skip
    kept = {name: [value] for name, value in (row | change).items() if value is not None}
    with pytest.raises(StoreError, match=words):
        columns.complete(pa.table(kept))
