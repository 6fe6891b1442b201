"""One store file, opened read-only with everything shut that reading does not need; every call has its own cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd

from yardstick.errors import StoreError
from yardstick.store.diagnosis import REBUILD, diagnose, newer
from yardstick.store.migrations import SCHEMA_VERSION

Answer = TypeVar("Answer")


class Reader:
    """A store file of this version, open for reading; threads may share it. Raises StoreError only."""

    def __init__(self, path: Path, *, threads: int = 2, memory: str = "2GB") -> None:
        self.path = path
        self._con = _connect(path, threads=threads, memory=memory)
        self._facts = self._check_version()

    @property
    def data_version(self) -> str:
        """The fingerprint of all that this store says; equal data give equal fingerprints."""
        return self._facts["data_version"]

    def close(self) -> None:
        """Let go of the file."""
        self._con.close()

    def _check_version(self) -> dict[str, str]:
        facts = dict(self._rows("SELECT key, value FROM meta"))
        version = int(facts.get("schema_version", "0"))
        if version > SCHEMA_VERSION:
            self.close()
            raise newer(self.path, version, SCHEMA_VERSION)
        if version < SCHEMA_VERSION:
            self.close()
            older = "{path}: the store is from an older version of Yardstick; {rebuild}"
            raise StoreError(older, path=self.path, rebuild=REBUILD)
        return facts

    def _ask(self, sql: str, *parameters: object) -> pd.DataFrame:
        frame: pd.DataFrame = self._with_cursor(lambda cursor: cursor.execute(sql, list(parameters)).df())
        return frame

    def _rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._with_cursor(lambda cursor: cursor.execute(sql, list(parameters)).fetchall())
        return rows

    def _with_cursor(self, question: Callable[[Any], Answer]) -> Answer:
        try:
            with self._con.cursor() as cursor:
                return question(cursor)
        except duckdb.Error as error:
            raise diagnose(error, self.path) from error


def _connect(path: Path, *, threads: int, memory: str) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "lock_configuration": "true",
        "memory_limit": memory,
        "threads": str(threads),
    }
    try:
        return duckdb.connect(str(path), read_only=True, config=config)
    except (duckdb.Error, OSError) as error:
        raise diagnose(error, path) from error


def among(column: str, values: Sequence[str]) -> str:
    """A condition with one bound parameter a value; false where there are no values."""
    if not values:
        return "1 = 0"
    return f"{column} = ?" if len(values) == 1 else f"{column} IN ({', '.join('?' * len(values))})"
