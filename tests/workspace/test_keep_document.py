"""A document in any form is kept as the plain text its source names; a new one under the id it is given."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from text_files import docx, paragraph, pdf

from yardstick.errors import InputError
from yardstick.workspace import Workspace
from yardstick.workspace.documents import add_documents, keep_document

TEXT = "某市有测试企业１２家。"


@pytest.fixture
def place(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The workspace with a folder of its own for documents and one source whose text is TEXT."""
    source = next(iter(workspace.sources.values()))
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    monkeypatch.setattr(workspace, "folder", tmp_path)
    monkeypatch.setattr(workspace, "sources", {"told": replace(source, id="told", sha256=digest)})
    return workspace


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT.encode()),
        ("a.txt", TEXT.encode("utf-8-sig")),
        ("a.txt", TEXT.encode("gb18030")),
        ("a.md", TEXT.encode()),
        ("a.html", f"<html><nav>9</nav><p>{TEXT}</p>".encode()),
        ("a.docx", docx(paragraph(TEXT))),
        ("a.pdf", pdf([(50, 500, TEXT)])),
    ],
)
def test_a_known_text_in_any_form(place: Workspace, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert list(add_documents(place, [tmp_path / name])) == [f"told: {place.sources['told'].title}"]
    assert (tmp_path / place.config.paths.documents / "told.txt").read_bytes() == TEXT.encode()


def test_what_is_no_document_is_refused_and_the_others_are_kept(place: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.docm").write_bytes(docx(paragraph(TEXT)))
    (tmp_path / "b.docx").write_bytes(docx(paragraph(TEXT)))
    (tmp_path / "c.html").write_text(f"<p>{TEXT}</p><p>又一句。</p>")
    with pytest.raises(InputError) as told:
        list(add_documents(place, [tmp_path / "a.docm", tmp_path / "b.docx", tmp_path / "c.html"]))
    assert [p.message for p in told.value.problems] == [
        "the document holds macros",
        "not the text any figure was read from",
    ]
    assert (tmp_path / place.config.paths.documents / "told.txt").is_file()


def test_a_new_document_is_kept_as_it_is(place: Workspace, tmp_path: Path) -> None:
    text = "甲\r\n乙\n"
    path = keep_document(place, "new-2024", text)
    assert path == tmp_path / place.config.paths.documents / "new-2024.txt"
    assert path.read_bytes() == text.encode()
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(0o600)
    assert keep_document(place, "new-2024", "丙").read_text() == "丙"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["new-2024.txt"]


@pytest.mark.parametrize("name", ["", "..", "../a", "a/b", "/a", ".a", "a\\b", "a\0", "-a", "某" * 80])
def test_an_id_that_can_name_no_file(place: Workspace, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="this id cannot name a file"):
        keep_document(place, name, TEXT)
    assert not (tmp_path / "data").exists()


def test_a_known_source_keeps_no_other_text(place: Workspace) -> None:
    with pytest.raises(InputError, match="not the text any figure was read from"):
        keep_document(place, "told", TEXT + "又一句。")


def test_where_nothing_can_be_written_nothing_is_left(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = keep_document(place, "new-2024", "甲")

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("yardstick.workspace.aside.os.replace", refuse)
    with pytest.raises(OSError):
        keep_document(place, "new-2024", "乙")
    assert path.read_text() == "甲"
    assert [p.name for p in path.parent.iterdir()] == ["new-2024.txt"]
