"""A READING frame from plain records: for scripts, tests and figures that do not come from the store."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from yardstick.normalise.breaks import period_of

if TYPE_CHECKING:
    import pandas as pd

# The columns of a READING frame and what stands in them when a record says nothing.
DEFAULTS: Mapping[str, object] = {
    "area": "",
    "indicator": "",
    "measure": "value",
    "period": "",
    "year": 0,
    "as_of": None,
    "value": math.nan,
    "value_high": math.nan,
    "qualifier": "=",
    "unit": "",
    "obs_status": "A",
    "source": "",
    "locator": "",
    "change_set": 0,
    "base_period": "",
    "stated_value": "",
    "stated_unit": "",
    "note": "",
    "missing_reason": "",
    "figures": 1,
    "conflict": False,
    "is_year": False,
}


def reading_frame(records: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """A READING frame of these records; `year` and `is_year` follow from `period`, other gaps take DEFAULTS.

    A record without a value becomes a missing one (status M). An unknown key raises KeyError.
    """
    import pandas as pd  # only here: judging targets must not wait for it

    rows = [_filled(record) for record in records]
    frame = pd.DataFrame(rows, columns=list(DEFAULTS))
    return frame.astype({"value": float, "value_high": float, "year": int, "is_year": bool, "conflict": bool})


def _filled(record: Mapping[str, object]) -> dict[str, object]:
    unknown = set(record) - set(DEFAULTS)
    if unknown:
        raise KeyError(f"not columns of a READING frame: {', '.join(sorted(unknown))}")
    period = period_of(str(record["period"]))
    told: dict[str, object] = {"year": period.year, "is_year": period.is_year}
    if record.get("value") is None:
        told |= {"obs_status": "M"}
    return {**DEFAULTS, **told, **{k: v for k, v in record.items() if v is not None}}
