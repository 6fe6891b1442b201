"""Whom a figure is of: the document's area, another that is named, or nobody here."""

from __future__ import annotations

import datetime as dt

import pytest
from readings import CONGRESS, placed

from yardstick.reader import About, read

PROVINCE = About("410000", dt.date(2021, 1, 20), None, "政府工作报告")
CITY = {
    "2020年高新技术企业300家。": [("410300", 300)],
    "2020年全市高新技术企业300家。": [("410300", 300)],
    "2020年我市高新技术企业300家。": [("410300", 300)],
    "2020年洛阳市高新技术企业300家。": [("410300", 300)],
    "2020年郑州市高新技术企业3000家。": [("410100", 3000)],
    "2020年，洛阳市、郑州市高新技术企业分别达到300家、3000家。": [("410300", 300), ("410100", 3000)],
    "2020年深圳高新技术企业1.8万家，我市只有300家。": [("440300", 1.8), ("410300", 300)],
    "2020年全市高新技术企业300家，全省高新技术企业6000家。": [("410300", 300)],
    "2020年我省研发经费900亿元，我市120亿元。": [("410300", 120)],
    "2020年全国研发经费投入2.4万亿元。": [],
    "2020年河南省研发经费900亿元。": [],
    "2020年研发投入强度2.1%，全国为2.4%。": [("410300", 2.1)],
    "2020年研发投入强度2.1%，高于全省平均水平0.4个百分点。": [("410300", 2.1)],
    "2020年研发投入强度2.1%，低于全国0.3个百分点。": [("410300", 2.1)],
    "2020年高新技术企业300家，占全省的5%。": [("410300", 300)],
    "2020年高新技术企业达到300家，增速高于全省3个百分点。": [("410300", 300)],
    "2020年中部六省技术合同成交额合计9000亿元。": [],
    "2020年全球研发经费2万亿美元。": [],
    "2020年涧西区高新技术企业80家。": [],
    "2020年，涧西区新增高新技术企业12家。": [],
    "2020年全市各县区高新技术企业达到300家。": [("410300", 300)],
    "2020年高新技术企业数量在全省率先突破300家。": [("410300", 300)],
}


@pytest.mark.parametrize(("text", "told"), CITY.items(), ids=CITY)
def test_a_citys_document_speaks_of_the_city(text, told, vocabulary):
    assert [(c.area, c.value) for c in placed(read(text, vocabulary, CONGRESS))] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2020年全省高新技术企业6000家。", [("410000", 6000)]),
        ("2020年我省研发经费900亿元，全国研发经费2.4万亿元。", [("410000", 900)]),
        ("2020年郑州、洛阳高新技术企业分别达到3000家、300家。", [("410100", 3000), ("410300", 300)]),
        ("2020年郑州高新技术企业3000家，洛阳高新技术企业300家。", [("410100", 3000), ("410300", 300)]),
    ],
)
def test_a_provinces_document_speaks_of_the_province_and_of_parts_it_names(text, told, vocabulary):
    assert [(c.area, c.value) for c in placed(read(text, vocabulary, PROVINCE))] == told


def test_what_is_of_the_city_in_a_municipality_is_of_a_province(vocabulary):
    about = About("500000", dt.date(2021, 1, 20), None, "政府工作报告")
    found = placed(read("2020年全市高新技术企业4000家，市级众创空间200家。", vocabulary, about))
    assert [(c.area, c.indicator) for c in found] == [
        ("500000", "high_tech_enterprises"),
        ("500000", "maker_spaces_provincial"),
    ]


@pytest.mark.parametrize(
    "text",
    ["2020年技术合同成交额居全省第2位。", "2020年技术合同成交额居全国第2位。", "2020年技术合同成交额居中部六省第2位。"],
)
def test_a_rank_among_others_is_the_areas_own(text, vocabulary):
    (found,) = read(text, vocabulary, CONGRESS)
    assert (found.area, found.indicator, found.measure, found.value) == ("410300", "tech_contract_value", "rank", 2)


def test_what_is_left_out_is_listed(vocabulary):
    (found,) = read("2020年全国研发经费投入2.4万亿元。", vocabulary, CONGRESS)
    assert (found.placed, found.value, found.confidence) == (False, 2.4, 0)
    assert "link:wider" in found.rules
