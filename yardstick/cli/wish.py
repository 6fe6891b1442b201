"""What a person asks of an import, and the file read with the words, the unit, the sheets and the source so named."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import typer

from yardstick.cli.output import Format
from yardstick.errors import InputError, nearest
from yardstick.ingest.cell import last_day
from yardstick.ingest.sheet.names import Mapping as Mapped
from yardstick.model import SOURCE_KINDS, Source
from yardstick.workspace import Workspace
from yardstick.workspace.drafting import USUAL_KIND, Draft, Progress, source_id
from yardstick.workspace.placing import PLACED, placed
from yardstick.workspace.reviewing import Review


@dataclass(frozen=True)
class Wish:
    """What a person asked of an import; see the options of the verb."""

    file: str
    name: str = ""
    source: str = ""
    title: str = ""
    publisher: str = ""
    kind: str = ""
    published: str = ""
    author: str = ""
    reason: str = ""
    words: tuple[str, ...] = ()
    unit: str = ""
    fixed: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    leave: frozenset[str] = frozenset()
    take: frozenset[str] = frozenset()
    sound_only: bool = False
    accept_suspicious: bool = False
    marked: Path | None = None
    lang: str = "zh"
    form: Format = Format.table
    dry_run: bool = False
    yes: bool = False
    given: bytes | None = None


def drafted_as(workspace: Workspace, wish: Wish, *, progress: Progress | None = None) -> Draft:
    """The file read, with the words, the unit, the sheets and the source that the options name.

    `progress` is told the share read now and then.
    """
    source = _source(workspace, wish)
    mapping = _mapping(workspace, wish)
    if wish.unit:
        _check_unit(workspace, wish.unit)
        mapping = replace(mapping, units={**mapping.units, "": wish.unit})
    drafted = _read(workspace, wish, source, progress)
    if mapping.to_dict():
        drafted = drafted.with_words(workspace, mapping)
    if wish.fixed:
        drafted = _with_fixed(drafted, dict(_fixing(text) for text in wish.fixed))
    return _only(drafted, wish.sheets)


def _mapping(workspace: Workspace, wish: Wish) -> Mapped:
    try:
        return placed(workspace, [_placing(text) for text in wish.words])
    except InputError as error:
        _wrong("--map", "; ".join(str(problem) for problem in error.problems))


def _read(workspace: Workspace, wish: Wish, source: Source | None, progress: Progress | None) -> Draft:
    if wish.file != "-":
        return workspace.draft(Path(wish.file), name=wish.name, source=source, progress=progress)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stdin"
        path.write_bytes(given() if wish.given is None else wish.given)
        return workspace.draft(path, name=wish.name or "stdin", source=source, progress=progress)


def given() -> bytes:
    """All that stands on standard input, which can be read once."""
    return sys.stdin.buffer.read()


def _source(workspace: Workspace, wish: Wish) -> Source | None:
    """The source named by the options: a known one, or a new one; None where none is named."""
    new = [name for name in ("title", "publisher", "kind", "published") if getattr(wish, name)]
    if wish.source in workspace.sources:
        if new:
            _wrong("--source", f"{wish.source} is known; leave out " + ", ".join(f"--{name}" for name in new))
        return workspace.sources[wish.source]
    if not wish.title:
        if wish.source:
            hint = nearest(wish.source, workspace.sources) or "a new one needs --title"
            _wrong("--source", f"unknown: {wish.source}, {hint}")
        if new:
            _wrong(f"--{new[0]}", "a new source needs --title")
        return None
    return _new_source(workspace, wish)


def _new_source(workspace: Workspace, wish: Wish) -> Source:
    kind = next((each for each in SOURCE_KINDS if each == (wish.kind or USUAL_KIND)), None)
    if kind is None:
        _wrong("--kind", f"unknown: {wish.kind}, expected {', '.join(SOURCE_KINDS)}")
    try:
        day = last_day(wish.published) if wish.published else None
    except ValueError:
        _wrong("--published", f"{wish.published}: not a year, a month or a day; use 2024-01-31")
    made = wish.source or source_id(wish.title)
    known = workspace.sources.get(made)
    if known is not None:
        _wrong("--title", f"a source {made} is known already; name it by --source {made}, or give a new id by --source")
    return Source(made, wish.title, wish.publisher, kind, day, published_as=wish.published)


def _placing(text: str) -> tuple[str, str, str]:
    """`WORD=ID` or `role:WORD=ID` as (word, id, role)."""
    word, sign, meant = text.rpartition("=")
    if not sign or not word.strip() or not meant.strip():
        _wrong("--map", f"{text}: expected WORD=ID, or ROLE:WORD=ID")
    role, colon, rest = word.partition(":")
    if colon and rest.strip() and role in PLACED:
        return rest.strip(), meant.strip(), role
    return word.strip(), meant.strip(), ""


def _fixing(text: str) -> tuple[str, str]:
    role, sign, word = text.partition("=")
    if not sign or not word.strip() or role not in ("indicator", "area", "period"):
        _wrong("--fixed", f"{text}: expected indicator=WORD, area=WORD or period=WORD")
    return role, word.strip()


def _with_fixed(drafted: Draft, fixed: Mapping[str, str]) -> Draft:
    """The draft with these words for whole sheets, where the sheets say none in columns or rows of their own."""
    sheets = []
    for sheet in drafted.sheets:
        layout = sheet.layout
        if layout is not None:
            said = {role: word for role, word in fixed.items() if role not in {*layout.columns, *layout.headers}}
            layout = replace(layout, fixed={**layout.fixed, **said})
        sheets.append(replace(sheet, layout=layout))
    return replace(drafted, sheets=tuple(sheets))


def _only(drafted: Draft, names: Collection[str]) -> Draft:
    known = [sheet.grid.name for sheet in drafted.sheets]
    for name in names:
        if drafted.sheets and name not in known:
            _wrong("--sheet", f"unknown: {name}, the file has {', '.join(known)}")
    for at, name in enumerate(known):
        if names and name not in names:
            drafted = drafted.with_layout(at, None)
    return drafted


def _check_unit(workspace: Workspace, unit: str) -> None:
    try:
        workspace.catalogue.units.parse(unit)
    except ValueError as error:
        _wrong("--unit", str(error))


def check_addresses(review: Review, wish: Wish) -> None:
    """Wrong usage where an address to take or to leave is none of the lines'."""
    for option, addresses in (("--leave", wish.leave), ("--take", wish.take)):
        for address in sorted(addresses):
            if review.line(address) is None:
                hint = nearest(address, review.found.addresses[:10_000])
                _wrong(option, f"no line has the address {address}" + (f", {hint}" if hint else ""))


def _wrong(option: str, message: str) -> NoReturn:
    raise typer.BadParameter(message, param_hint=option)
