"""The word a target is hedged with: found beside its own figure, and nowhere else in the quote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ingest_tiny import ROOT

from yardstick.ingest.facts.fact import Fact
from yardstick.ingest.facts.hedging import Hedges

FACT = Fact(
    file="figures", key="", area="420000", indicator="gdp", kind="target", measure="flow", operator="=", value="",
    value_high="", unit="", period="2023", base_period="", as_of="", source="rep", locator="", text="",
)  # fmt: skip


@pytest.fixture(scope="module")
def hedges() -> Hedges:
    """The project's own words."""
    read, problems = Hedges.read(ROOT / "data/conversion/hedges.csv")
    assert not problems
    return read


@pytest.mark.parametrize(
    ("said", "value", "operator", "hedge"),
    [
        ("企业达到100家", "100", "=", ""),
        ("力争新增平台60个以上", "60", ">=", "力争…以上"),
        ("新增10家以上甲、200家以上乙", "10", ">=", "以上"),
        ("新增甲5家、乙400家以上", "5", "=", ""),
        ("总值突破4万亿元，翻一番以上", "2", ">=", "以上"),
        ("总值突破4万亿元，增长16%以上", "16", ">=", "以上"),
        ("总值突破4万亿元，增长16%以上", "4", ">", "突破"),
        ("分别超过1万家、8万家", "8", ">", "超过"),
        ("增长5.5%，力争6%", "5.5", "=", ""),
        ("增长5.5%，力争6%", "6", "=", "力争"),
        ("增长15%左右", "5", "~", "左右"),
        ("增长15%左右，其中甲5%", "5", "=", ""),
        ("力争创建1个", "1", "=", "力争"),
        ("带动3万多人", "3", ">", "多"),
        ("左右", "10", "~", "左右"),
        ("省级以上平台达到8个", "8", "=", ""),
    ],
)
def test_a_hedge_is_the_word_at_its_own_figure(
    hedges: Hedges, *, said: str, value: str, operator: str, hedge: str
) -> None:
    assert hedges.of(replace(FACT, said=said, value=value), operator) == hedge
