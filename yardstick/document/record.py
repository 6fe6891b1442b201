"""Records and lists: shapes made of other shapes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from yardstick.document.reader import Mapping, Node, Scalar, Sequence
from yardstick.document.shape import Place, Schema, Shape, shown, unknown_keys

T = TypeVar("T")
ID = "[a-z][a-z0-9_]*"


@dataclass(frozen=True)
class Several(Shape[tuple[T, ...]]):
    """A list of values of one shape; with `unique`, none of them twice."""

    of: Shape[T]
    unique: bool = False

    def read(self, node: Node, at: Place) -> tuple[T, ...] | None:
        if not isinstance(node, Sequence):
            at.complain(node.line, "wrong type", found=shown(node), expected="a list, as in [a, b]")
            return None
        values: list[T] = []
        for position, item in enumerate(node.items):
            place = at.inside(str(position + 1))
            value = self.of.read(item, place)
            if self.unique and value in values:
                place.complain(item.line, "given twice in the list", found=shown(item))
            elif value is not None:
                values.append(value)
        return tuple(values)

    def schema(self) -> Schema:
        return {"type": "array", "items": self.of.schema()} | ({"uniqueItems": True} if self.unique else {})


@dataclass(frozen=True)
class Key:
    """A key of a record: its shape, what it says, and whether it may be left out."""

    shape: Shape[Any]
    says: str
    required: bool = False


@dataclass(frozen=True)
class Record(Shape[T]):
    """A mapping with known keys, made into an object by `make`; a ValueError of `make` is recorded as the problem."""

    keys: dict[str, Key]
    make: Callable[..., T]
    called: str = "a mapping"

    def read(self, node: Node, at: Place, **fixed: object) -> T | None:
        """Read every key there is, so that all problems come at once; None when any of them was found."""
        if not isinstance(node, Mapping):
            at.complain(node.line, "wrong type", found=shown(node), expected=self.called)
            return None
        before = len(at.problems)
        unknown_keys(node, at, tuple(self.keys))
        self._missing_keys(node, at)
        given = {name: self._value(name, node, at) for name in self.keys if name in node.entries}
        return self._made(node, at, given | fixed) if len(at.problems) == before else None

    def _missing_keys(self, node: Mapping, at: Place) -> None:
        for name, key in self.keys.items():
            if key.required and name not in node.entries:
                at.inside(name).complain(node.line, "the key is missing", expected=key.says)

    def _value(self, name: str, node: Mapping, at: Place) -> Any:
        entry = node.entries[name]
        place = at.inside(name)
        if isinstance(entry, Scalar) and entry.value is None:
            place.complain(node.key_lines[name], "the key has no value", expected=self.keys[name].says)
            return None
        return self.keys[name].shape.read(entry, place)

    def _made(self, node: Mapping, at: Place, given: dict[str, Any]) -> T | None:
        try:
            return self.make(**given)
        except ValueError as error:
            at.complain(node.line, str(error))
            return None

    def schema(self) -> Schema:
        properties = {name: key.shape.schema() | {"description": key.says} for name, key in self.keys.items()}
        required = [name for name, key in self.keys.items() if key.required]
        schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
        return schema | ({"required": required} if required else {})


@dataclass(frozen=True)
class Roster(Shape[dict[str, T]]):
    """A mapping of ids to records; the record gets its id as `id`. A record with a problem is left out."""

    of: Record[T]
    beside: tuple[str, ...] = ()

    def read(self, node: Node, at: Place) -> dict[str, T] | None:
        """The sound records by id, in the order of the file; keys in `beside` are another's to read."""
        if not isinstance(node, Mapping):
            at.complain(node.line, "wrong type", found=shown(node), expected="a mapping of ids")
            return None
        keys = [key for key in node.entries if key not in self.beside]
        read = {key: self._member(key, node, at.inside(key)) for key in keys}
        return {key: member for key, member in read.items() if member is not None}

    def _member(self, key: str, node: Mapping, at: Place) -> T | None:
        if re.fullmatch(ID, key):
            return self.of.read(node.entries[key], at, id=key)
        at.complain(node.key_lines[key], "not an id", found=f"'{key}'", expected="small letters, digits and _")
        return None

    def schema(self) -> Schema:
        return {"type": "object", "propertyNames": {"pattern": f"^{ID}$"}, "additionalProperties": self.of.schema()}


@dataclass(frozen=True)
class Mapped(Shape[dict[str, T]]):
    """A mapping of words of the form `key` to values of one shape, in the order of the file."""

    of: Shape[T]
    key: str

    def read(self, node: Node, at: Place) -> dict[str, T] | None:
        if not isinstance(node, Mapping):
            at.complain(node.line, "wrong type", found=shown(node), expected="a mapping")
            return None
        values: dict[str, T] = {}
        for word, item in node.entries.items():
            place = at.inside(word)
            value = self.of.read(item, place)
            if not re.fullmatch(self.key, word):
                place.complain(
                    node.key_lines[word], "unknown key", found=f"'{word}'", expected=self.key.replace("|", ", ")
                )
            elif value is not None:
                values[word] = value
        return values

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^(?:{self.key})$"},
            "additionalProperties": self.of.schema(),
        }
