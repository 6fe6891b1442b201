"""`read`: a row for every figure of every document; what cannot be read is told beside the rest."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from yardstick.cli.app import app
from yardstick.cli.reading import COLUMNS

TEXT = """甲市2024年工作总结及2025年工作打算

一、2024年工作总结
全市新认定高新技术企业120家，总数达到860家。联系电话12330，投资下降3.2%。

二、2025年工作打算
力争高新技术企业突破1000家。
"""


def rows(files: list[Path], *options: str) -> tuple[int, list[dict[str, str]], str]:
    said = CliRunner().invoke(app, ["read", *map(str, files), *options, "--format", "csv"])
    return said.exit_code, list(csv.DictReader(io.StringIO(said.stdout))), said.stderr


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    file = tmp_path / "summary.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_every_figure_has_its_row_and_its_place(installation: Path, summary: Path) -> None:
    code, found, _ = rows([summary], "--area", "410300", "--folder", str(installation))
    assert code == 0
    told = [(r["doc"], r["indicator"], r["kind"], r["measure"], r["operator"], r["value"], r["period"]) for r in found]
    assert told == [
        ("summary", "high_tech_enterprises", "actual", "new", "=", "120", "2024"),
        ("summary", "high_tech_enterprises", "actual", "value", "=", "860", "2024"),
        ("summary", "", "actual", "value", "=", "3.2", "2024"),
        ("summary", "high_tech_enterprises", "target", "value", ">", "1000", "2025"),
    ]
    assert [TEXT[int(r["char_start"]) : int(r["char_end"])] for r in found] == ["120家", "860家", "3.2%", "1000家"]
    assert tuple(found[0]) == COLUMNS
    assert all(0 <= float(r["confidence"]) <= 1 for r in found)


def test_a_file_that_is_no_document_is_told_and_the_others_are_read(
    installation: Path, summary: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.docx"
    wrong.write_bytes(b"PK\x03\x04 not a document")
    code, found, said = rows([wrong, summary], "--area", "410300", "--folder", str(installation))
    assert code == 1
    assert len(found) == 4
    assert "wrong.docx" in said


def test_an_area_that_is_none_is_wrong_usage(installation: Path, summary: Path) -> None:
    code, found, _ = rows([summary], "--area", "nowhere", "--folder", str(installation))
    assert (code, found) == (2, [])


def test_a_day_that_is_none_is_wrong_usage(installation: Path, summary: Path) -> None:
    code, _, _ = rows([summary], "--area", "410300", "--signed", "soon", "--folder", str(installation))
    assert code == 2
