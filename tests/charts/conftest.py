"""Marks to draw with, worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yardstick.charts import Mark, Palette, Series

NAMES = {"410300": "洛阳市", "411400": "商丘市", "500000": "重庆市", "420000": "湖北省", "371300": "临沂市"}


def make_mark(area: str, period: str, value: float | None, **given: object) -> Mark:
    """A mark with its name, text and hover filled in."""
    words = {"label": NAMES.get(area, area), "text": f"{value} 家", "hover": f"{area}\n{value} 家 · {period}"}
    return Mark(**({"area": area, "period": period, "value": value} | words | given))  # type: ignore[arg-type]


@pytest.fixture
def mark() -> Callable[..., Mark]:
    return make_mark


@pytest.fixture
def palette() -> Palette:
    return Palette({code: slot for slot, code in enumerate(NAMES)})


@pytest.fixture
def chongqing() -> Series:
    """2018–2020 final (2019 hedged), 2021 missing, 2022 implied, 2023 final, 2024 provisional."""
    marks = [
        make_mark("500000", "2018", 2504),
        make_mark("500000", "2019", 3100, qualifier=">", text="＞3,100 家"),
        make_mark("500000", "2020", 4222),
        make_mark("500000", "2021", None, status="M", text="未公布"),
        make_mark("500000", "2022", 6348, status="I"),
        make_mark("500000", "2023", 7565),
        make_mark("500000", "2024", 8837, status="P"),
    ]
    return Series("500000", "重庆市", marks)
