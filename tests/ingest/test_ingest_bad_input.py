"""One broken thing at a time: the problem names the file, the line, the column, what was found and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from ingest_tiny import AREAS, CHANGE_SETS, OBSERVATIONS, ROW, SOURCES

from yardstick.catalogue import Catalogue
from yardstick.ingest import load_data

OTHER = ROW.replace("char:10-20", "char:30-40")


def complaints(folder: Path, catalogue: Catalogue) -> list[str]:
    """The problems as a person reads them, with the folder's own path taken away."""
    return [str(p).replace(f"{folder.parent}/", "") for p in load_data(folder, catalogue)[1]]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            OTHER.replace("420000", "420001"),
            "a.csv:3: area: unknown area, found 420001, expected 100000,420000,410300, hint: did",
        ),
        (OTHER.replace("high_tech_enterprises", "high_tech_enterprise"), "hint: did you mean high_tech_enterprises?"),
        (OTHER.replace("gwr-1", "gwr-2"), "a.csv:3: source: unknown source, found gwr-2, expected gwr-1,yb-1"),
        (OTHER.replace("2.0147", "两万"), "a.csv:3: value: not a number, found 两万, expected 12345.6"),
        (OTHER.replace("2.0147", '"20,147"'), "a.csv:3: value: not a number, found 20,147"),
        (OTHER.replace("2.0147", "nan"), "a.csv:3: value: not a number, found nan"),
        (OTHER.replace("2.0147", ""), "a.csv:3: value: not a number, found empty"),
        (
            OTHER.replace("万家", "万户头"),
            "a.csv:3: unit: the unit does not convert, found 万户头, expected enterprises",
        ),
        (OTHER.replace("万家", "亿元"), "a.csv:3: unit: the unit does not convert, found 亿元, expected enterprises"),
        (OTHER.replace(",2022,", ",2022年,"), "a.csv:3: period: not a period, found 2022年"),
        (OTHER.replace("2022-12-31", "31/12/2022"), "a.csv:3: as_of: not a date, found 31/12/2022"),
        (OTHER.replace(",value,", ",values,"), "a.csv:3: measure: unknown measure, found values"),
        (OTHER.replace(",=,", ",≥,"), "a.csv:3: qualifier: unknown qualifier, found ≥"),
        (OTHER.replace(",A,", ",X,"), "a.csv:3: obs_status: unknown status, found X"),
        (OTHER.replace(",=,", ",range,"), "a.csv:3: value_high: a range has two ends"),
        (
            OTHER.replace("2.0147,,=", "2,1,range"),
            "a.csv:3: value_high: a range runs from its lower to its higher end, found 2–1",
        ),
        (OTHER.replace(",A,", ",M,"), "a.csv:3: value: a missing value has a value, found 2.0147"),
        (OTHER.replace("char:30-40", ""), "a.csv:3: locator: the place in the source is missing"),
        (OTHER.replace(",,\n", "\n"), "a.csv:3: wrong number of cells, found 13, expected 15"),
        (
            ROW,
            "a.csv:3: duplicate figure, found high_tech_enterprises 420000 value 2022 gwr-1 char:10-20, hint: the same",
        ),
        (
            ROW.replace("char:10-20", "char:10-20~0123456789ab"),
            "a.csv:3: duplicate figure, found high_tech_enterprises 420000 value 2022 gwr-1 char:10-20, hint: the same",
        ),
    ],
)
def test_a_broken_row_is_named(data: Path, catalogue: Catalogue, *, row: str, said: str) -> None:
    (data / "observations/a.csv").write_text(OBSERVATIONS + ROW + row, encoding="utf-8")
    assert any(said in line for line in complaints(data, catalogue)), complaints(data, catalogue)
    assert len(load_data(data, catalogue)[0].observations) == 1


def test_all_problems_are_told_at_once(data: Path, catalogue: Catalogue) -> None:
    row = OTHER.replace("420000", "1").replace("2.0147", "x").replace("gwr-1", "y")
    (data / "observations/a.csv").write_text(OBSERVATIONS + row, encoding="utf-8")
    assert len(complaints(data, catalogue)) == 2
    (data / "areas.csv").write_text(AREAS.replace("province", "provinz"), encoding="utf-8")
    assert any("areas.csv:3: level: unknown level, found provinz" in line for line in complaints(data, catalogue))


@pytest.mark.parametrize("name", ["areas.csv", "sources.yaml", "change_sets.yaml", "observations/a.csv"])
def test_a_missing_file_is_named(data: Path, catalogue: Catalogue, *, name: str) -> None:
    (data / name).unlink()
    assert any("the file is missing" in line for line in complaints(data, catalogue))


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (OBSERVATIONS.replace("value_high", "valuehigh"), "a.csv:1: valuehigh: unknown column"),
        (OBSERVATIONS.replace("value_high", "valuehigh"), "a.csv:1: value_high: the column is missing"),
        (OBSERVATIONS.replace("note", "unit"), "a.csv:1: unit: the column stands twice"),
        ("", "a.csv:1: indicator: the column is missing"),
    ],
)
def test_a_bad_header_is_named(data: Path, catalogue: Catalogue, *, header: str, said: str) -> None:
    (data / "observations/a.csv").write_text(header + ROW, encoding="utf-8")
    assert any(said in line for line in complaints(data, catalogue))


def test_bytes_that_are_not_utf8(data: Path, catalogue: Catalogue) -> None:
    (data / "observations/a.csv").write_bytes((OBSERVATIONS + ROW).encode("gb18030"))
    assert any("not UTF-8 text" in line and "save the file as UTF-8" in line for line in complaints(data, catalogue))


def test_a_file_that_no_change_set_names(data: Path, catalogue: Catalogue) -> None:
    (data / "observations/b.csv").write_text(OBSERVATIONS, encoding="utf-8")
    assert any("a data file is not listed, found observations/b.csv" in line for line in complaints(data, catalogue))


def test_a_file_that_two_change_sets_name(data: Path, catalogue: Catalogue) -> None:
    (data / "change_sets.yaml").write_text(CHANGE_SETS * 2, encoding="utf-8")
    assert any("the file is listed twice" in line for line in complaints(data, catalogue))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SOURCES.replace("yearbook", "year_book"), "sources.yaml:2: yb-1.kind: unknown source kind, found year_book"),
        (SOURCES.replace("https://", "repo:"), "sources.yaml:2: yb-1.url: not an address, found repo:example.org/yb"),
        (SOURCES.replace("'2023-10'", "autumn"), "sources.yaml:2: yb-1.published: not a date, found autumn"),
        (
            SOURCES.replace("publisher: 统计局", "publsher: 统计局"),
            "yb-1.publsher: unknown key, hint: did you mean publisher?",
        ),
        (SOURCES.replace("yb-1", "gwr-1"), "sources.yaml:2: gwr-1: the key stands twice, found also on line 1"),
        (SOURCES + "x: [", "sources.yaml:4: not valid YAML"),
        (SOURCES + "x: 1\n", "sources.yaml:3: x: not a mapping"),
    ],
)
def test_a_broken_source_is_named(data: Path, catalogue: Catalogue, *, text: str, said: str) -> None:
    (data / "sources.yaml").write_text(text, encoding="utf-8")
    assert any(said in line for line in complaints(data, catalogue)), complaints(data, catalogue)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (AREAS.replace("410300", "4103"), "areas.csv:4: code: not an area code, found 4103"),
        (AREAS.replace("410300", "420000"), "areas.csv:4: code: duplicate area, found 420000, also on line 3"),
        (AREAS.replace("Luoyang", ""), "areas.csv:4: name_en: the name is missing"),
        (AREAS.replace("prefecture,100000", "prefecture,410000"), "areas.csv:4: parent: unknown area, found 410000"),
        (AREAS.replace("prefecture,100000", "prefecture,"), "areas.csv:4: parent: only the country has no parent"),
    ],
)
def test_a_broken_area_is_named(data: Path, catalogue: Catalogue, *, text: str, said: str) -> None:
    (data / "areas.csv").write_text(text, encoding="utf-8")
    assert any(said in line for line in complaints(data, catalogue)), complaints(data, catalogue)
