"""Text on figures, and labels that keep apart."""

from __future__ import annotations

import itertools

import pytest

from yardstick.charts.lettering import plain, spread, wrap


def test_text_cannot_become_markup() -> None:
    assert plain("<3000 & more\nnext") == "&lt;3000 &amp; more<br>next"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("洛阳市", "洛阳市"),
        ("每万人科技型中小企业", "每万人科技\n型中小企业"),
        ("技术合同成交额与GDP之比", "技术合同成交\n额与GDP之比"),
    ],
)
def test_long_names_break_evenly_and_not_inside_a_word(text: str, rows: str) -> None:
    assert wrap(text, 8) == rows


def test_a_name_too_long_for_its_lines_says_so() -> None:
    assert wrap("一二三四五六七八九十", 4, lines=1) == "一二三…"


def test_labels_far_apart_stay_where_they_are() -> None:
    assert spread([10, 50, 90], 18, 0, 100) == [10, 50, 90]


def test_labels_that_collide_share_the_difference_and_keep_their_order() -> None:
    assert spread([50, 52], 18, 0, 100) == [42, 60]
    assert spread([52, 50], 18, 0, 100) == [60, 42]


def test_labels_stay_inside() -> None:
    placed = spread([1, 2, 3, 99], 18, 0, 100)
    assert min(placed) == 0
    assert max(placed) <= 100
    assert all(later - earlier >= 17.999 for earlier, later in itertools.pairwise(placed))


def test_more_labels_than_room_are_spaced_evenly() -> None:
    assert spread([50, 50, 50], 80, 0, 100) == [0, 50, 100]
