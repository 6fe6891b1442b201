"""The verdicts that need no arithmetic: nothing to judge on, or a refusal with its reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from yardstick.model.target import Target
from yardstick.targets.finding import Found
from yardstick.targets.records import Code, Expected, Figure, History, Refusal, Rule, Verdict
from yardstick.targets.schedule import Schedule

_CAUTIONS = {"E": "estimated", "P": "provisional", "I": "implied"}
_SETTLED = ("A", "AA")


@dataclass(slots=True)
class Matter:
    """One case before the judge: the target, what is held, the rule, the schedule, the day and the method."""

    target: Target
    history: History
    rule: Rule
    plan: Schedule
    as_of: dt.date
    method: str
    announced: dt.date | None


def refused(
    matter: Matter, refusal: Refusal, *, actual: Figure | None = None, expected: Expected | Refusal | None = None
) -> Verdict:
    """Not evaluable, and why."""
    aim = expected if isinstance(expected, Expected) else None
    said = () if actual is None else cautions(actual, None, part=False)
    return Verdict("not_evaluable", refusal.reason, refusal.args, aim, actual, method=matter.method, cautions=said)


def nothing(matter: Matter, found: Found, expected: Expected | Refusal) -> Verdict:
    """No figure since the base: not due yet, overdue, or there cannot be one; the reason names the aim's period."""
    if found.blocked:
        return refused(matter, Refusal("not_allowed_status", {"status": found.blocked}), expected=expected)
    if found.later and not found.before:
        return refused(matter, Refusal("before_data", {"period": found.later}), expected=expected)
    over = matter.as_of > matter.plan.end
    code: Code = "overdue_no_data" if over else "not_due_no_data"
    reason, args = "no_figure" if over else "not_due", {"period": matter.target.period.code}
    return Verdict(code, reason, args, expected if isinstance(expected, Expected) else None, method=matter.method)


def cautions(actual: Figure, base: Figure | None, *, part: bool) -> tuple[str, ...]:
    """What the reader must know of the figures used, in a fixed order."""
    if actual.status == "A" and actual.qualifier == "=" and base is None and not part:
        return ()
    statuses = actual.status if base is None else actual.status + base.status
    hedged = actual.qualifier != "=" or (base is not None and base.qualifier != "=")
    if statuses in _SETTLED and not hedged and not part:
        return ()
    said = []
    if statuses not in _SETTLED:
        said = [word for status, word in _CAUTIONS.items() if status in statuses]
    if hedged:
        said.append("hedged")
    if part:
        said.append("partial")
    return tuple(said)
