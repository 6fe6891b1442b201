"""Overview: areas chosen and not chosen, language, a wrong address, a tile that opens its number."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.page
Visit = Callable[..., AppTest]
Tiles = Callable[[AppTest], list[Any]]
FIVE = 5
HEADLINES = 6


def asked(at: AppTest, name: str) -> str:
    """A parameter of the address."""
    value = at.query_params[name]
    return value if isinstance(value, str) else str(value[-1])


def words(at: AppTest) -> str:
    """Everything said on the page in running text."""
    return "\n".join(str(e.value) for kind in (at.markdown, at.caption, at.info, at.warning) for e in kind)


def test_first_visit_shows_a_tile_for_each_area_and_headline(visit: Visit, tiles: Tiles) -> None:
    at = visit("overview")
    assert len(tiles(at)) == FIVE * HEADLINES
    assert "30项核心数据" in words(at)
    assert at.multiselect(key="q.areas").value == ["410300", "411400", "500000", "420000", "371300"]


def test_a_tile_carries_value_unit_period_and_the_address_of_its_number(visit: Visit, tiles: Tiles) -> None:
    at = visit("overview", areas="420000")
    tile = next(m for m in tiles(at) if "high_tech_enterprises" in m.href)
    assert "高新技术企业数" in tile.label
    assert "年" in tile.label
    assert tile.value.endswith("家")
    assert tile.href.startswith("/indicator?indicator=high_tech_enterprises")
    assert "cell=420000%7Chigh_tech_enterprises%7Cvalue%7C" in tile.href


def test_an_indicator_without_a_figure_says_so_and_is_not_zero(visit: Visit, tiles: Tiles) -> None:
    at = visit("overview", areas="500000", lang="en")
    empty = [m for m in tiles(at) if "no figure" in m.value]
    assert all(m.delta == "" for m in empty)
    assert not any(m.value.startswith("0") for m in tiles(at))


def test_a_hedged_value_keeps_its_sign_and_gives_no_change(visit: Visit, tiles: Tiles) -> None:
    at = visit("overview", lang="en")
    hedged = [m for m in tiles(at) if m.value.startswith((">", "≥", "<", "≤", "≈"))]
    assert hedged
    assert all("%" not in m.delta for m in hedged)


def test_choosing_other_areas_changes_tiles_and_address(visit: Visit, tiles: Tiles) -> None:
    at = visit("overview")
    at.multiselect(key="q.areas").set_value(["410300", "371300"]).run()
    assert not at.exception
    assert len(tiles(at)) == 2 * HEADLINES
    assert asked(at, "areas") == "410300,371300"


def test_no_area_explains_itself(visit: Visit, tiles: Tiles) -> None:
    at = visit("overview", lang="en")
    at.multiselect(key="q.areas").set_value([]).run()
    assert not at.exception
    assert not tiles(at)
    assert "No area is chosen" in words(at)


def test_english_is_whole(visit: Visit, tiles: Tiles) -> None:
    at = visit("overview", lang="en", areas="410300")
    said = words(at).split("What is new")[0]
    assert "headline figures are held" in said
    assert not any("\u4e00" <= char <= "\u9fff" for m in tiles(at) for char in m.label + m.value + m.delta)


def test_a_wrong_area_in_the_address_is_told(visit: Visit) -> None:
    at = visit("overview", areas="410300,999999", lang="en")
    assert any("999999" in w.value for w in at.warning)
    assert at.multiselect(key="q.areas").value == ["410300"]


def test_a_number_opens_to_its_source(visit: Visit, tiles: Tiles) -> None:
    at = visit("overview", areas="420000", lang="en")
    box = at.selectbox(key="q.cell")
    cell = next(c for c in box.options if "High-tech enterprises" in c)
    box.set_value(next(c for c in cells(tiles(at)) if "high_tech_enterprises" in c)).run()
    assert not at.exception
    assert "Hubei" in cell
    assert "Why this one" in words(at)
    assert asked(at, "cell").startswith("420000|high_tech_enterprises|value|")


def cells(found: list[Any]) -> list[str]:
    """The cells that the tiles lead to."""
    return [parse_qs(urlsplit(tile.href).query)["cell"][0] for tile in found if tile.href]


def test_what_is_new_names_source_and_what_it_brought(visit: Visit) -> None:
    at = visit("overview", areas="411400", lang="en")
    news = next(m.value for m in at.markdown if "What is new" in m.value)
    assert "/evidence?source=" in news
    assert "figures" in news


def test_coverage_has_a_cell_for_each_theme_and_area(visit: Visit) -> None:
    at = visit("overview", areas="410300,500000")
    spec = json.loads(at.get("plotly_chart")[0].proto.spec)
    assert len(spec["data"][1]["text"]) == 2 * 12
