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
SENTENCE_WORDS = {
    "absent": (
        "The document is not on this machine. `python -m yardstick documents add FILE` puts it there; "
        "then its sentence is shown here."
    ),
    "changed": (
        "The text has changed: the document on this machine does not have the sentence at this place that the figure "
        "was read from; it is not shown."
    ),
    "unchecked": (
        "Nothing tells whether the document on this machine is the text the figure was read from; its sentence is "
        "not shown."
    ),
    "not_text": "The figure stands in a table, not in running text.",
}
"""Why the sentence of a figure is not shown."""
MARK_WORDS = {
    "changed": "the text has changed",
    "unchecked": "not verified",
}
"""What is said of a figure that is not verified in a document that is on this machine."""
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
HELD_WORDS = {
    "estimated": "an estimate",
    "provisional": "a provisional figure",
    "implied": "an implied figure",
    "hedged": "a hedged figure",
    "partial": "part of the period",
}
AIM_KIND_WORDS = {"annual": "yearly target", "plan": "plan target", "stretch": "stretch target"}
NATURE_WORDS = {"binding": "binding", "expected": "indicative", "directional": "directional"}
REASON_WORDS = {
    "base_missing": "no figure of the base period {period}",
    "base_equals_target": "the base already equals the aim",
    "base_beyond_target": "the base was already beyond the aim",
    "zero_base": "the base is zero",
    "zero_target": "the aim is zero",
    "zero_level": "a level it would be divided by is zero",
    "negative_base": "the base is negative",
    "sign_change": "base and aim have different signs",
    "break_between": "the definition changed in {period}",
    "unit_differs": "aim and figure are in different units ({target}, {actual})",
    "no_time_elapsed": "no time has passed since the base",
    "less_than_a_year": "less than a year has passed since the base",
    "out_of_range": "the numbers are too large, too small or too near to each other",
    "hedged": "the figure is only a bound or about, and leaves it open",
    "within_about": "it falls short by no more than “about” may mean",
    "direction_unknown": "whether more or less is better is not said",
    "before_data": "the first figure held is later: {period}",
    "not_allowed_status": "the only figures held are of a kind the indicator is not judged by ({status})",
    "reference_missing": "no figure of {area} for {period}",
    "constant_prices": "growth at constant prices cannot be had from levels at current prices",
    "growth_missing": "no exact growth of {area} at constant prices is stated for {years}",
    "renewals": "newly added ones are not stated, and levels do not tell them from renewals",
    "no_figure": "no figure is held for {period}",
    "not_due": "{period} is not over",
    "final_missing": "the latest figure is of {period}",
    "no_deadline": "the source asks to press on towards it and names no day by which it is to be reached",
    "no_value": "the aim has neither a figure nor an area to compare with",
    "target_missing": "the aim has no figure",
    "actual_missing": "there is no figure",
    "superseded": "another target took its place ({by})",
}
ABSENT_WORDS = {
    "new": "no number of newly added ones is held for {period}",
    "growth": "no growth is held for {period}",
}
AMBITION_REASONS = {
    "no_level": "it asks for no yearly change",
    "no_base": "no figure of its base",
    "no_past": "no earlier figures to compare with",
    "hedged": "its base is only a bound",
    "not_positive": "a figure is zero or negative",
}
STEP_WORDS = {
    "as_written": "expected: {value}, as written",
    "base_settled": "base: {value} ({period}), as held now; {known} was known when it was announced; {source}",
    "parts_added": "actual for {years} = {sum} = {result}",
    "base_pinned": "base: {value} ({period}), as known when it was announced; {source}",
    "base_plus": "expected = {base} + {change} = {result}",
    "base_times": "expected = {base} × {times} = {result}",
    "base_grown": "expected = {base} × (1 + {growth}%) = {result}",
    "base_compounded": "expected = {base} × (1 + {growth}%) ^ {years} = {result}",
    "stated_change": "expected: {measure} of {value}, set against what is stated",
    "chained_growth": "mean yearly growth of {years}, from the growth stated for each year",
    "reference_plus": "expected = {reference} ({area}, {period}) + {offset} = {result}",
    "difference_at_base": "difference at the base = {base} − {reference} ({area}, {period}) = {difference}",
    "mean_growth": "{area}, mean yearly growth = ({level} ÷ {base}) ^ (1 ÷ {years}) − 1 = {growth}%",
}
INPUT_WORDS = {
    "observed_growth": "yearly growth so far = {value}",
    "required_growth": "yearly growth needed = {value}",
    "sign": "sign of the wished direction = {value}",
    "projected": "level this growth leads to = {value}",
    "due": "level due by now = {value}",
}
