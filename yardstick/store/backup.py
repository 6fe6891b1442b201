"""One file that holds a store whole: a zip with a manifest, written aside, read back, then given its name."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from yardstick.errors import StoreError
from yardstick.store import shelf
from yardstick.store.diagnosis import diagnose
from yardstick.store.reader import Reader
from yardstick.store.unpacking import (
    DEFINITIONS,
    FORMAT,
    MANIFEST,
    MARK,
    STORE,
    WHAT,
    AnyStore,
    Manifest,
    Member,
    unpacked,
)

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Held:
    """A store file that pruning cannot take away while it is copied, and what stands beside it, as bytes."""

    path: Path
    handle: IO[bytes]
    facts: Mapping[str, str]
    beside: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written and read back: the file, its size in bytes, its manifest, what the store holds."""

    file: Path
    size: int
    manifest: Manifest
    status: Mapping[str, str | int]


def write_backup(folder: Path, file: Path, *, more: Mapping[str, Path] | None = None, force: bool = False) -> Backup:
    """Write the store in use in `folder`, its definitions and the mark of accepted change sets to one file.

    `more` are further files by their names inside. The file is written aside, on the disk and read back (every hash,
    and the store inside opens and holds what was built into it) before it takes its name: a file that has the name is
    a backup that was good. Writers go on meanwhile: what is kept is the store that was in use when this began.

    Raises StoreError when there is no store, when it is damaged or from a newer version, when the file is there
    already (unless `force`) or the disk refuses; nothing is left behind then.
    """
    _refuse(file, force=force)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    with _held(folder) as held, _writing(file):
        try:
            _pack(part, held, _also(more or {}))
            with unpacked(part, called=file, inside=held.path) as found:
                manifest, status = found.manifest, found.store.status()
            assert manifest is not None
            _refuse(file, force=force)
            os.replace(part, file)
            shelf.sync(file.parent)
        finally:
            part.unlink(missing_ok=True)
        return Backup(file, file.stat().st_size, manifest, status)


def _refuse(file: Path, *, force: bool) -> None:
    if file.is_dir():
        raise StoreError("{file}: is a folder; name the file that the backup is to be", file=file)
    if file.exists() and not force:
        raise StoreError("{file}: is there already; choose another name, or overwrite it with --force", file=file)


@contextlib.contextmanager
def _writing(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            "{file}: the backup cannot be written ({error}); check the folder, its space and permissions",
            file=file,
            error=error,
        ) from error


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[Held]:
    """The store in use, held by an open handle; the next one where it is cleared away before it could be held."""
    for left in reversed(range(shelf.TRIES)):
        path = shelf.current_path(folder)
        with contextlib.ExitStack() as stack:
            try:
                handle = stack.enter_context(path.open("rb"))
                held = Held(path, handle, _facts(path), _beside(folder, path))
            except (OSError, StoreError) as error:
                if left and shelf.current_path(folder) != path:
                    continue
                raise error if isinstance(error, StoreError) else diagnose(error, path) from error
            if left and not path.exists():  # its definitions may be half gone
                continue
            yield held
            return


def _facts(path: Path) -> Mapping[str, str]:
    store: Reader = AnyStore(path)
    try:
        return dict(store._rows("SELECT key, value FROM meta"))
    finally:
        store.close()


def _beside(folder: Path, path: Path) -> dict[str, bytes]:
    """The definitions kept with the file, and the mark, by their names inside."""
    kept = shelf.definitions_of(path)
    files = sorted(file for file in kept.rglob("*") if file.is_file())
    found = {DEFINITIONS + file.relative_to(kept).as_posix(): file.read_bytes() for file in files}
    if shelf.any_accepted(folder):
        found[MARK] = (folder / shelf.ACCEPTED).read_bytes()
    return found


def _also(more: Mapping[str, Path]) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in more.items() if path.is_file()}


def _pack(part: Path, held: Held, more: Mapping[str, bytes]) -> None:
    now = dt.datetime.now(dt.UTC)
    with part.open("wb") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            members = {STORE: _add(archive, STORE, held.handle, now)}
            for name, content in sorted({**held.beside, **more}.items()):
                archive.writestr(_info(name, now), content)
                members[name] = Member(len(content), hashlib.sha256(content).hexdigest())
            archive.writestr(_info(MANIFEST, now), _manifest(held, members, now))
        out.flush()
        os.fsync(out.fileno())


def _add(archive: zipfile.ZipFile, name: str, handle: IO[bytes], now: dt.datetime) -> Member:
    digest, size = hashlib.sha256(), 0
    handle.seek(0)
    with archive.open(_info(name, now), "w", force_zip64=True) as out:
        while chunk := handle.read(CHUNK):
            out.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return Member(size, digest.hexdigest())


def _info(name: str, now: dt.datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _manifest(held: Held, members: Mapping[str, Member], now: dt.datetime) -> str:
    told = {
        "what": WHAT,
        "format": FORMAT,
        "created": now.isoformat(timespec="seconds"),
        "schema_version": int(held.facts["schema_version"]),
        "data_version": held.facts.get("data_version", ""),
        "members": {name: asdict(member) for name, member in members.items()},
    }
    return json.dumps(told, ensure_ascii=False, indent=1)
