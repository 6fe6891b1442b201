"""A regular expression that finds the longest of many words at a place, without trying each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def words_pattern(words: Iterable[str]) -> str:
    """The pattern of a set of words, none of them empty."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _pattern(tree)


def _pattern(node: dict[str, Any]) -> str:
    ends = "" in node
    branches = [re.escape(first) + _tail(rest) for first, rest in sorted(node.items()) if first]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
    return f"(?:{body})?" if ends else body


def _tail(node: dict[str, Any]) -> str:
    return _pattern(node)
