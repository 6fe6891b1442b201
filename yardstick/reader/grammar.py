"""The grammar: YAML files beside this one, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yardstick.reader.plain import plain

FOLDER = Path(__file__).with_name("grammar")

Edges = Mapping[str, Mapping[str, str]]
"""A thing or indicator → a feature → what it is then."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules of the files, as they are written; words in one way of writing."""

    words: Mapping[str, tuple[str, ...]]
    quantities: Mapping[str, Any]
    times: Mapping[str, Any]
    sections: Mapping[str, Any]
    features: Mapping[str, tuple[str, ...]]
    shares: Mapping[str, str]
    names: Mapping[str, str]
    edges: Edges
    bare: Edges
    alone: frozenset[str]
    read_as: Mapping[str, str]
    after_place: Mapping[str, str]
    not_these: tuple[str, ...]
    short: frozenset[str]
    unread: tuple[str, ...]
    far: frozenset[str]
    verbs: frozenset[str]
    raised: Mapping[str, str]
    level_of: Mapping[str, str]
    parents: Mapping[str, tuple[str, ...]]
    origins: Mapping[str, tuple[tuple[str, ...], ...]]
    calibration: Mapping[str, float]


@cache
def grammar() -> Grammar:
    """The grammar that the reader reads with."""
    concepts = _file("concepts")
    edges, bare, names = _concepts(concepts)
    return Grammar(
        words={name: _said(words) for name, words in _file("words").items()},
        quantities=_file("quantities"),
        times=_file("times"),
        sections=_file("sections"),
        features={name: _said(words) for name, words in concepts["features"].items()},
        shares=concepts["shares"],
        names=names,
        edges=edges,
        bare=bare,
        alone=frozenset(name for name, told in concepts["things"].items() if told.get("alone")),
        read_as=concepts["read_as"],
        after_place=concepts["after_place"],
        not_these=_said(concepts["not_these"]),
        short=frozenset(_said(concepts["short"])),
        unread=_said(concepts["unread"]),
        far=frozenset(concepts["far"]),
        verbs=frozenset(concepts["verbs"]),
        parents=_parents(edges),
        origins=_origins(edges, concepts["things"]),
        level_of={name: level for family in concepts["levels"] for level, name in family.items() if level != "all"},
        raised={
            family[low]: family[high]
            for family in concepts["levels"]
            for low, high in (("municipal", "provincial"), ("municipal_plus", "provincial_plus"))
            if low in family and high in family
        },
        calibration=_file("calibration") if (FOLDER / "calibration.yaml").exists() else {},
    )


def _file(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def said(word: str) -> str:
    """A word as it stands in a plain text."""
    return plain(word).text.replace("“", "").replace("”", "")


def _said(words: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said(str(word)) for word in words))


def _concepts(concepts: Mapping[str, Any]) -> tuple[Edges, Edges, Mapping[str, str]]:
    edges: dict[str, dict[str, str]] = {}
    bare: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    for thing, told in concepts["things"].items():
        edges.setdefault(thing, {}).update(told.get("to", {}))
        bare[thing] = {key: told[key] for key in ("growth", "level", "money") if key in told}
        names.update((said(str(word)), thing) for word in told.get("words", ()))
    for name, told in concepts["names"].items():
        names.update((said(str(word)), name) for word in told)
    for name, told in concepts["from"].items():
        edges.setdefault(name, {}).update(told)
    for family in concepts["levels"]:
        for member in family.values():
            edges.setdefault(member, {}).update({level: to for level, to in family.items() if level != "all"})
    for grid in concepts["grids"]:
        for name, told in _grid(grid).items():
            edges.setdefault(name, {}).update(told)
    return edges, bare, names


def _grid(grid: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """For every member (and every thing half told) of a grid: feature → the member with that feature instead."""
    axes: dict[str, list[str]] = grid["axes"]
    by_features = {tuple(features): name for name, features in grid["members"].items()}
    edges: dict[str, dict[str, str]] = {}
    for features, name in by_features.items():
        for at, axis in enumerate(axes.values()):
            for feature in axis:
                other = (*features[:at], feature, *features[at + 1 :])
                if other in by_features:
                    edges.setdefault(name, {})[feature] = by_features[other]
        for word, feature in grid.get("same", {}).items():
            edges.setdefault(name, {})[word] = edges.get(name, {}).get(feature, name)
    return edges


def _parents(edges: Edges) -> dict[str, tuple[str, ...]]:
    """For everything that words make of a thing: the things."""
    parents: dict[str, list[str]] = {}
    for name, told in edges.items():
        for made in told.values():
            if made != name:
                parents.setdefault(made, []).append(name)
    return {name: tuple(dict.fromkeys(found)) for name, found in parents.items()}


def _origins(edges: Edges, things: Mapping[str, Any]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """For everything that one or two words make of a thing: the words."""
    origins: dict[str, list[tuple[str, ...]]] = {}
    for thing in things:
        for first, made in edges.get(thing, {}).items():
            origins.setdefault(made, []).append((first,))
            for second, made_of_it in edges.get(made, {}).items():
                origins.setdefault(made_of_it, []).append((first, second))
    return {name: tuple(paths) for name, paths in origins.items()}
