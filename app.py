"""The dashboard as an ASGI application: `python -m yardstick serve`, `streamlit run app.py` or `uvicorn app:app`.

The script it runs is yardstick/ui/main.py, on purpose not beside pages/: Streamlit would otherwise serve a page on a deep
link without the router, and with it without the language and the guards.
"""

from pathlib import Path

from yardstick.ui.server import make_app

app = make_app(Path(__file__).resolve().parent)
