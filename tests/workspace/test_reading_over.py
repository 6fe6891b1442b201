"""The figures of a document beside the tiny store: their states, their corrections, and what becomes of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.errors import InputError, StoreError
from yardstick.ingest.reading import ReadingWords, SetAside
from yardstick.model import Source
from yardstick.reader import Candidate
from yardstick.store import MovedError
from yardstick.workspace import Workspace
from yardstick.workspace.endorsing import Decisions
from yardstick.workspace.papers import Paper
from yardstick.workspace.reading_over import Item, Overlook, agree, allowed
from yardstick.workspace.stating import plain
from yardstick.workspace.teaching import Lesson

TEXT = "去年企业数达到2.5万家，增长12%。生产总值约5.2万亿元。全省企业数25000家。明年企业数力争达到2.8万家，公园30个。"
NEW = Source(
    "gwr-420000-2024", "工作报告", "省政府", "work_report", dt.date(2024, 1, 30), dt.date(2024, 1, 20),
    sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
)  # fmt: skip


def candidate(piece: str, **said: Any) -> Candidate:
    """The figure at a piece of the text, an actual of 2023 of the province unless said otherwise."""
    start = TEXT.index(piece)
    fields: dict[str, Any] = {
        "area": "420000", "indicator": "firms", "kind": "actual", "measure": "value", "operator": "=", "value": 0.0,
        "unit": "家", "period": "2023", "confidence": 0.9,
    }  # fmt: skip
    first = TEXT.rfind("。", 0, start) + 1
    return Candidate(start, start + len(piece), first, TEXT.index("。", start) + 1, **fields | said)


LEVEL = candidate("2.5万家", value=2.5, unit="万家")
GROWTH = candidate("12%", value=12, unit="%", measure="growth")
GDP = candidate("5.2万亿元", value=5.2, unit="万亿元", indicator="gdp", operator="~", hedge="约", period="2022")
AGAIN = candidate("25000家", value=25000)
AIM = candidate("2.8万家", value=2.8, unit="万家", kind="target", period="2024", hedge="力争")
PARKS = candidate("30个", value=30, unit="个", indicator="")
EVERY = (LEVEL, GROWTH, GDP, AGAIN, AIM, PARKS)


def paper(
    *candidates: Candidate, source: Source = NEW, known: bool = False, words: ReadingWords | None = None
) -> Paper:
    return Paper("报告.txt", TEXT, source, known, "420000", candidates, words or ReadingWords())


def only(workspace: Workspace, one: Candidate, **said: Any) -> Item:
    (item,) = workspace.look_over(paper(one, **said)).items
    return item


def test_every_state_of_a_new_document(place: Path) -> None:
    look = Workspace.open(place).look_over(paper(*EVERY))
    assert [item.state for item in look.items] == ["new", "new", "agrees", "restates", "new", "unplaced"]
    assert look.items[3].first == 0
    assert look.counts["new"] == 3
    assert [item.at for item in look.waiting] == [0, 1, 2, 4]
    assert [item.sure for item in look.items] == [True, True, True, False, True, False]


def test_a_figure_goes_the_way_of_the_collected_ones(place: Path) -> None:
    look = Workspace.open(place).look_over(paper(*EVERY))
    level, aim = look.items[0].stated.observation, look.items[4].stated.target
    assert level is not None
    assert aim is not None
    assert (level.value, level.unit, level.stated_value, level.stated_unit) == (25000.0, "enterprises", "2.5", "万家")
    sentence = hashlib.sha256(TEXT[: TEXT.index("。") + 1].encode()).hexdigest()[:12]
    assert level.locator == f"char:7-12~{sentence}"
    assert (aim.value, aim.hedge, aim.kind, aim.announced) == (28000.0, "力争", "annual", dt.date(2024, 1, 20))


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"period": "2022", "value": 2}, "agrees"),  # 20000 is held
        ({"period": "2022", "value": 2.1}, "contradicts"),
        ({"period": "2021", "value": 1.6}, "agrees"),  # 15960 is held: 1.6 is rounded to a thousand
        ({"confidence": 0.3}, "unsure"),
        ({"confidence": 0.3, "period": "2022", "value": 2.1}, "contradicts"),
        ({"unit": "亿元"}, "unplaced"),
        ({"period": ""}, "unplaced"),
        ({"indicator": "no_such"}, "unplaced"),
    ],
)
def test_a_state_follows_from_what_is_held(place: Path, said: dict[str, Any], state: str) -> None:
    item = only(Workspace.open(place), replace(LEVEL, **said))
    assert item.state == state
    assert bool(item.problems) == (state == "unplaced")


def test_a_document_that_is_known_revises_itself(place: Path) -> None:
    workspace = Workspace.open(place)
    report = workspace.sources["report"]
    one = replace(LEVEL, period="2022", value=2.1)  # the same report says 20000 at char:13-19
    assert only(workspace, one, source=report, known=True).state == "revises"
    item = only(workspace, replace(one, value=2.0, start=13, end=17), source=report, known=True)
    assert item.state == "held"
    assert not item.sure


def test_the_place_of_another_figure_is_told(place: Path) -> None:
    workspace = Workspace.open(place)
    one = replace(LEVEL, start=13, end=17)
    item = only(workspace, one, source=workspace.sources["report"], known=True)
    assert item.elsewhere == (("firms", "420000", "value", "2022"),)
    assert not item.sure


def test_what_was_corrected_here_stays_so(place: Path) -> None:
    workspace = Workspace.open(place)
    one = replace(GROWTH, value=2500, period="2022", start=22, end=26)
    item = only(workspace, one, source=workspace.sources["report"], known=True)
    assert item.state == "held"
    assert "the correction stays" in str(item.problems[0])


def test_fields_are_put_right_by_what_things_are_called(place: Path) -> None:
    workspace = Workspace.open(place)
    fix = {"indicator": "企业数", "area": "洛阳市", "period": "2024年", "unit": "家", "value": "1,300"}
    (item,) = workspace.look_over(paper(PARKS), {0: fix}).items
    assert item.stated.cell == ("actual", "firms", "410300", "value", "2024")
    assert item.stated.record is not None
    assert item.stated.record.value == 1300
    assert item.corrected == ("indicator", "area", "period", "unit", "value")
    assert item.sure  # a person looked at it


@pytest.mark.parametrize(
    ("fix", "words"),
    [
        ({"indicator": "企业户数"}, "unknown indicator, found '企业户数'"),
        ({"area": "火星"}, "unknown area, found '火星'"),
        ({"period": "某年"}, "not a period, found '某年'"),
        ({"value": "许多"}, "not a number, found 许多"),
        ({"measure": "size"}, "size"),
        ({"operator": "range"}, "a range has two ends"),
    ],
)
def test_a_field_that_stands_for_nothing_is_told(place: Path, fix: dict[str, str], words: str) -> None:
    (item,) = Workspace.open(place).look_over(paper(LEVEL), {0: fix}).items
    assert words in str(item.problems[0])
    assert item.state == "unplaced"


def test_a_change_downward_is_stored_below_zero(place: Path) -> None:
    fall = only(Workspace.open(place), replace(GROWTH, falls=True)).stated.record
    assert fall is not None
    assert fall.value == -12


def test_a_share_of_what_is_a_percentage_is_its_value(workspace: Workspace) -> None:
    one = replace(GROWTH, indicator="rd_intensity", measure="share", value=3.1)
    assert only(workspace, one).stated.cell == ("actual", "rd_intensity", "420000", "value", "2023")


def accepted(place: Path, *candidates: Candidate, at: tuple[int, ...], **said: Any) -> tuple[Workspace, Overlook]:
    workspace = Workspace.open(place)
    look = workspace.look_over(paper(*candidates, **said))
    workspace.approve_document(look, Decisions(at), author="李工")
    return Workspace.open(place), look


def test_what_is_accepted_becomes_one_change_set_and_is_taken_back_whole(place: Path) -> None:
    before = Workspace.open(place).store.data_version
    after, _ = accepted(place, *EVERY, at=(0, 1, 4))
    change = after.change_sets()[-1]
    assert (change.kind, change.author, change.file, change.sha256) == ("document", "李工", "报告.txt", NEW.sha256)
    held = after.store.brought(NEW.id)
    assert held[["measure", "value"]].to_numpy().tolist() == [["growth", 12.0], ["value", 25000.0]]
    aims = after.store.targets(["420000"])
    assert aims[aims["source"] == NEW.id][["period", "value"]].to_numpy().tolist() == [["2024", 28000.0]]
    assert after.sources[NEW.id].title == "工作报告"
    assert (place / "data" / "documents" / f"{NEW.id}.txt").read_bytes() == TEXT.encode()
    sentence = after.explain("420000", "firms", "2023").sentence
    assert sentence is not None
    after.revert("last", author="李工", reason="撤回")
    again = Workspace.open(place)
    assert len(again.store.brought(NEW.id)) == 0
    assert (again.store.targets(["420000"])["source"] == NEW.id).sum() == 0
    assert again.explain("420000", "firms", "2022").picked is not None
    assert again.store.data_version == before


def test_the_same_document_a_second_time_is_held(place: Path) -> None:
    after, look = accepted(place, LEVEL, AIM, at=(0, 1))
    again = after.look_over(replace(look.paper, known=True))
    assert [item.state for item in again.items] == ["held", "held"]


def test_a_figure_that_revises_its_own_source_takes_the_others_place(place: Path) -> None:
    after, look = accepted(place, LEVEL, AIM, at=(0, 1))
    better = replace(AGAIN, value=26000), replace(AIM, value=2.9, start=AIM.start + 1)
    again = after.look_over(replace(look.paper, candidates=better, known=True))
    assert [item.state for item in again.items] == ["revises", "revises"]
    after.approve_document(again, Decisions((0, 1)), author="李工")
    found = Workspace.open(place)
    assert found.store.brought(NEW.id)["value"].tolist() == [26000.0]
    aims = found.store.targets(["420000"])
    assert aims[aims["source"] == NEW.id]["value"].tolist() == [29000.0]


def test_a_text_that_is_not_its_sources_is_refused(place: Path) -> None:
    workspace = Workspace.open(place)
    look = workspace.look_over(paper(LEVEL, source=workspace.sources["report"], known=True))
    with pytest.raises(InputError, match="not the text any figure was read from"):
        workspace.approve_document(look, Decisions((0,)), author="李工")
    assert Workspace.open(place).store.data_version == workspace.store.data_version


def test_what_contradicts_is_stored_beside_the_other(place: Path) -> None:
    after, _ = accepted(place, replace(LEVEL, period="2022", value=2.1), at=(0,))
    values = after.store.figures("420000", "firms", "2022")["value"].tolist()
    assert sorted(values) == [20000.0, 21000.0]


def test_rejected_figures_and_words_are_kept(place: Path) -> None:
    workspace = Workspace.open(place)
    look = workspace.look_over(paper(LEVEL, PARKS))
    lesson = Lesson({"企业户数": "firms"}, ("园区",))
    workspace.approve_document(look, Decisions((0,), {1: "公园不是指标"}, lesson), author="李工")
    _, words = workspace.vocabulary()
    assert (words.aliases, words.ignore) == ({"企业户数": "firms"}, ("园区",))
    again = Workspace.open(place).look_over(paper(PARKS, words=words))
    assert again.items[0].set_aside == "公园不是指标"


@pytest.mark.parametrize(
    ("at", "author", "words"),
    [
        ((0,), " ", "say who accepts this"),
        ((), "李工", "no figure of this document is accepted"),
        ((0, 5), "李工", "the figure at 60–63 cannot be stored yet"),
    ],
)
def test_an_approval_without_what_it_needs_is_refused(
    place: Path, at: tuple[int, ...], author: str, words: str
) -> None:
    workspace = Workspace.open(place)
    with pytest.raises(StoreError, match=words):
        workspace.approve_document(workspace.look_over(paper(*EVERY)), Decisions(at), author=author)
    assert not (place / "data" / "documents").exists()


def test_a_store_that_moved_is_told(place: Path) -> None:
    workspace = Workspace.open(place)
    look = workspace.look_over(paper(LEVEL, GROWTH))
    workspace.approve_document(look, Decisions((0,)), author="李工")
    with pytest.raises(MovedError):
        workspace.approve_document(look, Decisions((1,)), author="李工")


def test_two_figures_of_one_cell_at_one_place_are_told_apart(place: Path) -> None:
    after, _ = accepted(place, LEVEL, replace(LEVEL, value=2.6), at=(0, 1))
    places = sorted(after.store.brought(NEW.id)["locator"])
    assert [one.endswith("#2") for one in places] == [False, True]


def test_a_place_set_aside_is_known_by_its_span() -> None:
    words = ReadingWords(rejected=(SetAside("a", "char:1-2~0123456789ab", "why"), SetAside("b", "char:3-4")))
    assert words.set_aside("a") == {"char:1-2": "why"}


values = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False).map(lambda x: round(x, 3))
signs = st.sampled_from(("=", ">", ">=", "<", "<=", "~"))


@given(values, signs, values, signs)
def test_agreement_is_mutual_and_a_figure_agrees_with_itself(a: float, s: str, b: float, r: str) -> None:
    one, other = allowed(a, None, s, plain(a)), allowed(b, None, r, plain(b))
    assert agree(one, one)
    assert agree(one, other) == agree(other, one)


@given(values)
def test_a_rounded_figure_agrees_with_the_exact_one(value: float) -> None:
    rounded = round(value, 1)
    assert agree(allowed(value, None, "=", plain(value)), allowed(rounded, None, "=", f"{rounded:.1f}"))


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14).map(lambda x: round(x, 4)))
def test_a_number_is_written_without_exponent_and_read_back(value: float) -> None:
    text = plain(value)
    assert "e" not in text
    assert float(text) == pytest.approx(value, rel=1e-12, abs=1e-9)
