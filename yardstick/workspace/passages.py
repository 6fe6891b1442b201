"""The sentence that a figure or a target stands in, from the text of its document where that is on this machine."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yardstick.model import Passage, sentence_span, sentence_spans
from yardstick.model.passage import Span
from yardstick.workspace.answers import Sentence, SentenceState
from yardstick.workspace.ground import Ground

LONGEST = 400
"""Characters of a sentence that are shown on either side of the figure, and of a sentence beside it."""


@dataclass(frozen=True, slots=True)
class KeptText:
    """The text of a document on this machine, the hash of its bytes and the spans of its sentences.

    `text` is empty where the bytes are no UTF-8.
    """

    text: str
    sha256: str
    spans: tuple[Span, ...]

    def standing(self, passage: Passage, sha256: str) -> SentenceState:
        """Whether the figure at a passage may be shown: the text there is the one it was read from, and shown to be so.

        The hash of the sentence decides; where the locator has none, `sha256`, the hash that the source names.
        """
        if not passage.hash and not sha256:
            return "unchecked"
        held = passage.end <= len(self.text) and self._same(passage, sha256)
        return "shown" if held else "changed"

    def placed(self, passage: Passage, sha256: str, stated: str) -> Span:
        """Where the figure stands that was read at a passage which holds.

        In a text that is not `sha256` to the letter it may have moved within its sentence, by what was put before it;
        then it is where the number `stated` stands next to its old place, if that is found.
        """
        said = re.compile(rf"(?<![\d.]){re.escape(stated)}(?!\d|\.\d)")
        start, end = passage.start, passage.end
        if not stated or self.sha256 == sha256 or said.search(self.text, start, end):
            return start, end
        first, last = sentence_span(self.text, start, end, self.spans)
        found = [match.span() for match in said.finditer(self.text, first, last)]
        return min(found, key=lambda span: abs(span[0] - start), default=(start, end))

    def _same(self, passage: Passage, sha256: str) -> bool:
        if not passage.hash:
            return self.sha256 == sha256
        return Passage.of(self.text, passage.start, passage.end, self.spans).hash == passage.hash


Stamp = tuple[int, int, int]


def stamp(ground: Ground, source: str) -> Stamp | None:
    """What tells the text of a source on this machine from any that lay there before; None where there is none."""
    try:
        told = _path(ground, source).stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size, told.st_ino


def kept_text(ground: Ground, source: str) -> KeptText | None:
    """The text of a source's document as it lies in the documents folder now; None where there is none."""
    now = stamp(ground, source) if source in ground.sources else None
    if now is None:
        return None
    try:
        return _read(_path(ground, source), now)
    except OSError:
        return None


def _path(ground: Ground, source: str) -> Path:
    return ground.folder / ground.config.paths.documents / f"{source}.txt"


def sentence(ground: Ground, source: str, locator: str, stated: str = "") -> Sentence:
    """The sentence at a place of a source, with the figure marked and its neighbours, or why it is not shown.

    `stated` is the number as the source writes it: where the text around the sentence has changed, it is marked.
    """
    passage = Passage.parse(locator)
    if passage is None:
        return Sentence("not_text")
    kept = kept_text(ground, source)
    if kept is None:
        return Sentence("absent")
    sha256 = ground.sources[source].sha256
    state = kept.standing(passage, sha256)
    return _shown(kept, kept.placed(passage, sha256, number_of(stated))) if state == "shown" else Sentence(state)


def number_of(stated: str) -> str:
    """The number of a figure as stated, the first of a range."""
    return stated.partition("–")[0].strip()


def _shown(kept: KeptText, span: Span) -> Sentence:
    (start, end), text = span, kept.text
    first, last = sentence_span(text, start, end, kept.spans)
    before, after = bisect_right(kept.spans, (first, first)) - 1, bisect_left(kept.spans, (last, last))
    previous = text[slice(*kept.spans[before])] if before >= 0 else ""
    following = text[slice(*kept.spans[after])] if after < len(kept.spans) else ""
    return Sentence(
        "shown", _tail(text[first:start]), text[start:end], _head(text[end:last]), _tail(previous), _head(following)
    )


def _head(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _tail(text: str) -> str:
    return text if len(text) <= LONGEST else "…" + text[-LONGEST:]


@lru_cache(maxsize=64)
def _read(path: Path, _changed: Stamp) -> KeptText:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    return KeptText(text, hashlib.sha256(data).hexdigest(), tuple(sentence_spans(text)))
