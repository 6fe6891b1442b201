"""Tries the write side of the store: killed writers, crowds of writers and readers, and how long it takes.

    python benchmarks/accept.py --kills 200 --rows 200000
    python benchmarks/accept.py --writers 4 --readers 8 --seconds 60
    python benchmarks/accept.py --time 200000,1000000

`--kills`: a process imports ROWS figures again and again and is killed (SIGKILL) at a random moment while a reader
process queries. After each the store must open, verify, and hold every change set that was acknowledged and at most
one more, each whole; the reader must not have met an error or a part of a change set. `--writers`: separate processes
each accept small change sets, each reading what it changes first and telling the store so; every acknowledged one must
stand, none may be lost, and every refusal must be one of the two that are meant for a person (moved, busy). `--time`:
accepting so many figures into a new store, beside DuckDB's own `read_csv` of them into a sorted table. Ends with 1 on
any failure.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing as mp
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.csv

from yardstick.errors import StoreError
from yardstick.model import Area, ChangeSet, Observation, Period, Source
from yardstick.store import FIRST_ID, BusyError, Change, MovedError, Store, accept, build_store, current_identity

CONTEXT = mp.get_context("spawn")
INDICATORS, YEARS = 40, 25


def areas(rows: int) -> int:
    """How many areas it takes for so many figures."""
    return -(-rows // (INDICATORS * YEARS))


def lay(folder: Path, *, rows: int) -> None:
    """A store with areas and one source, and no figures."""
    build_store(
        folder,
        areas=[Area(f"{100000 + n}", f"地区{n}", f"Area {n}", "prefecture", "") for n in range(max(8, areas(rows)))],
        sources=[Source("table", "表", "局", "yearbook", dt.date(2026, 1, 1))],
        change_sets=[ChangeSet(1, "initial", "benchmark", dt.date(2026, 1, 1), "", "", "")],
        observations=[],
        precedence={"yearbook": 1},
        growth_implies={},
    )


def figures(rows: int, *, turn: int) -> pa.Table:
    """So many figures, all of the value `turn` where it is not negative, else of random ones."""
    at = np.arange(rows)
    values = np.full(rows, float(turn)) if turn >= 0 else np.random.default_rng(1).integers(0, 10**7, rows) / 10
    texts = np.char.mod("%d", (at // (INDICATORS * YEARS)) + 100000)
    return pa.table(
        {
            "indicator": pa.array(np.char.add("indicator_", np.char.mod("%03d", at // YEARS % INDICATORS))),
            "area": pa.array(texts),
            "period": pa.array(np.char.mod("%d", 2000 + at % YEARS)),
            "value": values,
            "unit": pa.array(["x"]).take(pa.array(np.zeros(rows, int))),
            "source": pa.array(["table"]).take(pa.array(np.zeros(rows, int))),
            "locator": pa.array(np.char.add("row:", np.char.mod("%d", at))),
            "stated_value": pa.array(values).cast(pa.string()),
        }
    )


def said(author: str) -> Change:
    """A change of now."""
    return Change("import", author, dt.datetime.now(dt.UTC), "试")


def write_for_ever(folder: str, rows: int, log: str, ready: Any) -> None:
    """Import `rows` figures again and again, each time all of them another value; note what is acknowledged."""
    with Path(log).open("a", encoding="ascii") as note:
        turn = max(Store.open(Path(folder)).change_sets()["id"])
        ready.set()
        while True:
            turn = 1 if turn < FIRST_ID else turn - FIRST_ID + 2
            done = accept(Path(folder), said("writer"), rows=figures(rows, turn=turn))
            note.write(f"{done.id}\n")
            note.flush()
            turn = done.id


def read_for_ever(folder: str, rows: int, stop: Any, told: Any) -> None:
    """Query until told to stop; tell every error and every reading that is neither nothing nor one whole change set."""
    asked = 0
    store = Store.open(Path(folder))
    while not stop.is_set():
        try:
            store = store.refresh()
            found = store._rows("SELECT count(*), min(value), max(value) FROM observation_current")[0]
            if found[0] not in (0, rows) or found[1] != found[2]:
                told.put(f"half a change set: {found}")
        except Exception as error:  # whatever it is, a reader must not meet it
            told.put(f"{type(error).__name__}: {error}")
        asked += 1
    told.put(asked)


def kills(folder: Path, *, times: int, rows: int, longest: float) -> list[str]:
    """Kill a writer so many times; return what was wrong."""
    lay(folder, rows=rows)
    log, wrong, chance = folder / "acknowledged", [], random.Random(4)
    log.touch()
    stop, told = CONTEXT.Event(), CONTEXT.Queue()
    reader = CONTEXT.Process(target=read_for_ever, args=(str(folder), rows, stop, told))
    reader.start()
    for turn in range(times):
        ready = CONTEXT.Event()
        writer = CONTEXT.Process(target=write_for_ever, args=(str(folder), rows, str(log), ready))
        writer.start()
        ready.wait(60)
        time.sleep(chance.uniform(0.0, longest))
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        wrong += [f"kill {turn + 1}: {words}" for words in after(folder, rows=rows, log=log)]
        progress(turn + 1, times)
    stop.set()
    reader_said, asked = [], 0
    while not asked:
        word = told.get(timeout=60)
        asked = word if isinstance(word, int) else 0
        reader_said += [] if asked else [str(word)]
    reader.join()
    held = len(Store.open(folder).change_sets()) - 1
    print(f"{times} kills, {held} change sets of {rows:,} figures stand, {asked:,} questions asked meanwhile")
    return wrong + [f"reader: {words}" for words in reader_said]


def after(folder: Path, *, rows: int, log: Path) -> Iterator[str]:
    """What is wrong with the store after a kill."""
    known = [int(line) for line in log.read_text(encoding="ascii").split()]
    try:
        store = Store.open(folder)
        store.verify()
    except StoreError as error:
        yield str(error)
        return
    held = sorted(n for n in store.change_sets()["id"] if n >= FIRST_ID)
    if held[: len(known)] != known or len(held) > len(known) + 1:
        yield f"acknowledged {known[-3:]}, held {held[-3:]}"
    counts = store._rows("SELECT change_set, count(*) FROM observation GROUP BY change_set")
    if any(count != rows for _, count in counts):
        yield f"a change set is not whole: {counts}"
    log.write_text("".join(f"{n}\n" for n in held), encoding="ascii")
    store.close()


def write_some(folder: str, name: int, seconds: float, start: Any, told: Any) -> None:
    """Read a cell, add one to it, say what was seen: lost updates would show in the sum."""
    done = moved = busy = 0
    start.wait(120)
    until = time.time() + seconds
    while time.time() < until:
        try:
            seen = current_identity(Path(folder))
            store = Store.open(Path(folder))
            held = store.series("indicator_000", ["100000"])
            value = 1.0 + (held["value"].iloc[0] if len(held) else 0.0)
            store.close()
            accept(Path(folder), said(f"writer {name}"), observations=[cell(value)], seen=seen)
            done += 1
        except MovedError:
            moved += 1
        except BusyError:
            busy += 1
        except Exception as error:  # whatever it is, a writer must not meet it
            told.put(f"writer {name}: {type(error).__name__}: {error}")
    told.put((done, moved, busy, 0))


def cell(value: float) -> Observation:
    """The one figure that all writers add to."""
    text = f"{value:g}"
    return Observation(
        "indicator_000", "100000", "value", Period.parse("2020"), value, "=", "x", "A", "table", "A1", stated_value=text
    )


def read_some(folder: str, seconds: float, start: Any, told: Any) -> None:
    """Ask until the time is over: the figure never falls."""
    asked, last = 0, 0.0
    store = Store.open(Path(folder))
    start.wait(120)
    until = time.time() + seconds
    while time.time() < until:
        try:
            store = store.refresh()
            held = store.series("indicator_000", ["100000"])
            value = float(held["value"].iloc[0]) if len(held) else 0.0
            if value < last:
                told.put(f"reader: {value} after {last}")
            last = value
        except Exception as error:
            told.put(f"reader: {type(error).__name__}: {error}")
        asked += 1
    told.put((0, 0, 0, asked))


def crowd(folder: Path, *, writers: int, readers: int, seconds: float) -> list[str]:
    """Let so many processes write and read; return what was wrong."""
    lay(folder, rows=1)
    told, start = CONTEXT.Queue(), CONTEXT.Barrier(writers + readers)
    work = [CONTEXT.Process(target=write_some, args=(str(folder), n, seconds, start, told)) for n in range(writers)]
    work += [CONTEXT.Process(target=read_some, args=(str(folder), seconds, start, told)) for _ in range(readers)]
    for process in work:
        process.start()
    wrong: list[str] = []
    done = moved = busy = asked = left = 0
    while left < len(work):
        word = told.get(timeout=seconds + 120)
        if isinstance(word, str):
            wrong.append(word)
            continue
        left += 1
        done, moved, busy, asked = (a + b for a, b in zip((done, moved, busy, asked), word, strict=True))
    for process in work:
        process.join()
    store = Store.open(folder)
    store.verify()
    value, held = store.series("indicator_000", ["100000"])["value"].iloc[0], len(store.change_sets()) - 1
    print(f"{done} change sets by {writers} writers, {moved} times moved, {busy} busy; {asked:,} questions asked")
    return wrong if value == done == held else [*wrong, f"{done} acknowledged, {held} held, counted to {value:g}"]


def timed(folder: Path, sizes: list[int]) -> list[str]:
    """Print how long each size takes beside DuckDB's own reading of the same CSV into a sorted table."""
    print("| figures | accept, s | rows a second | read_csv sorted, s | ratio |\n|---|---|---|---|---|")
    for rows in sizes:
        place = folder / str(rows)
        lay(place, rows=rows)
        table = figures(rows, turn=-1)
        pyarrow.csv.write_csv(table, place / "figures.csv")
        theirs = _time(lambda file=place / "figures.csv": _duck(file))
        ours = _time(lambda at=place, held=table: accept(at, said("timer"), rows=held))
        small = _time(lambda at=place: accept(at, said("timer"), observations=[cell(1.0)]))
        print(f"| {rows:,} | {ours:.2f} | {rows / ours:,.0f} | {theirs:.2f} | {ours / theirs:.2f} |", flush=True)
        print(f"| 1 into these | {small:.2f} | | | |", flush=True)
    return []


def _duck(file: Path) -> None:
    with duckdb.connect(str(file.with_suffix(".duckdb"))) as con:
        con.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{file}') ORDER BY indicator, area, period")
        con.execute("CHECKPOINT")


def _time(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def progress(done: int, of: int) -> None:
    """One line on a terminal."""
    if sys.stderr.isatty():
        print(f"\r{done}/{of}", end="\n" if done == of else "", file=sys.stderr, flush=True)


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="yardstick-accept-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run what is asked for; 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=0, help="how many times a writer is killed")
    parser.add_argument("--rows", type=int, default=200_000, help="figures in each change set of a killed writer")
    parser.add_argument("--longest", type=float, default=10.0, help="seconds within which a writer is killed")
    parser.add_argument("--writers", type=int, default=0)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--time", default="", help="sizes, separated by commas")
    options = parser.parse_args()
    wrong: list[str] = []
    with workplace() as folder:
        if options.kills:
            wrong += kills(folder / "kills", times=options.kills, rows=options.rows, longest=options.longest)
        if options.writers:
            crowded = {"writers": options.writers, "readers": options.readers, "seconds": options.seconds}
            wrong += crowd(folder / "crowd", **crowded)
        if options.time:
            wrong += timed(folder / "time", [int(text) for text in options.time.split(",")])
    for words in wrong[:20]:
        print(words, file=sys.stderr)
    print("nothing was wrong" if not wrong else f"{len(wrong)} things were wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
