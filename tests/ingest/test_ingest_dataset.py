"""The data folder as a whole: rows in the catalogue's units, tagged with the change set that brought them."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from pathlib import Path

import pytest
from ingest_tiny import OBSERVATIONS, ROOT, ROW

from yardstick.catalogue import Catalogue
from yardstick.ingest import load_data


def test_a_sound_row_is_kept_in_the_unit_of_the_catalogue(data: Path, catalogue: Catalogue) -> None:
    loaded, problems = load_data(data, catalogue)
    assert not problems
    [(change_set, row)] = loaded.observations
    assert (change_set, row.value, row.unit) == (1, 20147.0, "enterprises")
    assert (row.stated_value, row.stated_unit, row.as_of) == ("2.0147", "万家", dt.date(2022, 12, 31))


def test_change_sets_carry_the_hash_of_their_file(data: Path, catalogue: Catalogue) -> None:
    loaded, _ = load_data(data, catalogue)
    [change_set] = loaded.change_sets
    assert change_set.sha256 == hashlib.sha256((data / "observations/a.csv").read_bytes()).hexdigest()
    assert (change_set.id, change_set.reason, change_set.reason_en) == (1, "首次入库", "First load")


def test_a_year_or_month_of_publication_orders_by_its_last_day(data: Path, catalogue: Catalogue) -> None:
    loaded, _ = load_data(data, catalogue)
    assert loaded.sources["gwr-1"].published == dt.date(2023, 12, 31)
    assert loaded.sources["yb-1"].published == dt.date(2023, 10, 31)
    assert loaded.sources["yb-1"].published_as == "2023-10"


def test_the_same_data_give_the_same_rows_twice(data: Path, catalogue: Catalogue) -> None:
    assert load_data(data, catalogue)[0] == load_data(data, catalogue)[0]


@pytest.mark.parametrize(
    ("measure", "value", "unit", "kept", "kept_unit"),
    [
        ("growth", "38.37", "％", 38.37, "percent"),
        ("growth", "1.42", "倍", 142.0, "percent"),
        ("share", "52.8", "%", 52.8, "percent"),
        ("multiple", "3.1", "倍", 3.1, "times"),
        ("multiple", "95", "%", 0.95, "times"),
        ("pp_change", "1.5", "个百分点", 1.5, "pp"),
        ("rank", "5", "位", 5.0, "place"),
        ("new", "0.3", "万家", 3000.0, "enterprises"),
    ],
)
def test_each_measure_has_its_unit(
    data: Path, catalogue: Catalogue, *, measure: str, value: str, unit: str, kept: float, kept_unit: str
) -> None:
    row = f"high_tech_enterprises,420000,{measure},2022,,,{value},,=,{unit},A,gwr-1,char:1-2,,\n"
    (data / "observations/a.csv").write_text(OBSERVATIONS + row, encoding="utf-8")
    loaded, problems = load_data(data, catalogue)
    assert not problems
    assert (loaded.observations[0][1].value, loaded.observations[0][1].unit) == (kept, kept_unit)


def test_zero_is_a_value_and_a_lost_one_is_missing(data: Path, catalogue: Catalogue) -> None:
    rows = (
        "high_tech_enterprises,420000,value,2000,,,0,,=,家,A,gwr-1,char:1-2,,\n"
        "sci_tech_commissioners,420000,value,2022,,,,,=,名,M,gwr-1,char:3-4,to_be_verified,\n"
    )
    (data / "observations/a.csv").write_text(OBSERVATIONS + rows, encoding="utf-8")
    loaded, problems = load_data(data, catalogue)
    assert not problems
    (_, zero), (_, lost) = loaded.observations
    assert zero.value == 0.0
    assert (lost.value, lost.obs_status, lost.missing_reason) == (None, "M", "to_be_verified")


def test_a_range_keeps_both_ends(data: Path, catalogue: Catalogue) -> None:
    row = "gdp,410300,growth,2023,,,7.5,8,range,%,A,gwr-1,char:1-2,,\n"
    (data / "observations/a.csv").write_text(OBSERVATIONS + row, encoding="utf-8")
    [(_, read)] = load_data(data, catalogue)[0].observations
    assert (read.value, read.value_high, read.stated_value) == (7.5, 8.0, "7.5–8")


def test_the_project_s_own_data_are_sound_and_quick_to_read(catalogue: Catalogue) -> None:
    began = time.process_time()
    loaded, problems = load_data(ROOT / "data", catalogue)
    assert [str(p) for p in problems] == []
    assert len(loaded.observations) > 20_000
    assert time.process_time() - began < 3


def test_sound_rows_survive_the_broken_ones(data: Path, catalogue: Catalogue) -> None:
    broken = ROW.replace("char:10-20", "char:30-40").replace("420000", "429999")
    (data / "observations/a.csv").write_text(OBSERVATIONS + ROW + broken, encoding="utf-8")
    loaded, problems = load_data(data, catalogue)
    assert (len(loaded.observations), len(problems)) == (1, 1)
