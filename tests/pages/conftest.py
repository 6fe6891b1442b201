"""Pages are opened through the router, on the installation of the test session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from yardstick.ui.session import FOLDER_VARIABLE

PROJECT = Path(__file__).resolve().parents[2]
ROUTER = PROJECT / "yardstick" / "ui" / "main.py"

Visit = Callable[..., AppTest]


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
