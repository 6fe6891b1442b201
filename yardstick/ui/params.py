"""Choices that stand in the URL: read and checked before a widget is made, written back after it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import streamlit as st

T = TypeVar("T")
_BOOK = "url.book"
_ABSENT = object()
TOLD_FOR = 3.0
"""Seconds for which a word that was not understood is told on every run."""
TEXT_AT_MOST = 60
"""Characters of a free text taken from the URL."""


@dataclass
class _Book:
    """What one reader's session knows of the address: read and written at once, for every access has its price.

    `page` was shown last, `address` holds the words as they stood there after the last run, `chosen` the choices made
    on any page, `told` the words of the address to be told of at the head of the next run.
    """

    page: str = ""
    address: dict[str, str | None] = field(default_factory=dict)
    chosen: dict[str, object] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)
    told_at: float | None = None


@dataclass
class Params:
    """The URL's parameters on one run of one page.

    A value comes from the URL when the URL changed since the last run (a link, the back button), else from the widget.
    What was chosen on one page under a name (`areas`, `indicator`) is kept for the next page, whose URL the menu has
    emptied. A word of the URL that is not allowed is dropped and told in `wrong`: (name, text). A choice kept from
    before that this page does not offer is dropped without a word: the reader did not ask for it here.
    """

    book: _Book
    asked: dict[str, list[str]]
    moved: bool
    wrong: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, page: str) -> Params:
        """The parameters of `page`; notices when the reader came from another page."""
        book = st.session_state.get(_BOOK)
        if book is None:
            book = st.session_state[_BOOK] = _Book()
        moved, book.page = book.page != page, page
        return cls(book, {name: st.query_params.get_all(name) for name in st.query_params}, moved)

    def tell_later(self) -> None:
        """Keep the words not understood for the head of the next run."""
        self.book.told, self.book.told_at = list(self.wrong), None

    def to_tell(self) -> list[tuple[str, str]]:
        """The words kept for this run: once, and again on runs that follow at once, as a slow browser may ask for."""
        now = time.monotonic()
        self.book.told_at = now if self.book.told_at is None else self.book.told_at
        if now - self.book.told_at > TOLD_FOR:
            self.book.told = []
        return self.book.told

    def many(self, name: str, allowed: Sequence[str], *, default: Sequence[str], most: int | None = None) -> str:
        """Prepare a several-of choice; returns the widget key whose session state now holds the list of words.

        `most` limits how many are taken; what the URL asks for beyond it is told in `wrong`.
        """
        known = set(allowed)

        def fit(value: object) -> list[str]:
            held = value if isinstance(value, list | tuple) else []
            return [w for w in held if w in known][:most]

        start = fit(default)

        def parse(raw: str) -> list[str]:
            good = self._listed(name, raw, known, most)
            return good if good or not raw else start  # `?areas=` is an empty choice, `?areas=nonsense` is none

        return self._prepare(name, parse, default=start, fit=fit)

    def one(self, name: str, allowed: Sequence[str], *, default: str) -> str:
        """Prepare a one-of choice; returns the widget key whose session state now holds the word."""
        known = set(allowed)

        def fit(value: object) -> str:
            return value if isinstance(value, str) and value in known else default

        return self._prepare(name, lambda raw: self._single(name, raw, known, default), default=default, fit=fit)

    def word(self, name: str, allowed: Sequence[str], *, default: str) -> str:
        """A one-of choice whose widget may not be shown on this run: the word itself."""
        key = self.one(name, allowed, default=default)
        chosen = st.session_state[key] = str(st.session_state[key])  # a widget's own state ends with the widget
        self.keep(name, chosen, default=default)
        return chosen

    def text(self, name: str) -> str:
        """Prepare a choice of free words; returns the widget key. What is too long is cut."""

        def fit(value: object) -> str:
            return str(value)[:TEXT_AT_MOST] if isinstance(value, str) else ""

        return self._prepare(name, fit, default="", fit=fit)

    def flag(self, name: str, *, default: bool = False) -> str:
        """Prepare a yes-or-no choice (`1`, `0`); returns the widget key."""
        fallback = "1" if default else "0"
        return self._prepare(
            name, lambda raw: self._single(name, raw, {"1", "0"}, fallback) == "1", default=default, fit=bool
        )

    def keep(self, name: str, value: object, *, default: object) -> None:
        """Write the choice made under `name` back to the URL; the default leaves it clean."""
        self.book.chosen[name] = value
        raw, word = self._raw(name), _encode(value)
        encoded = None if word == _encode(default) else word
        if encoded is None and raw is not None:
            del st.query_params[name]
        elif encoded is not None and encoded != raw:
            st.query_params[name] = encoded
        self.book.address[name] = encoded
        self.asked[name] = [] if encoded is None else [encoded]  # asked again on this run, it is answered alike

    def _raw(self, name: str) -> str | None:
        words = self.asked.get(name)
        return words[-1] if words else None

    def _prepare(self, name: str, parse: Callable[[str], T], *, default: T, fit: Callable[[object], T]) -> str:
        key = f"q.{name}"
        raw, held = self._raw(name), st.session_state.get(key, _ABSENT)
        changed = raw != self.book.address.get(name)
        if raw is not None and (changed or self.moved or held is _ABSENT):
            chosen = parse(",".join(self.asked[name]))
        elif held is _ABSENT:
            chosen = fit(self.book.chosen.get(name, default))
        elif raw is None and changed and not self.moved:
            chosen = default
        else:
            chosen = fit(held)
        if self.moved or chosen != held:  # a widget's own state ends with its page
            st.session_state[key] = chosen
        return key

    def _listed(self, name: str, raw: str, known: set[str], most: int | None) -> list[str]:
        words = list(dict.fromkeys(w for w in raw.split(",") if w))
        good = [w for w in words if w in known][:most]
        self.wrong += [(name, w) for w in words if w not in good]
        return good

    def _single(self, name: str, raw: str, known: set[str], default: str) -> str:
        if raw in known:
            return raw
        self.wrong.append((name, raw))
        return default


def _encode(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list | tuple):
        return ",".join(str(v) for v in value)
    return str(value) if value is not None else ""
