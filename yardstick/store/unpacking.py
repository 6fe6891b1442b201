"""A backup looked into before anything is believed: names, sizes, hashes; the store inside brought up and checked."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from yardstick.errors import StoreError
from yardstick.store import shelf
from yardstick.store.check import check_logs, check_reading
from yardstick.store.diagnosis import newer
from yardstick.store.migrations import SCHEMA_VERSION
from yardstick.store.reader import Reader
from yardstick.store.store import Store
from yardstick.store.upgrade import bring_up
from yardstick.store.writing import opened, sign, stamped

WHAT, FORMAT = "backup of a Yardstick store", 1
MANIFEST, STORE, MARK, DEFINITIONS, DATA = "manifest.json", "store.duckdb", "accepted", "definitions/", "data/"
"""The names inside: two files, the mark, and what stands below the two folders."""

SMALL = 64 << 20
"""Bytes that any member but the store may have; the largest of them, sources.yaml, has a hundredth of it."""
CHUNK = 1 << 20

_MAGIC_ZIP, _MAGIC_STORE = b"PK", b"DUCK"
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_HASH = re.compile(r"[0-9a-f]{64}")
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError)
"""What reading a damaged archive ends in."""


@dataclass(frozen=True, slots=True)
class Member:
    """What the manifest says of one file inside: bytes, and sha256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `created` is a moment in ISO form; members by name, the manifest left out."""

    created: str
    schema_version: int
    data_version: str
    members: Mapping[str, Member]


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A backup that may be believed, unpacked in a folder of its own: `definitions/`, `data/` and the store, opened.

    `schema` is the one it was written in; the store has been brought up to this version's. `manifest` is None for a
    store file that was kept as it is.
    """

    file: Path
    folder: Path
    store: Store
    schema: int
    manifest: Manifest | None

    @property
    def marked(self) -> bool:
        """Whether it was taken where change sets had been accepted."""
        return (self.folder / MARK).exists()


class AnyStore(Reader):
    """A store file of this or an earlier schema; what both have can be asked."""

    def _check_version(self) -> dict[str, str]:
        facts = dict(self._rows("SELECT key, value FROM meta"))
        said = facts.get("schema_version", "")
        if not said.isdecimal() or int(said) < 1:
            self.close()
            raise StoreError("{path}: is no store of Yardstick", path=self.path)
        if int(said) > SCHEMA_VERSION:
            self.close()
            raise newer(self.path, int(said), SCHEMA_VERSION)
        return facts


@contextlib.contextmanager
def unpacked(file: Path, *, called: Path | None = None, inside: Path | None = None) -> Iterator[Unpacked]:
    """A backup, or a store file kept under a name of its own, unpacked and checked; gone again afterwards.

    Messages name the file as `called` and the store in it as `inside`. Raises StoreError when it is no backup, is not
    as it was written, is larger than it says, holds what is no part of a backup, or when its store cannot be used.
    """
    name = called or file
    with tempfile.TemporaryDirectory(prefix="yardstick-backup-") as made:
        folder = Path(made)
        with _unpacking(name, folder):
            manifest = _unpack(file, folder, name)
            label = inside or (name if manifest is None else name / STORE)
            schema = _sound(folder / STORE, label, manifest)
        store = _opened(folder / STORE, label)
        try:
            yield Unpacked(file, folder, store, schema, manifest)
        finally:
            store.close()


@contextlib.contextmanager
def _unpacking(name: Path, folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            "{file}: cannot be unpacked in {folder} to be looked into ({error}); make room, or name another folder in "
            "TMPDIR",
            file=name,
            folder=folder.parent,
            error=error,
        ) from error


def _unpack(file: Path, folder: Path, name: Path) -> Manifest | None:
    try:
        with file.open("rb") as handle:
            start = handle.read(12)
    except OSError as error:
        why = "there is no such file" if isinstance(error, FileNotFoundError) else str(error)
        raise StoreError("{file}: cannot be read: {why}", file=name, why=why) from error
    if start[8:] == _MAGIC_STORE:
        _take_as_it_is(file, folder, name)
        return None
    if not start.startswith(_MAGIC_ZIP):
        raise StoreError("{file}: is no backup of Yardstick and no store file", file=name)
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive, name)
            _check_members(archive, manifest, name)
            _make_room(sum(member.size for member in manifest.members.values()), folder, name)
            for inside, member in manifest.members.items():
                _extract(archive, inside, member, folder, name)
    except _BROKEN as error:
        raise _damaged(name, str(error)) from error
    return manifest


def _take_as_it_is(file: Path, folder: Path, name: Path) -> None:
    """A store file kept under a name of its own, with the definitions beside it."""
    _make_room(file.stat().st_size, folder, name)
    shutil.copyfile(file, folder / STORE)
    kept = shelf.definitions_of(file)
    if kept.is_dir():
        shutil.copytree(kept, folder / DEFINITIONS)


def _manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        info = archive.getinfo(MANIFEST)
    except KeyError:
        raise StoreError("{file}: is no backup of Yardstick: it has no manifest", file=file) from None
    if info.file_size > SMALL:
        raise _too_large(file, MANIFEST)
    try:
        said = json.loads(archive.read(MANIFEST))
    except (ValueError, RecursionError) as error:
        raise _damaged(file, f"{MANIFEST}: {error}") from error
    if not isinstance(said, dict) or said.get("what") != WHAT:
        raise StoreError("{file}: is no backup of Yardstick: its manifest is of something else", file=file)
    if isinstance(said.get("format"), int) and said["format"] > FORMAT:
        raise StoreError("{file}: was written by a newer version of Yardstick; update Yardstick", file=file)
    found = _understood(said)
    if found is None:
        raise StoreError("{file}: its manifest is not complete; take another backup", file=file)
    return found


def _understood(said: Mapping[str, Any]) -> Manifest | None:
    """The manifest, None where a part of it is missing or of another kind."""
    told, listed = [said.get(key) for key in ("created", "data_version")], said.get("members")
    schema = said.get("schema_version")
    if not all(isinstance(text, str) for text in told) or type(schema) is not int or not isinstance(listed, dict):
        return None
    members = {name: _member(each) for name, each in listed.items()}
    whole = {name: member for name, member in members.items() if member is not None}
    if len(whole) < len(members) or STORE not in whole:
        return None
    return Manifest(str(told[0]), schema, str(told[1]), whole)


def _member(said: object) -> Member | None:
    if not isinstance(said, dict):
        return None
    size, sha256 = said.get("size"), said.get("sha256")
    if type(size) is not int or size < 0 or not isinstance(sha256, str) or not _HASH.fullmatch(sha256):
        return None
    return Member(size, sha256)


def _check_members(archive: zipfile.ZipFile, manifest: Manifest, file: Path) -> None:
    """Names and sizes, before a byte is unpacked."""
    names = [info.filename for info in archive.infolist()]
    for name in [*names, *manifest.members]:
        _check_name(name, file)
    for name in manifest.members:
        if name not in names:
            raise StoreError("{file}: {name} is missing from it; take another backup", file=file, name=name)
    for info in archive.infolist():
        if info.filename == MANIFEST and names.count(MANIFEST) == 1:
            continue
        member = manifest.members.get(info.filename)
        if member is None or names.count(info.filename) > 1 or info.compress_type not in _PACKED:
            raise _foreign(file, info.filename)
        if info.file_size != member.size:
            raise StoreError(
                "{file}: {name} has {size} bytes where the manifest says {said}; take another backup",
                file=file, name=info.filename, size=info.file_size, said=member.size,
            )  # fmt: skip
        if info.filename != STORE and member.size > SMALL:
            raise _too_large(file, info.filename)


def _check_name(name: str, file: Path) -> None:
    """Raise StoreError where a name leads out of the folder, or is not one that a backup has."""
    path = PurePosixPath(name)
    odd = "\\" in name or ":" in name or "\x00" in name or path.is_absolute() or ".." in path.parts
    if odd:
        raise StoreError("{file}: {name} leads out of the folder; this backup was not made by Yardstick",
                         file=file, name=name)  # fmt: skip
    below = (name.startswith(folder) and len(name) > len(folder) for folder in (DEFINITIONS, DATA))
    if name not in (MANIFEST, STORE, MARK) and not (any(below) and path.as_posix() == name):
        raise _foreign(file, name)


def _make_room(needed: int, folder: Path, file: Path) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise StoreError(
            "{file}: {needed} MB are needed to look into it, in {folder} are {free} MB free; make room, or name "
            "another folder in TMPDIR",
            file=file, needed=-(-needed // 10**6), free=free // 10**6, folder=folder.parent,
        )  # fmt: skip


def _extract(archive: zipfile.ZipFile, name: str, member: Member, folder: Path, file: Path) -> None:
    """Unpack one file, no further than its size, and hold it against its hash."""
    to = folder / name
    to.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), member.size
    with archive.open(name) as source, to.open("xb") as out:
        while chunk := source.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                break
            digest.update(chunk)
            out.write(chunk)
    if left or digest.hexdigest() != member.sha256:
        raise _damaged(file, f"{name}: sha256")


def _sound(path: Path, label: Path, manifest: Manifest | None) -> int:
    """Bring the store up to this schema, on this copy of it; return the one it had."""
    try:
        store = AnyStore(path)
        try:
            facts = dict(store._rows("SELECT key, value FROM meta"))
        finally:
            store.close()
        schema = int(facts["schema_version"])
        if manifest is not None:
            _same(manifest, facts, label)
        if schema < SCHEMA_VERSION:
            with opened(path, copied_from=path) as cursor:
                bring_up(cursor, seen=schema)
                sign(cursor, built=stamped(None))
    except StoreError as error:
        raise _named(error, path, label) from error
    return schema


def _same(manifest: Manifest, facts: Mapping[str, str], label: Path) -> None:
    said = (str(manifest.schema_version), manifest.data_version)
    if said != (facts["schema_version"], facts.get("data_version", "")):
        raise StoreError("{path}: is not the store that the manifest tells of; take another backup", path=label)


def _opened(path: Path, label: Path) -> Store:
    """The store, read to its end: what must hold in a store does, and it holds what was built into it."""
    try:
        store = Store(path)
        try:
            store._with_cursor(check_logs)
            store._with_cursor(check_reading)
            store.verify()
        except StoreError:
            store.close()
            raise
    except StoreError as error:
        raise _named(error, path, label) from error
    return store


def _named(error: StoreError, path: Path, label: Path) -> StoreError:
    """The error with the file named as the reader knows it."""
    fields = {name: label if value == path else value for name, value in error.fields.items()}
    return StoreError(error.msgid, **fields)


def _damaged(file: Path, why: str) -> StoreError:
    return StoreError("{file}: the backup is damaged ({why}); take another one", file=file, why=why.rstrip("."))


def _foreign(file: Path, name: str) -> StoreError:
    return StoreError(
        "{file}: {name} is no part of a backup; this file was not made by Yardstick", file=file, name=name
    )


def _too_large(file: Path, name: str) -> StoreError:
    large = "{file}: {name} is larger than such a file can be; this backup was not made by Yardstick"
    return StoreError(large, file=file, name=name)
