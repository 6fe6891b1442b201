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
VERDICT_WORDS = {
    "met": "met",
    "ahead": "ahead of schedule",
    "on_track": "on schedule",
    "behind": "behind schedule",
    "moving_away": "moving away",
    "missed": "missed",
    "overdue_no_data": "due, no figure yet",
    "not_due_no_data": "not due, no figure yet",
    "not_evaluable": "cannot be judged",
}
FLAG_WORDS = {
    "below_present": "no higher than what was already reached",
    "below_trend": "slower than its own past",
    "unmet_last_time": "the one before was missed",
}
CAUTION_WORDS = {
    "estimated": "judged on an estimate",
    "provisional": "judged on a provisional figure",
    "implied": "judged on an implied figure",
    "hedged": "judged on a hedged figure",
    "partial": "judged on part of the period",
    "supposed": "judged on a supposed figure",
}
AIM_KIND_WORDS = {"annual": "yearly target", "plan": "plan target", "stretch": "stretch target"}
NATURE_WORDS = {"binding": "binding", "expected": "indicative"}
REASON_WORDS = {
    "base_missing": "no figure of the base period {period}",
    "base_equals_target": "the base already equals the target",
    "zero_base": "the base is zero",
    "negative_base": "the base is negative",
    "sign_change": "base and figure have different signs",
    "break_between": "the definition changed in {period}",
    "unit_differs": "the units differ",
    "no_time_elapsed": "no time has passed since the base",
    "hedged": "the figure is only a bound or about, and leaves it open",
    "within_about": "it lies inside what “about” may mean",
    "direction_unknown": "whether more or less is better is not said",
    "before_data": "the target lies before the first figure",
    "not_allowed_status": "only figures are held whose standing the indicator does not allow",
    "reference_missing": "no figure of {area} for the same period",
    "constant_prices": "the growth is at constant prices and the levels are not",
    "renewals": "newly added ones are not stated, and levels do not tell them apart from renewals",
    "superseded": "another target took its place",
}
