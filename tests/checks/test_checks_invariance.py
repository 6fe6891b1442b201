"""What must not matter to a check: the order of rows, the size of the unit."""

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yardstick.checks import check, suspicious

MONEY = ("rd_expenditure", "basic_research_expenditure", "rd_expenditure_applied", "rd_expenditure_experimental")
PLAIN = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

figures = st.lists(
    st.tuples(
        st.sampled_from(MONEY),
        st.sampled_from(("410300", "411400", "410000")),
        st.integers(2010, 2020),
        st.sampled_from((7.5, 15, 16, 31, 32.5, 64, 100, 125, 1500, 12345)),
        st.sampled_from(("s1", "s2")),
    ),
    max_size=40,
    unique_by=lambda row: (row[0], row[1], row[2], row[4]),
)
growths = st.lists(
    st.tuples(st.sampled_from(MONEY), st.integers(2011, 2020), st.sampled_from((5, 12.5, 107, 980))), max_size=6
)


def made(drawn, grown):
    rows = [(i, a, y, v, {"source": s}) for i, a, y, v, s in drawn]
    return rows + [(i, "410300", y, v, {"measure": "growth"}) for i, y, v in {(g[0], g[1]): g for g in grown}.values()]


def told(findings):
    return {(f.key, f.severity) for f in findings}


@PLAIN
@given(figures, growths, st.randoms())
def test_the_order_of_rows_does_not_matter(catalogue, areas, rows, drawn, grown, random):
    frame = rows(made(drawn, grown))
    order = list(range(len(frame)))
    random.shuffle(order)
    assert check(frame, catalogue, areas) == check(frame.take(order), catalogue, areas)


@PLAIN
@given(figures, growths)
def test_the_same_money_in_a_smaller_unit_has_the_same_findings(catalogue, areas, rows, drawn, grown):
    frame = rows(made(drawn, grown))
    assert told(check(frame, catalogue, areas)) == told(check(_scaled(frame, 10_000, "cny_1e4"), catalogue, areas))


@PLAIN
@given(figures, growths, st.integers(1, 4))
def test_all_levels_off_by_a_power_of_ten_contradict_nothing_but_their_unit(
    catalogue, areas, rows, drawn, grown, power
):
    frame = rows(made(drawn, grown))
    before, after = check(frame, catalogue, areas), check(_scaled(frame, 10**power, "cny_1e8"), catalogue, areas)
    assert {k for k in told(before) if k[0][0] != "unit_off"} == {k for k in told(after) if k[0][0] != "unit_off"}


def _scaled(frame: pd.DataFrame, factor: int, unit: str) -> pd.DataFrame:
    """Levels in another unit; the figure as stated stays, as a source states it."""
    if not len(frame):
        return frame
    level = frame["measure"] == "value"
    return frame.assign(
        value=frame["value"].where(~level, frame["value"] * factor), unit=frame["unit"].where(~level, unit)
    )


@PLAIN
@given(figures, growths)
def test_every_finding_can_be_keyed_once_and_has_its_arithmetic(catalogue, areas, rows, drawn, grown):
    findings = check(rows(made(drawn, grown)), catalogue, areas) if drawn else ()
    assert len({f.key for f in findings}) == len(findings)
    assert all(f.told["arithmetic"] and len(f.sources) == len(f.locators) for f in findings)


anything = st.lists(
    st.tuples(
        st.sampled_from(
            (*MONEY, "high_tech_enterprises", "rd_intensity", "satisfaction_return_rate", "survey_forms_sent")
        ),
        st.sampled_from(("410300", "411400", "410000", "500000-outer", "nowhere")),
        st.sampled_from(("2010", "2011", "2012", "2013", "2012-Q1", "2010/2012", "2012-01/2012-10")),
        st.sampled_from((1.7e308, -1.7e308, 5e-324, 1e-300, 0.0, 1.0, 123456.0)) | st.floats(-1e12, 1e12),
        st.sampled_from(("value", "growth", "share", "multiple", "net_change", "pp_change", "new", "rank")),
        st.sampled_from(("=", ">", ">=", "<", "<=", "~", "range")),
        st.sampled_from(("", "2010", "2011")),
    ),
    max_size=30,
)


@PLAIN
@given(anything, anything)
def test_no_number_however_large_or_small_breaks_a_check(catalogue, areas, rows, new, held):
    frames = [
        rows([(i, a, p, v, {"measure": m, "qualifier": q, "base_period": b}) for i, a, p, v, m, q, b in drawn])
        for drawn in (new or [("gdp", "410300", "2010", 1.0, "value", "=", "")], held)
    ]
    if len(frames[1]):
        check(frames[1], catalogue, areas)
        suspicious(*frames, catalogue, areas)
