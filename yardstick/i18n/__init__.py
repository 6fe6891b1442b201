"""Words and numbers in the reader's language. The language is always an argument, never global state."""

from yardstick.i18n.note import say_note
from yardstick.i18n.problem import say, say_error
from yardstick.i18n.quantity import UnitWords, format_quantity, plain_number, scaled
from yardstick.i18n.words import LANGUAGES, Words, words

__all__ = [
    "LANGUAGES",
    "UnitWords",
    "Words",
    "format_quantity",
    "plain_number",
    "say",
    "say_error",
    "say_note",
    "scaled",
    "words",
]
