"""Reads units.yaml into a book of units: each unit alone first, then the written forms they share."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from yardstick.catalogue.schema import SCALE_WORDS, UNITS
from yardstick.catalogue.unit import MEASURE_UNITS, Unit, UnitBook, plain
from yardstick.document.reader import Mapping, read_document
from yardstick.document.shape import Factor, Place
from yardstick.errors import Problems


def read_units(path: Path, name: str) -> tuple[UnitBook | None, Problems]:
    """The book of every sound unit in the file; None when the file cannot be used or lacks a unit of a measure."""
    node, problems = read_document(path, name)
    if node is None:
        return None, problems
    units = UNITS.read(node, Place(name, "", problems))
    if units is None or not isinstance(node, Mapping):
        return None, problems
    book = UnitBook(tuple(units.values()), _scales(node, Place(name, SCALE_WORDS, problems)))
    _check_forms(book, node, Place(name, "", problems))
    return (book if _measures_told(book, name, problems) else None), problems


def _scales(node: Mapping, at: Place) -> dict[str, Decimal]:
    words = node.entries.get(SCALE_WORDS)
    if not isinstance(words, Mapping):
        line = node.key_lines.get(SCALE_WORDS)
        at.complain(line, "the words that multiply a unit are missing", expected="{千: 1000, 万: 10000}")
        return {}
    read = {plain(word): Factor().read(entry, at.inside(word)) for word, entry in words.entries.items()}
    return {word: factor for word, factor in read.items() if word and factor is not None}


def _measures_told(book: UnitBook, name: str, problems: Problems) -> bool:
    missing = sorted({unit for unit in MEASURE_UNITS.values() if unit not in book})
    for unit in missing:
        problems.add(name, None, unit, "a unit that measures are told in is missing")
    return not missing


def _check_forms(book: UnitBook, node: Mapping, at: Place) -> None:
    owners: dict[str, Unit] = {}
    for unit in book:
        for position, alias in enumerate(unit.aliases):
            place, line = at.inside(f"{unit.id}.aliases"), node.line_of(unit.id, "aliases", position)
            owner = owners.setdefault(plain(alias), unit)
            if owner is not unit:
                place.complain(line, "two units share this alias", found=f"'{alias}'", hint=f"it belongs to {owner.id}")
            _check_scaled(book, unit, alias, place=place, line=line)


def _check_scaled(book: UnitBook, unit: Unit, alias: str, *, place: Place, line: int) -> None:
    """An alias that begins with a scale word must mean what the word and the rest mean together."""
    for word, factor in book.scale_words.items():
        rest = book.by_alias.get(plain(alias).removeprefix(word)) if plain(alias).startswith(word) else None
        if rest is not None and (rest.dimension, rest.factor * factor) != (unit.dimension, unit.factor):
            place.complain(line, "the alias reads as a scale word and another unit", found=f"'{alias}'", hint=rest.id)
