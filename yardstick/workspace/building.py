"""From the reviewed files to a published store: read, checked as a whole, built aside, swapped in."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from yardstick.catalogue import Catalogue, load_catalogue
from yardstick.config import Config, load_config
from yardstick.document import Mapping, read_document
from yardstick.errors import InputError, Problem, Problems, StoreError, nearest
from yardstick.ingest import DataSet, load_data
from yardstick.store import build_store

CONFIG_FILE = "config.yaml"
PROBLEMS_FILE = "problems.json"
CURRENT = "current"
"""In the store's folder, what leads to the file in use."""


@dataclass(frozen=True)
class Inputs:
    """Everything a store is built from, read and linked; `problems` is all that is wrong with it."""

    folder: Path
    config: Config
    catalogue: Catalogue
    data: DataSet
    problems: tuple[Problem, ...]


def read_inputs(folder: Path) -> Inputs:
    """Read the installation in `folder`. Raises InputError only when not even the sound part can be used."""
    config, problems = load_config(folder / CONFIG_FILE)
    if config is None:
        raise InputError(problems)
    catalogue, found = load_catalogue(folder / config.paths.indicators)
    problems.extend(found)
    if catalogue is None:
        raise InputError(problems)
    data, found = load_data(folder / config.paths.data, catalogue)
    problems.extend(found)
    problems.extend(_config_references(config, catalogue, data, lines=_lines(folder / CONFIG_FILE)))
    return Inputs(folder, config, catalogue, data, tuple(problems))


def build(folder: Path, *, sound_only: bool = False) -> Path:
    """Build the store of the installation in `folder` and publish it; return its path.

    Raises InputError with every problem when there is one, and leaves the published store as it is; with `sound_only`
    the rows and definitions without a problem are built all the same. The definitions and settings that the store was
    built with are kept beside it, so that a store is always read with its own.
    """
    inputs = read_inputs(folder)
    store_folder = folder / inputs.config.paths.store
    try:
        store_folder.mkdir(parents=True, exist_ok=True)
        _note(store_folder, inputs.problems)
    except OSError as error:
        if inputs.problems and not sound_only:
            raise InputError(inputs.problems) from error
        raise StoreError(
            "{folder}: the store cannot be written ({error}); check space and permissions",
            folder=store_folder, error=error,
        ) from error  # fmt: skip
    if inputs.problems and not sound_only:
        raise InputError(inputs.problems)
    path = _build(inputs, store_folder)
    _link(folder / inputs.config.paths.data, path.parent)
    return path


def _build(inputs: Inputs, store_folder: Path) -> Path:
    data, catalogue = inputs.data, inputs.catalogue
    path = build_store(
        store_folder,
        prepare=lambda store: _keep_definitions(inputs, store),
        areas=data.areas,
        sources=data.sources.values(),
        change_sets=data.change_sets,
        observations=data.observations,
        targets=data.targets,
        retracted=data.retractions,
        precedence=inputs.config.precedence,
        growth_implies={i.id: i.growth_basis == "current" for i in catalogue.indicators.values()},
    )
    _forget_definitions(store_folder)
    return path


def definitions_of(store: Path) -> Path:
    """Where the definitions and settings of a store file are kept."""
    return store.with_suffix(".definitions")


def _keep_definitions(inputs: Inputs, store: Path) -> None:
    kept = definitions_of(store)
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(inputs.folder / inputs.config.paths.indicators, kept / "indicators")
    shutil.copy2(inputs.folder / CONFIG_FILE, kept / CONFIG_FILE)
    data = inputs.folder / inputs.config.paths.data
    for name in ("areas.csv", "sources.yaml", "corrections.yaml"):
        shutil.copy2(data / name, kept / name)


def _forget_definitions(store_folder: Path) -> None:
    """Remove the definitions of stores that are no more."""
    for stale in store_folder.glob("store-*.definitions"):
        if not stale.with_suffix(".duckdb").exists():
            shutil.rmtree(stale, ignore_errors=True)


def _note(store_folder: Path, problems: tuple[Problem, ...]) -> None:
    """Leave the problems where the dashboard finds them, or take the note away when all is well."""
    path = store_folder / PROBLEMS_FILE
    if problems:
        path.write_text(json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=1), encoding="utf-8")
    else:
        path.unlink(missing_ok=True)


def noted_at(store_folder: Path) -> int:
    """When the note of problems was written, in nanoseconds; 0 where there is none."""
    try:
        return (store_folder / PROBLEMS_FILE).stat().st_mtime_ns
    except OSError:
        return 0


def noted_problems(store_folder: Path) -> tuple[Problem, ...]:
    """The problems that the last build or validation left behind; none when it was good."""
    path = store_folder / PROBLEMS_FILE
    if not path.is_file():
        return ()
    return tuple(Problem(**p) for p in json.loads(path.read_text(encoding="utf-8")))


def _lines(path: Path) -> Callable[..., int | None]:
    """The line of a setting, by the keys and positions that lead to it."""
    node, _ = read_document(path, path.name)
    return node.line_of if isinstance(node, Mapping) else lambda *_: None


def _config_references(
    config: Config, catalogue: Catalogue, data: DataSet, *, lines: Callable[..., int | None]
) -> Problems:
    problems = Problems()
    for code in config.areas:
        if code not in data.areas:
            hint = nearest(code, data.areas.by_code)
            problems.add(CONFIG_FILE, lines("areas", code), "areas", "unknown area", found=code, hint=hint)
    for at, indicator in enumerate(config.headline):
        if indicator not in catalogue and indicator not in catalogue.left_out:
            line, hint = lines("headline", at), catalogue.hint(indicator)
            problems.add(CONFIG_FILE, line, "headline", "unknown indicator", found=indicator, hint=hint)
    return problems


def _link(data: Path, store_folder: Path) -> None:
    """`yardstick.duckdb` in the data folder leads any DuckDB client to the store in use, whoever wrote it last."""
    link, leads_to = data / "yardstick.duckdb", store_folder / CURRENT
    try:
        target = os.path.relpath(leads_to, link.parent)
        if not leads_to.is_symlink() or (link.is_symlink() and os.readlink(link) == target):
            return
        fresh = link.with_name(".yardstick.duckdb.new")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(target)
        fresh.replace(link)
    except OSError:
        pass  # a system without symlinks: the store folder's own `current` says which file it is
