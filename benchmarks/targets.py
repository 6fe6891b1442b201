"""Time to judge 100,000 targets on one core: levels, growths, increments and shares of an eleven-year series.

Run `python benchmarks/targets.py [COUNT]`; prints the seconds, the microseconds per target and the counts by status.
"""

from __future__ import annotations

import datetime as dt
import gc
import random
import sys
import time
from collections import Counter

from yardstick.model.observation import Measure, Qualifier
from yardstick.model.period import Period
from yardstick.model.target import Target
from yardstick.targets import Figure, History, Rule, judge

AS_OF = dt.date(2026, 6, 30)
YEARS = [Period.parse(str(year)) for year in range(2015, 2026)]
RULES = (Rule("stock", "higher", "units"), Rule("flow", "higher", "units"), Rule("ratio", "lower", "units"))
KINDS: tuple[tuple[Measure, Qualifier, float], ...] = (
    ("value", ">=", 150.0),
    ("value", ">", 220.0),
    ("growth", ">=", 8.0),
    ("new", "=", 40.0),
    ("multiple", "=", 2.0),
    ("value", "~", 180.0),
)


def history(chance: random.Random) -> History:
    """One cell: a level for each year but the last two, a growth for every second, each as published in February."""
    value, levels, growths = 100.0, [], []
    for year in YEARS[:-2]:
        growth = chance.uniform(-5, 20)
        value *= 1 + growth / 100
        published = dt.date(year.year + 1, 2, 1)
        levels.append(Figure(year, value, unit="units", source="work report", published=published))
        if year.year % 2:
            growths.append(Figure(year, growth, unit="percent", source="work report", published=published))
    shown = {"value": levels, "growth": growths, "new": [Figure(YEARS[5], 42.0, unit="units")]}
    return History(shown=shown, earlier={"value": levels, "growth": growths})


def targets(count: int, chance: random.Random) -> list[Target]:
    """`count` aims of every measure and kind, for the years from 2016 to 2025."""
    out = []
    for at in range(count):
        measure, operator, value = KINDS[at % len(KINDS)]
        period = chance.choice(YEARS[1:])
        unit = "percent" if measure == "growth" else "times" if measure == "multiple" else "units"
        plan = at % 3 == 0
        announced = dt.date(period.year - (4 if plan else 0), 1, 20)
        out.append(
            Target(
                "i",
                "a",
                measure,
                period,
                operator,
                value,
                unit,
                "plan" if plan else "annual",
                "s",
                "l",
                announced=announced,
            )
        )
    return out


def main(count: int) -> None:
    """Judge and print."""
    chance = random.Random(1)
    cells = [history(chance) for _ in range(200)]
    ledger = targets(count, chance)
    gc.collect()
    gc.disable()
    started = time.process_time()
    verdicts = [
        judge(target, cells[at % len(cells)], RULES[at % len(RULES)], as_of=AS_OF) for at, target in enumerate(ledger)
    ]
    seconds = time.process_time() - started
    told = [f"{count} targets judged in {seconds:.2f} s, {seconds / count * 1e6:.1f} µs each"]
    told += [f"  {status}: {number}" for status, number in Counter(v.status for v in verdicts).most_common()]
    sys.stdout.write("\n".join([*told, ""]))  # at once, so that `| head -1` breaks no pipe


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
