"""Data steward: bring figures in, correct them, look at what does not fit, and take a change back."""

from __future__ import annotations

import streamlit as st

from yardstick.ui import change_sets, checking, choices, correcting, importing, papers, template
from yardstick.ui.session import begin, tell_wrong

PARTS = {
    "import": "Bring in figures",
    "read": "Read a document",
    "template": "Template",
    "correct": "Correct a figure",
    "checks": "Checks",
    "history": "Change sets",
}
DRAWN = {
    "import": importing.part,
    "read": papers.part,
    "template": template.part,
    "correct": correcting.part,
    "checks": checking.part,
    "history": change_sets.part,
}


def main() -> None:
    """The page."""
    desk = begin("steward")
    t = desk.t
    if not desk.ws.config.steward:
        st.info(t("Data are not changed on the pages of this installation: `steward` is false in config.yaml."))
        return
    names = {part: t(name) for part, name in PARTS.items()}
    DRAWN[choices.segments(desk, "part", names, label=t("What to do"), default="import")](desk)
    tell_wrong(desk)


main()
