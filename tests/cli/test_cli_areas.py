"""Areas named on the command line: by code, by name in either language, by alias; and what is no area's name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import typer
from click.testing import Result

from yardstick.cli.areas import codes_of
from yardstick.model import Area, AreaBook

BOOK = AreaBook.of(
    [
        Area("500000", "重庆市", "Chongqing", "province", "", ("重庆", "渝")),
        Area("500112", "渝北区", "Yubei", "county", "500000"),
        Area("110105", "朝阳区", "Chaoyang", "county", ""),
        Area("220104", "朝阳区", "Chaoyang", "county", ""),
    ]
)


@pytest.mark.parametrize("word", ["500000", "重庆", "重庆市", "渝", "Chongqing", " chongqing "])
def test_an_area_is_known_by_code_name_and_alias(word: str) -> None:
    assert codes_of(BOOK, [word], option="--area") == ["500000"]


def test_each_area_is_asked_for_once() -> None:
    assert codes_of(BOOK, ["渝北区", "重庆", "500000"], option="--area") == ["500112", "500000"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("重庆市市", "unknown: 重庆市市, did you mean 500000 (重庆市)?"),
        ("朝阳区", "unknown: 朝阳区, did you mean 110105 (朝阳区) or 220104 (朝阳区)?"),
        ("50000", "unknown: 50000, did you mean 500000?"),
        ("巴黎", "unknown: 巴黎"),
        ("", "unknown: empty"),
    ],
)
def test_a_word_that_names_no_area_or_several_is_wrong_usage(word: str, said: str) -> None:
    with pytest.raises(typer.BadParameter) as refused:
        codes_of(BOOK, [word], option="--area")
    assert refused.value.message == said


def test_query_and_explain_take_a_name(built: Callable[..., Result]) -> None:
    by_name = built("query", "--indicator", "firms", "--area", "湖北", "--format", "csv")
    by_code = built("query", "--indicator", "firms", "--area", "420000", "--format", "csv")
    assert (by_name.exit_code, by_name.stdout) == (0, by_code.stdout)
    assert built("explain", "鄂", "firms", "2022").stdout == built("explain", "420000", "firms", "2022").stdout
