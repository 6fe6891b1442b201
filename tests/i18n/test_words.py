"""Words: translation, fields, lists, and where the catalogues are read from."""

import pytest

from yardstick.i18n import Words, words

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def folder(tmp_path):
    for lang, name, text in (
        (
            "zh",
            "a.po",
            'msgid "Overview"\nmsgstr "总览"\n\nmsgid "no figure for {x}"\nmsgstr "{x}没有数据"\n',
        ),
        ("zh", "b.po", 'msgid "Area"\nmsgstr "地区"\n\nmsgid "Not yet"\nmsgstr ""\n'),
        ("en", "n.po", 'msgid "初步数"\nmsgstr "preliminary"\n'),
    ):
        place = tmp_path / lang / "LC_MESSAGES"
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(PO + text, encoding="utf-8")
    return tmp_path


def test_every_file_of_the_language_is_read(folder):
    zh = words("zh", folder)
    assert (zh("Overview"), zh("Area")) == ("总览", "地区")
    assert words("en", folder)("初步数") == "preliminary"


def test_fields_are_filled_in_either_language(folder):
    assert words("zh", folder)("no figure for {x}", x="2022年") == "2022年没有数据"
    assert words("en", folder)("no figure for {x}", x="2022") == "no figure for 2022"


def test_a_text_without_a_translation_stands_for_itself(folder):
    assert words("zh", folder)("Not yet") == "Not yet"
    assert words("zh", folder)("Never heard of") == "Never heard of"


def test_braces_stay_where_no_field_is_given(folder):
    assert words("en", folder)("{zh: …, en: …}") == "{zh: …, en: …}"


def test_a_list_is_joined_as_the_language_does():
    assert Words("zh", {}).list(["甲", "乙"]) == "甲、乙"
    assert Words("en", {}).list(["a", "b"]) == "a, b"
    assert Words("en", {}).list([]) == ""


def test_an_unknown_language_is_an_error():
    with pytest.raises(KeyError):
        words("fr")


def test_the_projects_own_words_are_found():
    assert words("zh")("no figure") != "no figure"
    assert words("en")("no figure") == "no figure"
