"""YAML documents read strictly: every key by its line, every value of a known shape, nothing guessed."""

from yardstick.document.reader import Mapping, Node, Scalar, Sequence, parse_document, read_document
from yardstick.document.record import ID, Key, Mapped, Record, Roster, Several
from yardstick.document.shape import Choice, Factor, Figure, Line, Place, Schema, Shape, Switch, Whole, Words, shown
from yardstick.document.text import Text

__all__ = [
    "ID",
    "Choice",
    "Factor",
    "Figure",
    "Key",
    "Line",
    "Mapped",
    "Mapping",
    "Node",
    "Place",
    "Record",
    "Roster",
    "Scalar",
    "Schema",
    "Sequence",
    "Several",
    "Shape",
    "Switch",
    "Text",
    "Whole",
    "Words",
    "parse_document",
    "read_document",
    "shown",
]
