"""What a figure is said of, and as which measure."""

from __future__ import annotations

import pytest
from readings import BUREAU, lines

from yardstick.reader import read

SAID = {
    "longest match": (
        "2020年高新技术产业增加值增长9.1%，高新技术产业投资增长12%。",
        ["hightech_value_added growth 9.1%", "hightech_investment growth 12%"],
    ),
    "longest match of patents": (
        "2020年每万人口高价值发明专利拥有量2.1件，万人发明专利拥有量6.3件。",
        ["high_value_invention_patents_per_10k value 2.1件", "invention_patents_per_10k value 6.3件"],
    ),
    "levels": (
        "2020年国家级众创空间6家，省级众创空间18家，市级众创空间40家，众创空间总数64家。",
        [
            "maker_spaces_national value 6家",
            "maker_spaces_provincial value 18家",
            "maker_spaces_municipal value 40家",
            "maker_spaces value 64家",
        ],
    ),
    "a level that the thing is not counted by": (
        "2020年省级以上众创空间达到30家，国家级众创空间6家。",
        ["? 30家", "maker_spaces_national value 6家"],
    ),
    "levels before one name": (
        "2020年国家级、省级孵化器分别达到3家、12家。",
        ["incubators_national value 3家", "incubators_provincial value 12家"],
    ),
    "total, new, net, growth": (
        "2020年高新技术企业总数300家，新增60家，净增55家，增长22.4%。",
        [
            "high_tech_enterprises value 300家",
            "high_tech_enterprises new 60家",
            "high_tech_enterprises net_change 55家",
            "high_tech_enterprises growth 22.4%",
        ],
    ),
    "new and cumulative": (
        "2020年，高新技术企业新认定60家、累计300家。",
        ["high_tech_enterprises new 60家", "high_tech_enterprises value 300家"],
    ),
    "new, then reached": (
        "2020年新认定高新技术企业60家，总数达到300家。",
        ["high_tech_enterprises new 60家", "high_tech_enterprises value 300家"],
    ),
    "growth and share": (
        "2020年高新技术产业增加值增长9.1%，占规上工业增加值比重41.2%。",
        ["hightech_value_added growth 9.1%", "hightech_value_added_share share 41.2%"],
    ),
    "share of what": (
        "2020年高新技术产业增加值占GDP比重12.3%，技术合同成交额85亿元，占GDP比重1.9%。",
        [
            "hightech_value_added_gdp_share share 12.3%",
            "tech_contract_value value 85亿元",
            "tech_contract_value_gdp_share share 1.9%",
        ],
    ),
    "features of patents": (
        "2020年专利申请量9000件、授权量6000件，其中发明专利授权量800件。",
        ["patent_applications value 9000件", "patents_granted value 6000件", "invention_patents_granted value 800件"],
    ),
    "after its number": ("2020年新增12家国家级孵化器。", ["incubators_national new 12家"]),
    "carried from the clause": (
        "2020年技术合同成交额85.6亿元，增长12.5%。",
        ["tech_contract_value value 85.6亿元", "tech_contract_value growth 12.5%"],
    ),
    "carried from the sentence": (
        "2020年全市科技企业孵化器达到15家。新认定3家。",
        ["incubators value 15家", "incubators new 3家"],
    ),
    "carried from a lead": (
        "（一）高新技术企业。全年新认定29家，累计达到210家。",
        ["high_tech_enterprises new 29家", "high_tech_enterprises value 210家"],
    ),
    "carried from the head of a list": (
        "高新技术企业：2020年总数300家；新认定60家；净增55家。",
        [
            "high_tech_enterprises value 300家",
            "high_tech_enterprises new 60家",
            "high_tech_enterprises net_change 55家",
        ],
    ),
    "the head of a list turned by each": (
        "2020年众创空间：国家级6家，省级18家。",
        ["maker_spaces_national value 6家", "maker_spaces_provincial value 18家"],
    ),
    "carried from a heading": (
        "高新技术企业\n全年新认定29家。\n科技型中小企业\n总数达到500家。\n其他工作\n达到12家。",
        ["high_tech_enterprises new 29家", "tech_sme value 500家", "? 12家"],
    ),
    "carried from a numbered heading": (
        "（二）高新技术企业\n2020年达到54家，增长20%。",
        ["high_tech_enterprises value 54家", "high_tech_enterprises growth 20%"],
    ),
    "carried from a heading in Markdown": (
        "## 高新技术企业\n\n全年新认定29家，累计210家。",
        ["high_tech_enterprises new 29家", "high_tech_enterprises value 210家"],
    ),
    "an item of a list": ("1．高新技术企业：2020年达到54家。", ["high_tech_enterprises value 54家"]),
    "something unknown between": (
        "2020年高新技术企业培训班学员达到300人，参加企业40家。",
        ["? 300人", "? 40家"],
    ),
    "a count of something else": ("2020年全市种植大户达到300家。", ["? 300家"]),
    "a table": (
        "|指标|2020年(家)|比上年增长(%)|\n|---|---|---|\n|高新技术企业|300|22.4|\n",
        ["high_tech_enterprises value 300家", "high_tech_enterprises growth 22.4%"],
    ),
}


@pytest.mark.parametrize(("text", "said"), SAID.values(), ids=SAID)
def test_a_figure_is_given_to_what_it_is_said_of(text, said, vocabulary):
    assert lines(text, vocabulary) == said


def test_the_same_said_twice_is_marked(vocabulary):
    found = read("目前，高新技术企业达到300家。\n全市高新技术企业目前已达到300家。", vocabulary, BUREAU)
    assert [c.restates for c in found] == [None, 0]


def test_a_fall_says_something_else_than_a_rise(vocabulary):
    found = read("上半年，技术合同成交额增长3%。\n上半年，技术合同成交额下降3%。", vocabulary, BUREAU)
    assert [(c.falls, c.restates) for c in found] == [(False, None), (True, None)]
