"""Sentences that are true of the figures, in both languages."""

import ast
from pathlib import Path
from string import Formatter

import pytest

from yardstick.compare import GUARDS, align, empty_finding, finding, position_finding
from yardstick.compare.speech import LEVEL_WORDS
from yardstick.i18n import words
from yardstick.normalise import reading_frame

ROOT = Path(__file__).parents[2]
LEVELS = {**dict.fromkeys("ABCD", "prefecture"), "P": "province"}


def said(records, indicator, speech, *, policy="same_year", **more):
    aligned = align(reading_frame(records), policy=policy, areas=more.pop("areas", None))
    return finding(aligned, indicator=indicator, levels=LEVELS, speech=speech, **more)


def test_the_leader_with_the_ratio_to_the_last(figures, an_indicator, english, chinese):
    records = figures({"A": 50, "B": 200, "C": 80})
    assert said(records, an_indicator(), english) == (
        "Beta leads the 3 areas with data in firms (2024): 200, 4 times that of Alpha (50)"
    )
    assert said(records, an_indicator(), chinese) == (
        "2024年企业数：有数据的3个地区中乙市领先，为200家，是甲市（50家）的4倍"
    )


def test_percentages_are_points_apart(figures, an_indicator, english):
    records = figures({"A": 2.5, "B": 4}, unit="percent")
    assert said(records, an_indicator(), english) == (
        "Beta leads the 2 areas with data in firms (2024): 4%, 1.5 pp more than Alpha (2.5%)"
    )


def test_the_direction_decides_the_words(figures, an_indicator, english):
    records = figures({"A": 50, "B": 200})
    assert said(records, an_indicator(direction="lower"), english) == (
        "Alpha has the lowest firms of the 2 areas with data (2024): 50, against 200 in Beta"
    )
    assert said(records, an_indicator(direction="neutral"), english).startswith("Beta has the highest firms")


def test_a_bound_stays_a_bound_and_its_ratio_is_rounded_to_the_true_side(figures, an_indicator, english):
    records = figures({"A": 30, "B": 200})
    records[1]["qualifier"] = ">"
    # 200 / 30 = 6.666…: "more than 6.67 times" would claim too much.
    assert said(records, an_indicator(), english) == (
        "Beta leads the 2 areas with data in firms (2024): more than 200, more than 6.66 times that of Alpha (30)"
    )


def test_nobody_leads_where_hedges_overlap(figures, an_indicator, english, chinese):
    records = figures({"A": 30, "B": 20, "C": 5})
    records[1]["qualifier"] = ">="
    assert said(records, an_indicator(), english) == (
        "Which of Alpha, Beta leads in firms (2024) is open: the figures are only bounds or about"
    )
    assert "领先，为" not in said(records, an_indicator(), chinese)


def test_the_last_is_not_named_where_hedges_overlap(figures, an_indicator, english):
    records = figures({"A": 30, "B": 7, "C": 5})
    records[1]["qualifier"] = "<"
    assert said(records, an_indicator(), english) == "Alpha leads the 3 areas with data in firms (2024): 30"


def test_ties_share_the_lead(figures, an_indicator, english):
    assert said(figures({"A": 30, "B": 30, "C": 5}), an_indicator(), english) == (
        "Alpha, Beta share the lead in firms among the 3 areas with data (2024): 30"
    )


def test_only_areas_with_data_are_counted(figures, an_indicator, english):
    records = figures({"A": 30, "B": 10, "C": None})
    assert "the 2 areas with data" in said(records, an_indicator(), english, areas=list("ABCD"))


def test_estimates_do_not_lead_and_are_not_counted(figures, an_indicator, english):
    records = figures({"A": 30, "B": 10, "C": 99})
    records[2]["obs_status"] = "E"
    assert said(records, an_indicator(), english).startswith(
        "Alpha leads the 2 areas with final or provisional figures in firms"
    )


def test_totals_of_unlike_levels_are_told_but_not_ranked(figures, an_indicator, english, chinese):
    records = figures({"A": 50, "P": 9000})
    assert said(records, an_indicator(scale="extensive"), english) == (
        "firms (2024): Alpha 50, Pro 9,000; areas of different levels are not ranked on totals"
    )
    assert said(records, an_indicator(scale="extensive"), chinese).endswith("不按总量排名")
    assert "leads" in said(records, an_indicator(scale="extensive"), english, form="per_capita")


def test_mixed_periods_are_told_with_their_periods(figures, an_indicator, english):
    records = figures({"A": 50}, period="2022") + figures({"B": 60}, period="2024")
    assert said(records, an_indicator(), english, policy="latest") == (
        "firms: Alpha 50 (2022), Beta 60 (2024); the periods differ, so the areas are not ranked"
    )


def test_a_single_area_is_told_alone(figures, an_indicator, english):
    assert said(figures({"A": 50}), an_indicator(), english) == "Alpha: firms 50 (2024)"
    assert said(figures({"A": 50}), an_indicator(), english, areas=["A", "B"]).endswith(
        "no other area chosen has a figure"
    )


def test_an_empty_picture_says_what_is_missing(an_indicator, english, chinese):
    nothing = align(reading_frame([]), policy="same_year", period="2024", areas=["A"])
    assert empty_finding(nothing, indicator=an_indicator(), speech=english) == "No figure for firms in 2024"
    assert said([], an_indicator(), chinese) == "所选地区没有企业数的数据"


def test_a_position_is_told_with_the_number_of_peers(figures, an_indicator, english, chinese):
    (row,) = align(reading_frame(figures({"A": 75}, unit="percent", qualifier="~")), policy="same_year").rows
    told = {"level": "prefecture", "subject": "firms"}
    assert position_finding(row, 16, speech=english, **told) == (
        "firms (2024): Alpha is ahead of about 75% of the 16 other prefectures with a figure"
    )
    assert position_finding(row, 16, speech=chinese, **told | {"subject": "企业数"}) == (
        "2024年企业数：在其他16个有数据的地级市中，甲市优于约75%"
    )


def translated():
    return words("zh").catalogue


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def spoken():
    """Every text with a field that these rooms hand to the translator, and the fixed words."""
    yield from (*GUARDS.values(), *LEVEL_WORDS.values(), "unchanged")
    for path in [*(ROOT / "yardstick" / "compare").glob("*.py"), ROOT / "yardstick" / "normalise" / "refusal.py"]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        unspoken = {id(part) for node in ast.walk(tree) for part in _unspoken(node)}
        texts = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in unspoken)
        yield from (n.value for n in texts if isinstance(n.value, str) and "{" in n.value)


def _unspoken(node):
    """Docstrings and the pieces of f-strings."""
    if isinstance(node, ast.JoinedStr):
        yield from ast.walk(node)
    if isinstance(node, ast.Expr):
        yield node.value


@pytest.mark.parametrize("msgid", sorted(set(spoken())))
def test_every_sentence_has_a_chinese_twin_with_the_same_fields(msgid):
    chinese = translated().get(msgid, "")
    assert chinese
    assert fields(chinese) == fields(msgid)
