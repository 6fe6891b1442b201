"""Bringing figures in on the steward's page: brought, understood, reviewed and stored, one file after another."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pandas as pd
import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from yardstick.ui import import_work
from yardstick.ui.downloads import DOWNLOADS
from yardstick.ui.session import FOLDER_VARIABLE
from yardstick.workspace import Workspace
from yardstick.workspace.undoing import revert

pytestmark = pytest.mark.page

PROJECT = Path(__file__).resolve().parents[2]
HEAD = "indicator,area,period,value,unit\n"
LUOYANG = "410300"
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
        app.switch_page(str(PROJECT / "pages" / "steward.py")).run()
        return sound(app)

    return open_page


def sound(app: AppTest) -> AppTest:
    assert not app.exception, app.exception[0].message
    return app


def upload(app: AppTest, name: str, content: bytes | str) -> AppTest:
    """Bring a file."""
    data = content.encode() if isinstance(content, str) else content
    return sound(app.file_uploader[0].upload(name, data).run())


def press(app: AppTest, label: str) -> AppTest:
    """Press the button that says this."""
    return sound(next(b for b in app.button if b.label == label).click().run())


def said(app: AppTest) -> str:
    """Everything the page says, in one text."""
    every = [*app.markdown, *app.caption, *app.info, *app.warning, *app.success, *app.error]
    return "\n".join(str(each.value).replace("\\", "") for each in every)


def counts(app: AppTest) -> str:
    """The headline over the lines."""
    return next(str(m.value) for m in app.markdown if str(m.value).startswith("### ")).removeprefix("### ")


def lines(app: AppTest) -> pd.DataFrame:
    """The table of lines."""
    return app.dataframe[-1].value


def box(app: AppTest, label: str) -> object:
    """The select box of this label."""
    return next(b for b in app.selectbox if b.label.replace("\\", "") == label)


def store(app: AppTest, label: str, *, author: str = "lin", reason: str = "") -> AppTest:
    """Say who and why, and press the button."""
    app.text_input(key=_key(app.text_input, "author")).set_value(author)
    app.text_area(key=_key(app.text_area, "reason")).set_value(reason)
    return press(app, label)


def opened(app: AppTest, name: str) -> AppTest:
    """Open one of the boxes."""
    app.session_state[f"import.{app.session_state[import_work.WORK].turn}.{name}"] = True
    return sound(app.run())


def _key(widgets: object, name: str) -> str:
    return next(w.key for w in widgets if w.key and w.key.endswith(f".{name}"))  # type: ignore[attr-defined]


def shown(folder: Path, indicator: str = "gdp", area: str = LUOYANG, period: str = "2031") -> float | None:
    """The figure that every page shows."""
    found = Workspace.open(folder).readings([indicator], [area])
    return next((r.value for r in found if r.period == period), None)


def test_an_unknown_heading_is_placed_a_line_corrected_and_all_of_it_stored_and_taken_back(
    folder: Path, steward: Steward
) -> None:
    text = "地区,指标,年份,数值,单位\n洛阳,地区总产值x,2031,8000,亿元\n商丘,地区总产值x,2031,about,亿元\n"
    app = upload(steward(), "bureau.csv", text)
    assert counts(app) == "2 refused"
    assert "1 word not placed" in app.expander[1].label
    word = box(app, "indicator: **地区总产值x**")
    assert word.options[1].startswith("Gross domestic product")  # type: ignore[attr-defined]
    word.set_value("gdp")  # type: ignore[attr-defined]
    app = press(app, "Use these words")
    assert counts(app) == "1 added, 1 refused"
    assert list(lines(app)["Stored"]) == ["", "✓"]
    app = sound(box(app, "Open a line").set_value("line 3, column 数值").run())  # type: ignore[attr-defined]
    assert "not a number, found about" in said(app)
    app.text_input(key=next(w.key for w in app.text_input if w.label == "Correct the cell")).set_value("4000")
    app = press(app, "Review it again")
    assert counts(app) == "2 added"
    app = store(app, "Store 2 figures")
    assert "Change set 1000001 is stored: 2 figures." in said(app)
    assert "kept for the next file" in said(app)
    links = app.get("html")[-1].proto.body
    assert "/compare?indicators=gdp&" in links
    assert "cell=410300%7Cgdp%7Cvalue%7C2031" in links
    assert "part=history" in links
    assert (shown(folder), shown(folder, area="411400")) == (8000, 4000)
    again = upload(app, "next.csv", "地区,指标,年份,数值,单位\n洛阳,地区总产值x,2032,8200,亿元\n")
    assert counts(again) == "1 added"
    revert(folder, "last", author="lin", reason="test")
    assert shown(folder) is None


def test_pasted_cells_are_read_like_a_file(steward: Steward, folder: Path) -> None:
    app = steward()
    sound(app.segmented_control(key="import.way").set_value("paste").run())
    assert "Nothing is pasted yet." in said(press(app, "Read these cells"))
    app.text_area[0].set_value("地区生产总值（亿元）\t\n地区\t2031\n洛阳\t8000\n")
    app = press(app, "Read these cells")
    assert f"Pasted on {dt.date.today()}" in said(app)
    assert counts(app) == "1 added"
    store(app, "Store 1 figure")
    assert shown(folder) == 8000


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "the file is not what its ending says"), ("zh", "文件内容与扩展名不符")]
)
def test_a_file_that_is_none_is_refused_in_words(steward: Steward, lang: str, words: str) -> None:
    app = upload(steward(lang), "a.xlsx", b"\x00\x01\x02 no workbook \xff" * 40)
    assert len(app.error) == 1
    assert app.error[0].value.replace("\\", "").startswith(f"a.xlsx: {words}")
    assert not app.dataframe


def test_a_file_is_read_once_and_reviewed_once(steward: Steward, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    for verb in ("draft", "review"):
        real = getattr(Workspace, verb)

        def counted(self, *args, _real=real, _verb=verb, **kwargs):
            asked.append(_verb)
            return _real(self, *args, **kwargs)

        monkeypatch.setattr(Workspace, verb, counted)
    app = upload(steward(), "a.csv", HEAD + "gdp,洛阳,2031,8000,亿元\n")
    for _ in range(3):
        sound(app.run())
    sound(box(app, "Open a line").set_value("line 2, column value").run())  # type: ignore[attr-defined]
    assert asked == ["draft", "review"]


def test_nothing_of_an_upload_stays_on_the_disk(
    steward: Steward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_work.tempfile, "tempdir", str(tmp_path))
    upload(steward(), "a.csv", HEAD + "gdp,洛阳,2031,8000,亿元\n")
    assert list(tmp_path.iterdir()) == []


def test_lines_are_left_out_one_by_one_and_all_at_once(steward: Steward, folder: Path) -> None:
    text = HEAD + "gdp,洛阳,2022,57000,亿元\ngdp,洛阳,1931,30,亿元\ngdp,商丘,1931,20,亿元\ngdp,临沂,2023,6000,亿元\n"
    app = upload(steward(), "a.csv", text)
    assert counts(app) == "2 added, 1 conflicting, 1 suspicious"
    assert list(lines(app)["Stored"]) == ["", "✓", "✓", "✓"]  # what cannot be true is not stored unless taken
    app = press(app, "Leave out all conflicting")
    assert list(lines(app)["Stored"]) == ["", "", "✓", "✓"]
    app = sound(box(app, "Open a line").set_value("line 3, column value").run())  # type: ignore[attr-defined]
    app = sound(next(c for c in app.segmented_control if c.label == "This line").set_value(False).run())
    assert list(lines(app)["Stored"]) == ["", "", "", "✓"]
    app = sound(box(app, "Open a line").set_value("line 2, column value").run())  # type: ignore[attr-defined]
    assert "off by a factor of 10" in said(app)
    assert "Other sources say" in said(app)
    app = sound(next(c for c in app.segmented_control if c.label == "This line").set_value(True).run())
    assert list(lines(app)["Stored"]) == ["✓", "", "", "✓"]
    app = press(app, "Undo all decisions")
    assert list(lines(app)["Stored"]) == ["", "✓", "✓", "✓"]
    app = press(press(app, "Leave out all conflicting"), "Leave out all suspicious")
    store(app, "Store 2 figures")
    assert shown(folder, period="1931") == 30


def test_a_large_change_asks_for_a_reason_and_names_its_lines(steward: Steward, folder: Path) -> None:
    app = upload(steward(), "county.csv", HEAD + "gdp,洛阳,1931,100,亿元\n")
    store(app, "Store 1 figure")
    app = upload(steward(), "county.csv", HEAD + "gdp,洛阳,1931,150,亿元\n")
    assert counts(app) == "1 changed"
    row = lines(app).iloc[0]
    assert row["Held now → new"] == "CNY 10 billion → CNY 15 billion"
    assert row["Difference (%)"] == 50
    assert "these lines differ by more than 20 % from what is held: line 2, column value" in said(app)
    app = store(app, "Store 1 figure")
    assert "need a reason" in app.error[0].value
    assert shown(folder, period="1931") == 100
    app = store(app, "Store 1 figure", reason="revised after the census")
    assert "Change set 1000002 is stored" in said(app)
    assert shown(folder, period="1931") == 150
    assert Workspace.open(folder).change_sets()[-1].reason == "revised after the census"


def test_nobody_stores_without_a_name(steward: Steward, folder: Path) -> None:
    app = upload(steward(), "a.csv", HEAD + "gdp,洛阳,2031,8000,亿元\n")
    app = store(app, "Store 1 figure", author=" ")
    assert app.error[0].value.replace("\\", "") == "say who accepts this"
    app = store(app, "Store 1 figure")
    app = upload(app, "b.csv", HEAD + "gdp,洛阳,2032,8100,亿元\n")
    assert app.text_input(key=_key(app.text_input, "author")).value == "lin"


def test_the_ground_moves_under_a_review(steward: Steward, folder: Path) -> None:
    text = HEAD + "gdp,洛阳,2031,8000,亿元\ngdp,商丘,1931,20,亿元\n"
    app = upload(steward(), "a.csv", text)
    app = sound(box(app, "Open a line").set_value("line 3, column value").run())  # type: ignore[attr-defined]
    app = sound(next(c for c in app.segmented_control if c.label == "This line").set_value(False).run())
    other = Workspace.open(folder)
    other.approve(other.review(other.pasted(HEAD + "gdp,临沂,1931,20,亿元\n", "other.csv")), author="another")
    app = sound(app.run())
    assert "The store has changed since you looked" in said(app)
    assert "no longer hold" not in said(app)
    assert sorted(lines(app)["Stored"]) == ["", "✓"]
    app = store(app, "Store 1 figure")
    assert "Change set 1000002 is stored: 1 figure." in said(app)
    assert (shown(folder), shown(folder, area="411400", period="1931")) == (8000, None)


def test_a_store_that_moves_between_two_looks_is_told_and_nothing_is_stored(
    steward: Steward, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = upload(steward(), "a.csv", HEAD + "gdp,洛阳,2031,8000,亿元\n")
    real = Workspace.approve

    def overtaken(self, *args, **kwargs):
        monkeypatch.setattr(Workspace, "approve", real)
        other = Workspace.open(folder)
        other.approve(other.review(other.pasted(HEAD + "gdp,洛阳,2031,7000,亿元\n", "other.csv")), author="another")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Workspace, "approve", overtaken)
    app = store(app, "Store 1 figure")
    assert "Nothing of yours is stored yet" in said(app)
    assert "The store has changed since you looked" in said(app)
    assert counts(app) == "1 conflicting"
    assert shown(folder) == 7000


def test_decisions_on_lines_that_say_something_else_are_dropped(steward: Steward) -> None:
    app = upload(steward(), "a.csv", HEAD + "gdp,洛阳,2031,8000,亿元\ngdp,商丘,1931,20,亿元\n")
    app = sound(box(app, "Open a line").set_value("line 3, column value").run())  # type: ignore[attr-defined]
    app = sound(next(c for c in app.segmented_control if c.label == "This line").set_value(False).run())
    app.text_input(key=next(w.key for w in app.text_input if w.label == "Correct the cell")).set_value("30")
    app = press(app, "Review it again")
    assert list(lines(app)["Stored"]) == ["✓", "✓"]


def test_the_figures_are_given_to_a_known_source_or_a_new_one(steward: Steward, folder: Path) -> None:
    known = next(s for s in Workspace.open(folder).sources.values() if s.kind == "yearbook")
    app = upload(steward(), "a.csv", HEAD + "gdp,洛阳,1931,30,亿元\n")
    assert app.expander[0].label.replace("\\", "") == "Figures of: a.csv (named after the file)"
    app = opened(app, "whose")
    app = sound(box(app, "Source").set_value(known.id).run())  # type: ignore[attr-defined]
    assert known.title in app.expander[0].label.replace("\\", "")
    app = opened(app, "whose")
    app = sound(box(app, "Source").set_value("").run())  # type: ignore[attr-defined]
    next(w for w in app.text_input if w.label == "Title").set_value("县统计局报表")
    next(w for w in app.text_input if w.label == "Publisher").set_value("县统计局")
    app = press(app, "The figures are of this source")
    assert "县统计局报表" in app.expander[0].label
    store(app, "Store 1 figure")
    made = Workspace.open(folder).sources["import-县统计局报表"]
    assert (made.title, made.publisher, made.kind) == ("县统计局报表", "县统计局", "department_report")


def book(**sheets: list[list[object]]) -> bytes:
    """A workbook."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_the_form_of_a_sheet_is_set_by_hand(steward: Steward, folder: Path) -> None:
    rows: list[list[object]] = [["甲", "乙"], ["洛阳", 8000], ["商丘", 4000], ["以上合计", 12000]]
    app = upload(steward(), "a.xlsx", book(Sheet1=rows))
    assert "no table of figures was found" in said(app)
    nowhere = {b.label: b for b in app.selectbox if b.label.endswith("stands in")}
    nowhere["area stands in"].set_value("column 1")
    for role in ("indicator", "period", "unit"):
        nowhere[f"{role} stands in"].set_value("fixed")
    app = sound(app.run())
    for role, word in (("indicator", "gdp"), ("period", "2031"), ("unit", "亿元")):
        app.text_input(key=_key(app.text_input, f"{role}.word.0")).set_value(word)
    app.multiselect[0].set_value([2])
    app.text_input(key=_key(app.text_input, "out.0")).set_value("4a")
    app = press(app, "Read the sheet this way")
    assert "“4a” is no row" in said(app)
    app.text_input(key=_key(app.text_input, "out.0")).set_value("4")
    app = press(app, "Read the sheet this way")
    assert counts(app) == "2 added"
    app = store(app, "Store 2 figures")
    assert (shown(folder), shown(folder, area="411400")) == (8000, 4000)
    app = upload(app, "b.xlsx", book(Sheet1=[["甲", "乙"], ["洛阳", 8000], ["商丘", 4100]]))
    assert "area in column A (甲)" in said(app)  # known again by its headings; what differs from year to year is asked
    assert "it does not say: indicator, period" in said(app)


def test_a_sheet_is_left_out_and_taken_again(steward: Steward) -> None:
    one: list[list[object]] = [["地区", "2031"], ["洛阳", 8000]]
    two: list[list[object]] = [["地区", "2032"], ["洛阳", 8100]]
    sheets = {"地区生产总值（亿元）": one, "地区生产总值（亿元）2": two}
    app = upload(steward(), "a.xlsx", book(**sheets))
    many = int(counts(app).split()[0])
    app = opened(app, "understood")
    toggle = next(t for t in app.toggle if t.label == "Use this sheet")
    app = sound(toggle.set_value(False).run())
    assert counts(app) != f"{many} added"
    toggle = next(t for t in app.toggle if t.label == "Use this sheet")
    app = sound(toggle.set_value(True).run())
    assert counts(app).startswith(f"{many} ")


def test_a_unit_is_chosen_for_figures_that_state_none(steward: Steward, folder: Path) -> None:
    app = upload(steward(), "a.csv", HEAD + "gdp,洛阳,2031,8000,\n")
    assert counts(app) == "1 refused"
    assert "Figures without a unit" in said(app)
    box(app, "Gross domestic product").set_value("亿元")  # type: ignore[attr-defined]
    app = press(app, "Use these units")
    assert counts(app) == "1 added"
    store(app, "Store 1 figure")
    assert shown(folder) == 8000


def follow(link: str) -> bytes:
    """What stands behind a link of the page."""
    token, name = link.removeprefix("/download/").split("/")
    asked = Request({"type": "http", "path_params": {"token": token, "name": unquote(name)}})
    with ThreadPoolExecutor(1) as apart:
        return bytes(apart.submit(asyncio.run, DOWNLOADS.serve(asked)).result().body)


def links(app: AppTest) -> list[str]:
    """The links for files on the page."""
    text = "\n".join(str(c.value) for c in app.caption)
    return [part.split(")")[0] for part in text.split("](")[1:]]


def test_the_marked_workbook_and_the_lines_are_taken_away(steward: Steward) -> None:
    rows: list[list[object]] = [["地区", "2031"], ["洛阳", "=1+cmd"], ["商丘", 4000]]
    app = upload(
        steward(), "县.xlsx", book(**{"地区生产总值（亿元）": [["地区", "2031"], ["洛阳", "about"], *rows[2:]]})
    )
    marked, table = links(app)
    page = openpyxl.load_workbook(io.BytesIO(follow(marked))).active
    assert page["B2"].comment.text.startswith("not a number, found about")
    assert page["B3"].comment is None
    found = pd.read_csv(io.BytesIO(follow(table)))
    assert list(found["Cell"]) == ["地区生产总值（亿元）!B2", "地区生产总值（亿元）!B3"]
    press(app, "Another file")
    assert follow(marked).decode().startswith("这张表已不再保留")


def test_many_lines_are_looked_at_page_by_page(steward: Steward) -> None:
    months = [f"{year}-{month:02d}" for year in range(1950, 1971) for month in range(1, 13)][:251]
    app = upload(steward(), "a.csv", HEAD + "".join(f"gdp,洛阳,{month},1000,亿元\n" for month in months))
    assert counts(app) == "251 added"
    assert len(lines(app)) == 100
    assert "Lines 1 to 100 of 251" in said(app)
    app.session_state[f"import.{app.session_state[import_work.WORK].turn}.page"] = 3
    app = sound(app.run())
    assert "Lines 201 to 251 of 251" in said(app)


def test_the_page_speaks_chinese(steward: Steward) -> None:
    text = HEAD + "gdp,洛阳,2022,57000,亿元\ngdp,汉口,2031,about,亿元\n"
    app = upload(steward("zh"), "县.csv", text)
    assert counts(app).startswith("可疑1、拒绝1")
    sound(box(app, "打开一行").set_value("line 3, column value").run())  # type: ignore[attr-defined]
    assert "未知的地区" in said(app)
    assert "第3行第4列" in said(app)
