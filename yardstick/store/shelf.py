"""The folder of store files: `store-<n>.duckdb`, and `current` that says which one is read."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
from pathlib import Path

from yardstick.errors import StoreError

KEEP = 3
TRIES = 5
CURRENT = "current"
ACCEPTED = "accepted"
_FILE = re.compile(r"store-(\d+)\.duckdb")


def versions(folder: Path) -> list[tuple[int, Path]]:
    """The finished store files of a folder, oldest first."""
    found = ((_FILE.fullmatch(path.name), path) for path in folder.glob("store-*.duckdb"))
    return sorted((int(match[1]), path) for match, path in found if match)


def next_version(folder: Path) -> Path:
    """The name the next finished file will have: never the one that `current` names, also where that file is gone.

    A reader that still has the file open would take another of its name for it.
    """
    numbers = [number for number, _ in versions(folder)]
    with contextlib.suppress(StoreError):
        if match := _FILE.fullmatch(current_path(folder).name):
            numbers.append(int(match[1]))
    return folder / f"store-{max(numbers, default=0) + 1}.duckdb"


def aside(final: Path) -> Path:
    """The name under which a file is built before it takes its place as `final`."""
    return final.with_name(f".building-{final.name}")


def current_path(folder: Path) -> Path:
    """The store file that `current` points to; raise StoreError when there is none."""
    pointer = folder / CURRENT
    try:
        name = os.readlink(pointer) if pointer.is_symlink() else pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise StoreError("{folder}: there is no store yet; run `python -m yardstick build`", folder=folder) from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            "{pointer}: cannot be read ({error}); check its permissions, or build again", pointer=pointer, error=error
        ) from None
    if not _FILE.fullmatch(name):
        raise StoreError("{pointer}: does not name a store file; run `python -m yardstick build`", pointer=pointer)
    return folder / name


def current_identity(folder: Path) -> str:
    """A short text that changes whenever `current` points to another file; for cache keys, some microseconds a call."""
    for _ in range(TRIES):
        path = current_path(folder)
        with contextlib.suppress(StoreError):
            return identity(path)
        if current_path(folder) == path:  # not replaced and cleared away in between: it is gone
            break
    return identity(current_path(folder))


def identity(path: Path) -> str:
    """A short text for one store file as it is now."""
    try:
        facts = path.stat()
    except OSError as error:
        raise StoreError("{path}: {why}; run `python -m yardstick build`", path=path, why=_why(error)) from None
    return f"{path.name}:{facts.st_mtime_ns}:{facts.st_size}"


def definitions_of(store: Path) -> Path:
    """Where the definitions and settings that a store file is read with are kept, if they are."""
    return store.with_suffix(".definitions")


def carry_definitions(earlier: Path, later: Path) -> None:
    """Have `later` read with the definitions of `earlier`."""
    if definitions_of(earlier).is_dir():
        shutil.rmtree(definitions_of(later), ignore_errors=True)
        shutil.copytree(definitions_of(earlier), definitions_of(later), copy_function=_link_or_copied)


def _link_or_copied(path: str, to: str) -> None:
    """The file under a second name, or a copy where the disk knows no such names: definitions that are kept stay."""
    try:
        os.link(path, to)
    except OSError:
        shutil.copy2(path, to)


def set_apart(path: Path, *, schema: int) -> Path:
    """Keep a file of an earlier schema under a name that is never pruned: the way back from a migration."""
    return keep(path, f"before-schema-{schema}")


def keep(path: Path, called: str) -> Path:
    """Keep a store file as `<called>.<name>`, with its definitions, and return that path; pruning leaves it alone.

    Where another file has the name already, `<called>-2.<name>` and so on: what is kept is never written over.
    """
    for turn in itertools.count(1):
        kept = path.with_name(f"{called}{'' if turn == 1 else f'-{turn}'}.{path.name}")
        if not kept.exists():
            carry_definitions(path, kept)
            _link_or_copy(path, kept)
            return kept
        if _same(path, kept):
            return kept
    raise AssertionError("there is always a next number")


def _link_or_copy(path: Path, kept: Path) -> None:
    fresh = kept.with_name(f".building-{kept.name}")
    fresh.unlink(missing_ok=True)
    try:
        os.link(path, fresh)
    except OSError:
        shutil.copy2(path, fresh)
        sync(fresh)
    os.replace(fresh, kept)


def _same(one: Path, other: Path) -> bool:
    """Whether two names are of one file, or of a copy that kept its moment."""
    first, second = one.stat(), other.stat()
    return one.samefile(other) or (first.st_size, first.st_mtime_ns) == (second.st_size, second.st_mtime_ns)


def point(folder: Path, path: Path) -> None:
    """Let `current` name `path`, in one rename: a symlink, or a one-line file where symlinks cannot be made."""
    fresh = folder / f".{CURRENT}.new"
    fresh.unlink(missing_ok=True)
    try:
        fresh.symlink_to(path.name)
    except OSError:
        fresh.write_text(path.name + "\n", encoding="utf-8")
        sync(fresh)
    os.replace(fresh, folder / CURRENT)
    sync(folder)


def note_accepted(folder: Path, change_set: int) -> None:
    """Leave beside the files that change sets up to this one were accepted: only then may a damaged file hold any."""
    fresh = folder / f".{ACCEPTED}.new"
    fresh.write_text(f"{change_set}\n", encoding="utf-8")
    sync(fresh)
    os.replace(fresh, folder / ACCEPTED)


def any_accepted(folder: Path) -> bool:
    """Whether a change set was ever accepted into a file of this folder."""
    return (folder / ACCEPTED).exists()


def clear(folder: Path) -> None:
    """Remove what builds that did not finish have left behind; only to be called under the build lock."""
    for pattern in (".building-*", f".{CURRENT}.new", f".{ACCEPTED}.new"):
        for path in folder.glob(pattern):
            if path.is_dir() and not path.is_symlink():  # what a large sort put aside
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def prune(folder: Path, *, keep: int = KEEP) -> None:
    """Remove all but the newest files; never the one in use, and none that the system will not let go of."""
    in_use = current_path(folder)
    for _, path in versions(folder)[:-keep]:
        if path != in_use:
            with contextlib.suppress(OSError):
                path.unlink()
                shutil.rmtree(definitions_of(path), ignore_errors=True)


def sync(path: Path) -> None:
    """Have the system write a file (or a folder's names) to the disk now; folders cannot be synced everywhere."""
    try:
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _why(error: OSError) -> str:
    return "the file is missing" if isinstance(error, FileNotFoundError) else str(error)
