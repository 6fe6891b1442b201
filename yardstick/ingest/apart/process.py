"""A child process that parses one file: what kills it does not kill us.

It is started before the file is looked at, so that both take their time at once, and is told to go on only when the
look has found nothing. Its own side of this stands in confined.py.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

Fault = Literal["slow", "encrypted", "damaged", "memory"]
"""Why a child has no answer."""

_FAULTS: dict[int, Fault] = {3: "encrypted", 4: "damaged"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: address space in megabytes, seconds."""

    megabytes: int = 1500
    seconds: float = 60.0


LIMITS = Limits()


class Child:
    """A process that waits to be told which file to parse; it ends with the `with` it is made in.

    `program` is run by its path with no part of the package behind it; `package` is the one it needs from outside.
    """

    def __init__(self, program: Path, package: str) -> None:
        self._command = [sys.executable, "-I", "-S", str(program), str(Path(__file__).parent), _home(package)]

    def __enter__(self) -> Child:
        self._folder = tempfile.TemporaryDirectory(prefix="yardstick-apart-")
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._folder.cleanup()

    def answer(self, path: Path, said: dict[str, Any], *, limits: Limits = LIMITS) -> bytes | Fault:
        """What the child wrote about the file, or why it wrote nothing; `said` is what else it must know."""
        out = Path(self._folder.name) / "answer"
        told = said | {"path": str(path.absolute()), "out": str(out)}
        told |= {"megabytes": limits.megabytes, "seconds": limits.seconds}
        try:
            self._process.communicate(json.dumps(told) + "\n", timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            return "slow"
        if self._process.returncode:
            return _FAULTS.get(self._process.returncode, "memory")
        try:
            return out.read_bytes()
        except OSError:
            return "damaged"


@cache
def _home(package: str) -> str:
    """The folder that holds a package; it is all a child needs."""
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    return str(Path(found.origin).parents[1])
