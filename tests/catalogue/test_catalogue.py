"""What a linked catalogue answers, on a tiny one."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from yardstick.catalogue import Bounds, Catalogue

TINY = Path(__file__).parent / "data" / "tiny"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load(TINY)


def test_an_indicator_holds_what_its_file_says(catalogue: Catalogue) -> None:
    indicator = catalogue["high_tech"]
    assert indicator.theme == "enterprises"
    assert indicator.name.in_("zh") == "高新技术企业数"
    assert indicator.name.in_("en") == "High-tech firms"
    assert (indicator.unit, indicator.kind, indicator.scale) == ("enterprises", "stock", "extensive")
    assert indicator.per == ("population", "gdp")
    assert indicator.limits == Bounds(0.0, None)
    assert indicator.breaks[0].period.code == "2022"
    assert indicator.part_of == "firms"
    assert indicator.growth_basis == "current"
    assert catalogue["gdp"].growth_basis == "constant_prices"


def test_frozen(catalogue: Catalogue) -> None:
    with pytest.raises(FrozenInstanceError):
        catalogue["gdp"].unit = "cny"  # type: ignore[misc]


def test_themes_keep_their_order(catalogue: Catalogue) -> None:
    grouped = catalogue.by_theme()
    assert list(grouped) == ["enterprises", "economy"]
    assert [i.id for i in grouped["economy"]] == ["gdp", "residents"]


@pytest.mark.parametrize(
    "text", ["high_tech", "高新技术企业数", "高企", " 高新技术 企业 ", "high-tech FIRMS", "Ｈigh-tech firms"]
)
def test_find(text: str, catalogue: Catalogue) -> None:
    assert catalogue.find(text) is catalogue["high_tech"]


def test_find_nothing(catalogue: Catalogue) -> None:
    assert catalogue.find("独角兽") is None
    assert catalogue.hint("常驻人口") == "did you mean 常住人口?"


def test_denominators_by_alias(catalogue: Catalogue) -> None:
    assert {word: i.id for word, i in catalogue.denominators.items()} == {"population": "residents", "gdp": "gdp"}


def test_units_of_measures(catalogue: Catalogue) -> None:
    told = {m: catalogue.unit("high_tech", m).id for m in ("value", "new", "growth", "pp_change", "multiple", "rank")}
    assert told == {
        "value": "enterprises",
        "new": "enterprises",
        "growth": "percent",
        "pp_change": "pp",
        "multiple": "times",
        "rank": "place",
    }


def test_parts_and_derived(catalogue: Catalogue) -> None:
    assert [i.id for i in catalogue.parts("firms")] == ["high_tech"]
    assert [i.id for i in catalogue.derived] == ["high_tech_share"]


def test_explain(catalogue: Catalogue) -> None:
    values = {"high_tech": 82.0, "firms": 400.0}
    zh = "高新技术企业数 (82) ÷ 企业数 (400) × 100 = 20.5"
    assert catalogue.explain("high_tech_share", values, lang="zh") == zh
    assert (
        catalogue.explain("high_tech_share", {"firms": 400.0}, lang="en")
        == "High-tech firms (missing) ÷ Firms (400) × 100"
    )
    assert catalogue.explain("gdp", values, lang="zh") == ""
