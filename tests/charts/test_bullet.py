"""Bullets: the way gone and the time gone on one track, what lies beyond its ends, and rows without a base."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from yardstick.charts import Bullet, Mark, Pair, Palette, Series, bullets, course, pairs
from yardstick.charts.bullet import HIGHEST, LOWEST

PALETTE = Palette({"410300": 0, "500000": 2})


def checked(figure: go.Figure) -> dict[str, Any]:
    """The figure as a dictionary, after plotly accepted every property of it."""
    found: dict[str, Any] = figure.to_dict()
    go.Figure(found)
    return found


def trace(found: dict[str, Any], meta: str) -> dict[str, Any]:
    return next(t for t in found["data"] if t.get("meta") == meta)


def texts(found: dict[str, Any]) -> list[str]:
    return [text for t in found["data"] if t.get("mode") == "text" for text in t["text"]]


def row(achieved: float | None, elapsed: float | None, area: str = "410300", **given: Any) -> Bullet:
    return Bullet(area, "甲 · 高企", "▽ 落后", achieved, elapsed, **given)


def test_the_actual_stands_at_its_share_of_the_way_and_the_tick_at_the_share_of_the_time() -> None:
    found = checked(bullets([row(0.35, 0.66, cell="one"), row(0.5, 0.2, "500000", cell="two")], palette=PALETTE))
    assert trace(found, "achieved")["x"] == [0.35, 0.5]
    assert trace(found, "actual")["x"] == [0.35, 0.5]
    assert trace(found, "actual")["customdata"] == ["one", "two"]
    assert trace(found, "elapsed")["x"] == [0.66, 0.2]
    assert trace(found, "track")["x"] == [1.0, 1.0]


def test_each_area_keeps_its_colour_and_shape() -> None:
    found = checked(bullets([row(0.3, 0.5), row(0.3, 0.5, "500000")], palette=PALETTE))
    looks = [PALETTE.look("410300"), PALETTE.look("500000")]
    assert trace(found, "actual")["marker"]["color"] == [look.colour for look in looks]
    assert trace(found, "actual")["marker"]["symbol"] == [look.symbol for look in looks]


@pytest.mark.parametrize(
    ("achieved", "drawn", "symbol"), [(-2.0, LOWEST, "triangle-left"), (9.0, HIGHEST, "triangle-right")]
)
def test_what_lies_beyond_an_end_is_an_arrow_there(achieved: float, drawn: float, symbol: str) -> None:
    found = checked(bullets([row(achieved, 0.5, text="far")], palette=PALETTE))
    actual = trace(found, "actual")
    assert (actual["x"], actual["marker"]["symbol"]) == ([drawn], [symbol])
    assert any("far" in text for text in texts(found))


def test_without_a_share_there_is_no_bar_but_the_row_can_still_be_opened() -> None:
    found = checked(bullets([row(None, None, cell="one", hover="why")], palette=PALETTE))
    assert trace(found, "achieved")["x"] == []
    assert trace(found, "elapsed")["x"] == []
    assert trace(found, "actual")["marker"]["opacity"] == [0]
    assert trace(found, "actual")["customdata"] == ["one"]


def test_room_to_the_left_only_where_something_moved_away() -> None:
    still = checked(bullets([row(0.2, 0.5)], palette=PALETTE))
    away = checked(bullets([row(-0.2, 0.5)], palette=PALETTE))
    assert still["layout"]["xaxis"]["range"][0] > -0.05
    assert away["layout"]["xaxis"]["range"][0] == LOWEST


def test_time_that_has_run_out_stays_at_the_end_of_the_track() -> None:
    found = checked(bullets([row(0.2, 1.4)], palette=PALETTE))
    assert trace(found, "elapsed")["x"] == [1.0]


def test_words_are_escaped_and_cut_to_a_phones_width() -> None:
    long = Bullet("410300", "<甲> " + "长" * 60, "x", 0.1, 0.2, hover="a < b")
    found = checked(bullets([long], palette=PALETTE))
    label = texts(found)[0]
    assert label.startswith("<b>&lt;甲&gt;")
    assert label.endswith("…</b>")
    assert trace(found, "actual")["hovertext"] == ["a &lt; b"]


def test_details_too_long_for_a_line_break_after_the_status_and_all_rows_grow() -> None:
    short = Bullet("410300", "甲", "▽ 落后 · 3 → 5", 0.1, 0.2)
    long = Bullet("410300", "乙", "▽ 落后 · " + "三" * 26 + " → 5", 0.1, 0.2)
    flat, grown = (checked(bullets(rows, palette=PALETTE)) for rows in ([short, short], [short, long]))
    assert "▽ 落后 · 3 → 5" in texts(flat)
    assert texts(grown)[2:4] == ["▽ 落后 · 3 → 5", "▽ 落后<br>" + "三" * 26 + " → 5"]
    assert grown["layout"]["height"] - flat["layout"]["height"] == 2 * 16


def test_ends_and_key_are_named() -> None:
    given = {"actual": "reached", "elapsed": "time gone"}
    found = checked(bullets([row(0.2, 0.5)], palette=PALETTE, start="base", aim="target", key=given))
    said = " ".join(note["text"] for note in found["layout"]["annotations"])
    assert all(word in said for word in ("base", "target", "reached", "time gone"))


def test_no_targets_no_marks() -> None:
    assert trace(checked(bullets([], palette=PALETTE)), "actual")["x"] == []


class TestCourse:
    marks = (Mark("500000", "重庆", "2020", 4222), Mark("500000", "重庆", "2023", 7565))

    def test_the_path_leads_from_the_base_to_the_aim(self) -> None:
        series = Series("500000", "重庆", self.marks)
        found = checked(course(series, path=((2020, 4222), (2025, 8000)), palette=PALETTE, unit="家", aim="≥8,000"))
        assert trace(found, "path")["y"] == [4222, 8000]
        assert (trace(found, "target")["x"], trace(found, "target")["y"]) == ([2025], [8000])
        assert trace(found, "target")["text"] == ["≥8,000"]

    def test_a_supposed_way_on_is_dotted(self) -> None:
        series = Series("500000", "重庆", self.marks)
        found = checked(
            course(
                series, path=((2020, 4222), (2025, 8000)), ahead=((2023, 7565), (2025, 9000)), palette=PALETTE, unit=""
            )
        )
        assert trace(found, "ahead")["line"]["dash"] == "dot"

    def test_the_axis_holds_the_aim(self) -> None:
        series = Series("500000", "重庆", self.marks)
        found = checked(course(series, path=((2025, 20000),), palette=PALETTE, unit=""))
        assert found["layout"]["yaxis"]["range"][1] > 20000
        assert not [t for t in found["data"] if t.get("meta") == "path"]

    def test_without_figures_only_the_aim_stands(self) -> None:
        found = checked(course(Series("500000", "重庆", ()), path=((2025, 10.0),), palette=PALETTE, unit=""))
        assert trace(found, "target")["y"] == [10.0]


class TestPairs:
    rows = (
        Pair("410300", "甲 · 2025", "asks", before=5.0, wanted=8.0, hover="h", cell="one"),
        Pair("500000", "乙 · 2025", "asks", before=None, wanted=3.0, cell="two"),
    )

    def test_was_and_wanted_stand_on_one_row_with_a_line_between(self) -> None:
        found = checked(pairs(self.rows, palette=PALETTE, unit="%"))
        assert trace(found, "before")["x"] == [5.0]
        assert trace(found, "wanted")["x"] == [8.0, 3.0]
        assert trace(found, "between")["x"] == [5.0, 8.0, None]
        assert trace(found, "before")["marker"]["symbol"] == [f"{PALETTE.look('410300').symbol}-open"]

    def test_zero_is_on_the_axis(self) -> None:
        low, high = checked(pairs(self.rows, palette=PALETTE, unit="%"))["layout"]["xaxis"]["range"]
        assert low <= 0
        assert high > 8

    def test_its_key_tells_hollow_from_solid(self) -> None:
        found = checked(pairs(self.rows, palette=PALETTE, unit="%", key={"before": "past", "wanted": "asked"}))
        said = " ".join(note["text"] for note in found["layout"]["annotations"])
        assert "past" in said
        assert "asked" in said
