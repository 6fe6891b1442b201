"""Documents of a form of their own are parsed in a child process: their text, or in words why there is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from yardstick.errors import Problem
from yardstick.ingest.apart import Child, Fault, Limits
from yardstick.ingest.text.look import Bounds, Form, damaged, encrypted

PROGRAM = Path(__file__).with_name("child.py")
PACKAGES: dict[Form, str] = {"pdf": "pypdfium2", "html": "selectolax", "docx": "selectolax"}


def parse_apart(
    path: Path, form: Form, name: str, *, encoding: str, limits: Limits, bounds: Bounds
) -> tuple[str, tuple[Problem, ...]] | Problem:
    """The text of a document and what was left out of it; `encoding` is that of a web page."""
    said = {"form": form, "encoding": encoding, "characters": bounds.characters, "pages": bounds.pages}
    with Child(PROGRAM, PACKAGES[form]) as child:
        answer = child.answer(path, said, limits=limits)
    if isinstance(answer, str):
        return _failed(answer, name, limits=limits)
    try:
        line, _, text = answer.partition(b"\n")
        about = json.loads(line)
        return _refused(about, name, bounds=bounds) or (text.decode("utf-8"), _notes(about, name))
    except (ValueError, LookupError):
        return damaged(name)


def _failed(fault: Fault, name: str, *, limits: Limits) -> Problem:
    if fault == "slow":
        found = f"{limits.seconds:g} seconds"
        return Problem(name, None, "", "reading the document took too long", found, hint="save its text as .txt")
    if fault == "memory":
        return Problem(name, None, "", "reading the document needs too much memory", hint="save its text as .txt")
    return encrypted(name) if fault == "encrypted" else damaged(name)


def _refused(about: dict[str, Any], name: str, *, bounds: Bounds) -> Problem | None:
    """Why the child refused it: too long, too deep, no text, or a text that cannot be told from its glyphs."""
    why = about["refused"]
    if why == "long":
        return too_long(name, bounds=bounds)
    if why == "pages":
        hint = "split it"
        return Problem(name, None, "", "the document has too many pages", str(about["pages"]), str(bounds.pages), hint)
    if why == "deep":
        hint = "save its text as .txt"
        return Problem(name, None, "", "the parts of the page lie too deep in one another", hint=hint)
    if why == "pictures":
        hint = "a scanned document has to go through character recognition (OCR) first"
        return Problem(name, None, "", "the document has no text in it", hint=hint)
    if why == "glyphs":
        hint = "save it again with its fonts, or save its text as .txt"
        return Problem(name, None, "", "the letters of the document cannot be told from their shapes", hint=hint)
    return None


def too_long(name: str, *, bounds: Bounds) -> Problem:
    """The refusal of more text than is read."""
    return Problem(name, None, "", "the text is too long", expected=f"{bounds.characters} characters", hint="split it")


def _notes(about: dict[str, Any], name: str) -> tuple[Problem, ...]:
    """What was left out, told as problems are, though nothing is wrong with it."""
    notes = []
    if about.get("heads"):
        notes.append(Problem(name, None, "", "lines repeated on the pages were left out", f"{about['heads']} lines"))
    if about.get("blank"):
        notes.append(Problem(name, None, "", "pages without text were left out", f"{about['blank']} pages"))
    if about.get("lost"):
        notes.append(Problem(name, None, "", "characters that cannot be told were lost", f"{about['lost']} characters"))
    if about.get("deleted"):
        notes.append(Problem(name, None, "", "text marked as deleted was left out"))
    return tuple(notes)
