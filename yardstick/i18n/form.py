"""Texts that were filled in before they came to be translated: found again by the msgid whose form they have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from yardstick.i18n.words import Words, words

_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Forms:
    """The msgids of one catalogue, those with fields also as patterns."""

    words: Words
    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, lang: str, file: str) -> Forms:
        """The msgids of `locales/<lang>/LC_MESSAGES/<file>.po`. No other file is asked: data are not translated."""
        t = words(lang, only=file)
        msgids = [msgid for msgid in t.catalogue if _FIELD.search(msgid)]
        msgids.sort(key=lambda msgid: -len(_FIELD.sub("", msgid)))  # those that fix most of the text first
        return cls(t, tuple((msgid, _pattern(msgid)) for msgid in msgids))

    def say(self, text: str) -> str:
        """A msgid, or a text made from a msgid with fields, translated; any other text as it is."""
        if text in self.words.catalogue:
            return self.words(text)
        for msgid, pattern in self.patterns:
            match = pattern.fullmatch(text)
            if match:
                return self.words(msgid, **match.groupdict())
        return text


def _pattern(msgid: str) -> re.Pattern[str]:
    """The pattern of the texts that are `msgid` with its fields filled in."""
    pieces = _FIELD.split(msgid)  # text, name, text, name, …
    filled = (f"(?P<{piece}>.+)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
    return re.compile("".join(filled), re.DOTALL)
