"""Problems and errors in the reader's language: the address as it is, the words after it translated."""

from __future__ import annotations

import re
from functools import lru_cache

from yardstick.errors import InputError, Problem, StoreError, YardstickError
from yardstick.i18n.words import Words, words

FILE = "problems"
"""The catalogue of their msgids. No other is asked: a cell that holds `growth` is shown as it stands."""

_FIELD = re.compile(r"\{(\w+)\}")


def say(problem: Problem, t: Words) -> str:
    """`path:line: key: message, found …, expected …, hint: …` in the language of `t`; in English `str(problem)`."""
    if t.lang == "en":
        return str(problem)
    address = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    key = f" {problem.key}:" if problem.key else ""
    say_it = words(t.lang, only=FILE)
    parts = [_said(problem.message, t.lang)]
    if problem.found:
        parts.append(say_it("found {found}", found=_said(problem.found, t.lang)))
    if problem.expected:
        parts.append(say_it("expected {expected}", expected=_said(problem.expected, t.lang)))
    if problem.hint:
        parts.append(say_it("hint: {hint}", hint=_said(problem.hint, t.lang)))
    return f"{address}:{key} " + "，".join(parts)


def say_error(error: YardstickError, t: Words) -> str:
    """What `str(error)` says, in the language of `t`; every problem of an InputError on its own line."""
    if isinstance(error, InputError):
        return "\n".join(say(problem, t) for problem in error.problems)
    if isinstance(error, StoreError):
        return error.said(words(t.lang, only=FILE))
    return str(error)


def _said(text: str, lang: str) -> str:
    """A msgid, or a text made from a msgid with fields, translated; any other text as it is."""
    t = words(lang, only=FILE)
    if text in t.catalogue:
        return t(text)
    for msgid, form in _forms(lang):
        match = form.fullmatch(text)
        if match:
            return t(msgid, **match.groupdict())
    return text


@lru_cache(maxsize=4)
def _forms(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The msgids with fields and the texts they make, those that fix most of the text first."""
    msgids = [msgid for msgid in words(lang, only=FILE).catalogue if _FIELD.search(msgid)]
    msgids.sort(key=lambda msgid: -len(_FIELD.sub("", msgid)))
    return tuple((msgid, _form(msgid)) for msgid in msgids)


def _form(msgid: str) -> re.Pattern[str]:
    """The pattern of the texts that are `msgid` with its fields filled in."""
    pieces = _FIELD.split(msgid)  # text, name, text, name, …
    return re.compile(
        "".join(f"(?P<{piece}>.+)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces)), re.DOTALL
    )
