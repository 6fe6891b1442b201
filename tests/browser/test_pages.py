"""Every page, in both languages and at both widths: it stands, it is whole, and nothing leaves the machine."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from served import Server, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PAGES = ("", "compare", "indicator", "area", "evidence", "methods")
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
    assert seen.page.locator("html").get_attribute("lang") == HTML_LANGUAGE[lang]
    assert len(seen.menu) == len(PAGES)
    assert FIRST_ENTRY[lang] in seen.menu


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
