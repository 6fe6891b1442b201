"""What went wrong with a store file, in a plain sentence with what to do; DuckDB's own words only where they help."""

from __future__ import annotations

from pathlib import Path

import duckdb

from yardstick.errors import StoreError

REBUILD = "run `python -m yardstick build`, or restore a backup"


def diagnose(error: Exception, path: Path) -> StoreError:
    """The StoreError that explains why `path` could not be opened or read."""
    text = str(error)
    if not path.exists():
        return StoreError("{path}: the store file is missing; {rebuild}", path=path, rebuild=REBUILD)
    if "lock on file" in text or "different configuration" in text:
        return StoreError("{path}: another program has opened the store for writing; close it and try again", path=path)
    if isinstance(error, PermissionError) or "Permission denied" in text or "Cannot open file" in text:
        return StoreError(
            "{path}: this user may not read the store; give read permission on the file and its folder", path=path
        )
    if "version number" in text and "can only read" in text:
        newer = "{path}: the store was written by a newer DuckDB; update the installation, or {rebuild}"
        return StoreError(newer, path=path, rebuild=REBUILD)
    if isinstance(error, duckdb.OutOfMemoryException):
        return StoreError(
            "{path}: the question needs more memory than a reader may take; ask for fewer rows at once", path=path
        )
    why = _first_sentence(text)
    return StoreError("{path}: the store file is damaged ({why}); {rebuild}", path=path, why=why, rebuild=REBUILD)


def newer(path: Path, version: int, known: int) -> StoreError:
    """The StoreError about a file whose schema this version does not know."""
    return StoreError(
        "{path}: the store was written by a newer version of Yardstick (schema {version}, this one reads {known}); "
        "update Yardstick, or {rebuild}",
        path=path,
        version=version,
        known=known,
        rebuild=REBUILD,
    )


def _first_sentence(text: str) -> str:
    return text.strip().split("\n", 1)[0][:160].rstrip(" .") or "it cannot be read"
