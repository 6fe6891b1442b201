"""What is held beside incoming figures, and that the two clash where the store itself would find a conflict."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

from change_tiny import change
from hypothesis import given, settings
from hypothesis import strategies as st
from store_tiny import LUOYANG_GDP, build, obs, store_of

from yardstick.model import Source
from yardstick.store import Store, accept
from yardstick.store.beside import HELD, brought_sources, held_beside
from yardstick.store.columns import stated_rows


def test_every_figure_of_the_cell_is_told_the_shown_one_first(folder: Path) -> None:
    build(folder, *LUOYANG_GDP)
    rows = stated_rows([obs(period="2021", value=1.0), obs(value=5386.2, locator="row:2")])
    found = held_beside(Store.open(folder), rows)
    assert found.column_names == ["nth", *HELD, "clash"]
    told = list(zip(*(found[name].to_pylist() for name in ("nth", "source", "value", "pick", "clash")), strict=True))
    assert told[0] == (1, "bulletin_2023", 5386.2, 1, False)
    assert sorted(told[1:]) == [
        (1, "plan_2023", 5675.2, 3, True), (1, "report_2023", 5800.0, 4, True), (1, "yearbook_mirror", 5675.0, 2, True),
    ]  # fmt: skip


def test_an_empty_cell_and_no_rows_have_none(folder: Path) -> None:
    build(folder, *LUOYANG_GDP)
    store = Store.open(folder)
    assert held_beside(store, stated_rows([obs(period="2021")])).num_rows == 0
    assert held_beside(store, stated_rows([])).num_rows == 0


def test_sources_that_were_brought_along(folder: Path) -> None:
    build(folder, *LUOYANG_GDP)
    assert brought_sources(Store.open(folder)) == {}
    mine = Source("county", "县区来表", "统计局", "department_report", dt.date(2026, 2, 3))
    accept(folder, change(), observations=[obs(period="2024", source="county")], sources=[mine])
    assert brought_sources(Store.open(folder)) == {"county": mine}


FIGURES = st.builds(
    lambda value, qualifier, digits, status, day: {
        "value": round(value, digits), "qualifier": qualifier, "obs_status": status, "as_of": day,
        "stated_value": f"{value:.{digits}f}",
    },
    st.floats(95, 105), st.sampled_from(["=", "=", ">", ">=", "<", "<=", "~"]), st.integers(0, 2),
    st.sampled_from("APE"), st.sampled_from([None, dt.date(2022, 6, 30), dt.date(2022, 12, 31)]),
)  # fmt: skip


@settings(max_examples=6, deadline=None)
@given(held=FIGURES, incoming=FIGURES)
def test_two_clash_where_the_store_finds_a_conflict(held: dict[str, Any], incoming: dict[str, Any]) -> None:
    one, other = obs(**held), obs(**incoming, source="plan_2023")
    with tempfile.TemporaryDirectory() as place:
        store = store_of(Path(place) / "one", one)
        (clash,) = held_beside(store, stated_rows([other]))["clash"].to_pylist()
        both = store_of(Path(place) / "both", one, other)
        assert clash == bool(len(both.conflicts()))
