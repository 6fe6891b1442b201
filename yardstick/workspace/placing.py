"""Words of a sheet placed by hand: which role a word has is told by what it is to stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from yardstick.errors import InputError, Problem, nearest
from yardstick.ingest.sheet.layout import NEEDED
from yardstick.ingest.sheet.names import Mapping, Names
from yardstick.model import MEASURES, Period
from yardstick.workspace.drafting import Draft
from yardstick.workspace.ground import Ground

PLACED = {"indicator": "indicators", "area": "areas", "period": "periods", "unit": "units", "measure": "measures"}
"""Role → the part of a `Mapping` that holds its words."""


def placed(ground: Ground, said: Iterable[tuple[str, str, str]]) -> Mapping:
    """The mapping of (word, what it stands for, role); an empty role is found by what is stood for.

    That is an indicator's id, an area's code or name, a period, a unit or a measure. Raises InputError, with a problem
    each, for what is nothing known or could be two things.
    """
    words: dict[str, dict[str, str]] = {part: {} for part in PLACED.values()}
    problems = []
    for word, meant, role in said:
        found = _roles(ground, meant)
        fits = [role] if role in found else [] if role else list(found)
        if len(fits) == 1:
            words[PLACED[fits[0]]][word.strip()] = found[fits[0]]
        elif fits:
            hint = " ".join(f"{each}:{word}={meant}" for each in fits)
            problems.append(Problem(f"{word}={meant}", None, "", "it could be several things", "", "", hint))
        else:
            problems.append(_nothing_known(ground, word, meant, role))
    if problems:
        raise InputError(problems)
    return Mapping(**words)


def unplaced(ground: Ground, draft: Draft) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(role, word, the nearest known ids, codes or periods) for every word that stands for nothing known."""
    names = Names(ground.catalogue, ground.areas, draft.words)
    find = {"indicator": names.indicator, "area": names.area, "period": names.period}
    units = list(ground.catalogue.units.by_alias)
    for role, word in draft.unplaced(ground):
        yield role, word, find[role](word).near if role in find else tuple(get_close_matches(word, units))


def _roles(ground: Ground, meant: str) -> dict[str, str]:
    """Role → how it is written, for each role that a text can have."""
    names = Names(ground.catalogue, ground.areas)
    tries: dict[str, Callable[[], str]] = {
        "indicator": lambda: meant if meant in ground.catalogue else "",
        "area": lambda: names.area(meant).code,
        "period": lambda: Period.parse(meant).code,
        "measure": lambda: meant if meant in MEASURES else "",
        "unit": lambda: names.unit(meant),
    }
    return {role: code for role, attempt in tries.items() if (code := _tried(attempt))}


def _tried(attempt: Callable[[], str]) -> str:
    try:
        return attempt()
    except ValueError:
        return ""


def _nothing_known(ground: Ground, word: str, meant: str, role: str) -> Problem:
    known: dict[str, Iterable[str]] = {
        "indicator": ground.catalogue.indicators,
        "area": ground.areas.by_code,
        "measure": MEASURES,
    }
    every = known.get(role) or [*ground.catalogue.indicators, *ground.areas.by_code, *MEASURES]
    expected = role or ", ".join((*NEEDED, "unit", "measure"))
    return Problem(f"{word}={meant}", None, "", "it is nothing known", "", expected, nearest(meant, every))
