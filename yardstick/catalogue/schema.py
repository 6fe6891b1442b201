"""The keys of the catalogue's files, declared once: the loader checks by this table, editors get its JSON Schema."""

from __future__ import annotations

import json
from typing import Any

from yardstick.catalogue.indicator import (
    DENOMINATORS,
    DIRECTIONS,
    FREQUENCIES,
    GROWTH_BASES,
    KINDS,
    PROGRESS_METHODS,
    SCALES,
    STANDINGS,
    Bounds,
    Break,
    Indicator,
    Thresholds,
)
from yardstick.catalogue.shape import Arithmetic, TimePeriod
from yardstick.catalogue.theme import Theme
from yardstick.catalogue.unit import Unit
from yardstick.document.record import ID, Key, Record, Roster, Several
from yardstick.document.shape import Choice, Factor, Figure, Line, Whole, Words

_BREAK = Record(
    {
        "period": Key(TimePeriod(), "the first period of the new series", required=True),
        "reason": Key(Words(), "what changed", required=True),
    },
    Break,
)
_BOUNDS = Record({"min": Key(Figure(), "the lower end"), "max": Key(Figure(), "the upper end")}, Bounds)
_THRESHOLDS = Record(
    {
        "alarm": Key(Figure(), "below this share of the expected progress a target is behind", required=True),
        "praise": Key(Figure(), "above this share of the expected progress a target is ahead", required=True),
    },
    Thresholds,
)

INDICATOR: Record[Indicator] = Record(
    {
        "name": Key(Words(), "short name in zh and en", required=True),
        "definition": Key(Words(), "what is counted, in a sentence or two, in zh and en", required=True),
        "unit": Key(Line("the id of a unit in units.yaml", ID), "the id of a unit in units.yaml", required=True),
        "kind": Key(Choice(KINDS), f"one of {', '.join(KINDS)}", required=True),
        "scale": Key(Choice(SCALES), "extensive (counts, money) or intensive (ratios, ranks, indices)", required=True),
        "direction": Key(Choice(DIRECTIONS), f"which way is better: {', '.join(DIRECTIONS)}", required=True),
        "per": Key(
            Several(Choice(DENOMINATORS, "unknown denominator"), unique=True),
            "denominators offered on pages; extensive indicators only",
        ),
        "aliases": Key(Several(Line(), unique=True), "other names found in documents; no two indicators share one"),
        "decimals": Key(Whole(0, 6), "decimals shown"),
        "standard": Key(Words(), "the rule that defines it, in zh and en"),
        "caveats": Key(Several(Words()), "what a reader must know before comparing"),
        "breaks": Key(Several(_BREAK), "changes of definition that interrupt the series"),
        "growth_basis": Key(
            Choice(GROWTH_BASES), "constant_prices when the stated growth is real: no earlier level is implied from it"
        ),
        "part_of": Key(
            Line("the id of an indicator", ID), "the indicator this one is a part of, in the same sort of unit"
        ),
        "formula": Key(Arithmetic(), "arithmetic on indicator ids (+ - * / and parentheses); derived indicators only"),
        "frequency": Key(Choice(FREQUENCIES), "how often figures appear"),
        "expected_release": Key(
            Line(
                "a month, or month and day, such as 04 or 04-30",
                "(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?",
                bare=True,
            ),
            "when a year's figure usually appears in the year after: month, or month and day",
        ),
        "limits": Key(_BOUNDS, "values outside are impossible"),
        "lead_unit": Key(Words(), "the department in charge"),
        "progress": Key(Choice(PROGRESS_METHODS), "how progress towards a target is judged"),
        "thresholds": Key(_THRESHOLDS, "when a target is behind or ahead"),
        "judged_by": Key(
            Several(Choice(STANDINGS, "unknown status"), unique=True),
            "statuses of figures by which a target may be judged: A, P, E, I; without it A, P, E",
        ),
        "goalposts": Key(_BOUNDS, "the worst and the best value for composite indices"),
    },
    Indicator,
    "the keys of an indicator",
)

_UNIT: Record[Unit] = Record(
    {
        "name": Key(Words(), "the unit as shown after a figure, in zh and en", required=True),
        "dimension": Key(Line("a word such as count", ID), "what is measured; one dimension converts", required=True),
        "factor": Key(Factor(), "how many of the dimension's smallest unit", required=True),
        "aliases": Key(Several(Line(), unique=True), "how documents write it"),
    },
    Unit,
    "the keys of a unit",
)

_THEME: Record[Theme] = Record(
    {
        "name": Key(Words(), "short name in zh and en", required=True),
        "description": Key(Words(), "what belongs here, in zh and en", required=True),
    },
    Theme,
    "the keys of a theme",
)

SCALE_WORDS = "scale_words"
UNITS = Roster(_UNIT, beside=(SCALE_WORDS,))
THEMES = Roster(_THEME)

_WORDS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"zh": {"type": "string", "minLength": 1}, "en": {"type": "string", "minLength": 1}},
    "required": ["zh", "en"],
}


def json_schema() -> dict[str, Any]:
    """The JSON Schema of an indicator file, for editors; links between files are the loader's to check."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Indicator"}
    return head | INDICATOR.schema() | {"$defs": {"words": _WORDS}}


def schema_text() -> str:
    """The text of indicators/schema/indicator.schema.json."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
