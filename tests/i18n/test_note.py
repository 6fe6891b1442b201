"""Notes of readings: every fragment that the reviewed data carry has English."""

import csv
import re
from pathlib import Path

import pytest
import yaml

from yardstick.i18n import say_note, words
from yardstick.i18n.note import BETWEEN

DATA = Path(__file__).resolve().parents[2] / "data"
ZH, EN = words("zh"), words("en")


@pytest.mark.parametrize(
    ("note", "en"),
    [
        ("", ""),
        ("初步数", "preliminary"),
        ("累计；基期未写明", "cumulative; the base period is not stated"),
        ("其中国家级32", "of which 32 at national level"),
        ("普查时点为11月1日零时", "census moment: midnight of day 1, month 11"),
        ("累计；从未见过的说法", "cumulative; 从未见过的说法"),
    ],
)
def test_a_note_is_told_fragment_by_fragment(note, en):
    assert say_note(note, EN) == en
    assert say_note(note, ZH) == note


def rows(pattern):
    for path in sorted(DATA.glob(pattern)):
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def notes():
    yield from (row["note"] for pattern in ("observations/*.csv", "targets/*.csv") for row in rows(pattern))
    yield from (row["value"] for row in rows("conversion/rules.csv") if row["field"] == "note")
    corrections = yaml.safe_load((DATA / "corrections.yaml").read_text(encoding="utf-8")) or []
    yield from (c["reason"]["zh"] for c in corrections if c["action"] != "drop" and c["state"] == "applied")


def test_every_fragment_in_the_data_has_english():
    fragments = {part.strip() for note in notes() for part in note.split(BETWEEN) if part.strip()}
    chinese = re.compile("[一-鿿]")
    assert sorted(part for part in fragments if chinese.search(say_note(part, EN))) == []
    assert len(fragments) > 50
