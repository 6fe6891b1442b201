"""Words of a sheet as indicators, areas and periods of the house."""

import pytest
from ingest_tiny import ROOT

from yardstick.ingest.areas import read_areas
from yardstick.ingest.sheet.names import Mapping, Named, Names


@pytest.fixture(scope="module")
def names(catalogue):
    areas, problems = read_areas(ROOT / "data/areas.csv")
    assert not problems
    return Names(catalogue, areas)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("gdp", Named("gdp", "", "value")),
        ("地区生产总值（亿元）", Named("gdp", "亿元", "value")),
        ("地区生产总值(单位：亿元)", Named("gdp", "亿元", "value")),
        ("地区生产总值，亿元", Named("gdp", "亿元", "value")),
        ("一、地区生产总值", Named("gdp", "", "value")),
        ("全市地区生产总值", Named("gdp", "", "value")),
        ("2023年地区生产总值", Named("gdp", "", "value")),
        ("地区生产总值增长率（%）", Named("gdp", "%", "growth")),
        ("高新技术企业数（家）", Named("high_tech_enterprises", "家", "value")),
        ("新增高新技术企业（家）", Named("high_tech_enterprises", "家", "new")),
        ("高 企", Named("high_tech_enterprises", "", "value")),
    ],
)
def test_a_header(names, text, named):
    assert names.indicator(text) == named


def test_a_longer_name_is_not_taken_for_the_one_it_holds(names):
    found = names.indicator("规模以上外商投资高新技术企业")
    assert found.code == ""
    assert 1 <= len(found.near) <= 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("410300", "410300"),
        ("410300000000", "410300"),
        ("洛阳市", "410300"),
        ("洛阳", "410300"),
        ("洛 阳", "410300"),
        ("Luoyang", "410300"),
        ("湖北", "420000"),
        ("鄂", "420000"),
        ("襄樊市", "420600"),
        ("广西", "450000"),
        ("全国", "100000"),
        ("某地", ""),
    ],
)
def test_an_area(names, text, code):
    assert names.area(text).code == code


def test_a_name_of_two_areas_is_unknown_with_both(names):
    found = names.area("吉林")
    assert found.code or found.near == ("220000", "220200")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024", "2024"),
        ("2024年", "2024"),
        ("２０２４年", "2024"),
        ("2024年末", "2024"),
        ("2024年度", "2024"),
        ("2024Q1", "2024-Q1"),
        ("2024-Q1", "2024-Q1"),
        ("2024年一季度", "2024-Q1"),
        ("2024年第3季度", "2024-Q3"),
        ("2024年前三季度", "2024-01/2024-09"),
        ("2024年上半年", "2024-S1"),
        ("2024年1—6月", "2024-01/2024-06"),
        ("2024年1-10月", "2024-01/2024-10"),
        ("2024年1-12月", "2024"),
        ("2024年6月", "2024-06"),
        ("2024.6", "2024-06"),
        ("202406", "2024-06"),
        ("2016/2020", "2016/2020"),
        ("2016-2020年", "2016/2020"),
        ("2016-01/2016-10", "2016-01/2016-10"),
        ("2024-03-01", "2024-03"),
        ("一季度", ""),
        ("2024年13月", ""),
        ("上半年", ""),
        ("1.2", ""),
    ],
)
def test_a_period(names, text, code):
    assert names.period(text).code == code


def test_a_period_without_its_year(names):
    assert names.period("一季度", "2024").code == "2024-Q1"
    assert names.period("1—6月", "2024").code == "2024-01/2024-06"


def test_what_was_mapped_by_hand_goes_first(names):
    said = {
        "indicators": {"企业（高新）": "high_tech_enterprises"},
        "areas": {"本市": "410300", "洛阳": "420000"},
        "periods": {"去年": "2023"},
        "units": {"间": "家"},
    }
    mapped = Names(names.catalogue, names.areas, Mapping.from_dict(said))
    assert mapped.indicator("企业（高新）").code == "high_tech_enterprises"
    assert mapped.area("本市").code == "410300"
    assert mapped.area("洛阳").code == "420000"
    assert mapped.period("去年").code == "2023"
    assert mapped.unit("间") == "家"
    assert Mapping.from_dict(said).to_dict() == said


@pytest.mark.parametrize("said", [{"area": {}}, {"areas": {"x": 410300}}, {"areas": ["x"]}])
def test_a_mapping_that_is_none(said):
    with pytest.raises(ValueError, match=r"expected|text"):
        Mapping.from_dict(said)
