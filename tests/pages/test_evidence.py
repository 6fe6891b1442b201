"""The evidence page: every part of what is held can be looked at, and every choice stands in the URL."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.page

LUOYANG = "410300"


def texts(app: AppTest) -> str:
    """Everything the page says, in one text."""
    said = [*app.markdown, *app.caption, *app.info, *app.warning]
    return "\n".join(str(each.value).replace("\\", "") for each in said)


def test_sources_come_first_with_what_each_brought(visit: Any) -> None:
    app = visit("evidence", lang="en")
    frame = app.dataframe[0].value
    assert {"Title", "Publisher", "Kind", "Date", "Figures", "Targets"} <= set(frame.columns)
    assert f"{len(frame)} sources brought" in texts(app)


def test_a_source_opens_to_its_figures_and_each_of_them_to_its_place(visit: Any) -> None:
    app = visit("evidence", lang="en")
    app.selectbox(key="q.source").select("luoyang-rectification-2016").run()
    assert not app.exception
    assert len(app.dataframe) == 2
    options = app.selectbox(key="q.cell").options
    assert len(options) > 1
    first = f"{LUOYANG}|shared_instruments|value|2016-10"
    app.selectbox(key="q.cell").select(first).run()
    assert not app.exception
    assert "Place in it" in texts(app)


@pytest.mark.parametrize("theme", ["enterprises", "economy", "agriculture"])
def test_the_coverage_grid_tells_every_cell(visit: Any, theme: str) -> None:
    app = visit("evidence", part="coverage", theme=theme, lang="en")
    data = json.loads(app.get("plotly_chart")[0].proto.spec)["data"]
    assert any(trace.get("meta") == "A" for trace in data)
    assert "those with a figure" in texts(app)


def test_the_grid_without_an_area_says_what_to_do(visit: Any) -> None:
    app = visit("evidence", part="coverage", lang="en")
    app.multiselect(key="q.areas").set_value([]).run()
    assert not app.exception
    assert "No area is chosen" in texts(app)


def test_conflicts_show_what_was_picked_and_why(visit: Any) -> None:
    app = visit("evidence", part="conflicts", lang="en")
    frame = app.dataframe[0].value
    assert {"Shown", "Shown from", "Other figure", "Other source", "Why not this one"} <= set(frame.columns)
    assert len(frame) > 10


def test_the_lost_decimal_point_is_among_the_corrections(visit: Any) -> None:
    app = visit("evidence", part="corrections", lang="en")
    corrected, left_out = app.dataframe[0].value, app.dataframe[1].value
    assert corrected["In the source"].str.replace(",", "").str.contains("3837").any()
    assert left_out["Reason"].str.len().min() > 0


def test_change_sets_are_listed(visit: Any) -> None:
    app = visit("evidence", part="changes", lang="en")
    assert list(app.dataframe[0].value["Number"])[:2] == [1, 2]


def test_changing_the_part_changes_the_address(visit: Any) -> None:
    app = visit("evidence", lang="en")
    app.segmented_control(key="q.part").set_value("conflicts").run()
    assert not app.exception
    value = app.query_params["part"]
    assert (value if isinstance(value, str) else value[-1]) == "conflicts"


@pytest.mark.parametrize("part", ["sources", "coverage", "conflicts", "corrections", "changes"])
def test_every_part_opens_in_chinese(visit: Any, part: str) -> None:
    app = visit("evidence", part=part)
    assert any(str(m.value).startswith("##") for m in app.markdown)


@pytest.mark.parametrize(("name", "word"), [("part", "rumours"), ("source", "hearsay")])
def test_a_wrong_word_in_the_address_is_told(visit: Any, name: str, word: str) -> None:
    app = visit("evidence", lang="en", **{name: word})
    assert any(f"{name} = “{word}”" in str(w.value) for w in app.warning)
