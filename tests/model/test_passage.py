"""Where a figure stands: its sentence, and the locator that says so."""

from __future__ import annotations

import hashlib
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.model import Passage, bare, sentence_hash, sentence_span, sentence_spans

TEXT = "一、创新\n  全市高企12家；小微3.5万家。“达到8家！”其余5家?\r\n\u3000\u3000明年20家"
WORDS = st.text(alphabet="甲1。！?；.”）」 \u3000\n\r", max_size=60)


def around(text: str, digits: str) -> str:
    start = text.index(digits)
    first, last = sentence_span(text, start, start + len(digits))
    return text[first:last]


@pytest.mark.parametrize(
    ("digits", "sentence"),
    [
        ("一", "一、创新"),
        ("12", "全市高企12家；小微3.5万家。"),
        ("3.5", "全市高企12家；小微3.5万家。"),
        ("8", "“达到8家！”"),
        ("5家?", "其余5家?"),
        ("20", "明年20家"),
    ],
)
def test_a_sentence_ends_at_its_mark_or_its_line(digits: str, sentence: str) -> None:
    assert around(TEXT, digits) == sentence


def test_marks_and_closing_quotes_right_behind_the_end_belong_to_it() -> None:
    assert around("他说（“有3家吗？！”）。共4家。", "3") == "他说（“有3家吗？！”）。"
    assert around("他说（“有3家吗？！”）。共4家。", "4") == "共4家。"


def test_a_span_over_two_sentences_has_both() -> None:
    assert around("甲1家。乙2家。丙3家。", "1家。乙2") == "甲1家。乙2家。"


def test_a_span_of_spaces_alone_is_its_own_sentence() -> None:
    assert sentence_span("甲。  乙", 2, 4) == (2, 4)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 9)])
def test_a_span_that_is_not_in_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"span {start}-{end} is not in a text of 4 characters"):
        sentence_span("甲1家。", start, end)


def test_the_hash_is_of_the_utf8_text() -> None:
    assert sentence_hash("甲1家。") == hashlib.sha256("甲1家。".encode()).hexdigest()[:12]
    assert sentence_hash("\ud800") == sentence_hash("?")


def test_a_passage_is_read_and_written_alike() -> None:
    passage = Passage.of("乙。甲1家。", 3, 4)
    assert str(passage) == f"char:3-4~{sentence_hash('甲1家。')}"
    assert Passage.parse(str(passage)) == passage
    assert Passage.parse("char:3-4") == Passage(3, 4)
    assert Passage.parse(f"{passage}#2") == Passage(3, 4, passage.hash, 2)


@pytest.mark.parametrize(
    "locator",
    ["", "row:3", "表!A1", "char:4-3", "char:3-3", "char:03-4", "char:3-4~", "char:3-4~ABCDEF012345", "char:3-4~12",
     "char:3-4#1", "char:3-4#",
     "char:3-4\n", "char:３-４", "char:1-" + "9" * 9000],
)  # fmt: skip
def test_what_is_no_passage_is_none(locator: str) -> None:
    assert Passage.parse(locator) is None


def test_a_passage_holds_while_its_sentence_stands() -> None:
    passage = Passage.of("乙。甲1家。丙。", 3, 4)
    assert passage.holds("丁。甲1家。另起一段。") is True
    assert passage.holds("乙。甲2家。丙。") is False
    assert passage.holds("乙。") is False
    assert Passage(3, 4).holds("乙。甲1家。丙。") is None
    assert Passage(3, 4).holds("乙") is False


@given(WORDS)
def test_the_sentences_share_out_all_but_the_spaces(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


@given(WORDS.filter(bool), st.data())
def test_asked_alone_or_of_all_spans_it_is_the_same_sentence_and_covers_the_span(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = sentence_span(text, start, end)
    assert found == sentence_span(text, start, end, sentence_spans(text))
    assert 0 <= found[0] <= start < end <= found[1] <= len(text)


@given(WORDS.filter(bool), WORDS, WORDS, st.data())
def test_whole_lines_put_before_and_after_change_no_hash(
    text: str, before: str, after: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    passage = Passage.of(text, start, start + 1)
    head = before + "\n"
    moved = Passage.of(f"{head}{text}\n{after}", start + len(head), start + 1 + len(head))
    assert moved.hash == passage.hash
    assert passage.holds(text)


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.text("0123456789abcdef", min_size=12), st.integers(1, 12))
def test_every_passage_comes_back_from_its_locator(start: int, length: int, digest: str, number: int) -> None:
    known, unknown = (Passage(start, start + length, said, number) for said in (digest[:12], ""))
    assert [Passage.parse(str(one)) for one in (known, unknown)] == [known, unknown]
    assert bare(str(known)) == bare(str(unknown)) == str(unknown)
    assert bare(f"gwr-1 {known}") == f"gwr-1 {unknown}"


@pytest.mark.parametrize("locator", ["", "row:a~b/c", "表~0123456789ab!A1", "char:1-2", "formula:a~0123456789ab"])
def test_other_places_have_no_hash_to_leave_out(locator: str) -> None:
    assert bare(locator) == locator


def test_thousands_of_spans_of_one_line_are_asked_in_a_moment() -> None:
    text = "甲有12家企业。" * 50_000
    spans, begun = sentence_spans(text), time.process_time()
    for at in range(2, len(text), 8):
        Passage.of(text, at, at + 2, spans)
    assert len(spans) == 50_000
    assert time.process_time() - begun < 5
