"""The sentence of a number: only from a text that has it to the letter at its place, with its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import own_report
import pytest
from own_report import AFTER, AIM, BEFORE, SENTENCE, TEXT, put

from yardstick.model import Passage
from yardstick.workspace import DocumentView, Workspace


@pytest.fixture(scope="module")
def folder(own_installation: Callable[[], Path]) -> Path:
    """An installation with the figures of a report of our own."""
    made = own_installation()
    own_report.read_in(made)
    return made


@pytest.fixture
def text(folder: Path) -> Path:
    """Where its text lies; there is none at first."""
    path = folder / "data" / "documents" / f"{own_report.ID}.txt"
    path.unlink(missing_ok=True)
    return path


@pytest.fixture
def ws(folder: Path) -> Workspace:
    return Workspace.open(folder)


def of_figure(ws: Workspace) -> tuple[str, ...]:
    """State and words of the sentence behind the figure of 2026, as `explain` tells it."""
    s = ws.explain(own_report.LUOYANG, "high_tech_enterprises", "2026").sentence
    return s.state, s.previous, s.before, s.figure, s.after, s.following


def states(view: DocumentView) -> list[str]:
    return [mark.state for mark in view.marks]


def test_it_is_shown_between_its_neighbours(ws: Workspace, text: Path) -> None:
    assert of_figure(ws)[0] == "absent"
    put(text)
    before, after = SENTENCE.split("1900家")
    assert of_figure(ws) == ("shown", BEFORE, before, "1900家", after, AFTER)


def test_the_rest_of_the_text_may_change(ws: Workspace, text: Path) -> None:
    put(text, TEXT.replace(BEFORE, "前言从略只留一句话。").replace(AIM, "打算另行说明。"))
    before, after = SENTENCE.split("1900")
    assert of_figure(ws) == ("shown", "前言从略只留一句话。", before, "1900", after, AFTER)  # it moved by one character
    put(text, TEXT.replace(BEFORE, "前言从略，只留一句话。").replace(AIM, "打算另行说明。"))
    assert of_figure(ws) == ("shown", "前言从略，只留一句话。", before, "1900家", after.removeprefix("家"), AFTER)
    put(text, TEXT.replace(BEFORE, BEFORE * 3))
    assert of_figure(ws)[0] == "changed"


@pytest.mark.parametrize("other", ["", "很短", TEXT.replace("1900", "1901"), TEXT.replace("研发投入", "研发经费")])
def test_a_text_without_the_sentence_has_changed(ws: Workspace, text: Path, other: str) -> None:
    put(text, other)
    assert of_figure(ws) == ("changed", "", "", "", "", "")


def test_bytes_that_are_no_text_have_changed(ws: Workspace, text: Path) -> None:
    put(text)
    text.write_bytes(TEXT.encode("utf-16"))
    assert of_figure(ws)[0] == "changed"


def test_without_a_hash_the_whole_text_decides(ws: Workspace, text: Path) -> None:
    put(text)
    assert ws.sentence(own_report.ID, own_report.UNHASHED.locator).figure == "300家"
    put(text, TEXT.replace(BEFORE, ""))
    assert ws.sentence(own_report.ID, own_report.UNHASHED.locator).state == "changed"


def test_where_nothing_tells_what_it_was_it_is_not_shown(
    ws: Workspace, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(text)
    monkeypatch.setitem(ws.sources, own_report.ID, replace(own_report.SOURCE, sha256=""))
    assert ws.sentence(own_report.ID, own_report.UNHASHED.locator).state == "unchecked"
    assert ws.sentence(own_report.ID, own_report.FIGURE.locator).state == "shown"


@pytest.mark.parametrize("locator", ["row:1/2/3", "表!B2", "formula:a / b", "char:9-3", ""])
def test_another_kind_of_place_has_no_sentence(ws: Workspace, locator: str) -> None:
    assert ws.sentence(own_report.ID, locator).state == "not_text"


def test_a_source_that_is_not_known_has_no_text(ws: Workspace) -> None:
    assert ws.sentence("../../etc/passwd", "char:1-2").state == "absent"


def test_a_sentence_without_end_is_cut(ws: Workspace, text: Path) -> None:
    long = "甲" * 5000 + "1900家" + "乙" * 5000
    put(text, long)
    found = ws.sentence(own_report.ID, own_report.place("1900家", text=long))
    assert (found.before, found.figure, found.after) == ("…" + "甲" * 400, "1900家", "乙" * 400 + "…")


def test_a_document_has_every_figure_and_target_in_its_place(ws: Workspace, text: Path) -> None:
    assert own_report.ID in {source.id for source in ws.documents()}
    absent = ws.document(own_report.ID)
    assert (absent.held, absent.text, absent.paragraphs, states(absent)) == (False, "", (), ["absent"] * 4)
    put(text)
    view = ws.document(own_report.ID)
    assert (view.held, view.whole, view.unverified, states(view)) == (True, True, 0, ["shown"] * 4)
    marked = [view.text[m.start : m.end] for m in view.marks]
    assert marked == ["1900家", "260家", "突破2200家", "300家"]
    assert [m.reading.measure if m.reading else "target" for m in view.marks] == ["value", "new", "target", "target"]
    judged = {each.id for each in ws.judged([own_report.LUOYANG])}
    assert {m.target_id for m in view.marks if m.target} <= judged
    lines = [(view.text[p.first : p.last], p.heading) for p in view.paragraphs]
    headings = ["自拟的工作报告", "一、回顾", "二、打算"]
    assert [line for line, heading in lines if heading] == headings
    assert [line for line, heading in lines if not heading] == [BEFORE + SENTENCE + AFTER, AIM]


def test_a_document_that_has_changed_says_which_figures_still_stand(ws: Workspace, text: Path) -> None:
    put(text, TEXT.replace("突破2200家", "突破2300家"))
    view = ws.document(own_report.ID)
    assert (view.held, view.whole, states(view)) == (True, False, ["shown", "shown", "changed", "changed"])
    assert view.unverified == 2


def test_no_such_source_has_no_document(ws: Workspace) -> None:
    with pytest.raises(KeyError):
        ws.document("nothing")


def test_the_conversion_s_places_hold_in_the_texts_they_were_read_from(workspace: Workspace) -> None:
    texts = Path(__file__).parents[3] / "shared" / "sources"
    if not texts.is_dir():
        pytest.skip("the documents are not on this machine")
    judged, checked = workspace.judged(), 0
    for path in sorted(texts.glob("*.txt")):
        text = path.read_bytes().decode()
        places = [r.locator for r in workspace.brought(path.stem)]
        places += [j.locator for j in judged if j.source == path.stem]
        passages = [p for p in map(Passage.parse, places) if p is not None]
        assert [str(p) for p in passages if not p.holds(text)] == []
        checked += len(passages)
    assert checked > 2000
