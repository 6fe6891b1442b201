"""Targets, figures and rules from the short notation of docs/methods/targets.md."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict

from yardstick.model.period import Period
from yardstick.model.target import Target
from yardstick.targets import Figure, History, Rule

_AIM = re.compile(r"(\w+) (>=|>|<=|<|=|~|range)(?: (-?[\d.]+)(?:-([\d.]+))?)?")
_HELD = re.compile(
    r"(?P<period>[\d\w/-]+): (?P<mark>was |ref )?(?:(?P<measure>[a-z_]+) )?(?P<sign>>=|<=|>|<|~)?(?P<value>-?[\d.]+)"
    r"(?: (?P<status>[PEI]))?(?: by (?P<counted>[\d-]+))?(?: on (?P<day>[\d-]+))?"
)


def aim(text: str) -> Target:
    """`value >= 200, 2025, base 2020` as a target."""
    head, period, *options = text.split(", ")
    match = _AIM.fullmatch(head)
    assert match, text
    measure, operator, value, high = match.groups()
    told: dict[str, object] = {"kind": "annual"}
    for option in options:
        word, _, rest = option.partition(" ")
        if word in ("plan", "annual"):
            told |= {"kind": word, "announced": dt.date.fromisoformat(rest)}
        elif word == "due":
            told["due"] = dt.date.fromisoformat(rest)
        elif word != "superseded":
            told[{"base": "base_period", "against": "reference_area"}[word]] = rest
    return Target(
        indicator="i",
        area="a",
        measure=measure,  # type: ignore[arg-type]
        period=Period.parse(period),
        operator=operator,  # type: ignore[arg-type]
        value=float(value) if value else None,
        value_high=float(high) if high else None,
        unit="",
        source="s",
        locator="l",
        **told,  # type: ignore[arg-type]
    )


def held(text: str) -> History:
    """`2020: 100; 2022: was 90 on 2023-01-10; 2020: ref 2.4` as what is held."""
    shown, earlier = defaultdict(list), defaultdict(list)
    reference, reference_growth = [], []
    for part in text.split("; "):
        match = _HELD.fullmatch(part)
        assert match, part
        figure = Figure(
            Period.parse(match["period"]),
            float(match["value"]),
            qualifier=match["sign"] or "=",
            status=match["status"] or "A",
            published=dt.date.fromisoformat(match["day"]) if match["day"] else None,
            as_of=dt.date.fromisoformat(match["counted"]) if match["counted"] else None,
        )
        measure = match["measure"] or "value"
        if match["mark"] == "ref ":
            (reference_growth if measure == "growth" else reference).append(figure)
            continue
        earlier[measure].append(figure)
        if match["mark"] is None:
            shown[measure].append(figure)
    return History(dict(shown), dict(earlier), reference, reference_growth)


def rule(text: str) -> Rule:
    """`stock higher break 2022 method cagr` as a rule."""
    kind, direction, *rest = text.split()
    options = dict(zip(rest[::2], rest[1::2], strict=False)) if "constant" not in rest else {}
    return Rule(
        kind=kind,
        direction=direction,
        unit="",
        method=options.get("method", "linear"),
        breaks=(options["break"],) if "break" in options else (),
        constant_prices="constant" in rest,
        statuses=frozenset(options.get("statuses", "APE")),
    )
