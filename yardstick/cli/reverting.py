"""The verb `revert`: what would come back, shown first, and then taken back as a change set of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pandas as pd

from yardstick.cli.acting import agreed, author_of, on_terminal, steps, tell, told_again
from yardstick.cli.figures import plain, with_sign
from yardstick.cli.output import Format, print_rows, print_text
from yardstick.errors import YardstickError
from yardstick.i18n import Words, words
from yardstick.i18n.problem import say_error
from yardstick.workspace import Workspace
from yardstick.workspace.reviewing import difference
from yardstick.workspace.undoing import Undoing, Which, foresee, revert

COLUMNS = (
    *("change", "address", "indicator", "area", "measure", "period", "old", "new", "difference", "unit", "source"),
    *("log", "old_qualifier", "old_high", "old_status", "old_unit", "new_qualifier", "new_high", "new_status"),
)
"""What is printed of a line; a table holds those up to `source`, with the signs of bounds in `old` and `new`."""
IN_TABLE = COLUMNS.index("source") + 1
MOST = 200
"""Rows of a table."""
SIDE = ("value", "value_high", "qualifier", "status")
CELL = ("log", "indicator", "area", "measure", "period", "source", "target_kind")
KINDS = ("changed", "retracted", "added")


def revert_change_set(
    folder: Path, which: Which, *, author: str, reason: str, yes: bool, lang: str, form: Format
) -> int:
    """Show what taking back a change set would do and do it where that was asked for; return the exit status."""
    t = words(lang)
    try:
        workspace = Workspace.open(folder)
        found = foresee(workspace.store, which)
        _show(found, form, t)
        if not yes and not on_terminal():
            tell(t("Nothing was taken back; --yes does it"))
            return 2
        if not yes and not agreed(t("Take back change set {id}?", id=found.number)):
            tell(t("Nothing was taken back"))
            return 0
        with steps() as step:
            step.begin(t("Storing"))
            why = reason.strip()
            done = revert(
                workspace, found.number, author=author_of(author), reason=why or words("zh")("taken back by command"),
                reason_en=why or words("en")("taken back by command"), foreseen=found,
            )  # fmt: skip
    except YardstickError as error:
        tell(say_error(error, t))
        told_again(error, t)
        return 1
    line = t("Change set {done} takes back change set {id}. To bring it back: python -m yardstick revert {done}",
             done=done.id, id=found.number)  # fmt: skip
    if form is Format.table:
        print_text(line)
    else:
        tell(line)
    return 0


def _show(found: Undoing, form: Format, t: Words) -> None:
    table = form is Format.table
    shown, counts = _lines(found.lines, most=MOST if table else None)
    print_rows(COLUMNS[:IN_TABLE] if table else COLUMNS, [_row(line, table=table) for line in shown], form)
    if len(shown) < counts.total():
        print_text(t("and {n} more lines; --format csv prints all", n=counts.total() - len(shown)))
    tell(
        t("Change set {id}: {changed} figures back to what was said before, {retracted} taken away, {added} back",
          id=found.number, **{kind: counts[kind] for kind in KINDS})
    )  # fmt: skip
    if len(found.later):
        since = ", ".join(str(n) for n in sorted({int(n) for n in found.later["later"]}))
        tell(t("{n} figures stay as they are: change set {later} spoke of them since", n=len(found.later), later=since))


def _lines(frame: pd.DataFrame, *, most: int | None) -> tuple[list[dict[Any, Any]], Counter[str]]:
    """The first lines to be shown, `most` of them, and how many there are of each kind."""
    if not frame.duplicated(list(CELL), keep=False).any():  # no two of one cell: nothing is to be paired
        return _records(frame.head(len(frame) if most is None else most)), Counter(frame["kind"].tolist())
    lines = _paired(_records(frame))
    return lines[:most], Counter(line["kind"] for line in lines)


def _records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def _paired(lines: list[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """The lines, where a figure goes and one of the same source comes in its cell, at another place in it, as one."""
    cells: dict[tuple[Any, ...], list[dict[Any, Any]]] = defaultdict(list)
    for line in lines:
        cells[tuple(line[name] for name in CELL)].append(line)
    out = []
    for same in cells.values():
        gone, come = ([line for line in same if line["kind"] == kind] for kind in ("retracted", "added"))
        if len(gone) == len(come) == 1 and len(same) == 2:
            before = {name: value for name, value in gone[0].items() if str(name).startswith("old_")}
            out.append(come[0] | before | {"kind": "changed"})
        else:
            out += same
    return out


def _row(line: dict[Any, Any], *, table: bool) -> tuple[object, ...]:
    old, new = ([line[f"{side}_{name}"] for name in SIDE] for side in ("old", "new"))
    unit = line["new_unit"] or line["old_unit"]
    far = difference(plain(new[0]), plain(old[0])) if line["new_unit"] == line["old_unit"] else None
    cell = (line["kind"], line["locator"], line["indicator"], line["area"], line["measure"], line["period"])
    last = (None if far is None else round(far, 6), unit, line["source"])
    if table:
        return (*cell, with_sign(*old), with_sign(*new), *last)
    rest = (line["log"], old[2], old[1], old[3], line["old_unit"], new[2], new[1], new[3])
    return (*cell, old[0], new[0], *last, *rest)
