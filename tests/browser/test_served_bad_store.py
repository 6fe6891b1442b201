"""The store under a running server: rebuilt, it is taken up; broken, the last good data are served and it is said."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from served import Server, Visit

from yardstick.workspace import Workspace

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("broken")]

PAGE = "/compare?lang=en&areas=410300,411400&indicators=high_tech_enterprises"
LAST_GOOD = "the last good data are shown"


@pytest.fixture(scope="module")
def place(own_installation: Callable[[], Path]) -> Path:
    """An installation that these tests may change."""
    return own_installation()


@pytest.fixture(scope="module")
def shaken(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on it."""
    with Server(place, tmp_path_factory.mktemp("shaken") / "log.txt") as started:
        yield started


def rename_indicator(place: Path, *, old: str, new: str) -> None:
    """Change a definition, so that the next store can be told from this one on the page."""
    path = place / "indicators" / "enterprises" / "high_tech_enterprises.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def damage(store: Path, how: str) -> None:
    """Spoil a store file in one of the ways a disk does."""
    whole = store.read_bytes()
    if how == "missing":
        store.unlink()
    elif how == "truncated":
        store.write_bytes(whole[: len(whole) // 3])
    elif how == "empty":
        store.write_bytes(b"")
    elif how == "other file":
        store.write_bytes(b"PK\x03\x04" + b"not a store at all\n" * 5000)
    elif how == "flipped header":
        store.write_bytes(bytes(b ^ 0xFF for b in whole[:64]) + whole[64:])
    else:
        block = len(whole) // 50
        spoiled = bytearray(whole)
        for start in range(3 * 4096, len(whole) - 64, block):
            spoiled[start : start + 64] = bytes(b ^ 0xFF for b in spoiled[start : start + 64])
        store.write_bytes(bytes(spoiled))


def publish_damaged(place: Path, how: str) -> Path:
    """Let `current` point to a damaged copy of the store in use, as a failing disk would leave it."""
    folder = place / "data" / "store"
    good = (folder / "current").resolve()
    number = max(int(p.stem.split("-")[1]) for p in folder.glob("store-*.duckdb"))
    bad = folder / f"store-{number + 1}.duckdb"
    shutil.copy2(good, bad)
    shutil.copytree(good.with_suffix(".definitions"), bad.with_suffix(".definitions"))
    damage(bad, how)
    point(folder, bad.name)
    return bad


def point(folder: Path, name: str) -> None:
    """Swap `current` in one rename."""
    fresh = folder / ".fresh"
    fresh.symlink_to(name)
    os.replace(fresh, folder / "current")


def test_a_rebuild_under_a_running_server(visit: Callable[..., Visit], shaken: Server, place: Path) -> None:
    seen = visit(shaken).go(PAGE)
    identity = Workspace.identity_of(place)
    rename_indicator(place, old="High-tech enterprises", new="High-tech firms renamed")
    builder = threading.Thread(target=Workspace.build, args=(place,))
    builder.start()
    while builder.is_alive():
        seen.reload()
        seen.sound()
        assert seen.alerts == []
        assert seen.headings != []
    builder.join()
    assert Workspace.identity_of(place) != identity
    assert "High-tech firms renamed" in seen.reload().text
    seen.sound()
    assert seen.alerts == []


@pytest.mark.parametrize("how", ["truncated", "missing", "empty", "other file", "flipped header", "flipped throughout"])
def test_a_damaged_newer_store(visit: Callable[..., Visit], shaken: Server, place: Path, *, how: str) -> None:
    folder = place / "data" / "store"
    good = (folder / "current").resolve().name
    seen = visit(shaken).go(PAGE)
    before = seen.headings
    bad = publish_damaged(place, how)
    try:
        seen.reload()
        seen.sound()
        assert any(LAST_GOOD in alert and bad.name in alert for alert in seen.alerts), seen.text
        assert seen.headings == before
        assert bad.name in shaken.log
        assert "Traceback" not in shaken.log
    finally:
        point(folder, good)
        bad.unlink(missing_ok=True)
        shutil.rmtree(bad.with_suffix(".definitions"))
    assert seen.reload().alerts == []


def test_a_broken_definition_keeps_the_last_good_data(visit: Callable[..., Visit], shaken: Server, place: Path) -> None:
    path = place / "indicators" / "enterprises" / "high_tech_enterprises.yaml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole + "direction: sideways\n", encoding="utf-8")
    try:
        with pytest.raises(Exception, match="high_tech_enterprises"):
            Workspace.build(place)
        seen = visit(shaken).go(PAGE)
        seen.sound()
        assert seen.headings != []
    finally:
        path.write_text(whole, encoding="utf-8")
        Workspace.build(place)


def test_a_start_on_a_damaged_store_serves_the_one_before(
    visit: Callable[..., Visit], own_installation: Callable[[], Path], tmp_path: Path
) -> None:
    place = own_installation()
    publish_damaged(place, "truncated")
    with Server(place, tmp_path / "log.txt") as started:
        seen = visit(started).go("/compare?lang=en")
        assert any("the last good data are shown" in alert for alert in seen.alerts), seen.text
        assert "Luoyang" in seen.text


def test_no_store_was_ever_good(
    visit: Callable[..., Visit], own_installation: Callable[[], Path], tmp_path: Path
) -> None:
    place = own_installation()
    earlier = Workspace.open(place).store.path
    publish_damaged(place, "truncated")
    earlier.unlink()
    with Server(place, tmp_path / "log.txt") as started:
        seen = visit(started).go("/compare?lang=en")
        assert any("The data cannot be opened." in alert for alert in seen.alerts), seen.text
        assert "python -m yardstick build" in seen.text
        assert len(seen.menu) == 8
        seen.sound()
        Workspace.build(place)
        assert seen.reload().headings != []
        assert seen.alerts == []
