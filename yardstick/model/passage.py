"""Where a figure stands in a text: its span, and the hash of its sentence, so that it is known again.

A sentence ends at 。！？ (or ! ?), with the marks and closing quotes right behind, and at the end of a line. A ； does
not end it, nor does a point. Spaces around it, ideographic ones too, are not part of it. All offsets are in characters,
from 0; an end is the place after the last one.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

HASH_DIGITS = 12

Span = tuple[int, int]

_END = re.compile(r"[。！？!?][。！？!?”’）」』]*|[\r\n]+")
_LOCATOR = re.compile(
    rf"char:(0|[1-9][0-9]{{0,11}})-([1-9][0-9]{{0,11}})(?:~([0-9a-f]{{{HASH_DIGITS}}}))?(?:#([2-9]|[1-9][0-9]{{1,3}}))?"
)
_HASHED = re.compile(rf"(\bchar:[0-9]+-[0-9]+)~[0-9a-f]{{{HASH_DIGITS}}}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a text: the span of the figure, and the hash of its sentence ("" where it is not known).

    `number` tells several figures of one place apart.
    """

    start: int
    end: int
    hash: str = ""
    number: int = 1

    @classmethod
    def parse(cls, locator: str) -> Passage | None:
        """The passage that `char:START-END` or `char:START-END~HASH` names; None for any other place or wording.

        Either may end in `#2`, `#3` …, for the second, third … figure of the place.
        """
        found = _LOCATOR.fullmatch(locator)
        if found is None:
            return None
        start, end = int(found[1]), int(found[2])
        return cls(start, end, found[3] or "", int(found[4] or 1)) if start < end else None

    @classmethod
    def of(cls, text: str, start: int, end: int, spans: Sequence[Span] | None = None) -> Passage:
        """The passage of a span of a text, with the hash of its sentence. `spans` as for `sentence_span`."""
        first, last = sentence_span(text, start, end, spans)
        return cls(start, end, sentence_hash(text[first:last]))

    def __str__(self) -> str:
        known, further = f"~{self.hash}" if self.hash else "", f"#{self.number}" if self.number > 1 else ""
        return f"char:{self.start}-{self.end}{known}{further}"

    def holds(self, text: str) -> bool | None:
        """Whether the text still has this sentence at this place; None where no hash says what it was."""
        if self.end > len(text):
            return False
        return self.hash == Passage.of(text, self.start, self.end).hash if self.hash else None


def bare(locator: str) -> str:
    """The locator without the hash of a sentence: what two wordings of one place share, so what they are compared by.

    Also for what has a locator in it, such as `<source> <locator>`.
    """
    return _HASHED.sub(r"\1", locator) if "~" in locator else locator


def sentence_span(text: str, start: int, end: int, spans: Sequence[Span] | None = None) -> Span:
    """The span of the sentence (or sentences) that `start:end` stands in; it always covers the span itself.

    `spans` are `sentence_spans(text)`: give them to ask many times of one text. Raises ValueError for an empty span and
    one that is not in the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {start}-{end} is not in a text of {len(text)} characters")
    if spans is None:
        opening, closing = _lines(text, start, end)
        spans = [(first + opening, last + opening) for first, last in sentence_spans(text[opening:closing])]
    reached = spans[max(0, bisect_right(spans, (start, len(text))) - 1) : bisect_left(spans, (end, 0))]
    touched = [span for span in reached if span[1] > start]
    return min([start, *(first for first, _ in touched)]), max([end, *(last for _, last in touched)])


def sentence_spans(text: str) -> list[Span]:
    """The spans of all sentences of a text in their order. Spaces and empty lines between them are in none."""
    out, at = [], 0
    for found in _END.finditer(text):
        out.append(_stripped(text, at, found.end()))
        at = found.end()
    out.append(_stripped(text, at, len(text)))
    return [(first, last) for first, last in out if first < last]


def sentence_hash(sentence: str) -> str:
    """The first 12 hex digits of the SHA-256 of a sentence (UTF-8; half a surrogate pair counts as "?")."""
    return hashlib.sha256(sentence.encode("utf-8", "replace")).hexdigest()[:HASH_DIGITS]


def _stripped(text: str, first: int, last: int) -> Span:
    """The span without the spaces (as Unicode has them) at its two ends."""
    piece = text[first:last]
    return first + len(piece) - len(piece.lstrip()), first + len(piece.rstrip())


def _lines(text: str, start: int, end: int) -> Span:
    """The span of the whole lines that `start:end` touches: no sentence reaches over them."""
    opening = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    ends = [i for i in (text.find("\n", end), text.find("\r", end)) if i >= 0]
    return opening, min(ends, default=len(text))
