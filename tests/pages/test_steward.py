"""The steward's page: the template, findings decided on, change sets looked into and taken back."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from yardstick.model import Observation, Period
from yardstick.store import Change, Store, accept
from yardstick.ui.downloads import DOWNLOADS
from yardstick.ui.session import FOLDER_VARIABLE
from yardstick.workspace import Workspace

pytestmark = pytest.mark.page

FIRST, SECOND = 1_000_001, 1_000_002


def texts(app: AppTest) -> str:
    """Everything the page says, in one text."""
    said = [*app.markdown, *app.caption, *app.info, *app.warning, *app.success, *app.error]
    return "\n".join(str(each.value).replace("\\", "") for each in said)


def button(app: AppTest, label: str) -> Any:
    return next(each for each in app.button if each.label == label)


@pytest.fixture
def place(own_installation: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of one's own with one change set accepted: Luoyang's GDP of 2022 by another figure."""
    folder = own_installation()
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    imported(folder, 5500.0)
    return folder


def imported(folder: Path, value: float) -> int:
    store = Store.open(folder / "data" / "store")
    frame = store.readings(["gdp"], ["410300"], period_from="2022", period_to="2022")
    held = frame[frame["period"] == "2022"].iloc[0]
    figure = Observation(
        indicator="gdp", area="410300", measure="value", period=Period.parse("2022"), value=value, qualifier="=",
        unit=held["unit"], obs_status="A", source=held["source"], locator=held["locator"], stated_value=f"{value:g}",
    )  # fmt: skip
    change = Change(
        kind="import", author="steward", at=dt.datetime.now(dt.UTC), reason="导入县区表", reason_en="a county's sheet",
        file="county.xlsx",
    )  # fmt: skip
    return accept(folder / "data" / "store", change, observations=[figure]).id


@pytest.fixture
def own_visit(visit: Any, place: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """As `visit`, on the installation of one's own."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(place))
    return visit


def gdp(folder: Path) -> float:
    frame = Store.open(folder / "data" / "store").readings(["gdp"], ["410300"], period_from="2022", period_to="2022")
    return float(frame[frame["period"] == "2022"]["value"].iloc[0])


def test_a_template_is_offered_and_holds_what_was_asked_for(visit: Any) -> None:
    app = visit(
        "steward", part="template", areas="410300,420000", indicators="gdp", **{"from": "2021", "to": "2022"}, lang="en"
    )
    assert "Download the template (4 rows)" in texts(app)
    address = next(w for w in texts(app).split("](")[1:] if w.startswith("/download/")).split(")")[0]
    _, _, token, name = address.split("/")
    assert unquote(name) == "yardstick-template.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(DOWNLOADS.by_token[token].make()))["figures"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[:6] for row in rows] == [
        ["gdp", "Gross domestic product", area, name, "value", year]
        for area, name in (("410300", "Luoyang"), ("420000", "Hubei"))
        for year in ("2021", "2022")
    ]
    assert rows[1][6] == 5386.2
    app.toggle(key="q.empty").set_value(True).run()
    assert not app.exception
    again = next(w for w in texts(app).split("](")[1:] if w.startswith("/download/")).split("/")[2]
    sheet = openpyxl.load_workbook(io.BytesIO(DOWNLOADS.by_token[again].make()))["figures"]
    assert [row[6].value for row in sheet.iter_rows(min_row=2)] == [None] * 4


@pytest.mark.parametrize("params", [{"areas": ""}, {"from": "2024", "to": "2020"}])
def test_a_template_of_nothing_is_not_offered(visit: Any, params: dict[str, str]) -> None:
    app = visit("steward", part="template", lang="en", **params)
    assert "Choose areas, indicators and years first." in texts(app)
    assert "/download/" not in texts(app)


def test_findings_are_counted_and_listed_gravest_first(visit: Any, installation: Path) -> None:
    app = visit("steward", part="checks", lang="en")
    open_ones = Workspace.open(installation).findings().open
    assert f"### {len(open_ones)} findings are open" in texts(app)
    counts, listed = app.dataframe[0].value, app.dataframe[1].value
    assert counts["Open"].sum() == len(open_ones) == len(listed)
    assert counts["Decided"].sum() > 0
    order = ["cannot be true", "improbable", "worth knowing"]
    assert [order.index(word) for word in listed["Severity"]] == sorted(
        order.index(word) for word in listed["Severity"]
    )


def test_findings_are_filtered_and_the_filter_stands_in_the_address(visit: Any) -> None:
    app = visit("steward", part="checks", kind="copied_year", decided="1", lang="en")
    listed = app.dataframe[1].value
    assert set(listed["Kind"]) == {"same as the year before"}
    accepted = listed[listed["Decision"].str.startswith("accepted")]
    assert accepted["Decision"].str.contains("data steward").all()
    assert accepted["Decision"].str.contains("carries the number of 2023 over").any()
    app.segmented_control(key="q.severity").set_value("error").run()
    assert not app.exception
    assert "Nothing was found of this kind" in texts(app)
    assert app.query_params["severity"] == "error"


def test_a_finding_opens_to_its_places_and_leads_to_its_correction(visit: Any, installation: Path) -> None:
    workspace = Workspace.open(installation)
    finding = workspace.findings().open[0].finding
    app = visit("steward", part="checks", finding="|".join(finding.key), lang="en")
    said = texts(app)
    for line in workspace.finding_explanation(finding, "en"):
        assert line in said
    link = f"/steward?part=correct&area={finding.area}&indicator={finding.indicator}"
    assert link in said


def test_a_finding_is_accepted_with_a_reason_and_shows_so_at_once(own_visit: Any, place: Path) -> None:
    finding = Workspace.open(place).findings().open[0].finding
    count = len(Workspace.open(place).findings().open)
    app = own_visit("steward", part="checks", finding="|".join(finding.key), lang="en")
    button(app, "Accept the finding").click().run()
    assert "say who accepts the finding, and why" in texts(app)
    app.text_input(key="steward.accept.author").set_value("Wang")
    app.text_input(key="steward.accept.reason").set_value("已核对公报")
    button(app, "Accept the finding").click().run()
    assert not app.exception
    assert "Accepted, in data/findings.yaml" in texts(app)
    assert f"### {count - 1} findings are open" in texts(app)
    assert "finding" not in app.query_params
    text = (place / "data" / "findings.yaml").read_text(encoding="utf-8")
    assert "    zh: 已核对公报\n  author: Wang\n" in text
    reviewed = {one.finding.key: one for one in Workspace.open(place).findings().reviewed}
    assert (reviewed[finding.key].state, reviewed[finding.key].author) == ("accepted", "Wang")


def test_change_sets_are_listed_newest_first_with_what_they_changed(own_visit: Any) -> None:
    app = own_visit("steward", part="history", lang="en")
    frame = app.dataframe[0].value
    assert list(frame["Number"])[:2] == [FIRST, 8]
    first = frame.iloc[0]
    assert (first["Kind"], first["Author"], first["Reason"], first["File"]) == (
        "import", "steward", "a county's sheet", "county.xlsx",
    )  # fmt: skip
    assert (first["Added"], first["Changed"], first["Taken away"]) == (0, 1, 0)


def test_a_change_set_opens_to_its_difference_with_percent(own_visit: Any) -> None:
    app = own_visit("steward", part="history", set=str(FIRST), lang="en")
    line = app.dataframe[1].value.iloc[0]
    assert (line["What"], line["Area"], line["Period"]) == ("changed", "Luoyang", "2022")
    assert (line["Before"], line["After"], line["Difference"]) == ("5,386.2", "5,500", "+2.1%")
    assert "yardstick-change-set-1000001.csv" in texts(app)


def test_a_change_set_of_the_files_is_not_taken_back_here(visit: Any) -> None:
    app = visit("steward", part="history", set="7", lang="en")
    assert "It stands in the reviewed files" in texts(app)
    assert not app.text_input


def test_a_change_set_is_taken_back_and_brought_back(own_visit: Any, place: Path) -> None:
    app = own_visit("steward", part="history", set=str(FIRST), lang="en")
    back = app.dataframe[2].value.iloc[0]
    assert (back["What"], back["Before"], back["After"]) == ("changed", "5,500", "5,386.2")
    button(app, f"Take change set {FIRST} back").click().run()
    assert "say who takes the change set back, and why" in texts(app)
    assert gdp(place) == 5500.0
    app.text_input(key="steward.revert.author").set_value("Wang")
    app.text_input(key="steward.revert.reason").set_value("来源有误")
    button(app, f"Take change set {FIRST} back").click().run()
    assert not app.exception
    assert f"Change set {FIRST} is taken back, by change set {SECOND}." in texts(app)
    assert gdp(place) == 5386.2
    assert list(app.dataframe[0].value["Number"])[:2] == [SECOND, FIRST]
    app.selectbox(key="q.set").select(str(FIRST)).run()
    assert f"was taken back already, by change set {SECOND}" in texts(app)
    app.selectbox(key="q.set").select(str(SECOND)).run()
    assert app.text_input(key="steward.revert.author").value == "Wang"
    app.text_input(key="steward.revert.reason").set_value("原来是对的")
    button(app, f"Take change set {SECOND} back").click().run()
    assert gdp(place) == 5500.0


def test_what_was_changed_again_since_is_told_before_it_is_taken_back(own_visit: Any, place: Path) -> None:
    imported(place, 5600.0)
    app = own_visit("steward", part="history", set=str(FIRST), lang="en")
    assert f"changed again since, by change set {SECOND}; take that back first" in texts(app)
    assert not app.text_input


def test_the_ground_that_moved_is_told_and_nothing_is_taken_back(own_visit: Any, place: Path) -> None:
    app = own_visit("steward", part="history", set=str(FIRST), lang="en")
    app.text_input(key="steward.revert.author").set_value("Wang")
    app.text_input(key="steward.revert.reason").set_value("来源有误")
    imported(place, 5600.0)
    button(app, f"Take change set {FIRST} back").click().run()
    assert not app.exception
    assert "the data have changed since this was reviewed" in texts(app)
    assert gdp(place) == 5600.0


def test_upkeep_that_is_turned_off_is_told_and_not_in_the_menu(own_visit: Any, place: Path) -> None:
    path = Workspace.open(place).store.path.with_suffix(".definitions") / "config.yaml"  # as a build would leave it
    path.write_text(path.read_text(encoding="utf-8").replace("steward: true", "steward: false"), encoding="utf-8")
    app = own_visit("steward", part="history", lang="en")
    assert "Data are not changed on the pages of this installation" in texts(app)
    assert not app.dataframe
    assert not app.segmented_control
