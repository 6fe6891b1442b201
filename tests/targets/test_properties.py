"""What holds of every verdict: units, order of rows, better figures and wider hedges."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from yardstick.model.period import Period
from yardstick.model.target import Target
from yardstick.targets import CODES, Figure, History, Rule, Verdict, judge

YEARS = range(2018, 2027)
BASE, END = 2019, 2024
DAY = dt.date(2024, 6, 30)
LATE = dt.date(2026, 6, 30)
WORST = {code: at for at, code in enumerate(("met", "ahead", "on_track", "behind", "moving_away", "missed"))}

numbers = st.integers(1, 4000).map(lambda n: n / 4)
series = st.dictionaries(st.sampled_from(YEARS), numbers, min_size=0, max_size=9)
kinds, sides = st.sampled_from(("stock", "flow", "ratio")), st.sampled_from(("higher", "lower", "neutral"))
rules = st.builds(Rule, kinds, sides, st.just(""))
days = st.sampled_from((DAY, LATE))
qualifiers = st.sampled_from(("=", ">", ">=", "<", "<=", "~", "range"))
methods = st.sampled_from(("linear", "cagr", "projection", "level_ratio"))


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """An aim for 2024 on the base 2019, of any measure of levels."""
    measure = draw(st.sampled_from(("value", "growth", "net_change", "multiple")))
    operator = draw(st.sampled_from(("=", ">=", ">", "<=", "<", "~", "range")))
    value = draw(numbers)
    high = value + draw(numbers) if operator == "range" else None
    return target(value, operator=operator, measure=measure, high=high)


def target(value: float, *, operator: str = ">=", measure: str = "value", high: float | None = None) -> Target:
    return Target(
        "i", "a", measure, period(END), operator, value, "", "annual", "s", "l",  # type: ignore[arg-type]
        value_high=high, base_period=str(BASE),
    )  # fmt: skip


def period(year: int) -> Period:
    return Period.parse(str(year))


def history(values: dict[int, float]) -> History:
    return History({"value": [Figure(period(year), value) for year, value in sorted(values.items())]})


def with_last(values: dict[int, float], figure: Figure) -> History:
    figures = [Figure(period(year), value) for year, value in values.items() if year < figure.period.year]
    return History({"value": [*figures, figure]})


@given(targets(), series, rules, days, methods, st.sampled_from((0.0001, 0.01, 10.0, 10000.0)))
def test_another_unit_changes_no_status(
    aim: Target, values: dict[int, float], rule: Rule, day: dt.date, method: str, factor: float
) -> None:
    scaled = aim
    if aim.measure in ("value", "net_change") and aim.value is not None:
        high = None if aim.value_high is None else aim.value_high * factor
        scaled = replace(aim, value=aim.value * factor, value_high=high)
    one = judge(aim, history(values), rule, as_of=day, method=method)
    other = judge(scaled, history({y: v * factor for y, v in values.items()}), rule, as_of=day, method=method)
    assert (one.status, one.reason) == (other.status, other.reason)


@given(targets(), series, rules, days, st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(
    aim: Target, values: dict[int, float], rule: Rule, day: dt.date, chance
) -> None:  # type: ignore[no-untyped-def]
    held = history(values)
    mixed = list(held.shown["value"])
    chance.shuffle(mixed)
    assert judge(aim, held, rule, as_of=day) == judge(aim, History({"value": mixed}), rule, as_of=day)


@given(numbers, series, st.sampled_from(("higher", "lower")), days, numbers)
def test_a_better_figure_of_the_same_period_never_worsens(
    value: float, values: dict[int, float], direction: str, day: dt.date, better: float
) -> None:
    rule = Rule("stock", direction, "")
    aim = target(value, operator="=")
    one = judge(aim, history(values), rule, as_of=day)
    if one.actual is None or one.status not in WORST:
        return
    year = one.actual.period.year
    raised = values[year] + (better if direction == "higher" else -better)
    other = judge(aim, history({**values, year: raised}), rule, as_of=day)
    assert WORST[other.status] <= WORST[one.status]


@given(numbers, series, st.sampled_from(("higher", "lower")), days, st.integers(2020, END), numbers)
def test_a_later_figure_at_the_aim_never_worsens(
    value: float, values: dict[int, float], direction: str, day: dt.date, year: int, beyond: float
) -> None:
    rule = Rule("stock", direction, "")
    aim = target(value, operator="=")
    before = {y: v for y, v in values.items() if y < year}
    reached = value + (beyond if direction == "higher" else -beyond)
    assert judge(aim, history({**before, year: reached}), rule, as_of=day).status == "met"


@given(numbers, numbers, st.integers(1, 4), st.integers(1, 4), st.integers(0, 400))
def test_a_later_figure_that_keeps_ahead_of_the_line_never_worsens(
    base: float, way: float, at: int, later: int, more: int
) -> None:
    """On the line or above, with no smaller share of the progress due: the status stays or gets better."""
    if later <= at:
        return
    rule, aim = Rule("stock", "higher", ""), target(base + way)
    one_value = base + way * at / 5 * (more / 100)
    one = judge(aim, history({BASE: base, BASE + at: one_value}), rule, as_of=DAY)
    ratio = max(1.0, more / 100)
    two_value = base + way * later / 5 * ratio
    two = judge(aim, history({BASE: base, BASE + at: one_value, BASE + later: two_value}), rule, as_of=DAY)
    assert WORST[two.status] <= WORST[one.status]


WIDER = {"=": (">=", "<=", "~"), ">": (">=",), "<": ("<=",), ">=": (), "<=": (), "~": ()}


@given(targets(), series, rules, st.sampled_from(("=", ">", "<")), numbers, st.integers(2020, END), st.data())
def test_a_wider_hedge_never_turns_met_into_missed_or_back(
    aim: Target, values: dict[int, float], rule: Rule, narrow: str, value: float, year: int, data: st.DataObject
) -> None:
    wide = data.draw(st.sampled_from(WIDER[narrow]))
    one = judged(aim, values, rule, Figure(period(year), value, narrow))
    other = judged(aim, values, rule, Figure(period(year), value, wide))
    assert {one.status, other.status} != {"met", "missed"}
    if other.status in ("met", "missed") and narrow == "=":
        assert one.status == other.status


def judged(aim: Target, values: dict[int, float], rule: Rule, figure: Figure) -> Verdict:
    return judge(aim, with_last(values, figure), rule, as_of=LATE)


@given(targets(), series, rules, days, methods, qualifiers, numbers)
def test_every_verdict_has_a_known_code_and_a_reason_where_it_refuses(
    aim: Target, values: dict[int, float], rule: Rule, day: dt.date, method: str, qualifier: str, value: float
) -> None:
    held = with_last(values, Figure(period(2023), value, qualifier, high=value * 2 if qualifier == "range" else None))
    found = judge(aim, held, rule, as_of=day, method=method)
    assert found.status in CODES
    assert (found.status != "not_evaluable") or found.reason
