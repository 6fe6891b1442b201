"""Shapes: what a value in a file must look like. One shape both reads a value and says its JSON Schema."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from yardstick.document.reader import Mapping, Node, Scalar, Sequence
from yardstick.document.text import Text
from yardstick.errors import Problems, nearest

T_co = TypeVar("T_co", covariant=True)
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: the file and the path of keys to it. Problems are recorded with this address."""

    path: str
    key: str
    problems: Problems

    def inside(self, key: str) -> Place:
        """The place of `key` inside this one."""
        return Place(self.path, f"{self.key}.{key}" if self.key else key, self.problems)

    def complain(
        self, line: int | None, message: str, *, found: object = "", expected: str = "", hint: str = ""
    ) -> None:
        """Record a problem here."""
        self.problems.add(self.path, line, self.key, message, found=found, expected=expected, hint=hint)


class Shape(ABC, Generic[T_co]):
    """What a value must look like. `read` gives the typed value, or None after recording why it cannot be had."""

    @abstractmethod
    def read(self, node: Node, at: Place) -> T_co | None: ...

    @abstractmethod
    def schema(self) -> Schema: ...


@dataclass(frozen=True)
class Line(Shape[str]):
    """Text, not empty; `pattern` must match all of it. With `bare` a number counts as the text it is written with."""

    expected: str = "text"
    pattern: str = ""
    bare: bool = False

    def read(self, node: Node, at: Place) -> str | None:
        text = text_of(node, at, expected=self.expected, bare=self.bare)
        if text is None or not self.pattern or re.fullmatch(self.pattern, text):
            return text
        at.complain(node.line, "not of the form expected", found=shown(node), expected=self.expected)
        return None

    def schema(self) -> Schema:
        pattern = {"pattern": f"^(?:{self.pattern})$"} if self.pattern else {"minLength": 1}
        return {"type": ["string", "integer"] if self.bare else "string", **pattern}


@dataclass(frozen=True)
class Choice(Shape[str]):
    """One of some words."""

    options: tuple[str, ...]
    message: str = "unknown word"

    def read(self, node: Node, at: Place) -> str | None:
        word = node.written if isinstance(node, Scalar) else ""
        if word in self.options:
            return word
        expected = "one of " + ", ".join(self.options)
        at.complain(node.line, self.message, found=shown(node), expected=expected, hint=nearest(word, self.options))
        return None

    def schema(self) -> Schema:
        return {"enum": list(self.options)}


@dataclass(frozen=True)
class Figure(Shape[float]):
    """A number."""

    def read(self, node: Node, at: Place) -> float | None:
        if isinstance(node, Scalar) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            return float(node.value)
        at.complain(node.line, "wrong type", found=shown(node), expected="a number")
        return None

    def schema(self) -> Schema:
        return {"type": "number"}


@dataclass(frozen=True)
class Factor(Shape[Decimal]):
    """A positive number, kept exactly as written."""

    def read(self, node: Node, at: Place) -> Decimal | None:
        number = Figure().read(node, at)
        if number is None or not isinstance(node, Scalar):
            return None
        if number > 0:
            return Decimal(node.written)
        at.complain(node.line, "out of range", found=shown(node), expected="a number above 0")
        return None

    def schema(self) -> Schema:
        return {"type": "number", "exclusiveMinimum": 0}


@dataclass(frozen=True)
class Whole(Shape[int]):
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def read(self, node: Node, at: Place) -> int | None:
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most:
            return value
        expected = f"a whole number from {self.least} to {self.most}"
        at.complain(node.line, "wrong type or out of range", found=shown(node), expected=expected)
        return None

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class Switch(Shape[bool]):
    """`true` or `false`."""

    def read(self, node: Node, at: Place) -> bool | None:
        if isinstance(node, Scalar) and isinstance(node.value, bool):
            return node.value
        at.complain(node.line, "wrong type", found=shown(node), expected="true or false")
        return None

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Words(Shape[Text]):
    """The same words in both languages, neither missing."""

    def read(self, node: Node, at: Place) -> Text | None:
        if not isinstance(node, Mapping):
            at.complain(node.line, "wrong type", found=shown(node), expected="{zh: …, en: …}")
            return None
        unknown_keys(node, at, ("zh", "en"))
        told = [self._word(node, at, lang) for lang in ("zh", "en")]
        zh, en = told
        return None if zh is None or en is None else Text(zh, en)

    def _word(self, node: Mapping, at: Place, lang: str) -> str | None:
        place = at.inside(lang)
        entry = node.entries.get(lang)
        if entry is None or (isinstance(entry, Scalar) and not entry.written.strip()):
            place.complain(node.line_of(lang), "missing translation", expected="words in zh and in en")
            return None
        return text_of(entry, place, expected="text", bare=False)

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/words"}


def shown(node: Node) -> str:
    """A node as a problem shows it: the value as written in quotes, or what sort of thing it is."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    written = " ".join(node.written.split())
    return f"'{written[:60]}…'" if len(written) > 60 else f"'{written}'"


def text_of(node: Node, at: Place, *, expected: str, bare: bool) -> str | None:
    if not isinstance(node, Scalar):
        at.complain(node.line, "wrong type", found=shown(node), expected=expected)
        return None
    number = isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if not node.written.strip():
        at.complain(node.line, "the text is empty", expected=expected)
        return None
    if isinstance(node.value, str) or (bare and number):
        return node.written.strip()
    hint = f'write "{node.written}" in quotes if this is text'
    at.complain(node.line, "wrong type", found=shown(node), expected=expected, hint=hint)
    return None


def unknown_keys(node: Mapping, at: Place, known: tuple[str, ...]) -> None:
    """Record every key that is not one of `known`, with the nearest one as the hint."""
    for key in node.entries:
        if key not in known:
            hint = nearest(key, known) or f"known keys: {', '.join(known)}"
            at.inside(key).complain(node.key_lines[key], "unknown key", hint=hint)
