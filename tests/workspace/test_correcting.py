"""Correcting a figure that is held: foreseen, done, guarded, listed, withdrawn, and put aside when it is mended."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from yardstick.errors import InputError, StoreError
from yardstick.model import Observation, Period
from yardstick.store import Change, MovedError, accept
from yardstick.workspace import Workspace

ROWS = "data/observations/reports.csv"
HUBEI = ("firms", "420000", "value", "2022", "report", "char:13-19")
LUOYANG = ("firms", "410300", "value", "2022", "report", "char:42-43")
GROWTH = ("firms", "420000", "growth", "2022", "report", "char:22-27")
FIRST, SECOND = 1_000_001, 1_000_002
WHO: Any = {"author": "王工", "reason": "多录了一位", "reason_en": "one digit too many"}


def said(place: Path, key: tuple[str, ...]) -> list[float | None]:
    """The figures of the key's cell that have a value."""
    indicator, area, measure, period, *_ = key
    return [reading.value for reading in Workspace.open(place).correctable(area, indicator, period, measure)]


def rewrite(place: Path, old: str, new: str) -> None:
    """Change the reviewed figures, and build."""
    path = place / ROWS
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    Workspace.build(place)


def imported(place: Path) -> None:
    """Luoyang's firms of 2023, from no file of data/."""
    row = Observation(
        indicator="firms", area="410300", measure="value", period=Period.parse("2023"), value=12000.0, qualifier="=",
        unit="enterprises", obs_status="A", source="bulletin", locator="row:3", stated_value="1.2", stated_unit="万家",
    )  # fmt: skip
    change = Change(kind="import", author="steward", at=dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC), reason="导入")
    accept(place / "data" / "store", change, observations=[row])


def test_an_override_in_the_unit_the_source_states(place: Path) -> None:
    workspace = Workspace.open(place)
    found = workspace.foresee_correction(LUOYANG, "override", expect="0.1", value="0.25")
    assert (found.old.value, found.new and found.new.value, found.percent) == (1000.0, 2500.0, 150.0)
    assert workspace.correct(LUOYANG, "override", expect="0.1", value="0.25", **WHO).id == FIRST
    (reading,) = Workspace.open(place).correctable("410300", "firms", "2022")
    assert (reading.value, reading.qualifier, reading.stated_value, reading.stated_unit, reading.note) == (
        2500.0, ">", "0.1", "万家", "多录了一位",
    )  # fmt: skip
    explained = Workspace.open(place).explain("410300", "firms", "2022")
    assert explained.correction == ("多录了一位", "one digit too many")


def test_a_scale_multiplies_what_is_stated(place: Path) -> None:
    Workspace.open(place).correct(HUBEI, "scale", expect="20,000", value="1.5", **WHO)
    assert said(place, HUBEI) == [30000.0]


def test_a_drop_takes_the_figure_out(place: Path) -> None:
    found = Workspace.open(place).foresee_correction(HUBEI, "drop", expect="20000")
    assert (found.new, found.percent) == (None, None)
    Workspace.open(place).correct(HUBEI, "drop", expect="20000", **WHO)
    assert said(place, HUBEI) == []


def test_a_flag_only_adds_its_reason(place: Path) -> None:
    Workspace.open(place).correct(HUBEI, "flag", expect="20000", **WHO)
    (reading,) = Workspace.open(place).correctable("420000", "firms", "2022")
    assert (reading.value, reading.note) == (20000.0, "多录了一位")


def test_an_imported_figure_is_corrected_too_and_a_build_keeps_it(place: Path) -> None:
    imported(place)
    key = ("firms", "410300", "value", "2023", "bulletin", "row:3")
    Workspace.open(place).correct(key, "override", expect="1.2", value="1.1", **WHO)
    Workspace.build(place)
    assert said(place, key) == [11000.0]


def test_the_list_names_all_corrections_with_their_state(place: Path) -> None:
    Workspace.open(place).correct(LUOYANG, "override", expect="0.1", value="0.25", **WHO)
    filed, accepted = Workspace.open(place).corrections()
    assert (filed.name, filed.file, filed.line, filed.action, filed.state, filed.expect, filed.value) == (
        "lost-point", "data/corrections.yaml", 1, "override", "applied", "2500", "25",
    )  # fmt: skip
    assert (filed.before, filed.after, filed.change_set) == (2500.0, 25.0, None)
    assert (accepted.change_set, accepted.action, accepted.state, accepted.expect, accepted.value) == (
        FIRST, "override", "applied", "0.1", "0.25",
    )  # fmt: skip
    assert (accepted.before, accepted.after, accepted.author, accepted.line) == (1000.0, 2500.0, "王工", None)
    assert (accepted.reason, accepted.date) == (("多录了一位", "one digit too many"), dt.date.today())


def test_taken_back_it_is_withdrawn(place: Path) -> None:
    Workspace.open(place).correct(HUBEI, "drop", expect="20000", **WHO)
    Workspace.open(place).revert("last", author="李工", reason="原数无误")
    assert said(place, HUBEI) == [20000.0]
    assert [row.state for row in Workspace.open(place).corrections()] == ["applied", "withdrawn"]


def test_a_correction_of_a_corrected_figure_replaces_the_one_of_the_file(place: Path) -> None:
    Workspace.open(place).correct(GROWTH, "override", expect="2500", value="25.3", **WHO)
    assert said(place, GROWTH) == [25.3]
    assert [row.state for row in Workspace.open(place).corrections()] == ["replaced", "applied"]


def test_a_mended_figure_is_shown_and_the_correction_told(place: Path) -> None:
    Workspace.open(place).correct(LUOYANG, "override", expect="0.1", value="0.25", **WHO)
    assert Workspace.open(place).mended() == ()
    rewrite(place, ",0.1,,>,", ",0.3,,=,")
    assert said(place, LUOYANG) == [3000.0]
    workspace = Workspace.open(place)
    (note,) = workspace.mended()
    assert str(note) == (
        "data/store 1000001: the source has been mended, found 0.3, expected 0.1, "
        "hint: take the change set back, or leave it: it has no effect"
    ).replace("data/store 1000001", "data/store: 1000001")
    assert workspace.corrections()[1].state == "mended"
    assert workspace.status()["corrections_mended"] == 1
    assert workspace.correction_reason(LUOYANG) == ("", "")
    rewrite(place, ",0.3,,=,", ",0.1,,>,")
    assert said(place, LUOYANG) == [2500.0]


def test_as_known_on_a_day_before_there_was_no_correction(place: Path) -> None:
    Workspace.open(place).correct(HUBEI, "drop", expect="20000", **WHO)
    then = Workspace.open(place).as_of(dt.date(2024, 1, 1))
    assert then.corrections() == ()
    with pytest.raises(StoreError, match="as known on 2024-01-01"):
        then.correct(HUBEI, "drop", expect="20000", **WHO)


@pytest.mark.parametrize(
    ("key", "action", "asked", "words"),
    [
        (HUBEI, "override", {"expect": "19999", "value": "1"}, "mended: 20000 is stated, 19999 was expected"),
        (HUBEI, "override", {"expect": "", "value": "1"}, "mended: 20000 is stated, - was expected"),
        (GROWTH, "drop", {"expect": "25"}, "mended: 2500 is stated, 25 was expected"),
        (HUBEI, "override", {"expect": "20000", "value": "many"}, "many is not a number"),
        (HUBEI, "override", {"expect": "20000", "value": "1e999"}, "1e999 is not a number"),
        (HUBEI, "override", {"expect": "20000", "value": "NaN"}, "NaN is not a number"),
        (HUBEI, "scale", {"expect": "20000", "value": ""}, "- is not a number"),
        (HUBEI, "scale", {"expect": "20000", "value": "1"}, "would change nothing"),
        (HUBEI, "flag", {"expect": "20000", "reason": "  "}, "say who corrects the figure, and why"),
        (HUBEI, "flag", {"expect": "20000", "author": ""}, "say who corrects the figure, and why"),
        ((*HUBEI[:5], "char:1-2"), "drop", {"expect": "20000"}, "is not found: firms 420000 value 2022 report char"),
        (("firms", "410300", "value", "2021", "report", "char:40-41"), "flag", {"expect": ""}, "without a value"),
    ],
)
def test_what_cannot_be_corrected_is_refused_in_words(
    place: Path, key: tuple[str, ...], action: Any, asked: dict[str, str], words: str
) -> None:
    with pytest.raises(StoreError, match=words):
        Workspace.open(place).correct(key, action, **WHO | asked)
    assert [row.name for row in Workspace.open(place).corrections()] == ["lost-point"]


def test_who_looked_at_another_store_looks_again(place: Path) -> None:
    first, second = Workspace.open(place), Workspace.open(place)
    first.correct(HUBEI, "flag", expect="20000", **WHO)
    with pytest.raises(MovedError):
        second.correct(LUOYANG, "flag", expect="0.1", **WHO)


def test_the_guard_of_the_file_still_refuses_to_build(place: Path) -> None:
    path = place / ROWS
    path.write_text(path.read_text(encoding="utf-8").replace(",2500,", ",25,"), encoding="utf-8")
    with pytest.raises(InputError, match="the source has been mended"):
        Workspace.build(place)
    Workspace.build(place, sound_only=True)
    assert [row.state for row in Workspace.open(place).corrections()] == ["mended"]
