"""One server and one Chromium for all tests that only look; those that break something start their own server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from served import PROJECT, Server, Visit

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where pictures are kept for whoever wants to look."""
    folder = PROJECT / "tests" / "artefacts"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, else the one Playwright installed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on the session's installation."""
    with Server(installation, tmp_path_factory.mktemp("server") / "log.txt") as started:
        yield started


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Iterator[Callable[[int], BrowserContext]]:
    """A browser profile a width, kept for the session: what the browser has once loaded it need not load again."""
    kept: dict[int, BrowserContext] = {}

    def of(width: int) -> BrowserContext:
        if width not in kept:
            kept[width] = chromium.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        return kept[width]

    yield of
    for context in kept.values():
        context.close()


@pytest.fixture
def visit(contexts: Callable[[int], BrowserContext]) -> Iterator[Callable[..., Visit]]:
    """Opens tabs: `visit(server, width=390)`."""
    opened: list[Visit] = []

    def begin(server: Server, *, width: int = 1280) -> Visit:
        opened.append(Visit.begin(contexts(width).new_page(), server))
        return opened[-1]

    yield begin
    for each in opened:
        each.page.close()
