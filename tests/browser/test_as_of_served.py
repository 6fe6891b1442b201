"""The pages as known on a day, in a browser: the control, the banner, the way there and back, at both widths."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from served import Server, Visit

from yardstick.model import Observation, Period
from yardstick.store import Change, accept
from yardstick.workspace import Workspace

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("broken")]

PAGES = ("", "compare", "indicator", "targets", "area", "evidence", "methods")
DAY = "2026-11-22"
BANNER = {"zh": "截至2026年11月22日结束时所知", "en": "as known at the end of 22 Nov 2026"}
COMPARE = "/compare?lang=en&areas=410300,411400&indicators=high_tech_enterprises&view=table&policy=latest"


@pytest.fixture(scope="module")
def changing(own_installation: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server where Luoyang's 1,610 enterprises of 2025 became 1,700 a day after the first load."""
    folder = own_installation()
    shown = Workspace.open(folder).series(["high_tech_enterprises"], ["410300"], ["value"])
    (old,) = (r for r in shown if r.period == "2025")
    new = Observation(
        old.indicator, old.area, old.measure, Period.parse(old.period), 1700.0, old.qualifier, old.unit, old.status,
        old.source, old.locator, stated_value="1700",
    )  # fmt: skip
    change = Change("edit", "tester", dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), "订正", "Mended")
    accept(folder / "data" / "store", change, observations=[new])
    with Server(folder, tmp_path_factory.mktemp("changing") / "log.txt") as started:
        yield started


def asked(seen: Visit) -> str | None:
    """The day in the address."""
    return next(iter(parse_qs(urlsplit(seen.page.url).query).get("as_of", [])), None)


@pytest.mark.parametrize(("lang", "width"), [("zh", 1280), ("en", 390)])
def test_every_page_stands_with_its_banner_and_its_control_in_reach(
    visit: Callable[..., Visit], changing: Server, artefacts: Path, *, lang: str, width: int
) -> None:
    for path in PAGES:
        seen = visit(changing, width=width).go(f"/{path}?lang={lang}&as_of={DAY}")
        seen.sound()
        assert seen.overflow == []
        assert [BANNER[lang] in alert for alert in seen.alerts] == [True]
        for part in ("stAlert", "stPopoverButton"):
            box = seen.page.get_by_test_id(part).first.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
        if path == "targets":
            seen.page.screenshot(path=artefacts / f"as-of-{lang}-{width}.png")


def test_a_day_is_chosen_kept_and_left(visit: Callable[..., Visit], changing: Server) -> None:
    seen = visit(changing).go("/?lang=en")
    tiles = seen.page.get_by_test_id("stHtml").first
    assert "1,700" in tiles.inner_text()
    seen.page.get_by_test_id("stPopoverButton").click()
    field = seen.page.get_by_test_id("stDateInput").get_by_role("spinbutton").first
    field.wait_for()
    seen.settle()
    field.click()
    seen.page.keyboard.type("20261122", delay=50)
    seen.page.locator('[role="gridcell"]').get_by_text("22", exact=True).first.click()
    seen.page.wait_for_url(f"**as_of={DAY}**")
    seen.settle()
    assert [BANNER["en"] in alert for alert in seen.alerts] == [True]
    assert "1,610" in tiles.inner_text()
    seen.click_menu("Compare")
    assert asked(seen) == DAY
    assert [BANNER["en"] in alert for alert in seen.alerts] == [True]
    seen.page.get_by_role("button", name="Back to today").click()
    seen.page.wait_for_function("() => !location.search.includes('as_of')")
    seen.settle()
    assert seen.alerts == []
    seen.sound()


def test_the_back_button_leaves_the_day(visit: Callable[..., Visit], changing: Server) -> None:
    seen = visit(changing).go(f"{COMPARE}&as_of={DAY}")
    seen.page.get_by_role("button", name="Back to today").click()
    seen.page.wait_for_function("() => !location.search.includes('as_of')")
    seen.settle()
    seen.page.go_back()
    seen.page.wait_for_url(f"**as_of={DAY}**")
    seen.page.wait_for_timeout(300)
    seen.settle()
    assert [BANNER["en"] in alert for alert in seen.alerts] == [True]


def test_a_link_on_the_page_keeps_the_day(visit: Callable[..., Visit], changing: Server) -> None:
    seen = visit(changing).go(f"/?lang=en&as_of={DAY}")
    seen.page.get_by_test_id("stHtml").first.locator("a").first.click()
    seen.page.wait_for_url("**/compare?**")
    seen.settle()
    assert asked(seen) == DAY
    assert [BANNER["en"] in alert for alert in seen.alerts] == [True]


def test_a_download_is_of_the_day(visit: Callable[..., Visit], changing: Server) -> None:
    texts = []
    for more in ("", f"&as_of={DAY}"):
        seen = visit(changing).go("/indicator?lang=en&indicator=high_tech_enterprises&areas=410300" + more)
        with seen.page.expect_download() as loading:
            seen.page.get_by_test_id("stMainBlockContainer").locator('a[href*="/download/"]').first.click()
        texts.append((loading.value.suggested_filename, Path(loading.value.path()).read_text(encoding="utf-8-sig")))
    (_, now), (name, then) = texts
    assert f"as_of-{DAY}" in name
    assert ("1700" in now.replace(",", ""), "1610" in now.replace(",", "")) == (True, False)
    assert ("1700" in then.replace(",", ""), "1610" in then.replace(",", "")) == (False, True)
