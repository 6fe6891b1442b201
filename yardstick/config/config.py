"""The settings of an installation and the file they are read from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yardstick.document import (
    Choice,
    Key,
    Line,
    Mapped,
    Mapping,
    Place,
    Record,
    Several,
    Switch,
    Text,
    Whole,
    Words,
    read_document,
)
from yardstick.errors import Problems

SOURCE_KINDS = ("yearbook", "bulletin", "plan", "work_report", "department_report", "press", "compilation")


@dataclass(frozen=True, slots=True)
class Paths:
    """Where the installation keeps its files, relative to the folder of config.yaml."""

    indicators: str
    data: str
    store: str
    documents: str


@dataclass(frozen=True, slots=True)
class Config:
    """One installation. `areas`: code → colour slot (0–9), in the order shown; `precedence`: source kind → rank.

    `steward` says whether the pages of this installation let data be changed.
    """

    title: Text
    language: str
    paths: Paths
    areas: dict[str, int]
    headline: tuple[str, ...]
    precedence: dict[str, int]
    steward: bool = True


_PATHS = Record(
    {
        "indicators": Key(Line(), "the folder of definitions", required=True),
        "data": Key(Line(), "the folder of reviewed data", required=True),
        "store": Key(Line(), "the folder of the built store", required=True),
        "documents": Key(Line(), "the folder of local documents", required=True),
    },
    Paths,
    called="the four folders",
)

CONFIG = Record(
    {
        "title": Key(Words(), "the name of the dashboard", required=True),
        "language": Key(Choice(("zh", "en")), "the language a reader meets first", required=True),
        "paths": Key(_PATHS, "where files are kept", required=True),
        "areas": Key(
            Mapped(Whole(0, 9), key="[0-9]{6}(?:-[a-z0-9-]+)?"), "area code: colour slot, in order", required=True
        ),
        "headline": Key(Several(Line(pattern="[a-z0-9_]+"), unique=True), "indicators of the tiles", required=True),
        "precedence": Key(
            Mapped(Whole(1, 99), key="|".join(SOURCE_KINDS)), "source kind: rank, the lowest is shown", required=True
        ),
        "steward": Key(Switch(), "whether data can be changed on the pages"),
    },
    Config,
    called="the settings",
)


def load_config(path: Path) -> tuple[Config | None, Problems]:
    """Read `config.yaml`; every problem at once, None when a setting cannot be used. Unknown keys are problems."""
    node, problems = read_document(path, path.name)
    if node is None:
        return None, problems
    config = CONFIG.read(node, Place(path.name, "", problems))
    if config is not None:
        for kind in SOURCE_KINDS:
            if kind not in config.precedence:
                line = node.line_of("precedence") if isinstance(node, Mapping) else None
                problems.add(path.name, line, "precedence", "a source kind has no rank", expected=kind)
    return (config if not problems else None), problems
