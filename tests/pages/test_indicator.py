"""The indicator page: one indicator in depth, from any angle a reader takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from yardstick.workspace import Workspace

pytestmark = pytest.mark.page

LUOYANG, CHONGQING, HUBEI = "410300", "500000", "420000"


def texts(app: AppTest) -> str:
    """Everything the page says, in one text."""
    said = [*app.markdown, *app.caption, *app.info, *app.warning]
    return "\n".join(str(each.value).replace("\\", "") for each in said)


def history(app: AppTest) -> dict[str, Any]:
    """The first chart, as plotly gets it."""
    found: dict[str, Any] = json.loads(app.get("plotly_chart")[0].proto.spec)
    return found


def test_it_opens_with_a_headline_its_definition_and_its_peers(visit: Any) -> None:
    app = visit("indicator", lang="en")
    assert app.selectbox(key="q.indicator").value == "high_tech_enterprises"
    assert "Firms holding a valid high-tech enterprise certificate" in texts(app)
    assert "other prefectures" in texts(app)


def test_targets_stand_in_the_history(visit: Any) -> None:
    app = visit("indicator", indicator="high_tech_enterprises", areas=CHONGQING)
    assert any(trace.get("meta") == "target" for trace in history(app)["data"])


def test_figures_of_other_sources_stand_as_crosses(visit: Any) -> None:
    app = visit("indicator", indicator="gdp", areas=LUOYANG)
    assert any(trace.get("meta") == "other" for trace in history(app)["data"])


def test_implied_values_are_hollow_and_say_what_they_follow_from(visit: Any, installation: Path) -> None:
    indicator, area = implied_alone(installation)
    app = visit("indicator", indicator=indicator, areas=area, lang="en")
    hovers = [str(h) for trace in history(app)["data"] for h in trace.get("hovertext") or []]
    assert any("implied by stated figures" in h and "from " in h for h in hovers)


def implied_alone(folder: Path) -> tuple[str, str]:
    """An indicator and an area with an implied value for a period that nobody states."""
    workspace = Workspace.open(folder)
    areas = workspace.shown_areas
    return next(
        (indicator, value.area)
        for indicator in workspace.indicators_held(areas)
        for value in workspace.indicator_view(indicator, areas).implied
        if value.stated is None
    )


def test_changing_the_indicator_changes_everything_and_the_address(visit: Any) -> None:
    app = visit("indicator", lang="en")
    app.selectbox(key="q.indicator").select("rd_intensity").run()
    assert not app.exception
    value = app.query_params["indicator"]
    assert (value if isinstance(value, str) else value[-1]) == "rd_intensity"
    assert "R&D intensity" in texts(app)


@pytest.mark.parametrize("part", ["measures", "conflicts", "targets"])
def test_each_table_opens(visit: Any, part: str) -> None:
    app = visit("indicator", indicator="gdp", areas=LUOYANG, lang="en", part=part)
    assert app.segmented_control(key="q.part").value == part
    assert len(app.dataframe) == 1 or "Nothing is held of this" in texts(app)


def test_conflicts_name_the_rule_that_picked(visit: Any) -> None:
    app = visit("indicator", indicator="gdp", areas=LUOYANG, lang="en", part="conflicts")
    frame = app.dataframe[0].value
    assert {"Shown", "Other figure", "Why not this one"} <= set(frame.columns)
    assert frame["Why not this one"].str.len().min() > 5


def test_without_an_area_the_definition_stays(visit: Any) -> None:
    app = visit("indicator", lang="en")
    app.multiselect(key="q.areas").set_value([]).run()
    assert not app.exception
    assert "No area is chosen" in texts(app)
    assert "Firms holding a valid" in texts(app)


def test_an_indicator_without_figures_for_the_areas_says_so(visit: Any) -> None:
    app = visit("indicator", indicator="innovative_city_rank", lang="en")
    assert "No figure for" in texts(app)
    assert not app.get("plotly_chart")
    assert not app.dataframe


@pytest.mark.parametrize(("name", "word"), [("indicator", "nonsense"), ("areas", "99"), ("cell", "x"), ("part", "y")])
def test_a_wrong_word_in_the_address_is_told(visit: Any, name: str, word: str) -> None:
    app = visit("indicator", lang="en", **{name: word})
    assert any(f"{name} = “{word}”" in str(w.value) for w in app.warning)


def test_a_cell_in_the_address_opens_its_panel(visit: Any) -> None:
    app = visit(
        "indicator", indicator="high_tech_enterprises", cell=f"{HUBEI}|high_tech_enterprises|value|2021", lang="en"
    )
    assert "14,500 enterprises" in texts(app)
    assert "Change set" in texts(app)
    assert "14,560" in texts(app)


@pytest.mark.parametrize("indicator", ["gdp", "rd_intensity", "tech_contract_value"])
def test_counts_ratios_and_money_open_in_both_languages(visit: Any, indicator: str) -> None:
    for lang in ("zh", "en"):
        app = visit("indicator", indicator=indicator, lang=lang)
        assert app.get("plotly_chart")
