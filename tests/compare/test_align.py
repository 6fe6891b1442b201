"""One reading an area, by each policy."""

from hypothesis import given, settings
from hypothesis import strategies as st

from yardstick.compare import align
from yardstick.normalise import reading_frame


def picked(aligned):
    return {row.area: (row.period, row.value) for row in aligned.rows}


def series(area, values, **more):
    return [
        {"area": area, "indicator": "firms", "unit": "units", "period": p, "value": v, **more}
        for p, v in values.items()
    ]


FRAME = reading_frame(
    series("A", {"2021": 1, "2022": 2, "2023": 3, "2024": 4})
    + series("B", {"2021": 10, "2023": 30})
    + series("C", {"2020": 100, "2024": None}, missing_reason="not_published")
)


def test_the_default_year_is_the_latest_that_most_areas_have():
    aligned = align(FRAME, policy="same_year")
    assert aligned.period == "2023"
    assert picked(aligned) == {"A": ("2023", 3), "B": ("2023", 30)}
    assert aligned.rankable
    assert [(r.area, r.code, r.period) for r in aligned.refusals] == [("C", "no_value", "2023")]


def test_a_given_year_is_kept_and_a_gap_keeps_its_reason():
    aligned = align(FRAME, policy="same_year", period="2024")
    assert picked(aligned) == {"A": ("2024", 4)}
    assert not aligned.rankable
    assert [(r.area, r.code, r.detail) for r in aligned.refusals] == [
        ("B", "no_value", "2024"),
        ("C", "missing_value", "not_published"),
    ]


def test_nearest_stays_within_its_years_and_prefers_the_later():
    aligned = align(FRAME, policy="nearest", period="2022", within=1)
    assert picked(aligned) == {"A": ("2022", 2), "B": ("2023", 30)}
    assert aligned.period == ""
    assert not aligned.rankable
    assert picked(align(FRAME, policy="nearest", period="2022", within=2))["C"] == ("2020", 100)


def test_latest_of_each_is_never_rankable():
    aligned = align(FRAME, policy="latest")
    assert picked(aligned) == {"A": ("2024", 4), "B": ("2023", 30), "C": ("2020", 100)}
    assert not aligned.rankable
    same = align(reading_frame(series("A", {"2024": 1}) + series("B", {"2024": 2})), policy="latest")
    assert same.period == "2024"
    assert not same.rankable


def test_a_year_that_has_only_begun_comes_after_whole_years():
    begun = series("A", {"2024": 9}) + series("A", {"2025-Q1": 2}, obs_status="P")
    assert picked(align(reading_frame(begun), policy="latest")) == {"A": ("2024", 9)}
    counted = series("A", {"2024": 9, "2025-Q1": 10})
    assert picked(align(reading_frame(counted), policy="latest")) == {"A": ("2025-Q1", 10)}


def test_whole_years_are_preferred_for_the_common_period():
    parts = [r for a in "AB" for r in series(a, {"2025-Q1": 1})] + series("A", {"2024": 5})
    assert align(reading_frame(parts), policy="same_year").period == "2024"


def test_areas_come_in_the_order_asked_for_and_unknown_ones_are_refused():
    aligned = align(FRAME, policy="same_year", period="2021", areas=["X", "B", "A"])
    assert [row.area for row in aligned.rows] == ["B", "A"]
    assert [(r.area, r.code) for r in aligned.refusals] == [("X", "no_value")]


def test_nothing_gives_an_empty_alignment():
    aligned = align(reading_frame([]), policy="same_year", areas=["A"])
    assert (len(aligned.frame), aligned.period, aligned.rankable) == (0, "", False)
    assert [(r.area, r.code) for r in aligned.refusals] == [("A", "no_value")]


cells = st.dictionaries(st.tuples(st.sampled_from("ABCD"), st.integers(2018, 2024)), st.integers(0, 9), max_size=20)


@settings(deadline=None, max_examples=40)
@given(cells, st.sampled_from(["same_year", "nearest", "latest"]), st.integers(0, 3))
def test_every_area_has_one_reading_or_one_refusal(values, policy, within):
    frame = reading_frame([r for (a, y), v in values.items() for r in series(a, {str(y): v})])
    aligned = align(frame, policy=policy, within=within, areas=list("ABCD"))
    assert sorted([r.area for r in aligned.rows] + [r.area for r in aligned.refusals]) == list("ABCD")
    if aligned.rankable:
        assert {r.period for r in aligned.rows} == {aligned.period}
