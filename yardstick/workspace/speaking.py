"""The voice in which findings are said: the workspace's names and numbers in one language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from yardstick.compare.speech import Speech
from yardstick.i18n import words
from yardstick.workspace.ground import Ground

LANGUAGES = ("zh", "en")


def speech(ground: Ground, lang: str) -> Speech:
    """The speech of one language."""

    def fmt(value: float, unit: str) -> str:
        return ground.quantity(round(value, 6), unit, lang)

    name = partial(ground.area_name, lang=lang)
    return Speech(words(lang), fmt, name, partial(ground.period_name, lang=lang))


def both(ground: Ground, say: Callable[[Speech], str]) -> tuple[str, str]:
    """A sentence in Chinese and in English."""
    return say(speech(ground, "zh")), say(speech(ground, "en"))
