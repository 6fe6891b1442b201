"""The collected files → facts, in their own words and order."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from yardstick.errors import Problems
from yardstick.ingest.facts.fact import Fact
from yardstick.ingest.table import Row, read_table
from yardstick.model import Passage, sentence_spans
from yardstick.model.passage import Span

PANELS = ("file", "indicator", "source", "to")
_SPAN = re.compile(r"(\d{4})-(\d{4})")
_QUARTERS = re.compile(r"(\d{4})Q1-Q([1-4])")


def read_figures(path: Path, texts: Path | None = None) -> Iterator[Fact]:
    """figures.csv: figures read off documents, with the place of the quote; `texts` holds the documents' texts."""
    read = lru_cache(maxsize=None)(partial(Document.read, texts))
    for row in _rows(path):
        start = int(row["char_start"])
        key = f"{row['doc']} char:{start}"
        document = read(row["doc"])
        yield Fact(
            file="figures", key=key, area=row["area"], indicator=row["indicator_id"], kind=row["kind"],
            measure=row["measure"], operator=row["operator"], value=row["value"], value_high=row["value_high"],
            unit=row["unit"], period=row["period"], base_period=row["baseline_period"], as_of=row["as_of"],
            source=row["doc"], locator=document.locator(start, row["quote"]), tier=row["tier"], to="documents",
            text=_text(quote=row["quote"], problem=row["problem"], lead=_lead(document.text, start)),
            said=row["quote"],
        )  # fmt: skip


def read_statistics(path: Path) -> Iterator[Fact]:
    """statistics.csv: figures of yearbooks, bulletins and press."""
    for row in _rows(path):
        yield _tabular(row, file="statistics", indicator=row["indicator_id"], source=row["source_id"], to="statistics")


def read_panels(folder: Path, table: Path) -> tuple[list[Fact], Problems]:
    """The panels that `table` (data/conversion/panels.csv) lists: column of indicators, template of the source id."""
    facts: list[Fact] = []
    panels, problems = read_table(table, PANELS)
    for panel in panels:
        facts.extend(_panel(folder / panel["file"], panel))
    return facts, problems


def sdmx(period: str) -> str:
    """A period in SDMX form: `2016-2020` → `2016/2020`, `2021Q1-Q3` → `2021-01/2021-09`, others as they are."""
    if match := _SPAN.fullmatch(period):
        return f"{match[1]}/{match[2]}"
    if match := _QUARTERS.fullmatch(period):
        return f"{match[1]}-01/{match[1]}-{int(match[2]) * 3:02d}"
    return period


def _panel(path: Path, panel: Row) -> Iterator[Fact]:
    for row in _rows(path):
        source = panel["source"].format(**row)
        yield _tabular(row, file="panels", indicator=row[panel["indicator"]], source=source, to=panel["to"])


def _tabular(row: dict[str, str], *, file: str, indicator: str, source: str, to: str) -> Fact:
    key = f"{row['area']}/{indicator}/{row['period']}"
    note = row.get("note", "")
    return Fact(
        file=file, key=f"{source} {key}", area=row["area"], indicator=indicator, kind=row.get("kind", "actual"),
        measure=row.get("measure", "value"), operator="=", value=plain(row["value"]), value_high="", unit=row["unit"],
        period=sdmx(row["period"]), base_period="", as_of="", source=source, locator=f"row:{key}", note=note, to=to,
        said=note,
        text=_text(id=indicator, area=row["area"], value=row["value"], period=row["period"], source=source, note=note),
    )  # fmt: skip


def plain(value: str) -> str:
    """A number without the `.0` that spreadsheets add to whole ones."""
    return value.removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document, empty where it is not at hand, and the spans of its sentences."""

    text: str
    spans: Sequence[Span]

    @classmethod
    def read(cls, texts: Path | None, name: str) -> Document:
        """The document `name` of the folder `texts`."""
        path = None if texts is None else texts / f"{name}.txt"
        text = path.read_bytes().decode("utf-8-sig") if path is not None and path.is_file() else ""
        return cls(text, sentence_spans(text))

    def locator(self, start: int, quote: str) -> str:
        """The place of a quote; with the hash of its sentence where the text is at hand and has the quote there."""
        end = start + len(quote)
        said = quote and self.text[start:end] == quote
        return str(Passage.of(self.text, start, end, self.spans) if said else Passage(start, end))


def _lead(text: str, start: int) -> str:
    """What stands before the character `start` in its sentence."""
    begin = max(text.rfind(mark, 0, start) for mark in "。\n") + 1
    return text[begin:start].strip()


def _text(**parts: str) -> str:
    return "\n".join(f"{name}: {part}" for name, part in parts.items() if part)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
