"""Every page, in both languages and at both widths: it stands, it is whole, and nothing leaves the machine."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from served import Server, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PAGES = ("", "compare", "indicator", "targets", "area", "evidence", "steward", "methods")
HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}
FIRST_ENTRY = {"zh": "总览", "en": "Overview"}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES, ids=[p or "overview" for p in PAGES])
def test_page_stands(
    visit: Callable[..., Visit], server: Server, artefacts: Path, *, path: str, lang: str, width: int
) -> None:
    seen = visit(server, width=width).go(f"/{path}?lang={lang}")
    seen.keep(artefacts / f"{path or 'overview'}-{lang}-{width}.png")
    seen.sound()
    assert seen.page.get_by_test_id("stMainBlockContainer").locator("h1,h2,h3,h4,h5").first.is_visible()
    assert seen.alerts == []
    assert seen.overflow == []
    ends = "node => [node.getBoundingClientRect().top, node.getBoundingClientRect().bottom]"
    title, switch = (seen.page.locator(at).first.evaluate(ends) for at in ("h1", ".st-key-main-language button"))
    assert switch[0] < title[1], "the switch of languages stands beside the page's name"
    assert seen.page.locator("html").get_attribute("lang") == HTML_LANGUAGE[lang]
    assert len(seen.menu) == len(PAGES)
    assert FIRST_ENTRY[lang] in seen.menu


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ['"选择文件"', '"或将文件拖到这里"']), ("en", ["none", '"or drop it here"'])]
)
def test_the_way_in_for_a_file_speaks_the_page_s_language(
    visit: Callable[..., Visit], server: Server, lang: str, words: list[str]
) -> None:
    seen = visit(server).go(f"/steward?lang={lang}")
    zone = '[data-testid="stFileUploaderDropzone'
    said = [
        seen.page.eval_on_selector(at, "node => getComputedStyle(node, '::after').content")
        for at in (f'{zone}"] button p', f'{zone}Instructions"] span')
    ]
    assert said == words


def test_chinese_is_the_default(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/")
    assert FIRST_ENTRY["zh"] in seen.menu
    assert seen.page.locator("html").get_attribute("lang") == "zh-CN"


def test_the_server_is_found_at_once(visit: Callable[..., Visit], server: Server) -> None:
    refused: list[str] = []
    seen = visit(server)
    seen.page.on("response", lambda r: refused.append(r.url) if r.status >= 400 else None)
    seen.go("/compare")
    assert refused == []


def test_real_responses_are_compressed_and_guarded(server: Server) -> None:
    status, headers, body = server.get("/compare?lang=zh", accept_encoding="gzip")
    assert status == 200
    page = (gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body).decode()
    assert '<html lang="zh-CN"' in page
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert headers["x-content-type-options"] == "nosniff"
    script = "/static/js/" + page.split("/static/js/")[1].split('"')[0]
    _, plain, whole = server.get(script)
    _, packed, small = server.get(script, accept_encoding="gzip")
    assert "content-encoding" not in plain
    assert packed["content-encoding"] == "gzip"
    assert len(small) < len(whole) / 2


def test_a_table_is_downloaded_by_its_link(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/compare?lang=en&year=2023")
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("link", name="CSV").first.click()
    found = waiting.value
    assert found.suggested_filename == "yardstick-compare.high_tech_enterprises.csv"
    lines = Path(found.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Area,")
    assert any(line.startswith("Luoyang,") and "1443" in line for line in lines)
    seen.sound()


def test_the_toggle_turns_pictures_into_tables(visit: Callable[..., Visit], server: Server) -> None:
    seen = visit(server).go("/compare?lang=en")
    seen.page.get_by_text("As tables").click()
    seen.page.wait_for_url("**tables=1**")
    seen.settle()
    assert seen.page.get_by_test_id("stDataFrame").count() == 1
    assert seen.page.get_by_test_id("stPlotlyChart").count() == 0
    seen.reload()
    assert seen.page.get_by_test_id("stDataFrame").count() == 1
    seen.sound()


def test_the_tab_carries_our_icon(server: Server) -> None:
    status, _, body = server.get("/favicon.png")
    assert status == 200
    assert body == (Path(__file__).parents[2] / "yardstick/ui/static/icon.png").read_bytes()
