"""One YAML file, read so that every key and value keeps its line and nothing is guessed.

Only plain integers, decimals, `true`, `false` and `null` are typed; everything else is the text as written, so `NO`,
`12:30`, `2024-01-01`, `012` and `1e3` cannot surprise. Anchors, aliases and tags are refused: a definition is read
where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from yardstick.errors import Problems

MAX_BYTES = 1_000_000
MAX_DEPTH = 12

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_WORDS: dict[str, bool | None] = {"": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: typed in `value`, as it stands in the file in `written`."""

    line: int
    value: str | int | float | bool | None
    written: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys (always text) to nodes, with the line each key stands on."""

    line: int
    entries: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)

    def line_of(self, *keys: str | int) -> int:
        """The line of the value at this path of keys and list positions, or of the last part of it that exists."""
        node: Node = self
        line = self.line
        for key in keys:
            if isinstance(node, Mapping) and key in node.entries:
                line, node = node.key_lines[str(key)], node.entries[str(key)]
            elif isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
                node = node.items[key]
                line = node.line
            else:
                break
        return line


Node = Scalar | Sequence | Mapping


def read_document(path: Path, name: str) -> tuple[Node | None, Problems]:
    """The document in the file `path`, called `name` in problems; None when it cannot be used."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        problems = Problems()
        problems.add(name, None, "", "the file cannot be read", found=error.strerror or type(error).__name__)
        return None, problems
    return parse_document(data, name)


def parse_document(data: bytes, name: str) -> tuple[Node | None, Problems]:
    """The one document in `data`, or None with the problem. Any bytes are answered, none raise.

    A key given twice is a problem, and its first value is kept.
    """
    problems = Problems()
    try:
        node = _Builder(name, problems).build(_events(_checked(data)))
    except _RefusedError as refused:
        problems.add(name, refused.line, "", refused.message, found=refused.found, hint=refused.hint)
        return None, problems
    return node, problems


class _RefusedError(Exception):
    """The document cannot be read on from here."""

    def __init__(self, line: int | None, message: str, *, found: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.found, self.hint = line, message, found, hint


def _checked(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise _RefusedError(None, "the file is too large", hint=f"a definition has at most {MAX_BYTES} bytes")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _RefusedError(
            line, "not UTF-8 text", found=f"byte 0x{data[error.start]:02x}", hint="save as UTF-8"
        ) from None
    return data


def _events(data: bytes) -> Iterator[Any]:
    try:
        yield from yaml.parse(data, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _syntax(error, data) from None
    except yaml.reader.ReaderError as error:
        line = data.count(b"\n", 0, error.position) + 1
        raise _RefusedError(line, "a character that YAML does not allow", hint=error.reason) from None
    except yaml.YAMLError as error:
        raise _RefusedError(None, "not valid YAML", hint=str(error)) from None


def _syntax(error: yaml.MarkedYAMLError, data: bytes) -> _RefusedError:
    """The parser's complaint; at the end of the file it is about the last line, and what began earlier is named."""
    last = len(data.splitlines())
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    line = min(mark.line + 1, last) if mark else None
    began = f" {error.context}, begun on line {context.line + 1}" if context and error.context else ""
    return _RefusedError(line, "not valid YAML", hint=f"{error.problem or ''}{began}")


class _Builder:
    """Puts nodes together from parser events, without recursion: depth in the file is not depth on the stack."""

    def __init__(self, name: str, problems: Problems) -> None:
        self.name, self.problems = name, problems
        self.root: Node | None = None
        self.open: list[tuple[Sequence | Mapping, tuple[str, int] | None]] = []

    def build(self, events: Iterator[Any]) -> Node:
        for event in events:
            self._refuse_machinery(event)
            match event:
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.SequenceStartEvent():
                    self._enter(Sequence(_line(event)))
                case yaml.MappingStartEvent():
                    self._enter(Mapping(_line(event)))
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    self.open.pop()
        if self.root is None:
            raise _RefusedError(None, "the file is empty")
        return self.root

    def _refuse_machinery(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _RefusedError(_line(event), "anchors and aliases are not used here", found=f"'{event.anchor}'")
        if getattr(event, "tag", None) is not None:
            raise _RefusedError(_line(event), "tags are not used here", found=f"'{event.tag}'")
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise _RefusedError(_line(event), "a second document in the file", hint="one file holds one document")

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        if self._awaits_key():
            mapping, _ = self.open[-1]
            self.open[-1] = (mapping, (text, _line(event)))
        else:
            self._place(Scalar(_line(event), _typed(text) if event.implicit[0] else text, text))

    def _enter(self, node: Sequence | Mapping) -> None:
        if self._awaits_key():
            raise _RefusedError(node.line, "a key must be one word", found="a list or a mapping")
        if len(self.open) >= MAX_DEPTH:
            raise _RefusedError(node.line, "nested too deeply", hint=f"at most {MAX_DEPTH} levels")
        self._place(node)
        self.open.append((node, None))

    def _awaits_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1][0], Mapping) and self.open[-1][1] is None

    def _place(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent, key = self.open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is not None:
            self._put(parent, *key, node=node)
            self.open[-1] = (parent, None)

    def _put(self, mapping: Mapping, key: str, line: int, *, node: Node) -> None:
        if key in mapping.entries:
            first = mapping.key_lines[key]
            self.problems.add(self.name, line, key, "the key is given twice", hint=f"first on line {first}")
            return
        mapping.entries[key] = node
        mapping.key_lines[key] = line


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _typed(text: str) -> str | int | float | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
