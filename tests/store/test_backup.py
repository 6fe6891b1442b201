"""A store into one file and back: what comes back, what is told before, and every file that is refused."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from change_tiny import change
from store_tiny import LUOYANG_GDP, build, obs, target
from test_upgrade import earlier

from yardstick.errors import StoreError
from yardstick.i18n import say_error, words
from yardstick.model import Source
from yardstick.store import MovedError, Store, accept, current_identity, current_path, shelf, upgrade
from yardstick.store import backup as backing
from yardstick.store.backup import write_backup
from yardstick.store.migrations import SCHEMA_VERSION
from yardstick.store.restore import Comparison, compare, restore_store
from yardstick.store.unpacking import unpacked

BUREAU = Source("bureau_2026", "统计局来表", "统计局", "yearbook", None, confidence="official")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the backup goes."""
    return tmp_path / "kept.zip"


def accepted(folder: Path) -> Store:
    """A store with an import that brought its own source, and a target."""
    build(folder, *LUOYANG_GDP)
    accept(folder, change(), observations=[obs(period="2024", source="bureau_2026")], sources=[BUREAU])
    accept(folder, change(kind="edit"), targets=[target()])
    return Store.open(folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store and a good backup of it, of which tests take copies."""
    whole = tmp_path_factory.mktemp("made")
    kept = shelf.definitions_of(accepted(whole / "store").path)
    kept.mkdir()
    (kept / "areas.csv").write_text("code\n", encoding="utf-8")
    write_backup(whole / "store", whole / "kept.zip")
    accept(whole / "store", change(), observations=[obs(period="2025", value=9.0)])
    return whole


def put_back(folder: Path, file: Path, **more: Any) -> Comparison:
    """Restore what the file holds; what was told before."""
    with unpacked(file) as found:
        told = compare(folder, found)
        restore_store(folder, found, seen=told.seen, **more)
    return told


def refused(file: Path) -> str:
    """Why a file is refused; the message is one line and has Chinese."""
    with pytest.raises(StoreError) as caught, unpacked(file):
        pass
    text, zh = str(caught.value), say_error(caught.value, words("zh"))
    assert zh != text
    assert "{" not in text
    return text


def rewritten(file: Path, edit: Callable[[dict[str, bytes]], None], *, sizes: bool = True) -> Path:
    """The backup with its members edited; the manifest is made to fit again, unless `sizes` is off."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    edit(members)
    if sizes:
        manifest = json.loads(members.pop("manifest.json"))
        manifest["members"] = {
            name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in members.items()
        }
        members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


def say(**changes: Any) -> Callable[[dict[str, bytes]], None]:
    """An edit of what the manifest says; None takes a word away."""

    def edit(members: dict[str, bytes]) -> None:
        told = json.loads(members["manifest.json"]) | changes
        members["manifest.json"] = json.dumps({k: v for k, v in told.items() if v is not None}).encode()

    return edit


class TestThereAndBack:
    def test_all_of_it_comes_back_in_an_empty_folder(self, folder: Path, file: Path, tmp_path: Path) -> None:
        before = accepted(folder)
        made = write_backup(folder, file)
        assert made.size == file.stat().st_size
        assert made.status["observations"] == 5
        assert (made.manifest.schema_version, made.manifest.data_version) == (SCHEMA_VERSION, before.data_version)
        put_back(tmp_path / "other", file)
        after = Store.open(tmp_path / "other")
        after.verify()
        assert after.export_reading() == before.export_reading()
        assert after.export_targets() == before.export_targets()
        assert after.change_sets().equals(before.change_sets())
        assert after.path.read_bytes() == before.path.read_bytes()
        assert shelf.any_accepted(tmp_path / "other")

    def test_nothing_is_left_beside_the_file(self, folder: Path, file: Path) -> None:
        accepted(folder)
        write_backup(folder, file)
        assert sorted(p.name for p in file.parent.iterdir()) == ["kept.zip", "store"]

    def test_a_file_that_is_there_is_kept_unless_forced(self, folder: Path, file: Path) -> None:
        accepted(folder)
        file.write_text("mine")
        with pytest.raises(StoreError, match="is there already; choose another name, or overwrite it with --force"):
            write_backup(folder, file)
        assert file.read_text() == "mine"
        write_backup(folder, file, force=True)
        assert zipfile.is_zipfile(file)

    def test_definitions_and_further_files_come_along(self, folder: Path, file: Path, tmp_path: Path) -> None:
        kept = shelf.definitions_of(accepted(folder).path)
        (kept / "indicators").mkdir(parents=True)
        (kept / "indicators/gdp.yaml").write_text("unit: cny", encoding="utf-8")
        (tmp_path / "mappings.yaml").write_text("- 企业", encoding="utf-8")
        more = {"data/mappings.yaml": tmp_path / "mappings.yaml", "data/findings.yaml": tmp_path / "none.yaml"}
        made = write_backup(folder, file, more=more)
        assert sorted(made.manifest.members) == [
            "accepted", "data/mappings.yaml", "definitions/indicators/gdp.yaml", "store.duckdb",
        ]  # fmt: skip
        put_back(tmp_path / "other", file)
        laid = shelf.definitions_of(current_path(tmp_path / "other")) / "indicators/gdp.yaml"
        assert laid.read_text(encoding="utf-8") == "unit: cny"

    def test_a_build_after_it_carries_what_was_restored(self, folder: Path, file: Path) -> None:
        before = accepted(folder).export_reading()
        write_backup(folder, file)
        accept(folder, change(), observations=[obs(period="2025", value=9.0)])
        put_back(folder, file)
        build(folder, *LUOYANG_GDP)
        after = Store.open(folder)
        assert after.export_reading() == before
        assert after.change_sets()["id"].tolist() == [1_000_002, 1_000_001, 2, 1]
        assert accept(folder, change(), observations=[obs(period="2026")]).id == 1_000_003

    def test_readers_switch_over_and_those_who_read_go_on(self, folder: Path, file: Path) -> None:
        accepted(folder)
        write_backup(folder, file)
        accept(folder, change(), observations=[obs(period="2025", value=9.0)])
        reader = Store.open(folder)
        put_back(folder, file)
        assert len(reader.series("gdp", ["410300"])) == 3
        assert len(reader.refresh().series("gdp", ["410300"])) == 2


class TestWhileOthersWrite:
    def test_it_is_one_whole_vintage(self, folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        before = accepted(folder)
        pack = backing._pack

        def crowded(*words: Any) -> None:
            for year in range(2010, 2016):
                accept(folder, change(), observations=[obs(period=str(year))])
            assert not before.path.exists()
            pack(*words)

        monkeypatch.setattr(backing, "_pack", crowded)
        assert write_backup(folder, file).manifest.data_version == before.data_version

    def test_a_file_cleared_away_before_it_was_held(
        self, folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gone = accepted(folder).path
        for year in range(2010, 2016):
            accept(folder, change(), observations=[obs(period=str(year))])
        current, said = shelf.current_path, [gone]
        monkeypatch.setattr(shelf, "current_path", lambda where: said.pop() if said else current(where))
        assert write_backup(folder, file).manifest.data_version == Store.open(folder).data_version

    def test_another_change_since_it_was_told_is_told_again(self, folder: Path, file: Path) -> None:
        accepted(folder)
        write_backup(folder, file)
        with unpacked(file) as found:
            seen = compare(folder, found).seen
            accept(folder, change(), observations=[obs(period="2025")])
            identity = current_identity(folder)
            with pytest.raises(MovedError, match="review it again"):
                restore_store(folder, found, seen=seen)
        assert current_identity(folder) == identity


class TestWhatWouldChange:
    def test_nothing(self, folder: Path, file: Path) -> None:
        accepted(folder)
        write_backup(folder, file)
        told = put_back(folder, file)
        assert (told.lost, told.gained, told.unreadable, told.empty) == ((), (), None, False)

    def test_by_number_and_by_what_they_say(self, folder: Path, file: Path) -> None:
        build(folder, *LUOYANG_GDP)
        write_backup(folder, file.with_name("early.zip"))
        accept(folder, change(reason="甲"), observations=[obs(period="2024", value=1.0), obs(period="2025", value=2.0)])
        write_backup(folder, file)
        put_back(folder, file.with_name("early.zip"))
        accept(folder, change(reason="甲"), observations=[obs(period="2024", value=1.5)])
        accept(folder, change(kind="edit", reason="丙"), targets=[target()])
        with unpacked(file) as found:
            told = compare(folder, found)
        assert [(s.change_set.id, s.change_set.reason, s.rows, s.accepted) for s in told.lost] == [
            (1_000_001, "甲", 1, True), (1_000_002, "丙", 1, True),
        ]  # fmt: skip
        assert [(s.change_set.id, s.change_set.kind, s.rows) for s in told.gained] == [(1_000_001, "import", 2)]

    def test_those_of_the_reviewed_files_are_told_apart(self, folder: Path, file: Path) -> None:
        build(folder, *LUOYANG_GDP)
        write_backup(folder, file)
        build(folder, *LUOYANG_GDP, obs(period="2023", value=7.0))
        with unpacked(file) as found:
            told = compare(folder, found)
        assert [(s.change_set.id, s.rows, s.accepted) for s in told.lost] == [(1, 5, False)]
        assert [(s.change_set.id, s.rows) for s in told.gained] == [(1, 4)]

    def test_a_rebuild_of_the_same_is_the_same(self, folder: Path, file: Path) -> None:
        accepted(folder)
        write_backup(folder, file)
        build(folder, *LUOYANG_GDP)
        assert put_back(folder, file).lost == ()


class TestWhatIsKept:
    def test_the_store_before_stays_and_is_never_cleared_away(self, folder: Path, file: Path) -> None:
        write_backup(folder, file) if build(folder, *LUOYANG_GDP) else None
        before = accept(folder, change(), observations=[obs(period="2025", value=9.0)]).path
        was = before.read_bytes()
        put_back(folder, file)
        assert before.exists()
        for year in range(2010, 2016):
            accept(folder, change(), observations=[obs(period=str(year))])
        assert not before.exists()
        kept = folder / f"before-restore.{before.name}"
        assert kept.read_bytes() == was
        put_back(folder, kept)
        assert Store.open(folder).series("gdp", ["410300"])["value"].tolist()[-1] == 9.0

    def test_what_is_kept_is_never_written_over(self, folder: Path) -> None:
        path = build(folder, *LUOYANG_GDP)
        (folder / "before-restore.store-1.duckdb").write_text("another of that name")
        kept = shelf.keep(path, "before-restore")
        assert kept.name == "before-restore-2.store-1.duckdb"
        assert shelf.keep(path, "before-restore") == kept
        assert (folder / "before-restore.store-1.duckdb").read_text() == "another of that name"

    def test_where_files_cannot_be_linked_it_is_a_copy(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = build(folder, *LUOYANG_GDP)
        monkeypatch.delattr(os, "link")
        monkeypatch.setattr(os, "link", _refuse, raising=False)
        kept = shelf.keep(path, "before-restore")
        assert kept.read_bytes() == path.read_bytes()
        assert shelf.keep(path, "before-restore") == kept


def _read(file: Path) -> str:
    """Whether a file that may be damaged is refused; where it is not, it says what it said."""
    try:
        with unpacked(file) as found:
            assert found.store.change_sets()["id"].tolist() == [1_000_002, 1_000_001, 2, 1]
            return "whole"
    except StoreError:
        return "refused"


def _refuse(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


class TestAStoreThatIsNoMore:
    def test_missing(self, folder: Path, file: Path) -> None:
        path = accepted(folder).path
        write_backup(folder, file)
        for each in folder.glob("store-*.duckdb"):
            each.unlink()
        told = put_back(folder, file)
        assert (told.empty, len(told.gained)) == (True, 4)
        assert current_path(folder).name == "store-4.duckdb"  # no reader takes it for the file it still has open
        assert current_path(folder) != path
        Store.open(folder).verify()

    @pytest.mark.parametrize("keep", [0, 20000])
    def test_damaged(self, folder: Path, file: Path, keep: int) -> None:
        path = accepted(folder).path
        write_backup(folder, file)
        path.write_bytes(path.read_bytes()[:keep])
        told = put_back(folder, file)
        assert "is damaged" in str(told.unreadable)
        Store.open(folder).verify()
        assert (folder / f"before-restore.{path.name}").stat().st_size == keep
        assert (folder / "current").exists()

    def test_of_a_newer_version(self, folder: Path, file: Path) -> None:
        path = accepted(folder).path
        write_backup(folder, file)
        _rewrite(path, "UPDATE meta SET value = '99' WHERE key = 'schema_version'")
        assert "newer version of Yardstick (schema 99" in str(put_back(folder, file).unreadable)
        Store.open(folder).verify()

    def test_a_damaged_one_is_not_backed_up(self, folder: Path, file: Path) -> None:
        path = accepted(folder).path
        path.write_bytes(path.read_bytes()[:300000])
        with pytest.raises(StoreError, match=r"store-3\.duckdb: the store file is damaged"):
            write_backup(folder, file)
        assert [p.name for p in file.parent.iterdir()] == ["store"]

    def test_one_that_does_not_hold_what_was_built_into_it(self, folder: Path, file: Path) -> None:
        _rewrite(accepted(folder).path, "UPDATE shown SET value = 1 WHERE period = '2022'")
        with pytest.raises(StoreError, match=r"store-3\.duckdb: the store does not hold what was built into it"):
            write_backup(folder, file)
        assert not file.exists()

    def test_none(self, folder: Path, file: Path) -> None:
        with pytest.raises(StoreError, match="there is no store yet"):
            write_backup(folder, file)


def _rewrite(path: Path, *statements: str) -> None:
    with duckdb.connect(str(path)) as con:
        for sql in statements:
            con.execute(sql)


_GONE = ("base", "base_year", "usual_base", "rounding", "low", "high", "figure")
"""Columns that the log had in schema 3."""


class TestEarlierSchemas:
    """Version 3 is the first of which a backup can have been taken; it lacks the tables that came after it."""

    @staticmethod
    def lowered(folder: Path) -> tuple[str, Path]:
        """A store of schema 3, its reading and its file."""
        store = accepted(folder)
        reading = store.export_reading()
        store.close()
        views = ("observation_all", "observation_current", "reading", "live", "observation")
        later = (
            "CREATE TABLE log AS SELECT * FROM observation",
            *(f"DROP VIEW {view}" for view in views),
            *(f"DROP TABLE {table}" for table in ("correction", "set_aside", "spoken", "contested", "base")),
            "ALTER TABLE shown DROP COLUMN alone",
            "ALTER TABLE log RENAME TO observation",
            *(f"ALTER TABLE observation ADD COLUMN {column} VARCHAR" for column in _GONE),
            "CREATE TABLE reading AS SELECT * FROM shown",
            "CREATE VIEW observation_current AS SELECT * FROM shown",
            "CREATE VIEW observation_all AS SELECT * FROM reading",
        )
        facts = ("UPDATE meta SET value = '3' WHERE key = 'schema_version'", "DELETE FROM migration WHERE number > 3")
        _rewrite(store.path, *later, *facts)
        return reading, store.path

    def test_a_backup_of_one_is_brought_up(self, folder: Path, file: Path) -> None:
        before, _ = self.lowered(folder)
        made = write_backup(folder, file)
        assert made.manifest.schema_version == 3
        with unpacked(file) as found:
            assert found.schema == 3
            told = compare(folder, found)
            restore_store(folder, found, seen=told.seen)
        after = Store.open(folder)
        after.verify()
        assert (told.lost, told.gained) == ((), ())
        assert after.export_reading() == before

    @pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
    def test_the_way_back_from_every_migration(self, folder: Path, version: int) -> None:
        path = earlier(folder, version)
        was = path.read_bytes()
        upgrade(path)
        before = Store.open(folder).export_reading()
        accept(folder, change(), observations=[obs(period="2025")])
        kept = folder / f"before-schema-{SCHEMA_VERSION}.{path.name}"
        told = put_back(folder, kept)
        assert [side.change_set.id for side in told.lost] == [1_000_001]
        assert Store.open(folder).export_reading() == before
        assert kept.read_bytes() == was

    def test_the_way_back_from_a_migration(self, folder: Path) -> None:
        before, path = self.lowered(folder)
        upgrade(path)
        accept(folder, change(), observations=[obs(period="2025")])
        told = put_back(folder, folder / f"before-schema-{SCHEMA_VERSION}.{path.name}")
        assert [side.change_set.id for side in told.lost] == [1_000_003]
        assert Store.open(folder).export_reading() == before


class TestRefused:
    @pytest.fixture
    def good(self, made: Path, file: Path) -> Path:
        return Path(shutil.copyfile(made / "kept.zip", file))

    @pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9, 0.999])
    def test_truncated(self, good: Path, share: float) -> None:
        content = good.read_bytes()
        good.write_bytes(content[: int(len(content) * share)])
        assert ("is no backup" if share == 0 else "the backup is damaged (File is not a zip file)") in refused(good)

    def test_a_bit_flipped_in_the_store(self, good: Path) -> None:
        content = bytearray(good.read_bytes())
        content[len(content) // 3] ^= 4
        good.write_bytes(content)
        assert "the backup is damaged (" in refused(good)

    def test_a_bit_flipped_in_the_store_and_the_archive_mended(self, good: Path) -> None:
        def flip(members: dict[str, bytes]) -> None:
            store = bytearray(members["store.duckdb"])
            store[len(store) // 2] ^= 1
            members["store.duckdb"] = bytes(store)

        assert "the backup is damaged (store.duckdb: sha256)" in refused(rewritten(good, flip, sizes=False))

    def test_a_bit_flipped_in_the_store_and_all_hashes_mended(self, good: Path) -> None:
        def cut(members: dict[str, bytes]) -> None:
            members["store.duckdb"] = members["store.duckdb"][:-200000]

        assert "kept.zip/store.duckdb: the store file is damaged" in refused(rewritten(good, cut))

    def test_a_bit_flipped_in_the_manifest(self, good: Path) -> None:
        with zipfile.ZipFile(good) as archive:
            at = archive.getinfo("manifest.json").header_offset + 100
        content = bytearray(good.read_bytes())
        content[at] ^= 1
        good.write_bytes(content)
        assert "the backup is damaged (" in refused(good)

    def test_any_bit_flipped_is_refused_or_changes_nothing(self, good: Path) -> None:
        content, told = good.read_bytes(), set()
        with zipfile.ZipFile(good) as archive:  # where names, sizes and places stand, and the small members
            start = archive.getinfo("accepted").header_offset - 40
        for seed in range(40):
            chance, flipped = random.Random(seed), bytearray(content)
            flipped[chance.randrange(start, len(flipped))] ^= 1 << chance.randrange(8)
            good.write_bytes(flipped)
            told.add(_read(good))
        assert told >= {"whole", "refused"}

    @pytest.mark.parametrize("content", [b"", b"figures", b"indicator,area\n" * 100, b"PK but no more than that"])
    def test_no_zip(self, file: Path, content: bytes) -> None:
        file.write_bytes(content)
        assert "is no backup" in refused(file) or "damaged" in refused(file)

    def test_no_file(self, file: Path) -> None:
        assert refused(file) == f"{file}: cannot be read: there is no such file"

    def test_a_folder(self, tmp_path: Path) -> None:
        assert "cannot be read: " in refused(tmp_path)

    def test_a_zip_of_something_else(self, file: Path) -> None:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("figures.csv", "1")
        assert refused(file) == f"{file}: is no backup of Yardstick: it has no manifest"

    @pytest.mark.parametrize(
        ("edit", "said"),
        [
            (say(what="backup of something"), "its manifest is of something else"),
            (say(format=2), "was written by a newer version of Yardstick"),
            (say(created=None), "its manifest is not complete"),
            (say(members={}), "its manifest is not complete"),
            (say(members={"store.duckdb": {"size": "large", "sha256": "0" * 64}}), "its manifest is not complete"),
            (say(members={"store.duckdb": {"size": 5, "sha256": "0"}}), "its manifest is not complete"),
            (say(members={"store.duckdb": {"size": 5, "sha256": "0" * 64}}), "store.duckdb has"),
            (lambda members: members.update({"manifest.json": b"[1, 2"}), "the backup is damaged (manifest.json"),
            (lambda members: members.update({"manifest.json": b"[1, 2]"}), "its manifest is of something else"),
            (lambda members: members.pop("accepted"), "accepted is missing from it; take another backup"),
            (lambda members: members.pop("store.duckdb"), "store.duckdb is missing from it"),
            (lambda members: members.update({"more.txt": b"1"}), "more.txt is no part of a backup"),
            (lambda members: members.update({"definitions/b.csv": b"1"}), "definitions/b.csv is no part of a backup"),
        ],
    )
    def test_a_manifest_that_does_not_fit(self, good: Path, edit: Callable[..., None], said: str) -> None:
        assert said in refused(rewritten(good, edit, sizes=False))

    @pytest.mark.parametrize(
        "name",
        ["../out.txt", "/etc/cron.d/x", "definitions/../../out.txt", "C:/out.txt", "definitions\\..\\..\\out.txt"],
    )
    def test_a_name_that_leads_out_of_the_folder(self, good: Path, name: str, tmp_path: Path) -> None:
        before = sorted(tmp_path.rglob("*"))
        found = refused(rewritten(good, lambda members: members.update({name: b"1"})))
        assert f"{name.replace(os.sep, '/')} leads out of the folder" in found
        assert sorted(tmp_path.rglob("*")) == before

    @pytest.mark.parametrize("name", ["definitions/", "definitions/./a", "definitions//a", "data", "other/a"])
    def test_a_name_that_no_backup_has(self, good: Path, name: str) -> None:
        assert "is no part of a backup" in refused(rewritten(good, lambda members: members.update({name: b""})))

    def test_a_name_that_stands_twice(self, good: Path) -> None:
        with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(good, "a") as archive:
            archive.writestr("accepted", "2\n")
        assert "accepted is no part of a backup" in refused(good)

    def test_more_than_the_manifest_says(self, good: Path) -> None:
        bomb = rewritten(good, lambda members: members.update({"accepted": b"0" * 10**8}), sizes=False)
        assert bomb.stat().st_size < 10**7
        assert "accepted has 100000000 bytes where the manifest says 8; take another backup" in refused(bomb)

    def test_a_manifest_that_allows_too_much(self, good: Path) -> None:
        bomb = rewritten(good, lambda members: members.update({"definitions/areas.csv": b"0" * 10**8}))
        assert "definitions/areas.csv is larger than such a file can be" in refused(bomb)

    def test_more_than_the_disk_has_room_for(self, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
        assert "MB are needed to look into it, in " in refused(good)

    def test_a_newer_schema(self, good: Path, tmp_path: Path) -> None:
        def newer(members: dict[str, bytes]) -> None:
            path = tmp_path / "newer.duckdb"
            path.write_bytes(members["store.duckdb"])
            _rewrite(path, "UPDATE meta SET value = '99' WHERE key = 'schema_version'")
            members["store.duckdb"] = path.read_bytes()

        said = refused(rewritten(good, newer))
        assert "kept.zip/store.duckdb: the store was written by a newer version of Yardstick (schema 99" in said

    def test_another_store_than_the_manifest_tells_of(self, good: Path) -> None:
        assert "is not the store that the manifest tells of" in refused(rewritten(good, say(data_version="x")))

    def test_a_database_that_is_no_store(self, tmp_path: Path) -> None:
        path = tmp_path / "other.duckdb"
        _rewrite(path, "CREATE TABLE meta (key VARCHAR, value VARCHAR)")
        assert refused(path) == f"{path}: is no store of Yardstick"


class TestTheDisk:
    @pytest.fixture
    def ready(self, made: Path, folder: Path, file: Path) -> str:
        """The backup in its place and the store that has gone on since; what is in use."""
        shutil.copytree(made / "store", folder, symlinks=True)
        shutil.copyfile(made / "kept.zip", file)
        return current_identity(folder)

    def unchanged(self, folder: Path, identity: str) -> None:
        assert current_identity(folder) == identity
        Store.open(folder).verify()
        assert not list(folder.glob(".building*"))
        assert [n for n, _ in shelf.versions(folder)] == [2, 3, 4]

    def test_full_while_a_backup_is_restored(
        self, folder: Path, file: Path, ready: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with unpacked(file) as found:
            seen = compare(folder, found).seen
            monkeypatch.setattr(shutil, "copyfile", _refuse)
            with pytest.raises(StoreError, match=r"cannot be written .*No space left"):
                restore_store(folder, found, seen=seen)
        monkeypatch.undo()
        self.unchanged(folder, ready)

    def test_full_at_the_last_moment(self, folder: Path, file: Path, ready: str) -> None:
        with unpacked(file) as found, pytest.raises(StoreError, match=r"cannot be written .*No space left"):
            restore_store(folder, found, seen=compare(folder, found).seen, prepare=_refuse)
        self.unchanged(folder, ready)

    @pytest.mark.parametrize("step", ["write", "fsync", "replace"])
    def test_full_while_a_backup_is_written(
        self, folder: Path, file: Path, ready: str, step: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = file.read_bytes()
        where: tuple[Any, str] = {
            "write": (zipfile.ZipFile, "writestr"), "fsync": (backing.os, "fsync"), "replace": (backing.os, "replace"),
        }[step]  # fmt: skip
        monkeypatch.setattr(*where, _refuse)
        with pytest.raises(StoreError, match=r"the backup cannot be written .*No space"):
            write_backup(folder, file, force=True)
        monkeypatch.undo()
        assert file.read_bytes() == before
        assert sorted(p.name for p in file.parent.iterdir()) == ["kept.zip", "store"]

    def test_no_room_to_look_into_it(self, file: Path, ready: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Path, "mkdir", _refuse)
        assert "cannot be unpacked in " in refused(file)

    def test_a_folder_that_is_not_there(self, folder: Path, ready: str, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match=r"the backup cannot be written .*check the folder"):
            write_backup(folder, tmp_path / "none" / "kept.zip")
        assert not (tmp_path / "none").exists()

    def test_a_folder_in_the_place_of_the_file(self, folder: Path, ready: str, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="is a folder; name the file"):
            write_backup(folder, tmp_path, force=True)

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
    def test_a_read_only_target(self, folder: Path, ready: str, tmp_path: Path) -> None:
        (tmp_path / "shut").mkdir(mode=0o555)
        with pytest.raises(StoreError, match=r"the backup cannot be written .*Permission denied"):
            write_backup(folder, tmp_path / "shut" / "kept.zip")

    def test_a_target_that_lets_nothing_be_written(
        self, folder: Path, ready: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def shut(path: Path, mode: str = "r", *_: object, **__: object) -> Any:
            if "w" in mode:
                raise PermissionError(13, "Permission denied", str(path))
            return open(path, mode)

        monkeypatch.setattr(Path, "open", shut)
        with pytest.raises(StoreError, match=r"the backup cannot be written .*Permission denied"):
            write_backup(folder, tmp_path / "new.zip")
