"""Corrections stand on top of what a source states, and refuse to work on a figure they were not written against."""

from __future__ import annotations

from pathlib import Path

import pytest
from ingest_tiny import CHANGE_SETS, OBSERVATIONS

from yardstick.catalogue import Catalogue
from yardstick.ingest import load_data

STATED = "high_tech_enterprises,420000,growth,2022,,,3837,,=,%,A,gwr-1,char:10-20,,stated so\n"
LISTED = CHANGE_SETS + CHANGE_SETS.replace("observations/a.csv", "corrections.yaml").replace("initial", "correction")
CORRECTION = """\
- id: lost-point
  indicator: high_tech_enterprises
  area: "420000"
  measure: growth
  period: "2022"
  source: gwr-1
  locator: "char:10-20"
  action: override
  expect: 3837
  value: 38.37
  reason: {zh: 小数点丢失, en: The decimal point is lost}
  author: steward
  date: 2026-01-02
  state: applied
"""


@pytest.fixture
def corrected(data: Path) -> Path:
    """A data folder with the figure 3837 % and a correction of it."""
    (data / "observations/a.csv").write_text(OBSERVATIONS + STATED, encoding="utf-8")
    (data / "change_sets.yaml").write_text(LISTED, encoding="utf-8")
    (data / "corrections.yaml").write_text(CORRECTION, encoding="utf-8")
    return data


def rewrite(folder: Path, old: str, new: str) -> None:
    """Change a text in the folder's corrections."""
    path = folder / "corrections.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_an_override_adds_a_row_and_leaves_the_stated_one(corrected: Path, catalogue: Catalogue) -> None:
    loaded, problems = load_data(corrected, catalogue)
    assert not problems
    (first, stated), (second, right) = loaded.observations
    assert (first, stated.value) == (1, 3837.0)
    assert (second, right.value, right.stated_value, right.note) == (2, 38.37, "3837", "stated so；小数点丢失")
    assert loaded.corrections[0].reason_en == "The decimal point is lost"


@pytest.mark.parametrize("hashed", ["observations/a.csv", "corrections.yaml"])
def test_a_correction_finds_its_figure_with_the_hash_of_the_sentence_or_without(
    corrected: Path, catalogue: Catalogue, hashed: str
) -> None:
    path = corrected / hashed
    path.write_text(path.read_text(encoding="utf-8").replace("10-20", "10-20~0123456789ab"), encoding="utf-8")
    loaded, problems = load_data(corrected, catalogue)
    assert not problems
    (_, stated), (_, right) = loaded.observations
    assert (right.value, right.locator) == (38.37, stated.locator)


def test_a_scale_multiplies(corrected: Path, catalogue: Catalogue) -> None:
    rewrite(corrected, "override", "scale")
    rewrite(corrected, "value: 38.37", "value: 0.01")
    assert load_data(corrected, catalogue)[0].observations[1][1].value == 38.37


def test_a_drop_retracts(corrected: Path, catalogue: Catalogue) -> None:
    rewrite(corrected, "override", "drop")
    rewrite(corrected, "  value: 38.37\n", "")
    loaded, problems = load_data(corrected, catalogue)
    assert not problems
    assert [(number, o.value) for number, o in loaded.retractions] == [(2, 3837.0)]


def test_a_flag_only_adds_its_reason(corrected: Path, catalogue: Catalogue) -> None:
    rewrite(corrected, "override", "flag")
    rewrite(corrected, "  value: 38.37\n", "")
    right = load_data(corrected, catalogue)[0].observations[1][1]
    assert (right.value, right.note) == (3837.0, "stated so；小数点丢失")


@pytest.mark.parametrize("state", ["proposed", "withdrawn"])
def test_only_an_applied_correction_has_an_effect(corrected: Path, catalogue: Catalogue, *, state: str) -> None:
    rewrite(corrected, "state: applied", f"state: {state}")
    assert len(load_data(corrected, catalogue)[0].observations) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("expect: 3837", "expect: 38.4", "the source has been mended, found 3837, expected 38.4"),
        ("char:10-20", "char:11-20", "the figure to correct is not found"),
        ("action: override", "action: replace", "unknown action, found replace"),
        ("  value: 38.37\n", "", "override and scale have a value"),
        ("expect: 3837", "expect: many", "expect: not a number, found many"),
        ("author: steward", "autor: steward", "autor: unknown key, hint: did you mean author?"),
        ("{zh: 小数点丢失, en: The decimal point is lost}", "{zh: 小数点丢失}", "reason.en: the value is missing"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(
    corrected: Path, catalogue: Catalogue, *, old: str, new: str, said: str
) -> None:
    rewrite(corrected, old, new)
    loaded, problems = load_data(corrected, catalogue)
    assert any(said in str(p) for p in problems), [str(p) for p in problems]
    assert len(loaded.observations) == 1


def test_the_same_id_twice(corrected: Path, catalogue: Catalogue) -> None:
    (corrected / "corrections.yaml").write_text(CORRECTION * 2, encoding="utf-8")
    assert any("duplicate id, found lost-point, also on line 1" in str(p) for p in load_data(corrected, catalogue)[1])


def test_a_broken_file_does_not_put_the_blame_on_its_corrections(corrected: Path, catalogue: Catalogue) -> None:
    (corrected / "observations/a.csv").unlink()
    problems = load_data(corrected, catalogue)[1]
    assert ["corrections.yaml" in p.path for p in problems] == [False]


def test_an_emptied_file_is_a_problem_and_an_empty_list_is_none(corrected: Path, catalogue: Catalogue) -> None:
    (corrected / "corrections.yaml").write_text("# nothing\n", encoding="utf-8")
    assert ["the file is empty" in str(p) for p in load_data(corrected, catalogue)[1]] == [True]
    (corrected / "corrections.yaml").write_text("[]\n", encoding="utf-8")
    assert not load_data(corrected, catalogue)[1]
