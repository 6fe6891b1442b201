"""The project's own definitions."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
import yaml

from yardstick.catalogue import Catalogue, load_catalogue
from yardstick.catalogue.schema import json_schema

FOLDER = Path(__file__).parents[2] / "indicators"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load(FOLDER)


def test_no_problems() -> None:
    assert [str(problem) for problem in load_catalogue(FOLDER)[1]] == []


def test_every_theme_has_indicators(catalogue: Catalogue) -> None:
    assert len(catalogue) >= 150
    assert all(catalogue.by_theme().values())


def test_denominators(catalogue: Catalogue) -> None:
    assert set(catalogue.denominators) == {"population", "gdp"}


@pytest.mark.parametrize(
    ("value", "written", "to", "result"),
    [
        ("2.5", "万家", "enterprises", "25000"),
        ("1.2", "万亿元", "cny_1e8", "12000"),
        ("20", "％", "percent", "20"),
        ("12", "台（套）", "sets", "12"),
        ("1.3", "个百分点", "pp", "1.3"),
    ],
)
def test_units_as_documents_write_them(value: str, written: str, to: str, result: str, catalogue: Catalogue) -> None:
    assert catalogue.units.convert(Decimal(value), written, to) == Decimal(result)


def test_english_is_english_and_chinese_is_chinese(catalogue: Catalogue) -> None:
    def han(text: str) -> bool:
        return any("一" <= letter <= "鿿" for letter in text)

    odd = [
        i.id
        for i in catalogue.indicators.values()
        if han(i.name.en) or not han(i.name.zh + "一"[: i.name.zh.isascii()])
    ]
    assert odd == []
    assert [i.id for i in catalogue.indicators.values() if not han(i.definition.zh)] == []


def test_editors_accept_every_file() -> None:
    check = jsonschema.Draft202012Validator(json_schema())
    refused = [
        p.name for p in FOLDER.glob("*/*.yaml") if not check.is_valid(yaml.load(p.read_bytes(), yaml.CSafeLoader))
    ]
    assert refused == []


def test_formulas_come_out_in_the_unit_they_are_kept_in(catalogue: Catalogue) -> None:
    """One of each input's base unit gives one of the result's base unit, or a hundred per cent."""
    for indicator in catalogue.derived:
        assert indicator.formula is not None
        ones = {name: 1 / float(catalogue.unit(name).factor) for name in indicator.formula.names}
        result = indicator.formula.evaluate(ones)
        assert result is not None
        own = catalogue.unit(indicator.id)
        expected = 100.0 if own.id == "percent" else 1.0
        assert result * float(own.factor) == pytest.approx(expected), indicator.id
