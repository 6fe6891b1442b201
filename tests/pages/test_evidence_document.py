"""A document on the evidence page: its text with every figure in its place, and the sentence in a number's panel."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import own_report
import pytest
from own_report import ADDRESS, AFTER, BEFORE, LUOYANG, TEXT, put
from streamlit.testing.v1 import AppTest

from yardstick.store import Change, accept
from yardstick.ui.session import FOLDER_VARIABLE

pytestmark = pytest.mark.page

CELL = f"{LUOYANG}|high_tech_enterprises|value|2026"


@pytest.fixture(scope="module")
def folder(own_installation: Callable[[], Path]) -> Path:
    made = own_installation()
    own_report.read_in(made)
    change = Change("edit", "tester", dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC), "另一数", "Another figure")
    other = replace(own_report.NEW, value=265.0, stated_value="265", source="stat-410300-2023", locator="row:1")
    accept(made / "data" / "store", change, observations=[other])
    return made


@pytest.fixture
def text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the report's text lies, which is not there at first; the pages serve its installation."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    path = folder / "data" / "documents" / f"{own_report.ID}.txt"
    path.unlink(missing_ok=True)
    return path


def said(app: AppTest) -> str:
    """Everything the page says, in one text."""
    assert not app.exception
    parts = [*app.markdown, *app.caption, *app.info, *app.warning]
    return "\n".join(str(each.value).replace("\\", "") for each in parts)


def html(app: AppTest) -> list[str]:
    return [str(each.proto.body) for each in app.get("html")]


def marks(page: str) -> list[tuple[str, str]]:
    """Class and words of each figure marked."""
    return [
        (look, unescape(words)) for look, words in re.findall(r'<a id="in-\d+"[^>]* class="([^"]*)"[^>]*>([^<]*)', page)
    ]


def test_the_text_stands_whole_with_its_figures_marked(visit: Any, text: Path) -> None:
    put(text)
    start = TEXT.index("突破2200家")
    app = visit("evidence", part="document", source=own_report.ID, at=str(start), lang="en")
    page, beside = html(app)
    assert marks(page) == [
        ("ys-actual", "1900家"), ("ys-actual", "260家"), ("ys-target ys-asked", "突破2200家"), ("ys-target", "300家"),
    ]  # fmt: skip
    assert "<b>" not in page
    assert AFTER in unescape(page)
    assert '<p class="ys-head">一、回顾</p>' in page
    assert "2 figures and 2 targets" in said(app)
    links = unescape(beside)
    assert "/indicator?indicator=high_tech_enterprises" in links
    assert "/compare?indicators=high_tech_enterprises" in links
    assert "/targets?" in links


def test_figures_that_changed_are_marked_so(visit: Any, text: Path) -> None:
    put(text, TEXT.replace("1900", "1901"))
    app = visit("evidence", part="document", source=own_report.ID, lang="en")
    looks = [look for look, _ in marks(html(app)[0])]
    assert looks == ["ys-actual ys-unsure", "ys-actual ys-unsure", "ys-target", "ys-target ys-unsure"]
    assert "3 of 4 figures and targets are not verified" in said(app)
    assert "the text has changed" in html(app)[1]


def test_without_the_text_the_list_stands_alone(visit: Any, text: Path) -> None:
    assert not text.exists()
    app = visit("evidence", part="document", source=own_report.ID, lang="en")
    assert len(html(app)) == 1
    assert "The document is not on this machine." in said(app)
    assert ADDRESS in said(app)


def test_a_source_leads_to_its_document(visit: Any, text: Path) -> None:
    put(text)
    app = visit("evidence", source=own_report.ID, lang="en")
    assert f"/evidence?part=document&source={own_report.ID}" in said(app)


def test_a_figure_that_is_not_the_one_shown_says_so_and_is_found_from_the_one_that_is(visit: Any, text: Path) -> None:
    put(text)
    app = visit("evidence", part="document", source=own_report.ID, lang="en")
    assert html(app)[1].count("another figure is shown for this cell") == 1
    asked = {
        "indicator": "high_tech_enterprises",
        "areas": LUOYANG,
        "cell": f"{LUOYANG}|high_tech_enterprises|new|2026",
    }
    told = said(visit("indicator", lang="en", **asked))
    link = f"/evidence?part=document&source={own_report.ID}&at={TEXT.index('260家')}&lang=en"
    assert f"In their documents: [{own_report.SOURCE.title}]({link})" in told


def test_without_a_choice_it_says_what_there_is(visit: Any, text: Path) -> None:
    put(text)
    assert "1 of them on this machine" in said(visit("evidence", part="document", lang="en"))


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("indicator", {"indicator": "high_tech_enterprises", "areas": LUOYANG}),
        ("compare", {"indicators": "high_tech_enterprises", "areas": f"{LUOYANG},411400", "policy": "latest"}),
        ("area", {"area": LUOYANG}),
        ("overview", {"areas": LUOYANG}),
        ("evidence", {"source": own_report.ID}),
    ],
)
def test_every_page_shows_the_sentence_of_a_number(visit: Any, text: Path, page: str, asked: dict[str, str]) -> None:
    app = visit(page, cell=CELL, lang="en", **asked)
    assert (
        f"In the original: characters {own_report.place('1900家').split('~')[0][5:].replace('-', '–')} · {ADDRESS}"
        in said(app)
    )
    put(text)
    told = said(app.run())
    assert ":blue-background[**1900家**]" in told
    assert BEFORE in told
    put(text, TEXT.replace("研发", "研究"))
    assert "The text has changed" in said(app.run())


def test_a_target_shows_its_sentence(visit: Any, text: Path) -> None:
    put(text)
    app = visit("targets", areas=LUOYANG, lang="en")
    options = app.selectbox(key="q.target").options
    [name] = [option for option in options if "2,200" in option]
    app.selectbox(key="q.target").select_index(options.index(name)).run()
    assert ":blue-background[**突破2200家**]" in said(app)
