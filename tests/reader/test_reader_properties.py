"""What holds for every text: places that point at the digits, figures that do not disturb each other, no failure."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import BUREAU, CONGRESS

from yardstick.reader import About, Vocabulary, read
from yardstick.reader.grammar import grammar
from yardstick.reader.plain import plain

TEMPLATES = (
    "2020年高新技术企业达到{n}家。",
    "2020年新认定高新技术企业{n}家，总数达到{m}家，增长{n}%。",
    "技术合同成交额{n}亿元，增长{m}%，占GDP比重{n}%。",
    "国家级众创空间{n}家、省级众创空间{m}家。",
    "高新技术企业、科技型中小企业分别达到{n}家、{m}家。",
    "高新技术企业由{n}家增加到{m}家；力争达到{n}家。",
    "（一）高新技术企业。全年新增{n}余家，累计约{m}家。",
    "|高新技术企业|{n}|{m}%|",
    "## 高新技术企业",
    "全年新认定{n}家（其中省级{m}家）。",
    "全国研发经费{n}亿元，我市{m}亿元。",
    "郑州市、洛阳市高新技术企业分别达到{n}家、{m}家。",
    "到2025年，研发投入强度达到{n}%，提高{m}个百分点。",
)
NUMBERS = ("3", "12", "300", "1,256", "20.5", "0.8", "４５", "１２．５", "1 5", "99999")
NOISE = ("[14]", "**", " ", "　", "\n", "\r\n", "<br/>", "", "", "")


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Sentences with numbers, between them blanks, notes, line breaks, emphasis, full-width blanks."""
    out = []
    for template in draw(st.lists(st.sampled_from(TEMPLATES), max_size=6)):
        sentence = template.format(n=draw(st.sampled_from(NUMBERS)), m=draw(st.sampled_from(NUMBERS)))
        at = draw(st.integers(0, len(sentence)))
        out += [sentence[:at], draw(st.sampled_from(NOISE)), sentence[at:], draw(st.sampled_from(NOISE))]
        out.append("\n" if sentence.startswith(("|", "#")) else "")
    return "".join(out)


CHARACTERS = st.sampled_from(
    "0123456789０９一二三两十百千万亿第前各由从到至%％.．,，。；、：:()（）“”《》〔〕[]|#*-—～+@ \t\n\r　"
    "年月日家个项元占比增长新达省市国级"
)


@given(text=documents())
@settings(max_examples=60, deadline=None)
def test_places_point_at_the_digits(text: str, vocabulary: Vocabulary) -> None:
    for c in read(text, vocabulary, CONGRESS):
        assert 0 <= c.first <= c.start < c.end <= c.last <= len(text)
        written = plain(text[c.start : c.end]).text.replace(",", "").replace(" ", "")
        digits = re.findall(r"\d+(?:\.\d+)?", written)
        assert digits, text[c.start : c.end]
        assert float(digits[0]) == c.value
        assert text[c.start].isdigit()
        assert not text[c.end - 1].isspace()


@given(text=documents())
@settings(max_examples=60, deadline=None)
def test_full_width_and_half_width_read_alike(text: str, vocabulary: Vocabulary) -> None:
    wide = {code: code + 0xFEE0 for code in map(ord, "0123456789%.,;:()")}
    found, other = read(text, vocabulary, CONGRESS), read(_but_notes(text, wide), vocabulary, CONGRESS)
    assert found == other


def _but_notes(text: str, wide: dict[int, int]) -> str:
    """A text made full-width, but for what is no text: notes, numbers of headings."""
    return "".join(
        part if part.startswith(("[", "<")) else part.translate(wide) for part in re.split(r"(\[\d+\]|<br/>)", text)
    )


UNRELATED = (
    "会议听取了有关情况的汇报。",
    "各单位要加强组织领导。",
    "全年粮食总产达到500万吨。",
    "新建改建农村公路120公里。",
    "会议于3月5日召开。",
)


@given(
    before=st.lists(st.sampled_from(TEMPLATES[:7]), min_size=1, max_size=3),
    after=st.lists(st.sampled_from(TEMPLATES[:7]), min_size=1, max_size=3),
    unrelated=st.sampled_from(UNRELATED),
)
@settings(max_examples=40, deadline=None)
def test_an_unrelated_paragraph_changes_no_other_figure(
    before: list[str], after: list[str], unrelated: str, vocabulary: Vocabulary
) -> None:
    first, last = ("".join(t.format(n=7, m=25) for t in part) for part in (before, after))
    found = read(f"{first}\n{last}", vocabulary, CONGRESS)
    with_it = read(f"{first}\n{unrelated}\n{last}", vocabulary, CONGRESS)
    inside = range(len(first) + 1, len(first) + 1 + len(unrelated))
    kept = [c for c in with_it if c.start not in inside]
    assert not any(c.placed for c in with_it if c.start in inside)
    assert [_elsewhere(c) for c in kept] == [_elsewhere(c) for c in found]


@pytest.mark.parametrize("unrelated", UNRELATED)
def test_an_unrelated_sentence_before_one_with_its_own_subject_changes_nothing(unrelated, vocabulary):
    first, last = "2020年高新技术企业达到300家。", "2020年技术合同成交额30亿元，增长12%。"
    found = read(first + last, vocabulary, CONGRESS)
    with_it = read(first + unrelated + last, vocabulary, CONGRESS)
    assert [_elsewhere(c) for c in with_it if c.placed] == [_elsewhere(c) for c in found]


def _elsewhere(c):
    """A candidate wherever it stands."""
    return replace(c, start=0, end=0, first=0, last=0, restates=None)


@given(text=st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_text_fails(text: str, vocabulary: Vocabulary) -> None:
    _sound(text, vocabulary, BUREAU)


@given(text=st.text(alphabet=CHARACTERS, max_size=200), title=st.text(alphabet=CHARACTERS, max_size=40))
@settings(max_examples=80, deadline=None)
def test_no_mixture_of_the_grammars_characters_fails(text: str, title: str, vocabulary: Vocabulary) -> None:
    _sound(text, vocabulary, replace(CONGRESS, title=title))
    _sound(text, vocabulary, About("990000", None, None, title))


WORDS = sorted({word for words in grammar().words.values() for word in words})
PIECES = st.one_of(
    st.sampled_from(WORDS), st.sampled_from(sorted(grammar().names)), CHARACTERS, st.sampled_from(NUMBERS)
)


@given(pieces=st.lists(PIECES, max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_mixture_of_the_grammars_words_fails(pieces: list[str], vocabulary: Vocabulary) -> None:
    _sound("".join(pieces), vocabulary, CONGRESS)


def _sound(text: str, vocabulary: Vocabulary, about: About) -> None:
    found = read(text, vocabulary, about)
    for at, c in enumerate(found):
        assert 0 <= c.first <= c.start < c.end <= c.last <= len(text)
        assert c.restates is None or c.restates < at
        assert 0 <= c.confidence <= 1
        assert c.value_high is None or c.value_high >= c.value


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "第",
        "一二三",
        "“",
        ",",
        "，",
        "1,",
        "1 ",
        "300家、",
        "第1",
        "“1",
        "13",
        "A1",
        "|高新技术企业|1|\nx\n",
        "增长3%",
        "0.",
    ],
)
def test_long_runs_of_one_thing_are_read(unit, vocabulary):
    """No regular expression tries every end from every start: a slow one would never end here."""
    _sound((unit * 6000)[:6000], vocabulary, CONGRESS)
