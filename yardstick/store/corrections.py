"""Corrections accepted into the store: what each was written against, and whether the figure still says that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any, Literal, NamedTuple

import pandas as pd

from yardstick.store import load
from yardstick.store.reader import Reader
from yardstick.store.revert import FIGURE_KEY

State = Literal["applied", "withdrawn", "mended", "replaced"]


@dataclass(frozen=True, slots=True)
class Guarded:
    """What a correction does (`override`, `drop`, `scale`, `flag`) to which figure, and what it expects to find there.

    `expect` is the figure as the source states it, `value` the new one or the factor (empty for drop and flag): texts,
    in the unit the source states.
    """

    action: str
    indicator: str
    area: str
    measure: str
    period: str
    source: str
    locator: str
    expect: str
    value: str = ""


def states(stated_value: str, expect: str) -> bool:
    """Whether a figure as stated says what is expected: the same number (the first of a range), else the same text."""
    stated, expected = _first(stated_value), _first(expect)
    return stated_value.strip() == expect.strip() if stated is None or expected is None else stated == expected


def note(cursor: Any, number: int, corrections: Iterable[Guarded]) -> None:
    """Write down what the corrections of change set `number` are."""
    names = ("action", *FIGURE_KEY, "expect", "value")
    rows = [{"change_set": number} | {name: getattr(each, name) for name in names} for each in corrections]
    load.insert(cursor, "correction", rows)


def judge(cursor: Any) -> None:
    """Move the rows of corrections that the figure beneath no longer calls for out of the log, to `set_aside`.

    The log lies in `spoken` as a whole. Looks at every figure that a correction in the table `correction` is of. What
    stands beneath is the last row of another kind that was not taken back; a revert of a correction goes the way of the
    correction. Where nothing stands beneath, or a row that states another figure or unit than was expected, the reading
    is what stands beneath.
    """
    idle = [turn for _, turns in groupby(_turns(cursor), key=_key_of) for turn in _idle(list(turns))]
    for turn in idle:
        of = " AND ".join(f"{name} = ?" for name in ("change_set", *FIGURE_KEY))
        key = [turn.change_set, *_key_of(turn)]
        cursor.execute(f"INSERT INTO set_aside SELECT * FROM spoken WHERE {of}", key)
        cursor.execute(f"DELETE FROM spoken WHERE {of}", key)


def noted(store: Reader) -> pd.DataFrame:
    """Every correction that was accepted into the store, in their order.

    Columns: change_set, action, indicator, area, measure, period, source, locator, expect, value, state, before, after
    (None: no figure), unit, stated_value (what stands beneath now; empty where nothing does), stated_unit, author,
    date, reason, reason_en.

    `state`: `applied`; `withdrawn`, its change set was reverted; `mended`, the figure no longer is what was expected,
    so it has no effect; `replaced`, a later change set speaks of the figure. `before` is the figure beneath in `unit`.
    """
    frame = store._ask(_NOTED)
    names = ("state", "before", "after", "unit", "stated_value", "stated_unit")
    if frame.empty:
        return frame.assign(**dict.fromkeys(names))
    turns = {key: list(group) for key, group in groupby(store._with_cursor(_turns), key=_key_of)}
    keys = frame[["change_set", *FIGURE_KEY]].itertuples(index=False)
    told = [_told(number, turns[tuple(key)]) for number, *key in keys]
    return frame.assign(**{name: [each[at] for each in told] for at, name in enumerate(names)})


class _Turn(NamedTuple):
    """What one change set says of a figure that was corrected.

    `expect` is None where that is not known, `filed` tells the reviewed files', `aside` what has no effect.
    """

    indicator: str
    area: str
    measure: str
    period: str
    source: str
    locator: str
    change_set: int
    kind: str
    action: str
    value: float | None
    unit: str
    stated_value: str
    stated_unit: str
    note: str
    expect: str | None
    filed: bool
    aside: bool


_KEYED = " AND ".join(f"k.{name} = o.{name}" for name in FIGURE_KEY)
_TURNS = f"""
SELECT {", ".join(f"o.{name}" for name in FIGURE_KEY)}, o.change_set, c.kind, o.action, o.value, o.unit, o.stated_value,
    o.stated_unit, o.note, k.expect, c.accepted_at IS NULL, o.aside
FROM (SELECT *, FALSE AS aside FROM observation UNION ALL SELECT *, TRUE AS aside FROM set_aside) o
JOIN change_set c ON c.id = o.change_set
LEFT JOIN correction k ON k.change_set = o.change_set AND {_KEYED}
WHERE EXISTS (SELECT 1 FROM correction k WHERE {_KEYED})
ORDER BY {", ".join(f"o.{name}" for name in FIGURE_KEY)}, o.change_set"""
_NOTED = f"""
SELECT k.change_set, k.action, {", ".join(f"k.{name}" for name in FIGURE_KEY)}, k.expect, k.value, c.author, c.date,
    c.reason, c.reason_en
FROM correction k JOIN change_set c ON c.id = k.change_set
ORDER BY k.change_set, {", ".join(f"k.{name}" for name in FIGURE_KEY)}"""


def _turns(cursor: Any) -> list[_Turn]:
    """Every turn of every figure with a correction, figure by figure, oldest first."""
    return [_Turn(*row) for row in cursor.execute(_TURNS).fetchall()]


def _key_of(turn: _Turn) -> tuple[str, ...]:
    return turn.indicator, turn.area, turn.measure, turn.period, turn.source, turn.locator


def _idle(turns: Sequence[_Turn]) -> list[_Turn]:
    """Of one figure's turns, those that correct (or bring back) what it no longer says, and what those took back."""
    stacks, idle = _stacks(turns), set()
    for at, turn in enumerate(turns):
        if turn.kind in ("correction", "revert") and not _called_for(turn, _beneath(turns, stacks[at])):
            idle |= set(range(_back(turns, at) + 1, at + 1) if turn.kind == "revert" else [at])
    return [turn for at, turn in enumerate(turns) if at in idle and not turn.filed]


def _stacks(turns: Sequence[_Turn]) -> list[tuple[int, ...]]:
    """The places of the turns that are in force after each turn, one over the other; a revert goes back to fewer."""
    stacks: list[tuple[int, ...]] = []
    for at, turn in enumerate(turns):
        back = _back(turns, at) if turn.kind == "revert" else at - 1
        stacks.append((*(stacks[back] if back >= 0 else ()), *(() if turn.kind == "revert" else (at,))))
    return stacks


def _back(turns: Sequence[_Turn], at: int) -> int:
    """The place of the turn whose word a revert brings back, -1 for none.

    What was accepted stays as it is, so a word that is nowhere to be found was the reviewed files', and has changed.
    """
    alike = [place for place in range(at) if _says(turns[place]) == _says(turns[at])]
    filed = [place for place in range(at) if turns[place].filed]
    return (alike or filed or [-1])[-1]


def _beneath(turns: Sequence[_Turn], stack: Sequence[int]) -> _Turn | None:
    """The figure that the corrections in force are of; None where there is none."""
    found = next((turns[place] for place in reversed(stack) if turns[place].kind != "correction"), None)
    return found if found is not None and found.action == "assert" else None


def _called_for(turn: _Turn, beneath: _Turn | None) -> bool:
    """Whether what a turn says over the one beneath it still fits that: the figure expected, in the same unit."""
    if beneath is None:
        return turn.kind == "revert" and turn.action == "retract"
    expect = turn.stated_value if turn.expect is None else turn.expect
    return beneath.stated_unit == turn.stated_unit and states(beneath.stated_value, expect)


def _told(number: int, turns: Sequence[_Turn]) -> tuple[Any, ...]:
    """state, before, after, unit, stated_value, stated_unit of one correction among its figure's turns."""
    place = next(at for at, turn in enumerate(turns) if turn.change_set == number)
    own, stack = turns[place], _stacks(turns)[-1]
    beneath = _beneath(turns, stack)
    state = _state(place, stack, fits=not own.aside and _called_for(own, beneath))
    before = None if beneath is None else beneath.value
    after = before if state == "mended" else own.value if own.action == "assert" else None
    held = ("", "") if beneath is None else (beneath.stated_value, beneath.stated_unit)
    return state, before, after, own.unit, *held


def _state(place: int, stack: Sequence[int], *, fits: bool) -> State:
    if place not in stack:
        return "withdrawn"
    if not fits:
        return "mended"
    return "applied" if stack[-1] == place else "replaced"


def _says(turn: _Turn) -> tuple[Any, ...]:
    if turn.action == "retract":
        return ("retract",)
    return turn.value, turn.unit, turn.stated_value, turn.stated_unit, turn.note


def _first(text: str) -> Decimal | None:
    try:
        number = Decimal(text.split("–", maxsplit=1)[0].replace(",", "").replace("，", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
