"""Whatever befalls a writer, the store stays whole: killed, crowded, out of space, shut out, a damaged file."""

from __future__ import annotations

import importlib.util
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from change_tiny import change
from store_tiny import LUOYANG_GDP, build, obs

from yardstick.errors import StoreError
from yardstick.store import Store, accept, current_identity, shelf

PROJECT = Path(__file__).resolve().parents[2]


def bench(*options: str) -> str:
    """What the benchmark says; it ends with an error when anything was wrong."""
    command = [sys.executable, "benchmarks/accept.py", *options]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        check=False,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def test_killed_at_any_moment() -> None:
    told = bench("--kills", "8", "--rows", "3000")
    assert "nothing was wrong" in told
    assert int(told.split("figures; ")[1].split(" ")[0]) >= 2, "acknowledged change sets"


@pytest.fixture
def sealed(folder: Path) -> Iterator[Path]:
    """A store that anybody may read, in a folder that nobody may write into; root is nobody for a while."""
    build(folder, *LUOYANG_GDP)
    accept(folder, change(), observations=[obs(period="2023")])  # what is imported on the way is imported by now
    Store.open(folder).verify()
    somebody = os.geteuid()
    with tempfile.TemporaryDirectory(prefix="yardstick-sealed-") as place:
        Path(place).chmod(0o755)
        closed = Path(place) / "store"
        build(closed, *LUOYANG_GDP)
        for path in closed.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        closed.chmod(0o555)
        try:
            if somebody == 0:
                os.seteuid(NOBODY)
            found = list(closed.iterdir())
        except OSError as error:
            os.seteuid(somebody)
            pytest.skip(f"there is no other user to be here: {error}")
        try:
            assert found
            yield closed
        finally:
            os.seteuid(somebody)
            closed.chmod(0o755)


NOBODY = 65534


def test_a_folder_that_cannot_be_written_into_is_read_and_told_of(sealed: Path) -> None:
    with pytest.raises(PermissionError):
        (sealed / "anything").write_text("", encoding="utf-8")
    before = {path.name: path.stat().st_mtime_ns for path in sealed.iterdir()}
    with pytest.raises(StoreError, match=r"the store cannot be written .*check space and permissions"):
        accept(sealed, change(), observations=[obs(period="2023")])
    with pytest.raises(StoreError, match="the store cannot be written"):
        build(sealed, obs())
    store = Store.open(sealed)
    store.verify()
    assert store.series("gdp", ["410300"])["value"].tolist() == [5386.2]
    assert {path.name: path.stat().st_mtime_ns for path in sealed.iterdir()} == before


def benchmark() -> ModuleType:
    """`benchmarks/accept.py`, as a module."""
    spec = importlib.util.spec_from_file_location("accept_benchmark", PROJECT / "benchmarks" / "accept.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("lines", "values", "words"),
    [
        ("1000001 1.0\n1000002 1.0\n", (1, 2), []),
        ("1000001 1.0\n100000", (1, 2), []),
        ("1000001 1.0\n1000002 1.0\n1000003 1.0\n", (1, 2), ["lost: [1000003]"]),
        ("1000001 1.0\n", (1, 2, 3), ["held without having been acknowledged: [1000002, 1000003]"]),
        ("1000001 1.0\n1000002 1.0\n", (1, 5), ["a change set is not whole"]),
    ],
    ids=["whole", "a line cut off", "lost", "two without a line", "other figures"],
)
def test_the_check_after_a_kill_finds_what_is_wrong(
    folder: Path, lines: str, values: tuple[int, ...], words: list[str]
) -> None:
    tried = benchmark()
    tried.lay(folder, rows=10)
    for value in values:
        accept(folder, change(), rows=tried.figures(10, values=value))
    (folder / "acknowledged").write_text(lines, encoding="ascii")
    found = list(tried.after(folder, rows=10, log=folder / "acknowledged", extra=set()))
    assert len(found) == len(words)
    assert all(word in text for word, text in zip(words, found, strict=True))


def test_writers_at_once_lose_nothing(folder: Path) -> None:
    assert "nothing was wrong" in bench("--writers", "3", "--readers", "2", "--seconds", "5")


LIMITED = """
import resource, signal, sys
sys.path[:0] = [{here!r}]
from change_tiny import change
from store_tiny import obs
from yardstick.errors import StoreError
from yardstick.store import accept
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
said = [obs(period=str(2000 + n % 20), locator=f"row:{{n}}", value=n * 1.37) for n in range(4000)]
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    accept(Path({folder!r}), change(), observations=said)
except StoreError as error:
    print("told:", error)
"""


@pytest.mark.parametrize("share", [0.1, 0.6, 1.0, 1.3])
def test_a_full_disk_is_told_and_nothing_is_lost(folder: Path, share: float) -> None:
    path = build(folder, *LUOYANG_GDP)
    before, size = current_identity(folder), path.stat().st_size
    code = LIMITED.format(here=str(Path(__file__).parent), limit=int(size * share), folder=str(folder))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, check=False, text=True, timeout=120
    )
    assert "told:" in done.stdout, done.stderr[-2000:]
    assert "cannot be written" in done.stdout
    assert current_identity(folder) == before
    Store.open(folder).verify()
    accept(folder, change(), observations=[obs(period="2023")])
    assert len(shelf.versions(folder)) == 2
    assert not list(folder.glob(".building*"))
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_a_folder_that_lets_nothing_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(folder, *LUOYANG_GDP)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("shutil.copyfile", refuse)
    with pytest.raises(StoreError, match=r"cannot be written \(.*Permission denied\); check space and permissions"):
        accept(folder, change(), observations=[obs(period="2023")])
    Store.open(folder).verify()


@pytest.mark.parametrize("keep", [0, 4096, 20000, 300000])
def test_nothing_is_added_to_a_truncated_store(folder: Path, keep: int) -> None:
    build(folder, *LUOYANG_GDP)
    path = accept(folder, change(), observations=[obs(period="2023")]).path
    path.write_bytes(path.read_bytes()[:keep])
    damaged = path.read_bytes()
    with pytest.raises(StoreError, match="is damaged"):
        accept(folder, change(), observations=[obs(period="2024")])
    assert path.read_bytes() == damaged
    (last,) = Store.earlier(folder)
    last.verify()
    assert len(last.series("gdp", ["410300"])) == 1


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_added_to_a_store_with_flipped_bits(folder: Path, seed: int) -> None:
    path = build(folder, *LUOYANG_GDP)
    content, chance = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(2000):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="run `python -m yardstick build`, or restore a backup"):
        accept(folder, change(), observations=[obs(period="2024")])
    assert path.read_bytes() == bytes(content)
    assert [p.name for _, p in shelf.versions(folder)] == ["store-1.duckdb"]
