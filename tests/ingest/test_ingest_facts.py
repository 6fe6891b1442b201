"""The conversion on a handful of facts by hand: each rule of data/conversion/ once."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from ingest_tiny import ROOT

from yardstick.catalogue import Catalogue
from yardstick.ingest import load_data
from yardstick.ingest.facts.__main__ import main
from yardstick.ingest.facts.convert import convert
from yardstick.ingest.facts.reading import read_figures
from yardstick.ingest.facts.sources import first_address
from yardstick.model import sentence_hash

FIGURES = (
    "doc,area,indicator_id,indicator_zh,kind,measure,operator,value,value_high,unit,period,baseline_period,as_of,tier,"
    "char_start,quote,problem\n"
    "rep,420000,high_tech_enterprises,高企,actual,level,>,2,,万家,2022,,,1,10,高企超2万家,year implied\n"
    "rep,420000,high_tech_enterprises,高企,actual,level,>,2,,万家,2022,,,1,90,高企超2万家,[restatement] again\n"
    "rep,420000,gdp,GDP,actual,flow,~,5800,,亿元,2022,,,1,20,GDP约5800亿元,estimate 预计\n"
    "rep,420000,gdp,GDP,actual,growth_rate,=,1.42,,倍,2006/2010,2005,,1,30,增长1.42倍,\n"
    "rep,重庆/主城外区县,high_tech_enterprises,高企,actual,share,=,40.8,,%,2019-Q1,,,1,40,占40.8%,\n"
    "rep,420000,sci_tech_commissioners,特派员,actual,flow,=,,,名,2022,,,1,50,选派名,figure lost\n"
    "rep,420000,tech_contract_value,合同,actual,flow,=,1.08,,亿元,2016-01/2016-10,,,1,60,合同,\n"
    "rep,420000,rd_intensity,强度,target,level,>=,3,,%,2025,,,1,70,达到3%,\n"
    "rep,420000,gdp,GDP,target,growth_rate,=,6,,%,2023,,,1,80,增长5.5%、力争6%,\n"
    "rep,420000,gdp,GDP,target,growth_rate,~,7,,%,2024,,,1,15,增长7%左右,\n"
    "rep,420000,plan_key_tasks,任务,target,level,=,37,,项,2023,,,2,85,37项,\n"
    "rep,420000,no_such_thing,无,actual,level,=,1,,个,2022,,,1,86,一,\n"
    "rep,420000,sci_progress_contribution,贡献,actual,share,=,4:6,,4:6,2022,,,1,87,4:6,\n"
    "rep,420000,patents_granted_elsewhere,专利,actual,flow,=,7,,件,2022,,,1,88,7件,\n"
)
STATISTICS = (
    "area,indicator_id,kind,measure,period,value,unit,source_id,confidence,note\n"
    "420000,high_tech_enterprises,actual,value,2022,20000,家,rep_too,official,突破2万家\n"
    "420000,high_tech_enterprises,actual,value,2021,14500,家,rep_too,official,左右\n"
    '420000,gdp,target,growth,2023,7.5,%,yb_2023,official,"区间7.5-8%,记下限"\n'
    "420000,gdp,actual,value,2022,5675.2,亿元,yb_2023,official,初步(+3%);最终核实5386.2\n"
    "420000,gdp,actual,value,2021Q1-Q3,10,亿元,yb_2023,official,前三季度\n"
    '420000,rd_expenditure_basic,actual,value,2022,2.5,亿元,yb_2023,official,"原表万元,除以1万"\n'
)
DOCUMENTS = (
    "doc,title,publisher,signed_on,published_on,doc_number,kind\n"
    "rep,2023年报告,湖北省人民政府,2023-01-13,,,work_report\n"
)
SOURCES = (
    "source_id,title,publisher,url,date,licence,doc\n"
    "rep_too,2023年报告,湖北省人民政府,repo:x ; https://example.org/rep,2023,政府公文,rep\n"
    "yb_2023,统计年鉴2023,统计局,repo:x,2010-2023,年鉴受著作权保护,\n"
)
PANEL = "area,area_name,indicator,period,value,unit\n420000,湖北,rd_expenditure_basic,2022,25000.0,万元\n"


def rows(path: Path) -> list[dict[str, str]]:
    """A table as dictionaries."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A folder of facts, its panels and texts beside it, and a data folder with the project's tables."""
    folder = tmp_path / "facts"
    for name in ("facts", "panels", "texts"):
        (tmp_path / name).mkdir()
    for name, text in (
        ("figures", FIGURES),
        ("statistics", STATISTICS),
        ("documents", DOCUMENTS),
        ("sources", SOURCES),
    ):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "texts/rep.txt").write_text("报告。今年的主要预期目标是：增长7%左右。", encoding="utf-8")
    (tmp_path / "panels/p.csv").write_text(PANEL, encoding="utf-8")
    shutil.copytree(ROOT / "data/conversion", tmp_path / "out/conversion")
    shutil.copy(ROOT / "data/areas.csv", tmp_path / "out/areas.csv")
    (tmp_path / "out/conversion/panels.csv").write_text("file,indicator,source,to\np.csv,indicator,yb_2023,panel\n")
    return folder


@pytest.fixture
def out(facts: Path, catalogue: Catalogue) -> Path:
    """The data folder after the conversion."""
    folder = facts.parent / "out"
    _, problems = convert(facts, facts.parent / "panels", texts=facts.parent / "texts", out=folder, catalogue=catalogue)
    assert [str(p) for p in problems] == []
    return folder


def find(out: Path, file: str, **wanted: str) -> dict[str, str]:
    """The one row of a table with these cells."""
    [found] = [row for row in rows(out / file) if all(row[k] == v for k, v in wanted.items())]
    return found


def test_a_level_is_a_value_as_written(out: Path) -> None:
    row = find(out, "observations/documents.csv", indicator="high_tech_enterprises", measure="value")
    assert (row["value"], row["unit"], row["qualifier"], row["obs_status"]) == ("2", "万家", ">", "A")
    assert (row["locator"], row["note"]) == ("char:10-16", "年份系推断")


def test_the_place_in_a_text_has_the_hash_of_its_sentence(facts: Path) -> None:
    sentence = "本省科技界高企超2万家；其余另计。"
    (facts.parent / "texts/rep.txt").write_text(f"前文。\r\n{sentence}后文。", encoding="utf-8", newline="")
    [fact, *_] = read_figures(facts / "figures.csv", facts.parent / "texts")
    assert fact.locator == f"char:10-16~{sentence_hash(sentence)}" == "char:10-16~d777ac83ee2d"


def test_a_text_that_has_something_else_at_the_place_gives_no_hash(facts: Path) -> None:
    found = [f.locator for f in read_figures(facts / "figures.csv", facts.parent / "texts")]
    assert found
    assert not any("~" in locator for locator in found)


@pytest.mark.parametrize(
    ("wanted", "column", "value"),
    [
        ({"indicator": "gdp", "measure": "value"}, "obs_status", "E"),
        ({"indicator": "gdp", "measure": "growth"}, "base_period", "2005"),
        ({"indicator": "gdp", "measure": "growth"}, "unit", "倍"),
        ({"measure": "share"}, "area", "500000-outer"),
        ({"measure": "share"}, "obs_status", "A"),
        ({"indicator": "sci_tech_commissioners"}, "obs_status", "M"),
        ({"indicator": "sci_tech_commissioners"}, "missing_reason", "to_be_verified"),
        ({"indicator": "tech_contract_value"}, "obs_status", "P"),
    ],
)
def test_figures(out: Path, *, wanted: dict[str, str], column: str, value: str) -> None:
    assert find(out, "observations/documents.csv", **wanted)[column] == value


@pytest.mark.parametrize(
    ("wanted", "column", "value"),
    [
        ({"period": "2021", "indicator": "high_tech_enterprises"}, "qualifier", "~"),
        ({"period": "2022", "indicator": "gdp"}, "obs_status", "P"),
        ({"period": "2021-01/2021-09"}, "obs_status", "P"),
        ({"indicator": "basic_research_expenditure"}, "note", ""),
    ],
)
def test_statistics(out: Path, *, wanted: dict[str, str], column: str, value: str) -> None:
    assert find(out, "observations/statistics.csv", **wanted)[column] == value


def test_targets(out: Path) -> None:
    plan = find(out, "targets/documents.csv", indicator="rd_intensity")
    assert (plan["kind"], plan["operator"], plan["announced"]) == ("plan", ">=", "2023-01-13")
    stretch = find(out, "targets/documents.csv", indicator="gdp", period="2023")
    assert (stretch["kind"], stretch["hedge"], stretch["nature"]) == ("stretch", "力争", "")
    expected = find(out, "targets/documents.csv", indicator="gdp", period="2024")
    assert (expected["hedge"], expected["nature"]) == ("左右", "expected")
    span = find(out, "targets/statistics.csv", indicator="gdp")
    assert (span["operator"], span["value"], span["value_high"], span["kind"]) == ("range", "7.5", "8", "annual")


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("rep char:90", "same figure as rep char:10-16"),
        ("rep char:85", "a figure about an activity, not an indicator"),
        ("rep char:87", "'4:6' is not a number"),
        ("rep char:86", "the catalogue has no indicator no_such_thing"),
        ("rep_too 420000/high_tech_enterprises/2022", "same figure as rep char:10-16"),
        ("yb_2023 420000/rd_expenditure_basic/2022", "same figure as yb_2023 row:420000/rd_expenditure_basic/2022"),
    ],
)
def test_what_is_left_out_has_its_reason(out: Path, *, key: str, reason: str) -> None:
    assert reason in {row["reason"] for row in rows(out / "left_out.csv") if row["row_key"] == key}


def test_every_fact_is_in_the_data_or_left_out(out: Path) -> None:
    kept = [r for name in ("observations", "targets") for f in sorted((out / name).glob("*.csv")) for r in rows(f)]
    stated = sum(text.count("\n") - 1 for text in (FIGURES, STATISTICS, PANEL))
    assert len(kept) + len(rows(out / "left_out.csv")) == stated


def test_a_document_is_one_source_with_a_hash(out: Path, catalogue: Catalogue) -> None:
    (out / "change_sets.yaml").write_text("", encoding="utf-8")
    sources = load_data(out, catalogue)[0].sources
    assert set(sources) == {"rep", "yb_2023"}
    assert (sources["rep"].url, len(sources["rep"].sha256)) == ("https://example.org/rep", 64)
    assert (sources["yb_2023"].url, sources["yb_2023"].kind, sources["yb_2023"].published_as) == (
        "",
        "yearbook",
        "2023",
    )


def test_a_second_run_writes_the_same_bytes(facts: Path, out: Path) -> None:
    before = {p: p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    folders = ["--panels", str(facts.parent / "panels"), "--texts", str(facts.parent / "texts"), "--out", str(out)]
    assert main([str(facts), *folders, "--indicators", str(ROOT / "indicators")]) == 0
    assert {p: p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()} == before


def test_a_broken_table_stops_before_anything_is_written(facts: Path, catalogue: Catalogue) -> None:
    folder = facts.parent / "out"
    (folder / "conversion/rules.csv").write_text(
        "file,kind,pattern,field,value\nfigures,,(,note,x\nfigures,,a,nite,x\n"
    )
    _, problems = convert(facts, facts.parent / "panels", texts=facts.parent, out=folder, catalogue=catalogue)
    said = [str(p) for p in problems]
    assert any("rules.csv:2: pattern: not a pattern, found (" in line for line in said)
    assert any("rules.csv:3: field: unknown field, found nite" in line for line in said)
    assert not (folder / "observations").exists()


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("http://a.cn/1.html ; repo:o/n@1a2b:x.csv", "http://a.cn/1.html"),
        ("repo:o/n-@1a2b:报告/2021.md", "https://github.com/o/n-/blob/1a2b/%E6%8A%A5%E5%91%8A/2021.md"),
        ("repo:o/n@1a2b:data/(年鉴2011电子表)", "https://github.com/o/n/tree/1a2b"),
        ("repo:o/n", "https://github.com/o/n"),
        ("(检索摘录,无页面地址)", ""),
    ],
)
def test_the_address_of_a_source_is_a_page_or_a_file_of_a_repository(said: str, address: str) -> None:
    assert first_address(said) == address
