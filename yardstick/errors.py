"""Problems with an address: what is wrong, where, what was expected. Every check in the house speaks this way."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is wrong with an input, addressed so that a person can mend it.

    `path` is the file as the person knows it (relative to the project where possible), `line` is 1-based and None when
    the input has no lines; `key` names the field (YAML key path, CSV column). `message` is an English msgid that `i18n`
    translates; `hint` is the nearest known word or what to do.
    """

    path: str
    line: int | None
    key: str
    message: str
    found: str = ""
    expected: str = ""
    hint: str = ""

    def __str__(self) -> str:
        address = f"{self.path}:{self.line}" if self.line is not None else self.path
        parts = [self.message]
        if self.found:
            parts.append(f"found {self.found}")
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.hint:
            parts.append(f"hint: {self.hint}")
        key = f" {self.key}:" if self.key else ""
        return f"{address}:{key} " + ", ".join(parts)


@dataclass(slots=True)
class Problems:
    """A list of problems that grows while checking goes on; `raise_if_any` ends the checking."""

    items: list[Problem] = field(default_factory=list)

    def add(
        self,
        path: str,
        line: int | None,
        key: str,
        message: str,
        *,
        found: object = "",
        expected: object = "",
        hint: str = "",
    ) -> None:
        """Record one problem; `found` and `expected` are shown as text."""
        self.items.append(Problem(path, line, key, message, str(found), str(expected), hint))

    def extend(self, others: Iterable[Problem]) -> None:
        """Record problems found elsewhere."""
        self.items.extend(others)

    def raise_if_any(self) -> None:
        """Raise `InputError` with every problem recorded so far; do nothing when there is none."""
        if self.items:
            raise InputError(self.items)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)


class YardstickError(Exception):
    """Base of every error this package raises on purpose; its text is meant for a person."""


class InputError(YardstickError):
    """Input that cannot be used; holds every problem found, never only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems), key=_order))
        super().__init__("\n".join(str(p) for p in self.problems))


class StoreError(YardstickError):
    """The store is missing, corrupt, locked or from another version; the text says which and what to do.

    `msgid` is English with `{named}` fields and `str()` is it filled in; `i18n.say_error` says it in another language.
    A field may be a text that has a translation of its own, or several StoreErrors, told one a line.
    """

    def __init__(self, msgid: str, /, **fields: object) -> None:
        self.msgid, self.fields = msgid, fields
        super().__init__(self.said(str))

    def said(self, say: Callable[[str], str]) -> str:
        """The text with every piece of it put through `say`."""
        told = {name: _told(value, say) for name, value in self.fields.items()}
        return say(self.msgid).format(**told) if told else say(self.msgid)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word nearest to `word`, as a hint (`did you mean …?`), or an empty string when none is near."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {matches[0]}?" if matches else ""


def _told(value: object, say: Callable[[str], str]) -> str:
    if isinstance(value, tuple):
        return "\n".join(part.said(say) for part in value)
    return say(str(value))


def _order(problem: Problem) -> tuple[str, int, str, str]:
    return (problem.path, problem.line or 0, problem.key, problem.message)
