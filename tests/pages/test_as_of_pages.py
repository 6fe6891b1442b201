"""The pages as known on a day: Luoyang's high-tech enterprises of 2025 were 1,610 until 23 November 2026."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from yardstick.model import Observation, Period
from yardstick.store import Change, accept
from yardstick.ui.session import FOLDER_VARIABLE
from yardstick.workspace import Workspace

pytestmark = pytest.mark.page

Visit = Callable[..., AppTest]
PROJECT = Path(__file__).resolve().parents[2]
PAGES = ("overview", "compare", "indicator", "targets", "area", "evidence", "methods")
CHANGED = dt.date(2026, 11, 23)
DAY = "2026-11-22"
BANNER = "Figures, targets and sources as known at the end of 22 Nov 2026"


@pytest.fixture(scope="module")
def later(own_installation: Callable[[], Path]) -> Path:
    """The installation with 1,700 for 1,610, accepted a day after the first load."""
    folder = own_installation()
    shown = Workspace.open(folder).series(["high_tech_enterprises"], ["410300"], ["value"])
    (old,) = (r for r in shown if r.period == "2025")
    assert old.value == 1610
    new = Observation(
        old.indicator, old.area, old.measure, Period.parse(old.period), 1700.0, old.qualifier, old.unit, old.status,
        old.source, old.locator, stated_value="1700",
    )  # fmt: skip
    at = dt.datetime.combine(CHANGED, dt.time(9), dt.UTC)
    accept(folder / "data" / "store", Change("edit", "tester", at, "订正", "Mended"), observations=[new])
    return folder


@pytest.fixture
def past(visit: Visit, later: Path, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Opens a page in English on that installation."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(later))
    return lambda page, **params: visit(page, lang="en", **params)


def told(app: AppTest) -> str:
    return "\n".join(str(w.value) for w in app.warning)


def asked(app: AppTest) -> str | None:
    word = app.query_params.get("as_of")
    return word[-1] if isinstance(word, list) else word


def luoyang(app: AppTest, tiles: Callable[[AppTest], list[object]]) -> str:
    """The value on the first tile: Luoyang's high-tech enterprises."""
    return str(tiles(app)[0].value)  # type: ignore[attr-defined]


def test_the_figures_are_those_of_the_day(past: Visit, tiles: Callable[[AppTest], list[object]]) -> None:
    assert "1,700" in luoyang(past("overview"), tiles)
    app = past("overview", as_of=DAY)
    assert "1,610" in luoyang(app, tiles)
    assert f"{BANNER}; definitions are those of today. 1 later change set is left out." in told(app)
    app = past("overview", as_of="2026-11-23")
    assert "1,700" in luoyang(app, tiles)
    assert "No change set came later." in told(app)


def test_the_way_back_to_today(past: Visit, tiles: Callable[[AppTest], list[object]]) -> None:
    app = past("overview", as_of=DAY)
    app.button(key="main.as_of.today").click().run()
    assert "1,700" in luoyang(app, tiles)
    assert (told(app), asked(app)) == ("", None)


def test_there_is_no_control_where_data_are_changed(past: Visit) -> None:
    offered = {}
    for page in ("evidence", "steward"):
        app = past(page)
        app.session_state["main.as_of"] = True
        app.run()
        assert not app.exception
        offered[page] = [each.key for each in app.date_input]
    assert offered == {"evidence": ["main.as_of.day"], "steward": []}


def test_the_control_takes_a_day_and_closes(past: Visit, tiles: Callable[[AppTest], list[object]]) -> None:
    app = past("overview")
    assert not app.date_input
    app.session_state["main.as_of"] = True
    app.run()
    (box,) = app.date_input
    assert (box.value, box.min, box.max) == (None, dt.date(2026, 11, 22), max(dt.date.today(), CHANGED))
    box.set_value(dt.date(2026, 11, 22)).run()
    assert not app.exception
    assert asked(app) == DAY
    assert "1,610" in luoyang(app, tiles)
    assert not app.date_input


@pytest.mark.parametrize("page", PAGES)
def test_every_page_tells_the_day_and_keeps_it(past: Visit, page: str) -> None:
    app = past(page, as_of=DAY)
    assert BANNER in told(app)
    following = PAGES[(PAGES.index(page) + 1) % len(PAGES)]
    app.query_params.clear()
    app.switch_page(str(PROJECT / "pages" / f"{following}.py")).run()
    assert not app.exception
    assert BANNER in told(app)
    assert asked(app) == DAY


def test_an_address_without_a_day_on_the_same_page_is_today(past: Visit) -> None:
    app = past("compare", as_of=DAY)
    app.query_params.clear()
    app.run()
    assert told(app) == ""


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("2026-02-30", "“2026-02-30”, which is no day like"),
        ("20261122", "“20261122”, which is no day like"),
        ("yesterday", "“yesterday”, which is no day like"),
        ("", "“”, which is no day like"),
        ("2026-11-21", "nothing was known on 2026-11-21: the first change set is of 2026-11-22"),
        ("9999-12-31", "9999-12-31 is still to come"),
    ],
)
def test_a_day_that_cannot_be_shown_is_told(
    past: Visit, tiles: Callable[[AppTest], list[object]], *, word: str, why: str
) -> None:
    app = past("overview", as_of=word)
    assert why in told(app)
    assert "the data of today are shown" in told(app)
    assert "1,700" in luoyang(app, tiles)
    assert asked(app) is None


def test_links_and_downloads_carry_the_day(past: Visit) -> None:
    app = past("overview", as_of=DAY)
    walls = [h.proto.body for h in app.get("html") if "/indicator?" in h.proto.body]
    addresses = [part.partition('"')[0] for wall in walls for part in wall.split('href="')[1:]]
    assert {a.partition("?")[0] for a in addresses} >= {"/indicator", "/compare", "/targets"}
    assert all(f"as_of={DAY}" in a for a in addresses)
    assert all(f"as_of={DAY}" in m.value for m in app.markdown if "/evidence?" in str(m.value))
    assert any(f"-as_of-{DAY}.csv" in str(c.value) for c in app.caption)
    counts = [h.proto.body for h in past("targets", as_of=DAY).get("html") if "/targets?" in h.proto.body]
    assert all(part.count(f"as_of={DAY}") for wall in counts for part in wall.split('href="')[1:])


def test_change_sets_are_those_up_to_the_day(past: Visit) -> None:
    numbers = [len(past("evidence", part="changes", **more).dataframe[0].value) for more in ({}, {"as_of": DAY})]
    assert numbers[0] == numbers[1] + 1


def test_in_chinese(past: Visit) -> None:
    app = past("targets", as_of=DAY)
    app.query_params["lang"] = "zh"
    app.run()
    assert "均为截至2026年11月22日结束时所知" in told(app)
