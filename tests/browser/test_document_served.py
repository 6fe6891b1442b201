"""A number opened in a browser shows its sentence, the document page stands at the figure asked for; at both widths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import own_report
import pytest
from own_report import BEFORE, LUOYANG, SENTENCE, TEXT, put
from served import Server, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("broken")]

CELL = f"{LUOYANG}|high_tech_enterprises|value|2026"
OPENED = f"/indicator?lang=en&indicator=high_tech_enterprises&areas={LUOYANG}&cell={CELL}"
LONG = "自拟的一段话，只为让全文长过一屏。\n" * 120
INSIDE = """() => {
    const box = document.querySelector('.ys-text').getBoundingClientRect();
    const mark = document.querySelector('.ys-text a.ys-asked').getBoundingClientRect();
    return mark.top >= box.top && mark.bottom <= Math.min(box.bottom, innerHeight);
}"""


@pytest.fixture(scope="module")
def served(own_installation: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on an installation with the figures of a report of our own."""
    folder = own_installation()
    own_report.read_in(folder)
    with Server(folder, tmp_path_factory.mktemp("document") / "log.txt") as started:
        yield started


@pytest.fixture
def text(served: Server) -> Path:
    """Where the report's text lies; it is there."""
    path = served.folder / "data" / "documents" / f"{own_report.ID}.txt"
    put(path)
    return path


def test_a_number_shows_its_sentence_until_the_text_changes(
    visit: Callable[..., Visit], served: Server, text: Path, artefacts: Path
) -> None:
    seen = visit(served).go(OPENED)
    marked = seen.page.locator(".stMarkdownColoredBackground", has_text="1900家")
    marked.wait_for()
    paragraph = marked.locator("xpath=ancestor::p").inner_text()
    assert SENTENCE in paragraph.replace("\n", "")
    assert BEFORE in paragraph
    seen.keep(artefacts / "sentence-en-1280.png")
    seen.sound()
    put(text, TEXT.replace("1900", "1901"))
    seen.go(OPENED)
    seen.page.get_by_text("The text has changed").wait_for()
    assert seen.page.get_by_text("1901").count() == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_the_document_stands_at_the_figure_asked_for_and_lets_go(
    visit: Callable[..., Visit], served: Server, text: Path, artefacts: Path, width: int
) -> None:
    put(text, TEXT + LONG)
    start = TEXT.index("突破2200家")
    path = f"/evidence?part=document&source={own_report.ID}&lang=en&at="
    seen = visit(served, width=width).go(f"{path}{start}")
    seen.page.wait_for_function(INSIDE)
    seen.keep(artefacts / f"document-en-{width}.png")
    seen.sound()
    assert seen.overflow == []
    seen.page.wait_for_timeout(1800)
    box = seen.page.locator(".ys-text")
    box.evaluate("box => box.scrollTo(0, box.scrollHeight)")
    seen.page.wait_for_timeout(300)
    assert box.evaluate("box => box.scrollTop + box.clientHeight > box.scrollHeight - 3")


def test_a_mark_leads_to_its_entry_and_the_entry_to_its_chart(
    visit: Callable[..., Visit], served: Server, text: Path
) -> None:
    seen = visit(served).go(f"/evidence?part=document&source={own_report.ID}&lang=en")
    seen.page.locator(".ys-text a", has_text="1900家").click()
    entry = seen.page.locator(".ys-list div:target")
    assert "1,900" in entry.inner_text()
    entry.get_by_text("Its history").click()
    seen.page.wait_for_url("**/indicator?**")
    seen.settle()
    seen.page.locator(".stMarkdownColoredBackground", has_text="1900家").wait_for()
