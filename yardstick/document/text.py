"""Words in both languages of the house."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and in English; neither is empty."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        """The words in `lang`: `en` gives English, anything else Chinese, the default of the house."""
        return self.en if lang == "en" else self.zh
