"""The verbs `backup` and `restore`, and the nightly example: what they print, ask, refuse and leave behind."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from yardstick.model import Observation, Period
from yardstick.store import Change, Store, accept

Run = Callable[..., Result]
PROJECT = Path(__file__).resolve().parents[2]
STORE = Path("data/store")
NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def bring(value: float, *, period: str = "2023", reason: str = "县里来表") -> int:
    """Accept an import of one figure into the store of the current folder; its number."""
    figure = Observation(
        indicator="firms", area="420000", measure="value", period=Period.parse(period), value=value, qualifier="=",
        unit="enterprises", obs_status="A", source="bulletin", locator="row:9", stated_value=f"{value:g}",
    )  # fmt: skip
    change = Change(kind="import", author="李四", at=NOON, reason=reason, reason_en="a county's sheet", file="a.xlsx")
    return accept(STORE, change, observations=[figure]).id


def shown(run: Run) -> list[str]:
    """The values of firms in Hubei, as `query` prints them."""
    rows = run("query", "--indicator", "firms", "--area", "420000", "--format", "csv").stdout.splitlines()[1:]
    return [row.split(",")[4] for row in rows]


def everything() -> dict[str, bytes]:
    """All files of the current folder that hold something of value."""
    files = (p for p in Path().rglob("*") if p.is_file() and p.name not in ("build.lock", "build.pid"))
    return {str(p): p.read_bytes() for p in files}


class TestBackup:
    def test_tells_what_it_wrote(self, built: Run) -> None:
        result = built("backup", "kept.zip")
        assert result.exit_code == 0
        assert result.stdout.startswith("kept.zip：")
        assert "kB；7条数据、1个目标、3批变更，版本" in result.stdout
        assert result.stdout.endswith("；已回读核对，完整无误\n")
        said = built("backup", "kept.zip", "--force", "--lang", "en").stdout
        assert "7 observations, 1 targets, 3 change sets, version" in said
        assert said.endswith("; read back and found whole\n")

    def test_holds_the_definitions_and_the_stewards_files(self, built: Run) -> None:
        Path("data/mappings.yaml").write_text("[]", encoding="utf-8")
        bring(30000)
        built("backup", "kept.zip")
        names = set(zipfile.ZipFile("kept.zip").namelist())
        assert {"manifest.json", "store.duckdb", "accepted", "data/mappings.yaml", "data/corrections.yaml"} <= names
        assert {"definitions/config.yaml", "definitions/indicators/economy/gdp.yaml"} <= names
        assert "data/findings.yaml" not in names

    def test_does_not_overwrite(self, built: Run) -> None:
        Path("kept.zip").write_text("mine")
        result = built("backup", "kept.zip")
        assert result.exit_code == 1
        assert "kept.zip: is there already; choose another name, or overwrite it with --force" in result.stderr
        assert Path("kept.zip").read_text() == "mine"

    def test_without_a_store_says_what_to_do(self, run: Run) -> None:
        result = run("backup", "kept.zip")
        assert result.exit_code == 1
        assert "there is no store yet; run `python -m yardstick build`" in result.stderr
        assert not Path("kept.zip").exists()

    def test_into_a_folder_that_is_not_there(self, built: Run) -> None:
        result = built("backup", "none/kept.zip")
        assert result.exit_code == 1
        assert "the backup cannot be written" in result.stderr

    def test_language(self, built: Run) -> None:
        assert built("backup", "kept.zip", "--lang", "fr").exit_code == 2


class TestRestore:
    def test_brings_back_what_was_and_tells_what_goes(self, built: Run) -> None:
        assert bring(30000) == 1_000_001
        built("backup", "kept.zip")
        bring(40000, reason="误传")
        assert shown(built)[-1] == "40000"
        result = built("restore", "kept.zip", "--yes")
        assert result.exit_code == 0
        assert "正在使用的数据库中将不再生效的变更：1批" in result.stdout
        assert "  1000002 · 导入 · 2026-03-01 · 李四 · a.xlsx · 误传 · 1行" in result.stdout
        assert "备份中将重新生效的变更：0批" in result.stdout
        assert "现已启用data/store/store-4.duckdb；原数据库保留在旁" in result.stdout
        assert shown(built)[-1] == "30000"
        assert (STORE / "before-restore.store-3.duckdb").exists()

    def test_in_english(self, built: Run) -> None:
        built("backup", "kept.zip")
        bring(30000)
        said = built("restore", "kept.zip", "--yes", "--lang", "en").stdout
        assert "kept.zip: backup of 20" in said
        assert "Change sets of the store in use that the reading loses: 1" in said
        assert "  1000001 · import · 2026-03-01 · 李四 · a.xlsx · a county's sheet · 1 rows" in said

    def test_a_build_after_it_carries_the_restored_change_sets(self, built: Run) -> None:
        bring(30000)
        built("backup", "kept.zip")
        bring(40000)
        built("restore", "kept.zip", "--yes")
        assert "8 observations, 1 targets, 4 change sets" in built("build").stdout
        assert shown(built)[-1] == "30000"

    def test_change_sets_of_the_reviewed_files_come_back_with_a_build(self, built: Run) -> None:
        built("backup", "kept.zip")
        rows = Path("data/observations/reports.csv")
        rows.write_text(rows.read_text("utf-8").replace(",20000,", ",20001,"), encoding="utf-8")
        built("build")
        said = built("restore", "kept.zip", "--yes", "--lang", "en").stdout
        assert "(of data/: every build brings what stands there)" in said
        assert shown(built)[-1] == "20000"
        built("build")
        assert shown(built)[-1] == "20001"

    def test_asks_on_a_terminal(self, built: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        built("backup", "kept.zip")
        bring(30000)
        before = everything()
        for answer, status, last in ((False, 1, "30000"), (True, 0, "20000")):
            monkeypatch.setattr("yardstick.cli.safekeeping.terminal", lambda: True)
            monkeypatch.setattr("typer.confirm", lambda _, answer=answer: answer)
            assert built("restore", "kept.zip").exit_code == status
            assert shown(built)[-1] == last
            assert answer or everything() == before

    def test_without_a_terminal_nobody_is_asked_and_the_store_before_is_kept(self, built: Run) -> None:
        built("backup", "kept.zip")
        bring(30000)
        result = built("restore", "kept.zip", "--lang", "en")
        assert result.exit_code == 0
        assert "the reading loses: 1" in result.stdout
        assert shown(built)[-1] == "20000"
        (kept,) = STORE.glob("before-restore.*.duckdb")
        assert built("restore", str(kept), "--lang", "en").exit_code == 0
        assert shown(built)[-1] == "30000"

    @pytest.mark.parametrize("harm", ["missing", "damaged", "all gone"])
    def test_a_store_that_cannot_be_read(self, built: Run, harm: str) -> None:
        bring(30000)
        built("backup", "kept.zip")
        if harm == "damaged":
            (STORE / "store-2.duckdb").write_bytes(b"no store")
        elif harm == "missing":
            for file in STORE.glob("store-*.duckdb"):
                file.unlink()
        else:
            shutil.rmtree(STORE)
        result = built("restore", "kept.zip", "--yes", "--lang", "en")
        assert result.exit_code == 0
        told = "nothing can be told of what it holds" if harm == "damaged" else "There is no store in use"
        assert told in result.stdout
        assert shown(built)[-1] == "30000"
        assert built("build").exit_code == 0
        assert shown(built)[-1] == "30000"

    def test_on_a_machine_that_has_nothing_else(self, built: Run, tmp_path: Path) -> None:
        built("backup", str(tmp_path / "kept.zip"))
        for path in list(Path().iterdir()):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        assert built("restore", str(tmp_path / "kept.zip"), "--yes").exit_code == 0
        assert shown(built) == ["15960", "20000"]

    def test_the_stewards_files_are_put_back_only_where_missing(self, built: Run) -> None:
        mappings, mended = Path("data/mappings.yaml"), Path("data/corrections.yaml")
        mappings.write_text("[]", encoding="utf-8")
        built("backup", "kept.zip")
        mappings.unlink()
        mended.write_text("# since\n" + mended.read_text("utf-8"), encoding="utf-8")
        changed = mended.read_text("utf-8")
        said = built("restore", "kept.zip", "--yes", "--lang", "en").stdout
        assert "data/mappings.yaml is missing and is put back" in said
        assert "data/corrections.yaml differs from the one in the backup and stays as it is" in said
        assert (mappings.read_text("utf-8"), mended.read_text("utf-8")) == ("[]", changed)

    def test_a_store_file_that_was_kept(self, built: Run) -> None:
        bring(30000)
        built("backup", "kept.zip")
        bring(40000)
        built("restore", "kept.zip", "--yes")
        result = built("restore", str(STORE / "before-restore.store-3.duckdb"), "--yes", "--lang", "en")
        assert result.exit_code == 0
        assert "before-restore.store-3.duckdb: a store file; 8 observations" in result.stdout
        assert "the reading gains: 1" in result.stdout
        assert shown(built)[-1] == "40000"

    def test_a_store_file_without_its_definitions(self, built: Run) -> None:
        shutil.copyfile(STORE / "store-1.duckdb", "lone.duckdb")
        result = built("restore", "lone.duckdb", "--yes")
        assert result.exit_code == 1
        assert "lone.duckdb: the definitions that its store is read with are missing; copy lone.definitions too" in (
            result.stderr
        )

    def test_readers_in_the_same_process_switch_over(self, built: Run) -> None:
        built("backup", "kept.zip")
        bring(30000)
        reader = Store.open(STORE)
        built("restore", "kept.zip", "--yes")
        assert len(reader.series("firms", ["420000"])) == 3
        assert len(reader.refresh().series("firms", ["420000"])) == 2

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (None, "kept.zip: cannot be read: there is no such file"),
            (b"figures", "kept.zip: is no backup of Yardstick and no store file"),
            (b"PK\x03\x04 and no more", "kept.zip: the backup is damaged"),
        ],
    )
    def test_what_is_refused_changes_nothing(self, built: Run, content: bytes | None, said: str) -> None:
        if content is not None:
            Path("kept.zip").write_bytes(content)
        before = everything()
        result = built("restore", "kept.zip", "--yes")
        assert result.exit_code == 1
        assert said in result.stderr
        assert result.stdout == ""
        assert everything() == before


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
class TestNightly:
    @staticmethod
    def nightly(backups: Path, **settings: str) -> subprocess.CompletedProcess[str]:
        env = os.environ | {
            "YARDSTICK_FOLDER": str(Path().resolve()), "YARDSTICK_BACKUPS": str(backups),
            "YARDSTICK_PYTHON": sys.executable, "PYTHONPATH": str(PROJECT),
        }  # fmt: skip
        script = [str(PROJECT / "deploy/nightly-backup.sh")]
        return subprocess.run(script, env=env | settings, capture_output=True, check=False, text=True, timeout=120)

    @staticmethod
    def aged(backups: Path) -> set[str]:
        """Files of forty and of twenty days ago: backups, and one that is none of ours."""
        backups.mkdir()
        for name, days in (("yardstick-2026-01-01.zip", 40), ("yardstick-2026-01-21.zip", 20), ("photos.zip", 40)):
            (backups / name).write_bytes(b"")
            os.utime(backups / name, (time.time() - days * 86400,) * 2)
        return {path.name for path in backups.iterdir()}

    def test_it_writes_one_and_keeps_thirty_days(self, built: Run, tmp_path: Path) -> None:
        backups = tmp_path / "backups"
        self.aged(backups)
        done = self.nightly(backups)
        assert (done.returncode, done.stderr) == (0, "")
        assert "read back and found whole" in done.stdout
        tonight = f"yardstick-{dt.date.today()}.zip"
        assert {p.name for p in backups.iterdir()} == {tonight, "yardstick-2026-01-21.zip", "photos.zip"}
        assert self.nightly(backups).returncode == 0  # a second time the same night
        assert built("restore", str(backups / tonight), "--yes").exit_code == 0

    def test_it_tells_when_it_did_not_work_and_clears_nothing_away(self, run: Run, tmp_path: Path) -> None:
        before = self.aged(tmp_path / "backups")
        done = self.nightly(tmp_path / "backups")
        assert done.returncode == 1
        assert "there is no store yet" in done.stderr
        assert "no backup of" in done.stderr
        assert "was made tonight (exit status 1); the earlier ones are kept" in done.stderr
        assert {p.name for p in (tmp_path / "backups").iterdir()} == before

    @pytest.mark.parametrize("setting", [{"YARDSTICK_KEEP": "0"}, {"YARDSTICK_KEEP": "x"}, {"YARDSTICK_BACKUPS": ""}])
    def test_wrong_settings(self, run: Run, tmp_path: Path, setting: dict[str, str]) -> None:
        done = self.nightly(tmp_path / "backups", **setting)
        assert done.returncode == 2
        assert next(iter(setting)) in done.stderr
        assert not (tmp_path / "backups").exists()
