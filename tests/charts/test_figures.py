"""What stands on each figure."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import pytest

from yardstick.charts import (
    Aim,
    Break,
    Cell,
    Mark,
    Palette,
    Panel,
    Series,
    Share,
    Standing,
    Strip,
    bars,
    coverage_grid,
    distribution,
    dots,
    history,
    lines,
    profile,
    shares,
    slope,
    small_multiples,
    spark,
)
from yardstick.charts.theme import INK

UNIT = "单位：家"
KEY = {
    "P": "初步",
    "E": "预计",
    "I": "推算",
    "hedged": "以上、近、约",
    "target": "目标",
    "other": "其他来源",
    "M": "缺",
}


def checked(figure: go.Figure) -> dict[str, Any]:
    """The figure as a dictionary, after plotly accepted every property of it."""
    found: dict[str, Any] = figure.to_dict()
    go.Figure(found)
    return found


def notes(found: dict[str, Any]) -> list[str]:
    return [note["text"] for note in found["layout"]["annotations"]]


def key_text(found: dict[str, Any]) -> str:
    return "".join(note["text"] for note in found["layout"]["annotations"] if note.get("name") == "key")


@pytest.fixture
def hedged_rows(mark: Callable[..., Mark]) -> list[Mark]:
    return [
        mark("410300", "2024", 1479),
        mark("500000", "2024", 8837, status="P"),
        mark("420000", "2024", 3000, qualifier=">", text=">3,000 家"),
        mark("411400", "2024", None, status="M", text="未公布"),
        mark("371300", "2024", 0),
    ]


class TestBars:
    def test_begin_at_zero_and_leave_room_for_the_labels(self, hedged_rows: list[Mark], palette: Palette) -> None:
        found = checked(bars(hedged_rows, palette=palette, unit=UNIT, key=KEY))
        low, high = found["layout"]["xaxis"]["range"]
        assert low == 0
        assert high > 8837 * 1.2

    def test_a_hedged_bar_is_hatched_and_prints_its_sign(self, hedged_rows: list[Mark], palette: Palette) -> None:
        bar, text = checked(bars(hedged_rows, palette=palette, unit=UNIT, key=KEY))["data"]
        assert list(bar["marker"]["pattern"]["shape"]) == ["", ".", "/", "", ""]
        assert "&gt;3,000 家" in text["text"][2]

    def test_missing_has_no_bar_but_a_reason_and_zero_is_printed(
        self, hedged_rows: list[Mark], palette: Palette
    ) -> None:
        found = checked(bars(hedged_rows, palette=palette, unit=UNIT, key=KEY))
        bar, text = found["data"]
        assert bar["x"][3] is None
        assert bar["x"][4] == 0
        assert "未公布" in notes(found)
        assert len(text["x"]) == 4

    def test_every_row_carries_its_period_and_the_picture_its_unit(
        self, hedged_rows: list[Mark], palette: Palette
    ) -> None:
        found = checked(bars(hedged_rows, palette=palette, unit=UNIT, period=lambda code: f"{code}年"))
        assert all("2024年" in text for text in found["layout"]["yaxis"]["ticktext"])
        assert notes(found)[0] == UNIT

    def test_the_key_explains_what_occurs_and_nothing_else(self, hedged_rows: list[Mark], palette: Palette) -> None:
        text = key_text(checked(bars(hedged_rows, palette=palette, unit=UNIT, key=KEY)))
        assert "初步" in text
        assert "以上、近、约" in text
        assert "预计" not in text

    def test_an_implied_bar_is_hollow(self, mark: Callable[..., Mark], palette: Palette) -> None:
        bar = checked(bars([mark("420000", "2021", 14560, status="I")], palette=palette, unit=UNIT))["data"][0]
        assert bar["marker"]["color"] == ("rgba(0,0,0,0)",) or list(bar["marker"]["color"]) == ["rgba(0,0,0,0)"]
        assert bar["marker"]["line"]["color"][0] == palette.look("420000").colour

    def test_below_zero_is_drawn_to_the_left(self, mark: Callable[..., Mark], palette: Palette) -> None:
        rows = [mark("410300", "2024", 17.1), mark("411400", "2024", -3.2)]
        found = checked(bars(rows, palette=palette, unit="单位：%"))
        assert found["layout"]["xaxis"]["range"][0] < -3.2
        assert list(found["data"][1]["textposition"]) == ["middle right", "middle left"]

    def test_no_rows_is_an_empty_picture(self, palette: Palette) -> None:
        assert checked(bars([], palette=palette, unit=UNIT))["layout"]["height"] > 0

    def test_height_grows_with_the_rows(self, mark: Callable[..., Mark], palette: Palette) -> None:
        few, many = ([mark("410300", "2024", 1.0)] * count for count in (3, 30))
        tall = [bars(rows, palette=palette, unit=UNIT).layout.height for rows in (few, many)]
        assert tall[1] - tall[0] == 27 * 44


class TestDots:
    def test_say_where_the_axis_starts(self, mark: Callable[..., Mark], palette: Palette) -> None:
        rows = [mark("410300", "2024", 93.2), mark("411400", "2024", 88.1)]
        found = checked(dots(rows, palette=palette, unit="分", starts_at="自 {} 起".format))
        assert notes(found)[0] == "分 · 自 86 起"

    def test_ranks_run_backwards(self, mark: Callable[..., Mark], palette: Palette) -> None:
        found = checked(dots([mark("410300", "2024", 6)], palette=palette, unit="位", reversed_axis=True))
        first, last = found["layout"]["xaxis"]["range"]
        assert first > last

    def test_a_range_reaches_to_its_upper_end(self, mark: Callable[..., Mark], palette: Palette) -> None:
        rows = [mark("420000", "2024", 91, value_high=94, qualifier="range")]
        ranges, points = checked(dots(rows, palette=palette, unit="分"))["data"]
        assert list(ranges["x"])[:2] == [91, 94]
        assert points["x"][0] == 94


class TestLines:
    def test_strokes_stop_at_a_gap_and_lean_lightly_on_what_is_not_firm(
        self, chongqing: Series, palette: Palette
    ) -> None:
        data = checked(lines([chongqing], palette=palette, unit=UNIT))["data"]
        strokes = {trace["meta"]: list(trace["x"]) for trace in data if trace.get("meta")}
        assert strokes["solid"] == [2023, 2024, None]
        assert strokes["dash"] == [2020, 2022, None]
        assert strokes["dot"] == [2018, 2019, None, 2019, 2020, None, 2022, 2023, None]

    def test_nothing_is_joined_across_a_break(self, mark: Callable[..., Mark], palette: Palette) -> None:
        whole = Series("410300", "洛阳市", [mark("410300", str(year), year - 2000) for year in range(2019, 2024)])
        found = checked(lines([whole], palette=palette, unit=UNIT, breaks=[Break("2022", "口径调整")]))
        stroke = next(trace for trace in found["data"] if trace.get("meta") == "solid")
        assert list(stroke["x"]) == [2019, 2020, None, 2020, 2021, None, 2022, 2023, None]
        assert found["layout"]["shapes"][0]["x0"] == 2021.5
        assert "口径调整" in notes(found)

    def test_quarters_are_not_joined_with_years(self, mark: Callable[..., Mark], palette: Palette) -> None:
        mixed = Series("500000", "重庆市", [mark("500000", p, 1.0) for p in ("2018", "2019-Q1", "2019")])
        data = checked(lines([mixed], palette=palette, unit=UNIT))["data"]
        assert [list(trace["x"]) for trace in data if trace.get("meta")] == [[2018, 2019, None]]

    def test_names_stand_at_the_end_and_apart(self, mark: Callable[..., Mark], palette: Palette) -> None:
        close = [Series(area, area, [mark(area, "2023", 1.0), mark(area, "2024", 2.0)]) for area in palette.slots]
        found = checked(lines(close, palette=palette, unit=UNIT))
        ends = sorted(note["yshift"] for note in found["layout"]["annotations"] if note.get("yref") == "y")
        assert len(ends) == 5
        assert all(later - earlier >= 17.9 for earlier, later in itertools.pairwise(ends))
        assert found["layout"]["showlegend"] is False

    def test_a_line_that_ends_early_says_when(self, mark: Callable[..., Mark], palette: Palette) -> None:
        early = Series("411400", "商丘市", [mark("411400", "2022", 5.0)])
        late = Series("410300", "洛阳市", [mark("410300", "2024", 9.0)])
        found = notes(checked(lines([early, late], palette=palette, unit=UNIT)))
        assert any("商丘市" in text and "(2022)" in text for text in found)
        assert not any("洛阳市" in text and "(2024)" in text for text in found)

    def test_missing_is_not_drawn(self, chongqing: Series, palette: Palette) -> None:
        points = checked(lines([chongqing], palette=palette, unit=UNIT))["data"][-1]
        assert 2021 not in list(points["x"])

    def test_colours_and_shapes_are_the_areas(self, chongqing: Series, palette: Palette) -> None:
        points = checked(lines([chongqing], palette=palette, unit=UNIT))["data"][-1]
        look = palette.look("500000")
        assert set(points["marker"]["color"]) == {look.colour}
        assert points["marker"]["symbol"][0] == look.symbol

    def test_nothing_to_draw_is_an_empty_picture(self, palette: Palette) -> None:
        assert checked(lines([], palette=palette, unit=UNIT))["data"] == []

    def test_hover_is_the_ready_text(self, chongqing: Series, palette: Palette) -> None:
        points = checked(lines([chongqing], palette=palette, unit=UNIT))["data"][-1]
        assert points["hovertext"][0] == "500000<br>2504 家 · 2018"
        assert points["hoverinfo"] == "text"


class TestHistory:
    def test_targets_and_other_sources_are_traces_of_their_own(
        self, chongqing: Series, mark: Callable[..., Mark], palette: Palette
    ) -> None:
        aims = [Aim("500000", "2025", 12000, text="≥1.2万"), Aim("500000", "2020", 3000, 3500, text="3,000–3,500")]
        other = [mark("500000", "2020", 4500)]
        found = checked(history([chongqing], palette=palette, unit=UNIT, aims=aims, others=other, key=KEY))
        targets = [trace for trace in found["data"] if trace.get("meta") == "target"]
        assert [list(trace["y"]) for trace in targets] == [[12000], [3000, 3500]]
        assert {trace["marker"]["symbol"] for trace in targets} == {"line-ew"}
        cross = next(trace for trace in found["data"] if trace.get("meta") == "other")
        assert (cross["marker"]["symbol"], list(cross["y"])) == ("x-thin", [4500])
        assert "目标" in key_text(found)
        assert "其他来源" in key_text(found)

    def test_a_label_below_the_mark_when_the_target_was_passed(self, chongqing: Series, palette: Palette) -> None:
        aims = [Aim("500000", "2023", 7000, text="≥7,000"), Aim("500000", "2024", 9000, text="≥9,000")]
        data = checked(history([chongqing], palette=palette, unit=UNIT, aims=aims))["data"]
        places = [trace["textposition"] for trace in data if trace.get("meta") == "target"]
        assert places == ["bottom center", "top left"]  # the last runs back into the picture

    def test_the_axis_holds_targets_and_other_figures(
        self, chongqing: Series, mark: Callable[..., Mark], palette: Palette
    ) -> None:
        other = [mark("500000", "2024", 20000)]
        found = checked(history([chongqing], palette=palette, unit=UNIT, others=other))
        assert found["layout"]["yaxis"]["range"][1] > 20000

    def test_the_last_value_is_printed(self, chongqing: Series, palette: Palette) -> None:
        points = checked(history([chongqing], palette=palette, unit=UNIT))["data"][-1]
        assert points["text"][-1] == "<b>8837 家</b>"
        assert points["text"][1] == "&gt;"


class TestSlope:
    def test_only_areas_with_both_ends_are_drawn(self, mark: Callable[..., Mark], palette: Palette) -> None:
        start = [mark("410300", "2019", 1.9), mark("411400", "2019", 1.0)]
        end = [mark("410300", "2023", 2.5), mark("411400", "2023", None)]
        found = checked(slope(start, end, palette=palette, unit="%", start_label="2019 年", end_label="2023 年"))
        assert [list(trace["y"]) for trace in found["data"]] == [[1.9, 2.5]]
        assert list(found["layout"]["xaxis"]["ticktext"]) == ["2019 年", "2023 年"]


class TestSmallMultiples:
    def test_a_shared_axis_is_one_and_free_axes_differ(
        self, chongqing: Series, mark: Callable[..., Mark], palette: Palette
    ) -> None:
        small = Series("411400", "商丘市", [mark("411400", "2023", 300), mark("411400", "2024", 335)])
        panels = [Panel("重庆市", "家", [chongqing]), Panel("商丘市", "家", [small])]
        for shared in (True, False):
            layout = checked(small_multiples(panels, palette=palette, shared=shared))["layout"]
            same = layout["yaxis"]["range"] == layout["yaxis2"]["range"]
            assert same is shared
            assert layout["xaxis"]["range"] == layout["xaxis2"]["range"]

    @pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 12])
    def test_any_number_of_panels_fits(self, chongqing: Series, palette: Palette, count: int) -> None:
        panels = [Panel(f"指标 {at}", "家", [chongqing]) for at in range(count)]
        for columns in (1, 2, 3):
            found = checked(small_multiples(panels, palette=palette, columns=columns))
            assert sum(name.startswith("yaxis") for name in found["layout"]) == count

    def test_every_panel_has_title_and_unit(self, chongqing: Series, palette: Palette) -> None:
        found = checked(small_multiples([Panel("高新技术企业数", "家", [chongqing])], palette=palette))
        assert "高新技术企业数" in notes(found)[0]
        assert "家" in notes(found)[0]
        assert "重庆市" in key_text(found)


class TestDistribution:
    def test_peers_are_grey_and_areas_named(self, mark: Callable[..., Mark], palette: Palette) -> None:
        peers = [mark(f"4101{index:02}", "2023", 10.0 * index) for index in range(20)]
        named = [mark("410300", "2023", 95)]
        found = checked(distribution(peers, named, palette=palette, unit=UNIT, middle=(95, "中位数 95")))
        crowd, shown = found["data"]
        assert len(crowd["x"]) == 20
        assert shown["marker"]["color"][0] == palette.look("410300").colour
        assert any("洛阳市" in text for text in notes(found))
        assert "中位数 95" in notes(found)

    def test_a_crowd_becomes_columns_that_count_everybody(self, mark: Callable[..., Mark], palette: Palette) -> None:
        peers = [mark(f"p{index}", "2023", float(index % 57)) for index in range(300)]
        crowd = checked(distribution(peers, [], palette=palette, unit=UNIT))["data"][0]
        assert crowd["type"] == "bar"
        assert sum(crowd["y"]) == 300

    def test_names_that_would_touch_stand_on_two_storeys(self, mark: Callable[..., Mark], palette: Palette) -> None:
        named = [mark("410300", "2023", 50), mark("411400", "2023", 51)]
        found = checked(distribution([mark("x", "2023", 100)], named, palette=palette, unit=UNIT))
        shifts = [note["yshift"] for note in found["layout"]["annotations"][1:]]
        assert shifts == [0, -20]


class TestCoverage:
    def test_each_kind_has_a_ground_and_a_glyph(self) -> None:
        cells = [Cell("2022", "A", "x"), Cell("2023", "P"), Cell("2024", "M", "未公布")]
        found = checked(coverage_grid([Strip("创新主体", "洛阳市", cells)], key=KEY | {"A": "最终"}))
        assert [(trace["meta"], list(trace["text"])) for trace in found["data"]] == [
            ("A", [""]),
            ("P", ["◐"]),
            ("M", ["×"]),
        ]
        assert "<b>创新主体</b>" in notes(found)

    def test_no_figure_is_an_empty_place(self) -> None:
        strips = [Strip("", "洛阳市", [Cell("2020", "A")]), Strip("", "商丘市", [])]
        found = checked(coverage_grid(strips, key={"A": "最终"}, periods=["2019", "2020", "2021"]))
        assert list(found["data"][0]["x"]) == [1]
        assert len(found["layout"]["yaxis"]["tickvals"]) == 2


class TestShares:
    def test_stated_and_computed_stand_together_and_a_contradiction_shows(self, palette: Palette) -> None:
        parts = [
            Share("500101", "万州区", 2.1, 3.4, "2.1%", "3.4%", contradicts=True),
            Share("x", "其他", None, 78.3, "", "78.3%"),
        ]
        bar, stroke, text = checked(shares(parts, palette=palette, unit="%", stated="所述", computed="算得"))["data"]
        assert list(bar["x"]) == [3.4, 78.3]
        assert list(stroke["x"]) == [2.1]
        assert "2.1% ≠ 3.4%" in text["text"][0]
        assert "78.3%" in text["text"][1]


class TestProfile:
    def test_rows_groups_and_the_middle(self, mark: Callable[..., Mark], palette: Palette) -> None:
        rows = [
            Standing("创新主体", "高新技术企业数", [mark("410300", "2023", 60.0)]),
            Standing("研发投入", "研发经费投入强度", [mark("410300", "2023", None)]),
        ]
        found = checked(profile(rows, palette=palette, unit="百分位", middle="中位"))
        assert list(found["data"][0]["x"]) == [60]
        assert {"<b>创新主体</b>", "<b>研发投入</b>", "中位"} <= set(notes(found))
        assert any(shape.get("x0") == 50 == shape.get("x1") for shape in found["layout"]["shapes"])

    def test_several_areas_are_named_in_the_key(self, mark: Callable[..., Mark], palette: Palette) -> None:
        rows = [Standing("", "甲", [mark("410300", "2023", 60.0), mark("411400", "2023", 30.0)])]
        found = checked(profile(rows, palette=palette, unit="百分位"))
        assert "洛阳市" in key_text(found)
        assert "商丘市" in key_text(found)


class TestSpark:
    def test_is_the_last_unbroken_run(self, mark: Callable[..., Mark]) -> None:
        years = [2015, 2016, 2019, 2020, 2021]
        whole = Series("a", "甲", [mark("a", str(year), float(year - 2000)) for year in years])
        assert spark(whole) == [19, 20, 21]
        assert spark(whole, breaks=[Break("2020", "")]) == []

    def test_a_single_figure_has_none(self, mark: Callable[..., Mark]) -> None:
        assert spark(Series("a", "甲", [mark("a", "2024", 1.0)])) == []


def test_text_follows_the_theme_and_the_ground_shows_through(chongqing: Series, palette: Palette) -> None:
    found = checked(history([chongqing], palette=palette, unit=UNIT))
    assert found["layout"]["template"] in ({}, {"layout": {}}) or not found["layout"]["template"].get("data")
    assert found["layout"]["font"]["color"] == INK
    assert found["layout"]["paper_bgcolor"] == "rgba(0,0,0,0)"
