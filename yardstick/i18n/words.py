"""Interface words: English msgids in the code, translations in `locales/<lang>/LC_MESSAGES/*.po` (gettext)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES: tuple[str, ...] = ("zh", "en")
LOCALES = Path(__file__).resolve().parents[2] / "locales"


@dataclass(frozen=True)
class Words:
    """Translate msgids into one language; a msgid without a translation stands for itself (a test lists those)."""

    lang: str
    catalogue: Mapping[str, str]

    def __call__(self, msgid: str, /, **fields: object) -> str:
        """The translation of `msgid`, its `{named}` fields filled in."""
        text = self.catalogue.get(msgid) or msgid
        return text.format(**fields) if fields else text

    def list(self, items: list[str]) -> str:
        """Join words as the language does: 甲、乙 or `a, b`."""
        return ("、" if self.lang == "zh" else ", ").join(items)


@lru_cache(maxsize=16)
def words(lang: str, folder: Path = LOCALES, *, only: str = "*") -> Words:
    """The words of `lang`, or those of one file of it; read once a process. An unknown language raises KeyError."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    found: dict[str, str] = {}
    for path in sorted((folder / lang / "LC_MESSAGES").glob(f"{only}.po")):
        with path.open("rb") as file:
            found |= {str(m.id): str(m.string) for m in read_po(file, locale=lang) if m.id and m.string}
    return Words(lang, found)
