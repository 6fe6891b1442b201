"""The grammar's files: every word in one place, every name known, every pattern sound."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
import yaml

from yardstick.reader.grammar import FOLDER, grammar, said
from yardstick.reader.quantity import quantity_patterns
from yardstick.reader.vocabulary import NOTHING

FILES = sorted(FOLDER.glob("*.yaml"))
BARE = {"growth", "level", "money"}
MARKERS = {"nominated", "total"}
"""Edges that no feature leads along: a word of another class, and what a grid is without a scope."""


@cache
def loaded(name):
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


class UniqueKeys(yaml.SafeLoader):
    """Refuses a key that stands twice: the first would be lost without a word."""


def _unique(loader, node):
    keys = [loader.construct_object(key) for key, _ in node.value]
    assert len(keys) == len(set(keys)), [key for key, n in Counter(keys).items() if n > 1]
    return {loader.construct_object(k, deep=True): loader.construct_object(v, deep=True) for k, v in node.value}


UniqueKeys.add_constructor("tag:yaml.org,2002:map", _unique)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_key_stands_twice(path):
    assert yaml.load(path.read_text(encoding="utf-8"), UniqueKeys)


def twice(words):
    return sorted(str(word) for word, n in Counter(words).items() if n > 1)


def test_no_word_stands_twice_in_a_class():
    found = {key: twice(words) for key, words in loaded("words").items()}
    found |= {key: twice(words) for key, words in loaded("concepts")["features"].items()}
    quantities = loaded("quantities")
    found |= {key: twice(words) for part in ("before", "after", "units") for key, words in quantities[part].items()}
    times = loaded("times")
    found |= {key: twice(words) for key, words in times.items() if isinstance(words, list)}
    assert {key: words for key, words in found.items() if words} == {}


def test_no_measure_word_counts_two_kinds_of_things():
    units = loaded("quantities")["units"]
    assert twice(said(unit) for words in units.values() for unit in words) == []


def things():
    concepts = loaded("concepts")
    return set(concepts["things"])


def named():
    """Every indicator or thing that concepts.yaml speaks of, with where."""
    concepts = loaded("concepts")
    for thing, told in concepts["things"].items():
        yield from ((f"things.{thing}", name) for name in told.get("to", {}).values())
        yield from ((f"things.{thing}", told[key]) for key in BARE & set(told))
    for name, told in concepts["from"].items():
        yield f"from.{name}", name
        yield from ((f"from.{name}", to) for to in told.values())
    for at, family in enumerate(concepts["levels"]):
        yield from ((f"levels[{at}]", name) for name in family.values())
    for grid in concepts["grids"]:
        yield from (("grids", name) for name in grid["members"])
    yield from (("names", name) for name in concepts["names"])
    yield from (("read_as", name) for pair in concepts["read_as"].items() for name in pair)
    yield from (("after_place", name) for name in concepts["after_place"].values())


def families():
    """The things that are only the whole of a family of levels."""
    return {family["all"] for family in loaded("concepts")["levels"]}


def test_every_name_is_an_indicator_or_a_thing(own_catalogue):
    known = set(own_catalogue.indicators) | things() | families() | {NOTHING}
    found = {f"{where}: {name}" for where, name in named() if name not in known}
    assert found == set()


def test_what_a_level_makes_of_a_thing_is_an_indicator(own_catalogue):
    made = {name for family in loaded("concepts")["levels"] for level, name in family.items() if level != "all"}
    assert made - set(own_catalogue.indicators) == set()


def test_every_edge_goes_along_a_feature_that_some_word_stands_for():
    rules = grammar()
    features = set(rules.features) | set(rules.shares) | MARKERS
    assert {feature for edges in rules.edges.values() for feature in edges} - features == set()


def test_the_features_of_lists_and_grids_exist():
    rules, concepts = grammar(), loaded("concepts")
    features = set(rules.features)
    assert (rules.far | rules.verbs) - features == set()
    for grid in concepts["grids"]:
        axes = [set(axis) for axis in grid["axes"].values()]
        assert all(len(m) == len(axes) for m in grid["members"].values())
        assert [m for m in grid["members"].values() if any(f not in a for f, a in zip(m, axes, strict=True))] == []
        assert twice(map(tuple, grid["members"].values())) == []
        assert (set(grid["same"]) | set().union(*axes)) - features - {"total"} == set()


def test_every_word_class_does_something():
    from yardstick.reader import linking

    used = linking._CLASSES | {"settled", "provisional", "elsewhere", "became", "came"}
    assert set(loaded("words")) - used == set()


def patterns():
    rules = grammar()
    yield from ((f"shares.{name}", pattern) for name, pattern in rules.shares.items())
    yield from ((f"never.{name}", pattern) for name, pattern in rules.quantities["never"].items())
    yield from ((f"sections.{name}", pattern) for name, pattern in rules.sections.items())
    yield from zip(("never", "figure"), quantity_patterns(rules.quantities), strict=True)


@pytest.mark.parametrize(("name", "pattern"), [*patterns()], ids=[name for name, _ in patterns()])
def test_every_pattern_is_sound_and_matches_nothing_only_where_it_should(name, pattern):
    assert re.compile(pattern).fullmatch("") is None


@pytest.mark.parametrize("name", grammar().quantities["never"])
def test_what_is_never_a_figure_repeats_only_so_often(name):
    assert not re.search(
        r"(?<!\\)[+*](?!\+)", re.sub(r"\[[^\]]*\]", "", grammar().quantities["never"][name]).replace(r"\+", "")
    )


def test_every_operator_is_one_of_the_model():
    from yardstick.model.observation import QUALIFIERS

    quantities = loaded("quantities")
    assert (set(quantities["before"]) | set(quantities["after"])) - set(QUALIFIERS) == set()


def test_calibration_gives_shares():
    if (FOLDER / "calibration.yaml").exists():
        assert [key for key, share in loaded("calibration").items() if not 0 <= share <= 1] == []
