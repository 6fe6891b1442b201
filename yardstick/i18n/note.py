"""The short Chinese notes that readings carry, in the reader's language."""

from __future__ import annotations

from yardstick.i18n.form import Forms
from yardstick.i18n.words import Words

BETWEEN = "；"
FILE = "notes"


def say_note(note: str, t: Words) -> str:
    """A note (fragments joined by ；) in the language of `t`; a fragment without a translation stays as it is."""
    if t.lang == "zh" or not note:
        return note
    forms = Forms.of(t.lang, FILE)
    return "; ".join(forms.say(part.strip()) for part in note.split(BETWEEN) if part.strip())
