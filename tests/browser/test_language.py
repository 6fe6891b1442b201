"""The language: switched once, it holds on every page and stands in the address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from served import Server, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


def switch(seen: Visit, label: str, lang: str) -> None:
    """Press a language on the switch and wait for the page in it."""
    seen.page.get_by_role("radio", name=label).or_(seen.page.get_by_role("button", name=label)).first.click()
    seen.page.wait_for_url(f"**lang={lang}**")
    seen.page.wait_for_timeout(300)
    seen.settle()


def test_the_switch_survives_the_menu(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/")
    switch(seen, "English", "en")
    assert "Overview" in seen.menu
    for entry, path in (("Compare", "/compare"), ("Data and sources", "/evidence"), ("Overview", "/")):
        seen.click_menu(entry)
        assert seen.page.url.split("?")[0] == server.url + path
        assert "lang=en" in seen.page.url
        assert "Overview" in seen.menu
    seen.sound()


def test_back_to_chinese_survives_the_menu(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/compare?lang=en")
    switch(seen, "中文", "zh")
    seen.click_menu("方法")
    assert "总览" in seen.menu
    assert "lang=en" not in seen.page.url
    seen.sound()


def test_the_document_follows_the_switch(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/methods")
    switch(seen, "English", "en")
    assert seen.page.locator("html").get_attribute("lang") == "en"


def test_a_shared_address_opens_in_its_language(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/")
    switch(seen, "English", "en")
    other = visit(server).go(seen.page.url.removeprefix(server.url))
    assert other.headings == seen.headings
    assert other.menu == seen.menu
