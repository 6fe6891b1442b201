"""Tables in a text: rows of cells between bars, their units and measures in the head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yardstick.reader.linking import LEVELS, Link, Linker
from yardstick.reader.quantity import _amounts
from yardstick.reader.token import Figure
from yardstick.reader.tokens import tokens_of
from yardstick.reader.vocabulary import Vocabulary

_CELL = re.compile(r"[^|]+")
_NUMBER = re.compile(r"\s*(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*(%?)\s*")
_UNIT = re.compile(r"[(:]([^():]{1,8})\)?")
_GROWTH = re.compile(r"增长|增减|增速|±")


def table_links(text: str, start: int, lines: list[str], vocabulary: Vocabulary) -> Iterator[tuple[Link, int, int]]:
    """The figures of a table with one name a row; each with the span of its row."""
    at = start
    head: list[str] = []
    linker = Linker(vocabulary, "")
    above: list[str] = []
    for line in lines:
        cells = [(m.start() + at, m.end() + at) for m in _CELL.finditer(line)]
        texts = [text[a:b].strip() for a, b in cells]
        numbers = [_NUMBER.fullmatch(cell) for cell in texts[1:]]
        if not any(numbers):
            if texts and not set(texts[0]) <= set("-: "):
                head = texts
        elif cells:
            names = _row_names(text, cells[0], linker, above, vocabulary)
            above = names or above
            for place, (found, cell) in enumerate(zip(numbers, cells[1:], strict=True), start=1):
                if found:
                    link = _cell_link(text, cell, head[place] if place < len(head) else "", names, vocabulary)
                    if link:
                        yield link, at, at + len(line)
        at += len(line) + 1


def _row_names(text: str, cell: tuple[int, int], linker: Linker, above: list[str], vocabulary: Vocabulary) -> list[str]:
    """What a row is of: a name in its first cell, or words that turn the row above (其中: 境内)."""
    tokens = [t for t in tokens_of(text, *cell, vocabulary) if t.sort != "mark"]
    edges = vocabulary.grammar.edges
    names: list[str] = []
    for token in tokens:
        if token.sort == "name":
            names = [token.roles["name"]]
        elif token.sort == "feature":
            feature = token.roles["feature"]
            base = names or above
            if base and feature in edges.get(base[0], {}):
                names = [edges[base[0]][feature]]
            elif feature not in LEVELS:
                return []
        elif token.sort in ("other", "never", "figure"):
            return []
    return names


def _cell_link(text: str, cell: tuple[int, int], head: str, names: list[str], vocabulary: Vocabulary) -> Link | None:
    found = _NUMBER.match(text, cell[0], cell[1])
    if found is None:
        return None
    told = _UNIT.search(head)
    unit = told[1] if told else "%" if found[2] else ""
    start, end = found.start(1), found.end(2) if found[2] else found.end(1)
    figure = Figure(start, end, float(found[1].replace(",", "")), unit, _amount(unit))
    name = names[0] if names else ""
    if not name or not unit:
        return Link(figure, start)
    indicator = name if name in vocabulary.indicators else ""
    if _GROWTH.search(head):
        return Link(figure, start, indicator, "growth" if indicator else "", ("link:table", "measure:table-head"))
    if unit == "%":
        return Link(figure, start)
    return Link(figure, start, indicator, "value" if indicator else "", ("link:table", "measure:table-head"))


def _amount(unit: str):  # type: ignore[no-untyped-def]
    for length in range(len(unit)):
        found = _amounts().get(unit[length:])
        if found:
            return found
    return "other"
