"""Choices that stand in the URL: read and checked before a widget is made, written back after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import streamlit as st

T = TypeVar("T")
_PAGE = "url.page"
TEXT_AT_MOST = 60
"""Characters of a free text taken from the URL."""


@dataclass
class Params:
    """The URL's parameters on one run of one page.

    A value comes from the URL when the URL changed since the last run (a link, the back button), else from the widget.
    What was chosen on one page under a name (`areas`, `indicator`) is kept for the next page, whose URL the menu has
    emptied. A word of the URL that is not allowed is dropped and told in `wrong`: (name, text). A choice kept from
    before that this page does not offer is dropped without a word: the reader did not ask for it here.
    """

    page: str
    wrong: list[tuple[str, str]] = field(default_factory=list)
    moved: bool = False

    @classmethod
    def of(cls, page: str) -> Params:
        """The parameters of `page`; notices when the reader came from another page."""
        moved = st.session_state.get(_PAGE) != page
        st.session_state[_PAGE] = page
        return cls(page, moved=moved)

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

    def keep(self, name: str, *, default: object) -> None:
        """Write the choice made under `name` back to the URL; the default leaves it clean."""
        value = st.session_state.get(f"q.{name}", default)
        st.session_state[f"kept.{name}"] = value
        encoded = _encode(value)
        if encoded == _encode(default):
            if name in st.query_params:
                del st.query_params[name]
        elif st.query_params.get(name) != encoded:
            st.query_params[name] = encoded
        st.session_state[f"url.{name}"] = st.query_params.get(name)

    def _prepare(self, name: str, parse: Callable[[str], T], *, default: T, fit: Callable[[object], T]) -> str:
        key = f"q.{name}"
        raw = st.query_params.get(name)
        changed = raw != st.session_state.get(f"url.{name}")
        if raw is not None and (changed or self.moved or key not in st.session_state):
            st.session_state[key] = parse(",".join(st.query_params.get_all(name)))
        elif key not in st.session_state:
            st.session_state[key] = fit(st.session_state.get(f"kept.{name}", default))
        elif raw is None and changed and not self.moved:
            st.session_state[key] = default
        else:
            st.session_state[key] = fit(st.session_state[key])  # a widget's state outlives the page it was made on
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
