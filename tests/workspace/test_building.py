"""Building is all or nothing: problems, crashes and broken settings leave the published store as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from yardstick.errors import InputError, StoreError
from yardstick.workspace import Workspace

TINY = Path(__file__).parents[1] / "cli" / "installation"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A small built installation of one's own."""
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("store", "*.duckdb"))
    Workspace.build(folder)
    return folder


def break_definition(folder: Path) -> str:
    """Give one indicator an unknown unit; its file."""
    path = next(
        p for p in sorted((folder / "indicators").rglob("*.yaml")) if p.parent.name not in ("indicators", "schema")
    )
    text = path.read_text(encoding="utf-8")
    lines = ["unit: furlongs" if line.startswith("unit:") else line for line in text.splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path.relative_to(folder).as_posix()


def test_two_builds_give_the_same_reading_to_the_byte(tiny: Path) -> None:
    first = Workspace.open(tiny)
    before, version = first.store.export_reading(), first.store.data_version
    Workspace.build(tiny)
    second = Workspace.open(tiny)
    assert second.identity != first.identity
    assert second.store.export_reading() == before
    assert second.store.data_version == version


def test_problem_in_a_definition_keeps_the_old_store_and_is_noted(tiny: Path) -> None:
    store, identity = Workspace.open(tiny).store.path, Workspace.identity_of(tiny)
    file = break_definition(tiny)
    with pytest.raises(InputError) as caught:
        Workspace.build(tiny)
    assert any(p.path == file and p.line and "furlongs" in p.found for p in caught.value.problems)
    assert Workspace.identity_of(tiny) != identity  # a server looks again, and tells
    workspace = Workspace.open(tiny)
    assert workspace.store.path == store
    assert any(p.path == file for p in workspace.problems)
    assert (
        file.rsplit("/", 1)[-1].removesuffix(".yaml") in workspace.catalogue
    )  # served with the definitions it was built with


def test_sound_only_builds_the_rest(tiny: Path) -> None:
    file = break_definition(tiny)
    Workspace.build(tiny, sound_only=True)
    workspace = Workspace.open(tiny)
    assert file.rsplit("/", 1)[-1].removesuffix(".yaml") not in workspace.catalogue
    assert len(workspace.catalogue) > 0


def test_mended_definition_clears_the_note(tiny: Path) -> None:
    file = break_definition(tiny)
    with pytest.raises(InputError):
        Workspace.build(tiny)
    shutil.copy2(TINY / file, tiny / file)
    Workspace.build(tiny)
    assert Workspace.open(tiny).problems == ()


def test_crash_before_the_swap_leaves_the_old_store(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = Workspace.identity_of(tiny)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("yardstick.workspace.building._keep_definitions", crash)
    with pytest.raises(KeyboardInterrupt):
        Workspace.build(tiny)
    assert Workspace.identity_of(tiny) == identity
    assert Workspace.open(tiny).status()["observations"]


def test_broken_settings_do_not_keep_a_good_store_from_being_opened(tiny: Path) -> None:
    (tiny / "config.yaml").write_text("title: [", encoding="utf-8")
    assert Workspace.open(tiny).status()["observations"]
    with pytest.raises(InputError) as caught:
        Workspace.build(tiny)
    assert caught.value.problems[0].path == "config.yaml"


def test_damaged_store_leaves_the_one_before_it(tiny: Path) -> None:
    before = Workspace.open(tiny).store.path.name
    Workspace.build(tiny)
    Workspace.open(tiny).store.path.resolve().write_bytes(b"not a store")
    with pytest.raises(StoreError):
        Workspace.open(tiny)
    earlier = Workspace.open_earlier(tiny)
    assert earlier is not None
    assert earlier.store.path.name == before
    assert earlier.status()["observations"]


def test_nothing_earlier_is_nothing(tiny: Path) -> None:
    assert Workspace.open_earlier(tiny) is None


def test_no_store_is_told_plainly(tiny: Path) -> None:
    shutil.rmtree(tiny / "data" / "store")
    with pytest.raises(StoreError, match="python -m yardstick build"):
        Workspace.open(tiny)


def test_any_client_finds_the_store_by_the_link(tiny: Path) -> None:
    link = tiny / "data" / "yardstick.duckdb"
    assert link.resolve() == Workspace.open(tiny).store.path.resolve()
    Workspace.build(tiny)
    assert link.resolve() == Workspace.open(tiny).store.path.resolve()


def test_a_store_folder_that_cannot_be_made_is_told_and_hides_no_problem(tiny: Path) -> None:
    store = Workspace.open(tiny).config.paths.store
    shutil.rmtree(tiny / store)
    (tiny / store).write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="the store cannot be written"):
        Workspace.build(tiny)
    named = break_definition(tiny)
    with pytest.raises(InputError, match=named):
        Workspace.build(tiny)
