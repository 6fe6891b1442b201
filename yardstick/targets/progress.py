"""The arithmetic of a verdict: met or missed at the end, two clocks and a pace before it."""

from __future__ import annotations

import datetime as dt
import math

from yardstick.targets.aim import CLOSE, Ends, ends, point, reached_by
from yardstick.targets.finding import Found
from yardstick.targets.methods import METHODS, Case
from yardstick.targets.pace import crossing, year_position, years_between
from yardstick.targets.records import Code, Expected, Figure, Refusal, Rule, Verdict
from yardstick.targets.voice import Matter, cautions, refused

_WORDS: dict[str, Code] = {
    "met": "met",
    "missed": "behind",
    "ahead": "ahead",
    "on_track": "on_track",
    "behind": "behind",
    "moving_away": "moving_away",
    "target_achieved": "met",
    "substantial_progress": "on_track",
    "moderate_progress": "behind",
    "limited_progress": "behind",
    "deterioration": "moving_away",
    "insufficient": "behind",
    "away": "moving_away",
}
"""The words of the methods as codes of ours."""

# Measures whose figure of a part of a period is no part of the whole: it is set against the aim itself.
_RATES = frozenset({"growth", "pp_change", "multiple"})


def told(matter: Matter, expected: Expected, found: Found) -> Verdict:
    """The verdict on the figure found; `expected` has at least one bound and the figure's unit."""
    figure = found.figure
    assert figure is not None
    reached = reached_by(expected, figure)
    if found.standing == "to_date":
        if expected.measure in _RATES:
            return _rate_so_far(matter, expected, found, reached=reached)
        return _sum_so_far(matter, expected, found, reached=reached)
    if expected.measure in _RATES or expected.measure in ("new", "net_change"):
        return _stated(matter, expected, figure, reached=reached)
    return _level(matter, expected, found, reached=reached)


def paced(ratio: float, rule: Rule) -> Code:
    """The status of a share of the progress due; exactly on a threshold it is on track."""
    if ratio < -CLOSE:
        return "moving_away"
    if ratio < rule.alarm - CLOSE:
        return "behind"
    return "on_track" if ratio <= rule.praise + CLOSE else "ahead"


def _level(matter: Matter, expected: Expected, found: Found, *, reached: str) -> Verdict:
    figure, base = found.figure, expected.base
    assert figure is not None
    value, final = figure.value, found.standing == "final"
    span = years_between(expected.start, expected.end)
    passed = span if final else years_between(expected.start, found.moment)
    elapsed = passed / span if span > 0 else None
    asked = point(expected, value if base is None else base.value)
    achieved = None if base is None else _achieved(expected, base.value, asked, value)
    ratio: float | None = None
    if final or reached == "met":
        status, reason = _settled(reached)
    else:
        status, reason, ratio = _status(
            matter, expected, found, reached=reached, achieved=achieved, elapsed=elapsed, asked=asked
        )
    if ratio is None and achieved is not None and elapsed:
        ratio = achieved / elapsed
    observed = (value - base.value) / passed if base is not None and passed > 0 else None
    required, crossed = (None, None) if final else _ahead(expected, found, end=expected.end, observed=observed)
    return Verdict(
        status,
        reason,
        _args(reason, expected, figure) if reason else _NOTHING,
        expected,
        figure,
        achieved,
        elapsed,
        ratio,
        value - asked if expected.high is None else _gap(expected, value),
        required,
        observed,
        crossed,
        matter.method,
        cautions(figure, base, part=False),
    )


def _ahead(aim: Expected, found: Found, *, end: dt.date, observed: float | None) -> tuple[float | None, float | None]:
    """The pace required from now on, and where the aim's line is crossed at the pace observed."""
    value = 0.0 if found.figure is None else found.figure.value
    still = point(aim, value) - value
    wrong = (aim.high is None and still < 0) or (aim.low is None and still > 0)
    if not still or wrong:
        return None, None
    left = years_between(found.moment, end)
    required = still / left if left > 0 else None
    return required, crossing(year_position(found.moment), left=still, pace=observed) if observed else None


def _status(
    matter: Matter,
    expected: Expected,
    found: Found,
    *,
    reached: str,
    achieved: float | None,
    elapsed: float | None,
    asked: float,
) -> tuple[Code, str, float | None]:
    """Status and reason of a level on its way, and the ratio of a method from the literature where it has one."""
    if matter.as_of > expected.end:
        return "overdue_no_data", "final_missing", None
    base = expected.base
    if reached == "direction_unknown":
        return "not_evaluable", reached, None
    if base is None:
        return "not_evaluable", "base_missing", None
    if not elapsed or elapsed < 0:
        return "not_evaluable", "no_time_elapsed", None
    if achieved is None:
        equal = math.isclose(base.value, asked, rel_tol=CLOSE)
        return ("not_evaluable", "base_equals_target", None) if equal else ("moving_away", "base_beyond_target", None)
    if matter.method != "linear" and matter.method in METHODS:
        return _by_method(matter, expected, found, asked=asked)
    figure = found.figure
    assert figure is not None
    if base.qualifier == "=" and figure.qualifier == "=":
        return paced((figure.value - base.value) / ((asked - base.value) * elapsed), matter.rule), "", None
    return *_from_hedged(matter.rule, ends(base), asked=asked, elapsed=elapsed, allowed=ends(figure)), None


def _between(rule: Rule, base: float, *, asked: float, elapsed: float, allowed: Ends) -> tuple[Code, str]:
    """The status by two clocks; a hedged figure has one where all it allows agree, or its one end settles the side."""
    way = (asked - base) * elapsed
    if allowed.low == allowed.high:
        return paced((allowed.low - base) / way, rule), ""
    codes = {paced((end - base) / way, rule) for end in (allowed.low, allowed.high) if math.isfinite(end)}
    if len(codes) != 1:
        return "not_evaluable", "hedged"
    code = codes.pop()
    if math.isfinite(allowed.low) and math.isfinite(allowed.high):
        return code, ""
    rising = math.isinf(allowed.high) == (asked > base)
    settled = code in ("ahead", "on_track") if rising else code in ("moving_away", "behind")
    return (code, "") if settled else ("not_evaluable", "hedged")


def _from_hedged(rule: Rule, base: Ends, *, asked: float, elapsed: float, allowed: Ends) -> tuple[Code, str]:
    """The status on a base that is a bound or an about: one where every base allowed gives the same.

    The share of the way falls steadily as the base nears the aim: without end where it may come as near as it likes,
    to 1 where it may lie as far off as it likes.
    """
    if base.low == base.high:
        return _between(rule, base.low, asked=asked, elapsed=elapsed, allowed=allowed)
    known = [end for end in (base.low, base.high) if math.isfinite(end)]
    if len({end < asked for end in known}) != 1 or any(math.isclose(end, asked, rel_tol=CLOSE) for end in known):
        return "not_evaluable", "hedged"
    found = set()
    for end, other in ((base.low, base.high), (base.high, base.low)):
        if math.isfinite(end):
            found.add(_between(rule, end, asked=asked, elapsed=elapsed, allowed=allowed))
        elif math.isfinite(other) and (end > 0) == (other < asked):
            found.add(("moving_away", ""))
        else:
            found.add((paced(1 / elapsed, rule), ""))
    return found.pop() if len(found) == 1 else ("not_evaluable", "hedged")


def _by_method(matter: Matter, expected: Expected, found: Found, *, asked: float) -> tuple[Code, str, float | None]:
    figure, base = found.figure, expected.base
    assert figure is not None
    assert base is not None
    if figure.qualifier != "=" or base.qualifier != "=":
        return "not_evaluable", "hedged", None
    start, end = year_position(expected.start), year_position(expected.end)
    case = Case(
        start,
        base.value,
        start + years_between(expected.start, found.moment),
        figure.value,
        end,
        asked,
        "higher" if asked > base.value else "lower",
    )
    outcome = METHODS[matter.method](case)
    return _WORDS.get(outcome.status, "not_evaluable"), outcome.reason, outcome.ratio


def _stated(matter: Matter, expected: Expected, figure: Figure, *, reached: str) -> Verdict:
    """A change stated for the aim's own period: reached or not, with the share of it."""
    share = _share(expected, figure.value)
    status, reason = _settled(reached)
    return Verdict(
        status,
        reason,
        _args(reason, expected, figure),
        expected,
        figure,
        share,
        1.0,
        share,
        _gap(expected, figure.value),
        method="linear",
        cautions=cautions(figure, None, part=False),
    )


def _settled(reached: str) -> tuple[Code, str]:
    if reached == "met":
        return "met", ""
    return ("missed", "") if reached == "missed" else ("not_evaluable", reached)


def _sum_so_far(matter: Matter, expected: Expected, found: Found, *, reached: str) -> Verdict:
    """What has added up since the period began, against the share of the period that has passed."""
    figure, opening = found.figure, matter.plan.opening
    assert figure is not None
    span, passed = years_between(opening, expected.end), years_between(opening, found.moment)
    share = _share(expected, figure.value)
    if share is None:
        refusal = Refusal("zero_base", {"period": matter.target.period.code})
        return refused(matter, refusal, actual=figure, expected=expected)
    if span <= 0 or passed <= 0:
        return refused(matter, Refusal("no_time_elapsed"), actual=figure, expected=expected)
    elapsed = passed / span
    status, reason = _sum_status(matter, expected, allowed=ends(figure), elapsed=elapsed, reached=reached)
    still, left = point(expected, figure.value) - figure.value, years_between(found.moment, expected.end)
    observed = figure.value / passed
    open_ = status != "met" and still != 0
    return Verdict(
        status,
        reason,
        _args(reason, expected, figure),
        expected,
        figure,
        share,
        elapsed,
        share / elapsed,
        _gap(expected, figure.value),
        still / left if open_ and left > 0 else None,
        observed,
        crossing(year_position(found.moment), left=still, pace=observed) if open_ else None,
        "linear",
        cautions(figure, None, part=True),
    )


def _sum_status(matter: Matter, expected: Expected, *, allowed: Ends, elapsed: float, reached: str) -> tuple[Code, str]:
    late = matter.as_of > expected.end
    asked = point(expected, 0.0)
    if expected.low is None:
        if reached == "missed":
            return "missed", ""
        if late:
            return "overdue_no_data", "final_missing"
        return _sparing(matter.rule, allowed, allowance=asked * elapsed)
    if reached == "met" and expected.high is None:
        return "met", ""
    if late:
        return "overdue_no_data", "final_missing"
    return _between(matter.rule, 0.0, asked=asked, elapsed=elapsed, allowed=allowed)


def _sparing(rule: Rule, allowed: Ends, *, allowance: float) -> tuple[Code, str]:
    """An upper limit: behind when more of it is used than the time that has passed allows, the thresholds mirrored."""
    codes = {_spared(end / allowance, rule) for end in (allowed.low, allowed.high)}
    return (codes.pop(), "") if len(codes) == 1 else ("not_evaluable", "hedged")


def _spared(used: float, rule: Rule) -> Code:
    if used > 2 - rule.alarm + CLOSE:
        return "behind"
    return "on_track" if used >= 2 - rule.praise - CLOSE else "ahead"


def _rate_so_far(matter: Matter, expected: Expected, found: Found, *, reached: str) -> Verdict:
    """A rate of the part of the period that has passed, set against the aim directly; it never settles the whole."""
    figure = found.figure
    assert figure is not None
    share = _share(expected, figure.value)
    reason = ""
    status: Code
    if matter.as_of > expected.end:
        status, reason = "overdue_no_data", "final_missing"
    elif reached not in ("met", "missed", "within_about"):
        status, reason = "not_evaluable", reached
    elif share is not None and share > 0 and expected.high is None and figure.qualifier == "=":
        status = paced(share, matter.rule)
    elif share is not None and share < 0 and expected.high is None:
        status = "moving_away"
    else:
        status = "on_track" if reached == "met" else "behind"
    return Verdict(
        status,
        reason,
        _args(reason, expected, figure),
        expected,
        figure,
        share,
        None,
        share,
        _gap(expected, figure.value),
        method="linear",
        cautions=cautions(figure, None, part=True),
    )


def _achieved(aim: Expected, base: float, asked: float, actual: float) -> float | None:
    """The share of the way from base to aim; None where the base already stands at or beyond it."""
    way = asked - base
    if (aim.high is None and way < 0) or (aim.low is None and way > 0):
        return None
    if abs(way) <= CLOSE * abs(asked):
        return None
    return (actual - base) / way


def _share(aim: Expected, value: float) -> float | None:
    """`value` as a share of what is asked for; None where that is not above zero."""
    asked = point(aim, value) if aim.low is None or aim.high is None else aim.low
    return value / asked if asked > 0 else None


def _gap(aim: Expected, value: float) -> float:
    """How far `value` lies beyond the aim; negative when it falls short, zero inside a range."""
    asked = point(aim, value)
    return asked - value if aim.low is None or (aim.high is not None and value > asked) else value - asked


def _args(reason: str, expected: Expected, figure: Figure) -> dict[str, object]:
    if not reason:
        return _NOTHING
    if reason == "hedged":
        return {"qualifier": figure.qualifier, "value": figure.value}
    if reason == "within_about":
        return {"share": 0.05}
    if reason == "final_missing":
        return {"period": figure.period.code}
    if reason in ("base_equals_target", "base_beyond_target") and expected.base is not None:
        return {"value": expected.base.value, "period": expected.base.period.code}
    return {"period": str(expected.start.year)}


_NOTHING: dict[str, object] = {}
