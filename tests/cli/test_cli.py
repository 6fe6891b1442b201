"""The verbs on an installation of eight rows: what they print, and what they say when something is wrong."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from yardstick.store import Store

Run = Callable[..., Result]
REPORT = Path(__file__).with_name("report.txt")
HEADER = (
    "area,indicator,measure,period,value,value_high,qualifier,unit,obs_status,source,locator,base_period,as_of,"
    "missing_reason"
)
GDP, AREAS, SOURCES = "indicators/economy/gdp.yaml", "data/areas.csv", "data/sources.yaml"
ROWS, MENDED = "data/observations/reports.csv", "data/corrections.yaml"
ROW = "gdp,420000,value,2022,,,5.1,,~,万亿元,E,report,char:44-45,,"


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def rows_of(result: Result) -> list[dict[str, str]]:
    """The rows of CSV output."""
    return list(csv.DictReader(io.StringIO(result.stdout)))


class TestBuild:
    def test_tells_what_was_built(self, run: Run) -> None:
        result = run("build")
        assert result.exit_code == 0
        assert result.stdout.startswith("data/store/store-1.duckdb: 7 observations, 1 targets, 3 change sets, version ")

    def test_twice_gives_the_same_reading_to_the_byte(self, run: Run) -> None:
        texts = []
        for _ in range(2):
            assert run("build").exit_code == 0
            store = Store.open(Path("data/store"))
            texts.append((store.export_reading().encode(), store.export_targets().encode(), store.data_version))
        assert texts[0] == texts[1]
        assert b"firms" in texts[0][0]

    def test_leads_clients_to_the_current_file(self, built: Run) -> None:
        assert Path("data/yardstick.duckdb").resolve() == Path("data/store/store-1.duckdb").resolve()

    def test_with_a_problem_leaves_the_store_in_use(self, built: Run) -> None:
        edit(Path("data/observations/reports.csv"), ",20000,", ",many,")
        result = built("build")
        assert result.exit_code == 1
        assert "data/observations/reports.csv:3: value: not a number, found many" in result.stderr
        assert (
            rows_of(built("query", "--indicator", "firms", "--area", "420000", "--format", "csv"))[1]["value"]
            == "20000"
        )

    def test_sound_only_builds_the_rest_and_tells_the_problem(self, run: Run) -> None:
        edit(Path("data/observations/reports.csv"), "row:420000/firms/2021,,", "row:420000/firms/2021,why,")
        result = run("build", "--sound-only")
        assert result.exit_code == 1
        assert "6 observations" in result.stdout
        assert "data/observations/reports.csv:2: missing_reason:" in result.stderr


class TestValidate:
    def test_counts_what_is_sound(self, run: Run) -> None:
        result = run("validate")
        assert result.exit_code == 0
        assert result.stdout.strip() == ("3 indicators, 4 areas, 2 sources, 7 observations, 1 targets: no problems")

    def test_builds_nothing(self, run: Run) -> None:
        run("validate")
        assert not Path("data/store").exists()

    @pytest.mark.parametrize(
        ("path", "old", "new", "said"),
        [
            pytest.param(GDP, "kind: flow", "kind: [flow", ":", id="broken-yaml"),
            pytest.param(GDP, "kind: flow", "kind: flow\nkind: stock", ":5: kind:", id="duplicate-key"),
            pytest.param(GDP, "unit: cny_1e8", "unit: cny_1e9", ":3: unit: unknown unit", id="unknown-unit"),
            pytest.param(AREAS, "420000,湖北", "42000,湖北", ":5: code: not an area code, found 42000", id="area-code"),
            pytest.param(ROWS, "410300,value,2021", "410399,value,2021", ":5: area: unknown area", id="unknown-area"),
            pytest.param(ROWS, "15960", "about 15960", ":2: value: not a number, found about 15960", id="text-value"),
            pytest.param(ROWS, "firms,420000", "firm,420000", ":2: indicator: unknown indicator, found firm", id="id"),
            pytest.param(ROWS, "20000,,=,家", "20000,,=,亿元", ":3: unit: the unit does not convert", id="unit"),
            pytest.param(ROWS, "char:44-45,,", f"char:44-45,,\n{ROW}", ":9: duplicate figure", id="duplicate-row"),
            pytest.param(ROWS, "bulletin,row", "bulletins,row", ":2: source: unknown source", id="unknown-source"),
            pytest.param(
                SOURCES, "kind: work_report", "kind: work\n  kind: plan", ":5: kind: the key stands", id="twice"
            ),
            pytest.param(
                MENDED, "expect: 2500", "expect: 2501", ":1: lost-point: the source has been mended", id="mended"
            ),
            pytest.param("config.yaml", "language: zh", "language: fr", ":3: language: unknown word", id="setting"),
            pytest.param("config.yaml", "language", "langauge", ":3: langauge: unknown key", id="unknown-setting"),
        ],
    )
    def test_names_the_line_of_a_problem(self, run: Run, path: str, old: str, new: str, said: str) -> None:
        edit(Path(path), old, new)
        result = run("validate")
        assert result.exit_code == 1
        assert path + said in result.stderr
        assert re.search(rf"^{re.escape(path)}:\d+: ", result.stderr, re.MULTILINE)
        assert result.stdout == ""

    def test_hints_at_the_nearest_known_word(self, run: Run) -> None:
        edit(Path(ROWS), "410300,value,2021", "410399,value,2021")
        assert (
            "found 410399, expected 100000,410000,410300,420000, hint: did you mean 410300?" in run("validate").stderr
        )

    @pytest.mark.parametrize("path", ["config.yaml", AREAS, SOURCES, ROWS, "indicators/units.yaml"])
    def test_names_a_missing_file(self, run: Run, path: str) -> None:
        Path(path).unlink()
        result = run("validate")
        assert result.exit_code == 1
        assert path.removeprefix("data/") in result.stderr
        assert any(words in result.stderr for words in ("the file is missing", "No such file"))

    def test_names_a_file_that_no_change_set_lists(self, run: Run) -> None:
        Path("data/observations/more.csv").write_text(Path("data/observations/reports.csv").read_text("utf-8"), "utf-8")
        result = run("validate")
        assert result.exit_code == 1
        assert "a data file is not listed, found observations/more.csv" in result.stderr

    def test_tells_all_problems_at_once(self, run: Run) -> None:
        edit(Path("data/observations/reports.csv"), "15960", "many")
        edit(Path("config.yaml"), "headline: [firms", "headline: [farms")
        result = run("validate")
        assert "reports.csv:2: value:" in result.stderr
        assert "config.yaml:6: headline: unknown indicator, found farms, hint: did you mean firms?" in result.stderr
        assert "2 problems" in result.stderr


class TestStatus:
    def test_json_has_the_promised_keys(self, built: Run) -> None:
        facts = json.loads(built("status", "--json").stdout)
        assert {"store", "observations", "targets", "change_sets", "data_version"} <= set(facts)
        assert (facts["observations"], facts["targets"], facts["change_sets"], facts["sources"]) == (7, 1, 3, 2)
        assert Path(facts["store"]).name == "store-1.duckdb"

    def test_without_a_store_says_what_to_do(self, run: Run) -> None:
        result = run("status")
        assert result.exit_code == 1
        assert "there is no store yet; run `python -m yardstick build`" in result.stderr

    def test_of_a_damaged_store_is_a_message(self, built: Run) -> None:
        Path("data/store/store-1.duckdb").write_bytes(b"not a store")
        result = built("status")
        assert result.exit_code == 1
        assert "store-1.duckdb" in result.stderr


class TestQuery:
    ASKED = ("query", "--indicator", "firms", "--area", "420000", "--area", "410300")

    def test_csv(self, built: Run) -> None:
        result = built(*self.ASKED, "--format", "csv")
        assert result.exit_code == 0
        assert result.stdout.splitlines() == [
            HEADER,
            "410300,firms,value,2021,,,=,enterprises,M,report,char:40-41,,,to_be_verified",
            "410300,firms,value,2022,1000,,>,enterprises,A,report,char:42-43,,,",
            "420000,firms,value,2021,15960,,=,enterprises,A,bulletin,row:420000/firms/2021,,,",
            "420000,firms,value,2022,20000,,=,enterprises,A,report,char:13-19,,,",
        ]

    def test_json_writes_null_for_a_missing_value(self, built: Run) -> None:
        rows = json.loads(built(*self.ASKED, "--format", "json").stdout)
        assert list(rows[0]) == HEADER.split(",")
        assert [r["value"] for r in rows] == [None, 1000.0, 15960.0, 20000.0]

    def test_table(self, built: Run) -> None:
        shown = built(*self.ASKED).stdout
        assert all(name in shown for name in HEADER.split(","))
        assert all(word in shown for word in ("15960", "20000", "char:42-43"))

    def test_measure_gives_the_corrected_figure(self, built: Run) -> None:
        found = rows_of(built(*self.ASKED, "--measure", "growth", "--format", "csv"))
        assert [(r["period"], r["value"], r["unit"]) for r in found] == [("2022", "25", "percent")]

    def test_period_narrows(self, built: Run) -> None:
        found = rows_of(built(*self.ASKED, "--period", "2022", "--format", "csv"))
        assert [r["value"] for r in found] == ["1000", "20000"]

    def test_derived_indicator_is_computed(self, built: Run) -> None:
        found = rows_of(built("query", "--indicator", "firms_to_gdp", "--area", "420000", "--format", "csv"))
        assert [(r["period"], r["value"], r["unit"], r["locator"]) for r in found] == [
            ("2022", "40", "percent", "formula:firms / gdp * 100")
        ]


class TestExplain:
    def test_tells_rivals_with_the_rule_that_decided(self, built: Run) -> None:
        result = built("explain", "420000", "gdp", "2022", "--lang", "en")
        assert result.exit_code == 0
        assert "As stated 50000亿元; final; 统计公报, 2023-12-31 [bulletin]" in result.stdout
        assert "As stated 5.1万亿元; estimated; 工作报告, 2023-01-15 [report]" in result.stdout
        assert "it is an expectation or a bound, and the figure shown says more" in result.stdout

    def test_tells_what_is_implied_and_whether_it_agrees(self, built: Run) -> None:
        shown = built("explain", "420000", "firms", "2021", "--lang", "en").stdout
        assert "20,000 enterprises in 2022 and +25%" in shown
        assert "give 16,000 enterprises" in shown
        assert "15,960 enterprises, 0.25% away: they agree within half a per cent" in shown

    def test_tells_a_correction_beside_the_figure_as_stated(self, built: Run) -> None:
        shown = built("explain", "420000", "firms", "2022", "--measure", "growth", "--lang", "en").stdout
        assert "Shown: 25%" in shown
        assert "As stated 2500%" in shown
        assert "Corrected: a decimal point was lost" in shown

    def test_prints_the_arithmetic_of_a_formula(self, built: Run) -> None:
        shown = built("explain", "420000", "firms_to_gdp", "2022", "--lang", "en").stdout
        assert "Firms (20000) ÷ GDP (50000) × 100 = 40" in shown

    def test_speaks_chinese_by_default(self, built: Run) -> None:
        assert "湖北 · 企业数 · 2022年" in built("explain", "420000", "firms", "2022").stdout

    def test_of_an_empty_cell_is_exit_1(self, built: Run) -> None:
        result = built("explain", "420000", "firms", "1999", "--lang", "en")
        assert result.exit_code == 1
        assert "No figure is held for this cell." in result.stdout


class TestDocuments:
    def test_a_known_text_is_put_in_its_place_and_its_sentence_shown(self, built: Run) -> None:
        result = built("documents", "add", str(REPORT))
        assert result.exit_code == 0
        assert result.stdout == "report: 工作报告\n"
        assert Path("data/documents/report.txt").read_bytes() == REPORT.read_bytes()
        assert "有企业【20000家】,增长" in built("explain", "420000", "firms", "2022").stdout

    def test_another_hash_is_refused_and_nothing_written(self, built: Run) -> None:
        Path("other.txt").write_bytes(REPORT.read_bytes() + b"\n")
        result = built("documents", "add", "other.txt")
        assert result.exit_code == 1
        assert "other.txt: sha256: not the text any figure was read from" in result.stderr
        assert not Path("data/documents").exists()

    def test_one_bad_file_does_not_keep_the_good_one_out(self, built: Run) -> None:
        result = built("documents", "add", "absent.txt", str(REPORT))
        assert result.exit_code == 1
        assert "absent.txt: the file cannot be read" in result.stderr
        assert Path("data/documents/report.txt").is_file()

    def test_a_named_source_must_have_this_hash(self, built: Run) -> None:
        result = built("documents", "add", "--source", "bulletin", str(REPORT))
        assert result.exit_code == 1
        assert "sha256" in result.stderr

    def test_a_text_changed_later_shows_no_sentence(self, built: Run) -> None:
        built("documents", "add", str(REPORT))
        Path("data/documents/report.txt").write_text("到2022年底,全省有企业90000家。", encoding="utf-8")
        assert "90000" not in built("explain", "420000", "firms", "2022").stdout


class TestWrongUsage:
    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("query", "--indicator", "firm", "--area", "420000"), "firms?"),
            (("query", "--indicator", "firms", "--area", "42000"), "420000?"),
            (("query", "--indicator", "firms"), "--area"),
            (("query", "--indicator", "firms", "--area", "420000", "--format", "xml"), "xml"),
            (("query", "--indicator", "firms", "--area", "420000", "--measure", "level"), "level"),
            (("explain", "420000", "firms"), "PERIOD"),
            (("explain", "420000", "firms", "2022", "--lang", "fr"), "fr"),
            (("built",), "built"),
            (("build", "--fast"), "--fast"),
        ],
    )
    def test_is_exit_2_and_names_what_is_wrong(self, built: Run, words: tuple[str, ...], said: str) -> None:
        result = built(*words)
        assert result.exit_code == 2
        assert said.lower() in result.stderr.lower()
