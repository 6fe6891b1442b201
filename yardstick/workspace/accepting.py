"""Accepting a finding with a reason: an entry in data/findings.yaml, everything else in the file as it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from pathlib import Path

from yardstick.checks import Finding
from yardstick.checks.acceptance import NOTHING, Acceptance, read_acceptances
from yardstick.checks.finding import number
from yardstick.errors import InputError, StoreError
from yardstick.store.lock import build_lock
from yardstick.workspace.aside import as_yaml, written_aside

WAIT = 60.0
"""Seconds for which a writer waits for the one before it."""
HEAD = (
    "# Findings of `validate --data` that were looked at and accepted. How to write an entry: docs/methods/checks.md\n"
)

Known = Mapping[str, Collection[str]]


def accept(
    path: Path,
    finding: Finding,
    *,
    known: Known,
    lock: Path,
    author: str,
    reason: str,
    reason_en: str = "",
    date: dt.date | None = None,
) -> Acceptance:
    """Write into the file at `path` that `finding` is accepted, as of today; return the entry as it is read back.

    `known` are the names that `read_acceptances` is given; `lock` is the folder in which writers of this installation
    queue. An entry about the same finding with other figures is replaced. The file is read again under the lock, and
    put into place whole.

    Raises StoreError when nobody or no reason is named, when somebody else accepted it in the meantime or the disk
    refuses, and InputError with every problem when the file cannot be used as it is.
    """
    who, why, why_en = (_one_line(words) for words in (author, reason, reason_en))
    if not who or not why:
        raise StoreError("say who accepts the finding, and why")
    try:
        with build_lock(lock, wait=WAIT):
            text = path.read_text(encoding="utf-8") if path.exists() else HEAD
            entry = _entry(finding, author=who, reason=why, reason_en=why_en, date=date or dt.date.today())
            return _put(path, _with(path, text, entry, finding, known), finding, known)
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError("{path}: cannot be written ({error})", path=path.name, error=error) from error


def _with(path: Path, text: str, entry: str, finding: Finding, known: Known) -> str:
    """The text with the entry: in the place of an earlier one about the same finding, else at the end."""
    lines = [line for line in text.splitlines() if line.strip() != "[]"]
    if any(line.strip() and not line.lstrip().startswith("#") for line in lines):
        accepted, problems = read_acceptances(path, **known)
        problems.raise_if_any()
        earlier = next((one for one in accepted if one.key == finding.key), None)
        if earlier is not None and earlier.holds(finding):
            raise StoreError("the finding was accepted in the meantime, by {author}", author=earlier.author)
        if earlier is not None:
            first, last = earlier.line - 1, earlier.line
            while last < len(lines) and lines[last].startswith((" ", "\t")):
                last += 1
            return "\n".join([*lines[:first], *entry.splitlines(), *lines[last:]]) + "\n"
    return "\n".join([*lines, *entry.splitlines()]) + "\n"


def _entry(finding: Finding, *, author: str, reason: str, reason_en: str, date: dt.date) -> str:
    """The entry as docs/methods/checks.md describes it."""
    code, indicator, area, measure, period, source = finding.key
    lines = [
        f"- code: {code}",
        f"  indicator: {indicator}",
        f'  area: "{area}"',
        f"  measure: {measure}",
        f'  period: "{period}"',
        f"  source: {as_yaml(source)}",
        f"  expect: {NOTHING if finding.found is None else number(finding.found)}",
    ]
    if finding.expected is not None:
        lines.append(f"  against: {number(finding.expected)}")
    lines += ["  reason:", f"    zh: {as_yaml(reason)}"]
    if reason_en:
        lines.append(f"    en: {as_yaml(reason_en)}")
    return "\n".join([*lines, f"  author: {as_yaml(author)}", f"  date: {date.isoformat()}"])


def _one_line(words: str) -> str:
    """The words on one line, without characters that nobody can see."""
    return " ".join("".join(c for c in " ".join(words.split()) if c.isprintable()).split())


def _put(path: Path, text: str, finding: Finding, known: Known) -> Acceptance:
    """Put the text into place once it is read back with the entry in force."""
    with written_aside(path, text.encode("utf-8")) as fresh:
        accepted, problems = read_acceptances(fresh, **known)
        if problems:
            raise InputError(problems)
        made = next((one for one in accepted if one.key == finding.key and one.holds(finding)), None)
        if made is None:
            raise StoreError(
                "{path}: the entry is not read back as it was written; nothing was changed", path=path.name
            )
    return made
