"""One indicator in depth: what was reached, what was aimed at, where the series breaks, and what other sources say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plotly.graph_objects import Figure

from yardstick.charts.lettering import plain, unit_note, width
from yardstick.charts.lines import BOTTOM, LEFT, TOP, end_labels, end_texts
from yardstick.charts.marks import Aim, Break, Mark, Series, moment
from yardstick.charts.scale import Tick, bounds, drawn_values, few, starting_note, thousands, time_axis, value_axis
from yardstick.charts.strokes import break_marks, line_traces, marker_trace
from yardstick.charts.symbols import Key, explained, key_height, key_note, key_rows, present
from yardstick.charts.theme import GREY, SIZE, SMALL, Json, Palette, figure


def history(
    series: Sequence[Series],
    *,
    palette: Palette,
    unit: str,
    aims: Sequence[Aim] = (),
    breaks: Sequence[Break] = (),
    others: Sequence[Mark] = (),
    tick: Tick = thousands,
    key: Key | None = None,
    starts_at: Callable[[str], str] | None = None,
    zero: bool = False,
    height: float | None = None,
) -> Figure:
    """Every kind of mark told apart, `aims` as short bars, `others` (figures not picked) as grey crosses.

    `key` words the kinds of mark that occur, plus `target` and `other`. With one series its name is left to the title.
    """
    words = key or {}
    shown = [each for each in series if each.drawn]
    marks = [mark for each in shown for mark in each.drawn]
    aimed = [value for aim in aims for value in (aim.value, aim.value_high) if value is not None]
    low, high = bounds([*drawn_values([*marks, *others]), *aimed], zero=zero, room=0.2 if breaks else 0.12)
    codes = present(marks, words) + [
        code for code, any_ in (("target", aims), ("other", others)) if any_ and code in words
    ]
    keyed = key_rows(explained(codes, words))
    below = key_height(keyed)
    tall = (height or 360.0) + below
    texts = end_texts(shown, values=True) if len(shown) > 1 else []
    right = max((width(text, SIZE - 0.5) + 30 for text in texts), default=22)
    left = LEFT + max(0.0, max(width(tick(value)) for value in (low, high)) - 30)
    shapes, notes = break_marks(breaks, moments=[mark.x for mark in marks])
    names = (
        end_labels(shown, texts, palette=palette, span=(low, high), plot=tall - TOP - BOTTOM - below) if texts else []
    )
    moments = [mark.x for mark in (*marks, *others)] + [moment(aim.period) for aim in aims]
    return figure(
        [
            *_traces(shown, palette, breaks),
            *_others(others),
            *_aims(aims, marks, palette, last=max(moments, default=0.0)),
        ],
        height=tall,
        margin={"l": left, "r": right, "t": TOP, "b": BOTTOM + below},
        annotations=[
            unit_note(starting_note(unit, low, tick=tick, starts_at=starts_at), left),
            *notes,
            *names,
            *key_note(keyed, left),
        ],
        shapes=shapes,
        xaxis=time_axis(moments or [2000.0], count=few(right)),
        yaxis=value_axis(low, high, tick=tick),
    )


def _traces(series: Sequence[Series], palette: Palette, breaks: Sequence[Break]) -> list[Json]:
    strokes = [trace for each in series for trace in line_traces(each, palette.look(each.area), breaks=breaks)]
    points = [marker_trace(each, palette.look(each.area), size=9) for each in series]
    if len(series) == 1:
        _label_last(points[0], series[0])
    return strokes + points


def _label_last(trace: Json, series: Series) -> None:
    last = series.drawn[-1]
    trace["mode"] = "markers+text"
    trace["text"] = [*trace["text"][:-1], f"<b>{plain(last.text)}</b>"]
    trace["textposition"] = ["top center"] * (len(trace["text"]) - 1) + ["top left"]
    trace["textfont"] = {"size": SIZE}


def _others(marks: Sequence[Mark]) -> list[Json]:
    drawn = [mark for mark in marks if mark.kind != "M"]
    if not drawn:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [mark.x for mark in drawn],
            "y": [mark.value for mark in drawn],
            "hovertext": [plain(mark.hover or mark.text) for mark in drawn],
            "hoverinfo": "text",
            "customdata": [mark.cell for mark in drawn],
            "showlegend": False,
            "meta": "other",
            "marker": {"symbol": "x-thin", "size": 8, "color": GREY, "line": {"color": GREY, "width": 1.8}},
        }
    ]


def _aims(aims: Sequence[Aim], marks: Sequence[Mark], palette: Palette, *, last: float) -> list[Json]:
    """Short bars with their words, which run back into the picture where the bar stands at its right end."""
    reached = {(mark.area, mark.period): mark.value or 0.0 for mark in marks}
    return [
        _aim(
            aim,
            palette.look(aim.area).colour,
            below=reached.get((aim.area, aim.period), aim.value) > aim.value,
            side="left" if moment(aim.period) >= last else "center",
        )
        for aim in aims
    ]


def _aim(aim: Aim, colour: str, *, below: bool, side: str) -> Json:
    values = [aim.value] if aim.value_high is None else [aim.value, aim.value_high]
    text = plain(aim.text)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [moment(aim.period)] * len(values),
        "y": values,
        "text": ([text, ""] if below else ["", text]) if len(values) > 1 else [text],
        "textposition": f"{'bottom' if below else 'top'} {side}",
        "textfont": {"size": SMALL},
        "cliponaxis": False,
        "hovertext": [plain(aim.hover or aim.text)] * len(values),
        "hoverinfo": "text",
        "showlegend": False,
        "meta": "target",
        "marker": {"symbol": "line-ew", "size": 24, "color": colour, "line": {"color": colour, "width": 3.2}},
    }
