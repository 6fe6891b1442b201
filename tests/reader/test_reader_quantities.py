"""How figures are written: every form, with the value worked out by hand."""

from __future__ import annotations

import pytest
from readings import CONGRESS, figure, lines, placed

from yardstick.reader import read

WRITTEN = {
    "2020年高新技术企业达到256家。": "256家",
    "2020年，高新技术企业达到３，２５６家。": "3256家",
    "2020年，研发投入强度达到２．４１％。": "2.41%",
    "2020年高新技术企业达到3,256家。": "3256家",
    "2020年技术合同成交额达到1,234,567.8万元。": "1234567.8万元",
    "2020年全市生产总值4200亿元。": "4200亿元",
    "2020年技术合同成交额3千万元。": "3千万元",
    "2020年科技型中小企业达到1.2万家。": "1.2万家",
    "2020年研发投入强度达到2.41%。": "2.41%",
    "2020年高新技术企业增长百分之十二。": "12%",
    "2020年高新技术企业增长百分之12.5。": "12.5%",
    "2020年研发投入强度提高0.3个百分点。": "0.3个百分点",
    "2020年研发投入强度比上年提高一个百分点。": "1个百分点",
    "2020年技术合同成交额增长1.5倍。": "1.5倍",
    "2020年高新技术产业增加值占规上工业增加值比重超过四成。": ">40%",
    "2020年高新技术企业增长三成。": "30%",
    "2020年新增高新技术企业1-2家。": "1-2家",
    "2020年新增省级工程技术研究中心3～5家。": "3-5家",
    "2020年新增国家级孵化器1至2家。": "1-2家",
    "2020年技术合同成交额2-3亿元。": "2-3亿元",
    "2020年技术合同成交额20亿元至30亿元。": "20-30亿元",
    "2020年新增国家级孵化器两家。": "2家",
    "2020年新认定省级众创空间十二家。": "12家",
    "2020年新认定高新技术企业两百三十家。": "230家",
    "2020年高新技术企业数量翻一番。": "2倍",
    "2020年高新技术企业数量翻番。": "2倍",
    "2020年技术合同成交额翻两番。": "4倍",
    "2020年技术合同成交额居全省第一。": "1位",
    "2020年研发投入强度居全省首位。": "1位",
    "2020年研发投入强度居全省第十二位。": "12位",
    "2020年技术合同成交额位居全国前10位。": "<=10位",
    "2020年技术合同成交额突破千亿元。": ">1000亿元",
    "2020年技术合同成交额近千亿元。": "~1000亿元",
}


@pytest.mark.parametrize(("text", "said"), WRITTEN.items(), ids=WRITTEN)
def test_a_figure_is_worked_out_as_it_is_written(text, said, vocabulary):
    (found,) = read(text, vocabulary, CONGRESS)
    assert figure(found) == said
    assert found.placed


HEDGED = {
    "达到300余家": (">", "余"),
    "300多家": (">", "多"),
    "近300家": ("~", "近"),
    "约300家": ("~", "约"),
    "接近300家": ("~", "接近"),
    "300家左右": ("~", "左右"),
    "300家上下": ("~", "上下"),
    "300家以上": (">=", "以上"),
    "300家以内": ("<=", "以内"),
    "突破300家": (">", "突破"),
    "超过300家": (">", "超过"),
    "逾300家": (">", "逾"),
    "不低于300家": (">=", "不低于"),
    "至少300家": (">=", "至少"),
    "不超过300家": ("<=", "不超过"),
    "不到300家": ("<", "不到"),
}


@pytest.mark.parametrize(("tail", "told"), HEDGED.items(), ids=HEDGED)
def test_a_hedge_is_the_operator_of_its_figure(tail, told, vocabulary):
    (found,) = read(f"2020年高新技术企业{tail}。", vocabulary, CONGRESS)
    assert (found.operator, found.hedge, found.value) == (*told, 300)


def test_an_aim_is_no_operator(vocabulary):
    (found,) = read("今年高新技术企业力争达到300家。", vocabulary, CONGRESS)
    assert (found.operator, found.kind, found.value) == ("=", "target", 300)


def test_a_numeral_may_be_hedged_before_its_measure_word(vocabulary):
    (found,) = read("2020年新认定高新技术企业两百余家。", vocabulary, CONGRESS)
    assert (figure(found), found.hedge) == (">200家", "余")


SHARED = {
    "2020年新增省级重点实验室、国家级孵化器各2家。": ["key_labs_provincial new 2家", "incubators_national new 2家"],
    "2020年，高新技术企业300家、科技型中小企业500家、国家级众创空间6家。": [
        "high_tech_enterprises value 300家",
        "tech_sme value 500家",
        "maker_spaces_national value 6家",
    ],
    "2020年，高新技术企业、科技型中小企业、瞪羚企业分别达到300家、500家、20家。": [
        "high_tech_enterprises value 300家",
        "tech_sme value 500家",
        "gazelle_enterprises value 20家",
    ],
    "2020年高新技术产业增加值、战略性新兴产业增加值、高技术制造业增加值分别占规上工业增加值的42.5%、20.1%、11.2%。": [
        "hightech_value_added_share share 42.5%",
        "strategic_emerging_share share 20.1%",
        "hightech_mfg_value_added_share share 11.2%",
    ],
    "2020年高新技术企业由180家增加到300家。": [
        "high_tech_enterprises value 180家",
        "high_tech_enterprises value 300家",
    ],
    "2020年研发投入强度从1.8%提高到2.1%。": ["rd_intensity value 1.8%", "rd_intensity value 2.1%"],
    "2020年省级众创空间18家，其中国家级6家。": [
        "maker_spaces_provincial value 18家",
        "maker_spaces_national value 6家",
    ],
    "2020年众创空间达到64家。其中，国家级6家、省级18家。": [
        "maker_spaces value 64家",
        "maker_spaces_national value 6家",
        "maker_spaces_provincial value 18家",
    ],
    "2020年高新技术企业达到300家（新认定60家），增长22.4%。": [
        "high_tech_enterprises value 300家",
        "high_tech_enterprises new 60家",
        "high_tech_enterprises growth 22.4%",
    ],
}


@pytest.mark.parametrize(("text", "said"), SHARED.items(), ids=SHARED)
def test_figures_that_share_a_head_or_a_tail_have_each_their_own(text, said, vocabulary):
    assert lines(text, vocabulary) == said


def test_what_a_change_starts_from_is_of_the_year_before(vocabulary):
    found = placed(read("2020年高新技术企业由180家增加到300家。", vocabulary, CONGRESS))
    assert [(c.value, c.period) for c in found] == [(180, "2019"), (300, "2020")]


def test_a_change_downward_is_marked_and_its_value_as_written(vocabulary):
    found = read("2020年技术合同成交额下降3.2%，高新技术企业减少5家，研发投入强度下降到1.9%。", vocabulary, CONGRESS)
    assert [(c.measure, c.value, c.falls) for c in found] == [
        ("growth", 3.2, True),
        ("net_change", 5, True),
        ("value", 1.9, False),
    ]
