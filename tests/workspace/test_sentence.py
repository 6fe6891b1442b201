"""The sentence of a figure is shown only from the very text it was read from."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from yardstick.errors import InputError
from yardstick.workspace import Workspace
from yardstick.workspace.documents import add_documents
from yardstick.workspace.passages import sentence

TEXT = "前面一句。本例城市有测试企业 1234 家,比上年多。后面一句。"
START = TEXT.index("1234")
PLACE = f"char:{START}-{START + 4}"


@pytest.fixture
def place(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The workspace with a folder of its own for documents and one source whose text is TEXT."""
    source = next(iter(workspace.sources.values()))
    digest = hashlib.sha256(TEXT.encode("utf-8")).hexdigest()
    monkeypatch.setattr(workspace, "folder", tmp_path)
    monkeypatch.setattr(workspace, "sources", {"told": replace(source, id="told", sha256=digest)})
    return workspace


def test_absent_without_the_document(place: Workspace) -> None:
    assert sentence(place, "told", PLACE).state == "absent"


def test_shown_with_the_figure_marked(place: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "anything.txt"
    file.write_bytes(TEXT.encode("utf-8"))
    assert list(add_documents(place, [file])) == [f"told: {place.sources['told'].title}"]
    found = sentence(place, "told", PLACE)
    assert (found.state, found.before, found.figure, found.after) == (
        "shown",
        "本例城市有测试企业 ",
        "1234",
        " 家,比上年多。",
    )


def test_changed_text_is_not_shown(place: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / place.config.paths.documents
    folder.mkdir(parents=True)
    (folder / "told.txt").write_bytes((TEXT + " ").encode("utf-8"))
    assert sentence(place, "told", PLACE).state == "changed"


def test_figure_from_a_table_has_no_sentence(place: Workspace) -> None:
    assert sentence(place, "told", "row:A/i/2020").state == "not_text"


def test_wrong_text_is_refused_with_its_hash(place: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "other.txt"
    file.write_bytes(b"something else")
    with pytest.raises(InputError) as caught:
        list(add_documents(place, [file, tmp_path / "no-such.txt"]))
    assert len(caught.value.problems) == 2
    assert caught.value.problems[1].found == hashlib.sha256(b"something else").hexdigest()
    assert not (tmp_path / place.config.paths.documents).exists()
