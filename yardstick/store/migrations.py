"""The schema's history: named steps, each run once, in order. A file's version is the number of steps it has seen."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Migration:
    """One named step; `sql` is the name of the file beside this one that holds its statements."""

    name: str
    sql: str


MIGRATIONS: tuple[Migration, ...] = (
    Migration("the_first_schema", "schema.sql"),
    Migration("the_hedge_of_a_target", "target_hedge.sql"),
    Migration("the_moment_of_acceptance", "accepted.sql"),
    Migration("the_guard_of_a_correction", "correction.sql"),
    Migration("the_reading_in_two_tables", "reading.sql"),
    Migration("a_figure_alone_lies_once", "alone.sql"),
)
SCHEMA_VERSION = len(MIGRATIONS)


def migrate(cursor: Any, *, seen: int = 0) -> None:
    """Run every step that the database has not seen (an empty one none) and write down that it has."""
    for number, migration in enumerate(MIGRATIONS[seen:], start=seen + 1):
        cursor.execute(statements(migration))
        cursor.execute("INSERT INTO migration (number, name) VALUES (?, ?)", [number, migration.name])


def statements(migration: Migration) -> str:
    """The SQL of one step."""
    return (files(__package__) / migration.sql).read_text(encoding="utf-8")
