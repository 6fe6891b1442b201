"""The compare page: what a reader does with it, and what it refuses to say."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.page

LUOYANG, SHANGQIU, CHONGQING, HUBEI = "410300", "411400", "500000", "420000"


def texts(app: AppTest) -> str:
    """Everything the page says, in one text."""
    said = [*app.markdown, *app.caption, *app.info, *app.warning]
    return "\n".join(str(each.value).replace("\\", "") for each in said)


def titles(app: AppTest) -> list[str]:
    """The findings that stand as titles."""
    return [str(m.value).lstrip("# ") for m in app.markdown if str(m.value).startswith("##")]


def spec(app: AppTest, at: int = 0) -> dict[str, Any]:
    """A chart as plotly gets it."""
    found: dict[str, Any] = json.loads(app.get("plotly_chart")[at].proto.spec)
    return found


def asked(app: AppTest, name: str, default: str = "") -> str:
    """A parameter of the URL."""
    value = app.query_params.get(name, default)
    return value if isinstance(value, str) else value[-1]


def test_it_opens_with_the_areas_of_the_configuration_and_the_first_headline(visit: Any) -> None:
    app = visit("compare", lang="en")
    assert app.multiselect(key="q.areas").value == [LUOYANG, SHANGQIU, CHONGQING, HUBEI, "371300"]
    assert app.multiselect(key="q.indicators").value == ["high_tech_enterprises"]
    assert len(app.get("plotly_chart")) == 1
    assert set(app.query_params) == {"lang"}


def test_luoyang_and_hubei_on_a_raw_count_are_not_ranked(visit: Any) -> None:
    app = visit("compare", areas=f"{LUOYANG},{HUBEI}", indicators="high_tech_enterprises", year="2023", lang="en")
    assert "Areas of different levels" in texts(app)
    assert "not ranked" in titles(app)[0]
    assert "no. 1" not in json.dumps(spec(app))


def test_the_rows_of_unlike_levels_keep_the_order_chosen(visit: Any) -> None:
    app = visit("compare", areas=f"{LUOYANG},{HUBEI}", indicators="high_tech_enterprises", year="2023")
    assert [cell.split("|")[0] for cell in spec(app)["data"][0]["customdata"]] == [LUOYANG, HUBEI]


def test_the_position_among_peers_is_one_click_away(visit: Any) -> None:
    app = visit("compare", areas=f"{LUOYANG},{HUBEI}", indicators="gdp", lang="en")
    app.button(key="compare.position").click().run()
    assert not app.exception
    assert app.selectbox(key="q.form").value == "peer_position"
    assert asked(app, "form") == "peer_position"
    assert "not ranked" not in titles(app)[0]
    assert "no. 1" in json.dumps(spec(app))
    assert "Position: the share of the other areas of its level" in texts(app)
    assert not [b for b in app.button if b.key == "compare.position"]


def test_areas_of_one_level_are_ranked_on_a_raw_count(visit: Any) -> None:
    app = visit("compare", areas=f"{HUBEI},{CHONGQING}", indicators="gdp", year="2023", lang="en")
    assert "leads" in titles(app)[0]
    assert not [b for b in app.button if b.key == "compare.position"]


def test_per_head_reckons_with_the_population_and_shows_the_steps(visit: Any) -> None:
    cell = f"{LUOYANG}|high_tech_enterprises|value|2023"
    app = visit("compare", indicators="high_tech_enterprises", form="per_capita", year="2023", cell=cell, lang="en")
    assert "enterprises per 10 000 persons" in texts(app)
    assert "÷" in texts(app)


def test_a_form_that_an_indicator_does_not_have_is_explained(visit: Any) -> None:
    app = visit("compare", indicators="rd_intensity", form="per_capita", lang="en")
    assert "R&D intensity: not offered as “Per head”" in texts(app)
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("view", ["bars", "dots", "slope", "lines", "multiples", "table"])
@pytest.mark.parametrize("form", ["raw", "growth", "index", "peer_position"])
def test_every_picture_is_drawn_in_every_form(visit: Any, view: str, form: str) -> None:
    app = visit("compare", indicators="gdp,rd_intensity", view=view, form=form)
    assert titles(app)
    assert asked(app, "view", "bars") == view


def test_a_slope_has_the_same_two_years_for_all_and_crosses_no_break(visit: Any) -> None:
    app = visit("compare", indicators="high_tech_enterprises", view="slope", lang="en")
    cells = [cell.split("|") for trace in spec(app)["data"] for cell in trace.get("customdata") or []]
    years = {period for _, _, _, period in cells}
    assert len(years) == 2
    assert min(years) >= "2008"
    assert "so not drawn" in texts(app)


def test_a_slope_starts_where_the_reader_says(visit: Any) -> None:
    app = visit("compare", indicators="gdp", view="slope", base="2015", lang="en")
    assert "2015 to" in titles(app)[0]


def test_the_latest_of_each_is_shown_but_not_ranked(visit: Any) -> None:
    app = visit("compare", areas=f"{CHONGQING},{HUBEI}", indicators="rd_intensity", policy="latest", lang="en")
    assert "not ranked" in titles(app)[0]


def test_nearest_asks_how_far(visit: Any) -> None:
    app = visit("compare", indicators="gdp", policy="nearest", lang="en")
    app.selectbox(key="q.within").select("5").run()
    assert not app.exception
    assert asked(app, "within") == "5"


def test_choosing_other_areas_changes_picture_and_address(visit: Any) -> None:
    app = visit("compare", indicators="gdp", lang="en")
    app.multiselect(key="q.areas").set_value([CHONGQING, HUBEI]).run()
    assert asked(app, "areas") == f"{CHONGQING},{HUBEI}"
    assert {c.split("|")[0] for c in spec(app)["data"][0]["customdata"]} == {CHONGQING, HUBEI}


def test_without_an_area_it_says_what_to_do(visit: Any) -> None:
    app = visit("compare", lang="en")
    app.multiselect(key="q.areas").set_value([]).run()
    assert not app.exception
    assert "No area is chosen" in texts(app)


def test_without_an_indicator_it_says_what_to_do(visit: Any) -> None:
    app = visit("compare", lang="en")
    app.multiselect(key="q.indicators").set_value([]).run()
    assert not app.exception
    assert "No indicator is chosen" in texts(app)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("areas", "999999"),
        ("indicators", "nonsense"),
        ("view", "pie"),
        ("form", "per_cow"),
        ("policy", "never"),
        ("year", "1066"),
        ("cell", "410300|gdp|value|1066"),
    ],
)
def test_a_wrong_word_in_the_address_is_told(visit: Any, name: str, word: str) -> None:
    app = visit("compare", lang="en", **{name: word})
    assert any(f"{name} = “{word}”" in str(w.value) for w in app.warning)


def test_with_only_unknown_areas_the_usual_ones_are_shown(visit: Any) -> None:
    app = visit("compare", areas="999999", lang="en")
    assert len(app.multiselect(key="q.areas").value) == 5


def test_an_empty_choice_in_the_address_stays_empty(visit: Any) -> None:
    app = visit("compare", areas="", lang="en")
    assert app.multiselect(key="q.areas").value == []
    assert not app.warning


def test_a_picture_without_any_figure_tells_the_reasons_instead(visit: Any) -> None:
    app = visit("compare", indicators="tech_sme", form="peer_position", lang="en")
    assert not app.get("plotly_chart")
    assert titles(app)[0].startswith("No figure")
    assert app.dataframe[0].value["Figure"].str.len().min() > 3


def test_more_than_six_indicators_are_cut_and_told(visit: Any) -> None:
    seven = "gdp,rd_intensity,high_tech_enterprises,tech_sme,rd_expenditure,tech_contract_value,population_resident"
    app = visit("compare", indicators=seven, lang="en")
    assert len(app.multiselect(key="q.indicators").value) == 6
    assert any("population_resident" in str(w.value) for w in app.warning)


def test_a_number_opens_to_its_source(visit: Any) -> None:
    app = visit("compare", areas=f"{LUOYANG},{CHONGQING}", indicators="gdp", year="2022", lang="en")
    app.selectbox(key="q.cell").select(f"{LUOYANG}|gdp|value|2022").run()
    assert not app.exception
    assert "5,386.2" in texts(app).replace("538.62 billion", "5,386.2")
    assert "Publisher" in texts(app)
    assert asked(app, "cell") == f"{LUOYANG}|gdp|value|2022"


def test_the_language_survives_and_changes_the_words(visit: Any) -> None:
    app = visit("compare", indicators="gdp")
    before = titles(app)
    app.button(key="main.language").click().run()
    assert not app.exception
    assert titles(app) != before
    assert asked(app, "lang") == "en"


def test_the_pictures_turn_into_their_tables_and_back(visit: Any) -> None:
    app = visit("compare", lang="en", year="2023", indicators="high_tech_enterprises,rd_intensity")
    assert (len(app.get("plotly_chart")), len(app.dataframe)) == (2, 0)
    app.toggle(key="q.tables").set_value(True).run()
    assert (len(app.get("plotly_chart")), len(app.dataframe)) == (0, 2)
    assert app.query_params["tables"] == "1"
    assert app.dataframe[0].value.set_index("Area").loc["Luoyang", "Value"] == 1443
    app.toggle(key="q.tables").set_value(False).run()
    assert (len(app.get("plotly_chart")), len(app.dataframe)) == (2, 0)
    assert "tables" not in app.query_params


def test_every_picture_offers_its_table(visit: Any) -> None:
    app = visit("compare", lang="en", year="2023", indicators="high_tech_enterprises,rd_intensity")
    offered = [re.search(r"\]\((/download/[^)]+)\)", c.value) for c in app.caption]
    names = [found[1].rsplit("/", 1)[1] for found in offered if found]
    assert names == ["yardstick-compare.high_tech_enterprises.csv", "yardstick-compare.rd_intensity.csv"]
