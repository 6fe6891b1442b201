"""The msgids of the house's own words: measures, statuses, reasons for gaps, and why a figure was not picked."""

from __future__ import annotations

MEASURE_WORDS = {
    "value": "level",
    "new": "newly added",
    "net_change": "net change",
    "growth": "growth",
    "share": "share",
    "pp_change": "change in points",
    "multiple": "multiple",
    "rank": "rank",
}
STATUS_WORDS = {
    "A": "final",
    "P": "provisional",
    "E": "estimated",
    "I": "implied by stated figures",
    "M": "missing",
}
MISSING_WORDS = {
    "not_published": "not published",
    "not_collected": "not collected",
    "not_comparable": "not comparable",
    "not_applicable": "not applicable",
    "to_be_verified": "to be verified",
}
DECIDED = {
    "missing": "its value is missing",
    "base": "it is measured against another base",
    "firm": "it is an expectation or a bound, and the figure shown says more",
    "kind": "its kind of source comes later in the order of precedence",
    "confidence": "it was read further from the publisher",
    "status": "it is not final",
    "exactness": "it is hedged where the other is exact",
    "later": "it was published earlier",
    "id": "the two rank alike; the order of source names decides",
    "place": "it stands later in the same source",
}
