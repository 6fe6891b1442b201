"""Reading a document on the steward's page: brought, described, reviewed, taught and stored."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from yardstick.ui.paper_work import WORK, Work
from yardstick.ui.session import FOLDER_VARIABLE
from yardstick.workspace import Workspace
from yardstick.workspace.endorsing import Decisions

pytestmark = pytest.mark.page

PROJECT = Path(__file__).resolve().parents[2]
REPORT = """洛阳市2026年政府工作报告
（2026年1月20日）

一、2025年工作回顾
2025年，全市高新技术企业达到2345家。甲乙丙型企业达到321家。新建公园26个。

二、2026年工作安排
2026年，力争高新技术企业达到2600家。
"""
Steward = Callable[..., AppTest]


@pytest.fixture
def folder(own_installation: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of the test's own."""
    made = own_installation()
    monkeypatch.setenv(FOLDER_VARIABLE, str(made))
    return made


@pytest.fixture
def steward(folder: Path) -> Steward:
    """Opens the part of the page: `steward(lang="zh")`."""

    def open_page(lang: str = "en") -> AppTest:
        app = AppTest.from_file(str(PROJECT / "yardstick" / "ui" / "main.py"), default_timeout=60)
        app.run()
        app.query_params["lang"] = lang
        app.query_params["part"] = "read"
        app.switch_page(str(PROJECT / "pages" / "steward.py")).run()
        return sound(app)

    return open_page


def sound(app: AppTest) -> AppTest:
    assert not app.exception, app.exception[0].message
    return app


def upload(app: AppTest, text: str | bytes = REPORT, name: str = "报告.txt") -> AppTest:
    """Bring a document."""
    return sound(app.file_uploader[0].upload(name, text.encode() if isinstance(text, str) else text).run())


def press(app: AppTest, label: str) -> AppTest:
    """Press the button that says this."""
    return sound(next(b for b in app.button if b.label == label).click().run())


def work(app: AppTest) -> Work:
    held = app.session_state[WORK]
    assert isinstance(held, Work)
    return held


def sent(app: AppTest) -> dict[str, Any]:
    """What the browser is given to draw."""
    (drawn,) = app.get("bidi_component")
    return dict(json.loads(drawn.proto.json or json.loads(drawn.proto.mixed.json)))


def at(app: AppTest, words: str) -> int:
    """The place in the list of the figure that is written so."""
    return next(item["i"] for item in sent(app)["items"] if item["as"] == words)


def decide(app: AppTest, **said: Any) -> AppTest:
    """What the browser would say was decided."""
    held = work(app)
    held.hear({"turn": held.turn, "decided": {}, "fixes": {}, "aliases": {}, "ignore": []} | said)
    return sound(app.run())


def alerts(app: AppTest) -> str:
    return " ".join(one.value for one in (*app.error, *app.warning, *app.info, *app.success))


def test_a_document_is_brought_and_its_figures_are_sent_with_their_states(steward: Steward) -> None:
    app = upload(steward())
    told = sent(app)
    assert told["text"] == REPORT
    states = {item["as"]: item["st"] for item in told["items"]}
    assert states["26个"] == "unplaced"
    assert states["2600家"] in ("new", "unsure")
    assert told["words"]["states"]["new"] == "new"
    first = told["items"][at(app, "2345家")]
    assert REPORT[first["s"] : first["e"]] == "2345家"
    assert (first["t"], first["a"], first["pn"], first["k"]) == ("High-tech enterprises", "Luoyang", "2025", "actual")
    assert "New document: 洛阳市2026年政府工作报告" in app.expander[0].label


def test_every_word_is_chinese_on_the_chinese_page(steward: Steward) -> None:
    app = upload(steward("zh"))
    words = sent(app)["words"]
    flat = [w for v in words.values() for w in (v.values() if isinstance(v, dict) else [v])]
    assert [w for w in flat if not any("一" <= c <= "鿿" for c in w)] == []
    assert sent(app)["items"][at(app, "2345家")]["t"] == "高新技术企业数"


def test_decisions_are_counted_and_stored_and_lead_to_the_number(steward: Steward, folder: Path) -> None:
    app = upload(steward())
    firms, aim, parks = at(app, "2345家"), at(app, "2600家"), at(app, "26个")
    decided = {
        str(firms): {"v": "accept", "r": ""},
        str(aim): {"v": "accept"},
        str(parks): {"v": "reject", "r": "park"},
    }
    decide(app, decided=decided)
    assert "1 actual" in " ".join(m.value for m in app.markdown)
    assert "1 rejected" in " ".join(m.value for m in app.markdown)
    press(app, "Store 2 figures")
    assert "say who accepts this" in alerts(app)
    next(i for i in app.text_input if i.label == "Author").set_value("Li").run()
    press(app, "Store 2 figures")
    assert "1 actual, 1 target" in alerts(app)
    links = " ".join(h.proto.body for h in app.get("html"))
    assert "cell=410300%7Chigh_tech_enterprises%7Cvalue%7C2025" in links
    workspace = Workspace.open(folder)
    assert workspace.change_sets()[-1].kind == "document"
    picked = workspace.explain("410300", "high_tech_enterprises", "2025").picked
    assert picked is not None
    assert picked.value == 2345
    assert "reason: park" in (folder / "data" / "reading.yaml").read_text(encoding="utf-8")


def test_a_field_put_right_is_held_against_the_store_again(steward: Steward) -> None:
    app = upload(steward())
    place = at(app, "321家")
    assert sent(app)["items"][place]["st"] == "unplaced"
    decide(app, fixes={str(place): {"indicator": "tech_sme", "period": "2025年"}})
    item = sent(app)["items"][place]
    assert (item["t"], item["st"], item["ok"]) == ("Technology-based SMEs", "new", True)
    decide(app, fixes={str(place): {"indicator": "no such"}})
    item = sent(app)["items"][place]
    assert item["pr"] == ["Indicator: unknown indicator, found 'no such'"]
    assert not item["ok"]


def test_words_are_shown_as_lines_and_the_document_is_read_again_with_them(steward: Steward, folder: Path) -> None:
    app = upload(steward())
    turn, firms = work(app).turn, at(app, "2345家")
    decide(app, aliases={"甲乙丙型企业": "tech_sme"}, ignore=["云上企业"], decided={str(firms): {"v": "accept"}})
    assert app.code[0].value == "aliases:\n  甲乙丙型企业: tech_sme\nignore:\n  - 云上企业"
    press(app, "Keep them now and read the document again")
    assert "甲乙丙型企业: tech_sme" in (folder / "data" / "reading.yaml").read_text(encoding="utf-8")
    assert work(app).turn == turn + 1
    assert sent(app)["items"][at(app, "321家")]["t"] == "Technology-based SMEs"
    assert sent(app)["decided"] == {str(at(app, "2345家")): {"v": "accept", "r": ""}}


def test_a_word_that_cannot_be_one_is_told(steward: Steward) -> None:
    app = upload(steward())
    decide(app, aliases={"企": "tech_sme"})
    press(app, "Keep them now and read the document again")
    assert "cannot be a name" in alerts(app)


def test_the_source_is_described_and_the_document_read_as_it(steward: Steward) -> None:
    app = upload(steward())
    decide(app, decided={str(at(app, "26个")): {"v": "reject", "r": "park"}})
    held = work(app)
    assert held.paper is not None
    assert (held.paper.source.id, held.paper.source.signed) == ("gwr-410300-2026", dt.date(2026, 1, 20))
    app.session_state[held.key("source")] = True
    sound(app.run())
    next(i for i in app.text_input if i.label == "Title").set_value("洛阳市科技工作报告")
    next(s for s in app.selectbox if s.label == "Whose document").set_value("411400")
    press(app, "Read it again as this")
    paper = work(app).paper
    assert paper is not None
    assert (paper.area, paper.source.title, paper.source.id) == ("411400", "洛阳市科技工作报告", "gwr-411400-2026")
    assert {c.area for c in paper.candidates if c.value == 2345} == {"411400"}
    assert sent(app)["decided"] == {str(at(app, "26个")): {"v": "reject", "r": "park"}}


def test_what_the_browser_makes_up_is_passed_over(steward: Steward) -> None:
    app = upload(steward())
    held = work(app)
    nonsense = {"9999": {"v": "accept"}, "x": 1, "0": "accept"}
    other = {"turn": held.turn - 1, "decided": {"0": {"v": "accept"}}}
    wrong = {"turn": held.turn, "decided": nonsense, "fixes": [1], "aliases": 2, "ignore": "no"}
    for said in (None, 3, other, wrong):
        held.hear(said)
        assert (held.accepted, held.rejected, held.fixes, held.aliases, held.ignore) == (set(), {}, {}, {}, ())
    sound(app.run())


def test_a_file_that_is_no_document_is_refused_in_words(steward: Steward) -> None:
    app = upload(steward(), b"%PDF-1.4 nothing", "a.pdf")
    assert app.error
    assert not app.get("bidi_component")
    app = upload(steward("zh"), "没有数字的一页。")
    assert "此文件中没有找到数字" in alerts(app)


def test_pasted_text_is_read(steward: Steward) -> None:
    app = steward()
    sound(next(g for g in app.button_group if g.label == "Bring the document as").set_value("paste").run())
    app.text_area[0].set_value(REPORT).run()
    press(app, "Read this text")
    assert sent(app)["text"] == REPORT


def test_a_store_that_moved_is_looked_at_again(steward: Steward, folder: Path) -> None:
    app = upload(steward())
    decide(app, decided={str(at(app, "2345家")): {"v": "accept"}})
    next(i for i in app.text_input if i.label == "Author").set_value("Li").run()
    other = Workspace.open(folder)
    look = other.look_over(other.read_document("b.txt", REPORT.replace("2345", "2346").encode()))
    other.approve_document(look, Decisions((0,)), author="Wang")
    sound(app.run())
    assert "held against it again" in alerts(app)
    assert sent(app)["items"][at(app, "2345家")]["st"] == "contradicts"
    assert sent(app)["decided"] == {str(at(app, "2345家")): {"v": "accept", "r": ""}}
