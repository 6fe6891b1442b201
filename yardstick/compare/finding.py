"""One true sentence about several areas, one indicator and one period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yardstick.catalogue.indicator import Indicator
from yardstick.compare.against import compared
from yardstick.compare.align import Aligned
from yardstick.compare.rank import Place, Ranking, rank, smaller_is_better
from yardstick.compare.speech import LEVEL_WORDS, Speech, times
from yardstick.normalise.reading import Reading

# How many figures a sentence lists before it leaves the rest to the chart.
LISTED = 4

# Sense of the indicator → what is said of one leader, of several with the same figure, of an order left open.
LEADER = {
    "higher": "{area} leads the {among} in {subject} ({period}): {value}",
    "lower": "{area} has the lowest {subject} of the {among} ({period}): {value}",
    "neutral": "{area} has the highest {subject} of the {among} ({period}): {value}",
}
SHARED = {
    "higher": "{areas} share the lead in {subject} among the {among} ({period}): {value}",
    "lower": "{areas} share the lowest {subject} of the {among} ({period}): {value}",
    "neutral": "{areas} share the highest {subject} of the {among} ({period}): {value}",
}
OPEN = {
    "higher": "Which of {areas} leads in {subject} ({period}) is open: the figures are only bounds or about",
    "lower": "Which of {areas} has the lowest {subject} ({period}) is open: the figures are only bounds or about",
    "neutral": "Which of {areas} has the highest {subject} ({period}) is open: the figures are only bounds or about",
}
UNRANKED = {
    "unlike_levels": "{subject} ({period}): {values}; areas of different levels are not ranked on totals",
    "mixed_periods": "{subject}: {values}; the periods differ, so the areas are not ranked",
    "latest_of_each": "{subject}, latest figures ({period}): {values}; figures picked this way are not ranked",
    "different_units": "{subject} ({period}): {values}; the units differ, so the areas are not ranked",
    "": "{subject} ({period}): {values}; too few final figures to rank",
}


def finding(
    aligned: Aligned, *, indicator: Indicator, levels: Mapping[str, str], speech: Speech, form: str = "raw"
) -> str:
    """The sentence for a comparison of one indicator: who leads and by how much, or why nobody is said to lead.

    It counts only areas with figures, says bounds as bounds, names a leader only where no figure allows another one,
    and ranks no totals of unlike levels. Ends without a full stop, so that it can stand as a title.
    """
    rows = aligned.rows
    if not rows:
        return empty_finding(aligned, indicator=indicator, speech=speech, form=form)
    told = {
        "subject": speech.subject(indicator, form, measure=rows[0].measure),
        "period": speech.period(aligned.period),
    }
    if len(rows) == 1:
        return _single(aligned, told=told, speech=speech)
    ranking = rank(aligned, indicator=indicator, levels=levels, form=form)
    if not ranking.places:
        blocked = next((code for code in UNRANKED if code in ranking.blocked), "")
        return speech.t(UNRANKED[blocked], values=_values(aligned, speech), **told)
    return _ranked(ranking, told, speech=speech, sense=_sense(indicator, rows[0].measure, form=form))


def empty_finding(aligned: Aligned, *, indicator: Indicator, speech: Speech, form: str = "raw") -> str:
    """The sentence for an empty picture: what there is no figure of, and for which period."""
    subject = speech.subject(indicator, form)
    periods = {refusal.period for refusal in aligned.refusals if refusal.period}
    if len(periods) == 1:
        return speech.t("No figure for {subject} in {period}", subject=subject, period=speech.period(periods.pop()))
    return speech.t("No figure for {subject} in the areas chosen", subject=subject)


def position_finding(row: Reading, others: int, *, level: str, subject: str, speech: Speech) -> str:
    """One area's position: `row` is a reading of the form `peer_position`, `others` the number of its peers."""
    return speech.t(
        "{subject} ({period}): {area} is ahead of {share} of the {n} other {level} with a figure",
        subject=subject,
        period=speech.period(row.period),
        area=speech.area(row.area),
        share=speech.figure(row),
        n=others,
        level=speech.t(LEVEL_WORDS[level]),
    )


def _sense(indicator: Indicator, measure: str, *, form: str) -> str:
    if form not in ("peer_position", "min_max") and indicator.direction == "neutral" and measure != "rank":
        return "neutral"
    return "lower" if smaller_is_better(indicator, measure, form=form) else "higher"


def _single(aligned: Aligned, *, told: Mapping[str, str], speech: Speech) -> str:
    row = aligned.rows[0]
    fields = {**told, "area": speech.area(row.area), "value": speech.figure(row)}
    if aligned.refusals:
        return speech.t("{area}: {subject} {value} ({period}); no other area chosen has a figure", **fields)
    return speech.t("{area}: {subject} {value} ({period})", **fields)


def _values(aligned: Aligned, speech: Speech) -> str:
    msgid = "{area} {value}" if aligned.period else "{area} {value} ({period})"
    shown = [
        speech.t(msgid, area=speech.area(r.area), value=speech.figure(r), period=speech.period(r.period))
        for r in aligned.rows[:LISTED]
    ]
    return speech.t.list([*shown, "…"] if len(aligned.rows) > LISTED else shown)


def _ranked(ranking: Ranking, told: Mapping[str, str], *, speech: Speech, sense: str) -> str:
    places = ranking.places
    counted = "{n} areas with final or provisional figures" if ranking.left_out else "{n} areas with data"
    among = speech.t(counted, n=len(places))
    top = [place for place in places if place.first == 1]
    if len(top) > 1:
        return _several(top, {**told, "among": among}, speech=speech, sense=sense)
    leader = top[0].row
    fields = {**told, "among": among, "area": speech.area(leader.area), "value": speech.figure(leader)}
    return speech.t(LEADER[sense], **fields) + _spread(places, speech=speech, sense=sense)


def _several(top: Sequence[Place], told: Mapping[str, str], *, speech: Speech, sense: str) -> str:
    areas = speech.areas(place.area for place in top)
    if all(place.last == 1 for place in top):
        return speech.t(SHARED[sense], areas=areas, value=speech.figure(top[0].row), **told)
    return speech.t(OPEN[sense], areas=areas, **told)


def _spread(places: Sequence[Place], *, speech: Speech, sense: str) -> str:
    """How far the leader is from the one area that is surely last; '' where no single area is."""
    leader, last = places[0].row, places[-1]
    if last.first != len(places):
        return ""
    told = {"area": speech.area(last.area), "value": speech.figure(last.row)}
    gap = compared(leader, last.row)
    if sense != "lower" and gap.ratio_qualifier and times(gap.ratio, gap.ratio_qualifier) != "1":
        ratio = speech.hedged(times(gap.ratio, gap.ratio_qualifier), gap.ratio_qualifier)
        return speech.t(", {ratio} times that of {area} ({value})", ratio=ratio, **told)
    if sense != "lower" and gap.difference_qualifier == "=":
        ahead = speech.fmt(gap.difference, gap.difference_unit)
        return speech.t(", {difference} more than {area} ({value})", difference=ahead, **told)
    return speech.t(", against {value} in {area}", **told)
