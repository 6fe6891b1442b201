"""The YAML reader: lines, types, and an answer for any bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.document.reader import Mapping, Node, Scalar, Sequence, parse_document


def parsed(text: str) -> Mapping:
    node, problems = parse_document(text.encode(), "x.yaml")
    assert not problems
    assert isinstance(node, Mapping)
    return node


def plain(node: Node) -> object:
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.entries.items()}
    return [plain(item) for item in node.items] if isinstance(node, Sequence) else node.value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("on", "on"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", "~"),
        ("12:30", "12:30"),
        ("2024-01-01", "2024-01-01"),
        ("1e3", "1e3"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".5", ".5"),
        (".inf", ".inf"),
        ("0", 0),
        ("-7", -7),
        ("2022", 2022),
        ("0.80", 0.8),
        ("'2022'", "2022"),
        ('"true"', "true"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_only_plain_words_are_typed(written: str, value: object) -> None:
    scalar = parsed(f"key: {written}\n").entries["key"]
    assert isinstance(scalar, Scalar)
    assert scalar.value == value
    assert type(scalar.value) is type(value)


def test_lines_of_keys_values_and_items() -> None:
    node = parsed("# note\na: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n")
    assert node.line_of("a") == 2
    assert node.line_of("b") == 3
    assert node.line_of("b", 0) == 4
    assert node.line_of("b", 1, "d") == 6
    assert node.line_of("b", 1, "missing") == 5
    assert node.line_of("missing") == 2


def test_byte_order_mark_and_windows_lines() -> None:
    node, problems = parse_document("﻿a: 1\r\nb: 二\r\n".encode(), "x.yaml")
    assert not problems
    assert node is not None
    assert plain(node) == {"a": 1, "b": "二"}


def test_duplicate_key_keeps_the_first() -> None:
    node, problems = parse_document(b"a: 1\nb: 2\na: 3\n", "x.yaml")
    assert node is not None
    assert plain(node) == {"a": 1, "b": 2}
    assert [str(p) for p in problems] == ["x.yaml:3: a: the key is given twice, hint: first on line 1"]


def test_depth_is_no_recursion() -> None:
    node, problems = parse_document(b"[" * 100_000, "x.yaml")
    assert node is None
    assert "nested too deeply" in str(problems.items[0])


@given(st.binary(max_size=300))
def test_any_bytes_are_answered(data: bytes) -> None:
    node, problems = parse_document(data, "x.yaml")
    assert node is not None or problems


@given(st.text(alphabet="ab: -[]{}\"'\n#&*!|>%@`?,\t\\0中", max_size=80))
def test_any_text_is_answered(text: str) -> None:
    node, problems = parse_document(text.encode(), "x.yaml")
    assert node is not None or problems
    assert all(problem.line is None or problem.line >= 1 for problem in problems)
