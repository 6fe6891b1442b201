"""The table of shares as a picture: texts, depth, nothing for a share of zero."""

from __future__ import annotations

from yardstick.charts import glance
from yardstick.charts.glance import EMPTY, GROUNDS


def test_each_cell_prints_its_text_and_deepens_with_its_share() -> None:
    figure = glance(["人才", "专利"], ["甲"], cells=[[(0.0, "0/4", "none")], [(1.0, "4/4\n2024", "all")]])
    bars, texts = figure.data
    assert list(texts.text) == ["0/4", "4/4<br>2024"]
    assert list(bars.marker.color) == [EMPTY, GROUNDS[-1]]


def test_the_smallest_share_above_zero_has_a_ground() -> None:
    figure = glance(["a"], ["b"], cells=[[(0.01, "1/100", "")]])
    assert list(figure.data[0].marker.color) == [GROUNDS[0]]


def test_rows_are_named_in_order_from_the_top() -> None:
    figure = glance(["first", "second"], ["b"], cells=[[(1, "", "")], [(1, "", "")]])
    assert list(figure.layout.yaxis.ticktext) == ["first", "second"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
