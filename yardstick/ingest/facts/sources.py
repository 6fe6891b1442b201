"""documents.csv and sources.csv → data/sources.yaml: one source for a document that both files know."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from yardstick.errors import Problems
from yardstick.ingest.sources import FIELDS
from yardstick.ingest.table import Row, read_table

RULES = ("field", "pattern", "to_field", "value")
EXTRA = ("source_id", "title", "publisher", "url", "date", "licence", "doc")
_ADDRESS = re.compile(r"https?://\S+")
_REPOSITORY = re.compile(r"repo:([\w.-]+/[\w.-]+)(?:@([0-9a-f]+))?(?::([^{}()\s]+)$)?")
_DATE = re.compile(r"(\d{4}(?:-\d\d){0,2})$")
_TITLE_YEAR = re.compile(r"((?:19|20)\d\d)年")


@dataclass(frozen=True, slots=True)
class Collected:
    """The sources as entries of sources.yaml, and the id each source of the facts goes by (a document's own id)."""

    entries: dict[str, dict[str, str]]
    known_as: dict[str, str]


def collect(facts: Path, conversion: Path, *, texts: Path, confidence: dict[str, str]) -> tuple[Collected, Problems]:
    """The documents and the other sources, described by the rules of conversion/sources.csv (first match per field)."""
    rules, problems = read_table(conversion / "sources.csv", RULES)
    extra, found = read_table(conversion / "extra_sources.csv", EXTRA)
    problems.extend(found)
    listed = [*_rows(facts / "sources.csv"), *extra]
    address = {row["doc"]: first_address(row["url"]) for row in listed if row["doc"]}
    entries = {
        row["doc"]: _document(row, texts=texts, url=address.get(row["doc"], ""))
        for row in _rows(facts / "documents.csv")
    }
    for row in listed:
        if not row["doc"]:
            entries[row["source_id"]] = _listed(row, confidence=confidence.get(row["source_id"], ""))
    described = {name: _described(name, entry, rules) for name, entry in entries.items()}
    return Collected(described, {row["source_id"]: row["doc"] or row["source_id"] for row in listed}), problems


def write(path: Path, entries: dict[str, dict[str, str]]) -> None:
    """Write sources.yaml; an empty field is left out."""
    lines = []
    for name, entry in entries.items():
        lines.append(f"{name}:")
        lines.extend(f"  {f}: {json.dumps(entry[f], ensure_ascii=False)}" for f in FIELDS if entry.get(f))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def first_address(text: str) -> str:
    """The first http(s) address in a text that may name several, or else that of the repository it names.

    `repo:owner/name@commit:path` is a file of a public GitHub repository; without a commit, the repository. Empty where
    there is neither.
    """
    if match := _ADDRESS.search(text):
        return match[0]
    if match := _REPOSITORY.match(text):
        place = f"/blob/{match[2]}/{quote(match[3])}" if match[3] else f"/tree/{match[2]}" if match[2] else ""
        return f"https://github.com/{match[1]}{place}"
    return ""


def _document(row: dict[str, str], *, texts: Path, url: str) -> dict[str, str]:
    text = texts / f"{row['doc']}.txt"
    year = _TITLE_YEAR.search(row["title"])
    return {
        "title": row["title"], "publisher": row["publisher"], "kind": row["kind"], "signed": row["signed_on"],
        "published": row["published_on"] or row["signed_on"] or (year[1] if year else ""),
        "doc_number": row["doc_number"], "url": url, "confidence": "", "licence": "",
        "sha256": hashlib.sha256(text.read_bytes()).hexdigest() if text.is_file() else "",
    }  # fmt: skip


def _listed(row: dict[str, str], *, confidence: str) -> dict[str, str]:
    date, year = _DATE.search(row["date"]), _TITLE_YEAR.search(row["title"])
    return {
        "title": row["title"], "publisher": row["publisher"], "kind": "", "url": first_address(row["url"]),
        "published": date[1] if date else (year[1] if year else ""), "confidence": confidence,
        "licence": row["licence"],
    }  # fmt: skip


def _described(name: str, entry: dict[str, str], rules: list[Row]) -> dict[str, str]:
    out, set_by_rule = dict(entry), set()
    for rule in rules:
        said = name if rule["field"] == "id" else entry.get(rule["field"], "")
        if rule["to_field"] not in set_by_rule and re.search(rule["pattern"], said):
            out[rule["to_field"]] = rule["value"]
            set_by_rule.add(rule["to_field"])
    return out


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
