"""The child's own side: it waits for one line of JSON, sets its limits, works, and says by a number how it ended.

The line holds `path`, `out`, `megabytes`, `seconds` and what else the work must know. It ends with 0 done (or not
needed: no line came), 3 encrypted, 4 not to be read, 5 no memory; any other end is one of the system's.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


class Encrypted(Exception):  # noqa: N818
    """The file opens with a password only."""


def confined(work: Callable[[dict[str, Any]], Iterable[bytes]]) -> int:
    """Do the work under its limits and write the pieces it gives to `out`; the numbers it ends with stand above."""
    line = sys.stdin.readline()
    if not line:  # refused after the look
        return 0
    said = json.loads(line)
    space, seconds = said["megabytes"] * 2**20, int(said["seconds"])
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # nothing here goes in circles, and it does not live long
    try:
        with Path(said["out"]).open("wb") as file:
            for piece in work(said):
                file.write(piece)
    except Encrypted:
        return 3
    except MemoryError:
        return 5
    except Exception:  # whatever a damaged file sets off ends here, in this process
        return 4
    return 0
