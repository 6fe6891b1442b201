"""data/reading.yaml → what people taught the reader: names of indicators, words that name none, figures set aside."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yardstick.document import Choice, Key, Line, Mapped, Node, Place, Record, Several, read_document
from yardstick.document import Mapping as Entries
from yardstick.errors import Problems
from yardstick.ingest.table import shown
from yardstick.model import Passage, bare

WORD = r"(?=.*[^\W\d_])\S(?:.{0,38}\S)"
"""Two signs or more, one of them a letter, no space at the ends."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A figure of a document that is none of ours: the source, the place of it, and why."""

    source: str
    place: str
    reason: str = ""


@dataclass(frozen=True)
class ReadingWords:
    """`aliases` are further names (word → indicator), `ignore` words that name none. `rejected` were set aside."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    rejected: tuple[SetAside, ...] = ()

    def set_aside(self, source: str) -> dict[str, str]:
        """Place (without the hash of its sentence) → why, for the figures of a source that were set aside."""
        return {bare(one.place): one.reason for one in self.rejected if one.source == source}


def read_reading(path: Path, *, indicators: Collection[str]) -> tuple[ReadingWords, Problems]:
    """What the file says; a missing file says nothing. Every problem has its line, and what is sound is used."""
    if not path.exists():
        return ReadingWords(), Problems()
    node, problems = read_document(path, shown(path))
    if node is None:
        return ReadingWords(), problems
    at = Place(shown(path), "", problems)
    words = _shape(indicators).read(node, at)
    if words is None:
        return _sound(node, indicators), problems
    _check_twice(words, node, at)
    return words, problems


def _shape(indicators: Collection[str]) -> Record[ReadingWords]:
    word = Line(expected="a word of 2 to 40 signs", pattern=WORD)
    place = _Locator(expected="a place in a text, as in char:120-125", pattern=r"char:\S+", bare=False)
    aside = Record(
        {
            "source": Key(Line(expected="the id of a source"), "the source", required=True),
            "place": Key(place, "the place in its text", required=True),
            "reason": Key(Line(), "why it is set aside"),
        },
        SetAside,
    )
    aliases = Mapped(Choice(tuple(indicators), "unknown indicator"), WORD)
    return Record(
        {
            "aliases": Key(aliases, "word: indicator"),
            "ignore": Key(Several(word, unique=True), "words that name no indicator"),
            "rejected": Key(Several(aside, unique=True), "figures that were set aside"),
        },
        ReadingWords,
        "the keys aliases, ignore and rejected",
    )


class _Locator(Line):
    def read(self, node: Node, at: Place) -> str | None:
        text = super().read(node, at)
        if text is None or Passage.parse(text) is not None:
            return text
        at.complain(node.line, "not of the form expected", found=f"'{text}'", expected=self.expected)
        return None


def _check_twice(words: ReadingWords, node: Node, at: Place) -> None:
    """A word cannot be a name and none."""
    for position, word in enumerate(words.ignore):
        if word in words.aliases and isinstance(node, Entries):
            line = node.line_of("ignore", position)
            at.inside("ignore").complain(line, "the word is also a name of an indicator", found=f"'{word}'")


def _sound(node: Node, indicators: Collection[str]) -> ReadingWords:
    """What can be used of a file with problems: each part that is sound by itself."""
    if not isinstance(node, Entries):
        return ReadingWords()
    keys = _shape(indicators).keys
    aside = Place("", "", Problems())
    read = {name: keys[name].shape.read(entry, aside) for name, entry in node.entries.items() if name in keys}
    return ReadingWords(**{name: value for name, value in read.items() if value is not None})


def is_word(text: str) -> bool:
    """Whether a text can be a word of the file."""
    return re.fullmatch(WORD, text) is not None
