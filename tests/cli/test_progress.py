"""The verb `progress` on files of a few cases."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from yardstick.cli.app import app
from yardstick.targets.methods import METHODS, REASONS

HEADER = "case,base_period,base_value,current_period,current_value,target_period,target_value,direction"
PROMISED = ["case", "status", "score", "achieved_share", "elapsed_share", "ratio", "reason"]
FIRMS = "firms,2020,100,2022,150,2025,200,higher"  # 50 of 100 in 2 of 5 years
PAGE = (Path(__file__).parents[2] / "docs/cli.md").read_text(encoding="utf-8")
SECTION = PAGE[PAGE.index("## progress") :].partition("\n## ")[0]

Judge = Callable[..., Result]


@pytest.fixture
def judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judge:
    """Write a file of these lines and judge it; there is no installation round it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "240")

    def run(*lines: str, method: str = "linear", form: str = "csv", encoding: str = "utf-8") -> Result:
        Path("cases.csv").write_text("\n".join(lines) + "\n", encoding=encoding)
        result = CliRunner().invoke(app, ["progress", "cases.csv", "--method", method, "--format", form])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def rows_of(result: Result) -> list[dict[str, str]]:
    """The rows of CSV output."""
    return list(csv.DictReader(io.StringIO(result.stdout)))


class TestRows:
    def test_prints_the_promised_columns_first(self, judge: Judge) -> None:
        result = judge(HEADER, FIRMS)
        assert result.exit_code == 0
        assert result.stdout.splitlines()[0].split(",")[: len(PROMISED)] == PROMISED
        assert result.stdout.splitlines()[1] == "firms,ahead,,0.5,0.4,1.25,,done=50.0 way=100.0 passed=2.0 span=5.0"

    def test_json_has_null_for_what_is_not_there(self, judge: Judge) -> None:
        (row,) = json.loads(judge(HEADER, FIRMS, method="level_ratio", form="json").stdout)
        assert row["score"] is None
        assert row["inputs"] == {"due": 140.0}

    def test_a_table_for_the_eye(self, judge: Judge) -> None:
        assert "on_track" in judge(HEADER, "a,2020,100,2022,140,2025,200,higher", form="table").stdout

    def test_a_refusal_is_a_row_with_its_reason(self, judge: Judge) -> None:
        result = judge(HEADER, "zero,2020,0,2022,5,2025,10,higher", method="cagr")
        assert result.exit_code == 0
        (row,) = rows_of(result)
        assert (row["status"], row["reason"], row["ratio"]) == ("not_evaluable", "zero_base", "")

    def test_numbers_are_printed_in_full(self, judge: Judge) -> None:
        (row,) = rows_of(judge(HEADER, "a,2015.0,14.5,2023.0,10.4,2030.0,7.25,lower", method="cagr"))
        assert row["ratio"] == repr(float(row["ratio"]))
        assert abs(float(row["ratio"]) - 0.9010899546976208) < 1e-12
        assert abs(float(row["score"]) - 2.1506954374096354) < 1e-12

    def test_order_is_that_of_the_file(self, judge: Judge) -> None:
        names = ["b", "a", "b"]
        assert [row["case"] for row in rows_of(judge(HEADER, *(FIRMS.replace("firms", n) for n in names)))] == names

    def test_no_cases_give_the_header(self, judge: Judge) -> None:
        result = judge(HEADER)
        assert (result.exit_code, result.stdout.count("\n")) == (0, 1)


class TestDescription:
    def test_the_example_gives_what_it_says(self, judge: Judge) -> None:
        printed, cases = re.findall(r"^```text\n(case,.*?\n)```", SECTION, re.MULTILINE | re.DOTALL)
        assert judge(*cases.splitlines()).stdout == printed

    @pytest.mark.parametrize("word", [*METHODS, *REASONS])
    def test_every_method_and_reason_is_named(self, word: str) -> None:
        assert f"`{word}`" in SECTION


class TestReading:
    def test_periods_of_every_form(self, judge: Judge) -> None:
        """A fifth of 2021 had passed on 14 March; a half on the decimal; a span speaks for its end."""
        forms = ["2022", "2022.0", "2021/2022", "2022-12", "2022-Q4", "2022-S2"]
        lines = [f"{form},2020,100,{form},140,2025,200,higher" for form in forms]
        assert {row["elapsed_share"] for row in rows_of(judge(HEADER, *lines))} == {"0.4"}
        (half,) = rows_of(judge(HEADER, "half,2020,100,2020.5,140,2021,200,higher"))
        assert half["elapsed_share"] == "0.5"
        (quarter,) = rows_of(judge(HEADER, "q,2020,100,2021-Q1,140,2021,200,higher"))
        assert float(quarter["elapsed_share"]) == pytest.approx(90 / 365, abs=1e-9)

    def test_missing_values_are_no_problem_of_the_file(self, judge: Judge) -> None:
        result = judge(HEADER, "a,2015,,,,2030,,higher", "b,,,2025,9,2025,8,higher", "c,2020,5,2021,6,,,higher")
        assert result.exit_code == 0
        assert [(row["status"], row["reason"]) for row in rows_of(result)] == [
            ("not_evaluable", "actual_missing"), ("met", ""), ("not_evaluable", "target_missing"),
        ]  # fmt: skip

    def test_columns_in_any_order_with_others_among_them(self, judge: Judge) -> None:
        header = (
            "note,direction,limit,target_value,target_period,current_value,current_period,base_value,base_period,case"
        )
        result = judge(header, '"x, y",higher,100,,,80.8,2021,80,2020,a', method="cagr")
        assert result.exit_code == 0
        assert rows_of(result)[0]["status"] == "substantial_progress"

    def test_a_byte_order_mark_and_spaces_after_commas(self, judge: Judge) -> None:
        result = judge(HEADER.replace(",", ", "), FIRMS.replace(",", ", "), encoding="utf-8-sig")
        assert rows_of(result)[0]["status"] == "ahead"

    def test_blank_lines_are_passed_over(self, judge: Judge) -> None:
        assert len(rows_of(judge(HEADER, "", FIRMS, ""))) == 1


class TestProblems:
    def test_all_at_once_with_their_place_and_good_rows_printed(self, judge: Judge) -> None:
        result = judge(
            HEADER, FIRMS, 'b,2020,"1,000",2022,150,2025,200,higher', "c,twenty,100,2022,x,2025,nan,hihger",
            "d,2020,100,2022,150,2025,200", "e,,100,2022,150,2025,1_0,lower",
        )  # fmt: skip
        assert result.exit_code == 1
        assert [row["case"] for row in rows_of(result)] == ["firms"]
        for said in (
            "cases.csv:3: base_value: not a number, found 1,000, expected 12345.6, hint: write 12345.6 without",
            "cases.csv:4: base_period: not a period, found twenty, expected 2015, 2015.5, 2015-06",
            "cases.csv:4: current_value: not a number, found x",
            "cases.csv:4: target_value: not a number, found nan",
            "cases.csv:4: direction: unknown word, found hihger, expected higher,lower, hint: did you mean higher?",
            "cases.csv:5: wrong number of cells, found 7, expected 8",
            "cases.csv:6: base_period: not a period, found empty",
            "cases.csv:6: target_value: not a number, found 1_0",
            "8 problems",
        ):
            assert said in result.stderr

    def test_the_line_is_the_one_a_row_begins_on(self, judge: Judge) -> None:
        result = judge(HEADER, FIRMS.replace("firms", '"two\nlines"'), FIRMS.replace("higher", "up"))
        assert "cases.csv:4: direction: unknown word, found up, expected higher,lower" in result.stderr

    def test_a_column_that_is_not_there(self, judge: Judge) -> None:
        result = judge(HEADER.replace("base_value", "baseline_value").replace(",direction", ""), FIRMS)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "cases.csv:1: base_value: the column is missing" in result.stderr
        assert "cases.csv:1: direction: the column is missing" in result.stderr
        assert "baseline_value: unknown column, hint: did you mean base_value?" in result.stderr

    def test_a_column_misspelt_or_twice(self, judge: Judge) -> None:
        misspelt = judge(HEADER + ",limt", FIRMS + ",100")
        assert misspelt.exit_code == 1
        assert "cases.csv:1: limt: unknown column, hint: did you mean limit?" in misspelt.stderr
        assert len(rows_of(misspelt)) == 1
        assert "case: the column stands twice" in judge(HEADER + ",case", FIRMS + ",x").stderr

    def test_an_unclosed_quote_ends_the_table_and_keeps_the_rows_before(self, judge: Judge) -> None:
        result = judge(HEADER, FIRMS, '"open,2020,100')
        assert result.exit_code == 1
        assert "cases.csv:3: not a CSV table" in result.stderr
        assert len(rows_of(result)) == 1

    def test_another_encoding(self, judge: Judge) -> None:
        result = judge(HEADER, "企业,2020,100,2022,150,2025,200,higher", encoding="gbk")
        assert result.exit_code == 1
        assert "cases.csv:2: not UTF-8 text, found byte" in result.stderr

    def test_no_such_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        result = CliRunner().invoke(app, ["progress", "none.csv"])
        assert result.exit_code == 1
        assert "none.csv: the file is missing" in result.stderr

    def test_an_unknown_method_is_wrong_usage(self, judge: Judge) -> None:
        result = judge(HEADER, FIRMS, method="cagrr")
        assert result.exit_code == 2
        assert "did you mean cagr?" in result.stderr
