"""A document of our own for an installation: two figures and two targets read in it, stored as one change set."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from yardstick.model import Observation, Passage, Period, Source, Target
from yardstick.store import Change, accept

ID = "own-report-2026"
LUOYANG = "410300"
ADDRESS = "https://example.org/own-report"
BEFORE = "去年各项工作平稳推进。"
SENTENCE = "全市高新技术企业达到1900家，其中新认定260家；研发投入继续增加。"
AFTER = "各县区都有进展 <b>& 更多</b>。"
AIM = "力争高新技术企业突破2200家，净增300家。"
TEXT = f"自拟的工作报告\n一、回顾\n\u3000\u3000{BEFORE}{SENTENCE}{AFTER}\n\n二、打算\n\u3000\u3000{AIM}\n"
SOURCE = Source(
    ID, "自拟的工作报告", "某市政府", "work_report", dt.date(2026, 1, 10), published_as="2026-01-10", url=ADDRESS,
    sha256=hashlib.sha256(TEXT.encode()).hexdigest(), confidence="official",
)  # fmt: skip


def place(words: str, *, text: str = TEXT) -> str:
    """The locator of these words, with the hash of their sentence."""
    start = text.index(words)
    return str(Passage.of(text, start, start + len(words)))


def bare_place(words: str) -> str:
    """The locator of these words without a hash."""
    start = TEXT.index(words)
    return str(Passage(start, start + len(words)))


FIGURE = Observation(
    "high_tech_enterprises", LUOYANG, "value", Period.parse("2026"), 1900.0, "=", "enterprises", "A", ID,
    place("1900家"), stated_value="1900", stated_unit="家",
)  # fmt: skip
NEW = Observation(
    "high_tech_enterprises", LUOYANG, "new", Period.parse("2026"), 260.0, "=", "enterprises", "A", ID,
    place("260家"), stated_value="260", stated_unit="家",
)  # fmt: skip
TARGET = Target(
    "high_tech_enterprises", LUOYANG, "value", Period.parse("2027"), ">", 2200.0, "enterprises", "annual", ID,
    place("突破2200家"), stated_value="2200", stated_unit="家", announced=dt.date(2026, 1, 10),
)  # fmt: skip
UNHASHED = Target(
    "high_tech_enterprises", LUOYANG, "net_change", Period.parse("2027"), ">=", 300.0, "enterprises", "annual", ID,
    bare_place("300家"), stated_value="300", stated_unit="家", announced=dt.date(2026, 1, 10),
)  # fmt: skip


def read_in(folder: Path) -> Path:
    """Store what was read in the report in the installation in `folder`; the path at which its text would lie."""
    change = Change("document", "tester", dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), "自拟报告", "Own report")
    accept(folder / "data" / "store", change, observations=[FIGURE, NEW], targets=[TARGET, UNHASHED], sources=[SOURCE])
    return folder / "data" / "documents" / f"{ID}.txt"


def put(path: Path, text: str = TEXT) -> None:
    """Put a text on this machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
