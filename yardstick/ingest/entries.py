"""YAML files as entries that know their lines; every scalar stays the text it was written as (`NO`, dates)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from yardstick.errors import Problems, nearest
from yardstick.ingest.cell import Cells
from yardstick.ingest.table import shown

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a YAML file. `key` is its name in the mapping, empty in a list; nested keys are dotted."""

    key: str
    line: int
    fields: dict[str, str]
    lines: dict[str, int] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The text of a field, empty where it is absent."""
        return self.fields.get(name, "")

    def line_of(self, name: str) -> int:
        """The line of a field, or of the entry where the field is absent."""
        return self.lines.get(name, self.line)


def read_entries(path: Path) -> tuple[list[Entry], Problems]:
    """The entries of a YAML file, a list or mapping of mappings; nothing at all is a problem, `[]` is none."""
    problems = Problems()
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=_LOADER)
    except FileNotFoundError:
        problems.add(shown(path), None, "", "the file is missing")
        return [], problems
    except (OSError, UnicodeDecodeError) as error:
        problems.add(shown(path), None, "", "the file cannot be read as UTF-8 text", found=error)
        return [], problems
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        found = getattr(error, "problem", "") or str(error)
        problems.add(shown(path), mark.line + 1 if mark else None, "", "not valid YAML", found=found)
        return [], problems
    return _entries(root, path=path, problems=problems), problems


def check_fields(entry: Entry, cells: Cells, *, known: Collection[str], required: Collection[str]) -> None:
    """A problem for every key of the entry that is not known, and for every required one without a value."""
    for name in entry.fields:
        if name not in known:
            cells.problems.add(cells.path, entry.line_of(name), name, "unknown key", hint=nearest(name, known))
    for name in required:
        if not entry.get(name):
            cells.problems.add(cells.path, entry.line_of(name), name, "the value is missing")


def _entries(root: yaml.Node | None, *, path: Path, problems: Problems) -> list[Entry]:
    if root is None:
        problems.add(shown(path), None, "", "the file is empty", hint="write [] where there is nothing to list")
        return []
    if isinstance(root, yaml.SequenceNode):
        pairs = [("", node.start_mark.line + 1, node) for node in root.value]
    elif isinstance(root, yaml.MappingNode):
        pairs = [(str(key.value), key.start_mark.line + 1, node) for key, node in root.value]
        _refuse_twice([(key, line) for key, line, _ in pairs], path=path, problems=problems)
    else:
        problems.add(shown(path), 1, "", "not a list or mapping of entries", found=root.value)
        return []
    return [entry for key, line, node in pairs if (entry := _entry(key, line, node, path=path, problems=problems))]


def _entry(key: str, line: int, node: yaml.Node, *, path: Path, problems: Problems) -> Entry | None:
    if not isinstance(node, yaml.MappingNode):
        problems.add(shown(path), line, key, "not a mapping", expected="key: value pairs")
        return None
    entry = Entry(key, line, {}, {})
    _fill(entry, node, prefix="", path=path, problems=problems)
    return entry


def _fill(entry: Entry, node: yaml.MappingNode, *, prefix: str, path: Path, problems: Problems) -> None:
    names = [(prefix + str(key.value), key.start_mark.line + 1) for key, _ in node.value]
    _refuse_twice(names, path=path, problems=problems)
    for (name, line), (_, value) in zip(names, node.value, strict=True):
        entry.lines[name] = line
        if isinstance(value, yaml.MappingNode):
            _fill(entry, value, prefix=name + ".", path=path, problems=problems)
        elif isinstance(value, yaml.ScalarNode):
            entry.fields[name] = "" if value.tag == "tag:yaml.org,2002:null" else str(value.value)
        else:
            problems.add(shown(path), line, name, "a list has no place here", expected="text")


def _refuse_twice(names: list[tuple[str, int]], *, path: Path, problems: Problems) -> None:
    first: dict[str, int] = {}
    for name, line in names:
        if name in first:
            problems.add(shown(path), line, name, "the key stands twice", found=f"also on line {first[name]}")
        first.setdefault(name, line)
