"""The msgids of findings: what is said of each code, and what a steward can do about it."""

from __future__ import annotations

SAYS = {
    "share_differs": "the share is stated as {found}, but of {whole} it is {arithmetic}",
    "growth_differs": "growth is stated as {found}, but the source's own levels give, against {base}, {arithmetic}",
    "growth_contradicts": "growth is stated as {found}, but the levels held give, against {base}, {arithmetic}",
    "decimal_lost": "growth is stated as {found}, but the levels give, against {base}, {arithmetic}; the decimal point "
    "was probably lost and {meant} meant",
    "growth_impossible": "growth of {found} is hardly possible within a year, {arithmetic} times as much",
    "multiple_differs": "stated as {found} that of {base}, but {arithmetic}",
    "change_differs": "the change is stated as {found}, but the levels give, against {base}, {arithmetic}",
    "formula_differs": "stated as {found}, but the figures it is made of give {arithmetic}",
    "across_break": "{found} is measured against {base}, but the definition changed in {broken}",
    "sum_differs": "stated as {found}, but its parts add up to {arithmetic}",
    "part_exceeds": "a part is larger than its whole, {whole}: {arithmetic}",
    "jump": "{found} after {before}: {arithmetic}, where the middle of its {steps} other yearly changes is {usual}",
    "break_undeclared": "{areas} areas jump in one year, here on {before} {arithmetic}; did the definition change?",
    "unit_off": "{found} is off by a factor of {power} from what stands beside it: {arithmetic}",
    "far_off": "{found} lies far from the nearest figure of its series, that of {before}: {arithmetic}",
    "copied_year": "the same figure as in {before}: {arithmetic}",
    "copied_area": "the same figure as in {other}: {arithmetic}",
    "gap": "no figure, though {before} and {after} are held; missing: {arithmetic}",
    "gap_common": "{areas} areas have no figure, though {before} and {after} are held",
    "outlier": "{found} lies {deviations} robust deviations from the middle of its peers, unlike in its other years: "
    "{arithmetic} times the middle",
    "negative": "{found} is less than nothing",
    "outside_limits": "{found} lies outside the limits: {arithmetic}",
    "sources_differ": "{own} says {found}, {other} says {expected}: {arithmetic}",
    "revised": "{own} says {found}, {other} said {expected} when it was not final: {arithmetic}",
}
"""Code → the sentence, without a full stop. Every code there is stands here."""

_LOOK_UP = "look the figure up at its place; where the source states it wrongly, correct it"
_UNIT = "look the unit up at its place; where it was read wrongly, correct the figure by scale"
_BREAK = "where the definition changed, declare a break in the indicator's file, else correct it"
_COPY = "where it was carried over, flag or drop it"
_CHOOSE = "see which source speaks of what; drop or flag the other"
_FILL = "look for the figure, or enter it as missing with its reason"
_ACCEPT = "nothing has to be mended; accept it with a reason in data/findings.yaml"

HINTS = {
    "share_differs": _LOOK_UP,
    "growth_differs": _LOOK_UP,
    "growth_contradicts": _LOOK_UP,
    "decimal_lost": _LOOK_UP,
    "growth_impossible": _LOOK_UP,
    "multiple_differs": _LOOK_UP,
    "change_differs": _LOOK_UP,
    "formula_differs": _LOOK_UP,
    "across_break": _BREAK,
    "sum_differs": _LOOK_UP,
    "part_exceeds": _CHOOSE,
    "jump": _BREAK,
    "break_undeclared": _BREAK,
    "unit_off": _UNIT,
    "far_off": _UNIT,
    "copied_year": _COPY,
    "copied_area": _COPY,
    "gap": _FILL,
    "gap_common": _FILL,
    "outlier": _LOOK_UP,
    "negative": _LOOK_UP,
    "outside_limits": _LOOK_UP,
    "sources_differ": _CHOOSE,
    "revised": _ACCEPT,
}
