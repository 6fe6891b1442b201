"""Backup and restore of an installation: the store, what stands beside it, and the steward's own small files."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from yardstick.catalogue import load_catalogue
from yardstick.config import load_config
from yardstick.errors import StoreError
from yardstick.store.backup import Backup, write_backup
from yardstick.store.restore import Comparison, compare, restore_store
from yardstick.store.unpacking import DATA, DEFINITIONS, Unpacked, unpacked
from yardstick.workspace.building import CONFIG_FILE

STEWARDS = ("mappings.yaml", "findings.yaml", "corrections.yaml", "reading.yaml")
"""Small files below data/ that the steward writes; they are no part of the store, but without them work is lost."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """A backup that was checked, and what its restore would change in the installation.

    `missing` are the steward's files that it would put back, `differing` those that are there, say something else, and
    would be left as they are; both by their names in the data folder.
    """

    folder: Path
    backup: Unpacked
    comparison: Comparison
    missing: tuple[str, ...]
    differing: tuple[str, ...]


def backup(folder: Path, file: Path, *, force: bool = False) -> Backup:
    """Write one file that holds the store in use of the installation, its definitions and the steward's files.

    See `write_backup`: written aside, read back, then named. Raises StoreError; nothing is left behind then.
    """
    data, store = _places(folder)
    return write_backup(store, file, more={DATA + name: data / name for name in STEWARDS}, force=force)


@contextlib.contextmanager
def prospect(folder: Path, file: Path) -> Iterator[Prospect]:
    """Check a backup (or a store file kept under a name of its own) and hold it against the installation.

    It stays unpacked, to be restored, until this ends. Raises StoreError when the file cannot be used.
    """
    data, store = _places(folder)
    with unpacked(file) as found:
        _check_definitions(found)
        _check_data(found)
        kept = {name: found.folder / DATA / name for name in STEWARDS if (found.folder / DATA / name).exists()}
        missing = tuple(name for name in kept if not (data / name).exists())
        differing = tuple(name for name, path in kept.items() if name not in missing and _differ(path, data / name))
        yield Prospect(folder, found, compare(store, found), missing, differing)


def restore(found: Prospect) -> Path:
    """Put the backup in the place of the store in use; return the path of the store file.

    See `restore_store`: published as the next file, the one before it kept. Raises StoreError, MovedError where the
    store in use is no longer the one that the prospect tells of; nothing is changed then.
    """
    data, store = _places(found.folder)
    put_back = partial(_put_back, found.backup.folder / DATA, data, found.missing)
    return restore_store(store, found.backup, seen=found.comparison.seen, prepare=put_back)


def _places(folder: Path) -> tuple[Path, Path]:
    """The data folder and the store folder; by the usual names where the settings cannot be read."""
    config, _ = load_config(folder / CONFIG_FILE)
    if config is None:
        return folder / "data", folder / "data/store"
    return folder / config.paths.data, folder / config.paths.store


def _check_definitions(found: Unpacked) -> None:
    """Raise StoreError where the store could not be read with what it was built with."""
    kept = found.folder / DEFINITIONS
    config, problems = load_config(kept / CONFIG_FILE)
    catalogue = None
    if config is not None:
        catalogue, problems = load_catalogue(kept / "indicators")
    if catalogue is not None:
        return
    if not kept.is_dir():
        raise StoreError(
            "{file}: the definitions that its store is read with are missing; copy {folder} too, or take a backup",
            file=found.file,
            folder=found.file.with_suffix(".definitions").name,
        )
    why = next((str(problem) for problem in problems), "")
    raise StoreError("{file}: the definitions in it cannot be used: {why}", file=found.file, why=why)


def _check_data(found: Unpacked) -> None:
    below = found.folder / DATA
    for path in sorted(below.rglob("*")) if below.is_dir() else ():
        if path.relative_to(below).as_posix() not in STEWARDS:
            name = path.relative_to(found.folder).as_posix()
            foreign = "{file}: {name} is no part of a backup; this file was not made by Yardstick"
            raise StoreError(foreign, file=found.file, name=name)


def _differ(one: Path, other: Path) -> bool:
    try:
        return one.read_bytes() != other.read_bytes()
    except OSError:
        return True


def _put_back(kept: Path, data: Path, names: tuple[str, ...]) -> None:
    """Lay the steward's files that are missing, each in one rename; one that has come meanwhile is left."""
    data.mkdir(parents=True, exist_ok=True)
    for name in names:
        fresh = data / f".{name}.new"
        try:
            fresh.write_bytes((kept / name).read_bytes())
            if not (data / name).exists():
                os.replace(fresh, data / name)
        finally:
            fresh.unlink(missing_ok=True)
