"""A text in both languages, as definitions hold it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and English."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        """The text in `lang` (`zh` or `en`)."""
        return self.zh if lang == "zh" else self.en
