"""A figure counted before its period ended: the day is carried from the row of the data to the words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from yardstick.workspace import JudgedTarget, Workspace

SMALL = Path(__file__).parents[1] / "cli" / "installation"
SOURCE = "\ncounted24: {title: 统计公报, publisher: 统计局, kind: bulletin, published: 2025-03-01}\n"
FIGURE = "firms,420000,value,2024,2024-09-30,,26000,,=,家,A,counted24,row:firms/2024,,\n"
TARGETS = """\
firms,420000,value,2024,,>=,,25000,,家,annual,,,,2024-01-20,,,report,char:50-51,
firms,420000,value,2024,,>=,,27000,,家,annual,,,,2024-01-20,,,report,char:52-53,
"""


@pytest.fixture(scope="module")
def counted(grown: Callable[[Mapping[str, str]], Workspace]) -> Workspace:
    """Firms of Hubei: 20,000 in 2022, and 26,000 of 2024 that were counted on 30 September."""
    return grown({"sources.yaml": SOURCE, "observations/reports.csv": FIGURE, "targets/reports.csv": TARGETS})


def judged(counted: Workspace, value: float) -> JudgedTarget:
    return next(t for t in counted.judged(as_of=dt.date(2025, 6, 30)) if t.value == value)


def test_the_day_of_counting_comes_from_the_row(counted: Workspace) -> None:
    actual = judged(counted, 27000).verdict.actual
    assert actual is not None
    assert (actual.as_of, actual.moment) == (dt.date(2024, 9, 30), dt.date(2024, 9, 30))


def test_it_can_meet_a_target_but_not_miss_it(counted: Workspace) -> None:
    assert judged(counted, 25000).verdict.status == "met"
    verdict = judged(counted, 27000).verdict
    assert (verdict.status, verdict.reason) == ("overdue_no_data", "final_missing")


def test_the_sentence_and_the_reason_name_the_day(counted: Workspace) -> None:
    target = judged(counted, 27000)
    assert "it was 26,000 enterprises by 30 Sep 2024; 1,000 enterprises short" in counted.target_sentence(target, "en")
    assert "截至2024年9月30日为26,000家；距目标差1,000家" in counted.target_sentence(target, "zh")
    assert counted.target_reason(target, "en") == (
        "the latest figure was counted by 30 Sep 2024, before its period ended, and leaves open what the end brought"
    )
    assert counted.target_reason(target, "zh") == "最新数据只计到2024年9月30日，当时时期未满，期末结果尚不能确定"


def test_the_steps_name_the_day(counted: Workspace) -> None:
    target = judged(counted, 27000)
    assert "actual: 26,000 enterprises (by 30 Sep 2024); 统计公报" in counted.target_steps(target, "en")
    assert "实际值：26,000家（截至2024年9月30日）；统计公报" in counted.target_steps(target, "zh")


def test_a_supposed_pace_goes_on_from_that_day(counted: Workspace) -> None:
    found = judged(counted, 27000)
    # 92 of the 366 days of 2024 are left: 26,000 + 4,000 × 92 ÷ 366
    supposed = counted.what_if(found.id, pace=4000, as_of=dt.date(2025, 6, 30))
    assert supposed.verdict.actual is not None
    assert supposed.verdict.actual.value == pytest.approx(26000 + 4000 * 92 / 366)
    assert supposed.verdict.status == "met"
    assert [p.value for p in supposed.points] == [26000, pytest.approx(26000 + 4000 * 92 / 366)]


def test_its_point_stands_at_the_day(counted: Workspace) -> None:
    (last,) = [p for p in judged(counted, 30000).points if p.period == "2024"]
    assert last.year == pytest.approx(2023 + 274 / 366)
