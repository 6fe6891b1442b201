"""The server around the pages: what is loaded once at start, and what every response carries."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from yardstick.ui.responses import Gzip, Headers, PageLanguage

SCRIPT = Path(__file__).with_name("main.py")
FOLDER_VARIABLE = "YARDSTICK_FOLDER"


def make_app(folder: Path) -> st.App:
    """The application serving the installation in `folder` (the folder of config.yaml)."""
    os.environ.setdefault(FOLDER_VARIABLE, str(folder))
    return st.App(
        SCRIPT,
        lifespan=_lifespan,
        middleware=[Middleware(Headers), Middleware(PageLanguage), Middleware(Gzip)],
    )


@contextlib.asynccontextmanager
async def _lifespan(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Import and read everything once, then keep it out of the collector's sight: a rerun pays for none of it."""
    import streamlit.elements.arrow
    import streamlit.elements.plotly_chart  # noqa: F401  (installs Streamlit's plotly template before any figure is made)

    from yardstick.ui.session import open_workspace

    with contextlib.suppress(Exception):  # a broken installation is told on the page, where a reader can see it
        open_workspace()
    gc.collect()
    gc.freeze()
    yield {}
