"""What people taught the reader is checked by `validate`, and keeps nothing from being built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]


def test_a_word_for_no_indicator_is_told_with_its_line_and_the_store_is_built(run: Run) -> None:
    Path("data/reading.yaml").write_text("aliases:\n  企业户数: frims\n", encoding="utf-8")
    result = run("validate")
    assert result.exit_code == 1
    assert "data/reading.yaml:2: aliases.企业户数: unknown indicator, found 'frims'" in result.stderr
    assert "hint: did you mean firms?" in result.stderr
    assert run("build").exit_code == 0


def test_a_sound_file_is_no_problem(run: Run) -> None:
    Path("data/reading.yaml").write_text("aliases:\n  企业户数: firms\n", encoding="utf-8")
    assert run("validate").exit_code == 0
