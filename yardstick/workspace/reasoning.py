"""What is said of a judged target: one sentence, the reason, the arithmetic line by line, in either language."""

from __future__ import annotations

from yardstick.workspace.aims import JudgedTarget
from yardstick.workspace.names import Names


def sentence(names: Names, judged: JudgedTarget, lang: str) -> str:
    """The whole reasoning in one sentence."""
    return ""


def reason(names: Names, judged: JudgedTarget, lang: str) -> str:
    """The reason in words; empty where there is none."""
    return ""


def steps(names: Names, judged: JudgedTarget, lang: str) -> tuple[str, ...]:
    """The arithmetic, line by line."""
    return ()
