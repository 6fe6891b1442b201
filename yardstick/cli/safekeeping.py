"""The verbs `backup` and `restore` in words."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from yardstick.i18n import Words, words
from yardstick.i18n.problem import say_error
from yardstick.store.backup import Backup
from yardstick.store.restore import Side
from yardstick.workspace.safekeeping import Prospect

SHOWN = 20
"""Change sets that are told one by one."""


def backup_line(made: Backup, lang: str) -> str:
    """What was written, and that it was read back."""
    t = words(lang)
    return t(
        "{file}: {size} kB; {held}; read back and found whole",
        file=os.path.relpath(made.file),
        size=f"{made.size / 1e3:.0f}",
        held=_held(made.status, t),
    )


def prospect_lines(found: Prospect, lang: str) -> list[str]:
    """What the backup holds, and what would change."""
    t = words(lang)
    status, manifest = found.backup.store.status(), found.backup.manifest
    if manifest is None:
        lines = [t("{file}: a store file; {held}", file=found.backup.file, held=_held(status, t))]
    else:
        told = {"file": found.backup.file, "created": manifest.created, "held": _held(status, t)}
        lines = [t("{file}: backup of {created}; {held}", **told)]
    if found.backup.schema < int(status["schema_version"]):
        schemas = {"schema": found.backup.schema, "this": status["schema_version"]}
        lines.append(t("It is of schema {schema} and is brought up to {this} on the way", **schemas))
    lines += _compared(found, t)
    lines += [t("data/{name} is missing and is put back", name=name) for name in found.missing]
    lines += [
        t("data/{name} differs from the one in the backup and stays as it is", name=name) for name in found.differing
    ]
    return lines


def ask(lang: str) -> None:
    """Ask whether to go on, where there is a terminal to ask on; a no ends with exit status 1.

    Elsewhere it goes on: the store before is kept, so that nothing is lost by an answer that nobody could give.
    """
    t = words(lang)
    if not terminal():
        return
    if not typer.confirm(t("Put the backup in the place of the store in use?")):
        raise typer.Exit(1)


def terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty()


def restored_line(found: Prospect, path: Path, lang: str) -> str:
    """What is in use now, and that the one before is not gone."""
    t = words(lang)
    if found.comparison.empty:
        return t("{path} is in use now", path=os.path.relpath(path))
    return t("{path} is in use now; the store before it is kept beside it", path=os.path.relpath(path))


def _compared(found: Prospect, t: Words) -> list[str]:
    compared = found.comparison
    if compared.empty:
        return [t("There is no store in use")]
    if compared.unreadable is not None:
        return [
            t("The store in use cannot be read, so that nothing can be told of what it holds and the backup does not:"),
            f"  {say_error(compared.unreadable, t)}",
        ]
    if not compared.lost and not compared.gained:
        return [t("It holds the same change sets as the store in use")]
    lost = t("Change sets of the store in use that the reading loses: {n}", n=len(compared.lost))
    gained = t("Change sets of the backup that the reading gains: {n}", n=len(compared.gained))
    return [lost, *_sides(compared.lost, t), gained, *_sides(compared.gained, t)]


def _sides(sides: Sequence[Side], t: Words) -> list[str]:
    lines = [_side(side, t) for side in sides[-SHOWN:]]
    if len(sides) > SHOWN:
        lines.insert(0, "  " + t("{n} earlier ones, and", n=len(sides) - SHOWN))
    return lines


def _side(side: Side, t: Words) -> str:
    one, kinds = side.change_set, _kinds(t)
    reason = one.reason_en if t.lang == "en" and one.reason_en else one.reason
    told = (str(one.id), kinds.get(one.kind, one.kind), str(one.date), one.author, one.file, reason)
    line = f"  {' · '.join(part for part in told if part)} · {t('{n} rows', n=side.rows)}"
    return line if side.accepted else f"{line} {t('(of data/: every build brings what stands there)')}"


def _kinds(t: Words) -> dict[str, str]:
    return {
        "initial": t("first load"),
        "import": t("import"),
        "edit": t("edit"),
        "correction": t("correction"),
        "document": t("from a document"),
        "revert": t("undone"),
    }


def _held(status: Mapping[str, str | int], t: Words) -> str:
    return t(
        "{observations} observations, {targets} targets, {change_sets} change sets, version {version}",
        observations=status["observations"],
        targets=status["targets"],
        change_sets=status["change_sets"],
        version=str(status["data_version"])[:12],
    )
