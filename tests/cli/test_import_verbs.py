"""`import` and `revert` as a person at a shell meets them: their rows, their words, their exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from yardstick.cli.app import app
from yardstick.exports.template import Blank
from yardstick.exports.template import template as blank_book
from yardstick.store import Store

PROJECT = Path(__file__).parents[2]
HEAD = "indicator,area,period,value,unit\n"
LONG = HEAD + "firms,420000,2023,21000,家\nfirms,410300,2023,1100,家\ngdp,410300,2022,5675,亿元\n"
OLD = ("firms", "420000", "2021")
CHANGED = HEAD + "firms,420000,2021,16758,家\n"  # 15960 in the bulletin; 798 more is 5 %
FAR = HEAD + "firms,420000,2021,20000,家\n"  # 25.31 % more


@dataclass(frozen=True)
class Done:
    """What a verb printed, and its exit status."""

    returncode: int
    stdout: bytes
    stderr: bytes


Do = Callable[..., Done]


@pytest.fixture
def folder(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the installation, the current folder."""
    copy = Path(shutil.copytree(template, tmp_path / "installation", symlinks=True))
    monkeypatch.chdir(copy)
    monkeypatch.setenv("COLUMNS", "400")
    return copy


@pytest.fixture
def child(folder: Path) -> Do:
    """Runs a verb in a process of its own."""

    def run(*words: str, given: bytes = b"") -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "yardstick", *words], cwd=folder, input=given, capture_output=True, check=False,
            timeout=300, env={**os.environ, "PYTHONPATH": str(PROJECT), "NO_COLOR": "1"},
        )  # fmt: skip
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def do(folder: Path) -> Do:
    """Runs a verb here, which is quicker."""

    def run(*words: str, given: bytes = b"") -> Done:
        result = CliRunner().invoke(app, list(words), input=given)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return Done(result.exit_code, result.stdout_bytes, result.stderr_bytes)

    return run


def said(done: Done) -> str:
    """Standard error without the frames and line breaks that wrong usage is drawn with."""
    return " ".join(re.sub(r"[│╭╰─╮╯]", " ", done.stderr.decode()).split())


def rows(done: Done) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.stdout.decode())))


def told(done: Done, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in rows(done)]


def shown(do: Do, indicator: str, area: str, period: str) -> list[str]:
    """What `query` shows of a cell."""
    done = do("query", "--indicator", indicator, "--area", area, "--period", period, "--format", "csv")
    assert done.returncode == 0
    return [row["value"] for row in rows(done)]


def write(path: Path, text: str, encoding: str = "utf-8") -> str:
    path.write_text(text, encoding=encoding)
    return path.name


def book(path: Path, **sheets: Sequence[Sequence[object]]) -> str:
    """A workbook; a table a sheet."""
    made = openpyxl.Workbook()
    assert made.active is not None
    made.remove(made.active)
    for name, table in sheets.items():
        page = made.create_sheet(name)
        for row in table:
            page.append(list(row))
    made.save(path)
    return path.name


class TestImport:
    def test_a_long_table_needs_no_mapping_and_a_dry_run_tells_what_is_stored(self, child: Do, folder: Path) -> None:
        file = write(folder / "long.csv", LONG)
        dry = child("import", file, "--dry-run", "--format", "csv", "--lang", "en")
        assert dry.returncode == 0
        columns = ("verdict", "address", "indicator", "area", "measure", "period", "old", "new", "unit", "stored")
        assert told(dry, *columns) == [
            ("added", "line 2, column value", "firms", "420000", "value", "2023", "", "21000", "enterprises", "yes"),
            ("added", "line 3, column value", "firms", "410300", "value", "2023", "", "1100", "enterprises", "yes"),
            ("added", "line 4, column value", "gdp", "410300", "value", "2022", "", "5675", "cny_1e8", "yes"),
        ]
        assert "added 3" in said(dry)
        assert "Nothing was stored: a dry run" in said(dry)
        assert shown(child, "gdp", "410300", "2022") == []
        done = child("import", file, "--yes", "--format", "csv", "--lang", "en")
        assert done.returncode == 0
        assert done.stdout == dry.stdout
        assert "Change set 1000001: 3 figures added, 0 changed." in said(done)
        assert "python -m yardstick revert 1000001" in said(done)
        assert shown(child, "gdp", "410300", "2022") == ["5675"]
        again = child("import", file, "--yes", "--lang", "en")
        assert (again.returncode, again.stdout) == (0, b"")
        assert "as held 3" in said(again)
        assert said(again).endswith("Nothing changes")
        assert (folder / "data/store/accepted").exists()

    def test_a_changed_figure_and_its_way_back(self, child: Do, folder: Path) -> None:
        file = write(folder / "new.csv", CHANGED)
        done = child("import", file, "--source", "bulletin", "--author", "王工", "--yes", "--format", "json")
        assert done.returncode == 0
        (line,) = json.loads(done.stdout)
        assert [line[n] for n in ("verdict", "old", "new", "difference", "source")] == [
            "changed", 15960.0, 16758.0, 5.0, "bulletin",
        ]  # fmt: skip
        assert "变更批次1000001：新增0个数据，更改1个" in said(done)
        assert shown(child, *OLD) == ["16758"]
        look = child("revert", "last", "--lang", "en")
        assert look.returncode == 2
        assert "Nothing was taken back; --yes does it" in said(look)
        assert shown(child, *OLD) == ["16758"]
        back = child("revert", "last", "--yes", "--format", "csv", "--lang", "en")
        assert back.returncode == 0
        assert ("changed", "16758", "15960", "-4.761905") in told(back, "change", "old", "new", "difference")
        assert "Change set 1000002 takes back change set 1000001" in said(back)
        assert shown(child, *OLD) == ["15960"]
        authors = Store.open(folder / "data/store").change_sets().set_index("id")["author"]
        assert authors[1_000_001] == "王工"

    def test_a_change_beyond_a_fifth_needs_a_reason(self, do: Do, folder: Path) -> None:
        file = write(folder / "far.csv", FAR)
        bare = do("import", file, "--source", "bulletin", "--yes", "--lang", "en")
        assert bare.returncode == 1
        assert "1 changes by more than 20 % need a reason (--reason)" in said(bare)
        assert "Nothing was stored; say why with --reason" in said(bare)
        assert shown(do, *OLD) == ["15960"]
        done = do("import", file, "--source", "bulletin", "--yes", "--reason", "年报核定", "--lang", "en")
        assert done.returncode == 0
        assert "Change set 1000001: 0 figures added, 1 changed." in done.stdout.decode()
        assert shown(do, *OLD) == ["20000"]

    def test_a_refused_line_keeps_all_from_being_stored_unless_said(self, do: Do, folder: Path) -> None:
        file = write(folder / "a.csv", LONG + "firms,武汉,2023,5,家\n")
        dry = do("import", file, "--dry-run", "--lang", "en")
        assert dry.returncode == 1
        assert "a.csv:5: line 5, column value: unknown area, found 武汉" in said(dry)
        assert "unknown area: 武汉" in said(dry)
        assert "refused" in dry.stdout.decode()
        whole = do("import", file, "--yes")
        assert whole.returncode == 1
        assert "未入库：有1处被拒绝" in said(whole)
        assert "a.csv:5: line 5, column value: 未知的地区，现为武汉" in said(whole)
        assert shown(do, "gdp", "410300", "2022") == []
        rest = do("import", file, "--yes", "--sound-only", "--lang", "en")
        assert rest.returncode == 1  # as `build --sound-only`: done, and something is left to mend
        assert "Change set 1000001: 3 figures added" in rest.stdout.decode()
        assert shown(do, "gdp", "410300", "2022") == ["5675"]

    def test_a_refused_line_left_out_or_its_word_placed(self, do: Do, folder: Path) -> None:
        file = write(folder / "a.csv", LONG + "firms,武汉,2021,5000,家\n")
        left = do("import", file, "--dry-run", "--leave", "line 5, column value")
        assert left.returncode == 0
        placed = do("import", file, "--yes", "--map", "武汉=410000", "--lang", "en")
        assert placed.returncode == 0
        assert shown(do, "firms", "410000", "2021") == ["5000"]
        assert "410000" in (folder / "data/mappings.yaml").read_text(encoding="utf-8")
        after = do(
            "import", write(folder / "b.csv", HEAD + "firms,武汉,2022,5100,家\n"), "--dry-run", "--format", "csv"
        )
        assert told(after, "verdict", "area") == [("added", "410000")]

    def test_a_doubtful_line(self, do: Do, folder: Path) -> None:
        file = write(folder / "a.csv", HEAD + "firms,420000,2023,-5,家\ngdp,410300,2022,5675,亿元\n")
        whole = do("import", file, "--yes", "--lang", "en")
        assert whole.returncode == 1
        assert "Nothing was stored: 1 doubtful" in said(whole)
        dry = do("import", file, "--dry-run", "--format", "csv")
        assert told(dry, "verdict", "indicator", "stored") == [("suspicious", "firms", "no"), ("added", "gdp", "yes")]
        taken = do("import", file, "--dry-run", "--take", "line 2, column value", "--format", "csv")
        assert (taken.returncode, told(taken, "stored")) == (0, [("yes",), ("yes",)])
        done = do("import", file, "--yes", "--accept-suspicious", "--lang", "en")
        assert "Change set 1000001: 2 figures added" in done.stdout.decode()
        assert shown(do, "firms", "420000", "2023") == ["-5"]

    def test_nobody_to_ask_and_nothing_said(self, do: Do, folder: Path) -> None:
        file = write(folder / "long.csv", LONG)
        done = do("import", file)
        assert done.returncode == 2
        assert "未入库；加--yes入库，加--dry-run仅作查看" in said(done)
        assert shown(do, "gdp", "410300", "2022") == []

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (("--source", "buletin"), "did you mean bulletin?"),
            (("--kind", "press"), "a new source needs --title"),
            (("--title", "公报", "--kind", "pres"), "unknown: pres"),
            (("--title", "公报", "--published", "March"), "not a year, a month or a day"),
            (("--map", "武汉=42"), "it is nothing known"),
            (("--map", "武汉"), "expected WORD=ID"),
            (("--unit", "斤"), "斤"),
            (("--leave", "line 9, column value"), "no line has the address"),
            (("--yes", "--dry-run"), "either --dry-run or --yes"),
            (("--fixed", "unit=家"), "expected indicator=WORD"),
        ],
    )
    def test_wrong_usage_is_named(self, do: Do, folder: Path, words: tuple[str, ...], message: str) -> None:
        done = do("import", write(folder / "long.csv", LONG), *words)
        assert (done.returncode, message in said(done)) == (2, True)

    def test_a_file_that_is_no_table(self, do: Do, folder: Path) -> None:
        for name, content, message in (
            ("none.csv", None, "none.csv: the file cannot be read"),
            ("a.csv", "an office wrote this", "a.csv: no table of figures was found"),
            ("a.xlsx", "text", "the file is not what its ending says"),
        ):
            if content is not None:
                write(folder / name, content)
            done = do("import", name, "--yes", "--lang", "en")
            assert (done.returncode, message in said(done)) == (1, True), said(done)

    def test_a_new_source(self, do: Do, folder: Path) -> None:
        file = write(folder / "long.csv", LONG)
        named = ("--title", "统计年鉴2024", "--publisher", "统计局", "--kind", "yearbook", "--published", "2024-10")
        assert do("import", file, *named, "--source", "yb-2024", "--yes").returncode == 0
        (row,) = rows(do("query", "--indicator", "gdp", "--area", "410300", "--format", "csv"))
        assert row["source"] == "yb-2024"
        explained = do("explain", "410300", "gdp", "2022").stdout.decode()
        assert "统计年鉴2024" in explained
        assert "2024-10" in explained

    def test_cells_pasted_in_gb18030(self, child: Do) -> None:
        text = "指标\t地区\t年份\t数值\t单位\n企业数\t洛阳\t2023\t1,100\t家\n"
        done = child("import", "-", "--name", "粘贴", "--dry-run", "--format", "csv", given=text.encode("gb18030"))
        assert done.returncode == 0
        assert told(done, "verdict", "area", "new") == [("added", "410300", "1100")]
        assert "粘贴：长表，每行一个数" in said(done)

    def test_a_table_of_many_lines_is_cut_and_csv_is_not(self, do: Do, folder: Path) -> None:
        many = "".join(f"firms,420000,{1700 + at},{at + 1000},家\n" for at in range(250))
        file = write(folder / "many.csv", HEAD + many)
        table = do("import", file, "--dry-run", "--lang", "en").stdout.decode()
        assert table.count("column value") == 50
        assert "and 200 more lines; --format csv prints all" in table
        assert len(rows(do("import", file, "--dry-run", "--format", "csv"))) == 250

    def test_a_workbook_marked_at_its_cells(self, do: Do, folder: Path) -> None:
        file = book(folder / "a.xlsx", 表=[["地区", "2023", "2024"], ["湖北", 21000, "很多"], ["武汉", 5, 6]])
        done = do(
            "import",
            file,
            "--fixed",
            "indicator=firms",
            "--unit",
            "家",
            "--dry-run",
            "--marked",
            "m.xlsx",
            "--lang",
            "en",
        )
        assert done.returncode == 1
        assert "m.xlsx: 3 cells with comments" in said(done)
        page = openpyxl.load_workbook(folder / "m.xlsx")["表"]
        comments = {cell.coordinate: cell.comment.text for row in page for cell in row if cell.comment}
        assert {where: text.split(",")[0] for where, text in comments.items()} == {
            "B3": "unknown area", "C2": "not a number", "C3": "unknown area",
        }  # fmt: skip
        assert page["B2"].value == 21000


class TestForms:
    """Every form offices use says the same."""

    WANTED = (("410300", "2023", "1100"), ("410300", "2024", "1200"), ("420000", "2023", "21000"),
              ("420000", "2024", "22000"))  # fmt: skip

    def brought(self, do: Do, file: str, *words: str) -> list[tuple[str, ...]]:
        done = do("import", file, "--dry-run", "--format", "csv", "--lang", "en", *words)
        assert done.returncode == 0, said(done)
        assert {row["indicator"] for row in rows(done)} == {"firms"}
        return sorted(told(done, "area", "period", "new"))

    def test_areas_down_years_across(self, do: Do, folder: Path) -> None:
        table = [
            ["企业数（家）"],
            ["地区", "2023年", "2024年"],
            ["湖北省", 21000, 22000],
            ["洛阳市", 1100, 1200],
            ["注：快报数"],
        ]
        file = book(folder / "a.xlsx", 表一=table)
        assert self.brought(do, file) == list(self.WANTED)
        detected = said(do("import", file, "--dry-run", "--lang", "en"))
        assert "表一: areas down, periods across; figures in rows 3 to 4, columns B–C" in detected
        assert "row 5 left out (remark): 注：快报数" in detected
        assert "indicator 企业数" in detected

    def test_indicators_down_areas_across_a_sheet_a_year(self, do: Do, folder: Path) -> None:
        def table(*values: object) -> list[list[object]]:
            return [["指标", "湖北", "洛阳"], ["企业数（家）", *values]]

        file = book(
            folder / "a.xlsx", **{"2023年": table(21000, 1100), "2024年": table(22000, 1200), "说明": [["草稿"]]}
        )
        assert self.brought(do, file) == list(self.WANTED)
        assert self.brought(do, file, "--sheet", "2023年") == [self.WANTED[0], self.WANTED[2]]
        detected = said(do("import", file, "--dry-run", "--lang", "en"))
        assert "说明: no table of figures, left out" in detected

    def test_wide_and_long_are_the_same_change_set(self, do: Do, folder: Path, tmp_path: Path) -> None:
        other = Path(shutil.copytree(folder, tmp_path / "other", symlinks=True))
        wide = book(folder / "a.xlsx", 表=[["企业数（家）"], ["地区", "2021", "2023"], ["湖北", 16000, 21000]])
        text = HEAD + "firms,420000,2023,2.1,万家\nfirms,420000,2021,16000,家\n"
        long = write(other / "b.csv", text, "gb18030")
        assert do("import", wide, "--source", "bulletin", "--yes").returncode == 0
        assert do("import", str(other / long), "--source", "bulletin", "--yes", "--folder", str(other)).returncode == 0
        names = ["log", "indicator", "area", "measure", "period", "source", "kind", "old_value", "new_value",
                 "old_unit", "new_unit", "old_qualifier", "new_qualifier", "old_status", "new_status"]  # fmt: skip
        one, two = (Store.open(place / "data/store").difference(1_000_001) for place in (folder, other))
        key = ["area", "period", "kind"]
        assert len(one) == 3  # one added, one added in the place of one retracted
        assert one[names].sort_values(key).to_csv(index=False) == two[names].sort_values(key).to_csv(index=False)


class TestRoundTrip:
    def test_what_query_prints_changes_nothing(self, do: Do, folder: Path) -> None:
        asked = ("query", "--indicator", "firms", "--indicator", "gdp", "--area", "420000", "--area", "410300")
        printed = do(*asked, "--measure", "value", "--measure", "growth", "--format", "csv")
        assert len(rows(printed)) == 6
        (folder / "q.csv").write_bytes(printed.stdout)
        done = do("import", "q.csv", "--dry-run", "--lang", "en")
        assert (done.returncode, done.stdout) == (0, b"")
        assert "as held 6" in said(done)
        assert said(done).endswith("Nothing changes")
        (folder / "q.csv").write_bytes(printed.stdout.replace(b"15960", b"16000"))
        done = do("import", "q.csv", "--dry-run", "--format", "csv")
        assert told(done, "verdict", "address", "source", "old", "new") == [
            ("changed", "line 4, column value", "bulletin", "15960", "16000")
        ]

    def test_a_template_filled_imported_and_asked_again(self, do: Do, folder: Path) -> None:
        names = {"420000": "湖北", "410300": "洛阳"}
        blanks = [Blank("firms", "企业数", area, name, "2024", ["家", "万家"]) for area, name in names.items()]
        (folder / "t.xlsx").write_bytes(blank_book(blanks, help_text=["填写数值"]))
        assert do("import", "t.xlsx", "--dry-run", "--lang", "en").returncode == 0
        filled = openpyxl.load_workbook(folder / "t.xlsx")
        page = filled["figures"]
        place = {cell.value: cell.column for cell in page[1]}
        for row, (value, unit) in enumerate(((2.3, "万家"), (1200, "家")), start=2):
            page.cell(row, place["value"]).value = value
            page.cell(row, place["unit"]).value = unit
        filled.save(folder / "t.xlsx")
        assert do("import", "t.xlsx", "--yes").returncode == 0
        printed = do("query", "--indicator", "firms", "--area", "420000", "--area", "410300", "--period", "2024",
                     "--format", "csv")  # fmt: skip
        assert told(printed, "area", "value", "unit") == [
            ("410300", "1200", "enterprises"), ("420000", "23000", "enterprises"),
        ]  # fmt: skip
        (folder / "q.csv").write_bytes(printed.stdout)
        for file in ("t.xlsx", "q.csv"):
            again = do("import", file, "--dry-run", "--lang", "en")
            assert (again.returncode, "as held 2" in said(again)) == (0, True)


class TestRevert:
    def test_by_number_and_back_again(self, do: Do, folder: Path) -> None:
        assert do("import", write(folder / "long.csv", LONG), "--yes").returncode == 0
        assert do("revert", "1000001", "--yes", "--reason", "报错了").returncode == 0
        assert shown(do, "gdp", "410300", "2022") == []
        assert do("revert", "last", "--yes").returncode == 0
        assert shown(do, "gdp", "410300", "2022") == ["5675"]
        reasons = Store.open(folder / "data/store").change_sets().set_index("id")["reason"]
        assert "报错了" in reasons[1_000_002]
        assert "命令行撤回" in reasons[1_000_003]

    @pytest.mark.parametrize(
        ("words", "status", "message"),
        [
            (("last",), 1, "nothing was accepted into the store yet"),
            (("1",), 1, "stands in the reviewed files"),
            (("1000009",), 1, "there is no change set 1000009"),
            (("first",), 2, "expected last or the number of a change set"),
        ],
    )
    def test_nothing_to_take_back(self, do: Do, words: tuple[str, ...], status: int, message: str) -> None:
        done = do("revert", *words, "--yes", "--lang", "en")
        assert (done.returncode, message in said(done)) == (status, True), said(done)


def test_writers_at_once_are_all_stored(folder: Path) -> None:
    """Each is reviewed again beside what the quicker ones stored; none is lost, none has to be told to try again."""
    writers = []
    for year in (2023, 2024, 2025, 2026):
        (folder / f"{year}.csv").write_text(HEAD + f"firms,420000,{year},{20000 + year},家\n", encoding="utf-8")
        words = [sys.executable, "-m", "yardstick", "import", f"{year}.csv", "--yes"]
        environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
        writers.append(
            subprocess.Popen(words, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        )
    told = [writer.communicate(timeout=300) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0, 0], told
    store = Store.open(folder / "data" / "store")
    held = dict(zip(*(store.series("firms", ["420000"])[name].tolist() for name in ("period", "value")), strict=True))
    assert {year: held[year] for year in held if year > "2022"} == {str(y): 20000.0 + y for y in range(2023, 2027)}
    assert sorted(store.change_sets()["id"].tolist())[-4:] == [1_000_001, 1_000_002, 1_000_003, 1_000_004]
