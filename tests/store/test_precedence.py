"""Which figure is shown, and why: exact cases, and the SQL order against `duel` on anything."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_tiny import LUOYANG_GDP, obs, store_of

from yardstick.store import CODES, CRITERIA, Store, duel
from yardstick.store.precedence import ORDER_BY


def reasons(store: Store, area: str = "410300", indicator: str = "gdp", period: str = "2022") -> list[str]:
    rows = store.figures(area, indicator, period).to_dict("records")
    return [duel(rows[0], row) for row in rows[1:]]


def test_the_final_figure_of_the_bulletin_is_shown_before_plan_mirror_and_report(folder: Path) -> None:
    store = store_of(folder, *LUOYANG_GDP)
    figures = store.figures("410300", "gdp", "2022")
    assert figures["value"].tolist() == [5386.2, 5675.0, 5675.2, 5800.0]
    assert figures["pick"].tolist() == [1, 2, 3, 4]
    assert reasons(store) == ["confidence", "kind", "firm"]
    assert store.series("gdp", ["410300"])["value"].tolist() == [5386.2]


PAIRS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({}, {"value": None}, "missing"),
    ({"measure": "growth"}, {"measure": "growth", "base_period": "2015"}, "base"),
    ({}, {"source": "plan_2023"}, "kind"),
    ({}, {"source": "yearbook_mirror"}, "confidence"),
    ({}, {"obs_status": "P", "locator": "char:1-2"}, "status"),
    ({"obs_status": "P"}, {"obs_status": "E", "locator": "char:1-2"}, "firm"),
    ({}, {"qualifier": ">", "locator": "char:1-2"}, "exactness"),
    ({"source": "plan_2023"}, {"source": "report_2023"}, "later"),
    ({"source": "undated"}, {"source": "old_press"}, "later"),
    ({"as_of": dt.date(2022, 9, 30)}, {"as_of": dt.date(2022, 6, 30), "locator": "char:1-2"}, "later"),
    ({"locator": "char:90-95"}, {"locator": "char:120-125"}, "place"),
]


@pytest.fixture(scope="module", params=["winners first", "losers first"])
def duels(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One store of all pairs, each under an indicator of its own, entered in either order."""
    entered = []
    for i, (winner, loser, _) in enumerate(PAIRS):
        first = obs(f"pair_{i}", **({"value": 1.0} | winner))
        second = obs(f"pair_{i}", **({"value": 2.0, "locator": "char:900-950"} | loser))
        entered += [first, second] if request.param == "winners first" else [second, first]
    return store_of(tmp_path_factory.mktemp("duels"), *entered)


@pytest.mark.parametrize(("number", "code"), [(i, code) for i, (_, _, code) in enumerate(PAIRS)])
def test_each_criterion_decides_where_those_before_it_are_level(duels: Store, number: int, code: str) -> None:
    measure = PAIRS[number][0].get("measure", "value")
    figures = duels.figures("410300", f"pair_{number}", "2022", measure).to_dict("records")
    assert figures[0]["value"] == 1.0
    assert duel(figures[0], figures[1]) == code


def test_a_bound_gives_way_to_an_exact_figure_that_meets_it_and_to_no_other(folder: Path) -> None:
    bound = obs(value=20000.0, qualifier=">")
    store = store_of(folder / "met", bound, obs(value=20147.0, source="old_press"))
    assert store.series("gdp", ["410300"])["value"].tolist() == [20147.0]
    assert reasons(store) == ["firm"]
    store = store_of(folder / "contradicted", bound, obs(value=19000.0, source="old_press"))
    assert store.series("gdp", ["410300"])["value"].tolist() == [20000.0]
    assert reasons(store) == ["kind"]
    store = store_of(folder / "expected", bound, obs(value=20147.0, source="old_press", obs_status="E"))
    assert store.series("gdp", ["410300"])["value"].tolist() == [20000.0]


def test_what_was_expected_gives_way_to_what_came(folder: Path) -> None:
    store = store_of(folder, obs(value=4500.0, obs_status="E"), obs(value=4330.1, source="old_press"))
    assert store.series("gdp", ["410300"])["value"].tolist() == [4330.1]
    assert reasons(store) == ["firm"]


def test_a_missing_value_never_beats_a_figure_of_the_lowest_kind(folder: Path) -> None:
    missing = obs(value=None, missing_reason="to_be_verified")
    store = store_of(folder, missing, obs(value=7.0, source="old_press", obs_status="E", qualifier="~"))
    assert store.series("gdp", ["410300"])["value"].tolist() == [7.0]


def test_a_duel_the_wrong_way_round_is_refused(folder: Path) -> None:
    first, second, *_ = store_of(folder, *LUOYANG_GDP).figures("410300", "gdp", "2022").to_dict("records")
    with pytest.raises(ValueError, match="other way round, by confidence"):
        duel(second, first)
    with pytest.raises(ValueError, match="level on every criterion"):
        duel(first, first)


small = st.integers(0, 2)
days = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 4))
text = st.text(alphabet="ab中1-", min_size=1, max_size=3)
rows = st.lists(
    st.fixed_dictionaries(
        {c.column: small for c in CRITERIA if c.column not in ("published", "counted", "source", "locator")}
        | {"published": days, "counted": days, "source": text, "locator": text}
    ),
    min_size=2,
    max_size=8,
    unique_by=lambda row: tuple(str(v) for v in row.values()),
)


@settings(max_examples=30, deadline=None)
@given(rows)
def test_duel_names_a_criterion_for_every_two_neighbours_in_the_order_of_the_sql(
    given_rows: list[dict[str, Any]],
) -> None:
    names = list(given_rows[0])
    types = {"published": "DATE", "counted": "DATE", "source": "VARCHAR", "locator": "VARCHAR"}
    with duckdb.connect() as con:
        columns = ", ".join(f"{name} {types.get(name, 'INTEGER')}" for name in names)
        con.execute(f"CREATE TABLE t ({columns})")
        for row in given_rows:
            con.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", [row[name] for name in names])
        ordered = con.execute(f"SELECT * FROM t ORDER BY {ORDER_BY}").fetchall()
    records = [dict(zip(names, row, strict=True)) for row in ordered]
    assert all(duel(a, b) in CODES for a, b in itertools.combinations(records, 2))
