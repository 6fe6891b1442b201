"""data/sources.yaml → Source by id."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from yardstick.errors import Problems, nearest
from yardstick.ingest.cell import Cells
from yardstick.ingest.entries import Entry, read_entries
from yardstick.ingest.table import shown
from yardstick.model import SOURCE_KINDS, Source
from yardstick.model.source import SourceKind

FIELDS = (
    "title", "publisher", "kind", "published", "signed", "doc_number", "url", "sha256", "confidence", "licence",
)  # fmt: skip
_SHA256 = re.compile(r"[0-9a-f]{64}")


def read_sources(path: Path) -> tuple[dict[str, Source], Problems]:
    """The sources of the file in its order; an entry with a problem is left out."""
    entries, problems = read_entries(path)
    cells = Cells(shown(path), problems)
    sources = {}
    for entry in entries:
        source = _source(entry, cells)
        if source is not None:
            sources[entry.key] = source
    return sources, problems


def _source(entry: Entry, cells: Cells) -> Source | None:
    before = len(cells.problems)
    for name in entry.fields:
        if name not in FIELDS:
            line = entry.line_of(name)
            cells.problems.add(cells.path, line, f"{entry.key}.{name}", "unknown key", hint=nearest(name, FIELDS))
    for name in ("title", "publisher", "kind"):
        if not entry.get(name):
            cells.problems.add(cells.path, entry.line_of(name), f"{entry.key}.{name}", "the value is missing")
    if entry.get("kind"):
        cells.one_of(
            entry.line_of("kind"), f"{entry.key}.kind", entry.get("kind"), known=SOURCE_KINDS, what="source kind"
        )
    _check_addresses(entry, cells)
    published = cells.last_day(entry.line_of("published"), f"{entry.key}.published", entry.get("published"))
    signed = cells.day(entry.line_of("signed"), f"{entry.key}.signed", entry.get("signed"))
    if len(cells.problems) > before:
        return None
    rest = {name: entry.get(name) for name in ("doc_number", "url", "sha256", "confidence", "licence")}
    kind = cast(SourceKind, entry.get("kind"))
    title, publisher, as_written = entry.get("title"), entry.get("publisher"), entry.get("published")
    return Source(entry.key, title, publisher, kind, published, signed, published_as=as_written, **rest)


def _check_addresses(entry: Entry, cells: Cells) -> None:
    url, sha256 = entry.get("url"), entry.get("sha256")
    if url and not url.startswith(("http://", "https://")):
        line = entry.line_of("url")
        cells.problems.add(cells.path, line, f"{entry.key}.url", "not an address", found=url, expected="https://…")
    if sha256 and not _SHA256.fullmatch(sha256):
        line = entry.line_of("sha256")
        cells.problems.add(
            cells.path, line, f"{entry.key}.sha256", "not a SHA-256", found=sha256, expected="64 hex digits"
        )
