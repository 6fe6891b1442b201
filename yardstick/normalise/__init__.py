"""Figures made comparable: per inhabitant, per GDP, growth, index, position among peers, min–max.

Every form takes a READING frame and returns (frame, refusals): a frame with the same columns, `value` and `unit`
replaced, and the inputs of the step beside it; one refusal for each row that gave no result. `steps(row)` gives the
arithmetic, to be printed.
"""

from yardstick.normalise.breaks import Breaks, break_between
from yardstick.normalise.frame import reading_frame
from yardstick.normalise.interval import ABOUT, Interval, interval, order, quotient
from yardstick.normalise.min_max import min_max
from yardstick.normalise.over_time import growth, index
from yardstick.normalise.per import per_capita, per_gdp
from yardstick.normalise.position import MIN_PEERS, peer_position
from yardstick.normalise.reading import STEP_COLUMNS
from yardstick.normalise.refusal import REASONS, Refusal, reason
from yardstick.normalise.step import FORMULAS, Inputs, Step, steps

FORMS = ("raw", "per_capita", "per_gdp", "growth", "index", "peer_position", "min_max")

__all__ = [
    "ABOUT",
    "FORMS",
    "FORMULAS",
    "MIN_PEERS",
    "REASONS",
    "STEP_COLUMNS",
    "Breaks",
    "Inputs",
    "Interval",
    "Refusal",
    "Step",
    "break_between",
    "growth",
    "index",
    "interval",
    "min_max",
    "order",
    "peer_position",
    "per_capita",
    "per_gdp",
    "quotient",
    "reading_frame",
    "reason",
    "steps",
]
