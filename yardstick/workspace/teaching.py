"""What a review teaches the reader: lines of data/reading.yaml, shown before they are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yardstick.document import Mapping as Entries
from yardstick.document import Sequence, read_document
from yardstick.errors import InputError, StoreError
from yardstick.ingest.reading import ReadingWords, SetAside, is_word, read_reading
from yardstick.ingest.table import shown
from yardstick.model import bare
from yardstick.store.lock import build_lock
from yardstick.workspace.aside import as_yaml, written_aside

WAIT = 60.0
"""Seconds for which a writer waits for the one before it."""
HEAD = (
    "# What people taught the reader of documents: names of indicators, words that name none, figures set aside.\n"
    "# Written when a document is reviewed, and open to be edited by hand. How: docs/data.md\n"
)


@dataclass(frozen=True)
class Lesson:
    """`aliases` (word → indicator), words to `ignore`, figures `rejected`: what is to be added to the file."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    rejected: tuple[SetAside, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.aliases or self.ignore or self.rejected)


def lines_of(lesson: Lesson) -> str:
    """The lines of the file that a lesson becomes."""
    parts = [
        ("aliases", [_alias(word, name) for word, name in lesson.aliases.items()]),
        ("ignore", [_item(word) for word in lesson.ignore]),
        ("rejected", [_set_aside(one) for one in lesson.rejected]),
    ]
    return "".join(f"{name}:\n" + "".join(lines) for name, lines in parts if lines)


def teach(path: Path, lesson: Lesson, *, indicators: Collection[str], lock: Path) -> ReadingWords:
    """Add a lesson to the file at `path`; everything else in it stays as it is. Return what the file says then.

    A word that names another indicator by now, and a figure set aside for another reason, are replaced. `lock` is the
    folder in which writers of this installation queue; the file is put into place whole. Raises StoreError in words
    where a word cannot be one, is a name and none at once, or the disk refuses, and InputError with every problem where
    the file cannot be used as it is.
    """
    for word in (*lesson.aliases, *lesson.ignore):
        if not is_word(word):
            raise StoreError("“{word}” cannot be a name: two to forty signs, one of them a letter", word=word)
    for word, name in lesson.aliases.items():
        if name not in indicators:
            raise StoreError("“{word}”: there is no indicator {name}", word=word, name=name)
    with build_lock(lock, wait=WAIT):
        before, problems = read_reading(path, indicators=indicators)
        problems.raise_if_any()
        both = [w for w in lesson.aliases if w in (*before.ignore, *lesson.ignore)]
        both += [w for w in lesson.ignore if w in before.aliases]
        if both:
            raise StoreError("“{word}” cannot be a name and none", word=both[0])
        try:
            text = path.read_text(encoding="utf-8-sig") if path.exists() else HEAD
            return _put(path, _with(path, text, lesson, before), lesson, indicators)
        except OSError as error:
            raise StoreError("{path}: cannot be written ({error})", path=path.name, error=error) from error


def _with(path: Path, text: str, lesson: Lesson, before: ReadingWords) -> str:
    """The text with the lesson in it: old lines of what is said anew are taken out, then each part gets its lines."""
    lines = text.splitlines()
    node = read_document(path, shown(path))[0] if path.exists() else None
    node = node if isinstance(node, Entries) else Entries(1)
    fresh = {
        "aliases": [_alias(w, i) for w, i in lesson.aliases.items() if before.aliases.get(w) != i],
        "ignore": [_item(w) for w in lesson.ignore if w not in before.ignore],
        "rejected": [_set_aside(one) for one in lesson.rejected if one not in before.rejected],
    }
    # From the end of the file to its beginning, so that the numbers of the lines above hold.
    for name in sorted(fresh, key=lambda n: node.key_lines.get(n, 0), reverse=True):
        if fresh[name] and name in node.entries:
            lines = _into(path, lines, node, name, fresh[name], gone=_old(node, name, lesson, before))
    for name, added in fresh.items():
        if added and name not in node.entries:
            lines += [f"{name}:", *(line for each in added for line in each.splitlines())]
    return "\n".join(lines) + "\n"


def _into(path: Path, lines: list[str], node: Entries, name: str, added: Iterable[str], *, gone: set[int]) -> list[str]:
    """The lines with more in one part; `gone` are the (1-based) lines in it that are said anew."""
    first = node.key_lines[name]
    part, head = node.entries[name], lines[first - 1]
    size = len(part.entries) if isinstance(part, Entries) else len(part.items) if isinstance(part, Sequence) else 0
    flow = head.split(":", 1)[1].split("#")[0].strip() != ""
    if flow and size:
        raise StoreError("{path}: write what stands under {name} one to a line first", path=path.name, name=name)
    if flow:
        lines = [*lines[: first - 1], f"{name}:", *lines[first:]]
    later = [line for line in node.key_lines.values() if line > first]
    last = min(later) - 1 if later else len(lines)
    while last > first and not lines[last - 1].startswith((" ", "-")):
        last -= 1
    body = [line for at, line in enumerate(lines[first:last], start=first + 1) if at not in gone]
    indent = next((line[: len(line) - len(line.lstrip())] for line in body if line.strip()), "  ")
    new = [indent + line.removeprefix("  ") for each in added for line in each.splitlines()]
    return [*lines[:first], *body, *new, *lines[last:]]


def _old(node: Entries, name: str, lesson: Lesson, before: ReadingWords) -> set[int]:
    """The lines of what the lesson says anew."""
    part = node.entries[name]
    if name == "aliases" and isinstance(part, Entries):
        return {part.key_lines[w] for w, i in lesson.aliases.items() if before.aliases.get(w, i) != i}
    if name == "rejected" and isinstance(part, Sequence):
        anew = {(one.source, bare(one.place)) for one in lesson.rejected if one not in before.rejected}
        gone: set[int] = set()
        for one, item in zip(before.rejected, part.items, strict=True):
            if (one.source, bare(one.place)) in anew and isinstance(item, Entries):
                gone |= {item.line, *item.key_lines.values()}
        return gone
    return set()


def _alias(word: str, name: str) -> str:
    return f"  {_written(word)}: {name}\n"


def _item(word: str) -> str:
    return f"  - {_written(word)}\n"


def _set_aside(one: SetAside) -> str:
    why = f"    reason: {_written(one.reason)}\n" if one.reason else ""
    return f"  - source: {_written(one.source)}\n    place: {_written(one.place)}\n{why}"


def _written(text: str) -> str:
    """A text as YAML on one line, what nobody can see as blanks."""
    return as_yaml(" ".join("".join(c if c.isprintable() else " " for c in text).split()))


def _put(path: Path, text: str, lesson: Lesson, indicators: Collection[str]) -> ReadingWords:
    """Put the text into place once it is read back with the lesson in it."""
    with written_aside(path, text.encode("utf-8")) as fresh:
        words, problems = read_reading(fresh, indicators=indicators)
        if problems:
            raise InputError(problems)
        aside = {(one.source, bare(one.place)) for one in words.rejected}
        taught = (
            all(words.aliases.get(word) == name for word, name in lesson.aliases.items()),
            all(word in words.ignore for word in lesson.ignore),
            all((one.source, bare(one.place)) in aside for one in lesson.rejected),
        )
        if not all(taught):
            raise StoreError(
                "{path}: the entry is not read back as it was written; nothing was changed", path=path.name
            )
    return words
