"""Guards, places and comparisons with a reference."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yardstick.compare import against, align, guards, rank
from yardstick.normalise import Refusal, reading_frame

LEVELS = {**dict.fromkeys("ABCD", "prefecture"), "P": "province", "Q": "province"}


def same_year(records):
    return align(reading_frame(records), policy="same_year")


def places(ranking):
    return {p.area: (p.first, p.last) for p in ranking.places}


def codes(found):
    return [g.code for g in found]


def test_exact_figures_have_exact_places(figures, an_indicator):
    ranking = rank(same_year(figures({"A": 5, "B": 9, "C": 7})), indicator=an_indicator(), levels=LEVELS)
    assert places(ranking) == {"B": (1, 1), "C": (2, 2), "A": (3, 3)}
    assert [p.area for p in ranking.places] == ["B", "C", "A"]


def test_ties_share_a_place_and_the_next_is_skipped(figures, an_indicator):
    ranking = rank(same_year(figures({"A": 9, "B": 9, "C": 7})), indicator=an_indicator(), levels=LEVELS)
    assert places(ranking) == {"A": (1, 1), "B": (1, 1), "C": (3, 3)}
    assert [p.tied for p in ranking.places] == [True, True, False]


def test_overlapping_hedges_get_a_range_of_places(figures, an_indicator):
    records = figures({"A": 9, "B": 8, "C": 3})
    records[1]["qualifier"] = ">"
    # B is more than 8: perhaps above A, surely above C.
    ranking = rank(same_year(records), indicator=an_indicator(), levels=LEVELS)
    assert places(ranking) == {"A": (1, 2), "B": (1, 2), "C": (3, 3)}


def test_lower_is_first_where_lower_is_better_and_for_ranks(figures, an_indicator):
    values = {"A": 5, "B": 9}
    lower = rank(same_year(figures(values)), indicator=an_indicator(direction="lower"), levels=LEVELS)
    assert [p.area for p in lower.places] == ["A", "B"]
    ranks = rank(same_year(figures(values, measure="rank")), indicator=an_indicator(), levels=LEVELS)
    assert [p.area for p in ranks.places] == ["A", "B"]
    positions = rank(
        same_year(figures(values)), indicator=an_indicator(direction="lower"), levels=LEVELS, form="peer_position"
    )
    assert [p.area for p in positions.places] == ["B", "A"]


def test_estimated_and_implied_figures_never_enter_a_ranking(figures, an_indicator):
    records = figures({"A": 5, "B": 9, "C": 7, "D": 8})
    records[1]["obs_status"], records[3]["obs_status"] = "E", "I"
    ranking = rank(same_year(records), indicator=an_indicator(), levels=LEVELS)
    assert places(ranking) == {"C": (1, 1), "A": (2, 2)}
    assert ranking.left_out == ("B", "D")


def test_totals_of_unlike_levels_are_not_ranked_but_their_forms_are(figures, an_indicator):
    aligned = same_year(figures({"A": 5, "P": 9}))
    total = an_indicator(scale="extensive")
    assert rank(aligned, indicator=total, levels=LEVELS).places == ()
    assert rank(aligned, indicator=total, levels=LEVELS).blocked == ("unlike_levels",)
    assert len(rank(aligned, indicator=total, levels=LEVELS, form="per_capita").places) == 2
    assert len(rank(aligned, indicator=an_indicator(scale="intensive"), levels=LEVELS).places) == 2
    growths = same_year(figures({"A": 5, "P": 9}, measure="growth", unit="percent"))
    assert len(rank(growths, indicator=total, levels=LEVELS).places) == 2


def test_the_guards_name_what_bites(figures, an_indicator):
    records = figures({"A": 5, "P": 9})
    records[0] |= {"qualifier": ">", "conflict": True}
    records[1] |= {"obs_status": "E"}
    aligned = align(reading_frame(records), policy="same_year", areas=["A", "P", "B"])
    found = guards(an_indicator(scale="extensive"), levels=LEVELS, aligned=aligned)
    assert codes(found) == ["unlike_levels", "hedged_values", "estimated_values", "missing", "conflict"]
    fields = {g.code: g.fields for g in found}
    assert fields["unlike_levels"] == {"levels": ("prefecture", "province")}
    assert fields["missing"] == {"areas": ("B",)}
    assert fields["conflict"] == {"areas": ("A",)}


def test_mixed_periods_and_a_break_between_them_are_named(figures, an_indicator):
    aligned = align(reading_frame(figures({"A": 5}, period="2021") + figures({"B": 9}, period="2023")), policy="latest")
    found = guards(an_indicator(breaks=["2022"]), levels=LEVELS, aligned=aligned)
    assert codes(found) == ["mixed_periods", "break_between"]
    assert found[0].fields == {"periods": ("2021", "2023")}
    assert found[1].fields == {"periods": ("2022",)}


def test_breaks_and_gaps_of_the_normalisation_are_told(figures, an_indicator):
    refusals = [Refusal("C", "firms", "2022", "break_between", "2022")]
    aligned = same_year(figures({"A": 5, "B": 6}))
    found = guards(an_indicator(), levels=LEVELS, aligned=aligned, form="growth", refusals=refusals)
    assert codes(found) == ["break_between", "missing"]


def test_single_areas_other_units_and_the_latest_of_each_are_not_ranked(figures, an_indicator):
    one = same_year(figures({"A": 5}))
    assert codes(guards(an_indicator(), levels=LEVELS, aligned=one)) == ["single_area"]
    units = same_year(figures({"A": 5}) + figures({"B": 5}, unit="percent"))
    assert rank(units, indicator=an_indicator(), levels=LEVELS).blocked == ("different_units",)
    latest = align(reading_frame(figures({"A": 5, "B": 6})), policy="latest")
    assert rank(latest, indicator=an_indicator(), levels=LEVELS).blocked == ("latest_of_each",)


def test_every_guard_speaks_both_languages(figures, an_indicator, english, chinese):
    aligned = same_year(figures({"A": 5, "P": 9}))
    (guard,) = guards(an_indicator(scale="extensive"), levels=LEVELS, aligned=aligned)
    assert guard.sentence(english).startswith("Areas of different levels (prefectures, provinces) are not ranked")
    assert "地级市、省级地区" in guard.sentence(chinese)


@pytest.mark.parametrize(
    ("one", "base", "difference", "ratio"),
    [
        ((9, "="), (3, "="), (6, "="), (3, "=")),
        ((9, ">"), (3, "="), (6, ">"), (3, ">")),
        ((9, "="), (3, ">="), (6, "<="), (3, "<=")),
        ((9, ">"), (3, ">"), None, None),
        ((9, "~"), (3, "="), None, (3, "~")),
    ],
)
def test_difference_and_ratio_keep_the_hedge(figures, an_indicator, *, one, base, difference, ratio):
    records = figures({"A": one[0], "B": base[0]})
    records[0]["qualifier"], records[1]["qualifier"] = one[1], base[1]
    found, refusals = against(same_year(records), "B", indicator=an_indicator(), levels=LEVELS)
    if difference is None and ratio is None:
        assert [r.code for r in refusals] == ["hedged"]
        return
    (result,) = found
    assert (
        (result.difference, result.difference_qualifier) == difference if difference else math.isnan(result.difference)
    )
    assert (result.ratio, result.ratio_qualifier) == ratio


def test_percentages_differ_by_points_and_have_no_ratio(figures, an_indicator):
    aligned = same_year(figures({"A": 3.5, "B": 2}, unit="percent"))
    ((result,), _) = against(aligned, "B", indicator=an_indicator(), levels=LEVELS)
    assert (result.difference, result.difference_unit) == (1.5, "pp")
    assert math.isnan(result.ratio)


def test_unlike_levels_periods_and_estimates_are_not_set_against_each_other(figures, an_indicator):
    total = an_indicator(scale="extensive")
    _, refusals = against(same_year(figures({"A": 5, "P": 9})), "P", indicator=total, levels=LEVELS)
    assert [r.code for r in refusals] == ["unlike_levels"]
    mixed = align(reading_frame(figures({"A": 5}, period="2021") + figures({"B": 9})), policy="latest")
    assert [r.code for r in against(mixed, "B", indicator=total, levels=LEVELS)[1]] == ["mixed_periods"]
    records = figures({"A": 5, "B": 9})
    records[0]["obs_status"] = "E"
    assert [r.code for r in against(same_year(records), "B", indicator=total, levels=LEVELS)[1]] == ["estimated"]
    assert [r.code for r in against(same_year(records), "X", indicator=total, levels=LEVELS)[1]] == ["no_value"]


hedged = st.tuples(st.integers(1, 9), st.sampled_from(["=", "=", ">", ">=", "<", "<="]))


@settings(deadline=None, max_examples=40)
@given(st.lists(hedged, min_size=2, max_size=4), st.data())
def test_every_outcome_the_hedges_allow_lies_in_the_range_of_places(figures, an_indicator, values, data):
    """Draw true values that the hedges allow: each area's true place is within its range."""
    records = figures(dict(zip("ABCD", [v for v, _ in values], strict=False)))
    for record, (_, qualifier) in zip(records, values, strict=True):
        record["qualifier"] = qualifier
    ranking = rank(same_year(records), indicator=an_indicator(), levels=LEVELS)
    offset = {"=": (0, 0), ">": (0.25, 9), ">=": (0, 9), "<": (-9, -0.25), "<=": (-9, 0)}
    truth = {a: v + data.draw(st.floats(*offset[q])) for a, (v, q) in zip("ABCD", values, strict=False)}
    for place in ranking.places:
        true_place = 1 + sum(v > truth[place.area] for v in truth.values())
        assert place.first <= true_place <= place.last
