"""An installation kept in one file and brought back: with its own definitions, and the steward's files beside it."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from yardstick.errors import StoreError
from yardstick.i18n import say_error, words
from yardstick.workspace import Workspace
from yardstick.workspace.safekeeping import STEWARDS, backup, prospect, restore

TINY = Path(__file__).parents[1] / "cli" / "installation"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A small built installation of one's own."""
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("store", "*.duckdb"))
    Workspace.build(folder)
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.zip"


def put_back(folder: Path, file: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Restore; the steward's files that were put back, and those that differ."""
    with prospect(folder, file) as found:
        restore(found)
        return found.missing, found.differing


def without(file: Path, *names: str) -> Path:
    """The backup without the members whose names start so; its manifest fits."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if not name.startswith(names)}
    manifest = json.loads(members["manifest.json"])
    manifest["members"] = {n: m for n, m in manifest["members"].items() if n in members}
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        for name, content in members.items():
            if name != "manifest.json":
                archive.writestr(name, content)
    return file


def test_a_store_is_read_with_the_definitions_it_was_built_with(tiny: Path, file: Path) -> None:
    before = Workspace.open(tiny)
    backup(tiny, file)
    firms = tiny / "indicators/enterprises/firms.yaml"
    firms.write_text(firms.read_text("utf-8").replace("企业", "公司"), encoding="utf-8")
    Workspace.build(tiny)
    assert Workspace.open(tiny).indicator_name("firms", "zh") != before.indicator_name("firms", "zh")
    identity = Workspace.identity_of(tiny)
    put_back(tiny, file)
    after = Workspace.open(tiny)
    assert after.indicator_name("firms", "zh") == before.indicator_name("firms", "zh")
    assert after.store.export_reading() == before.store.export_reading()
    assert Workspace.identity_of(tiny) != identity  # a server looks again


def test_other_clients_are_led_to_what_was_restored(tiny: Path, file: Path) -> None:
    backup(tiny, file)
    put_back(tiny, file)
    assert (tiny / "data/yardstick.duckdb").resolve() == Workspace.open(tiny).store.path.resolve()


def test_what_was_in_use_can_be_restored_in_turn(tiny: Path, file: Path) -> None:
    backup(tiny, file)
    before = Workspace.open(tiny).store.path.name
    put_back(tiny, file)
    put_back(tiny, tiny / f"data/store/before-restore.{before}")
    assert Workspace.open(tiny).store.path.name == "store-3.duckdb"


@pytest.mark.parametrize("name", STEWARDS)
def test_a_stewards_file_is_put_back_where_it_is_missing_and_only_there(tiny: Path, file: Path, name: str) -> None:
    path = tiny / "data" / name
    path.write_text("[]\n", encoding="utf-8")
    backup(tiny, file)
    path.unlink()
    assert put_back(tiny, file) == ((name,), ())
    assert path.read_text("utf-8") == "[]\n"
    assert put_back(tiny, file) == ((), ())
    path.write_text("# later\n[]\n", encoding="utf-8")
    assert put_back(tiny, file) == ((), (name,))
    assert path.read_text("utf-8") == "# later\n[]\n"
    assert [p.name for p in (tiny / "data").glob(".*.new")] == []


def test_settings_that_cannot_be_read_keep_nobody_from_restoring(tiny: Path, file: Path) -> None:
    backup(tiny, file)
    (tiny / "config.yaml").write_text("title: [", encoding="utf-8")
    put_back(tiny, file)
    assert Workspace.open(tiny).status()["observations"] == 7


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        (("definitions/",), "the definitions that its store is read with are missing"),
        (("definitions/config.yaml",), "the definitions in it cannot be used: "),
        (("definitions/indicators/",), "the definitions in it cannot be used: "),
    ],
)
def test_a_backup_without_its_definitions_changes_nothing(
    tiny: Path, file: Path, left_out: tuple[str, ...], said: str
) -> None:
    backup(tiny, file)
    identity = Workspace.identity_of(tiny)
    with pytest.raises(StoreError) as caught, prospect(tiny, without(file, *left_out)):
        pass
    assert said in str(caught.value)
    assert say_error(caught.value, words("zh")) != str(caught.value)
    assert Workspace.identity_of(tiny) == identity


def test_a_file_of_data_that_is_none_of_the_stewards(tiny: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("yardstick.workspace.safekeeping.STEWARDS", (*STEWARDS, "areas.csv"))
        backup(tiny, file)
    with pytest.raises(StoreError, match=r"data/areas\.csv is no part of a backup"), prospect(tiny, file):
        pass
