"""A correction of the store whose figure was mended is told by build, validate --data and status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from yardstick.workspace import Workspace

Run = Callable[..., Result]
LUOYANG = ("firms", "410300", "value", "2022", "report", "char:42-43")
NOTE = "data/store: 1000001: the source has been mended, found 0.3, expected 0.1"


def test_a_mended_figure_is_told(built: Run) -> None:
    Workspace.open(Path()).correct(LUOYANG, "override", expect="0.1", value="0.2", reason="录入有误", author="王工")
    assert "mended" not in built("build").stderr
    rows = Path("data/observations/reports.csv")
    rows.write_text(rows.read_text(encoding="utf-8").replace(",0.1,,>,", ",0.3,,=,"), encoding="utf-8")
    told = built("build")
    assert (told.exit_code, NOTE in told.stderr) == (0, True)
    assert NOTE in built("validate", "--data").stderr
    assert json.loads(built("status", "--json").stdout)["corrections_mended"] == 1
