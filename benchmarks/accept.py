"""Tries the write side of the store: killed writers, and crowds of writers and readers in processes of their own.

    python benchmarks/accept.py --kills 200 --rows 200000
    python benchmarks/accept.py --writers 4 --readers 8 --seconds 60

`--kills`: a process imports change sets of ROWS figures, one after the other, half of them new cells and half of them
the same cells with another value, and is killed (SIGKILL) at a random moment, while other processes query. The writer
notes each change set on the disk, synced, once `accept` has returned: that is what is acknowledged. After each kill the
store must open, agree with its fingerprint and hold every acknowledged change set, whole; a change set that no line
acknowledges is held at most once a kill (the kill fell between the rename and the line), whole as well. No reader may
meet an error, a part of a change set, or fewer change sets than before; readers are asked for after every kill whether
they have gone on. The run counts for nothing, and fails, where too little was acknowledged or the kills fell on too few
stages of the writing.

`--writers`: processes that accept small change sets. Each in turn adds one to a figure that all of them count up (it
has read it, and tells the store what was seen), and brings a figure of its own without such a condition. The count must
come to the number of acknowledged changes to it, every figure of their own must stand, and the only refusals are those
meant for a person: the ground moved, or busy. Readers must never see the count fall. Ends with 1 on any failure.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import importlib
import multiprocessing as mp
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from yardstick.errors import StoreError
from yardstick.model import Area, ChangeSet, Observation, Period, Source
from yardstick.store import FIRST_ID, BusyError, Change, MovedError, Store, accept, build_store, current_identity

CONTEXT = mp.get_context("spawn")
INDICATORS, YEARS = 40, 25
A_FOLDER = 20
"""Kills after which a new folder is begun: the log only grows, and the copies with it."""
READERS = 3
STAGES = (
    ("preparing the rows", "accept", "_figures"),
    ("copying the file", "accept", "copy_aside"),
    ("sorting the rows", "accept", "_settle"),
    ("finding what is known of their cells", "accept", "touch"),
    ("taking the rows in", "accept", "republish"),
    ("laying the log together", "accept", "gather"),
    ("making the reading anew", "accept", "publish"),
    ("checking the log", "accept", "check_logs"),
    ("checking the reading", "accept", "check_reading"),
    ("signing and closing", "accept", "sign"),
    ("syncing and renaming", "shelf", "sync"),
    ("standing beside", "shelf", "carry_definitions"),
    ("pointing", "shelf", "point"),
    ("clearing away", "shelf", "prune"),
)
"""What `accept` is doing from the moment it calls this function of this module of the store."""
BEFORE, AFTER = "before the first step", "acknowledging"


def lay(folder: Path, *, rows: int) -> None:
    """A store with areas for so many figures and one source, and no figures."""
    areas = max(8, -(-rows // (INDICATORS * YEARS)))
    build_store(
        folder,
        areas=[Area(f"{100000 + n}", f"地区{n}", f"Area {n}", "prefecture", "") for n in range(areas)],
        sources=[Source("table", "表", "局", "yearbook", dt.date(2026, 1, 1))],
        change_sets=[ChangeSet(1, "initial", "benchmark", dt.date(2026, 1, 1), "", "", "")],
        observations=[],
        precedence={"yearbook": 1},
        growth_implies={},
    )


def figures(rows: int, *, values: Any, block: int = 0) -> pa.Table:
    """So many figures in cells that no other `block` has."""
    at = np.arange(rows)
    same = pa.array(np.zeros(rows, int))
    return pa.table(
        {
            "indicator": pa.array(np.char.add(f"b{block}_", np.char.mod("%03d", at // YEARS % INDICATORS))),
            "area": pa.array(np.char.mod("%d", (at // (INDICATORS * YEARS)) + 100000)),
            "period": pa.array(np.char.mod("%d", 2000 + at % YEARS)),
            "value": np.broadcast_to(np.asarray(values, float), rows),
            "unit": pa.array(["x"]).take(same),
            "source": pa.array(["table"]).take(same),
            "locator": pa.array(np.char.add("row:", np.char.mod("%d", at))),
            "stated_value": pa.array(np.broadcast_to(np.asarray(values, float), rows)).cast(pa.string()),
        }
    )


def said(author: str) -> Change:
    """A change of now."""
    return Change("import", author, dt.datetime.now(dt.UTC), "试")


def value_of(number: int) -> int:
    """What every figure of a change set is: the how-manieth it is."""
    return number - FIRST_ID + 1


def write_for_ever(folder: str, rows: int, log: str, ready: Any, go: Any, stage: Any) -> None:
    """Import again and again, every second time the cells of the time before; note what is acknowledged, synced."""
    for n, (_, module, name) in enumerate(STAGES, start=1):
        _tell(importlib.import_module(f"yardstick.store.{module}"), name, stage, n)
    line = os.open(log, os.O_WRONLY | os.O_APPEND)
    ready.set()
    go.wait()
    held = [n for n in Store.open(Path(folder)).change_sets()["id"] if n >= FIRST_ID]
    turn = len(held) + 1
    while True:
        start = time.monotonic()
        done = accept(Path(folder), said("writer"), rows=figures(rows, values=turn, block=(turn - 1) // 2))
        stage.value = len(STAGES) + 1
        os.write(line, f"{done.id} {time.monotonic() - start:.3f}\n".encode("ascii"))
        os.fsync(line)
        turn = value_of(done.id) + 1


def _tell(module: Any, name: str, stage: Any, number: int) -> None:
    whole = getattr(module, name)

    def told(*given: Any, **named: Any) -> Any:
        stage.value = number
        return whole(*given, **named)

    setattr(module, name, told)


SETS = "SELECT change_set, count(*), min(value), max(value) FROM {table} GROUP BY change_set ORDER BY change_set"


def read_for_ever(folder: str, rows: int, stop: Any, asked: Any, told: Any) -> None:
    """Query until told to stop; tell every error, every part of a change set, every change set that is gone again."""
    store = Store.open(Path(folder))
    last = 0
    while not stop.is_set():
        try:
            store = store.refresh()
            found = store._rows(SETS.format(table="observation_current"))
            broken = [row for row in found if row[1:] != (rows, value_of(row[0]), value_of(row[0]))]
            newest = max((row[0] for row in found), default=0)
            series = store.series("b0_000", ["100000"])["value"]
            if broken or newest < last or len(series) not in (0, YEARS) or series.nunique() > 1:
                told.put(f"half a change set, or one that is gone: {broken} {newest} after {last} {list(series)}")
            last = newest
        except Exception as error:  # whatever it is, a reader must not meet it
            told.put(f"{type(error).__name__}: {error}")
        asked.value += 1
        time.sleep(0.1)


@dataclass
class Tally:
    """What a run of kills has come to."""

    stages: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    unsaid: int = 0
    asked: int = 0
    wrong: list[str] = field(default_factory=list)


@contextlib.contextmanager
def crew() -> Iterator[list[Any]]:
    """A list for processes; those in it are ended however this ends."""
    processes: list[Any] = []
    try:
        yield processes
    finally:
        for process in processes:
            if process.is_alive():
                process.kill()
            process.join(10)


def kills(folder: Path, *, times: int, rows: int, longest: float) -> list[str]:
    """Kill a writer so many times; return what was wrong."""
    tally, chance = Tally(), random.Random(4)
    for first in range(0, times, A_FOLDER):
        place = folder / str(first)
        _kill_in(place, range(first, min(times, first + A_FOLDER)), rows, longest, chance, tally)
        shutil.rmtree(place)
        done = min(times, first + A_FOLDER)
        found = f"{tally.acknowledged} change sets acknowledged, {len(tally.wrong)} things wrong"
        print(f"after {done} kills: {found}", flush=True)
    print(f"{times} kills of imports of {rows:,} figures; {tally.acknowledged} change sets acknowledged, ", end="")
    print(f"{tally.unsaid} more in force whose line the kill cut off; {tally.asked:,} rounds of questions by readers")
    for stage in (BEFORE, *(words for words, _, _ in STAGES), AFTER):
        print(f"  killed while {stage}: {tally.stages[stage]}")
    if tally.acknowledged < times / 4:
        tally.wrong.append(f"only {tally.acknowledged} change sets were acknowledged: the run proves nothing")
    if len(tally.stages) < min(4, max(2, times // 4)) or max(tally.stages.values()) > 0.8 * times:
        tally.wrong.append("the kills fell on too few stages: the run proves nothing")
    return tally.wrong


def _kill_in(folder: Path, turns: range, rows: int, longest: float, chance: random.Random, tally: Tally) -> None:
    lay(folder, rows=rows)
    log = folder / "acknowledged"
    start = time.monotonic()
    number = accept(folder, said("first"), rows=figures(rows, values=1)).id
    log.write_text(f"{number} {time.monotonic() - start:.3f}\n", encoding="ascii")
    stop, told = CONTEXT.Event(), CONTEXT.Queue()
    asked = [CONTEXT.Value("q", 0) for _ in range(READERS)]
    extra: set[int] = set()
    tally.acknowledged += 1
    span = longest * (time.monotonic() - start)
    with crew() as processes:
        for count in asked:
            given = (str(folder), rows, stop, count, told)
            processes.append(CONTEXT.Process(target=read_for_ever, args=given, daemon=True))
            processes[-1].start()
        following = _writer(folder, rows, log, processes)
        for turn in turns:
            writer, ready, go, stage = following
            before, questions = len(acknowledged(log)), [count.value for count in asked]
            ready.wait(120)
            go.set()
            following = _writer(folder, rows, log, processes)
            time.sleep(chance.uniform(0.0, span))
            os.kill(writer.pid, signal.SIGKILL)
            writer.join()
            names = (BEFORE, *(words for words, _, _ in STAGES), AFTER)
            tally.stages[names[stage.value]] += 1
            came = len(acknowledged(log)) - before
            span *= 0.8 if came else 1.3  # about every second kill comes after an import, however busy the machine is
            tally.acknowledged += came
            tally.wrong += [f"kill {turn + 1}: {words}" for words in after(folder, rows=rows, log=log, extra=extra)]
            tally.wrong += _still(processes[:READERS], asked, questions)
        stop.set()
        for process in processes[:READERS]:
            process.join(60)
        tally.wrong += [f"reader: {words}" for words in _all(told)]
    tally.unsaid += len(extra)
    tally.asked += sum(count.value for count in asked)


def _writer(folder: Path, rows: int, log: Path, processes: list[Any]) -> tuple[Any, Any, Any, Any]:
    ready, go, stage = CONTEXT.Event(), CONTEXT.Event(), CONTEXT.Value("i", 0)
    writer = CONTEXT.Process(target=write_for_ever, args=(str(folder), rows, str(log), ready, go, stage), daemon=True)
    writer.start()
    processes.append(writer)
    return writer, ready, go, stage


def _still(readers: list[Any], asked: list[Any], before: list[int]) -> Iterator[str]:
    """What is wrong with the readers: each must go on."""
    for reader, count, earlier in zip(readers, asked, before, strict=True):
        until = time.monotonic() + 60
        while count.value == earlier and reader.is_alive() and time.monotonic() < until:
            time.sleep(0.01)
        if count.value == earlier:
            yield "a reader asks no more"


def _all(told: Any) -> Iterator[str]:
    while not told.empty():
        yield str(told.get())


def acknowledged(log: Path) -> list[tuple[int, float]]:
    """The change sets whose line is whole, and how long each took."""
    lines = log.read_text(encoding="ascii").splitlines(keepends=True)
    return [(int(n), float(seconds)) for n, seconds in (line.split() for line in lines if line.endswith("\n"))]


def after(folder: Path, *, rows: int, log: Path, extra: set[int]) -> Iterator[str]:
    """What is wrong with the store after a kill; adds to `extra` the one whose line was cut off."""
    try:
        store = Store.open(folder)
        store.verify()
        held = sorted(int(n) for n in store.change_sets()["id"] if n >= FIRST_ID)
        counts = store._rows(SETS.format(table="observation"))
        store.close()
    except StoreError as error:
        yield str(error)
        return
    known = {number for number, _ in acknowledged(log)}
    more = set(held) - known - extra
    if (known | extra) - set(held) or len(more) > 1 or more - {max(held)}:
        yield f"lost: {sorted((known | extra) - set(held))}, held without having been acknowledged: {sorted(more)}"
    extra |= more
    if counts != [(n, rows, value_of(n), value_of(n)) for n in held]:
        yield f"a change set is not whole: {counts}"


def write_some(folder: str, name: int, seconds: float, start: Any, told: Any) -> None:
    """Add one to the figure of all, having read it, then bring one of one's own; again and again."""
    done = own = moved = busy = 0
    start.wait(120)
    until = time.time() + seconds
    place = Path(folder)
    while time.time() < until:
        try:
            seen = current_identity(place)
            store = Store.open(place)
            held = store.series("indicator_000", ["100000"])
            store.close()
            value = 1.0 + (held["value"].iloc[0] if len(held) else 0.0)
            accept(place, said(f"writer {name}"), observations=[cell(value)], seen=seen)
            done += 1
        except MovedError:
            moved += 1
        except BusyError:
            busy += 1
        except Exception as error:  # whatever it is, a writer must not meet it
            told.put(f"writer {name}: {type(error).__name__}: {error}")
        try:
            mine = cell(float(own), indicator=f"own_{name}", locator=f"A{own}")
            accept(place, said(f"writer {name}"), observations=[mine])
            own += 1
        except BusyError:
            busy += 1
        except Exception as error:
            told.put(f"writer {name}: {type(error).__name__}: {error}")
    told.put((done, own, moved, busy, 0))


def cell(value: float, *, indicator: str = "indicator_000", locator: str = "A1") -> Observation:
    """A figure; as it stands the one that all writers add to."""
    period = Period.parse("2020")
    text = f"{value:g}"
    return Observation(indicator, "100000", "value", period, value, "=", "x", "A", "table", locator, stated_value=text)


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
    told.put((0, 0, 0, 0, asked))


def crowd(folder: Path, *, writers: int, readers: int, seconds: float) -> list[str]:
    """Let so many processes write and read; return what was wrong."""
    lay(folder, rows=1)
    told, start = CONTEXT.Queue(), CONTEXT.Barrier(writers + readers)
    tasks = [(write_some, (str(folder), n, seconds, start, told)) for n in range(writers)]
    tasks += [(read_some, (str(folder), seconds, start, told))] * readers
    wrong: list[str] = []
    came = np.zeros(5, int)
    with crew() as processes:
        processes += [CONTEXT.Process(target=task, args=given, daemon=True) for task, given in tasks]
        for process in processes:
            process.start()
        left = len(processes)
        while left:
            word = told.get(timeout=seconds + 180)
            if isinstance(word, str):
                wrong.append(word)
            else:
                left, came = left - 1, came + word
    done, own, moved, busy, asked = (int(n) for n in came)
    store = Store.open(folder)
    store.verify()
    ((value,),) = store._rows("SELECT coalesce(max(value), 0) FROM shown WHERE indicator = 'indicator_000'")
    ((brought,),) = store._rows("SELECT count(*) FROM reading WHERE indicator LIKE 'own%'")
    held = len(store.change_sets()) - 1
    print(
        f"{writers} writers for {seconds:g} s: {done + own} change sets ({done} counted up, {own} of their own); ",
        end="",
    )
    print(f"{moved} times told that the data had moved, {busy} times that another writes; {asked:,} questions asked")
    if (value, brought, held) != (done, own, done + own) or not (done and own and asked):
        wrong.append(f"{done} + {own} acknowledged, {held} held; counted to {value:g}, {brought} of their own stand")
    return wrong


@contextlib.contextmanager
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
    parser.add_argument("--longest", type=float, default=1.5, help="how many imports' time the first kill has")
    parser.add_argument("--writers", type=int, default=0)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60.0)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the processes started here are ended, too
    wrong: list[str] = []
    with workplace() as folder:
        if options.kills:
            wrong += kills(folder / "kills", times=options.kills, rows=options.rows, longest=options.longest)
        if options.writers:
            crowded = {"writers": options.writers, "readers": options.readers, "seconds": options.seconds}
            wrong += crowd(folder / "crowd", **crowded)
    for words in wrong[:20]:
        print(words, file=sys.stderr)
    print("nothing was wrong" if not wrong else f"{len(wrong)} things were wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
