"""A figure of a document told as it stands in the text."""

from __future__ import annotations

import pytest

from yardstick.reader import Candidate
from yardstick.ui.paper_view import hedged

TEXT = "突破210亿元，增长10%左右，力争今年达到2600家"


@pytest.mark.parametrize(
    ("piece", "hedge", "told"),
    [
        ("210亿元", "突破", "突破210亿元"),
        ("10%", "左右", "10%左右"),
        ("2600家", "力争", "2600家"),
        ("210亿元", "", "210亿元"),
        ("210亿元", "不存在的长词", "210亿元"),
    ],
)
def test_the_word_beside_a_figure_is_told_with_it(piece: str, hedge: str, told: str) -> None:
    start = TEXT.index(piece)
    found = Candidate(
        start, start + len(piece), 0, len(TEXT), "410300", "", "actual", "value", "=", 1.0, "家", "2025", hedge=hedge
    )
    assert hedged(found, TEXT) == told
