"""Headline changes, strengths and weaknesses, shares of parts."""

import math

import pytest

from yardstick.compare import changes, profile, shares, strengths, weaknesses
from yardstick.normalise import reading_frame

LEVELS = dict.fromkeys("ABCDEFG", "prefecture")


def two_years(before, after, **more):
    given = {"area": "A", "indicator": "firms", "unit": "units"} | more
    return [{**given, "period": "2023", "value": before}, {**given, "period": "2024", "value": after}]


def change(records, indicator):
    return changes(reading_frame(records), indicators={"firms": indicator})


def test_a_change_has_a_difference_and_a_percentage(an_indicator):
    ((found,), refusals) = change(two_years(80, 100), an_indicator())
    assert (found.difference, found.unit, found.percent) == (20, "units", 25)
    assert (found.row.period, found.before.period) == ("2024", "2023")
    assert refusals == []


def test_percentages_change_by_points(an_indicator):
    ((found,), _) = change(two_years(2, 2.5, unit="percent"), an_indicator())
    assert (found.difference, found.unit) == (0.5, "pp")
    assert math.isnan(found.percent)


def test_a_start_of_zero_has_a_difference_only(an_indicator):
    ((found,), _) = change(two_years(0, 3), an_indicator())
    assert found.difference == 3
    assert math.isnan(found.percent)


@pytest.mark.parametrize(
    ("edit", "code", "detail"),
    [
        ({"qualifier": ">"}, "hedged", "2023"),
        ({"obs_status": "E"}, "estimated", "2023"),
        ({"obs_status": "I"}, "estimated", "2023"),
        ({"period": "2022"}, "no_previous_year", "2023"),
    ],
)
def test_a_change_is_refused_with_its_reason(an_indicator, edit, code, detail):
    records = two_years(80, 100)
    records[0] |= edit
    found, refusals = change(records, an_indicator())
    assert found == []
    assert [(r.code, r.detail) for r in refusals] == [(code, detail)]


def test_a_change_is_refused_over_a_break_and_for_part_of_a_year(an_indicator):
    assert change(two_years(80, 100), an_indicator(breaks=["2024"]))[1][0].code == "break_between"
    records = two_years(80, 100)
    records[1]["period"] = "2024-Q1"
    assert change(records, an_indicator())[1][0].code == "not_a_year"
    assert change(two_years(None, None), an_indicator())[1][0].code == "missing_value"


def peers(indicator, values, *, period="2024", unit="units"):
    return [
        {"area": a, "indicator": indicator, "period": period, "value": v, "unit": unit}
        for a, v in zip("ABCDEFG", values, strict=False)
    ]


def test_strengths_and_weaknesses_among_peers(an_indicator):
    book = {
        "best": an_indicator(id="best"),
        "waste": an_indicator(id="waste", direction="lower"),
        "worst": an_indicator(id="worst"),
        "size": an_indicator(id="size", direction="neutral"),
        "few": an_indicator(id="few"),
    }
    everyone = (
        peers("best", [9, 1, 2, 3, 4, 5])
        + peers("waste", [3, 1, 2, 4, 5, 6])
        + peers("worst", [0, 1, 2, 3, 4, 5])
        + peers("size", [9, 1, 2, 3, 4, 5])
        + peers("few", [9, 1, 2, 3, 4])
    )
    own = reading_frame(r for r in everyone if r["area"] == "A")
    standings, refusals = profile(own, reading_frame(everyone), indicators=book, levels=LEVELS)
    assert [(s.indicator, s.percentile, s.peers) for s in standings] == [
        ("best", 100, 5),
        ("waste", 60, 5),
        ("worst", 0, 5),
    ]
    assert [(r.indicator, r.code, r.detail) for r in refusals] == [("few", "too_few_peers", "4")]
    assert [s.indicator for s in strengths(standings)] == ["best"]
    assert [s.indicator for s in weaknesses(standings)] == ["worst"]


def test_the_latest_period_with_enough_peers_is_taken_and_doubts_are_flagged(an_indicator):
    everyone = peers("firms", [9, 1, 2, 3, 4, 5], period="2023") + peers("firms", [1, 7], period="2024")
    everyone[0] |= {"qualifier": ">", "obs_status": "E"}
    own = reading_frame(r for r in everyone if r["area"] == "A")
    ((standing,), _) = profile(own, reading_frame(everyone), indicators={"firms": an_indicator()}, levels=LEVELS)
    assert (standing.row.period, standing.percentile, standing.row.value) == ("2023", 100, 9)
    assert (standing.hedged, standing.estimated) == (True, True)
    assert strengths([standing]) == []


def part(value, *, measure="value", area="W", unit="units", **more):
    return {
        "area": area,
        "indicator": "firms",
        "period": "2024",
        "measure": measure,
        "value": value,
        "unit": unit,
        **more,
    }


def test_a_stated_share_agrees_within_the_rounding_of_its_digits():
    # 5283 of 10000 = 52.83 %, stated as 52.8: half a unit of the last digit is 0.05.
    records = [part(5283), part(10000, area="P"), part(52.8, measure="share", unit="percent", stated_value="52.8")]
    (share,) = shares(reading_frame(records), "P", parts=["W"])
    assert (share.stated, share.agrees) == (52.8, True)
    assert share.computed == pytest.approx(52.83)
    assert share.tolerance == pytest.approx(0.05)
    records[2] |= {"value": 52.9, "stated_value": "52.9"}
    assert shares(reading_frame(records), "P", parts=["W"])[0].agrees is False
    records[2] |= {"value": 53, "stated_value": "53"}
    assert shares(reading_frame(records), "P", parts=["W"])[0].agrees is True


def test_a_share_is_shown_when_only_one_of_the_two_is_there():
    stated = part(52.8, measure="share", unit="percent", stated_value="52.8")
    (share,) = shares(reading_frame([stated]), "P", parts=["W"])
    assert (share.stated, share.agrees) == (52.8, None)
    assert math.isnan(share.computed)
    (share,) = shares(reading_frame([part(1), part(4, area="P")]), "P", parts=["W"])
    assert (share.computed, share.agrees) == (25, None)
    assert shares(reading_frame([part(1)]), "P", parts=["W"]) == []


def test_a_bound_leaves_the_agreement_open_unless_it_contradicts():
    records = [
        part(50, qualifier=">"),
        part(100, area="P"),
        part(52, measure="share", unit="percent", stated_value="52"),
    ]
    assert shares(reading_frame(records), "P", parts=["W"])[0].agrees is None
    records[2] |= {"value": 40, "stated_value": "40"}
    assert shares(reading_frame(records), "P", parts=["W"])[0].agrees is False
