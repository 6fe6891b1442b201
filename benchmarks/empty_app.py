"""The floor that pages are measured against: the same server with the same lifespan, serving an empty page."""

from pathlib import Path

import streamlit as st

from yardstick.ui.server import MIDDLEWARE, lifespan

app = st.App(Path(__file__).with_name("empty_page.py"), lifespan=lifespan, middleware=MIDDLEWARE)
