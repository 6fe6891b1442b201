"""The address holds what was chosen: deep links, choices, reload, the back button, and words it does not know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from served import Server, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


def parameters(seen: Visit) -> dict[str, str]:
    """What stands in the address."""
    return {name: ",".join(words) for name, words in parse_qs(urlsplit(seen.page.url).query).items()}


def choose_area(seen: Visit, name: str) -> None:
    """Add one area to the choice at the top of the page."""
    before = seen.page.url
    field = seen.page.get_by_test_id("stMultiSelect").first.locator("input")
    field.click()
    field.fill(name)
    seen.page.get_by_role("option", name=name).first.click()
    seen.page.wait_for_function("before => location.href !== before", arg=before)
    seen.page.keyboard.press("Escape")
    seen.settle()


def chosen_areas(seen: Visit) -> str:
    """The tags in the choice of areas, as they read."""
    return seen.page.get_by_test_id("stMultiSelect").first.inner_text()


@pytest.mark.parametrize(
    ("path", "entry"), [("compare", "Compare"), ("indicator", "Indicator")], ids=["compare", "indicator"]
)
def test_deep_link_as_the_first_request_of_a_fresh_server(
    visit: Callable[..., Visit], server: Server, installation: Path, tmp_path: Path, *, path: str, entry: str
) -> None:
    clicked = visit(server).go("/?lang=en").click_menu(entry)
    with Server(installation, tmp_path / "log.txt") as fresh:
        linked = visit(fresh).go(f"/{path}?lang=en")
        linked.sound()
        assert linked.headings == clicked.headings
        assert linked.headings != []
        assert linked.menu == clicked.menu
        assert linked.page.title() == clicked.page.title()


def test_a_choice_stands_in_the_address_and_survives_a_reload(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/compare?lang=en&areas=410300,411400")
    choose_area(seen, "Linyi")
    assert parameters(seen)["areas"] == "410300,411400,371300"
    before = (seen.headings, chosen_areas(seen))
    seen.reload()
    assert parameters(seen)["areas"] == "410300,411400,371300"
    assert (seen.headings, chosen_areas(seen)) == before
    assert "Linyi" in chosen_areas(seen)
    seen.sound()


def test_back_button_brings_the_page_before(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/compare?lang=en&areas=410300,371300")
    before = seen.headings
    seen.click_menu("Methods")
    assert seen.headings != before
    seen.page.go_back()
    seen.page.wait_for_url("**/compare**")
    seen.page.wait_for_timeout(300)
    seen.settle()
    assert seen.headings == before
    assert parameters(seen)["areas"] == "410300,371300"
    assert parameters(seen)["lang"] == "en"
    seen.sound()


def test_areas_chosen_on_one_page_hold_on_the_next(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/compare?lang=en&areas=410300,371300")
    seen.click_menu("Indicator")
    assert parameters(seen)["areas"] == "410300,371300"


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("/compare?lang=en&areas=999999,410300", "999999"),
        ("/compare?lang=en&indicators=no_such_thing", "no_such_thing"),
        ("/compare?lang=en&view=hologram", "hologram"),
        ("/compare?lang=en&form=raw%00", "form"),
        ("/compare?lang=en&policy=nearest&within=soon", "soon"),
        ("/compare?lang=en&year=nineteen", "nineteen"),
        ("/indicator?lang=en&indicator=no_such_thing", "no_such_thing"),
        ("/indicator?lang=en&areas=%3Cscript%3Ealert(1)%3C/script%3E", "script"),
        ("/area?lang=en&area=洛阳市", "洛阳市"),
        ("/evidence?lang=en&source=nobody", "nobody"),
        ("/methods?lang=en&read=aloud", "aloud"),
        ("/?lang=en&areas=Luoyang", "Luoyang"),
        ("/?lang=xx", "xx"),
        ("/compare?lang=en&cell=410300|gdp|value|1066", "1066"),
    ],
)
def test_a_wrong_word_in_the_address_is_told(
    visit: Callable[..., Visit], server: Server, *, address: str, word: str
) -> None:
    seen = visit(server).go(address)
    seen.sound()
    assert any(word in alert for alert in seen.alerts), seen.text
    assert len(seen.headings) > 0


def test_an_unknown_page_is_told(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server)
    seen.page.goto(server.url + "/no-such-page?lang=en")
    seen.page.get_by_role("dialog").wait_for()
    assert "Page not found" in seen.page.get_by_role("dialog").inner_text()
    assert seen.settle().headings != []
    assert "Traceback" not in seen.text
