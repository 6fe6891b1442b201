"""A document dropped, reviewed with the keyboard and stored; its number opened on the compare page and its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from served import Server, Visit

from yardstick.workspace import Workspace

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

REPORT = """商丘市2027年政府工作报告
（2027年1月20日）

一、2026年工作回顾
2026年，全市高新技术企业达到2345家，技术合同成交额达到210亿元。甲乙丙型企业达到321家。新建公园26个。

二、2027年工作安排
2027年，力争高新技术企业达到2600家。
"""
SANQIU = "411400"


@pytest.fixture(scope="module")
def place(own_installation: Callable[[], Path]) -> Path:
    """An installation of one's own."""
    return own_installation()


@pytest.fixture(scope="module")
def own_server(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on it."""
    with Server(place, tmp_path_factory.mktemp("paper") / "log.txt") as started:
        yield started


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The document as a file."""
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def drop(seen: Visit, report: Path) -> Locator:
    """Drop the document; the card of the first figure is waited for."""
    seen.page.locator("input[type=file]").set_input_files(report)
    card = seen.page.locator(".paper .card")
    expect(card.locator("h4")).to_be_visible()
    expect(seen.page.locator(".paper")).to_be_focused()
    return card


def decided(page: Page, words: str) -> None:
    expect(page.locator(".paper .bar").first).to_contain_text(words)


@pytest.mark.parametrize(("lang", "width"), [("zh", 1280), ("en", 1280), ("zh", 390), ("en", 390)])
def test_the_review_stands(
    visit: Callable[..., Visit], own_server: Server, report: Path, artefacts: Path, *, lang: str, width: int
) -> None:
    seen = visit(own_server, width=width).go(f"/steward?part=read&lang={lang}")
    drop(seen, report)
    assert seen.page.locator(".paper .text .fig").count() == 5
    seen.keep(artefacts / f"paper-{lang}-{width}.png")
    seen.sound()
    assert seen.overflow == []
    wide = seen.page.evaluate("[...document.querySelectorAll('*')].flatMap(e => e.shadowRoot ? [...e.shadowRoot"
                              ".querySelectorAll('button, .card')] : []).filter(e => e.scrollWidth > e.clientWidth + 1)"
                              ".map(e => e.textContent)")  # fmt: skip
    assert wide == []


def test_a_document_is_reviewed_with_the_keyboard_and_its_number_shows_its_sentence(
    visit: Callable[..., Visit], own_server: Server, place: Path, report: Path
) -> None:
    seen = visit(own_server).go("/steward?part=read&lang=en")
    page = seen.page
    card = drop(seen, report)
    keys = page.keyboard
    expect(card).to_contain_text("High-tech enterprises")
    decided(page, "Decided: 0 of 3")
    keys.press("a")
    decided(page, "Decided: 1 of 3")
    expect(card).to_contain_text("Value of technology contracts")
    keys.press("r")
    keys.press("4")
    keys.press("Enter")
    decided(page, "Decided: 2 of 3")
    keys.press("u")
    decided(page, "Decided: 1 of 3")
    keys.press("r")
    keys.press("Enter")
    expect(page.locator(".paper .text .fig.rejected")).to_have_text("210亿元✕")
    keys.press("a")
    decided(page, "Decided: 3 of 3")

    page.locator(".paper .chips button", has_text="Not placed").click()
    page.locator(".paper .row", has_text="321").click()
    keys.press("e")
    card.locator("[name=indicator]").fill("Technology-based SMEs")
    card.locator("[name=word]").fill("甲乙丙型企业")
    keys.press("Enter")
    expect(card).to_contain_text("321 enterprises")
    keys.press("a")
    decided(page, "Decided: 4 of 4")
    expect(page.get_by_test_id("stCode")).to_contain_text("甲乙丙型企业: tech_sme")

    page.get_by_label("Author").fill("Li")
    page.get_by_label("Author").press("Tab")
    page.get_by_role("button", name="Store 3 figures").click()
    expect(page.get_by_text("is stored: 2 actuals, 1 target.")).to_be_visible(timeout=20_000)
    seen.settle().sound()
    workspace = Workspace.open(place)
    assert len(workspace.store.brought("gwr-411400-2027")) == 2
    assert "甲乙丙型企业: tech_sme" in (place / "data" / "reading.yaml").read_text(encoding="utf-8")

    page.get_by_role("link", name="Compare").last.click()
    seen.settle()
    panel = page.get_by_text("全市高新技术企业达到", exact=False)
    expect(panel.first).to_be_visible()
    assert "2345家" in seen.text
    seen.sound()


def test_keys_of_the_review_do_nothing_else(visit: Callable[..., Visit], own_server: Server, report: Path) -> None:
    """`r` alone runs a Streamlit page again, `c` asks to empty its caches: not here, and typing types."""
    seen = visit(own_server).go("/steward?part=read&lang=en")
    card = drop(seen, report)
    keys = seen.page.keyboard
    keys.press("c")
    keys.press("r")
    expect(card.locator(".why")).to_be_visible()
    card.locator("[name=words]").focus()
    keys.type("jar and k")
    expect(card.locator("[name=words]")).to_have_value("jar and k")
    keys.press("Escape")
    expect(card.locator(".why")).to_have_count(0)
    assert seen.page.get_by_role("dialog").count() == 0
    seen.sound()
