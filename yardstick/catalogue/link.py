"""Links indicators that were read alone: units, wholes, formulas, names, denominators. Broken links are problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from yardstick.catalogue.draft import Draft
from yardstick.catalogue.indicator import Indicator
from yardstick.catalogue.unit import UnitBook, plain
from yardstick.errors import Problems, nearest

Owners = dict[str, tuple[Draft, int]]
Leads = Callable[[Indicator], Iterable[str]]


def link(drafts: Sequence[Draft], units: UnitBook, problems: Problems) -> dict[str, Indicator]:
    """The sound indicators, every link of theirs held; problems of all drafts are added to `problems`.

    A derived indicator that rests on one left out is left out too. A whole or a denominator that is left out is taken
    off the indicators that name it: its own problems say why.
    """
    known: dict[str, Draft] = {}
    for draft in drafts:
        _check_id(draft, known)
    for draft in drafts:
        if draft.indicator is not None:
            _check_alone(draft, draft.indicator)
            _check_unit(draft, draft.indicator, units)
            _check_whole(draft, draft.indicator, known=known, units=units)
            _check_formula(draft, draft.indicator, known)
    _check_circles(known, _wholes, key="part_of", message="part of itself")
    _check_circles(known, _formula_names, key="formula", message="computed from itself")
    owners = _check_names(drafts)
    _check_rests(known)
    problems.extend(problem for draft in drafts for problem in draft.problems)
    sound = {i.id: i for i in (draft.indicator for draft in drafts if draft.sound) if i is not None}
    _check_denominators(sound, known, owners=owners, problems=problems)
    offered = {word for word, (owner, _) in owners.items() if owner.sound}
    return {name: _trimmed(indicator, sound, offered) for name, indicator in sound.items()}


def _check_id(draft: Draft, known: dict[str, Draft]) -> None:
    first = known.setdefault(draft.id, draft)
    if first is not draft:
        draft.complain((), "two files have this name", found=f"'{draft.id}'", hint=f"the other is {first.path}")


def _check_alone(draft: Draft, indicator: Indicator) -> None:
    if indicator.per and indicator.scale != "extensive":
        hint = "leave per out, or make scale extensive"
        draft.complain(("per",), "only an extensive indicator is divided", found="'intensive'", hint=hint)
    if indicator.kind in ("ratio", "index") and indicator.scale != "intensive":
        message = "an index is intensive" if indicator.kind == "index" else "a ratio is intensive"
        draft.complain(("scale",), message, found=f"'{indicator.scale}'", expected="intensive")


def _check_unit(draft: Draft, indicator: Indicator, units: UnitBook) -> None:
    if indicator.unit not in units:
        known = f"one of {', '.join(units.by_id)}"
        hint = nearest(indicator.unit, units.by_id)
        draft.complain(("unit",), "unknown unit", found=f"'{indicator.unit}'", expected=known, hint=hint)


def _check_whole(draft: Draft, indicator: Indicator, *, known: dict[str, Draft], units: UnitBook) -> None:
    if indicator.part_of is None:
        return
    if indicator.part_of not in known:
        hint = nearest(indicator.part_of, known)
        draft.complain(("part_of",), "unknown indicator", found=f"'{indicator.part_of}'", hint=hint)
        return
    whole = known[indicator.part_of].indicator
    if whole is None or whole.unit not in units or indicator.unit not in units:
        return
    mine, theirs = units[indicator.unit].dimension, units[whole.unit].dimension
    if mine != theirs:
        hint = f"{whole.id} is kept in {whole.unit}, a unit of {theirs}"
        draft.complain(("part_of",), "a part is measured as its whole is", found=f"'{indicator.unit}'", hint=hint)


def _check_formula(draft: Draft, indicator: Indicator, known: dict[str, Draft]) -> None:
    for name in _formula_names(indicator):
        if name not in known:
            draft.complain(("formula",), "unknown indicator", found=f"'{name}'", hint=nearest(name, known))


def _check_circles(known: dict[str, Draft], leads: Leads, *, key: str, message: str) -> None:
    follows = {name: tuple(leads(draft.indicator)) for name, draft in known.items() if draft.indicator is not None}
    for name in follows:
        circle = _circle(name, follows)
        if circle:
            known[name].complain((key,), message, found=" → ".join(circle))


def _circle(start: str, follows: dict[str, tuple[str, ...]]) -> list[str]:
    """The shortest way from `start` back to itself, or an empty list."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for name in follows.get(way[-1], ()):
            if name == start:
                return [*way, start]
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def _check_names(drafts: Iterable[Draft]) -> Owners:
    owners: Owners = {}
    for draft in drafts:
        for keys, word in _called(draft):
            owner, line = owners.setdefault(plain(word), (draft, draft.node.line_of(*keys)))
            if owner.id != draft.id:
                hint = f"it belongs to {owner.path}:{line}"
                draft.complain(keys, "two indicators share this name", found=f"'{word}'", hint=hint)
    return owners


def _called(draft: Draft) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if draft.indicator is None:
        return
    yield (), draft.id
    yield ("name", "zh"), draft.indicator.name.zh
    yield ("name", "en"), draft.indicator.name.en
    for position, alias in enumerate(draft.indicator.aliases):
        yield ("aliases", position), alias


def _check_rests(known: dict[str, Draft]) -> None:
    """Leave out what is computed from something left out, until nothing more is."""
    waiting = [draft for draft in known.values() if draft.sound and draft.indicator and draft.indicator.formula]
    fallen = True
    while fallen:
        fallen = sum(_fell(draft, known) for draft in waiting if draft.sound) > 0


def _fell(draft: Draft, known: dict[str, Draft]) -> bool:
    broken = [name for name in _formula_names(draft.indicator) if not known[name].sound]
    for name in broken:
        draft.complain(
            ("formula",), "rests on an indicator that has problems", found=f"'{name}'", hint=f"mend {known[name].path}"
        )
    return bool(broken)


def _check_denominators(
    sound: dict[str, Indicator], known: dict[str, Draft], *, owners: Owners, problems: Problems
) -> None:
    """A denominator that is no indicator's id, name or alias is a problem of the first file that offers it."""
    for word in dict.fromkeys(word for indicator in sound.values() for word in indicator.per):
        if plain(word) not in owners:
            first = next(known[i.id] for i in sound.values() if word in i.per)
            line, hint = first.node.line_of("per"), "give the word as an alias to the indicator that serves as it"
            problems.add(first.path, line, "per", "no indicator is this denominator", found=f"'{word}'", hint=hint)


def _trimmed(indicator: Indicator, sound: dict[str, Indicator], offered: set[str]) -> Indicator:
    whole = indicator.part_of if indicator.part_of in sound else None
    per = tuple(word for word in indicator.per if plain(word) in offered)
    if (whole, per) == (indicator.part_of, indicator.per):
        return indicator
    return replace(indicator, part_of=whole, per=per)


def _wholes(indicator: Indicator) -> Iterable[str]:
    return () if indicator.part_of is None else (indicator.part_of,)


def _formula_names(indicator: Indicator | None) -> tuple[str, ...]:
    return () if indicator is None or indicator.formula is None else indicator.formula.names
