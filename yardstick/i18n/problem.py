"""Problems and errors in the reader's language: the address as it is, the words after it translated."""

from __future__ import annotations

from yardstick.errors import InputError, Problem, StoreError, YardstickError
from yardstick.i18n.form import Forms
from yardstick.i18n.words import Words

FILE = "problems"
"""The catalogue of their msgids. No other is asked: a cell that holds `growth` is shown as it stands."""


def say(problem: Problem, t: Words) -> str:
    """`path:line: key: message, found …, expected …, hint: …` in the language of `t`; in English `str(problem)`."""
    if t.lang == "en":
        return str(problem)
    address = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    key = f" {problem.key}:" if problem.key else ""
    forms = Forms.of(t.lang, FILE)
    parts = [forms.say(problem.message)]
    if problem.found:
        parts.append(forms.words("found {found}", found=forms.say(problem.found)))
    if problem.expected:
        parts.append(forms.words("expected {expected}", expected=forms.say(problem.expected)))
    if problem.hint:
        parts.append(forms.words("hint: {hint}", hint=forms.say(problem.hint)))
    return f"{address}:{key} " + "，".join(parts)


def say_error(error: YardstickError, t: Words) -> str:
    """What `str(error)` says, in the language of `t`; every problem of an InputError on its own line."""
    if isinstance(error, InputError):
        return "\n".join(say(problem, t) for problem in error.problems)
    if isinstance(error, StoreError):
        return error.said(Forms.of(t.lang, FILE).words)
    return str(error)
