"""What a row says beside its figure: status, bound, reason, day, base, source, place and remark, as codes of the house.

Offices write these as words (初步数, 预计, 以上, 截至2024年12月31日), Yardstick's own files as codes; both are read.
A word that is neither is unknown, never passed over.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from yardstick.ingest.sheet.number import PREFIXES, REASONS, SUFFIXES, narrow
from yardstick.model import MISSING_REASONS, QUALIFIERS, Period, Source
from yardstick.model.observation import ObsStatus

ROLES = (
    "qualifier", "value_high", "obs_status", "missing_reason", "base_period", "as_of", "source", "locator", "note",
)  # fmt: skip
"""What may stand in columns of their own beside a figure; every one may be left out."""

STATUSES: dict[str, ObsStatus] = {
    "a": "A", "final": "A", "normal": "A", "正式": "A", "正式数": "A", "最终": "A", "最终数": "A", "最终核实": "A",
    "最终核实数": "A", "核实数": "A", "年报": "A", "年报数": "A", "决算": "A", "决算数": "A", "正常": "A",
    "p": "P", "provisional": "P", "preliminary": "P", "初步": "P", "初步数": "P", "初步核算": "P",
    "初步核算数": "P", "初步统计": "P", "初步统计数": "P", "快报": "P", "快报数": "P", "暂定": "P", "累计": "P",
    "e": "E", "estimated": "E", "estimate": "E", "expected": "E", "预计": "E", "预计数": "E", "估计": "E",
    "估计数": "E", "估算": "E", "估算数": "E", "预测": "E", "预测数": "E",
    "m": "M", "missing": "M", "缺": "M", "缺失": "M", "无数据": "M", "缺数": "M",
}  # fmt: skip
"""Words for a status. None stands for `I`: what we imply is never stated by a file."""

STATED = ("A", "P", "E", "M")
FROM = "来源："
"""What goes before a source's name in a note; the notes have it in both languages."""
BETWEEN = "；"
"""Between the parts of a note, as everywhere in the data."""

_DAY = re.compile(r"(?:截至|截止)?(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]?00:00:00)?", re.ASCII)


def status_of(text: str) -> str | None:
    """A status by its code or its word; empty where none is said, None where the word is not known."""
    said = narrow(text).casefold()
    return "" if not said else "M" if said in REASONS else STATUSES.get(said)


def reason_of(text: str) -> str | None:
    """Why a figure is missing, by its code or its word; empty where none is said, None where it is not known."""
    said = narrow(text).casefold()
    return said if not said or said in MISSING_REASONS else REASONS.get(said)


def qualifier_of(text: str) -> str | None:
    """A bound by its sign or its word; empty where none is said, None where it is not known."""
    said = narrow(text)
    return said if not said or said in QUALIFIERS else PREFIXES.get(said) or SUFFIXES.get(said)


def day_of(text: str) -> str | None:
    """A day as 2024-12-31; empty where none is said, None where the text is no day."""
    said = "".join(narrow(text).split(" "))
    match = _DAY.fullmatch(said)
    if match is None:
        return None if said else ""
    try:
        return dt.date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None


def source_of(text: str, own: str, *, sources: Mapping[str, Source]) -> tuple[str, str]:
    """The id of the source that a text names, and what of it goes into the note.

    A text that is no known id leaves the file's `own` source and is kept in words.
    """
    if not text or text in sources:
        return text or own, ""
    return own, FROM + text


def noted(*parts: str) -> str:
    """The parts of a note that say something, in one text."""
    return BETWEEN.join(part for part in parts if part)


def usual_status(period: Period, measure: str, kind: str) -> ObsStatus:
    """The status of a figure of which none is said: what came about in a part of a year is provisional until the year
    is whole, as in the collected facts (`ingest.facts`); `kind` is the indicator's.
    """
    counted = kind == "flow" or measure in ("new", "net_change") or period.kind == "span"
    within = period.kind != "year" and period.start.year == period.end.year
    return "P" if within and counted else "A"
