"""How one series becomes strokes: solid where it may be joined, thin dashes over a gap of years, none over a break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from yardstick.charts.lettering import plain, wrap
from yardstick.charts.marks import Break, Mark, Series, moment
from yardstick.charts.symbols import sign, symbol
from yardstick.charts.theme import SIZE, SMALL, Json, Look

FIRM = ("A", "P")
"""What a full line may join; a stretch that leans on an estimate, an inference or a hedge is drawn thin and dotted."""


def joins(series: Series, breaks: Sequence[Break]) -> Iterator[tuple[Mark, Mark, str]]:
    """Pairs of neighbours to join, as `solid`, `dot` (one end is not firm) or `dash` (years are missing between them).

    Only figures of one frequency are joined (years with years, quarters with quarters), none across a declared break.
    """
    cuts = [moment(each.period) for each in breaks]
    for marks in _by_frequency(series.drawn):
        for first, second in pairwise(marks):
            if any(first.x < cut <= second.x for cut in cuts):
                continue
            if second.x - first.x > _pace(first) + 0.01:
                yield first, second, "dash"
            else:
                yield first, second, "solid" if first.kind in FIRM and second.kind in FIRM else "dot"


def _by_frequency(marks: Sequence[Mark]) -> list[list[Mark]]:
    paces = {_pace(mark) for mark in marks}
    return [_one_each([mark for mark in marks if _pace(mark) == pace]) for pace in sorted(paces)]


def _one_each(marks: Sequence[Mark]) -> list[Mark]:
    return list({mark.period: mark for mark in reversed(marks)}.values())[::-1]


def _pace(mark: Mark) -> float:
    if "/" in mark.period:
        return 0.0
    return {"S": 0.5, "Q": 0.25}.get(mark.period[5:6], 1.0 if len(mark.period) == 4 else 1 / 12)


def line_traces(series: Series, look: Look, *, breaks: Sequence[Break] = (), width: float = 2.2) -> list[Json]:
    """The strokes of a series, by style; never hovered, never in the key."""
    paths: dict[str, tuple[list[float | None], list[float | None]]] = {}
    for first, second, style in joins(series, breaks):
        xs, ys = paths.setdefault(style, ([], []))
        xs += [first.x, second.x, None]
        ys += [first.value, second.value, None]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": plain(series.label),
            "meta": style,
            "x": xs,
            "y": ys,
            "line": {"color": look.colour, "width": width if style == "solid" else width * 0.6, "dash": style},
            "opacity": 1 if style != "dash" else 0.6,
            "connectgaps": False,
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for style, (xs, ys) in sorted(paths.items())
    ]


def marker_trace(series: Series, look: Look, *, size: float = 8, signs: bool = True, legend: bool = False) -> Json:
    """The marks of a series; a hedged one carries its sign."""
    marks = series.drawn
    texts = [sign(mark) if signs else "" for mark in marks]
    return {
        "type": "scatter",
        "mode": "markers+text" if any(texts) else "markers",
        "name": plain(series.label),
        "x": [mark.x for mark in marks],
        "y": [mark.value for mark in marks],
        "text": texts,
        "textposition": "top center",
        "textfont": {"size": SIZE},
        "cliponaxis": False,
        "hovertext": [plain(mark.hover or mark.text) for mark in marks],
        "hoverinfo": "text",
        "customdata": [mark.cell for mark in marks],
        "showlegend": legend,
        "error_y": _ranges(marks, look),
        "marker": marker(marks, [look] * len(marks), size=size),
    }


def marker(marks: Sequence[Mark], looks: Sequence[Look], *, size: float = 8) -> Json:
    """Symbol, colour and outline of each mark; hollow ones are a little larger, so that they weigh the same."""
    colours = [look.colour for look in looks]
    return {
        "symbol": [symbol(mark, look) for mark, look in zip(marks, looks, strict=True)],
        "color": colours,
        "size": [size if mark.kind == "A" else size + 1.5 for mark in marks],
        "line": {"color": colours, "width": [0.5 if mark.kind == "A" else 2 for mark in marks]},
        "opacity": 1,
    }


def _ranges(marks: Sequence[Mark], look: Look) -> Json:
    ends = [0.0 if mark.value is None or mark.value_high is None else mark.value_high - mark.value for mark in marks]
    shown = {"visible": any(ends), "color": look.colour, "thickness": 1.5, "width": 5}
    return {"type": "data", "symmetric": False, "array": ends, "arrayminus": [0.0] * len(ends)} | shown


def break_marks(
    breaks: Sequence[Break], *, axis: str = "", moments: Sequence[float] = ()
) -> tuple[list[Json], list[Json]]:
    """Shapes and notes for the breaks: a dashed upright half a year before the new series begins, with its label.

    The label stands to the left of its line, to the right where `moments` (all that is drawn) begin close by.
    """
    cuts = [(moment(each.period) - 0.5, plain(wrap(each.label, 7, lines=3))) for each in breaks]
    domain = f"y{axis} domain"
    early = min(moments, default=0.0) + (max(moments, default=0.0) - min(moments, default=0.0)) * 0.3
    line = {"color": "rgba(125,134,141,0.9)", "width": 1.2, "dash": "dash"}
    shapes = [
        {
            "type": "line",
            "xref": f"x{axis}",
            "yref": domain,
            "x0": x,
            "x1": x,
            "y0": 0,
            "y1": 1,
            "line": line,
            "layer": "below",
        }
        for x, _ in cuts
    ]
    notes = [
        {
            "text": text,
            "xref": f"x{axis}",
            "yref": domain,
            "x": x,
            "y": 1,
            "xanchor": "left" if x < early else "right",
            "yanchor": "top",
            "xshift": 4 if x < early else -4,
            "align": "left" if x < early else "right",
            "showarrow": False,
            "opacity": 0.85,
            "font": {"size": SMALL},
        }
        for x, text in cuts
        if text
    ]
    return shapes, notes
