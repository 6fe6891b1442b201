"""Reads the catalogue's folder: each file alone first, then the links between them; every problem is collected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yardstick.catalogue.catalogue import Catalogue
from yardstick.catalogue.draft import Draft
from yardstick.catalogue.link import link
from yardstick.catalogue.schema import THEMES
from yardstick.catalogue.theme import Theme
from yardstick.catalogue.unitfile import read_units
from yardstick.document.reader import read_document
from yardstick.document.shape import Place
from yardstick.errors import Problems, nearest

# What may lie beside the theme folders; the schema is generated, the template is validated by a test.
SETTLED = frozenset({"themes.yaml", "units.yaml", "template.yaml", "schema", "composites"})


def load_catalogue(folder: Path) -> tuple[Catalogue | None, Problems]:
    """The catalogue of everything sound in `folder`, and all problems.

    A file with a problem is left out, and with it derived indicators that rest on it, so that the rest can be served.
    None only when the folder, the units or the themes cannot be used.
    """
    problems = Problems()
    if not folder.is_dir():
        problems.add(folder.name, None, "", "the folder of the catalogue is missing")
        return None, problems
    units, found = read_units(folder / "units.yaml", f"{folder.name}/units.yaml")
    problems.extend(found)
    themes = _themes(folder / "themes.yaml", f"{folder.name}/themes.yaml", problems)
    drafts = list(_drafts(folder, themes, problems))
    if units is None or not themes:
        problems.extend(problem for draft in drafts for problem in draft.problems)
        return None, problems
    indicators = link(drafts, units, problems)
    left_out = frozenset(draft.id for draft in drafts) - indicators.keys()
    return Catalogue(indicators, themes, units, left_out), problems


def _themes(path: Path, name: str, problems: Problems) -> dict[str, Theme]:
    node, found = read_document(path, name)
    problems.extend(found)
    return {} if node is None else THEMES.read(node, Place(name, "", problems)) or {}


def _drafts(folder: Path, themes: dict[str, Theme], problems: Problems) -> Iterator[Draft]:
    for entry in _listed(folder, folder.name, problems):
        if entry.name in SETTLED:
            continue
        name = f"{folder.name}/{entry.name}"
        if not entry.is_dir():
            problems.add(name, None, "", "a stray file", hint="an indicator's file lies in the folder of its theme")
        elif entry.name not in themes:
            hint = nearest(entry.name, themes) or "themes are declared in themes.yaml"
            problems.add(name, None, "", "unknown theme", found=f"'{entry.name}'", hint=hint)
        else:
            yield from _folder(entry, name, problems)


def _folder(folder: Path, name: str, problems: Problems) -> Iterator[Draft]:
    for path in _listed(folder, name, problems):
        if path.suffix != ".yaml" or path.is_dir():
            hint = "rename it to .yaml" if path.suffix == ".yml" else "only <id>.yaml files lie here"
            problems.add(f"{name}/{path.name}", None, "", "a stray file", hint=hint)
        else:
            yield Draft.read(path, f"{name}/{path.name}")


def _listed(folder: Path, name: str, problems: Problems) -> list[Path]:
    """What lies in a folder, by name; hidden files do not matter."""
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        problems.add(name, None, "", "the folder cannot be read", found=error.strerror or type(error).__name__)
        return []
