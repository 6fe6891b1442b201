"""Themes: the groups that indicators are shown in, one folder each."""

from __future__ import annotations

from dataclasses import dataclass

from yardstick.document.text import Text


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of indicators. `id` is the name of its folder; the order is that of themes.yaml."""

    id: str
    name: Text
    description: Text
