"""Pages are opened through the router, on the installation of the test session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from yardstick.ui.session import FOLDER_VARIABLE

PROJECT = Path(__file__).resolve().parents[2]
ROUTER = PROJECT / "yardstick" / "ui" / "main.py"

Visit = Callable[..., AppTest]


@dataclass
class Tile:
    """A headline tile as it stands on the page: its words, and the address its name leads to."""

    label: str = ""
    href: str = ""
    value: str = ""
    delta: str = ""


class _Tiles(HTMLParser):
    """Reads the tiles of a wall: below each bordered box a line for the name, the value and the change."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Tile] = []
        self.depth, self.line = 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "div":
            self.depth += 1
            if "border:" in (given.get("style") or ""):
                self.found.append(Tile())
                self.line = 0
            elif self.depth == 3:
                self.line += 1
        elif tag == "a" and self.depth == 3 and self.line == 1:
            self.found[-1].href = given.get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "div"

    def handle_data(self, data: str) -> None:
        if self.depth == 3 and 1 <= self.line <= 3:
            name = ("label", "value", "delta")[self.line - 1]
            setattr(self.found[-1], name, getattr(self.found[-1], name) + data)


@pytest.fixture
def tiles() -> Callable[[AppTest], list[Tile]]:
    """Reads the headline tiles of a page."""

    def read(at: AppTest) -> list[Tile]:
        parser = _Tiles()
        for element in at.get("html"):
            parser.feed(element.proto.body)
        return parser.found

    return read


@pytest.fixture
def visit(installation: Path, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Opens a page with the given URL parameters: `visit("compare", areas="410300,420000", lang="en")`."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(installation))

    def open_page(page: str, **params: str) -> AppTest:
        app = AppTest.from_file(str(ROUTER), default_timeout=60)
        app.run()
        for name, value in params.items():
            app.query_params[name] = value
        app.switch_page(str(PROJECT / "pages" / f"{page}.py")).run()
        assert not app.exception, app.exception[0].message
        return app

    return open_page
