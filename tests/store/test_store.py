"""The questions of `Store`, on figures worked out by hand."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from store_tiny import LUOYANG_GDP, obs, store_of, target

from yardstick.store import READING, Store

PROMISED = [
    "area", "indicator", "measure", "period", "as_of", "value", "value_high", "qualifier", "unit", "obs_status",
    "source", "locator", "change_set",
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of(
        tmp_path_factory.mktemp("store"),
        *LUOYANG_GDP,
        obs(period="2021", value=5447.1),
        obs(period="2023", value=5481.6),
        obs(period="2023-S1", value=2700.0, obs_status="P"),
        obs(period="2023", value=None, area="411400", missing_reason="not_published"),
        obs(period="2022", value=3262.7, area="411400"),
        obs(period="2022", value=29129.0, area="500000"),
        obs(period="2022", value=53734.9, area="420000"),
        obs(period="2022", value=2.3, measure="growth", unit="percent"),
        obs("high_tech_enterprises", period="2019", value=3000.0, qualifier=">", unit="enterprises", source="undated"),
        targets=[(1, target()), (1, target("2022", 5900.0, kind="annual"))],
    )


def test_promised_columns_come_first_and_any_client_may_read_them(store: Store) -> None:
    with duckdb.connect(str(store.path), read_only=True, config=CLIENT) as con:
        columns = [c[0] for c in con.execute("SELECT * FROM observation_current").description]
        assert columns[: len(PROMISED)] == PROMISED
        assert con.execute("SELECT count(*) FROM target_current").fetchall() == [(2,)]


CLIENT: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false", "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
    "lock_configuration": "true", "memory_limit": "2GB", "threads": "2",
}  # fmt: skip


def test_readings_keep_to_indicators_areas_measures_and_periods(store: Store) -> None:
    rows = store.readings(
        ["gdp"], ["410300", "411400"], measures=["value", "growth"], period_from="2022", period_to="2022"
    )
    assert list(rows.columns) == list(READING)
    assert list(zip(rows["area"], rows["measure"], rows["value"], strict=True)) == [
        ("410300", "growth", 2.3),
        ("410300", "value", 5386.2),
        ("411400", "value", 3262.7),
    ]


def test_empty_choices_give_an_empty_frame_with_all_columns(store: Store) -> None:
    for rows in (
        store.readings([], ["410300"]),
        store.readings(["gdp"], []),
        store.latest([], []),
        store.implied([], []),
    ):
        assert rows.empty
        assert "value" in rows.columns


def test_series_is_sorted_by_the_end_of_the_period(store: Store) -> None:
    assert store.series("gdp", ["410300"])["period"].tolist() == ["2021", "2022", "2023-S1", "2023"]


def test_latest_skips_missing_values_and_can_keep_to_whole_years(store: Store) -> None:
    rows = store.latest(["gdp", "high_tech_enterprises"], ["410300", "411400"])
    assert list(zip(rows["indicator"], rows["area"], rows["period"], strict=True)) == [
        ("gdp", "410300", "2023"),
        ("gdp", "411400", "2022"),
        ("high_tech_enterprises", "410300", "2019"),
    ]
    assert store.latest(["gdp"], ["410300"], kinds=["half"])["period"].tolist() == ["2023-S1"]


def test_ranking_places_each_area_within_its_level(store: Store) -> None:
    rows = store.ranking("gdp", "2022")
    assert list(zip(rows["level"], rows["place"], rows["area"], rows["of"], strict=True)) == [
        ("prefecture", 1, "410300", 2),
        ("prefecture", 2, "411400", 2),
        ("province", 1, "420000", 2),
        ("province", 2, "500000", 2),
    ]


def test_peers_are_the_areas_of_one_level_missing_values_included(store: Store) -> None:
    rows = store.peers(["gdp"], "2023", "prefecture")
    assert list(zip(rows["area"], rows["obs_status"], strict=True)) == [("410300", "A"), ("411400", "M")]


def test_figures_carry_source_and_change_set(store: Store) -> None:
    first = store.figures("410300", "gdp", "2022").iloc[0]
    assert (first["title"], first["source_kind"], first["kind_rank"]) == ("公报2023", "bulletin", 1)
    assert (first["change_author"], first["change_reason"]) == ("steward", "初始")
    assert first["published"].date() == dt.date(2024, 4, 1)


def test_a_target_keeps_its_hedge(folder: Path) -> None:
    store = store_of(folder, *LUOYANG_GDP, targets=[(1, target(hedge="力争")), (1, target("2022"))])
    assert store.targets()["hedge"].tolist() == ["", "力争"]


def test_targets_by_area_and_indicator(store: Store) -> None:
    assert store.targets(["410300"], ["gdp"])["value"].tolist() == [5900.0, 6000.0]
    assert store.targets(["411400"]).empty
    assert len(store.targets()) == 2


def test_coverage_has_a_row_a_year_with_the_reason_of_a_gap(store: Store) -> None:
    rows = store.coverage(["410300", "411400"]).query("indicator == 'gdp'")
    assert list(
        zip(rows["area"], rows["year"], rows["obs_status"], rows["figures"], rows["conflict"], strict=True)
    ) == [
        ("410300", 2021, "A", 1, False),
        ("410300", 2022, "A", 5, True),
        ("410300", 2023, "A", 2, False),
        ("411400", 2022, "A", 1, False),
        ("411400", 2023, "M", 1, False),
    ]
    assert rows["missing_reason"].dropna().tolist() == ["not_published"]


def test_sources_tell_what_they_brought(store: Store) -> None:
    rows = store.sources().set_index("id")
    columns = ["observations", "shown", "areas", "indicators", "targets"]
    assert rows.loc["bulletin_2023", columns].tolist() == [9, 9, 4, 1, 0]
    assert rows.loc["plan_2023", columns].tolist() == [1, 0, 1, 1, 2]
    assert rows.loc["old_press", columns].tolist() == [0, 0, 0, 0, 0]


def test_newest_goes_by_the_publication_of_the_source(store: Store) -> None:
    rows = store.newest(2, areas=["410300"])
    assert rows["period"].tolist() == ["2023", "2023-S1"]
    assert store.newest(100)["source"].tolist()[-1] == "undated"


def test_status_counts_live_figures(store: Store) -> None:
    status = store.status()
    assert (status["observations"], status["targets"], status["change_sets"]) == (13, 2, 2)
    assert status["schema_version"] == 6
    assert len(str(status["data_version"])) == 64
    store.verify()


def test_a_correction_speaks_over_the_figure_and_is_told(folder: Path) -> None:
    wrong = obs("high_tech_enterprises", "420000", value=3837.0, measure="growth", unit="percent", source="report_2023")
    right = obs("high_tech_enterprises", "420000", value=38.37, measure="growth", unit="percent", source="report_2023")
    store = store_of(folder, observations=[(2, right), (1, wrong)])
    shown = store.series("high_tech_enterprises", ["420000"], ["growth"])
    assert (shown["value"].tolist(), shown["figures"].tolist(), shown["change_set"].tolist()) == ([38.37], [1], [2])
    told = store.corrections().iloc[0]
    assert (told["before"], told["after"], told["reason"]) == (3837.0, 38.37, "更正")
    assert store.history("420000", "high_tech_enterprises", "2022", "growth")["value"].tolist() == [3837.0, 38.37]


def test_a_retraction_leaves_the_other_figures(folder: Path) -> None:
    store = store_of(folder, *LUOYANG_GDP, retracted=[(2, LUOYANG_GDP[0])], retracted_targets=[(2, target())],
                     targets=[(1, target())])  # fmt: skip
    assert store.series("gdp", ["410300"])["value"].tolist() == [5675.0]
    assert store.targets().empty
    assert store.corrections()["after"].isna().tolist() == [True]
    assert store.change_sets()["retracted"].tolist() == [1, 0]


def test_eight_threads_share_one_store_and_get_their_own_rows(store: Store) -> None:
    def ask(i: int) -> bool:
        area, value = [("411400", 3262.7), ("500000", 29129.0), ("420000", 53734.9)][i % 3]
        rows = store.readings(["gdp"], [area], period_from="2022", period_to="2022")
        return (rows["area"].tolist(), rows["value"].tolist()) == ([area], [value])

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(240)))
