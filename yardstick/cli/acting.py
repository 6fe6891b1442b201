"""What the verbs that change the store have in common: who acts, how they are asked, what they see of the progress."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from yardstick.i18n import Words
from yardstick.store import MovedError

errors = Console(stderr=True, soft_wrap=True, highlight=False)


def tell(*lines: str) -> None:
    """Lines on standard error, as they are."""
    for line in lines:
        errors.print(line, markup=False)


def author_of(given: str) -> str:
    """Who acts: who was named, else the user of the system."""
    if given.strip():
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def told_again(error: Exception, t: Words) -> None:
    """What to do where the store moved on in between."""
    if isinstance(error, MovedError):
        tell(t("run the same command again"))


def on_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str) -> bool:
    """Ask on standard error; no answer is no."""
    return bool(typer.confirm(question, err=True, default=False))


class Steps:
    """The steps of long work, a bar each; on no terminal nothing is shown."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None

    def begin(self, what: str) -> None:
        """The next step; the one before is done."""
        self.end()
        self._task = self._progress.add_task(what, total=None)

    def reached(self, share: float) -> None:
        """How far the step is, from 0 to 1."""
        if self._task is not None:
            self._progress.update(self._task, total=1.0, completed=share)

    def end(self) -> None:
        """The step is done."""
        self.reached(1.0)


@contextmanager
def steps() -> Iterator[Steps]:
    """Bars on a terminal, silence in a pipe."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, disable=not sys.stderr.isatty()) as progress:
        made = Steps(progress)
        yield made
        made.end()
