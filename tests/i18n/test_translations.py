"""Every text a reader may meet has its Chinese: same fields, one translation, nothing left over."""

import ast
import re
from pathlib import Path

import msgids
import pytest
from babel.messages.pofile import read_po

from yardstick.i18n.form import Forms
from yardstick.i18n.problem import FILE

LOCALES = msgids.ROOT / "locales"
FILES = sorted([*LOCALES.glob("*/LC_MESSAGES/*.po"), *LOCALES.glob("parts/*.po")])
CODES = re.compile(r"[\d\W]*")


def language(path: Path) -> str:
    return "zh" if path.parent.name == "parts" else path.parents[1].name


def entries(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, locale=language(path)) if m.id}


def chinese() -> dict[str, str]:
    return {msgid: text for path in FILES if language(path) == "zh" for msgid, text in entries(path).items()}


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)(?::[^}]*)?\}", text))


def form(text: str) -> str:
    return re.sub(r"\{\w+\}", "{x}", text)


def test_every_text_of_the_interface_has_chinese():
    known = chinese()
    assert sorted(text for text in msgids.interface() if not CODES.fullmatch(form(text)) and not known.get(text)) == []


def test_every_text_of_a_problem_has_chinese():
    said = Forms.of("zh", FILE)
    texts = {text.replace("{x}", "7") for text in msgids.problems()}
    assert sorted(text for text in texts if text not in said.words.catalogue and said.say(text) == text) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{language(path)}/{path.stem}")
def test_a_translation_has_the_fields_of_its_msgid(path):
    wrong = {msgid: text for msgid, text in entries(path).items() if text and fields(msgid) != fields(text)}
    assert wrong == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{language(path)}/{path.stem}")
def test_no_translation_is_empty_or_fuzzy(path):
    with path.open("rb") as file:
        found = [str(m.id) for m in read_po(file, locale=language(path)) if m.id and (m.fuzzy or not m.string)]
    assert found == []


def test_no_text_has_two_translations():
    told: dict[tuple[str, str], set[str]] = {}
    for path in FILES:
        for msgid, text in entries(path).items():
            told.setdefault((language(path), msgid), set()).add(text)
    assert {msgid: texts for (_, msgid), texts in told.items() if len(texts) > 1} == {}


def test_no_translation_is_unused():
    """Used is what stands in the code, is part of a problem's text, or is two of its texts with a comma between."""
    used = msgids.constants() | msgids.interface()
    made = msgids.composed() | {form(text) for text in msgids.problems()}
    left = {msgid for msgid in chinese() if msgid not in used and not any(form(msgid) in text for text in made)}
    assert sorted(text for text in left if not set(form(text).split(", ")) <= made) == []


def test_tables_of_msgids_that_translators_are_given_are_listed():
    """A table in capitals that is looked up inside a translator's argument is one this test reads."""
    listed = {name.partition(":")[2] for name in msgids.TABLES}
    asked = set()
    for _, tree in msgids.trees(msgids.PACKAGE):
        for node in ast.walk(tree):
            if msgids.called(node) in msgids.TRANSLATORS and node.args:
                names = (n.id if isinstance(n, ast.Name) else n.attr for n in _named(node.args[0]))
                asked |= {name for name in names if name.isupper() and len(name) > 1}
    assert asked - listed == set()


def _named(node):
    return [n for n in ast.walk(node) if isinstance(n, ast.Name | ast.Attribute)]
