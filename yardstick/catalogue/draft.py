"""An indicator's file read alone, before anything it names is looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from yardstick.catalogue.indicator import Indicator
from yardstick.catalogue.schema import INDICATOR
from yardstick.document.reader import Mapping, read_document
from yardstick.document.record import ID
from yardstick.document.shape import Place
from yardstick.errors import Problems


@dataclass(slots=True)
class Draft:
    """One file: the indicator when it could be read, the lines of its keys, and the problems found so far."""

    id: str
    path: str
    node: Mapping
    indicator: Indicator | None
    problems: Problems

    @classmethod
    def read(cls, path: Path, name: str) -> Draft:
        """Read one file, called `name` in problems. The theme is the folder's name, the id the file's."""
        node, problems = read_document(path, name)
        if not re.fullmatch(ID, path.stem):
            problems.add(name, None, "", "the file's name is not an id", expected="small letters, digits and _")
        indicator = None
        if node is not None:
            indicator = INDICATOR.read(node, Place(name, "", problems), id=path.stem, theme=path.parent.name)
        return cls(path.stem, name, node if isinstance(node, Mapping) else Mapping(1), indicator, problems)

    @property
    def sound(self) -> bool:
        """Whether no problem has been found."""
        return self.indicator is not None and not self.problems

    def complain(
        self, keys: tuple[str | int, ...], message: str, *, found: str = "", expected: str = "", hint: str = ""
    ) -> None:
        """Record a problem at this path of keys and list positions."""
        key = ".".join(str(part + 1) if isinstance(part, int) else part for part in keys)
        line = self.node.line_of(*keys) if keys else None
        self.problems.add(self.path, line, key, message, found=found, expected=expected, hint=hint)
