"""Correcting a figure that is held: what that would do, and doing it as a change set that knows what it expected."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from yardstick.errors import Problem, StoreError, YardstickError
from yardstick.ingest.corrections import Action
from yardstick.ingest.linking import in_unit
from yardstick.model import Observation, Period, bare
from yardstick.store import FIGURE_KEY, Accepted, Change, Guarded, accept, states
from yardstick.workspace import records
from yardstick.workspace.answers import CorrectionRow, Reading
from yardstick.workspace.checking import Checking
from yardstick.workspace.ground import Ground
from yardstick.workspace.holdings import corrections

ACTIONS: tuple[Action, ...] = ("override", "scale", "drop", "flag")
__all__ = ["ACTIONS", "Action", "Correcting", "Foreseen", "correct", "foresee"]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a correction would do: the figure held, the one that would speak instead (None: none), the difference in %.

    `percent` is None where nothing can be compared.
    """

    old: Reading
    new: Observation | None
    percent: float | None


class Correcting(Checking):
    """The questions and acts about corrections that a Workspace answers.

    A figure is known by (indicator, area, measure, period, source, locator).
    """

    def correctable(self, area: str, indicator: str, period: str, measure: str = "value") -> tuple[Reading, ...]:
        """The live figures of a cell that have a value, the one shown first."""
        found = records.readings(self.store.figures(area, indicator, period, measure))
        return tuple(reading for reading in found if reading.value is not None)

    def foresee_correction(self, key: Sequence[str], action: Action, *, expect: str, value: str = "") -> Foreseen:
        """What a correction would do; see `foresee`."""
        return foresee(self, key, action, expect=expect, value=value)

    def correct(
        self,
        key: Sequence[str],
        action: Action,
        *,
        expect: str,
        value: str = "",
        reason: str,
        reason_en: str = "",
        author: str,
        seen: str | None = None,
    ) -> Accepted:
        """Correct a figure, as a change set; see `correct`. This Workspace stays on its own store."""
        return correct(
            self, key, action, expect=expect, value=value, reason=reason, reason_en=reason_en, author=author, seen=seen
        )

    def mended(self) -> tuple[Problem, ...]:
        """A note for each correction that has no effect, as the figure is no longer what it was written against."""
        return tuple(_mended(row) for row in corrections(self) if row.state == "mended")


def foresee(ground: Ground, key: Sequence[str], action: Action, *, expect: str, value: str = "") -> Foreseen:
    """What a correction would do to the figure `key`; `expect` and `value` are texts in the unit the source states.

    `override` puts `value` for the figure, `scale` multiplies what the source states by it, `drop` takes the figure out
    of the reading, `flag` only adds the reason. Raises StoreError, in words: no such figure, it no longer states what
    is expected, no number, a range that cannot be overridden, a value outside the indicator's limits, or nothing that
    would change.
    """
    old = _held(ground, key)
    if not states(old.stated_value, expect):
        told = "the source has been mended: {found} is stated, {expected} was expected; nothing was corrected"
        raise StoreError(told, found=old.stated_value, expected=expect.strip() or "-")
    if action == "drop":
        return Foreseen(old, None, None)
    new = _observation(old)
    if action != "flag":
        new = replace(new, value=_right(ground, old, action, value))
        if new.value == old.value:
            raise StoreError("the correction would change nothing")
    percent = None if not old.value or new.value is None else (new.value - old.value) / abs(old.value) * 100
    return Foreseen(old, new, percent)


def correct(
    ground: Ground,
    key: Sequence[str],
    action: Action,
    *,
    expect: str,
    value: str = "",
    reason: str,
    reason_en: str = "",
    author: str,
    seen: str | None = None,
) -> Accepted:
    """Accept one correction as a change set: what `foresee` says, with the reason in the figure's note.

    `seen` is the identity of the store that the correction was looked at on, where it is not the one of `ground`.
    Raises MovedError when the store is another one by now, else StoreError in words: nobody or no reason named,
    whatever `foresee` says, or whatever `accept` says.
    """
    if not author.strip() or not reason.strip():
        raise StoreError("say who corrects the figure, and why")
    if ground.store.day is not None:
        raise StoreError("these are the data as known on {day}; go back to the current ones to change them",
                         day=ground.store.day.isoformat())  # fmt: skip
    found = foresee(ground, key, action, expect=expect, value=value)
    change = Change(
        kind="correction",
        author=author.strip(),
        at=dt.datetime.now().astimezone(),
        reason=reason.strip(),
        reason_en=reason_en.strip() or reason.strip(),
    )
    asserted = [] if found.new is None else [_noted(found.new, reason.strip())]
    return accept(
        ground.folder / ground.config.paths.store,
        change,
        observations=asserted,
        retracted=[] if asserted else [_observation(found.old)],
        corrections=[Guarded(**_guard((*key[:-1], found.old.locator), action, expect, value))],
        seen=seen or ground.store.identity,
    )


def _held(ground: Ground, key: Sequence[str]) -> Reading:
    indicator, area, measure, period, source, locator = key
    found = records.readings(ground.store.figures(area, indicator, period, measure))
    for reading in found:
        if (reading.source, bare(reading.locator)) == (source, bare(locator)):
            if reading.value is None:
                raise StoreError("a figure without a value cannot be corrected; import the value")
            return reading
    raise StoreError("the figure to correct is not found: {figure}", figure=" ".join(key))


def _right(ground: Ground, old: Reading, action: Action, value: str) -> float:
    """The new value in the unit the figure is kept in."""
    if old.value_high is not None:
        raise StoreError("the figure is a range: it can be dropped or flagged, not overridden or scaled")
    right = _number(value)
    if action == "scale":
        right *= _number(old.stated_value)
    try:
        kept = in_unit(right, old.stated_unit, to=old.unit, units=ground.catalogue.units) if old.stated_unit else right
    except (YardstickError, ValueError, KeyError) as error:
        raise StoreError("the unit {unit} does not convert: {why}", unit=old.stated_unit, why=error) from error
    new = float(kept)
    if not math.isfinite(new):
        raise StoreError("{text} is not a number", text=value.strip())
    limits = ground.catalogue[old.indicator].limits if old.measure == "value" else None
    low, high = (limits.min, limits.max) if limits is not None else (None, None)
    if (low is not None and new < low) or (high is not None and new > high):
        raise StoreError("{value} lies outside the indicator's limits", value=f"{new:.10g}")
    return new


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.strip().replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise StoreError("{text} is not a number", text=text.strip() or "-") from None
    if not number.is_finite():
        raise StoreError("{text} is not a number", text=text.strip())
    return number


def _guard(key: Sequence[str], action: Action, expect: str, value: str) -> dict[str, str]:
    told = {"action": action, "expect": expect.strip(), "value": ""}
    if action in ("override", "scale"):
        told["value"] = f"{_number(value):f}"
    return dict(zip(FIGURE_KEY, key, strict=True)) | told


def _observation(reading: Reading) -> Observation:
    names = (
        "indicator", "area", "measure", "value", "qualifier", "unit", "source", "locator", "value_high", "as_of",
        "base_period", "stated_value", "stated_unit", "note",
    )  # fmt: skip
    said: dict[str, Any] = {name: getattr(reading, name) for name in names}
    status: Any = reading.status
    return Observation(period=Period.parse(reading.period), obs_status=status, **said)


def _noted(observation: Observation, reason: str) -> Observation:
    return replace(observation, note="；".join(part for part in (observation.note, reason) if part))


def _mended(row: CorrectionRow) -> Problem:
    hint = "withdraw the correction" if row.line else "take the change set back, or leave it: it has no effect"
    found = row.found or "nothing"
    return Problem(row.file, row.line, row.name, "the source has been mended", found, row.expect, hint)
