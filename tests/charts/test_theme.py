"""Colours, shapes and the configuration that repeats them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from yardstick.charts.theme import CATEGORICAL, CONTEXT, FONT, SHAPES, Palette

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "yardstick" / "ui" / "static"


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_area_colour_is_readable_on_both_grounds(config: dict[str, Any], mode: str) -> None:
    ground = config["theme"][mode]["backgroundColor"]
    assert min(contrast(colour, ground) for colour in CATEGORICAL) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_and_links_reach_the_contrast_of_body_text(config: dict[str, Any], mode: str) -> None:
    theme = config["theme"][mode]
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        assert contrast(theme["textColor"], ground) >= 7
        assert contrast(theme["linkColor"], ground) >= 4.5


def test_the_configuration_repeats_the_ten_colours(config: dict[str, Any]) -> None:
    assert tuple(config["theme"]["chartCategoricalColors"]) == CATEGORICAL
    assert len(set(CATEGORICAL)) == 10
    assert len(config["theme"]["chartSequentialColors"]) == len(config["theme"]["chartDivergingColors"]) == 10


def test_fonts_named_in_the_configuration_lie_in_the_static_folder_with_their_licence(config: dict[str, Any]) -> None:
    for face in config["theme"]["fontFaces"]:
        assert (STATIC / face["url"].removeprefix("app/static/")).is_file()
        assert face["family"] in FONT
    assert "SIL Open Font License" in (STATIC / "IBM-Plex-Sans-LICENSE.txt").read_text("utf-8")
    assert (STATIC / "icon.png").read_bytes().startswith(b"\x89PNG")


def test_nothing_is_served_beyond_this_machine_or_reported(config: dict[str, Any]) -> None:
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "127.0.0.1"
    assert config["client"]["showErrorDetails"] == "none"
    assert config["runner"]["postScriptGC"] is False


def test_an_area_keeps_its_slot_and_its_own_shape(palette: Palette) -> None:
    looks = [palette.look(code) for code in palette.slots]
    assert [look.colour for look in looks] == list(CATEGORICAL[:5])
    assert len({look.symbol for look in looks}) == 5


def test_other_areas_get_a_stable_look_that_no_configured_area_has(palette: Palette) -> None:
    configured = {palette.look(code).colour for code in palette.slots}
    assert palette.look("410100") == palette.look("410100")
    assert palette.look("410100").colour not in configured


def test_areas_of_one_picture_do_not_share_a_look(palette: Palette) -> None:
    areas = ["410100", "420100", "370200", "370300", "411300"]
    looks = [palette.among(areas).look(area) for area in areas]
    assert len({look.colour for look in looks}) == 5


def test_context_and_the_eleventh_area_are_grey(palette: Palette) -> None:
    assert Palette(context=frozenset({"410000"})).look("410000") == CONTEXT
    full = Palette({str(slot): slot for slot in range(10)})
    assert full.look("410100") == CONTEXT


def test_shapes_leave_triangles_upright_and_diamonds_to_hedged_and_estimated() -> None:
    names = {name for name, _ in SHAPES}
    assert len(names) == 10
    assert not names & {"triangle-up", "triangle-down", "diamond"}
