"""The targets page: what a reader does with it, and what it refuses to say."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from yardstick.ui import aims
from yardstick.workspace import JudgedTarget, Workspace
from yardstick.workspace.wording import VERDICT_WORDS

pytestmark = pytest.mark.page

LUOYANG, SHANGQIU, CHONGQING, HUBEI, LINYI = "410300", "411400", "500000", "420000", "371300"
DAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is looked at on one day, so that what is current stays the same."""
    monkeypatch.setattr(aims, "today", lambda desk: DAY)


@pytest.fixture(scope="module")
def ledger(installation: Path) -> tuple[JudgedTarget, ...]:
    """What the workspace says of the areas of the configuration."""
    ws = Workspace.open(installation)
    return ws.judged(ws.shown_areas)


def texts(app: AppTest) -> str:
    """Everything the page says, in one text."""
    said = [*app.markdown, *app.caption, *app.info, *app.warning]
    return "\n".join(str(each.value).replace("\\", "") for each in said)


def wall(app: AppTest) -> str:
    """The counts above the controls."""
    return str(app.get("html")[0].proto.body)


def asked(app: AppTest, name: str, default: str = "") -> str:
    """A parameter of the URL."""
    value = app.query_params.get(name, default)
    return value if isinstance(value, str) else value[-1]


def spec(app: AppTest, at: int = 0) -> dict[str, Any]:
    """A chart as plotly gets it."""
    found: dict[str, Any] = json.loads(app.get("plotly_chart")[at].proto.spec)
    return found


def rows(app: AppTest) -> Any:
    """The table of all targets."""
    return app.dataframe[0].value


def opened(app: AppTest) -> AppTest:
    """The page with its box of filters open."""
    app.session_state["targets.filters"] = True
    return app.run()


def pick(ledger: tuple[JudgedTarget, ...], **given: Any) -> JudgedTarget:
    """The one target with these properties."""
    return next(j for j in ledger if all(getattr(j, name) == value for name, value in given.items()))


def test_it_opens_with_the_counts_and_the_first_targets(visit: Any) -> None:
    app = visit("targets", lang="en")
    assert app.multiselect(key="q.areas").value == [LUOYANG, SHANGQIU, CHONGQING, HUBEI, LINYI]
    assert "current targets:" in wall(app)
    assert all(word in wall(app) for word in VERDICT_WORDS.values())
    assert len(app.get("plotly_chart")) == 1
    assert len(app.dataframe) == 0
    assert app.selectbox(key="q.target").value == ""
    assert "As written" not in texts(app)
    assert set(app.query_params) == {"lang"}


def test_the_counts_are_those_of_the_workspace(visit: Any, ledger: tuple[JudgedTarget, ...]) -> None:
    app = visit("targets", year="all", areas=CHONGQING, lang="en")
    mine = [j for j in ledger if j.area == CHONGQING and not j.superseded_by]
    counts = [int(n) for n in re.findall(r"tabular-nums\">(\d+)<", wall(app))]
    assert sum(counts) == len(mine)
    assert counts[0] == sum(j.verdict.status == "met" for j in mine)


def test_a_count_leads_to_its_targets(visit: Any) -> None:
    links = re.findall(r'href="(/targets\?[^"]+)"', wall(visit("targets", year="all", lang="en")))
    found = next(link for link in links if "status=met" in link and f"areas={CHONGQING}" in link)
    words = {name: given[0] for name, given in parse_qs(urlsplit(found.replace("&amp;", "&")).query).items()}
    assert words == {"view": "ledger", "areas": CHONGQING, "status": "met", "year": "all", "lang": "en"}
    app = visit("targets", **words)
    assert set(rows(app)["Status"]) == {"✓ met"}
    assert set(rows(app)["Area"]) == {"Chongqing"}
    assert not app.warning


@pytest.mark.parametrize(
    ("name", "word", "column", "shown"),
    [
        ("status", "missed", "Status", {"× missed"}),
        ("year", "2020", "Period", {"2020", "2016–2020"}),
        ("kind", "plan", "Kind", {"plan target"}),
    ],
)
def test_a_filter_leaves_only_what_fits(visit: Any, *, name: str, word: str, column: str, shown: set[str]) -> None:
    app = opened(visit("targets", view="ledger", lang="en", year="all"))
    before = len(rows(app))
    app.selectbox(key=f"q.{name}").select(word).run()
    assert not app.exception
    assert asked(app, name) == word
    assert 0 < len(rows(app)) < before
    assert set(rows(app)[column]) <= shown


def test_filters_are_made_only_where_their_box_is_open_and_hold_when_it_is_closed(visit: Any) -> None:
    app = visit("targets", view="ledger", lang="en", year="all")
    assert [box.key for box in app.selectbox] == ["q.year", "q.target"]
    opened(app).selectbox(key="q.status").select("missed").run()
    shut = len(rows(app))
    app.run()  # where no browser keeps the box open, it closes
    assert [box.key for box in app.selectbox] == ["q.year", "q.target"]
    assert asked(app, "status") == "missed"
    assert len(rows(app)) == shut
    assert set(rows(app)["Status"]) == {"× missed"}
    opened(app).selectbox(key="q.status").select("").run()
    assert "status" not in app.query_params
    assert len(rows(app)) > shut


def test_the_box_of_filters_names_what_is_chosen_in_it(visit: Any) -> None:
    app = visit("targets", status="missed", theme="economy", lang="en")
    assert [box.label.replace("\\", "") for box in app.expander] == ["Filters: × missed, Economy and population"]


def test_the_theme_filter_leaves_only_its_indicators(visit: Any, ledger: tuple[JudgedTarget, ...]) -> None:
    app = visit("targets", view="ledger", year="all", theme="enterprises")
    assert len(rows(app)) == sum(j.theme == "enterprises" for j in ledger)


def test_what_needs_attention_stands_first(visit: Any) -> None:
    status = [row.split(" ", 1)[1] for row in rows(visit("targets", view="ledger", lang="en"))["Status"]]
    app = visit("targets", lang="en")
    status = [VERDICT_WORDS["overdue_no_data"] if word == "due, final figure not out" else word for word in status]
    order = [VERDICT_WORDS[code] for code in aims.URGENT]
    first = [order.index(word) for word in status if word in order]
    assert first == sorted(first)
    assert status[: len(first)] == [word for word in status if word in order]
    actual = next(trace for trace in spec(app)["data"] if trace.get("meta") == "actual")
    assert 1 <= len(actual["customdata"]) <= 10


def test_choosing_a_target_opens_its_reasoning(visit: Any, ledger: tuple[JudgedTarget, ...]) -> None:
    wanted = pick(ledger, area=CHONGQING, indicator="high_tech_enterprises", period="2023", measure="value")
    app = visit("targets", year="all", areas=CHONGQING, lang="en")
    app.selectbox(key="q.target").select(wanted.id).run()
    assert not app.exception
    assert asked(app, "target") == wanted.id
    assert wanted.verdict.status == "met"
    said = texts(app)
    assert "✓ met" in said
    assert all(word in said for word in ("Arithmetic", "By method", "two clocks", "projection", "Place in it"))


def test_a_click_on_the_picture_opens_the_target(visit: Any) -> None:
    app = visit("targets", lang="en")
    actual = next(trace for trace in spec(app)["data"] if trace.get("meta") == "actual")
    last = actual["customdata"][-1]
    app.session_state["open.cell"] = last
    app.run()
    assert not app.exception
    assert asked(app, "target") == last
    assert app.selectbox(key="q.target").value == last


def test_both_targets_of_chongqing_for_2025_stand_apart(visit: Any) -> None:
    app = visit("targets", view="ledger", year="2025", areas=CHONGQING, theme="enterprises", lang="en")
    mine = rows(app)[rows(app)["Indicator"] == "High-tech enterprises"]
    assert len(mine) >= 2
    assert {"plan target", "yearly target"} <= set(mine["Kind"])


def test_the_table_draws_two_images_a_row(visit: Any) -> None:
    table = rows(visit("targets", view="ledger", lang="en"))
    drawn = [text for text in table["Way and time"] if text]
    assert drawn
    assert all(text.startswith("data:image/svg+xml,") for text in drawn)
    assert any(text.startswith("data:image/svg+xml,") for text in table["Course"])


def test_the_record_has_its_denominators(visit: Any, ledger: tuple[JudgedTarget, ...]) -> None:
    app = visit("targets", view="record", areas=CHONGQING, lang="en")
    over = [j for j in ledger if j.area == CHONGQING and j.over and not j.superseded_by]
    met = sum(j.verdict.status == "met" for j in over)
    assert f"and {met} were met" in texts(app)
    assert any(
        f"/{met + sum(j.verdict.status == 'missed' for j in over)}" in text for text in spec(app)["data"][1]["text"]
    )
    app.toggle(key="q.tables").set_value(True).run()
    table = app.dataframe[0].value
    assert list(table.columns) == ["Area", "Year", "met", "missed", "not decided", "Targets"]
    assert (table["met"] + table["missed"] + table["not decided"] == table["Targets"]).all()


def test_ambition_sets_what_is_asked_beside_the_own_past(visit: Any) -> None:
    app = visit("targets", view="ambition", year="all", lang="en")
    data = spec(app)["data"]
    wanted, before = (next(t for t in data if t.get("meta") == name) for name in ("wanted", "before"))
    assert len(wanted["x"]) == len(before["x"]) > 0
    app.toggle(key="q.tables").set_value(True).run()
    assert {"Asked a year", "Own past a year", "Remarks"} <= set(app.dataframe[0].value.columns)
    assert app.dataframe[0].value["Remarks"].str.contains("slower than its own past").any()


def test_what_if_another_target_changes_what_is_said_and_stands_in_the_address(
    visit: Any, ledger: tuple[JudgedTarget, ...]
) -> None:
    wanted = pick(ledger, area=CHONGQING, indicator="high_tech_enterprises", period="2023", measure="value")
    app = visit("targets", view="what_if", year="all", areas=CHONGQING, target=wanted.id, lang="en")
    assert "Nothing is stored" in texts(app)
    app.text_input(key="q.value").set_value("90,000").run()
    assert not app.exception
    assert asked(app, "value") == "90,000"
    assert "“✓ met” becomes “× missed”" in texts(app)
    app.text_input(key="q.value").set_value("").run()
    assert "value" not in app.query_params
    assert "becomes" not in texts(app)


def test_what_if_another_pace_is_taken_from_the_address(visit: Any, ledger: tuple[JudgedTarget, ...]) -> None:
    wanted = next(j for j in ledger if j.verdict.status == "behind" and j.measure == "value")
    app = visit("targets", view="what_if", areas=wanted.area, target=wanted.id, pace="1e9", lang="en")
    assert "“▽ behind schedule” becomes “✓ met”" in texts(app)


def test_what_is_no_number_is_told(visit: Any) -> None:
    app = visit("targets", view="what_if", value="many", lang="en")
    assert any("“many” is not a number" in str(w.value) for w in app.warning)


def test_a_choice_that_fits_nothing_is_told(visit: Any) -> None:
    app = visit("targets", areas=LUOYANG, status="ahead", year="2014", lang="en")
    assert not app.exception
    assert "No target fits this choice" in texts(app)


def test_without_an_area_it_says_what_to_do(visit: Any) -> None:
    app = visit("targets", lang="en")
    app.multiselect(key="q.areas").set_value([]).run()
    assert not app.exception
    assert "No area is chosen" in texts(app)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("areas", "999999"),
        ("view", "pie"),
        ("status", "splendid"),
        ("year", "1066"),
        ("theme", "nonsense"),
        ("kind", "secret"),
        ("target", "nobody"),
    ],
)
def test_a_wrong_word_in_the_address_is_told(visit: Any, name: str, word: str) -> None:
    app = visit("targets", lang="en", **{name: word})
    assert any(f"{name} = “{word}”" in str(w.value) for w in app.warning)


@pytest.mark.parametrize("view", ["now", "ledger", "record", "ambition", "what_if"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_view_stands_in_both_languages(visit: Any, view: str, lang: str) -> None:
    app = visit("targets", view=view, lang=lang)
    assert asked(app, "view", "now") == view
    assert not app.warning
    app.segmented_control(key="q.view").set_value("record").run()
    assert not app.exception
    assert asked(app, "view") == "record"


def test_the_overview_and_the_area_show_the_same_status(visit: Any, tiles: Any) -> None:
    for page, words in (("overview", {}), ("area", {"area": CHONGQING})):
        app = visit(page, lang="en", **words)
        walls = "".join(str(e.proto.body) for e in app.get("html"))
        links = re.findall(r'<a href="(/targets\?[^"]+)"[^>]*>([^<]+)</a>', walls)
        assert links
        words_of = {
            name: given[0] for name, given in parse_qs(urlsplit(links[0][0].replace("&amp;", "&")).query).items()
        }
        status = links[0][1].split(" · ")[0]
        led = visit("targets", **words_of)
        assert not led.warning
        assert status in texts(led)


def test_the_indicator_tells_the_status_of_its_targets(visit: Any) -> None:
    app = visit("indicator", indicator="high_tech_enterprises", areas=CHONGQING, part="targets", lang="en")
    table = app.dataframe[0].value
    assert "✓ met" in set(table["Status"])
    hovers = [h for trace in spec(app)["data"] if trace.get("meta") == "target" for h in trace["hovertext"]]
    assert any("✓ met" in hover for hover in hovers)
