"""Correcting on the page: a cell, one of its figures, what it would be, the change set, the figure new, the list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from yardstick.ui.session import FOLDER_VARIABLE
from yardstick.workspace import Workspace

pytestmark = pytest.mark.page

CELL = {"area": "410300", "indicator": "gdp", "measure": "value", "period": "2022"}
SCRIPT = """
import streamlit as st
from yardstick.ui import correcting
from yardstick.ui.session import begin
st.session_state["lang"] = "{lang}"
correcting.part(begin("steward"))
"""


def texts(app: AppTest) -> str:
    said = [*app.markdown, *app.caption, *app.info, *app.warning, *app.success, *app.error]
    return "\n".join(str(each.value).replace("\\", "") for each in said)


@pytest.fixture
def place(own_installation: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = own_installation()
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return folder


def opened(lang: str = "en", **asked: str) -> AppTest:
    app = AppTest.from_string(SCRIPT.format(lang=lang), default_timeout=60)
    for name, value in (CELL | asked).items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def filled(app: AppTest, *, action: str, value: str = "", author: str = "王工", reason: str = "录入有误") -> AppTest:
    app.segmented_control(key="steward.correct.action").set_value(action).run()
    if value:
        app.text_input(key="steward.correct.value").input(value).run()
    app.text_input(key="steward.correct.author").input(author)
    app.text_input(key="steward.correct.reason").input(reason)
    return app


def done(app: AppTest) -> AppTest:
    app.button(key="steward.correct.do").click().run()
    assert not app.exception, app.exception[0].message
    return app


def shown(place: Path) -> Any:
    return Workspace.open(place).explain("410300", "gdp", "2022").picked


def test_a_figure_is_corrected_and_stands_in_the_list(place: Path) -> None:
    before = shown(place)
    app = filled(opened(), action="override", value="5000")
    assert "→ CNY" in texts(app)
    done(app)
    assert "Corrected, by change set 1000001" in texts(app)
    after = shown(place)
    assert (after.value, after.source, after.locator, after.stated_value) == (
        5000.0, before.source, before.locator, before.stated_value,
    )  # fmt: skip
    options = app.radio(key="steward.correct.figure").options
    assert any(option.startswith("5,000") for option in options)
    row = app.dataframe[0].value.iloc[-1]
    assert (row["Correction"], row["State"], row["Author"], row["Where"]) == (
        "override 5000", "in force", "王工", "change set 1000001",
    )  # fmt: skip
    assert app.text_input(key="steward.correct.value").value == ""
    assert app.text_input(key="steward.correct.author").value == "王工"


def test_left_out_the_next_figure_is_shown(place: Path) -> None:
    before = shown(place)
    app = opened()
    count = len(app.radio(key="steward.correct.figure").options)
    app = filled(app, action="drop")
    assert "→ no figure" in texts(app)
    done(app)
    assert len(app.radio(key="steward.correct.figure").options) == count - 1
    assert (shown(place).source, shown(place).locator) != (before.source, before.locator)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"action": "override", "value": "5000", "reason": ""}, "say who corrects the figure, and why"),
        ({"action": "override", "value": "5000", "author": " "}, "say who corrects the figure, and why"),
        ({"action": "override"}, "is not a number"),
        ({"action": "scale", "value": "ten"}, "ten is not a number"),
    ],
)
def test_what_is_missing_is_said(place: Path, asked: dict[str, str], words: str) -> None:
    app = done(filled(opened(), **asked))
    assert words in texts(app)
    assert len(Workspace.open(place).change_sets()) == len(Workspace.open(place).chronicle())
    assert not any(c.change_set for c in Workspace.open(place).corrections())


def test_who_looked_at_other_data_looks_again(place: Path) -> None:
    app = filled(opened(), action="override", value="5000")
    workspace = Workspace.open(place)
    other = workspace.correctable("420000", "gdp", "2022")[0]
    key = (other.indicator, other.area, other.measure, other.period, other.source, other.locator)
    workspace.correct(key, "flag", expect=other.stated_value, author="李工", reason="存疑")
    done(app)
    assert "review it again" in texts(app)
    done(filled(app, action="override", value="5000"))
    assert "Corrected, by change set 1000002" in texts(app)


def test_in_chinese(place: Path) -> None:
    app = done(filled(opened("zh"), action="flag"))
    assert "已更正，第1000001批变更" in texts(app)
    assert app.dataframe[0].value.iloc[-1]["状态"] == "生效"


def test_a_finding_leads_to_its_cell_on_the_page_of_the_steward(visit: Any) -> None:
    cell = {"area": "420000", "indicator": "high_tech_enterprises", "measure": "growth", "period": "2022"}
    app = visit("steward", part="correct", lang="en", **cell)
    assert app.selectbox(key="q.measure").value == "growth"
    options = app.radio(key="steward.correct.figure").options
    assert any("38.37" in option.replace("\\", "") for option in options), options
    states = app.dataframe[0].value["State"]
    assert set(states) == {"in force"}


def test_a_measure_that_is_not_held_is_told(visit: Any) -> None:
    app = visit("steward", part="correct", lang="en", area="410300", indicator="gdp", measure="multiple")
    assert "measure = “multiple”" in texts(app)
