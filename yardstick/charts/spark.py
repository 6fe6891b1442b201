"""The few values of a spark line."""

from __future__ import annotations

from collections.abc import Sequence

from yardstick.charts.marks import Break, Series
from yardstick.charts.strokes import joins


def spark(series: Series, *, breaks: Sequence[Break] = (), least: int = 3) -> list[float]:
    """The last unbroken run of the series, for `st.metric(chart_data=…)`; empty when shorter than `least`.

    A spark line cannot show a gap, so nothing is drawn across one: no year filled in, no break bridged.
    """
    run: list[float] = []
    end = None
    for first, second, style in joins(series, breaks):
        if first.value is None or second.value is None or style == "dash":
            continue
        run = [*run, second.value] if first is end else [first.value, second.value]
        end = second
    newest = series.drawn[-1] if series.drawn else None
    return run if len(run) >= least and end is newest else []
