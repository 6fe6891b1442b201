"""Units as written, and exact conversion."""

from __future__ import annotations

import contextlib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.catalogue import Catalogue

BOOK = Catalogue.load(Path(__file__).parent / "data" / "tiny").units
FORMS = sorted({form for unit in BOOK for form in (*unit.aliases, unit.id, unit.name.en)})


@pytest.mark.parametrize(
    ("value", "written", "to", "result"),
    [
        ("2.5", "万家", "enterprises", "25000"),
        ("1.2", "万亿元", "cny_1e8", "12000"),
        ("3484.6", "万元", "cny_1e8", "0.34846"),
        ("0.1", "亿元", "cny", "10000000"),
        ("20", "％", "percent", "20"),
        ("707.9", "万人", "persons", "7079000"),
        ("15", "家", "units", "15"),
        ("3", "百万人", "persons_1e4", "300"),
        ("1", " 亿 元 ", "cny_1e4", "10000"),
        ("0", "千家", "enterprises", "0"),
        ("1.10", "件/万人", "patents_per_1e4", "1.1"),
        ("123456789012345678901234567890", "元", "cny_1e8", "1234567890123456789012.3456789"),
    ],
)
def test_exact(value: str, written: str, to: str, result: str) -> None:
    converted = BOOK.convert(Decimal(value), written, to)
    assert str(converted) == result


@pytest.mark.parametrize(
    ("written", "figure", "unit", "factor"),
    [
        ("２０％", "20", "percent", "1"),
        ("2.5万家", "2.5", "enterprises", "10000"),
        ("1,234 家", "1234", "enterprises", "1"),
        ("-3百分点", "-3", "pp", "1"),
        ("１．２万亿元", "1.2", "cny", "1000000000000"),
    ],
)
def test_figures_with_their_units(written: str, figure: str, unit: str, factor: str) -> None:
    number, found = BOOK.read(written)
    assert (number, found.unit.id, found.factor) == (Decimal(figure), unit, Decimal(factor))


@pytest.mark.parametrize("written", ["", "万", "颗", "万颗", "%%"])
def test_unknown_unit(written: str) -> None:
    with pytest.raises(ValueError, match="unknown unit"):
        BOOK.parse(written)


def test_unknown_unit_hints() -> None:
    with pytest.raises(ValueError, match="did you mean enterprises"):
        BOOK.parse("enterprise")


def test_unlike_units_do_not_convert() -> None:
    with pytest.raises(ValueError, match=r"'万元' is a unit of money_cny and does not convert to 家, a unit of count"):
        BOOK.convert(Decimal(1), "万元", "enterprises")


@pytest.mark.parametrize("written", ["", "家", "-", "."])
def test_no_figure(written: str) -> None:
    with pytest.raises(ValueError, match="no figure"):
        BOOK.read(written)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_there_and_back_is_exact(value: Decimal) -> None:
    for unit in BOOK:
        base = next(u for u in BOOK if u.dimension == unit.dimension)
        there = BOOK.convert(value, unit.id, base)
        assert BOOK.convert(there, base.id, unit) == value


@given(st.sampled_from(FORMS), st.sampled_from(sorted(BOOK.scale_words)))
def test_scale_words_multiply_what_follows(form: str, word: str) -> None:
    alone, scaled = BOOK.parse(form), BOOK.parse(word + form)
    once = alone.unit.factor * alone.factor
    assert scaled.unit.factor * scaled.factor == once * BOOK.scale_words[word]


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        BOOK.read(text)
