"""What `explain` prints of the sentence: the number marked, its neighbours, or why it is not shown and where it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from yardstick.model import Passage

Run = Callable[..., Result]
TEXT = "第一句话。全省高企20000家；第二句续。第三句话。\n另一段。"
CELL = ("explain", "420000", "firms", "2022", "--lang", "en")
KEPT, ROWS = Path("data/documents/report.txt"), Path("data/observations/reports.csv")


@pytest.fixture
def read(run: Run) -> Run:
    """The installation with the place of its figure in TEXT, hash and all; its source has an address."""
    start = TEXT.index("20000")
    rows = ROWS.read_text(encoding="utf-8")
    ROWS.write_text(rows.replace("char:13-19", str(Passage.of(TEXT, start, start + 6))), encoding="utf-8")
    sources = Path("data/sources.yaml")
    told = sources.read_text(encoding="utf-8")
    sources.write_text(told.replace("  sha256", "  url: https://example.org/r\n  sha256"), encoding="utf-8")
    assert run("build").exit_code == 0
    return run


def put(text: str) -> None:
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    KEPT.write_text(text, encoding="utf-8")


def test_the_number_is_marked_between_the_sentences_beside_it(read: Run) -> None:
    put(TEXT + "后来又添了一段。")
    assert read(*CELL).stdout.splitlines()[-3:] == ["  第一句话。", "  全省高企【20000家】；第二句续。", "  第三句话。"]


@pytest.mark.parametrize(
    ("text", "said"), [(None, "The document is not on this machine."), ("全省高企20001家。", "The text has changed:")]
)
def test_else_why_not_and_where_it_stands(read: Run, text: str | None, said: str) -> None:
    if text is not None:
        put(text)
    *_, why, where = read(*CELL).stdout.splitlines()
    assert why.startswith(said)
    assert where == "In the original: characters 9–15 · https://example.org/r"


def test_what_a_terminal_would_obey_is_not_printed(read: Run) -> None:
    put("\x1b[31m第一" + TEXT[2:])
    assert "\x1b" not in read(*CELL).stdout
