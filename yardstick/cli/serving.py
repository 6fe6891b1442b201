"""Serving the dashboard: build what is stale, say in one line where to look, hand over to Streamlit."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from yardstick.errors import InputError, StoreError
from yardstick.workspace import Workspace

HOST = "127.0.0.1"


def serve(folder: Path, *, port: int, build_first: bool, say: Callable[[str], None]) -> None:
    """Serve the installation in `folder` until interrupted. With problems in the data the last good store is served."""
    if build_first:
        _build(folder, say)
    say(f"Yardstick 科创标尺: http://{HOST}:{port}")
    command = [
        sys.executable, "-m", "streamlit", "run", str(folder / "app.py"), "--server.port", str(port),
        "--server.address", HOST, "--logger.level", "warning",
    ]  # fmt: skip
    env = {**os.environ, "YARDSTICK_FOLDER": str(folder)}
    quiet = {"stdout": subprocess.DEVNULL}
    try:
        code = subprocess.run(command, cwd=folder, env=env, check=False, **quiet).returncode  # type: ignore[call-overload]
    except KeyboardInterrupt:
        code = 0
    raise SystemExit(code)


def _build(folder: Path, say: Callable[[str], None]) -> None:
    try:
        Workspace.build(folder)
        return
    except InputError as error:
        for problem in error.problems:
            say(str(problem))
        say(f"{len(error.problems)} problems; serving the last good data")
    except StoreError as error:
        say(f"{error}; serving the last good data")
    try:
        Workspace.open(folder)
    except (StoreError, InputError):
        say("There are no earlier data: building what has no problem")
        Workspace.build(folder, sound_only=True)
