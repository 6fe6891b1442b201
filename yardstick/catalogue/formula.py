"""Formulas of derived indicators: arithmetic on indicator ids, computed and explained from one tree."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MAX_LENGTH = 400

_TOKEN = re.compile(r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[a-z_][a-z0-9_]*)|(?P<sign>[-+*/()]))", re.ASCII)
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
_PRINTED = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_MISSING = {"zh": "缺", "en": "missing"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the formula."""

    value: float
    written: str


@dataclass(frozen=True, slots=True)
class Name:
    """The id of an indicator."""

    id: str


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus a term."""

    term: Term


@dataclass(frozen=True, slots=True)
class Operation:
    """Two terms joined by `+`, `-`, `*` or `/`."""

    sign: str
    left: Term
    right: Term


Term = Number | Name | Negative | Operation


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula; `text` is how it was written."""

    text: str
    term: Term

    @classmethod
    def parse(cls, text: str) -> Formula:
        """Parse arithmetic on indicator ids and numbers (`+ - * /` and parentheses); ValueError says where it fails."""
        if len(text) > MAX_LENGTH:
            raise ValueError(f"the formula is longer than {MAX_LENGTH} characters")
        return cls(text.strip(), _Parser(text).formula())

    @property
    def names(self) -> tuple[str, ...]:
        """The ids the formula needs, each once, in the order they are written."""
        return tuple(dict.fromkeys(_names(self.term)))

    def evaluate(self, values: Mapping[str, float | None]) -> float | None:
        """The result for these values; None when an input is missing, a divisor is 0 or the result is not a number."""
        result = _value(self.term, values)
        return result if result is not None and math.isfinite(result) else None

    def explain(self, values: Mapping[str, float | None], lang: str, *, names: Mapping[str, str] | None = None) -> str:
        """The formula with each value in brackets after its name, and the result: `兑现额 (82) ÷ 发放额 (100) = 0.82`.

        `names` gives the words for ids (the ids themselves where it has none). A missing input is said to be missing
        and no result follows it.
        """
        shown = _shown(self.term, _Reader(values, lang, names or {}))
        result = self.evaluate(values)
        return shown if result is None else f"{shown} = {_figure(result)}"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class _Reader:
    values: Mapping[str, float | None]
    lang: str
    names: Mapping[str, str]

    def name(self, name: str) -> str:
        value = self.values.get(name)
        told = _MISSING.get(self.lang, _MISSING["zh"]) if value is None else _figure(value)
        return f"{self.names.get(name, name)} ({told})"


class _Parser:
    """Recursive descent; the length of a formula bounds the depth."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.at = 0

    def formula(self) -> Term:
        term = self._sum()
        if self._peek():
            raise self._unexpected()
        return term

    def _sum(self, strength: int = 1) -> Term:
        term = self._sum(strength + 1) if strength < 2 else self._factor()
        while _STRENGTH.get(self._peek()) == strength:
            sign = self._take()
            right = self._sum(strength + 1) if strength < 2 else self._factor()
            term = Operation(sign, term, right)
        return term

    def _factor(self) -> Term:
        token = self._peek()
        if token == "-":
            self._take()
            return Negative(self._factor())
        if token == "(":
            return self._bracket()
        if not token or token in _STRENGTH or token == ")":
            raise self._unexpected()
        self._take()
        return Number(float(token), token) if token[0].isdigit() else Name(token)

    def _bracket(self) -> Term:
        self._take()
        term = self._sum()
        if self._peek() != ")":
            raise self._unexpected()
        self._take()
        return term

    def _peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def _take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][0]

    def _unexpected(self) -> ValueError:
        if self.at >= len(self.tokens):
            return ValueError("the formula ends too early")
        token, position = self.tokens[self.at]
        return ValueError(f"'{token}' is not expected at character {position + 1}")


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    text = text.rstrip()
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise ValueError(f"'{text[at]}' is not expected at character {at + 1}")
        yield match[match.lastgroup or 0], match.start(match.lastgroup or 0)
        at = match.end()


def _names(term: Term) -> Iterator[str]:
    match term:
        case Name(name):
            yield name
        case Negative(inner):
            yield from _names(inner)
        case Operation(_, left, right):
            yield from _names(left)
            yield from _names(right)


def _value(term: Term, values: Mapping[str, float | None]) -> float | None:
    match term:
        case Number(value, _):
            return value
        case Name(name):
            found = values.get(name)
            return None if found is None else float(found)
        case Negative(inner):
            value_in = _value(inner, values)
            return None if value_in is None else -value_in
        case Operation(sign, left, right):
            return _joined(sign, _value(left, values), _value(right, values))


def _joined(sign: str, left: float | None, right: float | None) -> float | None:
    if left is None or right is None:
        return None
    if sign == "/":
        return None if right == 0 else left / right
    return left * right if sign == "*" else left + right if sign == "+" else left - right


def _shown(term: Term, reader: _Reader) -> str:
    match term:
        case Number(_, written):
            return written
        case Name(name):
            return reader.name(name)
        case Negative(inner):
            return f"−{_bracketed(inner, reader, 3)}"
        case Operation(sign, left, right):
            least = _STRENGTH[sign]
            after = least + 1 if sign in "-/" else least
            return f"{_bracketed(left, reader, least)} {_PRINTED[sign]} {_bracketed(right, reader, after)}"


def _bracketed(term: Term, reader: _Reader, least: int) -> str:
    weak = isinstance(term, Operation) and _STRENGTH[term.sign] < least
    shown = _shown(term, reader)
    return f"({shown})" if weak else shown


def _figure(value: float) -> str:
    """The figure to six digits (whole ones never cut) and never in powers of ten: 5386.2, 0.0421, 1234567."""
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    digits = max(0, 5 - math.floor(math.log10(abs(value))))
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
