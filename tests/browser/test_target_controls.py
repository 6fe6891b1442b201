"""The targets page in a browser: its filters, views, the click on a bullet, the table, and what if."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from served import Server, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


def parameters(seen: Visit) -> dict[str, str]:
    """What stands in the address."""
    return {name: ",".join(words) for name, words in parse_qs(urlsplit(seen.page.url).query).items()}


def open_filters(seen: Visit) -> None:
    """Open the box of filters, which is filled when it opens."""
    seen.page.locator("summary", has_text="Filters").click()
    seen.page.get_by_role("combobox", name="Kind").scroll_into_view_if_needed()
    seen.settle()
    seen.page.wait_for_timeout(500)  # the box slides open; a list that is scrolled away closes


def choose(seen: Visit, label: str, option: str) -> None:
    """Choose a word of a filter."""
    before = seen.page.url
    seen.page.get_by_role("combobox", name=label).click()
    seen.page.get_by_role("option", name=option, exact=True).first.click()
    seen.page.wait_for_function("before => location.href !== before", arg=before)
    seen.settle()


@pytest.mark.parametrize(
    ("label", "option", "name", "word"),
    [
        ("Status", "× missed", "status", "missed"),
        ("Year", "2025", "year", "2025"),
        ("Theme", "Economy and population", "theme", "economy"),
        ("Kind", "plan target", "kind", "plan"),
    ],
)
def test_a_filter_stands_in_the_address_and_survives_a_reload(
    visit: Callable[..., Visit], server: Server, *, label: str, option: str, name: str, word: str
) -> None:
    seen = visit(server).go("/targets?lang=en&view=ledger")
    before = seen.headings
    if label != "Year":
        open_filters(seen)
    choose(seen, label, option)
    assert parameters(seen)[name] == word
    after = seen.headings
    assert after != before
    assert seen.reload().headings == after
    seen.sound()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("view", ["Ledger", "Past years", "Ambition", "What if"])
def test_every_view_stands_and_fits(visit: Callable[..., Visit], server: Server, *, view: str, width: int) -> None:
    seen = visit(server, width=width).go("/targets?lang=en")
    seen.page.get_by_role("radio", name=view).click()
    seen.page.wait_for_url("**view=**")
    seen.settle()
    assert seen.overflow == []
    assert seen.alerts == [] or view == "What if"
    seen.sound()


def test_a_click_on_a_bullet_opens_its_target(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/targets?lang=en")
    seen.page.wait_for_selector(".scatterlayer .point", state="attached")
    chart = seen.page.get_by_test_id("stPlotlyChart").first
    point = chart.locator(".scatterlayer .trace").nth(1).locator(".point").nth(1)
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    seen.page.mouse.move(x - 3, y)
    seen.page.mouse.move(x, y, steps=3)
    seen.page.wait_for_timeout(300)
    seen.page.mouse.click(x, y)
    seen.page.wait_for_url("**target=**")
    seen.settle()
    assert "As written" in seen.text
    seen.sound()


def test_a_count_leads_to_its_targets(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/targets?lang=en&areas=500000&year=all")
    seen.page.locator('a[href*="status=missed"]').first.click()
    seen.page.wait_for_url("**status=missed**")
    seen.settle()
    assert parameters(seen)["view"] == "ledger"
    assert "× missed" in seen.text
    seen.sound()


def test_a_row_of_the_ledger_opens_its_target(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/targets?lang=en&view=ledger")
    table = seen.page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    seen.page.wait_for_timeout(500)
    box = table.bounding_box()
    assert box is not None
    seen.page.mouse.click(box["x"] + 15, box["y"] + 35 * 3 + 17)  # the third row's tick
    seen.page.wait_for_url("**target=**")
    seen.settle()
    assert "As written" in seen.text
    seen.sound()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_box_of_filters_fits(visit: Callable[..., Visit], server: Server, *, width: int) -> None:
    seen = visit(server, width=width).go("/targets?lang=en")
    open_filters(seen)
    assert seen.overflow == []
    seen.sound()


def test_another_target_changes_what_is_said(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/targets?lang=en&view=what_if&areas=411400")
    field = seen.page.get_by_role("textbox", name="Suppose a target")
    field.fill("1")
    field.press("Enter")
    seen.page.wait_for_url("**value=1**")
    seen.settle()
    assert "becomes" in seen.text or "It stays" in seen.text
    seen.sound()
