"""What is said of targets that wait, of growth and of bases revised, word for word on a few rows."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from yardstick.workspace import JudgedTarget, Workspace

SMALL = Path(__file__).parents[1] / "cli" / "installation"
MIDDLE_OF_2025, AFTER = dt.date(2025, 6, 30), dt.date(2026, 6, 30)
SOURCES = """
counted23: {title: 统计公报, publisher: 统计局, kind: bulletin, published: 2024-03-01}
counted24: {title: 统计公报, publisher: 统计局, kind: bulletin, published: 2025-03-01}
"""
FIGURES = """\
firms,420000,value,2023,,,25000,,=,家,A,counted23,row:a,,
firms,420000,value,2024,,,26000,,=,家,A,counted24,row:b,,
firms,410000,value,2024,,,900,,=,家,A,counted24,row:c,,
firms,410000,growth,2023,,,8,,=,%,A,counted23,row:d,,
firms,410300,growth,2023,,,9.5,,=,%,A,counted23,row:e,,
gdp,410000,value,2022,,,40000,,=,亿元,A,report,char:60-61,,
gdp,410000,value,2022,,,42000,,=,亿元,A,counted23,row:f,,
gdp,410000,value,2024,,,46000,,=,亿元,P,counted24,row:g,,
"""
TARGETS = """\
firms,420000,growth,2024,,>=,,10,,%,annual,,,,,,,report,char:100-101,
firms,420000,growth,2023/2025,,>=,,15,,%,plan,,,,,,,report,char:102-103,
firms,420000,multiple,2025,,=,,2,,倍,plan,,,,2023-01-15,,,report,char:104-105,
firms,410300,growth,2023,,>,高于,,,%,annual,,410000,,,,,report,char:106-107,
firms,410300,growth,2023,,>=,高于,1,,百分点,annual,,410000,,,,,report,char:108-109,
firms,410300,value,2024,,>,超过,,,家,annual,,410000,,,,,report,char:110-111,
firms,410300,value,2026,,>=,,2000,,家,annual,,,,,,,report,char:112-113,
firms,410300,new,2023,,>=,,50,,家,annual,,,,,,,report,char:114-115,
firms,410300,value,2022,,>=,,1500,,家,annual,,,,,,,report,char:116-117,
gdp,410300,value,2021,,>=,,45000,,亿元,annual,,,,,,,report,char:118-119,
gdp,410000,value,2025,,>=,,50000,,亿元,plan,,,,2023-01-15,,,report,char:120-121,
gdp,410000,value,2025,,>=,,48500,,亿元,plan,,,,2023-01-15,,,report,char:122-123,
gdp,410000,value,2025,,>=,,42100,,亿元,plan,,,,2023-01-15,,,report,char:124-125,
"""


@pytest.fixture(scope="module")
def told(grown: Callable[[Mapping[str, str]], Workspace]) -> Workspace:
    """Firms and products of a few areas, with targets of every kind of wait."""
    return grown({"sources.yaml": SOURCES, "observations/reports.csv": FIGURES, "targets/reports.csv": TARGETS})


def target(told: Workspace, place: int, *, day: dt.date = MIDDLE_OF_2025) -> JudgedTarget:
    """The target whose place begins at this character."""
    return next(t for t in told.judged(as_of=day) if t.locator.startswith(f"char:{place}-"))


def test_every_row_of_the_notes_is_read() -> None:
    assert {len(row) for row in csv.reader(TARGETS.splitlines())} == {20}


SAID = {
    # growth judged on levels: 25,000 → 26,000 is 4 %; 20,000 → 26,000 in two years 14.0 % a year; 26 ÷ 20 = 1.3
    100: (
        "湖北企业数2024年目标为增长≥10%；由2023年的25,000家到2024年的26,000家；距目标差1,500家；合增长4%，比要求低6个百分点"
        "——未达到。",
        "Hubei, Firms, 2024: the aim is growth of ≥10%; from 25,000 enterprises (2023) it has come "
        "to 26,000 enterprises (2024); "
        "1,500 enterprises short of the aim; that is growth of 4%, 6 percentage points short of "
        "what is asked — missed.",
    ),
    102: (
        "湖北企业数2023—2025年目标为年均增长≥15%；由2022年的20,000家到2024年的26,000家；距目标差4,417.5家；"
        "合年均增长14%，比要求低1个百分点；时间已过67%，完成58%；每年需4,417家，以往每年3,000家；照此速度2026年达到——落后于进度。",
        "Hubei, Firms, 2023–2025: the aim is growth of ≥15% a year; from 20,000 enterprises (2022) "
        "it has come to "
        "26,000 enterprises (2024); 4,417.5 enterprises short of the aim; that is growth of 14% a year, "
        "1 percentage point short of what is asked; 58% of the way in 67% of the time; 4,417 "
        "enterprises a year is needed, "
        "3,000 enterprises a year was reached; at that pace it is reached in 2026 — behind schedule.",
    ),
    104: (
        "湖北企业数2025年目标为2022年的2倍；由2022年的20,000家到2024年的26,000家；距目标差14,000家；合1.3倍；"
        "时间已过67%，完成30%；每年需14,000家，以往每年3,000家；照此速度2029年达到——落后于进度。",
        "Hubei, Firms, 2025: the aim is 2 times that of 2022; from 20,000 enterprises (2022) it "
        "has come to 26,000 enterprises "
        "(2024); 14,000 enterprises short of the aim; that is 1.3 times; 30% of the way in 67% of the time; "
        "14,000 enterprises a year is needed, 3,000 enterprises a year was reached; at that pace "
        "it is reached in 2029 "
        "— behind schedule.",
    ),
    # growth beside another area's: 9.5 % against 8 %
    106: (
        "洛阳企业数2023年目标为增长率高于河南；2023年实际为增长9.5%；河南同期为增长8%；超出目标1.5个百分点——已达到。",
        "Luoyang, Firms, 2023: the aim is growth above Henan; the figure of 2023 is growth of "
        "9.5%; Henan has growth of 8%; "
        "1.5 percentage points beyond the aim — met.",
    ),
    108: (
        "洛阳企业数2023年目标为增长率高于河南1个百分点；2023年实际为增长9.5%；河南同期为增长8%；高出1.5个百分点；"
        "超出目标0.5个百分点——已达到。",
        "Luoyang, Firms, 2023: the aim is growth 1 percentage point above Henan; the figure of "
        "2023 is growth of 9.5%; "
        "Henan has growth of 8%; 1.5 percentage points more than that; 0.5 percentage points "
        "beyond the aim — met.",
    ),
    # nothing to judge on: what is missing, what is held
    110: (
        "洛阳企业数2024年目标为高于河南（“超过”）——到期无数据：洛阳2024年没有数据，最近的数据是2022年的>1,000家；"
        "河南2024年为900家。",
        "Luoyang, Firms, 2024: the aim is above Henan (“超过”) — due, no figure yet: no figure of "
        "Luoyang for 2024, "
        "the last figure is >1,000 enterprises (2022); Henan has 900 enterprises in 2024.",
    ),
    112: (
        "洛阳企业数2026年目标为≥2,000家——未到期、无数据：2026年尚未结束，最近的数据是2022年的>1,000家。",
        "Luoyang, Firms, 2026: the aim is ≥2,000 enterprises — not due, no figure yet: 2026 is not over, "
        "the last figure is >1,000 enterprises (2022).",
    ),
    114: (
        "洛阳企业数2023年目标为新增≥50家——到期无数据：没有2023年的新增数，最近的数据是2022年的>1,000家。",
        "Luoyang, Firms, 2023: the aim is ≥50 enterprises newly added — due, no figure yet: "
        "no number of newly added ones is held for 2023, the last figure is >1,000 enterprises (2022).",
    ),
    116: (
        "洛阳企业数2022年目标为≥1,500家；2022年实际为>1,000家；距目标差<500家——无法判断（现有为界限或约数）："
        "实际值只有界限或约数，不能断定。",
        "Luoyang, Firms, 2022: the aim is ≥1,500 enterprises; the figure of 2022 is >1,000 enterprises; "
        "<500 enterprises short of the aim — cannot be judged (held: a hedged figure): "
        "the figure is only a bound or about, and leaves it open.",
    ),
    # a base that was revised from 4.0 to 4.2 trillion: the same verdict, another one, and a way next to none
    120: (
        "河南生产总值2025年目标为≥5万亿元；由2022年的4万亿元到2024年的4.6万亿元；距目标差4,000亿元；时间已过67%，完成60%；"
        "每年需4,000亿元，以往每年3,000亿元；照此速度2026年达到；按现行基期值（4.2万亿元）完成50%，结论不变"
        "——落后于进度（按初步数判断）。",
        "Henan, GDP, 2025: the aim is ≥CNY 5 trillion; from CNY 4 trillion (2022) it has come to "
        "CNY 4.6 trillion (2024); CNY 400 billion short of the aim; 60% of the way in 67% of the time; "
        "CNY 400 billion a year is needed, CNY 300 billion a year was reached; at that pace it is "
        "reached in 2026; "
        "on the base as it reads now (CNY 4.2 trillion) 50% of the way: the verdict is the same "
        "— behind schedule (judged on a provisional figure).",
    ),
    122: (
        "河南生产总值2025年目标为≥4.85万亿元；由2022年的4万亿元到2024年的4.6万亿元；距目标差2,500亿元；时间已过67%，完成71%；"
        "每年需2,500亿元，以往每年3,000亿元；照此速度2025年达到；按现行基期值（4.2万亿元）完成62%，则为“落后于进度”"
        "——快于进度（按初步数判断）。",
        "Henan, GDP, 2025: the aim is ≥CNY 4.85 trillion; from CNY 4 trillion (2022) it has come to "
        "CNY 4.6 trillion (2024); CNY 250 billion short of the aim; 71% of the way in 67% of the time; "
        "CNY 250 billion a year is needed, CNY 300 billion a year was reached; at that pace it is "
        "reached in 2025; "
        "on the base as it reads now (CNY 4.2 trillion) 62% of the way: it would be “behind schedule” "
        "— ahead of schedule (judged on a provisional figure).",
    ),
    124: (
        "河南生产总值2025年目标为≥4.21万亿元；由2022年的4万亿元到2024年的4.6万亿元；超出目标3,900亿元；"
        "按现行基期值（4.2万亿元），结论不变——已达到（按初步数判断）。",
        "Henan, GDP, 2025: the aim is ≥CNY 4.21 trillion; from CNY 4 trillion (2022) it has come to "
        "CNY 4.6 trillion (2024); CNY 390 billion beyond the aim; on the base as it reads now (CNY "
        "4.2 trillion): "
        "the verdict is the same — met (judged on a provisional figure).",
    ),
}


@pytest.mark.parametrize("place", SAID)
def test_the_sentence_word_for_word(told: Workspace, place: int) -> None:
    found = target(told, place)
    assert (told.target_sentence(found, "zh"), told.target_sentence(found, "en")) == SAID[place]


def test_an_overdue_target_waits_for_the_figure_of_its_end_in_words_of_its_own(told: Workspace) -> None:
    found = target(told, 120, day=AFTER)
    assert (found.verdict.status, found.verdict.reason) == ("overdue_no_data", "final_missing")
    assert (told.target_status(found, "zh"), told.target_status(found, "en")) == (
        "到期，期末数未出",
        "due, final figure not out",
    )
    assert told.target_cautions(found, "zh") == ("现有为初步数",)
    assert told.target_cautions(found, "en") == ("held: a provisional figure",)
    assert told.target_reason(found, "zh") == "没有2025年的数据，最近的数据是2024年的"
    assert told.target_reason(found, "en") == "no figure is held for 2025, the last one is of 2024"


def test_a_growth_over_years_that_waits_lacks_the_figure_of_its_last_year(told: Workspace) -> None:
    found = target(told, 102, day=AFTER)
    assert told.target_reason(found, "en") == "no figure is held for 2025, the last one is of 2024"


def test_nothing_held_at_all_is_said(told: Workspace) -> None:
    found = target(told, 118)
    assert told.target_reason(found, "zh") == "没有2021年的数据，此前各期也没有"
    assert told.target_reason(found, "en") == "no figure is held for 2021, and none of any time before it"


def test_the_steps_print_growth_and_its_gap(told: Workspace) -> None:
    yearly, mean, times = (target(told, place) for place in (100, 102, 104))
    grown, gap = "growth reached = 26000 ÷ 25000 − 1 = 4%", "gap in points = 4 − 10 = -6"
    assert [line for line in told.target_steps(yearly, "en") if line in (grown, gap)] == [grown, gap]
    assert "mean yearly growth reached = (26000 ÷ 20000) ^ (1 ÷ 2) − 1 = 14.02%" in told.target_steps(mean, "en")
    assert "实际年均增速 = （26000 ÷ 20000）^（1 ÷ 2）− 1 = 14.02%" in told.target_steps(mean, "zh")
    assert "multiple reached = 26000 ÷ 20000 = 1.3" in told.target_steps(times, "en")


def test_the_gap_in_points_is_that_of_growth_or_of_percentages(told: Workspace) -> None:
    assert target(told, 100).gap_points == pytest.approx(-6)
    assert target(told, 106).gap_points == pytest.approx(1.5)
    assert target(told, 104).gap_points is None
    assert target(told, 120).gap_points is None


def test_every_target_that_waits_has_its_reason(workspace: Workspace) -> None:
    waiting = [t for t in workspace.judged() if t.verdict.status in ("overdue_no_data", "not_due_no_data")]
    assert waiting
    for lang in ("zh", "en"):
        assert not [t.id for t in waiting if not t.verdict.reason or not workspace.target_reason(t, lang)]


def test_linyis_intensity_names_the_figure_of_the_province(workspace: Workspace) -> None:
    (found,) = [t for t in workspace.judged(["371300"]) if t.reference_area and t.period == "2020"]
    assert workspace.target_reason(found, "zh") == "临沂2020年没有数据，此前各期也没有；山东2020年为2.30%"
    assert workspace.target_reason(found, "en") == (
        "no figure of Linyi for 2020, and none of any time before it; Shandong has 2.30% in 2020"
    )


def test_growth_beside_the_country_is_named_growth(workspace: Workspace) -> None:
    beside = [t for t in workspace.judged(["410000"]) if (t.indicator, t.reference_area) == ("gdp", "100000")]
    found = next(t for t in beside if t.period == "2017")
    assert workspace.target_sentence(found, "zh") == (
        "河南地区生产总值2017年目标为增长率高于全国——无法判断：河南2017年没有确切的不变价增速。"
    )
