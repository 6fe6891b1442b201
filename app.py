"""The dashboard as an ASGI application: `python -m yardstick serve`, `streamlit run app.py` or `uvicorn app:app`.

The script it runs is yardstick/ui/main.py, on purpose not beside pages/: Streamlit would otherwise serve a page on a
deep link without the router, and with it without the language and the guards.
"""

import os
from pathlib import Path

import streamlit as st

from yardstick.ui.server import FOLDER_VARIABLE, MIDDLEWARE, ROUTES, SCRIPT, lifespan

os.environ.setdefault(FOLDER_VARIABLE, str(Path(__file__).resolve().parent))
app = st.App(SCRIPT, lifespan=lifespan, middleware=MIDDLEWARE, routes=ROUTES)
