"""Times the pages under load against an empty page served by the same kind of server in the same run.

    python benchmarks/pages.py --pages overview,compare --sessions 1,10,50,100 --seconds 30
    python benchmarks/pages.py --vary          # another question on every rerun: nothing is answered from a cache

Two servers are started on free ports of this machine: the dashboard, and one with the same lifespan and middleware,
whose page is `st.write("hi")`. For every number of sessions, each page in turn is opened by that many websocket
clients at once; then each client reruns its page every 2 to 8 seconds for `--seconds`. Told are, of the steady part:
reruns a second, median and 95th percentile of the time from asking to `script_finished`, CPU of the server process
(all its threads, from /proc) divided by the number of reruns, and its resident memory. The clients share the
machine's cores with the server, so latencies are on the high side. Needs Linux (/proc) and a built store.
Stops by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from session import Session

from yardstick.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
PATHS = {
    "overview": "",
    "compare": "compare",
    "indicator": "indicator",
    "targets": "targets",
    "area": "area",
    "evidence": "evidence",
    "methods": "methods",
}
EMPTY = "empty page"
PAUSE = (2.0, 8.0)
STARTED_WITHIN = 60.0
HEADER = (
    "| sessions | page | opened all at once, median ms | reruns/s | median ms | p95 ms | CPU ms a rerun "
    "| ratio to empty | RSS MB |\n|---|---|---|---|---|---|---|---|---|"
)
Ask = Callable[[], str | None]


@dataclass(frozen=True)
class Server:
    """A started server process."""

    pid: int
    port: int

    def cpu(self) -> float:
        """Seconds of CPU that the process has used so far, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Resident megabytes now."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@dataclass(frozen=True)
class Load:
    """What was measured of one page under one number of sessions."""

    opening: float
    rate: float
    median: float
    p95: float
    cpu: float
    memory: float


@contextlib.contextmanager
def served(script: Path, log: Path) -> Iterator[Server]:
    """`streamlit run script` on a free port; ended by its own id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    env = {"YARDSTICK_FOLDER": str(ROOT), **os.environ, "PYTHONPATH": str(ROOT)}
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
    try:
        await_start(process, port, log)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        process.wait(20)


def await_start(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Until the port answers."""
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"the server did not start:\n{log.read_text()}")


async def measure(server: Server, path: str, *, sessions: int, seconds: float, ask: Ask) -> Load:
    """Open `sessions` tabs at once, then let each rerun at its own pace for `seconds`."""
    async with contextlib.AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(Session(server.port, path)) for _ in range(sessions)]
        opening = await asyncio.gather(*(tab.rerun() for tab in tabs))
        await asyncio.gather(*(tab.rerun() for tab in tabs))
        cpu, start = server.cpu(), time.monotonic()
        runs = await asyncio.gather(*(steadily(tab, until=start + seconds, ask=ask) for tab in tabs))
        spent, took = server.cpu() - cpu, time.monotonic() - start
        memory = server.memory()
    failures = [failure for tab in tabs for failure in tab.failures]
    if failures:
        raise SystemExit(f"/{path}: {len(failures)} runs failed, the first with: {failures[0]}")
    times = sorted(t for run in runs for t in run)
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    return Load(
        statistics.median(opening), len(times) / took, statistics.median(times), p95, 1000 * spent / len(times), memory
    )


async def steadily(tab: Session, *, until: float, ask: Ask) -> list[float]:
    """Rerun every 2 to 8 seconds, the first time somewhere in that span; at least once. Milliseconds of each rerun."""
    times: list[float] = []
    pause = random.uniform(0, PAUSE[1])
    while not times or time.monotonic() + pause < until:
        await asyncio.sleep(min(pause, max(0.0, until - time.monotonic())))
        times.append(await tab.rerun(ask()))
        pause = random.uniform(*PAUSE)
    return times


def same() -> str | None:
    """Ask for the page as it stands."""
    return None


def questions(page: str) -> Ask:
    """Ask a page something it has hardly been asked before: other areas, another indicator, source or word."""
    workspace = Workspace.open(ROOT)
    areas, sources = workspace.selectable_areas(), tuple(workspace.sources)
    indicators = workspace.indicators_held(workspace.shown_areas)

    def ask() -> str:
        some = ",".join(random.sample(areas, 4))
        query = {
            "overview": {"areas": some},
            "compare": {"areas": some, "indicators": random.choice(indicators)},
            "indicator": {"areas": some, "indicator": random.choice(indicators)},
            "targets": {"areas": some, "year": "all"},
            "area": {"area": random.choice(areas)},
            "evidence": {"source": random.choice(sources)},
            "methods": {"read": "definitions", "theme": random.choice(tuple(workspace.catalogue.themes))},
        }
        return urlencode(query[page])

    return ask


def row(sessions: int, page: str, load: Load, *, empty: Load) -> str:
    """A line of the table."""
    ratio = "1" if load is empty else f"{load.cpu / empty.cpu:.1f}"
    figures = f"{load.opening:.0f} | {load.rate:.1f} | {load.median:.1f} | {load.p95:.1f} | {load.cpu:.1f}"
    return f"| {sessions} | {page} | {figures} | {ratio} | {load.memory:.0f} |"


async def compare(app: Server, floor: Server, options: argparse.Namespace) -> None:
    """Print a line a number of sessions and page; the empty page first."""
    asks = {page: questions(page) if options.vary else same for page in options.pages}
    print(HEADER, flush=True)
    for sessions in options.sessions:
        empty = await measure(floor, "", sessions=sessions, seconds=options.seconds, ask=same)
        print(row(sessions, EMPTY, empty, empty=empty), flush=True)
        for page in options.pages:
            load = await measure(app, PATHS[page], sessions=sessions, seconds=options.seconds, ask=asks[page])
            print(row(sessions, page, load, empty=empty), flush=True)


def pages(text: str) -> list[str]:
    """Names of pages; refuses others."""
    names = text.split(",")
    if unknown := set(names) - set(PATHS):
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: choose from {', '.join(PATHS)}")
    return names


def numbers(text: str) -> list[int]:
    """Whole numbers."""
    return [int(word) for word in text.split(",")]


def main() -> None:
    """Print a markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=pages, default=list(PATHS), help=f"of {', '.join(PATHS)}")
    parser.add_argument("--sessions", type=numbers, default=[1, 10, 50, 100], help="how many readers at once")
    parser.add_argument("--seconds", type=float, default=30.0, help="of steady reruns a line (at most 300)")
    parser.add_argument("--vary", action="store_true", help="ask something else on every rerun")
    options = parser.parse_args()
    options.seconds = min(options.seconds, 300.0)
    with (
        tempfile.TemporaryDirectory(prefix="yardstick-benchmark-") as logs,
        served(ROOT / "app.py", Path(logs) / "app.txt") as app,
        served(ROOT / "benchmarks" / "empty_app.py", Path(logs) / "empty.txt") as floor,
    ):
        asyncio.run(compare(app, floor, options))


if __name__ == "__main__":
    main()
