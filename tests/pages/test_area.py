"""Area: another area, its themes, its parts, areas without peers, a wrong address, a number opened."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.page
Visit = Callable[..., AppTest]


def asked(at: AppTest, name: str) -> str:
    """A parameter of the address."""
    value = at.query_params[name]
    return value if isinstance(value, str) else str(value[-1])


def words(at: AppTest) -> str:
    """Everything said on the page in running text."""
    return "\n".join(str(e.value) for kind in (at.markdown, at.caption, at.info, at.warning) for e in kind)


def charts(at: AppTest) -> list[dict[str, Any]]:
    """The figures on the page."""
    return [json.loads(c.proto.spec) for c in at.get("plotly_chart")]


def test_the_first_area_is_shown_first(visit: Visit, tiles: Callable[[AppTest], list[Any]]) -> None:
    at = visit("area")
    assert at.selectbox(key="q.area").value == "410300"
    assert "洛阳" in words(at)
    assert len(tiles(at)) == 6


def test_choosing_another_area_changes_page_and_address(visit: Visit) -> None:
    at = visit("area", lang="en")
    at.selectbox(key="q.area").set_value("420000").run()
    assert not at.exception
    assert asked(at, "area") == "420000"
    assert "Hubei is ahead of half of its peers" in words(at)


def test_peers_are_named_with_their_number_and_year(visit: Visit) -> None:
    said = words(visit("area", area="500000", lang="en"))
    assert "share of the other provinces that Chongqing is ahead of, in %" in said
    assert "30 others with a figure" in said
    assert "2023" in said


def test_a_group_of_districts_has_no_peers_and_says_so(visit: Visit) -> None:
    at = visit("area", area="500000-outer", lang="en")
    assert "is a group of districts, not an administrative level, so it has no peers" in words(at)


def test_the_country_has_no_peers_and_says_so(visit: Visit) -> None:
    assert "The country has no peers." in words(visit("area", area="100000", lang="en"))


def test_only_the_theme_chosen_is_tabled(visit: Visit) -> None:
    at = visit("area", area="420000", lang="en")
    before = at.dataframe[0].value
    at.selectbox(key="q.theme").set_value("economy").run()
    assert not at.exception
    assert len(at.dataframe) == 1
    assert "Gross domestic product" in list(at.dataframe[0].value["Indicator"])
    assert "Gross domestic product" not in list(before["Indicator"])
    assert asked(at, "theme") == "economy"


def test_a_quarter_is_shown_where_there_is_no_whole_year(visit: Visit) -> None:
    table = visit("area", area="500000-outer", lang="en", theme="enterprises").dataframe[0].value
    assert "Q1 2019" in list(table["Period"])


def test_stated_shares_are_set_against_computed_ones(visit: Visit) -> None:
    at = visit("area", area="500000", lang="en")
    assert "stated shares that can be checked agree" in words(at)
    outer, wanzhou = (chart["data"] for chart in charts(at)[-2:])
    stated = next(trace for trace in outer if trace.get("meta") == "stated")
    assert 40.8 in stated["x"]
    assert any(trace.get("meta") == "computed" for trace in wanzhou)


def test_an_area_without_parts_has_no_section_for_them(visit: Visit) -> None:
    assert "Its parts" not in words(visit("area", area="410300", lang="en"))


def test_all_indicators_among_peers(visit: Visit) -> None:
    at = visit("area", area="420000", lang="en")
    few = len(charts(at)[0]["layout"]["shapes"])
    at.segmented_control(key="q.scope").set_value("all").run()
    many = len(charts(at)[0]["layout"]["shapes"])
    assert many > few
    assert asked(at, "scope") == "all"


def test_a_number_of_a_part_opens(visit: Visit) -> None:
    cell = "500000-outer|high_tech_enterprises|value|2019-Q1"
    at = visit("area", area="500000", lang="en", cell=cell)
    assert at.selectbox(key="q.cell").value == cell
    assert "Why this one" in words(at)
    assert "1,022" in words(at)


@pytest.mark.parametrize(
    ("name", "value"), [("area", "999999"), ("theme", "nonsense"), ("scope", "x"), ("cell", "a|b")]
)
def test_a_wrong_word_in_the_address_is_told(visit: Visit, name: str, value: str) -> None:
    at = visit("area", lang="en", **{name: value})
    assert any(value in w.value for w in at.warning)
    assert at.selectbox(key="q.area").value == "410300"


def test_language_changes_and_the_area_stays(visit: Visit) -> None:
    at = visit("area", area="371300", lang="en")
    at.button(key="main.language").click().run()
    assert not at.exception
    assert at.selectbox(key="q.area").value == "371300"
    assert at.segmented_control(key="q.scope").label == "同级地区中的位置"
