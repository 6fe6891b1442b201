"""A setting that is on or off: `true` or `false`, nothing else."""

import pytest

from yardstick.document import Mapping, Place, Switch, parse_document
from yardstick.errors import Problems


def read(text: str) -> tuple[bool | None, list[str]]:
    node, problems = parse_document(f"steward: {text}\n".encode(), "config.yaml")
    assert isinstance(node, Mapping)
    assert not problems
    found = Problems()
    return Switch().read(node.entries["steward"], Place("config.yaml", "steward", found)), [str(p) for p in found]


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False)])
def test_on_and_off(text: str, value: bool) -> None:
    assert read(text) == (value, [])


@pytest.mark.parametrize("text", ["no", "1", "'true'", "[true]", "{}"])
def test_anything_else_is_a_problem(text: str) -> None:
    value, problems = read(text)
    assert value is None
    assert len(problems) == 1
    assert problems[0].startswith("config.yaml:1: steward: wrong type, found ")
    assert problems[0].endswith("expected true or false")


def test_the_schema_of_a_switch() -> None:
    assert Switch().schema() == {"type": "boolean"}
