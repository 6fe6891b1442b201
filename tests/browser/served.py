"""A served dashboard as a child process, and a visit to it in a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page

PROJECT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
STARTED_WITHIN = 60.0
SETTLED_WITHIN = 45_000

SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const main = document.querySelector('[data-testid="stMainBlockContainer"]');
    return app && main && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && main.querySelector('h1,h2,h3,h4,h5,[data-testid="stAlert"]')
        && !main.querySelector('[data-testid="stSkeleton"],[data-stale="true"]');
}"""
OVERFLOW = """() => [...document.querySelectorAll('html, [data-testid="stMain"]')]
    .filter(e => e.scrollWidth > Math.min(e.clientWidth, innerWidth) + 1)
    .map(e => `${e.tagName}: ${e.scrollWidth} > ${e.clientWidth}`)"""


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class Server:
    """`streamlit run app.py` on a free port, serving the installation in `folder`; ended on leaving the block."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder, self.log_file, self.port = folder, log, free_port()

    @property
    def url(self) -> str:
        """The address of the first page."""
        return f"http://{HOST}:{self.port}"

    @property
    def log(self) -> str:
        """What the server has written so far."""
        return self.log_file.read_text(encoding="utf-8")

    def __enter__(self) -> Server:
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        env = {**os.environ, "YARDSTICK_FOLDER": str(self.folder)}
        with self.log_file.open("w", encoding="utf-8") as out:
            self.process = subprocess.Popen(command, cwd=PROJECT, env=env, stdout=out, stderr=subprocess.STDOUT)
        try:
            self._wait()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _wait(self) -> None:
        """Until the port answers; only a connection is made, so that a test's visit is the first request."""
        deadline = time.monotonic() + STARTED_WITHIN
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log
            with socket.socket() as probe:
                if probe.connect_ex((HOST, self.port)) == 0:
                    return
            time.sleep(0.1)
        raise TimeoutError(f"the server did not start within {STARTED_WITHIN:.0f} s:\n{self.log}")

    def _end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (lower case) and raw body of a plain GET; `accept_encoding="gzip"` is Accept-Encoding."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with urllib.request.urlopen(urllib.request.Request(self.url + path, headers=names), timeout=20) as answer:
                return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, {k.lower(): v for k, v in refused.headers.items()}, refused.read()


@dataclass
class Visit:
    """A browser page on a served dashboard; remembers console errors and requests that leave the machine."""

    page: Page
    server: Server
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    @classmethod
    def begin(cls, page: Page, server: Server) -> Visit:
        """Watch `page` from before its first request."""
        visit = cls(page, server)
        page.on("console", visit._heard)
        page.on("pageerror", lambda error: visit.errors.append(f"page error: {error}"))
        page.on("request", lambda request: visit._asked(request.url))
        page.on("websocket", lambda socket: visit._asked(socket.url))
        return visit

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != f"{HOST}:{self.server.port}":
            self.outside.append(url)

    def go(self, path: str) -> Visit:
        """Open an address of the dashboard and wait until the page stands."""
        self.page.goto(self.server.url + path)
        return self.settle()

    def settle(self) -> Visit:
        """Wait until the script has ended and nothing is still being drawn."""
        self.page.wait_for_function(SETTLED, timeout=SETTLED_WITHIN)
        return self

    def reload(self) -> Visit:
        """Load the address anew, as a reader does."""
        self.page.reload()
        return self.settle()

    def click_menu(self, title: str) -> Visit:
        """Choose a page in the menu at the top."""
        before = self.page.url
        self.page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
        self.page.wait_for_function("before => location.href !== before", arg=before)
        self.page.wait_for_timeout(300)
        return self.settle()

    @property
    def menu(self) -> list[str]:
        """The entries of the menu, wherever it stands at this width."""
        links = self.page.locator('[data-testid="stTopNavLink"],[data-testid="stSidebarNavLink"]')
        return [text.strip() for text in links.all_text_contents()]

    @property
    def headings(self) -> list[str]:
        """The headings of the page, from the top."""
        found = self.page.get_by_test_id("stMainBlockContainer").locator("h1,h2,h3,h4,h5")
        return [text.strip() for text in found.all_inner_texts()]

    @property
    def alerts(self) -> list[str]:
        """Messages shown to the reader."""
        return self.page.get_by_test_id("stAlert").all_inner_texts()

    @property
    def text(self) -> str:
        """Everything that can be read on the page."""
        return self.page.get_by_test_id("stMainBlockContainer").inner_text()

    @property
    def overflow(self) -> list[str]:
        """What is wider than the window, in words; empty when nothing is."""
        return list(self.page.evaluate(OVERFLOW))

    def sound(self) -> None:
        """Fail when the page shows an exception, wrote an error to the console, or asked another host."""
        assert self.page.get_by_test_id("stException").count() == 0, self.text
        assert "Traceback" not in self.text
        assert self.errors == []
        assert self.outside == []

    def keep(self, path: Path) -> None:
        """Keep a picture of the whole page: the window is made as tall as what it shows."""
        size = self.page.viewport_size or {"width": 1280, "height": 900}
        tall = int(self.page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight"))
        self.page.set_viewport_size({"width": size["width"], "height": min(max(tall, 900), 6000)})
        self.page.wait_for_timeout(400)
        self.settle()
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path)
