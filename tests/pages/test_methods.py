"""Methods: rules told from the code, definitions found by theme and by word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.page
Visit = Callable[..., AppTest]


def asked(at: AppTest, name: str) -> str:
    """A parameter of the address."""
    value = at.query_params[name]
    return value if isinstance(value, str) else str(value[-1])


def words(at: AppTest) -> str:
    """Everything said on the page in running text."""
    return "\n".join(str(e.value) for kind in (at.markdown, at.caption, at.info, at.warning) for e in kind)


def test_every_section_is_there(visit: Visit) -> None:
    said = words(visit("methods", lang="en"))
    for title in (
        "Status of a figure",
        "Signs before a figure",
        "Implied values",
        "Reasons for a gap",
        "How numbers are",
    ):
        assert f"## {title}" in said


def test_one_section_alone(visit: Visit) -> None:
    at = visit("methods", lang="en")
    at.segmented_control(key="q.section").set_value("implied").run()
    assert not at.exception
    assert "## Implied values" in words(at)
    assert "## Status of a figure" not in words(at)
    assert asked(at, "section") == "implied"


def test_numbers_are_written_by_the_function_that_prints_them(visit: Visit) -> None:
    assert "8,837家" in words(visit("methods", section="numbers"))
    assert "8,837 enterprises" in words(visit("methods", section="numbers", lang="en"))


def test_definitions_of_a_theme(visit: Visit) -> None:
    at = visit("methods", read="definitions", theme="enterprises", lang="en")
    assert "**High-tech enterprises**" in words(at)
    assert "**Gross domestic product**" not in words(at)


def test_a_formula_names_its_inputs(visit: Visit) -> None:
    at = visit("methods", read="definitions", theme="", find="voucher redemption", lang="en")
    assert "÷" in words(at)


def test_words_are_looked_for_in_name_and_definition(visit: Visit) -> None:
    at = visit("methods", read="definitions", theme="enterprises")
    at.text_input(key="q.find").set_value("瞪羚").run()
    assert not at.exception
    assert "**瞪羚企业数**" in words(at)
    assert "**高新技术企业数**" not in words(at)
    assert asked(at, "find") == "瞪羚"


def test_words_not_in_the_theme_are_looked_for_in_the_others(visit: Visit) -> None:
    said = words(visit("methods", read="definitions", theme="talent", find="瞪羚", lang="en"))
    assert "None in this theme" in said
    assert "Gazelle" in said


def test_nothing_found_explains_itself(visit: Visit) -> None:
    at = visit("methods", read="definitions", find="zzzz", lang="en")
    assert "No indicator holds these words" in words(at)


def test_a_wrong_word_in_the_address_is_told(visit: Visit) -> None:
    at = visit("methods", read="poems", lang="en")
    assert any("poems" in w.value for w in at.warning)
    assert "## Status of a figure" in words(at)


def test_language_changes(visit: Visit) -> None:
    at = visit("methods")
    assert "每个数据如何得出" in words(at)
    at.button(key="main.language").click().run()
    assert "How each number here is made" in words(at)
