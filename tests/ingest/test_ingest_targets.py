"""Targets: read with their operator and hedge, compared with an area, superseding each other; and what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from ingest_tiny import CHANGE_SETS, TARGETS

from yardstick.catalogue import Catalogue
from yardstick.ingest import load_data
from yardstick.model import Target

LISTED = CHANGE_SETS + CHANGE_SETS.replace("observations/a.csv", "targets/a.csv")
NAMES = TARGETS.strip().split(",")


def row(**cells: str) -> str:
    """A row of targets: at least 100 more high-tech enterprises in Luoyang in 2023, with other cells where named."""
    usual = {
        "indicator": "high_tech_enterprises", "area": "410300", "measure": "net_change", "period": "2023",
        "operator": ">=", "value": "100", "unit": "家", "kind": "annual", "source": "gwr-1", "locator": "char:5-9",
    }  # fmt: skip
    return ",".join((usual | cells).get(name, "") for name in NAMES) + "\n"


def load(data: Path, catalogue: Catalogue, *rows: str) -> tuple[list[Target], list[str]]:
    """The targets of a folder with these rows, and the problems as a person reads them."""
    (data / "targets/a.csv").write_text(TARGETS + "".join(rows), encoding="utf-8")
    (data / "change_sets.yaml").write_text(LISTED, encoding="utf-8")
    loaded, problems = load_data(data, catalogue)
    assert {change_set for change_set, _ in loaded.targets} <= {2}
    return [t for _, t in loaded.targets], [str(p).replace(f"{data.parent}/", "") for p in problems]


def test_targets_are_read_with_their_operator_and_hedge(data: Path, catalogue: Catalogue) -> None:
    [target], problems = load(data, catalogue, row(hedge="力争…以上", nature="expected", announced="2023-01-04"))
    assert not problems
    assert (target.operator, target.hedge, target.value, target.nature) == (">=", "力争…以上", 100.0, "expected")
    assert (target.announced, target.place) == (dt.date(2023, 1, 4), "gwr-1 char:5-9")


COMPARED = {"operator": ">", "reference_area": "420000", "measure": "value"}


def test_a_comparison_needs_no_value(data: Path, catalogue: Catalogue) -> None:
    [target], problems = load(data, catalogue, row(**COMPARED, value="", unit=""))
    assert not problems
    assert (target.value, target.unit, target.reference_area) == (None, "enterprises", "420000")


def test_a_distance_between_levels_is_in_their_unit(data: Path, catalogue: Catalogue) -> None:
    [target], problems = load(data, catalogue, row(**COMPARED, value="0.5", unit="万家"))
    assert not problems
    assert (target.value, target.unit, target.stated_value) == (5000.0, "enterprises", "0.5")


def test_a_distance_between_percentages_is_in_points(data: Path, catalogue: Catalogue) -> None:
    growth = COMPARED | {"measure": "growth", "value": "1"}
    [target], problems = load(data, catalogue, row(**growth, unit="个百分点"))
    assert not problems
    assert (target.value, target.unit, target.stated_unit) == (1.0, "percent", "个百分点")
    _, problems = load(data, catalogue, row(**growth, unit="%"))
    assert "targets/a.csv:2: unit: the unit does not convert, found %, expected pp" in problems[0]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"unit": "万户头"}, "unit: the unit does not convert, found 万户头, expected enterprises"),
        ({"operator": "≥"}, "operator: unknown operator, found ≥"),
        (
            {"operator": "range", "value": "3", "value_high": "2"},
            "value_high: a range runs from its lower to its higher end, found 3–2",
        ),
        (
            {"operator": "range", "value": "2", "value_high": "2"},
            "value_high: a range runs from its lower to its higher end, found 2–2",
        ),
        ({"announced": "2023-02-29"}, "announced: not a date, found 2023-02-29, expected 2019-04-23"),
        ({"due": "2023-13-01"}, "due: not a date, found 2023-13-01"),
        (
            {"announced": "2023-02-01", "due": "2023-01-31"},
            "due: due before it is announced, found 2023-01-31, expected 2023-02-01 or later",
        ),
        (COMPARED | {"reference_area": "410300"}, "reference_area: an area is compared with itself, found 410300"),
        (COMPARED | {"reference_area": "430000"}, "reference_area: unknown area, found 430000"),
        (
            COMPARED | {"reference_area": "100000"},
            "reference_area: the reference area has no figure of this indicator, found 100000, hint: add a figure of "
            "high_tech_enterprises to the observations",
        ),
        (
            {"supersedes": "gwr-1 char:1-2"},
            "supersedes: no target of this indicator and area stands there, found gwr-1 char:1-2, "
            "expected <source> <locator>, hint: did you mean gwr-1 char:1-4?",
        ),
        (
            {"supersedes": "gwr-1 char:5-9"},
            "supersedes: targets supersede each other, found gwr-1 char:5-9, hint: the later one names the earlier",
        ),
        ({"value": ""}, "value: not a number, found empty"),
    ],
)
def test_a_broken_target_is_named_and_the_rest_kept(
    data: Path, catalogue: Catalogue, *, cells: dict[str, str], said: str
) -> None:
    targets, problems = load(data, catalogue, row(locator="char:1-4"), row(**cells))
    assert len(problems) == 1, problems
    assert f"targets/a.csv:3: {said}" in problems[0], problems
    assert [t.locator for t in targets] == ["char:1-4"]


def test_a_later_target_supersedes_an_earlier_one_of_the_same_indicator_and_area(
    data: Path, catalogue: Catalogue
) -> None:
    first, second = row(locator="char:1-4"), row(locator="char:6-9", value="120", supersedes="gwr-1 char:1-4")
    targets, problems = load(data, catalogue, first, second)
    assert not problems
    assert [t.supersedes for t in targets] == ["", targets[0].place]
    elsewhere = row(locator="char:6-9", area="420000", supersedes="gwr-1 char:1-4")
    assert len(load(data, catalogue, first, elsewhere)[1]) == 1


@pytest.mark.parametrize(("named", "stands"), [("", "~0123456789ab"), ("~0123456789ab", "")])
def test_what_is_superseded_is_found_with_the_hash_of_its_sentence_and_without(
    data: Path, catalogue: Catalogue, named: str, stands: str
) -> None:
    later = row(locator="char:6-9", value="120", supersedes=f"gwr-1 char:1-4{named}")
    _, problems = load(data, catalogue, row(locator=f"char:1-4{stands}"), later)
    assert not problems
    _, problems = load(data, catalogue, row(locator=f"char:1-4{named}"), row(locator=f"char:1-4{stands}", value="7"))
    assert "duplicate figure" in problems[0]


def test_targets_in_a_circle_are_each_named(data: Path, catalogue: Catalogue) -> None:
    places = ("char:1-4", "char:2-4", "char:3-4")
    circle = [row(locator=a, supersedes=f"gwr-1 {b}") for a, b in zip(places, (*places[1:], places[0]), strict=True)]
    tail = row(locator="char:5-9", supersedes="gwr-1 char:1-4")
    targets, problems = load(data, catalogue, *circle, tail)
    assert [p.split(" supersedes:")[0] for p in problems] == [f"data/targets/a.csv:{n}:" for n in (2, 3, 4)]
    assert [t.locator for t in targets] == ["char:5-9"]


def test_a_refused_row_is_told_once(data: Path, catalogue: Catalogue) -> None:
    broken, later = row(locator="char:1-4", value="x"), row(supersedes="gwr-1 char:1-4")
    assert ["a.csv:2: value: not a number" in p for p in load(data, catalogue, broken, later)[1]] == [True]
