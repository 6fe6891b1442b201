"""Areas as a person names them on the command line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

import typer

from yardstick.errors import nearest
from yardstick.model import Area, AreaBook


def codes_of(areas: AreaBook, given: Iterable[str], *, option: str) -> list[str]:
    """The codes of areas given by code, name or alias, each once; a word that names none or several is wrong usage."""
    return list(dict.fromkeys(_code(areas, word, option=option) for word in given))


def _code(areas: AreaBook, word: str, *, option: str) -> str:
    if word in areas:
        return word
    name, called = word.strip().casefold(), _called(areas)
    codes = called.get(name, [])
    if len(codes) == 1:
        return codes[0]
    near = [name] if codes else get_close_matches(name, called, n=1)
    meant = [f"{code} ({like})" for like in near for code in called[like]]
    hint = f"did you mean {' or '.join(meant)}?" if meant else nearest(word, areas.by_code)
    raise typer.BadParameter(f"unknown: {word or 'empty'}" + (f", {hint}" if hint else ""), param_hint=option)


def _called(areas: AreaBook) -> dict[str, list[str]]:
    """Name or alias in small letters → the codes of the areas that have it."""
    called: dict[str, list[str]] = defaultdict(list)
    for area in areas:
        for name in _names(area):
            called[name].append(area.code)
    return called


def _names(area: Area) -> set[str]:
    return {name.casefold() for name in (area.name_zh, area.name_en, *area.aliases) if name}
