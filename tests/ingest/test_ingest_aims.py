"""Aims that cannot be: times out of order, values out of reach, nothing to compare with; each with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from ingest_tiny import CHANGE_SETS, OBSERVATIONS, ROW, TARGETS

from yardstick.catalogue import Catalogue
from yardstick.errors import Problem
from yardstick.i18n import words
from yardstick.i18n.problem import say
from yardstick.ingest import load_data
from yardstick.model import Target

LISTED = CHANGE_SETS + CHANGE_SETS.replace("observations/a.csv", "targets/a.csv")
NAMES = TARGETS.strip().split(",")
SOUND = {
    "indicator": "high_tech_enterprises", "area": "420000", "measure": "growth", "period": "2023", "operator": ">=",
    "value": "10", "unit": "%", "kind": "annual", "source": "gwr-1", "locator": "char:1-4",
}  # fmt: skip
ELSEWHERE = {"locator": "char:5-9"}
INTENSITY = {"indicator": "rd_intensity", "measure": "value"}


def row(cells: dict[str, str]) -> str:
    """A row of targets: 10 % more high-tech enterprises in Hubei in 2023, with other cells where named."""
    return ",".join((SOUND | cells).get(name, "") for name in NAMES) + "\n"


def load(data: Path, catalogue: Catalogue, *rows: dict[str, str]) -> tuple[list[Target], list[Problem]]:
    """The sound targets of a folder with these rows, and its problems."""
    (data / "targets/a.csv").write_text(TARGETS + "".join(row(cells) for cells in rows), encoding="utf-8")
    (data / "change_sets.yaml").write_text(LISTED, encoding="utf-8")
    loaded, problems = load_data(data, catalogue)
    return [target for _, target in loaded.targets], list(problems)


def told(problems: list[Problem]) -> list[str]:
    """The problems as they are told, from the file's own name on."""
    return [str(problem).rpartition("targets/")[2] for problem in problems]


REFUSED = [
    pytest.param(
        {"base_period": "2023"},
        "base_period: the base ends no earlier than the aim, found 2023, expected an end before 2023-12-31",
        id="base-is-the-period",
    ),
    pytest.param({"base_period": "2024"}, "base_period: the base ends no earlier than the aim", id="base-after"),
    pytest.param(
        {"period": "2021/2025", "base_period": "2021-01/2025-12"},
        "base_period: the base ends no earlier than the aim, found 2021-01/2025-12",
        id="base-span",
    ),
    pytest.param(
        {"due": "2022-12-31"},
        "due: due before its period begins, found 2022-12-31, expected 2023-01-01 or later",
        id="due-before-the-period",
    ),
    pytest.param(
        {"period": "2021/2025", "base_period": "2022", "due": "2022-12-31"},
        "due: due before its base has ended, found 2022-12-31, expected 2023-01-01 or later",
        id="due-at-the-end-of-the-base",
    ),
    pytest.param(
        {"announced": "2024-01-01"},
        "announced: announced after its period has ended, found 2024-01-01, expected 2023-12-31 or earlier",
        id="announced-late",
    ),
    pytest.param(
        {"value": "-100"},
        "value: outside what this measure can be, found -100, expected above -100 and at most 10000",
        id="growth-to-nothing",
    ),
    pytest.param({"value": "10001"}, "value: outside what this measure can be, found 10001", id="growth-absurd"),
    pytest.param({"value": "101", "unit": "倍"}, "value: outside what this measure can be, found 10100", id="times"),
    pytest.param(
        {"operator": "range", "value_high": "99999"},
        "value_high: outside what this measure can be, found 99999",
        id="the-higher-end",
    ),
    pytest.param(
        {"measure": "multiple", "value": "0", "unit": "倍"},
        "value: outside what this measure can be, found 0, expected above 0 and at most 100",
        id="multiple-of-nothing",
    ),
    pytest.param(
        {"measure": "share", "value": "100.5"},
        "value: outside what this measure can be, found 100.5, expected from 0 to 100",
        id="more-than-the-whole",
    ),
    pytest.param(
        {"measure": "pp_change", "value": "-101", "unit": "个百分点"},
        "value: outside what this measure can be, found -101, expected from -100 to 100",
        id="points",
    ),
    pytest.param(
        {"measure": "rank", "value": "0", "unit": "位"},
        "value: outside what this measure can be, found 0, expected from 1 to …",
        id="rank",
    ),
    pytest.param(
        INTENSITY | {"value": "-0.1"},
        "value: outside the indicator's limits, found -0.1, expected from 0 to 100",
        id="level-below-its-limits",
    ),
    pytest.param(
        INTENSITY | {"operator": "range", "value": "99", "value_high": "101"},
        "value_high: outside the indicator's limits, found 101, expected from 0 to 100",
        id="level-above-its-limits",
    ),
    pytest.param(
        INTENSITY | {"measure": "new", "value": "-1"},
        "value: outside what this measure can be, found -1, expected from 0 to …",
        id="less-than-nothing-new",
    ),
    pytest.param(
        INTENSITY | {"value": "101", "unit": "个百分点", "reference_area": "100000"},
        "value: further apart than two figures of it can be, found 101, expected from -100 to 100",
        id="distance",
    ),
    pytest.param(
        {"value": "1e10"},
        "value: not a number, found 1e10, expected 12345.6, hint: write 12345.6 without separators or exponent",
        id="exponent",
    ),
    pytest.param(
        {"supersedes": "gwr-1 char:1-5"},
        "supersedes: no target of this indicator and area stands there, found gwr-1 char:1-5",
        id="supersedes-nothing",
    ),
    pytest.param(
        {"value": "", "unit": "", "reference_area": "100000"},
        "reference_area: the reference area has no figure of this indicator, found 100000, hint: add a figure of",
        id="nothing-to-compare-with",
    ),
]


@pytest.mark.parametrize(("cells", "said"), REFUSED)
def test_an_aim_that_cannot_be_is_named_and_the_rest_kept(
    data: Path, catalogue: Catalogue, *, cells: dict[str, str], said: str
) -> None:
    targets, problems = load(data, catalogue, {}, ELSEWHERE | cells)
    assert len(problems) == 1, problems
    assert told(problems)[0].startswith(f"a.csv:3: {said}"), problems
    assert [t.locator for t in targets] == ["char:1-4"]


def test_every_one_of_them_is_told_at_once_and_in_chinese(data: Path, catalogue: Catalogue) -> None:
    wrong = [{**p.values[0], "locator": f"char:{n}-90"} for n, p in enumerate(REFUSED)]  # type: ignore[dict-item]
    targets, problems = load(data, catalogue, {}, *wrong)
    assert {p.line for p in problems} == set(range(3, 3 + len(wrong)))
    assert len(problems) == len(wrong)
    assert [t.locator for t in targets] == ["char:1-4"]
    chinese = [say(problem, words("zh")).partition(": ")[2] for problem in problems]
    english = [
        line for line in chinese if any(word in line for word in ("found", "expected", "hint", " than ", " or "))
    ]
    assert english == []


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"base_period": "2022"}, id="base-of-the-year-before"),
        pytest.param({"base_period": "2022/2023", "period": "2022/2024"}, id="base-within-a-span"),
        pytest.param({"announced": "2023-12-31"}, id="announced-on-the-last-day"),
        pytest.param({"announced": "2023-02-01", "due": "2023-06-30"}, id="due-within-the-period"),
        pytest.param({"due": "2024-03-31"}, id="due-after-the-period"),
        pytest.param({"value": "-99.9"}, id="a-great-fall"),
        pytest.param({"value": "10000"}, id="a-great-rise"),
        pytest.param({"measure": "net_change", "value": "-5", "unit": "家"}, id="fewer"),
        pytest.param({"measure": "share", "value": "100"}, id="the-whole"),
        pytest.param(INTENSITY | {"value": "0"}, id="a-level-at-its-limit"),
    ],
)
def test_an_aim_at_the_edge_is_read(data: Path, catalogue: Catalogue, cells: dict[str, str]) -> None:
    targets, problems = load(data, catalogue, cells)
    assert (len(targets), problems) == (1, [])


def test_a_missing_figure_is_nothing_to_compare_with(data: Path, catalogue: Catalogue) -> None:
    lost = ROW.replace("420000", "100000").replace(",2.0147,", ",,").replace(",A,", ",M,").replace(",,\n", ",x,\n")
    lost = lost.replace(",x,", ",not_published,")
    compared = {"value": "", "unit": "", "reference_area": "100000"}
    (data / "observations/a.csv").write_text(OBSERVATIONS + ROW + lost, encoding="utf-8")
    assert [line.partition(",")[0] for line in told(load(data, catalogue, compared)[1])] == [
        "a.csv:2: reference_area: the reference area has no figure of this indicator"
    ]
    (data / "observations/a.csv").write_text(OBSERVATIONS + ROW.replace("420000", "100000"), encoding="utf-8")
    assert load(data, catalogue, compared)[1] == []


def test_a_reference_may_have_what_its_figure_is_computed_from(data: Path, catalogue: Catalogue) -> None:
    compared = {"indicator": "basic_research_share", "measure": "value", "value": "", "unit": ""}
    compared |= {"reference_area": "100000"}
    formula = catalogue["basic_research_share"].formula
    assert formula is not None
    held = [f"{name},100000,value,2022,,,5,,=,亿元,A,gwr-1,char:{n}-99,,\n" for n, name in enumerate(formula.names)]
    (data / "observations/a.csv").write_text(OBSERVATIONS + ROW + "".join(held[1:]), encoding="utf-8")
    assert "reference_area: the reference area has no figure" in told(load(data, catalogue, compared)[1])[0]
    (data / "observations/a.csv").write_text(OBSERVATIONS + ROW + "".join(held), encoding="utf-8")
    assert load(data, catalogue, compared)[1] == []


def test_what_may_be_among_refused_rows_is_not_missed(data: Path, catalogue: Catalogue) -> None:
    broken = ROW.replace("420000", "100000").replace("2.0147", "x")
    (data / "observations/a.csv").write_text(OBSERVATIONS + ROW + broken, encoding="utf-8")
    compared = {"value": "", "unit": "", "reference_area": "100000"}
    superseding = ELSEWHERE | {"supersedes": "gwr-1 char:7-8"}
    _, problems = load(data, catalogue, compared, superseding, {"locator": "char:7-8", "operator": "≥"})
    assert [(p.path.rpartition("data/")[2], p.line, p.key) for p in problems] == [
        ("observations/a.csv", 3, "value"), ("targets/a.csv", 4, "operator"),
    ]  # fmt: skip
