"""The sentence that a figure or a target stands in, from the text of its document where that is on this machine."""

from __future__ import annotations

import hashlib
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

    def _same(self, passage: Passage, sha256: str) -> bool:
        if not passage.hash:
            return self.sha256 == sha256
        return Passage.of(self.text, passage.start, passage.end, self.spans).hash == passage.hash


def kept_text(ground: Ground, source: str) -> KeptText | None:
    """The text of a source's document as it lies in the documents folder now; None where there is none."""
    if source not in ground.sources:
        return None
    path = ground.folder / ground.config.paths.documents / f"{source}.txt"
    try:
        told = path.stat()
        return _read(path, (told.st_mtime_ns, told.st_size, told.st_ino))
    except OSError:
        return None


def sentence(ground: Ground, source: str, locator: str) -> Sentence:
    """The sentence at a place of a source, with the figure marked and its neighbours, or why it is not shown."""
    passage = Passage.parse(locator)
    if passage is None:
        return Sentence("not_text")
    kept = kept_text(ground, source)
    if kept is None:
        return Sentence("absent")
    state = kept.standing(passage, ground.sources[source].sha256)
    return _shown(kept, passage) if state == "shown" else Sentence(state)


def _shown(kept: KeptText, passage: Passage) -> Sentence:
    text, start, end = kept.text, passage.start, passage.end
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
def _read(path: Path, _changed: tuple[int, ...]) -> KeptText:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    return KeptText(text, hashlib.sha256(data).hexdigest(), tuple(sentence_spans(text)))
