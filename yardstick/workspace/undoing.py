"""Taking a change set back: what that would do, shown before it is done, and doing it as a change set of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from yardstick.config import load_config
from yardstick.errors import InputError, StoreError
from yardstick.i18n import words
from yardstick.store import FIRST_ID, Accepted, Change, MovedError, Reversal, Store, accept, revert_rows
from yardstick.workspace.building import CONFIG_FILE
from yardstick.workspace.ground import Ground

Which = int | Literal["last"]
KEY = ("log", "indicator", "area", "measure", "period", "source", "locator", "target_kind")
"""What a line of a change set's difference is known by."""


@dataclass(frozen=True)
class Undoing:
    """What taking back change set `number` would do; `seen` is the store it was worked out on.

    `lines` has the columns of `Store.difference`: what is said now as old_…, what would be said as new_… (`kind`:
    `added`, `changed` or `retracted`). `later` are the figures that a later change set spoke of otherwise and that stay
    as they are (columns of `Reversal.later`).
    """

    number: int
    lines: pd.DataFrame
    later: pd.DataFrame
    back: Reversal
    seen: str


def foresee(store: Store, which: Which) -> Undoing:
    """What a revert would do. Raises StoreError, in words, where there is nothing that could be taken back."""
    number = _number(store, which)
    back = revert_rows(store, number)
    lines = _turned(store.difference(number), back.later)
    if lines.empty:
        raise _nothing(store, number, back.later)
    return Undoing(number, lines, back.later, back, store.identity)


def revert(
    place: Ground | Path,
    which: Which,
    *,
    author: str,
    reason: str,
    reason_en: str = "",
    seen: str | None = None,
    foreseen: Undoing | None = None,
) -> Accepted:
    """Take back change set `which` (`last`: the one accepted last) of an installation; return the change set that does.

    `place` is the installation as it was looked at, or its folder. `seen` is the identity of the store that the revert
    was looked at on, where it is not the one of `place`; `foreseen` what was shown of it on that very store, which is
    then not worked out again. Reverting a revert brings the change set back.

    Raises MovedError when the store is another one by now, else StoreError in words: nothing to take back, no such
    change set, one of the reviewed files, nobody or no reason named, or whatever `accept` says.
    """
    if not author.strip() or not reason.strip():
        raise StoreError("say who takes the change set back, and why")
    if isinstance(place, Ground):
        folder, store = place.folder / place.config.paths.store, place.store
    else:
        folder = _store_folder(place)
        store = Store.open(folder)
    if store.day is not None:
        raise StoreError("these are the data as known on {day}; go back to the current ones to change them",
                         day=store.day.isoformat())  # fmt: skip
    if seen not in (None, store.identity, store.data_version):
        raise MovedError("the data have changed since this was reviewed; nothing was stored, review it again")
    same = foreseen is not None and foreseen.seen == store.identity and which == foreseen.number
    found = foreseen if foreseen is not None and same else foresee(store, which)
    change = Change(
        kind="revert",
        author=author.strip(),
        at=dt.datetime.now().astimezone(),
        reason=_why(found.number, reason, "zh"),
        reason_en=_why(found.number, reason_en if reason_en.strip() else reason, "en"),
    )
    return accept(folder, change, rows=found.back.rows, target_rows=found.back.target_rows, seen=seen or store.identity)


def _number(store: Store, which: Which) -> int:
    numbers = [int(n) for n in store.change_sets()["id"]]
    if which == "last":
        accepted = [n for n in numbers if n >= FIRST_ID]
        if not accepted:
            raise StoreError("nothing was accepted into the store yet; there is nothing to take back")
        return max(accepted)
    if which not in numbers:
        raise StoreError("there is no change set {id}", id=which)
    if which < FIRST_ID:
        raise StoreError("change set {id} stands in the reviewed files: take it back in data/ and build", id=which)
    return which


def _turned(difference: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """The difference the other way round, without what stays: the lines that speak otherwise once it is taken back."""
    lines = difference[difference["kind"] != "unchanged"]
    if len(later):
        spoken = later.rename(columns={"kind": "target_kind"})[list(KEY)]
        stays = set(spoken.itertuples(index=False, name=None))
        keys = lines[list(KEY)].itertuples(index=False, name=None)
        lines = lines[pd.Series([key not in stays for key in keys], index=lines.index, dtype=bool)]
    sides = {"old": "new", "new": "old"}
    names = {c: f"{sides[c[:3]]}{c[3:]}" for c in lines.columns if c[:4] in ("old_", "new_")}
    turned = lines.rename(columns=names)[list(lines.columns)]
    other = {"added": "retracted", "retracted": "added", "changed": "changed"}
    return turned.assign(kind=turned["kind"].map(other)).reset_index(drop=True)


def _nothing(store: Store, number: int, later: pd.DataFrame) -> StoreError:
    if later.empty:
        return StoreError("change set {id} changed no figure; there is nothing to take back", id=number)
    sets = store.change_sets().set_index("id")["kind"]
    since = sorted({int(n) for n in later["later"]})
    named = ", ".join(str(n) for n in since)
    if all(sets[n] == "revert" for n in since):
        return StoreError("change set {id} was taken back already, by change set {later}", id=number, later=named)
    told = "change set {id}: all its figures were changed again since, by change set {later}; take that back first"
    return StoreError(told, id=number, later=named)


def _why(number: int, reason: str, lang: str) -> str:
    t = words(lang)
    return t("revert of change set {id}: {reason}", id=number, reason=reason.strip())


def _store_folder(folder: Path) -> Path:
    config, problems = load_config(folder / CONFIG_FILE)
    if config is None:
        raise InputError(problems)
    return folder / config.paths.store
