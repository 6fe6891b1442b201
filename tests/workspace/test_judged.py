"""Targets asked of the workspace: on a few rows worked out by hand, and on the project's own data."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from yardstick.targets.methods import REASONS as METHOD_REASONS
from yardstick.targets.records import CODES, REASONS, STEPS
from yardstick.workspace import JudgedTarget, Workspace
from yardstick.workspace.wording import REASON_WORDS, STEP_WORDS, VERDICT_WORDS

SMALL = Path(__file__).parents[1] / "cli" / "installation"
MIDDLE_OF_2025 = dt.date(2025, 6, 30)
AFTER = dt.date(2026, 11, 22)

SOURCES = """
plan24: {title: 工作报告, publisher: 省政府, kind: work_report, published: 2024-01-20}
plan25: {title: 工作报告, publisher: 省政府, kind: work_report, published: 2025-01-20}
counted23: {title: 统计公报, publisher: 统计局, kind: bulletin, published: 2024-03-01}
counted24: {title: 统计公报, publisher: 统计局, kind: bulletin, published: 2025-03-01}
"""
FIGURES = [("2023", "25000", "counted23"), ("2024", "26000", "counted24")]
TARGETS = [
    # period, value, kind, source, locator, supersedes
    ("2023", "24000", "annual", "report", "char:50-51", ""),
    ("2024", "27000", "annual", "plan24", "char:1-2", ""),
    ("2025", "25000", "annual", "plan25", "char:1-2", ""),
    ("2025", "28000", "plan", "plan25", "char:3-4", "report char:46-47"),
]
"""Beside that of the installation: at least 30,000 firms by 2025, announced 2023-01-15. 2021: 15,960, 2022: 20,000."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An installation of a few rows: firms of Hubei from 2021 to 2024, five targets."""
    folder = tmp_path_factory.mktemp("small") / "installation"
    shutil.copytree(SMALL, folder)
    with (folder / "data/sources.yaml").open("a", encoding="utf-8") as file:
        file.write(SOURCES)
    area = {"indicator": "firms", "area": "420000", "measure": "value", "unit": "家"}
    for period, value, source in FIGURES:
        told = {"period": period, "value": value, "source": source, "qualifier": "=", "obs_status": "A"}
        _append(folder / "data/observations/reports.csv", {**area, **told, "locator": f"row:firms/{period}"})
    for period, value, kind, source, locator, supersedes in TARGETS:
        told = {"period": period, "operator": ">=", "value": value, "kind": kind, "source": source}
        _append(folder / "data/targets/reports.csv", {**area, **told, "locator": locator, "supersedes": supersedes})
    Workspace.build(folder)
    return Workspace.open(folder)


def _append(path: Path, row: dict[str, str]) -> None:
    with path.open(encoding="utf-8") as file:
        names = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, names, lineterminator="\n").writerow(row)


def one(targets: tuple[JudgedTarget, ...], value: float) -> JudgedTarget:
    """The target of this value."""
    return next(t for t in targets if t.value == value)


def close(number: float | None) -> object:
    assert number is not None
    return pytest.approx(number, abs=1e-9)


def test_a_target_behind_schedule_has_both_clocks_its_gap_and_its_paces(small: Workspace) -> None:
    verdict = one(small.judged(as_of=MIDDLE_OF_2025), 30000).verdict
    # 6,000 of 10,000 firms in 2 of 3 years: 60 % against 67 %, 0.9 of what is due, under the alarm at 0.95
    assert verdict.status == "behind"
    assert (verdict.achieved, verdict.elapsed) == (close(0.6), close(2 / 3))
    assert verdict.ratio == close(0.9)
    assert (verdict.gap, verdict.required, verdict.observed) == (-4000, 4000, 3000)
    assert verdict.crossing == close(2024 + 4000 / 3000)


def test_a_yearly_target_is_met_or_missed_by_the_figure_of_its_year(small: Workspace) -> None:
    found = small.judged(as_of=MIDDLE_OF_2025)
    assert (one(found, 24000).verdict.status, one(found, 24000).verdict.gap) == ("met", 1000)
    assert (one(found, 27000).verdict.status, one(found, 27000).verdict.gap) == ("missed", -1000)


def test_as_of_a_day_knows_only_what_was_published_and_announced_by_then(small: Workspace) -> None:
    found = small.judged(as_of=dt.date(2024, 2, 1))
    assert {t.value for t in found} == {24000, 27000, 30000}
    assert one(found, 24000).verdict.status == "overdue_no_data"  # the figure of 2023 came out on 1 March 2024
    assert one(found, 30000).superseded_by == ""


def test_a_target_that_another_replaced_says_which_and_is_still_judged(small: Workspace) -> None:
    found = small.judged(as_of=MIDDLE_OF_2025)
    old, new = one(found, 30000), one(found, 28000)
    assert old.superseded_by == new.id
    assert (old.verdict.status, old.verdict.reason) == ("behind", "superseded")
    assert small.target_reason(old, "en") == "another target took its place (工作报告)"


def test_an_id_stays_the_same_and_belongs_to_one_target(small: Workspace, workspace: Workspace) -> None:
    assert [t.id for t in small.judged(as_of=MIDDLE_OF_2025)] == [t.id for t in small.judged(as_of=AFTER)]
    every = workspace.judged()
    assert len({t.id for t in every}) == len(every)


def test_the_line_runs_from_the_base_to_the_aim_and_the_points_lie_beside_it(small: Workspace) -> None:
    target = one(small.judged(as_of=MIDDLE_OF_2025), 30000)
    assert target.path == ((2022.0, 20000.0), (2025.0, 30000.0))
    assert [(p.year, p.value) for p in target.points] == [(2022.0, 20000.0), (2023.0, 25000.0), (2024.0, 26000.0)]
    assert (target.line_unit, target.end, target.over) == ("enterprises", dt.date(2025, 12, 31), False)


def test_flags_say_what_was_reached_before_what_is_slower_and_what_was_missed_last_time(small: Workspace) -> None:
    found = small.judged(as_of=MIDDLE_OF_2025)
    # 25,000 firms were published in 2024; the aim of January 2025 asks for 25,000, after that of 2024 was missed
    assert one(found, 25000).flags == ("below_present", "below_trend", "unmet_last_time")
    assert one(found, 27000).flags == ("below_trend",)


def test_ambition_sets_the_pace_asked_for_beside_the_own_past(small: Workspace) -> None:
    found = {a.id: a for a in small.ambition(small.judged(as_of=MIDDLE_OF_2025))}
    asked = found[one(small.judged(as_of=MIDDLE_OF_2025), 30000).id]
    assert asked.wanted == close((1.5 ** (1 / 3) - 1) * 100)  # 20,000 → 30,000 in 3 years
    assert asked.past == close((20000 / 15960 - 1) * 100)
    assert (asked.since, asked.until, asked.unit) == ("2021", "2022", "percent")


def test_a_track_record_counts_what_is_over_and_not_replaced(small: Workspace) -> None:
    records = small.track_record(small.judged(as_of=AFTER))
    assert [(r.year, r.met, r.missed, r.undecided, r.total) for r in records] == [
        (2025, 0, 0, 2, 2),  # no figure of 2025; what 28,000 replaced is not counted
        (2024, 0, 1, 0, 1),
        (2023, 1, 0, 0, 1),
    ]


@pytest.mark.parametrize(("pace", "status"), [(4000.0, "met"), (3999.0, "missed")])
def test_what_if_the_figure_went_on_at_a_pace(small: Workspace, pace: float, status: str) -> None:
    target = one(small.judged(as_of=MIDDLE_OF_2025), 30000)
    supposed = small.what_if(target.id, pace=pace, as_of=MIDDLE_OF_2025)
    assert supposed.verdict.status == status
    assert supposed.verdict.actual is not None
    assert supposed.verdict.actual.value == 26000 + pace
    assert supposed.verdict.cautions == ("supposed",)
    assert one(small.judged(as_of=MIDDLE_OF_2025), 30000).verdict.status == "behind"  # nothing is stored


def test_what_if_the_target_were_another(small: Workspace) -> None:
    target = one(small.judged(as_of=MIDDLE_OF_2025), 30000)
    lower = small.what_if(target.id, value=29000, as_of=MIDDLE_OF_2025).verdict
    assert (lower.status, lower.achieved) == ("on_track", close(6000 / 9000))  # two thirds in two thirds of the time


def test_what_if_of_no_target_is_a_key_error(small: Workspace) -> None:
    with pytest.raises(KeyError):
        small.what_if("nothing")


def test_the_sentence_holds_the_whole_reasoning_in_both_languages(small: Workspace) -> None:
    replaced = one(small.judged(["420000"], as_of=MIDDLE_OF_2025), 30000)
    assert small.target_sentence(replaced, "en") == (
        "Hubei, Firms, 2025: the aim is ≥30,000 enterprises; from 20,000 enterprises (2022) it has come to "
        "26,000 enterprises (2024); 4,000 enterprises short of the aim; 60% of the way in 67% of the time; "
        "4,000 enterprises a year is needed, 3,000 enterprises a year was reached; at that pace it is reached in 2026 "
        "— behind schedule: another target took its place (工作报告)."
    )
    assert small.target_sentence(replaced, "zh") == (
        "湖北企业数2025年目标为≥30,000家；由2022年的20,000家到2024年的26,000家；距目标差4,000家；时间已过67%，完成60%；"
        "每年需4,000家，以往每年3,000家；照此速度2026年达到——落后于进度：已被另一目标取代（工作报告）。"
    )


def test_the_steps_can_be_redone_by_hand(small: Workspace) -> None:
    target = one(small.judged(as_of=MIDDLE_OF_2025), 30000)
    assert small.target_steps(target, "en") == (
        "base: 20,000 enterprises (2022), as known when it was announced; 工作报告",
        "expected: 30000 enterprises, as written",
        "actual: 26,000 enterprises (2024); 统计公报",
        "achieved = (26000 − 20000) ÷ (30000 − 20000) = 60%",
        "elapsed = years from 2022-12-31 to 2024-12-31 ÷ years from 2022-12-31 to 2025-12-31 = 2 ÷ 3 = 67%",
        "achieved ÷ elapsed = 60% ÷ 67% = 0.90",
        "gap = 26000 − 30000 = -4000",
        "needed a year = (30000 − 26000) ÷ 1 = 4000",
        "reached a year = (26000 − 20000) ÷ 2 = 3000",
        "crossed in 2024.00 + (30000 − 26000) ÷ 3000 = 2025.33, that is 2026",
    )


def test_a_method_of_the_literature_prints_its_inputs(small: Workspace) -> None:
    target = one(small.judged(as_of=MIDDLE_OF_2025, method="cagr"), 30000)
    # 20,000 → 26,000 in 2 years is 14.0 % a year; 20,000 → 30,000 in 3 is 14.5 %
    lines = small.target_steps(target, "en")
    assert "yearly growth so far = 14%" in lines
    assert "yearly growth needed = 14.5%" in lines
    assert target.verdict.status == "on_track"  # 0.969 of the growth needed


# The project's own data


@pytest.fixture(scope="module")
def every(workspace: Workspace) -> tuple[JudgedTarget, ...]:
    """All targets, as known on a day after the figures of 2025."""
    return workspace.judged(as_of=AFTER)


def of(
    every: tuple[JudgedTarget, ...], area: str, indicator: str, period: str, *, kind: str = "annual"
) -> list[JudgedTarget]:
    same = (t for t in every if (t.area, t.indicator, t.period, t.kind) == (area, indicator, period, kind))
    return sorted(same, key=lambda t: t.value or 0)


@pytest.mark.parametrize(("year", "gap"), [("2020", 722), ("2021", 608), ("2022", 848), ("2023", 565), ("2024", 337)])
def test_chongqing_met_every_yearly_target_of_high_tech_enterprises(
    every: tuple[JudgedTarget, ...], year: str, gap: float
) -> None:
    (target,) = of(every, "500000", "high_tech_enterprises", year)
    assert (target.verdict.status, target.verdict.gap) == ("met", gap)


def test_chongqings_two_targets_of_high_tech_enterprises_for_2025_are_told_apart(
    every: tuple[JudgedTarget, ...],
) -> None:
    (plan,) = of(every, "500000", "high_tech_enterprises", "2025", kind="plan")
    (yearly,) = of(every, "500000", "high_tech_enterprises", "2025")
    assert (plan.value, plan.verdict.status, plan.verdict.gap) == (8000, "met", 1123)
    # 9,123 were counted on 15 October 2025: the year's own figure is not there yet
    assert (yearly.value, yearly.verdict.status, yearly.verdict.reason) == (10000, "overdue_no_data", "final_missing")


def test_chongqing_missed_its_research_intensity_of_2017(every: tuple[JudgedTarget, ...]) -> None:
    (plan,) = of(every, "500000", "rd_intensity", "2017", kind="plan")
    assert (plan.value, plan.verdict.status) == (2.5, "missed")
    assert plan.verdict.gap == close(1.88 - 2.5)
    assert plan.verdict.rebased is not None  # 1.38 when it was announced, 1.40 now
    assert plan.verdict.rebased.status == "missed"


def test_linyis_targets_of_2020_are_met_missed_or_without_data(every: tuple[JudgedTarget, ...]) -> None:
    linyi = [t for t in every if t.area == "371300" and t.period == "2020"]
    said = {(t.indicator, t.measure): t.verdict.status for t in linyi}
    assert said["high_tech_enterprises", "value"] == "met"  # 720 of at least 630
    assert said["high_tech_enterprises", "net_change"] == "met"  # 187 of at least 100
    assert said["gdp", "value"] == "missed"  # 480.5 billion of 560
    assert {t.verdict.status for t in linyi} <= {"met", "missed", "overdue_no_data", "not_evaluable"}
    assert all(t.verdict.reason for t in linyi if t.verdict.status == "not_evaluable")


def test_a_target_without_a_figure_is_judged_by_its_benchmark(every: tuple[JudgedTarget, ...]) -> None:
    (target,) = [t for t in every if t.area == "371300" and t.reference_area and t.period == "2020"]
    assert (target.indicator, target.value, target.reference_area) == ("rd_intensity", None, "370000")
    assert target.verdict.status in ("met", "missed", "overdue_no_data")


def test_a_comparison_prints_both_differences_and_the_share_of_the_way(
    workspace: Workspace, every: tuple[JudgedTarget, ...]
) -> None:
    (target,) = [t for t in every if (t.area, t.reference_area, t.period) == ("500000", "100000", "2027")]
    lines = workspace.target_steps(target, "en")
    # 2.36 % against the country's 2.54 % at the base, 2.60 % against 2.69 % now: half of the way from −0.18 to 0
    assert lines[0] == "difference at the base = 2.36 % − 2.54 % (China, 2022) = -0.18 percentage points"
    assert lines[1] == "expected = 2.69 % (China, 2024)"
    assert "difference = 2.6 − 2.69 = -0.09" in lines
    assert "achieved = (-0.09 − (-0.18)) ÷ (0 − (-0.18)) = 50%" in lines
    assert "reached a year = (-0.09 − (-0.18)) ÷ 2 = 0.045" in lines
    assert "完成 = （-0.09 − (-0.18)）÷（0 − (-0.18)）= 50%" in workspace.target_steps(target, "zh")


def test_a_doubling_names_the_years_whose_growth_is_not_stated(
    workspace: Workspace, every: tuple[JudgedTarget, ...]
) -> None:
    (target,) = [t for t in every if (t.area, t.indicator, t.measure) == ("371300", "gdp", "multiple")]
    assert workspace.target_reason(target, "en") == "no exact growth of Linyi at constant prices is stated for 2017"
    assert workspace.target_reason(target, "zh") == "临沂2017年没有确切的不变价增速"


def test_no_target_of_full_coverage_is_called_missed(every: tuple[JudgedTarget, ...]) -> None:
    whole = [t for t in every if t.hedge == "全覆盖"]
    assert len(whole) == 7
    assert {(t.verdict.status, t.verdict.reason) for t in whole} == {("not_evaluable", "no_deadline")}


def test_a_report_dated_by_its_address_settles_the_targets_of_its_year(every: tuple[JudgedTarget, ...]) -> None:
    (growth,) = of(every, "410000", "gdp", "2025")
    assert (growth.value, growth.verdict.status, growth.verdict.gap) == (5.5, "met", close(0.1))
    assert growth.verdict.actual is not None
    assert growth.verdict.actual.published == dt.date(2026, 2, 3)


def test_luoyang_met_its_technology_contracts_of_2023(every: tuple[JudgedTarget, ...]) -> None:
    (target,) = of(every, "410300", "tech_contract_value", "2023")
    assert (target.verdict.status, target.verdict.gap) == ("met", close(145.4 - 120))


def test_every_target_has_a_sentence_in_both_languages_without_a_hole(
    workspace: Workspace, every: tuple[JudgedTarget, ...]
) -> None:
    for lang in ("zh", "en"):
        told = [workspace.target_sentence(t, lang) for t in every]
        assert not [text for text in told if "{" in text or "None" in text or " nan" in text]
        assert [line for t in every for line in workspace.target_steps(t, lang) if "{" in line] == []


def test_some_areas_give_the_same_verdicts_as_all(workspace: Workspace, every: tuple[JudgedTarget, ...]) -> None:
    alone = workspace.judged(["410300"], as_of=AFTER)
    assert alone == tuple(t for t in every if t.area == "410300")


def test_every_code_of_the_judging_has_its_words() -> None:
    assert set(REASONS) | set(METHOD_REASONS) <= set(REASON_WORDS)
    assert set(STEPS) == set(STEP_WORDS)
    assert set(CODES) == set(VERDICT_WORDS)


def test_the_words_of_a_step_use_blanks_that_it_has() -> None:
    for code, meaning in STEPS.items():
        blanks = set(re.findall(r"\w+", meaning[meaning.rindex("(") :]))
        assert set(re.findall(r"\{(\w+)\}", STEP_WORDS[code])) <= blanks
