"""`--as-of` and `--vintage`: the growth of firms in 2022 stands as 2500; on 2 January 2024 a correction made it 25."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from click.testing import Result

Run = Callable[..., Result]
GROWTH = ("query", "--indicator", "firms", "--area", "420000", "--measure", "growth", "--format", "csv")
CELL = ("explain", "420000", "firms", "2022", "--measure", "growth", "--lang", "en")
CHECKS = ("validate", "--data", "--format", "csv", "--lang", "en")
TARGETS = ("targets", "--format", "csv", "--lang", "en")
VERBS = [GROWTH, CELL, CHECKS, ("status",)]


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_query_tells_what_was_known_at_the_end_of_the_day(built: Run) -> None:
    values = [rows(built(*GROWTH, *more))[0]["value"] for more in ((), ("--as-of", "2024-01-02"))]
    assert values == ["25", "25"]
    assert rows(built(*GROWTH, "--as-of", "2024-01-01"))[0]["value"] == "2500"


def test_explain_names_no_correction_that_came_later(built: Run) -> None:
    assert "Corrected: a decimal point was lost" in built(*CELL).stdout
    earlier = built(*CELL, "--as-of", "2024-01-01")
    assert earlier.exit_code == 0
    assert "2,500%" in earlier.stdout
    assert "Corrected" not in earlier.stdout


def test_status_tells_the_day(built: Run) -> None:
    facts = json.loads(built("status", "--json", "--as-of", "2024-01-01").stdout)
    assert (facts["change_sets"], facts["as_of"]) == (2, "2024-01-01")
    assert "as_of" not in json.loads(built("status", "--json").stdout)


def test_checks_run_over_what_was_known(built: Run) -> None:
    found = [{(r["code"], r["found"]) for r in rows(built(*CHECKS, *more))} for more in ((), ("--as-of", "2024-01-01"))]
    assert any(value == "2500" for _, value in found[1])
    assert not any(value == "2500" for _, value in found[0])


def test_the_files_have_no_earlier_day(built: Run) -> None:
    result = built("validate", "--as-of", "2024-01-01")
    assert result.exit_code == 2
    assert "use it with --data" in result.stderr


def test_a_vintage_of_targets_is_judged_on_its_day(built: Run) -> None:
    now, then = (rows(built(*TARGETS, *more))[0] for more in ((), ("--vintage", "2024-01-01")))
    assert (now["status"], then["status"]) == ("overdue_no_data", "not_due_no_data")


def test_vintage_and_publication_are_two_things(built: Run) -> None:
    """The target was announced on 15 January 2023; the store knew of it from 1 January 2024 on."""
    assert len(rows(built(*TARGETS, "--as-of", "2023-01-15"))) == 1
    assert built(*TARGETS, "--vintage", "2023-01-15").exit_code == 1
    assert rows(built(*TARGETS, "--vintage", "2024-01-01", "--as-of", "2023-01-14")) == []


@pytest.mark.parametrize("words", VERBS, ids=[v[0] for v in VERBS])
def test_a_day_before_all_or_to_come_is_told(built: Run, words: tuple[str, ...]) -> None:
    early = built(*words, "--as-of", "2023-12-31")
    assert early.exit_code == 1
    assert "nothing was known on 2023-12-31: the first change set is of 2024-01-01" in early.stderr
    late = built(*words, "--as-of", "9999-12-31")
    assert late.exit_code == 1
    assert "9999-12-31 is still to come" in late.stderr


@pytest.mark.parametrize("words", [*VERBS, ("targets",)], ids=[v[0] for v in [*VERBS, ("targets",)]])
def test_what_is_no_day_is_wrong_usage(built: Run, words: tuple[str, ...]) -> None:
    option = "--vintage" if words[0] == "targets" else "--as-of"
    result = built(*words, option, "2024-02-30")
    assert result.exit_code == 2
    assert option in result.stderr
    assert "2024-02-30: not a date" in result.stderr
