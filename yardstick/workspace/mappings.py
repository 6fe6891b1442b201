"""data/mappings.yaml: words and forms that a steward placed by hand, kept for the next sheet that looks alike."""

from __future__ import annotations

import re
from collections.abc import Mapping as Words
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from yardstick.errors import Problem, StoreError
from yardstick.ingest.sheet.grid import Grid
from yardstick.ingest.sheet.layout import Layout, layout_from_dict, layout_to_dict
from yardstick.ingest.sheet.names import MAPPED, Mapping
from yardstick.ingest.table import shown
from yardstick.workspace.aside import written_aside

MAPPINGS_FILE = "mappings.yaml"
_HEAD = (
    "# Words and forms of sheets that were placed by hand: used again where a sheet looks alike. Written by imports.\n"
)
_DEEP = 20

Headings = tuple[tuple[int, int, str], ...]
"""(row, column, text without its digits) of the cells above the figures: what a sheet is known again by."""


@dataclass(frozen=True)
class Kept:
    """What was placed by hand before: words, and layouts by the headings they stood under."""

    words: Mapping = field(default_factory=Mapping)
    layouts: tuple[tuple[Headings, Layout], ...] = ()

    def layout_of(self, grid: Grid) -> Layout | None:
        """The layout kept for a sheet with these headings, reaching to its last row; None where there is none.

        What held for one sheet as a whole (its year, its area, rows inside the table that were no figures) is not kept:
        the next one with these headings has its own. A unit is.
        """
        for headings, layout in self.layouts:
            if headings and headings == headings_of(grid, layout.first):
                return replace(_form_of(layout), sheet=grid.name, last=grid.height)
        return None


def _form_of(layout: Layout) -> Layout:
    """A layout without what held for one sheet only."""
    fixed = {role: word for role, word in layout.fixed.items() if role == "unit"}
    return replace(layout, fixed=fixed, left_out=tuple(row for row in layout.left_out if row.row < layout.first))


def headings_of(grid: Grid, first: int) -> Headings:
    """What stands above row `first`, without digits, so that next year's sheet is known by last year's."""
    rows = range(1, min(first, _DEEP, grid.height + 1))
    cells = [(row, column, grid.text(row, column)) for row in rows for column in range(1, grid.width + 1)]
    return tuple((row, column, re.sub(r"\d+", "#", text)) for row, column, text in cells if text)


def read_mappings(path: Path) -> tuple[Kept, tuple[Problem, ...]]:
    """What the file keeps; nothing, and a problem, where it cannot be read. A missing file keeps nothing."""
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return _kept(said), ()
    except FileNotFoundError:
        return Kept(), ()
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        return Kept(), (
            Problem(
                shown(path), None if line is None else line + 1, "", "the kept mappings cannot be read",
                " ".join(str(error).split())[:120], "", "mend the file or move it away",
            ),
        )  # fmt: skip


def keep(path: Path, words: Mapping, layouts: Sequence[tuple[Grid, Layout]]) -> None:
    """Add words and layouts to the file, in one rename; a word or form that is there already is placed anew.

    The caller holds the store's lock or is alone. Raises StoreError where the file cannot be read or written.
    """
    before, problems = read_mappings(path)
    if problems:
        raise StoreError("{path}: the kept mappings cannot be read; mend the file or move it away", path=path)
    both = Mapping(**{name: {**getattr(before.words, name), **getattr(words, name)} for name in MAPPED})
    fresh = [(headings_of(grid, layout.first), _form_of(layout)) for grid, layout in layouts]
    known = {headings for headings, _ in fresh}
    every = [*((h, each) for h, each in before.layouts if h not in known), *((h, each) for h, each in fresh if h)]
    if (both, tuple(every)) == (before.words, before.layouts):
        return
    said = {
        "words": both.to_dict(),
        "layouts": [{"headings": [list(cell) for cell in h], "layout": _plain(each)} for h, each in every],
    }
    text = _HEAD + yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=120)
    try:
        with written_aside(path, text.encode("utf-8")):
            pass
    except OSError as error:
        raise StoreError("{path}: cannot be written ({error})", path=path, error=error) from error


def _plain(layout: Layout) -> dict[str, Any]:
    said = layout_to_dict(layout)
    return {name: dict(value) if isinstance(value, Words) else value for name, value in said.items()}


def _kept(said: Words[str, Any]) -> Kept:
    unknown = set(said) - {"words", "layouts"}
    if unknown:
        raise ValueError(f"unknown key: {', '.join(sorted(unknown))}")
    layouts = tuple(
        (
            tuple((int(row), int(column), str(text)) for row, column, text in each["headings"]),
            layout_from_dict(each["layout"]),
        )
        for each in said.get("layouts") or ()
    )
    return Kept(Mapping.from_dict(said.get("words") or {}), layouts)
