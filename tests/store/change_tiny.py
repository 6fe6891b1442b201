"""A change set to accept, with everything that a test does not care for filled in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from yardstick.store import Change

NOON = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)


def change(**more: Any) -> Change:
    """An import by the steward on 1 March 2026, noon."""
    settings: dict[str, Any] = {"kind": "import", "author": "steward", "at": NOON, "reason": "导入"} | more
    return Change(**settings)


def derived(store: Any) -> dict[str, list[tuple[Any, ...]]]:
    """What stands in each derived table, sorted."""
    tables = ("spoken", "shown", "contested", "reading", "conflicting", "implying")
    return {name: sorted(store._rows(f"SELECT * FROM {name}"), key=repr) for name in tables}
