"""The server around the pages: what is loaded once at start, and what every response carries."""

from __future__ import annotations

import contextlib
import gc
import importlib
import pkgutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

import yardstick.ui
from yardstick.i18n import LANGUAGES, words
from yardstick.ui.downloads import DOWNLOADS
from yardstick.ui.responses import Gzip, Headers, PageLanguage
from yardstick.ui.session import FOLDER_VARIABLE, open_workspace

SCRIPT = Path(__file__).with_name("main.py")
ICON = Path(__file__).with_name("static") / "icon.png"


async def icon(_: Request) -> Response:
    """The icon of every tab, at the address where the frontend looks for one by itself: no run has to name it."""
    return FileResponse(ICON, media_type="image/png")


COLLECTED = (20_000, 20, 50)
"""A run makes some ten thousand objects and leaves few: so garbage is looked for less often."""
ROUTES = (Route("/favicon.png", icon), Route("/download/{token}/{name}", DOWNLOADS.serve))
MIDDLEWARE = (Middleware(Headers), Middleware(PageLanguage), Middleware(Gzip))


@contextlib.asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Import and read everything once, then keep it out of the collector's sight: a rerun pays for none of it."""
    import streamlit.elements.arrow
    import streamlit.elements.plotly_chart  # noqa: F401  (installs Streamlit's plotly template before any figure is made)

    for module in pkgutil.iter_modules(yardstick.ui.__path__):
        if module.name not in ("main", "server"):
            importlib.import_module(f"yardstick.ui.{module.name}")
    with contextlib.suppress(Exception):  # a broken installation is told on the page, where a reader can see it
        workspace, _ = open_workspace()
        for lang in LANGUAGES:
            words(lang)
        workspace.tiles(workspace.shown_areas)
    gc.set_threshold(*COLLECTED)
    gc.collect()
    gc.freeze()
    yield {}


__all__ = ["FOLDER_VARIABLE", "MIDDLEWARE", "ROUTES", "SCRIPT", "lifespan"]
