"""What real pages do to figures: nothing here may be read as an indicator it is not."""

from __future__ import annotations

import pytest
from readings import BUREAU, CONGRESS, lines, placed

from yardstick.reader import read
from yardstick.reader.oddity import ODD_WORDS

NEVER = (
    "选派名科技特派员到村服务。",
    "2020年选派名科技特派员，建成家省级重点实验室。",
    "整改事项9大学生创业扶持不足。",
    "整改事项12高新技术企业培育力度不够。",
    "附件2高新技术企业名单。",
    "联系电话：0379-63912345，高新技术企业科。",
    "高新技术企业认定咨询电话13803790000。",
    "高新技术企业认定咨询电话：63912345。",
    "2020年12月31日，高新技术企业认定工作结束。",
    "2020-12-31高新技术企业名单公示。",
    "洛政办〔2020〕35号文件支持高新技术企业发展。",
    "豫科〔2020〕12号，高新技术企业。",
    "构建“6+1+1”产业体系，建设省级重点实验室。",
    "实施“9+2”工作布局，培育高新技术企业。",
    "落实6+1+1布局，建设省级重点实验室。",
    "开展“两学一做”学习教育，服务高新技术企业。",
    "拨打12330专利热线。",
    "实施“131”人才工程，服务高新技术企业。",
    "百家高新技术企业进校园。",
    "第3次会议审议高新技术企业奖励办法。",
    "高新技术企业按15%税率缴纳所得税。",
    "给予每家高新技术企业30万元奖励。",
    "对首次认定的高新技术企业奖励20万元。",
    "COVID-19期间服务高新技术企业。",
    "上午9：30召开高新技术企业座谈会。",
    "详见http://example.org/2020/300高新技术企业。",
    "高新技术企业与科技型中小企业之比为3：7。",
)


@pytest.mark.parametrize("text", NEVER)
def test_a_number_that_is_no_figure_is_never_given_to_an_indicator(text, vocabulary):
    assert placed(read(text, vocabulary, BUREAU)) == []


BESIDE = {
    "实施“9+2”工作布局，高新技术企业达到300家。": ["high_tech_enterprises value 300家"],
    "开展“两学一做”学习教育，高新技术企业达到300家。": ["high_tech_enterprises value 300家"],
    "开通12330知识产权热线，受理专利申请9000件。": ["patent_applications value 9000件"],
    "整改事项9：高新技术企业达到300家。": ["high_tech_enterprises value 300家"],
    "2020年12月31日，高新技术企业达到300家。": ["high_tech_enterprises value 300家"],
    "依据〔2020〕35号文件，高新技术企业达到300家。": ["high_tech_enterprises value 300家"],
}


@pytest.mark.parametrize(("text", "said"), BESIDE.items(), ids=BESIDE)
def test_a_figure_beside_a_trap_is_read(text, said, vocabulary):
    assert lines(text, vocabulary) == said


SPLIT = {
    "20 20年，高新技术企业达到3 0家。": ("3 0家", 30),
    "2020年高新技术企业达到1 2 家。": ("1 2 家", 12),
    "2020年新建省级重点实验室1 5家。": ("1 5家", 15),
}


@pytest.mark.parametrize(("text", "told"), SPLIT.items(), ids=SPLIT)
def test_digits_split_by_a_blank_are_one_number_and_said_to_be(text, told, vocabulary):
    (found,) = read(text, vocabulary, CONGRESS)
    assert (text[found.start : found.end], found.value) == told
    assert (found.problem, found.period) == (ODD_WORDS["apart"], "2020")


ODD = {
    "2020年高新技术企业达到300家增长3837%。": ["", "point"],
    "2020年技术合同成交额85亿元，增长1254%。": ["", "point"],
    "2020年技术合同成交额85亿元，增长1254.3%。": ["", ""],
    "2020年技术合同成交额85亿元，增长112.5%。": ["", ""],
    "2020年技术合同成交额由40亿元增加到85亿元，增长12%。": ["", "", "denied"],
    "2020年技术合同成交额由40亿元增加到85亿元，增长112.5%。": ["", "", ""],
    "五年来，技术合同成交额由40亿元增加到85亿元，年均增长16.3%。": ["", "", ""],
}


@pytest.mark.parametrize(("text", "odd"), ODD.items(), ids=ODD)
def test_a_growth_that_cannot_be_is_said_to_be_odd(text, odd, vocabulary):
    assert [c.problem for c in read(text, vocabulary, CONGRESS)] == [ODD_WORDS.get(what, "") for what in odd]
